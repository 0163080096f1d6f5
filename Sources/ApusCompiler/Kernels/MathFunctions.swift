/// OpenCL C of the transcendental functions, for vectors of any width.
///
/// Why our own: a driver's may be scalar (PoCL's erf), without fused multiply-adds (PoCL's exp), or
/// differ between one lane and sixteen, so that an element's value would depend on where it lies in
/// its tensor. Each program contains what it calls.
///
/// Errors over the range of float32, in units in the last place, as `MathFunctionTests` measures them
/// against Double: exp 1.5, log 1.5, tanh 4, erf 5, sigmoid 3. Results below the smallest normal
/// number may be flushed to 0. NaN gives NaN.
enum MathFunctions {
  /// The functions in order, each after those it calls.
  private static var all: [(name: String, body: (Types) -> String)] {
    [
      ("exp", exponential), ("log", logarithm), ("tanh", tangent), ("erf", errorFunction),
      ("sigmoid", logistic),
    ]
  }

  private static let widths = [1, 2, 4, 8, 16]

  /// The C types of one width.
  private struct Types {
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

  /// The definitions of what `text` calls, and of what those call.
  static func definitions(for text: String) -> String {
    var needed: [String] = []
    var called = CalledNames(text)
    for width in widths {
      for (name, body) in all.reversed() {
        let types = Types(width: width)
        guard called.contains(types.name(name)) else { continue }
        let head = "static \(types.float) \(types.name(name))(\(types.float) x)"
        let definition = "\(head)\n{\n\(body(types))}\n"
        called.add(definition)
        needed.append(definition)
      }
    }
    return needed.reversed().joined(separator: "\n")
  }

  /// A polynomial by Horner's rule, the coefficient of the highest power first.
  private static func horner(_ x: String, _ coefficients: [String], _ types: Types) -> String {
    coefficients.dropFirst().reduce(types.splat(coefficients[0])) {
      "fma(\($0), \(x), \(types.splat($1)))"
    }
  }

  /// eˣ = 2ⁿ eʳ with n = round(x / ln 2) and |r| ≤ ln 2 / 2; ln 2 in two parts (Cody and Waite);
  /// the polynomial is that of Cephes' expf (S. Moshier).
  private static func exponential(_ t: Types) -> String {
    let polynomial = horner(
      "r",
      [
        "1.9875691500e-4f", "1.3981999507e-3f", "8.3334519073e-3f", "4.1665795894e-2f",
        "1.6666665459e-1f", "5.0000001201e-1f",
      ], t)
    return """
        // A NaN passes both comparisons, and everything after them.
        \(t.float) c = \(t.choose("x > 89.0f", t.splat("89.0f"), "x"));
        c = \(t.choose("c < -104.0f", t.splat("-104.0f"), "c"));
        // 1.5 · 2^23 leaves the nearest integer in the low bits.
        const \(t.float) shifted = fma(c, \(t.splat("1.44269504f")), \(t.splat("12582912.0f")));
        const \(t.float) n = shifted - 12582912.0f;
        const \(t.float) r = fma(n, \(t.splat("2.12194440e-4f")), \
      fma(n, \(t.splat("-0.693359375f")), c));
        const \(t.float) p = \(polynomial);
        const \(t.float) y = fma(p, r * r, r) + 1.0f;
      \(scaling(t))

      """
  }

  /// y · 2ⁿ: one instruction where there is one, with the same result.
  private static func scaling(_ t: Types) -> String {
    let portable = """
        // In two steps, as 2^128 is no float.
        const \(t.int) power = as_\(t.int)(shifted) - 0x4B400000;
        const \(t.int) half_ = power >> 1;
        return y * as_\(t.float)((half_ + 127) << 23) \
      * as_\(t.float)((power - half_ + 127) << 23);
      """
    guard t.width == 16 else { return portable }
    return """
      #ifdef __AVX512F__
        return __builtin_ia32_scalefps512_mask(y, n, y, (ushort)-1, 4);
      #else
      \(portable)
      #endif
      """
  }

  /// ln x = n ln 2 + ln m with m in √½ ..< √2; the polynomial is that of Cephes' logf (S. Moshier).
  private static func logarithm(_ t: Types) -> String {
    let polynomial = horner(
      "f",
      [
        "7.0376836292e-2f", "-1.1514610310e-1f", "1.1676998740e-1f", "-1.2420140846e-1f",
        "1.4249322787e-1f", "-1.6668057665e-1f", "2.0000714765e-1f", "-2.4999993993e-1f",
        "3.3333331174e-1f",
      ], t)
    return """
        // The exponent is counted from √½, whose bits are 0x3F3504F3.
        const \(t.int) bits = as_\(t.int)(x);
        const \(t.int) power = (bits - 0x3F3504F3) >> 23;
        const \(t.float) n = convert_\(t.float)(power);
        const \(t.float) f = as_\(t.float)(bits - (power << 23)) - 1.0f;
        const \(t.float) square = f * f;
        \(t.float) y = \(polynomial) * f * square;
        y = fma(n, \(t.splat("-2.12194440e-4f")), y);
        y = fma(square, \(t.splat("-0.5f")), y);
        y = fma(n, \(t.splat("0.693359375f")), f + y);
        y = \(t.choose("x < 1.17549435e-38f", t.splat("-INFINITY"), "y"));
        y = \(t.choose("x < 0.0f", t.splat("NAN"), "y"));
        y = \(t.choose("x == INFINITY", "x", "y"));
        return \(t.choose("x != x", "x", "y"));

      """
  }

  /// A quotient of polynomials, odd over even, as in Eigen's ptanh; beyond 7.99 it is ±1.
  private static func tangent(_ t: Types) -> String {
    let odd = horner(
      "square",
      [
        "-2.76076847742355e-16f", "2.00018790482477e-13f", "-8.60467152213735e-11f",
        "5.12229709037114e-08f", "1.48572235717979e-05f", "6.37261928875436e-04f",
        "4.89352455891786e-03f",
      ], t)
    let even = horner(
      "square",
      [
        "1.19825839466702e-06f", "1.18534705686654e-04f", "2.26843463243900e-03f",
        "4.89352518554385e-03f",
      ], t)
    return """
        \(t.float) c = \(t.choose("x > 7.99881172f", t.splat("7.99881172f"), "x"));
        c = \(t.choose("c < -7.99881172f", t.splat("-7.99881172f"), "c"));
        const \(t.float) square = c * c;
        const \(t.float) y = c * \(odd) / \(even);
        return \(t.choose("fabs(x) < 0.0004f", "x", "y"));

      """
  }

  /// A quotient of polynomials, odd over even, as in Eigen's perf; beyond 4 it is ±1.
  private static func errorFunction(_ t: Types) -> String {
    let odd = horner(
      "square",
      [
        "-2.72614225801306e-10f", "2.77068142495902e-08f", "-2.10102402082508e-06f",
        "-5.69250639462346e-05f", "-7.34990630326855e-04f", "-2.95459980854025e-03f",
        "-1.60960333262415e-02f",
      ], t)
    let even = horner(
      "square",
      [
        "-1.45660718464996e-05f", "-2.13374055278905e-04f", "-1.68282697438203e-03f",
        "-7.37332916720468e-03f", "-1.42647390514189e-02f",
      ], t)
    return """
        \(t.float) c = \(t.choose("x > 4.0f", t.splat("4.0f"), "x"));
        c = \(t.choose("c < -4.0f", t.splat("-4.0f"), "c"));
        const \(t.float) square = c * c;
        // The quotient first: the product of a tiny x would be flushed to 0.
        return c * (\(odd) / \(even));

      """
  }

  private static func logistic(_ t: Types) -> String {
    "  return 1.0f / (1.0f + \(call("exp", "-x", t.width)));\n"
  }
}
