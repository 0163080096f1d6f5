/// The kernels of `MachineProbe`, each in a few variants of which the fastest counts.
enum ProbeKernels {
  /// A kernel of multiply-adds.
  struct Arithmetic {
    var name: String
    /// Floats of a vector.
    var width: Int
    /// Chains that do not wait for each other: a multiply-add takes some four cycles, and two may
    /// start in each. Few enough to stay in registers.
    var chains: Int
    /// Work-items of a group: 1 for the threads of a CPU, many for a GPU.
    var group: Int
  }

  /// A kernel that moves arrays.
  struct Memory {
    var name: String
    /// Arrays of each run.
    var arrays: Int
    /// Floats of each array that a work-item takes.
    var floats: Int
  }

  static let arithmetic = [
    Arithmetic(name: "fma_1", width: 1, chains: 12, group: 256),
    Arithmetic(name: "fma_4", width: 4, chains: 12, group: 64),
    Arithmetic(name: "fma_8", width: 8, chains: 12, group: 1),
    Arithmetic(name: "fma_16", width: 16, chains: 12, group: 1),
  ]

  static let memory = [
    Memory(name: "copy_4", arrays: 2, floats: 4),
    Memory(name: "copy_16", arrays: 2, floats: 16),
    Memory(name: "copy_rows", arrays: 2, floats: 4096),
    Memory(name: "copy_past_cache", arrays: 2, floats: 4096),
    Memory(name: "triad_16", arrays: 3, floats: 16),
    Memory(name: "triad_rows", arrays: 3, floats: 4096),
    Memory(name: "triad_past_cache", arrays: 3, floats: 4096),
  ]

  static var source: String { (arithmetic.map(text) + [movement]).joined(separator: "\n") }

  private static func text(_ kernel: Arithmetic) -> String {
    let type = kernel.width == 1 ? "float" : "float\(kernel.width)"
    let numbers = 0..<kernel.chains
    let starts = numbers.map { "a\($0) = (\(type))(x + \($0))" }.joined(separator: ", ")
    let steps = numbers.map { "      a\($0) = fma(a\($0), y, x);" }.joined(separator: "\n")
    let total = numbers.map { "a\($0)" }.joined(separator: " + ")
    // Lanes differ and all of them are in the result, so that a compiler leaves none out.
    let lanes = (0..<kernel.width).map { "0.\($0)1f" }.joined(separator: ", ")
    let sum =
      kernel.width == 1
      ? "total"
      : (0..<kernel.width).map { "total.s" + String($0, radix: 16) }.joined(separator: " + ")
    return """
      kernel void \(kernel.name)(global float *result, int steps, float factor) {
        \(type) y = (\(type))(factor), x = (\(type))(\(lanes)) + (1 + (float)get_global_id(0));
        \(type) \(starts);
        for (int i = 0; i < steps; i++) {
      \(steps)
        }
        \(type) total = \(total);
        result[get_global_id(0)] = \(sum);
      }
      """
  }

  /// Written arrays come first. What goes past the cache spares the read of what is overwritten,
  /// where the compiler knows how.
  private static let movement = """
    #ifdef __has_builtin
    #if __has_builtin(__builtin_nontemporal_store)
    #define STORE(value, address) __builtin_nontemporal_store(value, address)
    #endif
    #endif
    #ifndef STORE
    #define STORE(value, address) *(address) = (value)
    #endif

    kernel void copy_4(global float4 *a, global const float4 *b) {
      size_t i = get_global_id(0);
      a[i] = b[i];
    }

    kernel void copy_16(global float16 *a, global const float16 *b) {
      size_t i = get_global_id(0);
      a[i] = b[i];
    }

    kernel void copy_rows(global float16 *a, global const float16 *b) {
      size_t start = get_global_id(0) * 256;
      for (size_t i = start; i < start + 256; i++) a[i] = b[i];
    }

    kernel void copy_past_cache(global float16 *a, global const float16 *b) {
      size_t start = get_global_id(0) * 256;
      for (size_t i = start; i < start + 256; i++) STORE(b[i], &a[i]);
    }

    kernel void triad_16(
        global float16 *a, global const float16 *b, global const float16 *c) {
      size_t i = get_global_id(0);
      a[i] = b[i] + 3.0f * c[i];
    }

    kernel void triad_rows(
        global float16 *a, global const float16 *b, global const float16 *c) {
      size_t start = get_global_id(0) * 256;
      for (size_t i = start; i < start + 256; i++) a[i] = b[i] + 3.0f * c[i];
    }

    kernel void triad_past_cache(
        global float16 *a, global const float16 *b, global const float16 *c) {
      size_t start = get_global_id(0) * 256;
      for (size_t i = start; i < start + 256; i++) STORE(b[i] + 3.0f * c[i], &a[i]);
    }
    """
}
