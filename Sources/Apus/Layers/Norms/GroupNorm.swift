/// Group normalisation (Y. Wu, K. He, 2018), as PyTorch's `GroupNorm`: the channels in `groups` groups,
/// each with mean 0 and variance 1 over its channels and all spatial axes of an example; then a learned
/// scale and offset for each channel.
///
/// Shapes: x and y `[batch, channels, …]`, variables `[channels]`; floating point. Variables:
/// `groupNorm1.weight` (from 1) and `groupNorm1.bias` (from 0), numbered in each scope.
///
/// In JSON: `{"type": "groupNorm", "groups": 8}`, with `epsilon`, `isAffine` and `name` optional.
public struct GroupNorm: LayerSpec {
  public static let typeName = "groupNorm"
  public static var defaults: GroupNorm? { GroupNorm(1) }
  public static var requiredFields: [String] { ["groups"] }

  /// The number of groups; it divides the channels.
  public var groups: Int
  /// Keeps the division finite; above 0.
  public var epsilon: Double
  /// Whether there are a learned scale and offset.
  public var isAffine: Bool
  /// The name of the layer's scope; nil for the next free `groupNorm1`, ….
  public var name: String?

  /// A layer of so many groups.
  public init(_ groups: Int, epsilon: Double = 1e-5, isAffine: Bool = true, name: String? = nil) {
    self.groups = groups
    self.epsilon = epsilon
    self.isAffine = isAffine
    self.name = name
  }

  public func build(
    in graph: GraphBuilder, input: TensorType
  ) throws(GraphError) -> any Layer {
    _ = try output(for: input)
    let scope = name ?? graph.uniqueName(Self.typeName)
    return try ChannelNormLayer(scope, isAffine, graph, input, mixesChannels: true) {
      x, scale, offset throws(GraphError) in
      try groupNorm(x, groups: groups, scale: scale, offset: offset, epsilon: epsilon)
    }
  }

  public func output(for input: TensorType) throws(GraphError) -> TensorType {
    let channels = try input.channels(axes: nil, for: Self.typeName)
    guard groups >= 1, channels % groups == 0 else {
      throw GraphError(
        .invalidArgument, expected: "groups that divide \(channels) channels", found: "\(groups)",
        advice: "1 normalises all channels together", operation: Self.typeName)
    }
    return input
  }
}

/// A built norm with a scale and an offset for each channel.
struct ChannelNormLayer: Layer {
  typealias Function = (Variable, Variable?, Variable?) throws(GraphError) -> Variable

  private let scope: String
  private let weight: Variable?
  private let bias: Variable?
  private let function: Function
  private let mixes: Bool
  var parameters: [Variable] { [weight, bias].compactMap { $0 } }

  init(
    _ scope: String, _ isAffine: Bool, _ graph: GraphBuilder, _ input: TensorType,
    mixesChannels mixes: Bool = false, _ function: @escaping Function
  ) throws(GraphError) {
    self.scope = scope
    self.mixes = mixes
    self.function = function
    let channels = input.shape[1]
    (weight, bias) = try graph.scope(scope) { () throws(GraphError) -> (Variable?, Variable?) in
      guard isAffine else { return (nil, nil) }
      return (
        try graph.parameter("weight", [channels], input.dtype, initial: .constant(1)),
        try graph.parameter("bias", [channels], input.dtype, initial: .constant(0))
      )
    }
  }

  /// Positions would be channels, axis 1.
  func mixesPositions(of input: TensorType) -> Bool { mixes }

  func forward(_ x: Variable) throws(GraphError) -> Variable {
    try x.builder.scope(scope) { () throws(GraphError) -> Variable in
      try function(x, weight, bias)
    }
  }
}
