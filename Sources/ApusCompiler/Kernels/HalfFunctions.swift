import ApusGraph

/// OpenCL C that converts between `float` and the bits of a half type, for vectors of any width. Every
/// device has them, extension or not; rounding is to the nearest, of two to the even one. Each program
/// contains what it calls.
enum HalfFunctions {
  /// The numbers that bits stand for.
  static func value(_ bits: String, _ dtype: DType, _ width: Int) -> String {
    "apus_\(dtype)_value\(width)(\(bits))"
  }

  /// The bits of the nearest numbers.
  static func bits(_ x: String, _ dtype: DType, _ width: Int) -> String {
    "apus_\(dtype)_bits\(width)(\(x))"
  }

  /// The nearest numbers of the type.
  static func rounded(_ x: String, _ dtype: DType, _ width: Int) -> String {
    value(bits(x, dtype, width), dtype, width)
  }

  /// The definitions of what `text` calls.
  static func definitions(for text: String) -> String {
    let called = CalledNames(text)
    var result: [String] = []
    for dtype in [DType.float16, .bfloat16] {
      for width in [1, 2, 4, 8, 16] {
        let types = Types(width)
        if called.contains("apus_\(dtype)_value\(width)") {
          result.append(
            "static \(types.float) apus_\(dtype)_value\(width)(\(types.short) bits)\n{\n"
              + (dtype == .float16 ? valueOfFloat16(types) : valueOfBFloat16(types)) + "}\n")
        }
        if called.contains("apus_\(dtype)_bits\(width)") {
          result.append(
            "static \(types.short) apus_\(dtype)_bits\(width)(\(types.float) x)\n{\n"
              + (dtype == .float16 ? bitsOfFloat16(types) : bitsOfBFloat16(types)) + "}\n")
        }
      }
    }
    return result.joined(separator: "\n")
  }

  /// The C types of one width.
  private struct Types {
    let (float, uint, int, short): (String, String, String, String)
    private let isScalar: Bool

    init(_ width: Int) {
      let suffix = width == 1 ? "" : String(width)
      (float, uint) = ("float\(suffix)", "uint\(suffix)")
      (int, short) = ("int\(suffix)", "ushort\(suffix)")
      isScalar = width == 1
    }

    /// `condition ? a : b`, lane by lane.
    func choose(_ condition: String, _ a: String, _ b: String) -> String {
      isScalar ? "(\(condition)) ? \(a) : \(b)" : "select(\(b), \(a), \(condition))"
    }
  }

  private static func valueOfBFloat16(_ t: Types) -> String {
    "  return as_\(t.float)(convert_\(t.uint)(bits) << 16);\n"
  }

  private static func bitsOfBFloat16(_ t: Types) -> String {
    """
      const \(t.uint) u = as_\(t.uint)(x);
      const \(t.uint) near = (u + 0x7FFFu + ((u >> 16) & 1u)) >> 16;
      return convert_\(t.short)(\(t.choose("x != x", "(\(t.uint))(0x7FC0u)", "near")));

    """
  }

  private static func valueOfFloat16(_ t: Types) -> String {
    """
      const \(t.uint) h = convert_\(t.uint)(bits);
      const \(t.uint) size = h & 0x7FFFu;
      // Exponents move by 127 − 15; those of infinity and NaN to 255. Below 2^-14 it is a count of 2^-24.
      const \(t.uint) shift = \(t.choose("size >= 0x7C00u", "(\(t.uint))(0x70000000u)", "(\(t.uint))(0x38000000u)"));
      const \(t.uint) normal = (size << 13) + shift;
      const \(t.uint) small = as_\(t.uint)(convert_\(t.float)(size) * 0x1p-24f);
      return as_\(t.float)((\(t.choose("size < 0x400u", "small", "normal"))) | ((h & 0x8000u) << 16));

    """
  }

  private static func bitsOfFloat16(_ t: Types) -> String {
    """
      const \(t.uint) u = as_\(t.uint)(x);
      const \(t.uint) size = u & 0x7FFFFFFFu;
      // From 65520 on the nearest is infinity, which the carry of rounding gives below 65536.
      const \(t.uint) normal = (size + 0xC8000FFFu + ((size >> 13) & 1u)) >> 13;
      // Added to 0.5, what is below 2^-14 is rounded to a count of 2^-24.
      const \(t.uint) small = as_\(t.uint)(as_\(t.float)(size) + 0.5f) - 0x3F000000u;
      \(t.uint) h = \(t.choose("size < 0x38800000u", "small", "normal"));
      h = \(t.choose("size >= 0x47800000u", "(\(t.uint))(0x7C00u)", "h"));
      h = \(t.choose("size > 0x7F800000u", "(\(t.uint))(0x7E00u)", "h"));
      return convert_\(t.short)(h | ((u >> 16) & 0x8000u));

    """
  }
}
