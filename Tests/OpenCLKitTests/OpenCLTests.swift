import Testing

@testable import OpenCLKit

/// Everything that creates OpenCL objects lives in this suite, which runs one test after another:
/// the count of live handles belongs to the whole process.
@Suite(.serialized) struct OpenCLTests {
  /// A context and a queue on the default device.
  static func setUp(profiling: Bool = false) throws -> (context: Context, queue: Queue) {
    let context = try Context(.default)
    return (context, try Queue(context: context, profiling: profiling))
  }

  static let source = """
    kernel void scale(global float *x, float factor, int shift) {
      size_t i = get_global_id(0);
      x[i] = x[i] * factor + (float)shift;
    }
    kernel void where_am_i(global int *out) {
      size_t x = get_global_id(0), y = get_global_id(1), z = get_global_id(2);
      size_t i = x - get_global_offset(0)
        + get_global_size(0) * (y - get_global_offset(1) + get_global_size(1) * z);
      out[i] = (int)(x + 100 * y + 10000 * z);
    }
    """

  /// The error that `body` throws, as text; nil where it throws none.
  static func message(_ body: () throws -> Void) -> String? {
    do {
      try body()
      return nil
    } catch {
      return String(describing: error)
    }
  }
}
