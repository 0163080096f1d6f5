// Trigonometric functions and their inverses.

extension MathFunctions {
  static let largeAngleName = "apus_large_angle"

  /// The argument of a large angle within its quadrant, by Payne and Hanek: the bits of 2/π that
  /// decide modulo 4 times the mantissa. One lane only; such angles are rare.
  static let largeAngle = """
    static float \(largeAngleName)(float x, int *quadrant)
    {
      // 64 bits of zeros, then 2/π.
      const uint bits[] = {0, 0, 0xA2F9836E, 0x4E441529, 0xFC2757D1, 0xF534DDC0, 0xDB629599,
        0x3C439041, 0xFE5163AB};
      const uint image = as_uint(x) & 0x7FFFFFFF;
      *quadrant = 0;
      if (image >= 0x7F800000) return NAN;
      const ulong mantissa = (image & 0x7FFFFF) | 0x800000;
      const int first = (int)(image >> 23) - 150 + 62;
      const int word = first >> 5, shift = first & 31;
      const ulong a = (ulong)bits[word] << 32 | bits[word + 1];
      const ulong b = (ulong)bits[word + 1] << 32 | bits[word + 2];
      const ulong c = (ulong)bits[word + 2] << 32 | bits[word + 3];
      const ulong high = (a << shift >> 32) << 32 | (b << shift >> 32);
      // Quarter turns modulo 4, in units of 2^-62.
      const ulong turns = mantissa * high + (mantissa * (c << shift >> 32) >> 32);
      const ulong nearest = (turns + ((ulong)1 << 61)) >> 62;
      const float rest = (float)(long)(turns - (nearest << 62)) * 3.40612158e-19f;
      *quadrant = x < 0.0f ? -(int)nearest : (int)nearest;
      return x < 0.0f ? -rest : rest;
    }

    """

  /// x = quadrant · π/2 + r; π/2 in three parts (Cody and Waite) as long as that is exact enough.
  private static func reduced(_ t: Types) -> String {
    let lanes = (0..<t.width).map { lane -> String in
      let part = t.width == 1 ? "" : ".s" + String(lane, radix: 16)
      return """
          if (fabs(x\(part)) > 30000.0f) {
            int quarter;
            r\(part) = \(largeAngleName)(x\(part), &quarter);
            quadrant\(part) = quarter;
          }
        """
    }
    return """
        const \(t.float) shifted = fma(x, \(t.splat("0.636619772f")), \(t.splat("12582912.0f")));
        const \(t.float) n = shifted - 12582912.0f;
        \(t.int) quadrant = as_\(t.int)(shifted);
        \(t.float) r = fma(n, \(t.splat("-1.57079637f")), x);
        r = fma(n, \(t.splat("4.37113883e-8f")), r);
        r = fma(n, \(t.splat("1.71512451e-15f")), r);
        if (\(t.width == 1 ? "fabs(x) > 30000.0f" : "any(fabs(x) > 30000.0f)")) {
      \(lanes.joined(separator: "\n"))
        }
        const \(t.float) square = r * r;

      """
  }

  /// Polynomials of Cephes' sinf and cosf (S. Moshier) within ±π/4; `turn` is added to the quadrant.
  private static func wave(turn: String, _ t: Types) -> String {
    let odd = horner(
      "square", ["-1.9515295891e-4f", "8.3321608736e-3f", "-1.6666654611e-1f"], t)
    let even = horner(
      "square", ["2.443315711809948e-5f", "-1.388731625493765e-3f", "4.166664568298827e-2f"], t)
    return reduced(t) + """
        const \(t.int) turns = quadrant\(turn);
        const \(t.float) odd = fma(\(odd) * square, r, r);
        const \(t.float) even = fma(\(even) * square, square, \
      fma(square, \(t.splat("-0.5f")), \(t.splat("1.0f"))));
        const \(t.float) y = \(t.choose("(turns & 1) != 0", "even", "odd"));
        return \(t.choose("(turns & 2) != 0", "-y", "y"));

      """
  }

  static func sine(_ t: Types) -> String { wave(turn: "", t) }

  static func cosine(_ t: Types) -> String { wave(turn: " + 1", t) }

  /// The polynomial is that of Cephes' tanf (S. Moshier).
  static func tangent(_ t: Types) -> String {
    let polynomial = horner(
      "square",
      [
        "9.38540185543e-3f", "3.11992232697e-3f", "2.44301354525e-2f", "5.34112807005e-2f",
        "1.33387994085e-1f", "3.33331568548e-1f",
      ], t)
    return reduced(t) + """
        const \(t.float) y = fma(\(polynomial) * square, r, r);
        return \(t.choose("(quadrant & 1) != 0", "-1.0f / y", "y"));

      """
  }

  // MARK: Inverses

  /// half = asin of s, where a ≤ ½ or else s = √((1 − a)/2); the polynomial is that of Cephes' asinf.
  private static func halfAngle(_ t: Types) -> String {
    let polynomial = horner(
      "square",
      [
        "4.2163199048e-2f", "2.4181311049e-2f", "4.5470025998e-2f", "7.4953002686e-2f",
        "1.6666752422e-1f",
      ], t)
    let folded = "fma(a, \(t.splat("-0.5f")), \(t.splat("0.5f")))"
    return """
        const \(t.float) a = fabs(x);
        const \(t.float) square = \(t.choose("a > 0.5f", folded, "a * a"));
        const \(t.float) s = \(t.choose("a > 0.5f", "sqrt(square)", "a"));
        const \(t.float) half_ = fma(\(polynomial) * square, s, s);

      """
  }

  static func inverseSine(_ t: Types) -> String {
    halfAngle(t) + """
        // π/2 in two parts.
        const \(t.float) far = \
      fma(\(t.splat("-2.0f")), half_, \(t.splat("1.57079637f"))) - 4.37113883e-8f;
        return copysign(\(t.choose("a > 0.5f", "far", "half_")), x);

      """
  }

  static func inverseCosine(_ t: Types) -> String {
    let near = t.choose("x < 0.0f", "-half_", "half_")
    return halfAngle(t) + """
        const \(t.float) twice = half_ + half_;
        const \(t.float) far = \
      \(t.choose("x < 0.0f", "3.14159274f - (twice + 8.74227766e-8f)", "twice"));
        const \(t.float) near = 1.57079637f - ((\(near)) + 4.37113883e-8f);
        return \(t.choose("a > 0.5f", "far", "near"));

      """
  }

  /// atan t within tan π/8; the polynomial is that of Cephes' atanf (S. Moshier).
  private static func smallAngle(_ t: Types) -> String {
    let polynomial = horner(
      "square",
      ["8.05374449538e-2f", "-1.38776856032e-1f", "1.99777106478e-1f", "-3.33329491539e-1f"], t)
    return """
        const \(t.float) square = u * u;
        const \(t.float) small = fma(\(polynomial) * square, u, u);

      """
  }

  static func inverseTangent(_ t: Types) -> String {
    let (steep, middle, zero) = ("a > 2.41421356f", "a > 0.414213562f", t.splat("0.0f"))
    func three(_ a: String, _ b: String, _ c: String) -> String {
      t.choose(steep, a, "(\(t.choose(middle, b, c)))")
    }
    return """
        const \(t.float) a = fabs(x);
        const \(t.float) u = (\(three(t.splat("-1.0f"), "a - 1.0f", "a"))) \
      / (\(three("a", "a + 1.0f", t.splat("1.0f"))));

      """ + smallAngle(t) + """
          // Multiples of π/4 in two parts.
          const \(t.float) high = \(three(t.splat("1.57079637f"), t.splat("0.785398185f"), zero));
          const \(t.float) low = \
        \(three(t.splat("-4.37113883e-8f"), t.splat("-2.18556941e-8f"), zero));
          return copysign(high + (small + low), x);

        """
  }

  /// The angle of the point (x, y): the smaller coordinate over the larger, then by octants.
  static func angle(_ t: Types) -> String {
    let middle = "q > 0.414213562f"
    return """
        const \(t.float) a = fabs(y), b = fabs(x);
        const \(t.float) top = \(t.choose("a > b", "b", "a"));
        const \(t.float) bottom = \(t.choose("a > b", "a", "b"));
        // Two infinities are one to one, two zeros nothing to one.
        \(t.float) q = \(t.choose("top == bottom", t.splat("1.0f"), "top / bottom"));
        q = \(t.choose("bottom == 0.0f", t.splat("0.0f"), "q"));
        const \(t.float) u = \(t.choose(middle, "(q - 1.0f) / (q + 1.0f)", "q"));

      """ + smallAngle(t) + """
          const \(t.float) high = \(t.choose(middle, t.splat("0.785398185f"), t.splat("0.0f")));
          const \(t.float) low = \(t.choose(middle, t.splat("-2.18556941e-8f"), t.splat("0.0f")));
          \(t.float) v = high + (small + low);
          v = \(t.choose("a > b", "1.57079637f - (v + 4.37113883e-8f)", "v"));
          v = \(t.choose("as_\(t.int)(x) < 0", "3.14159274f - (v + 8.74227766e-8f)", "v"));
          v = \(t.choose("x != x", "x", "v"));
          return copysign(\(t.choose("y != y", "y", "v")), y);

        """
  }
}
