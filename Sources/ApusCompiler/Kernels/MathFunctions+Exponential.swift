// Exponential functions and logarithms.

extension MathFunctions {
  /// eˣ = 2ⁿ eʳ with n = round(x / ln 2) and |r| ≤ ln 2 / 2; ln 2 in two parts (Cody and Waite);
  /// the polynomial is that of Cephes' expf (S. Moshier).
  static func exponential(_ t: Types) -> String {
    clamped(to: 89, t) + splitArgument(t)
      + "  const \(t.float) y = fma(\(polynomial(t)), r * r, r) + 1.0f;\n" + scaling(t)
  }

  /// eˣ/2, which is finite for a little longer than eˣ.
  static func halvedExponential(_ t: Types) -> String {
    clamped(to: 90, t) + splitArgument(t)
      + "  const \(t.float) y = fma(\(polynomial(t)), r * r, r) + 1.0f;\n" + scaling(t, less: 1)
  }

  /// eˣ⁺ˡᵒʷ for a `low` that x has no bits left for.
  static func exponentialOfSum(_ t: Types) -> String {
    clamped(to: 89, t) + splitArgument(t, name: "most")
      + """
        const \(t.float) r = most + low;
        const \(t.float) y = fma(\(polynomial(t)), r * r, r) + 1.0f;

      """ + scaling(t)
  }

  /// 2ˣ by a polynomial of our own for (2ʳ − 1)/r.
  static func exponentialOfTwo(_ t: Types) -> String {
    let polynomial = horner(
      "r",
      [
        "1.5461448e-4f", "1.3390867e-3f", "9.618056e-3f", "5.5503570e-2f", "2.40226507e-1f",
        "6.93147182e-1f",
      ], t)
    return """
        \(t.float) c = \(t.choose("x > 129.0f", t.splat("129.0f"), "x"));
        c = \(t.choose("c < -151.0f", t.splat("-151.0f"), "c"));
        const \(t.float) shifted = c + 12582912.0f;
        const \(t.float) n = shifted - 12582912.0f;
        const \(t.float) r = c - n;
        const \(t.float) y = fma(r, \(polynomial), \(t.splat("1.0f")));

      """ + scaling(t)
  }

  /// eˣ − 1 = 2 (2ⁿ⁻¹ (eʳ − 1) + 2ⁿ⁻¹ − ½), as 2¹²⁸ is no float.
  static func exponentialLessOne(_ t: Types) -> String {
    """
      \(t.float) c = \(t.choose("x > 89.0f", t.splat("89.0f"), "x"));
      c = \(t.choose("c < -30.0f", t.splat("-30.0f"), "c"));

    """ + splitArgument(t)
      + """
        const \(t.float) p = fma(\(polynomial(t)), r * r, r);
        const \(t.float) half_ = as_\(t.float)((as_\(t.int)(shifted) - 0x4B400000 + 126) << 23);
        // Half of a tiny x would be flushed to 0.
        return \(t.choose("fabs(x) < 2.0e-8f", "x", "2.0f * fma(half_, p, half_ - 0.5f)"));

      """
  }

  private static func clamped(to limit: Int, _ t: Types) -> String {
    """
      // A NaN passes both comparisons, and everything after them.
      \(t.float) c = \(t.choose("x > \(limit).0f", t.splat("\(limit).0f"), "x"));
      c = \(t.choose("c < -104.0f", t.splat("-104.0f"), "c"));

    """
  }

  /// c = n ln 2 + r.
  private static func splitArgument(_ t: Types, name: String = "r") -> String {
    """
      // 1.5 · 2^23 leaves the nearest integer in the low bits.
      const \(t.float) shifted = fma(c, \(t.splat("1.44269504f")), \(t.splat("12582912.0f")));
      const \(t.float) n = shifted - 12582912.0f;
      const \(t.float) \(name) = fma(n, \(t.splat("2.12194440e-4f")), \
    fma(n, \(t.splat("-0.693359375f")), c));

    """
  }

  /// (eʳ − 1 − r)/r².
  private static func polynomial(_ t: Types) -> String {
    horner(
      "r",
      [
        "1.9875691500e-4f", "1.3981999507e-3f", "8.3334519073e-3f", "4.1665795894e-2f",
        "1.6666665459e-1f", "5.0000001201e-1f",
      ], t)
  }

  /// y · 2ⁿ⁻ˡᵉˢˢ: one instruction where there is one, with the same result.
  private static func scaling(_ t: Types, less: Int = 0) -> String {
    let portable = """
        // In two steps, as 2^128 is no float.
        const \(t.int) power = as_\(t.int)(shifted) - 0x\(String(0x4B40_0000 + less, radix: 16));
        const \(t.int) half_ = power >> 1;
        return y * as_\(t.float)((half_ + 127) << 23) \
      * as_\(t.float)((power - half_ + 127) << 23);

      """
    guard t.width == 16 else { return portable }
    return """
      #ifdef __AVX512F__
        return __builtin_ia32_scalefps512_mask(y, n - \(less).0f, y, (ushort)-1, 4);
      #else
      \(portable)#endif

      """
  }

  // MARK: Logarithms

  /// ln x = n ln 2 + ln m with m in √½ ..< √2; the polynomial is that of Cephes' logf (S. Moshier).
  static func logarithm(_ t: Types) -> String {
    splitNumber("x", t) + mantissa(t)
      + """
        y = fma(n, \(t.splat("-2.12194440e-4f")), y);
        y = fma(square, \(t.splat("-0.5f")), y);
        y = fma(n, \(t.splat("0.693359375f")), f + y);

      """ + edges("x", t)
  }

  /// ln (1 + x): what the sum loses to rounding is added to the mantissa's logarithm.
  static func logarithmOfOneMore(_ t: Types) -> String {
    """
      const \(t.float) sum = 1.0f + x;
      const \(t.float) lost = \(t.choose("x > 1.0f", "1.0f - (sum - x)", "x - (sum - 1.0f)"));

    """ + splitNumber("sum", t) + mantissa(t)
      + """
        // Where the power is large, the sum is exact or x beyond what 1 changes.
        const \(t.int) down = \(t.choose("power > 120", "(\(t.int))(120)", "power"));
        const \(t.float) low = lost * as_\(t.float)((127 - down) << 23) / (1.0f + f);
        y = fma(n, \(t.splat("-2.12194440e-4f")), y);
        y = fma(square, \(t.splat("-0.5f")), y) + low;
        y = fma(n, \(t.splat("0.693359375f")), f + y);
        y = \(t.choose("sum < 1.17549435e-38f", t.splat("-INFINITY"), "y"));
        y = \(t.choose("sum < 0.0f", t.splat("NAN"), "y"));
        y = \(t.choose("x == INFINITY", "x", "y"));
        return \(t.choose("x != x", "x", "y"));

      """
  }

  /// log₂ x, with log₂ e as 1 + 0.44269504, so that powers of two are exact.
  static func logarithmOfTwo(_ t: Types) -> String {
    splitNumber("x", t) + mantissa(t)
      + """
        y = fma(square, \(t.splat("-0.5f")), y);
        y = fma(f, \(t.splat("0.44269504f")), fma(y, \(t.splat("0.44269504f")), y)) + f + n;

      """ + edges("x", t)
  }

  static func logarithmOfTen(_ t: Types) -> String {
    splitNumber("x", t) + mantissa(t)
      + """
        y = (f + fma(square, \(t.splat("-0.5f")), y)) * 0.434294482f;
        // log10 of 2 in two parts.
        y = fma(n, \(t.splat("4.60503907e-6f")), y);
        y = fma(n, \(t.splat("0.301025391f")), y);

      """ + edges("x", t)
  }

  /// `number` = 2ⁿ (1 + f).
  static func splitNumber(_ number: String, _ t: Types) -> String {
    """
      // The exponent is counted from √½, whose bits are 0x3F3504F3.
      const \(t.int) bits = as_\(t.int)(\(number));
      const \(t.int) power = (bits - 0x3F3504F3) >> 23;
      const \(t.float) n = convert_\(t.float)(power);
      const \(t.float) f = as_\(t.float)(bits - (power << 23)) - 1.0f;

    """
  }

  /// y = ln (1 + f) − f + f²/2.
  private static func mantissa(_ t: Types) -> String {
    let polynomial = horner(
      "f",
      [
        "7.0376836292e-2f", "-1.1514610310e-1f", "1.1676998740e-1f", "-1.2420140846e-1f",
        "1.4249322787e-1f", "-1.6668057665e-1f", "2.0000714765e-1f", "-2.4999993993e-1f",
        "3.3333331174e-1f",
      ], t)
    return """
        const \(t.float) square = f * f;
        \(t.float) y = \(polynomial) * f * square;

      """
  }

  private static func edges(_ x: String, _ t: Types) -> String {
    """
      y = \(t.choose("\(x) < 1.17549435e-38f", t.splat("-INFINITY"), "y"));
      y = \(t.choose("\(x) < 0.0f", t.splat("NAN"), "y"));
      y = \(t.choose("\(x) == INFINITY", "x", "y"));
      return \(t.choose("\(x) != \(x)", "x", "y"));

    """
  }
}
