import Apus

/// ln(1 + eˣ), a smooth ReLU, with its own OpenCL C; its derivative is the logistic function.
struct Softplus: ActivationSpec {
  static let name = "example.softplus"

  func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    guard inputs.count == 1, inputs[0].dtype == .float32 else {
      throw GraphError(
        .dtypeMismatch, expected: "one float32 input", found: "\(inputs)",
        advice: "cast the input to float32")
    }
    return inputs
  }

  func gradient(_ context: GradientContext) throws -> [Variable?] {
    [try context.gradient * sigmoid(context.inputs[0])]
  }

  func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    let kernel = NativeKernel(
      name: "example_softplus",
      source: """
        kernel void example_softplus(
            global const float *x, ulong x0, global float *y, ulong y0, int count) {
          int i = get_global_id(0);
          if (i < count)  // max(x, 0) keeps the exponential from overflowing
            y[y0 + i] = fmax(x[x0 + i], 0.0f) + log1p(exp(-fabs(x[x0 + i])));
        }
        """,
      arguments: [.extent(inputs[0].shape.elementCount)],
      globalSize: [inputs[0].shape.elementCount])
    return lowering.native(
      kernel, inputs, outputs: [TensorType(inputs[0].shape, inputs[0].dtype)])
  }
}
