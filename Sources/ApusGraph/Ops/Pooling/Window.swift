/// The taps of windows over the last axes as axes of their own: […, S…] → […, taps…, windows…], 0
/// beyond the edges. Nothing is copied where a reader can read through it. The gradient is
/// `Unwindow`.
public struct Window: StorageOp, CustomStringConvertible {
  public static let name = "window"
  /// How the windows lie, one for each of the last axes.
  public let windows: [WindowAxis]

  /// A view through these windows.
  public init(_ windows: [WindowAxis]) { self.windows = windows }

  public var description: String { "window of \(windows.map(\.kernel))" }

  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 1)
    let lead = try expectWindows(windows, on: inputs[0].shape).lead
    try expectOneSize(windows)
    let taps = windows.map { Dim($0.kernel) }
    return [TensorType(Shape(lead + taps + windows.map(\.count)), inputs[0].dtype)]
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    let g = try context.gradient
    let op = Unwindow(windows, shape: context.inputs[0].shape)
    return [try g.builder.append(op, [g])[0]]
  }

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    let layout = WindowLowering(windows, on: inputs[0].shape)
    return [layout.view(inputs[0], &lowering)]
  }
}

/// For each position of `shape`, the sum of the taps that lie on it, out of […, taps…, windows…].
/// The gradient is `Window`.
public struct Unwindow: Op, CustomStringConvertible {
  public static let name = "unwindow"
  /// How the windows lie, one for each of the last axes; none is adaptive.
  public let windows: [WindowAxis]
  /// The shape of the result.
  public let shape: Shape

  /// The adjoint of `Window` on an input of `shape`.
  public init(_ windows: [WindowAxis], shape: Shape) {
    self.windows = windows
    self.shape = shape
  }

  public var description: String { "unwindow to \(shape)" }

  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 1)
    let dtype = try commonType(inputs)
    let lead = try expectWindows(windows, on: shape).lead
    try expectOneSize(windows)
    let taps = windows.map { Dim($0.kernel) }
    try expectShape(inputs[0], Shape(lead + taps + windows.map(\.count)))
    return [TensorType(shape, dtype)]
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    let g = try context.gradient
    return [try g.builder.append(Window(windows), [g])[0]]
  }

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    let layout = WindowLowering(windows, on: shape)
    return [
      layout.spread(.sum, &lowering, checksTaps: true) { body, cover in
        layout.tapEntry(inputs[0], cover, &body)
      }
    ]
  }
}

extension Op {
  /// - Throws: `GraphError` if the windows of an axis may differ in size.
  fileprivate func expectOneSize(_ windows: [WindowAxis]) throws(GraphError) {
    if windows.contains(where: { $0.isAdaptive }) {
      throw GraphError(
        .unsupported, expected: "windows of one size", found: "adaptive windows",
        advice: "give kernel and stride")
    }
  }
}
