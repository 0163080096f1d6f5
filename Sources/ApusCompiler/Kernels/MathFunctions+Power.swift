// Powers.

extension MathFunctions {
  /// xᵇ = e^(b ln |x|), with the logarithm as a sum of two floats: ln m = 2 artanh h with
  /// h = (m − 1)/(m + 1), a quotient in two parts as well. Special values as in C.
  static func power(_ t: Types) -> String {
    let series = horner(
      "square", ["1.16631560e-1f", "1.42755389e-1f", "2.00000584e-1f", "3.33333343e-1f"], t)
    let whole = "(rint(b) == b)"
    let rest = t.choose("isPlain", "left", t.splat("0.0f"))
    let odd = "(rint(0.5f * b) != 0.5f * b)"
    return """
        const \(t.float) a = fabs(x);

      """ + splitNumber("a", t) + """
          const \(t.float) q = f + 2.0f;
          const \(t.float) lost = f - (q - 2.0f);
          const \(t.float) h = f / q;
          const \(t.float) rest = (fma(-h, q, f) - h * lost) / q;
          const \(t.float) square = h * h;
          const \(t.float) tail = \(series) * square;
          const \(t.float) twice = h + h;
          const \(t.float) sum = fma(n, \(t.splat("0.693359375f")), twice);
          const \(t.float) error = twice - fma(n, \(t.splat("-0.693359375f")), sum);
          \(t.float) low = error + fma(n, \(t.splat("-2.12194440e-4f")), \
        fma(twice, tail, rest + rest));
          \(t.float) high = sum + low;
          low = low - (high - sum);
          high = \(t.choose("a < 1.17549435e-38f", t.splat("-INFINITY"), "high"));
          high = \(t.choose("a == INFINITY", "a", "high"));
          // b times that; where it is out of range or exact, nothing is left over.
          \(t.float) product = \(t.choose("a == 1.0f", t.splat("0.0f"), "high * b"));
          const \(t.float) left = fma(high, b, -product) + low * b;
          const \(t.int) isPlain = (fabs(product) < 110.0f) & (a != 1.0f) & (fabs(high) < 110.0f);
          \(t.float) y = \(call("expsum", "product", rest, t.width));
          y = \(t.choose("(as_\(t.int)(x) < 0) & \(whole) & \(odd)", "-y", "y"));
          y = \(t.choose("(x < 0.0f) & (x != -INFINITY) & (rint(b) != b)", t.splat("NAN"), "y"));
          y = \(t.choose("(x != x) | (b != b)", t.splat("NAN"), "y"));
          return \(t.choose("(x == 1.0f) | (b == 0.0f)", t.splat("1.0f"), "y"));

        """
  }
}
