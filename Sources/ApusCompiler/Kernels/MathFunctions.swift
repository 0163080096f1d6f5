/// OpenCL C of the transcendental functions, for vectors of any width.
///
/// Why our own: a driver's may be scalar (PoCL's erf), without fused multiply-adds (PoCL's exp), or
/// differ between one lane and sixteen, so that an element's value would depend on where it lies in
/// its tensor. Each program contains what it calls.
///
/// Errors over the range of float32, in units in the last place, as `MathFunctionTests` measures them
/// against Double: exp, exp2, log, log1p, expm1, cosh 1.5; log2, log10, asin, acos, sinh, asinh,
/// atanh 2; sin, cos, atan, atan2, acosh, sigmoid 3; tan, tanh, erfinv 4; erf, erfc 5; pow 6.
/// Results below the smallest normal number may be flushed to 0, and so may such arguments. NaN
/// gives NaN.
enum MathFunctions {
  /// A function of one or two operands.
  private struct Function {
    var name: String
    var parameters: [String]
    var body: (Types) -> String

    init(_ name: String, _ parameters: [String], _ body: @escaping (Types) -> String) {
      (self.name, self.parameters, self.body) = (name, parameters, body)
    }

    init(_ name: String, _ body: @escaping (Types) -> String) { self.init(name, ["x"], body) }
  }

  /// The functions in order, each after those it calls.
  private static var all: [Function] {
    [
      Function("exp", exponential), Function("halfexp", halvedExponential),
      Function("exp2", exponentialOfTwo), Function("expm1", exponentialLessOne),
      Function("log", logarithm), Function("log1p", logarithmOfOneMore),
      Function("log2", logarithmOfTwo), Function("log10", logarithmOfTen),
      Function("tanh", tangentOfHyperbola), Function("sinh", sineOfHyperbola),
      Function("cosh", cosineOfHyperbola), Function("asinh", inverseSineOfHyperbola),
      Function("acosh", inverseCosineOfHyperbola), Function("atanh", inverseTangentOfHyperbola),
      Function("sin", sine), Function("cos", cosine), Function("tan", tangent),
      Function("asin", inverseSine), Function("acos", inverseCosine),
      Function("atan", inverseTangent), Function("atan2", ["y", "x"], angle),
      Function("erf", errorFunction), Function("erfc", complementaryErrorFunction),
      Function("erfinv", inverseErrorFunction), Function("sigmoid", logistic),
      Function("expsum", ["x", "low"], exponentialOfSum), Function("pow", ["x", "b"], power),
    ]
  }

  private static let widths = [1, 2, 4, 8, 16]

  /// The C types of one width.
  struct Types {
    let width: Int
    var float: String { width == 1 ? "float" : "float\(width)" }
    var int: String { width == 1 ? "int" : "int\(width)" }

    func name(_ function: String) -> String { "apus_\(function)\(width)" }

    /// `condition ? a : b`, lane by lane.
    func choose(_ condition: String, _ a: String, _ b: String) -> String {
      width == 1 ? "(\(condition)) ? \(a) : \(b)" : "select(\(b), \(a), \(condition))"
    }

    func splat(_ value: String) -> String { "(\(float))(\(value))" }
  }

  /// The call of a function for `width` lanes.
  static func call(_ function: String, _ x: String, _ width: Int) -> String {
    "apus_\(function)\(width)(\(x))"
  }

  /// The call of a function of two operands.
  static func call(_ function: String, _ a: String, _ b: String, _ width: Int) -> String {
    "apus_\(function)\(width)(\(a), \(b))"
  }

  /// The definitions of what `text` calls, and of what those call.
  static func definitions(for text: String) -> String {
    var needed: [String] = []
    var called = CalledNames(text)
    for width in widths {
      for function in all.reversed() {
        let types = Types(width: width)
        guard called.contains(types.name(function.name)) else { continue }
        let parameters = function.parameters.map { "\(types.float) \($0)" }
        let head = "static \(types.float) \(types.name(function.name))"
        let definition =
          "\(head)(\(parameters.joined(separator: ", ")))\n{\n\(function.body(types))}\n"
        called.add(definition)
        needed.append(definition)
      }
    }
    if called.contains(largeAngleName) { needed.append(largeAngle) }
    return needed.reversed().joined(separator: "\n")
  }

  /// A polynomial by Horner's rule, the coefficient of the highest power first.
  static func horner(_ x: String, _ coefficients: [String], _ types: Types) -> String {
    coefficients.dropFirst().reduce(types.splat(coefficients[0])) {
      "fma(\($0), \(x), \(types.splat($1)))"
    }
  }
}
