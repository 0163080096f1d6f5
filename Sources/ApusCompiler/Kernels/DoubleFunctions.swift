import ApusGraph

/// Functions of float64: the driver's own, lane by lane, so that an element's value does not depend on
/// where it lies in its tensor.
enum DoubleFunctions {
  /// Nil for what is written as for float32.
  static func call(_ function: UnaryFunction, _ x: String, _ width: Int) -> String? {
    switch function {
    case .negate, .abs, .relu, .not, .sqrt, .floor, .ceil, .round, .trunc: nil
    case .erfinv: lanes(erfinv, [x], width)
    case .sigmoid: "1.0 / (1.0 + \(lanes("exp", ["-\(x)"], width)))"
    default: lanes(function.rawValue, [x], width)
    }
  }

  /// A function of the driver's, called for each lane.
  static func lanes(_ name: String, _ operands: [String], _ width: Int) -> String {
    let calls = (0..<width).map { lane in
      let own = operands.map { width == 1 ? $0 : CType.lane("(\($0))", lane, width) }
      return "\(name)(\(own.joined(separator: ", ")))"
    }
    return width == 1
      ? calls[0] : "(\(CType.register(.float64, width)))(\(calls.joined(separator: ", ")))"
  }

  private static let erfinv = "apus_erfinv_double"

  /// The definitions of what `text` calls and no driver has.
  ///
  /// erf⁻¹ by Halley's method from S. Winitzki's approximation ("A handy approximation for the error
  /// function and its inverse", 2008), of 2e-3: two steps are enough, as each makes an error its cube.
  static func definitions(for text: String) -> String {
    guard text.contains(erfinv) else { return "" }
    return """
      static double apus_erfinv_double(double x)
      {
        const double a = fabs(x);
        if (!(a < 1.0)) return a == 1.0 ? copysign((double)INFINITY, x) : (double)NAN;
        const double l = log1p(-a * a), t = 4.3307467508 + 0.5 * l;
        double y = sqrt(sqrt(t * t - l / 0.147) - t);
        for (int step = 0; step < 3; ++step) {
          // Towards 1, the difference from it keeps its digits.
          const double error = a < 0.5 ? erf(y) - a : (1.0 - a) - erfc(y);
          const double d = error / (1.1283791670955126 * exp(-y * y));
          y -= d / (1.0 + y * d);
        }
        return copysign(y, x);
      }

      """
  }
}
