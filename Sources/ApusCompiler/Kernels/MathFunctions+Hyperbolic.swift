// Hyperbolic functions, their inverses, and the logistic function.

extension MathFunctions {
  /// A quotient of polynomials, odd over even, as in Eigen's ptanh; beyond 7.99 it is ±1.
  static func tangentOfHyperbola(_ t: Types) -> String {
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

  static func logistic(_ t: Types) -> String {
    "  return 1.0f / (1.0f + \(call("exp", "-x", t.width)));\n"
  }

  /// Below 1 a polynomial, as in Cephes' sinhf (S. Moshier).
  static func sineOfHyperbola(_ t: Types) -> String {
    let polynomial = horner(
      "square", ["2.03721912945e-4f", "8.33028376239e-3f", "1.66667160211e-1f"], t)
    return """
        const \(t.float) a = fabs(x);
        const \(t.float) square = a * a;
        const \(t.float) small = fma(\(polynomial) * square, a, a);
        const \(t.float) e = \(call("halfexp", "a", t.width));
        const \(t.float) large = e - 0.25f / e;
        return copysign(\(t.choose("a < 1.0f", "small", "large")), x);

      """
  }

  static func cosineOfHyperbola(_ t: Types) -> String {
    """
      const \(t.float) e = \(call("halfexp", "fabs(x)", t.width));
      return e + 0.25f / e;

    """
  }

  /// ln (1 + (a + a²/(1 + √(a² + 1)))), a = |x|; for large a, ln 2a.
  static func inverseSineOfHyperbola(_ t: Types) -> String {
    """
      const \(t.float) a = fabs(x);
      const \(t.float) s = \(t.choose("a > 1.0e9f", t.splat("1.0f"), "a"));
      \(t.float) y = s + s * s / (1.0f + sqrt(fma(s, s, \(t.splat("1.0f")))));
      y = \(call("log1p", t.choose("a > 1.0e9f", "a", "y"), t.width));
      return copysign(\(t.choose("a > 1.0e9f", "y + 0.693147182f", "y")), x);

    """
  }

  /// ln (1 + (s + √(s² + 2s))), s = x − 1; for large x, ln 2x.
  static func inverseCosineOfHyperbola(_ t: Types) -> String {
    """
      const \(t.float) s = (\(t.choose("x > 1.0e9f", t.splat("1.0f"), "x"))) - 1.0f;
      \(t.float) y = s + sqrt(fma(s, s, s + s));
      y = \(call("log1p", t.choose("x > 1.0e9f", "x", "y"), t.width));
      y = \(t.choose("x > 1.0e9f", "y + 0.693147182f", "y"));
      return \(t.choose("x < 1.0f", t.splat("NAN"), "y"));

    """
  }

  /// ½ ln (1 + 2a/(1 − a)), a = |x|.
  static func inverseTangentOfHyperbola(_ t: Types) -> String {
    """
      const \(t.float) a = fabs(x);
      return copysign(0.5f * \(call("log1p", "(a + a) / (1.0f - a)", t.width)), x);

    """
  }
}
