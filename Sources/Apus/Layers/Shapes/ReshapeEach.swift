/// Each example under another shape: axis 0, the batch, stays. `[batch, …]` becomes `[batch] +
/// extents`. Any type; nothing is copied.
///
/// In JSON: `{"type": "reshape", "extents": [7, -1]}`.
public struct ReshapeEach: FunctionSpec {
  public static let typeName = "reshape"
  public static var defaults: ReshapeEach? { ReshapeEach(to: [-1]) }
  public static var requiredFields: [String] { ["extents"] }

  /// The extents of an example; one may be −1: it is computed from the others.
  public var extents: [Int]

  /// A layer with this shape of an example: `ReshapeEach(to: [7, -1])`.
  public init(
    to extents: [Int]
  ) {
    self.extents = extents
  }

  /// Where it reaches over sequences or positions.
  public func mixesPositions(of input: TensorType) -> Bool { extents.first != -1 }

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    guard let batch = x.shape.dims.first else {
      throw GraphError(
        .invalidShape, expected: "an input [batch, ...]", found: "\(x.shape)",
        advice: "axis 0 stays as it is; unsqueeze makes one")
    }
    guard extents.allSatisfy({ $0 >= -1 }), extents.count(where: { $0 == -1 }) <= 1 else {
      throw GraphError(
        .invalidArgument, expected: "extents of 0 or more, and at most one of -1",
        found: "\(extents)", advice: "-1 is what the others leave")
    }
    // One example is reshaped, so that a batch of no fixed size does not hide what -1 is.
    let own = x.shape.dims.dropFirst().reduce(1, *)
    var dims = extents.map { Dim($0) }
    if let open = extents.firstIndex(of: -1) {
      dims[open] = 1
      let others = dims.reduce(1, *)
      guard others != 0, let rest = own.dividedExactly(by: others) else {
        throw GraphError(
          .shapeMismatch, expected: "extents that divide \(own)", found: "\(extents)",
          advice: "an example of \(x.shape) has \(own) elements")
      }
      dims[open] = rest
    }
    return try reshape(x, to: Shape([batch] + dims))
  }
}

/// One axis as several, as torch.nn.Unflatten. `[…, a·b, …]` becomes `[…, a, b, …]`. Any type.
///
/// In JSON: `{"type": "unflatten", "axis": 1, "extents": [2, -1]}`.
public struct Unflatten: FunctionSpec {
  public static let typeName = "unflatten"
  public static var defaults: Unflatten? { Unflatten(axis: -1, to: [-1]) }
  public static var requiredFields: [String] { ["axis", "extents"] }

  /// The axis; a negative one counts from the end.
  public var axis: Int
  /// What it becomes; one may be −1: it is computed from the others.
  public var extents: [Int]

  /// A layer that divides this axis.
  public init(
    axis: Int, to extents: [Int]
  ) {
    self.axis = axis
    self.extents = extents
  }

  /// Where it reaches over sequences or positions.
  public func mixesPositions(of input: TensorType) -> Bool { input.isOfPositions(axis) }

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    try unflatten(x, axis: axis, to: extents.map { Dim($0) })
  }
}
