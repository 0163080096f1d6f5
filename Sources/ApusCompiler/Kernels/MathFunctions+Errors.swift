// The error function and its relatives.

extension MathFunctions {
  /// A quotient of polynomials, odd over even, as in Eigen's perf; beyond 4 it is ±1.
  static func errorFunction(_ t: Types) -> String {
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

  /// e^(−a²) P(q)/(1 + 2a) with a = |x| and q = (a − 2)/(a + 2), P a polynomial of our own (fitted to
  /// SciPy's erfcx); 2 less that for negative x.
  static func complementaryErrorFunction(_ t: Types) -> String {
    let polynomial = horner(
      "q",
      [
        "2.5972524e-5f", "-3.6569333e-4f", "-1.25351828e-3f", "1.27427618e-3f", "8.6387908e-3f",
        "-8.0448436e-3f", "-5.4205250e-2f", "1.64053187e-1f", "-1.66031346e-1f", "-9.2763901e-2f",
        "1.27697837f",
      ], t)
    return """
        const \(t.float) far = fabs(x);
        const \(t.float) a = \(t.choose("far > 10.06f", t.splat("10.06f"), "far"));
        const \(t.float) q = (a - 2.0f) / (a + 2.0f);
        const \(t.float) p = \(polynomial) / (1.0f + a + a);
        // The square in two parts.
        const \(t.float) square = a * a;
        const \(t.float) low = fma(a, a, -square);
        const \(t.float) e = \(call("exp", "-square", t.width));
        const \(t.float) y = p * fma(-e, low, e);
        return \(t.choose("x < 0.0f", "2.0f - y", "y"));

      """
  }

  /// x times a polynomial in w = −ln(1 − x²) or its root, as M. Giles does it ("Approximating the
  /// erfinv function", 2010); the coefficients are fitted to SciPy's erfinv.
  static func inverseErrorFunction(_ t: Types) -> String {
    let near = horner(
      "v",
      [
        "-8.7911732e-9f", "2.3232705e-8f", "4.6617218e-7f", "-3.4627055e-6f", "-4.9633550e-6f",
        "2.18344445e-4f", "-1.2527419e-3f", "-4.1773869e-3f", "2.4664028e-1f", "1.50140941f",
      ], t)
    let far = horner(
      "v",
      [
        "-1.5976570e-4f", "8.250761e-5f", "1.29222893e-3f", "-3.6565293e-3f", "5.7655498e-3f",
        "-7.6262476e-3f", "9.4350362e-3f", "1.00167418f", "2.83297706f",
      ], t)
    let rest = call("log", "fma(-x, x, \(t.splat("1.0f")))", t.width)
    return """
        const \(t.float) w = -\(rest);
        const \(t.float) v = \(t.choose("w >= 5.0f", "sqrt(w) - 3.0f", "w - 2.5f"));
        const \(t.float) near = \(near);
        const \(t.float) far = \(far);
        const \(t.float) y = (\(t.choose("w >= 5.0f", "far", "near"))) * x;
        return \(t.choose("fabs(x) == 1.0f", "x * INFINITY", "y"));

      """
  }
}
