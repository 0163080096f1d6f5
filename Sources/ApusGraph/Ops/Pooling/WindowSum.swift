/// The sum of each window over the last axes; beyond the edges there is nothing to add. The gradient
/// is `WindowSpread`.
public struct WindowSum: Op, CustomStringConvertible {
  public static let name = "windowSum"
  /// How the windows lie, one for each of the last axes.
  public let windows: [WindowAxis]

  /// The sums of these windows.
  public init(_ windows: [WindowAxis]) { self.windows = windows }

  public var description: String { "windowSum of \(windows.map(\.kernel))" }

  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 1)
    try expectFloat(inputs)
    let lead = try expectWindows(windows, on: inputs[0].shape).lead
    return [TensorType(Shape(lead + windows.map(\.count)), inputs[0].dtype)]
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    let g = try context.gradient
    let op = WindowSpread(windows, shape: context.inputs[0].shape)
    return [try g.builder.append(op, [g])[0]]
  }

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    let layout = WindowLowering(windows, on: inputs[0].shape)
    return [layout.collect(inputs[0], .sum, fill: 0, &lowering)]
  }
}

/// For each position of `shape`, the sum over the windows that hold it: what `WindowSum` adds up,
/// handed back. The gradient is `WindowSum`.
public struct WindowSpread: Op, CustomStringConvertible {
  public static let name = "windowSpread"
  /// How the windows lie, one for each of the last axes.
  public let windows: [WindowAxis]
  /// The shape of the result.
  public let shape: Shape

  /// The adjoint of `WindowSum` on an input of `shape`.
  public init(_ windows: [WindowAxis], shape: Shape) {
    self.windows = windows
    self.shape = shape
  }

  public var description: String { "windowSpread to \(shape)" }

  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 1)
    try expectFloat(inputs)
    let lead = try expectWindows(windows, on: shape).lead
    try expectShape(inputs[0], Shape(lead + windows.map(\.count)))
    return [TensorType(shape, inputs[0].dtype)]
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    let g = try context.gradient
    return [try g.builder.append(WindowSum(windows), [g])[0]]
  }

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    let layout = WindowLowering(windows, on: shape)
    return [
      layout.spread(.sum, &lowering, checksTaps: true) { body, cover in
        layout.entry(inputs[0], cover, &body)
      }
    ]
  }
}

extension Op {
  /// - Throws: `GraphError` unless `input` has the shape of the windows.
  func expectShape(_ input: TensorType, _ shape: Shape) throws(GraphError) {
    guard input.shape == shape else {
      throw GraphError(
        .shapeMismatch, expected: "the shape of the windows, \(shape)", found: "\(input.shape)",
        advice: "give kernel, stride, padding and dilation as when the windows were made")
    }
  }
}
