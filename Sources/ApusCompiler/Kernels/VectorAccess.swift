import ApusGraph

/// Vectors in memory at the address of any of their elements.
///
/// Not vload and vstore, which a driver may build of single elements (PoCL does): those take far
/// longer to compile, and their stores stay in three parts. Each program contains what it calls.
package enum VectorAccess {
  /// A vector of `width` elements at `pointer`, as an expression.
  package static func load(_ dtype: DType, _ width: Int, _ pointer: String) -> String {
    "apus_load_\(name(dtype, width))(\(pointer))"
  }

  /// A statement that stores a vector at `pointer`.
  /// - Parameter pastCache: whether the bytes go to memory at once, where the compiler knows how;
  ///   the address is then a multiple of the vector's size.
  package static func store(
    _ value: String, _ dtype: DType, _ width: Int, at pointer: String, pastCache: Bool = false
  ) -> String {
    "apus_\(pastCache ? "pass" : "store")_\(name(dtype, width))(\(value), \(pointer));"
  }

  private static func name(_ dtype: DType, _ width: Int) -> String {
    CType.stored(dtype) + String(width)
  }

  /// The definitions of what `text` calls.
  package static func definitions(for text: String) -> String {
    let called = CalledNames(text)
    var result = ""
    for dtype in [DType.float32, .int8, .int16, .int32, .int64, .uint8, .float16, .float64] {
      for width in [2, 4, 8, 16] {
        let name = name(dtype, width)
        let used = ["load", "store", "pass"].filter { called.contains("apus_\($0)_\(name)") }
        if !used.isEmpty { result += definitions(name, dtype, width, used) }
      }
    }
    return result
  }

  private static func definitions(
    _ name: String, _ dtype: DType, _ width: Int, _ used: [String]
  ) -> String {
    var (direct, portable) = ([String](), [String]())
    if used.contains("load") {
      direct.append("#define apus_load_\(name)(p) (*(global const apus_\(name) *)(p))")
      portable.append("#define apus_load_\(name)(p) vload\(width)(0, p)")
    }
    if used.contains("store") || used.contains("pass") {
      direct.append("#define apus_store_\(name)(v, p) (*(global apus_\(name) *)(p) = (v))")
      portable.append("#define apus_store_\(name)(v, p) vstore\(width)(v, 0, p)")
    }
    var text = """
      #ifdef __clang__
      typedef \(name) apus_\(name) __attribute__((aligned(\(dtype.byteCount))));
      \(direct.joined(separator: "\n"))
      #else
      \(portable.joined(separator: "\n"))
      #endif

      """
    if used.contains("pass") {
      text += """
        #define apus_pass_\(name)(v, p) apus_store_\(name)(v, p)
        #ifdef __has_builtin
        #if __has_builtin(__builtin_nontemporal_store)
        #undef apus_pass_\(name)
        #define apus_pass_\(name)(v, p) __builtin_nontemporal_store(v, (global \(name) *)(p))
        #endif
        #endif

        """
    }
    return text
  }
}
