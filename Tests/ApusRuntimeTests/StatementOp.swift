import ApusGraph

/// A user's operation with a kernel of its own: `statements` in OpenCL C, run for each `i` below
/// `items`, with `x[x0 + …]` to read and `y[y0 + …]` to write. For kernels that are wrong on purpose.
struct StatementOp: Op {
  static let name = "test.statements"
  let statements: String
  let items: Int

  func outputs(for inputs: [TensorType]) throws -> [TensorType] { inputs }
  func gradient(_ context: GradientContext) throws -> [Variable?] { [nil] }
  func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    let kernel = NativeKernel(
      name: "test_statements",
      source: """
        kernel void test_statements(
            global const float *x, ulong x0, global float *y, ulong y0) {
          int i = get_global_id(0);
          \(statements)
        }
        """, arguments: [], globalSize: [Dim(items)])
    return lowering.native(
      kernel, inputs, outputs: [TensorType(inputs[0].shape, inputs[0].dtype)])
  }
}
