/// The largest of several fully connected layers, for each output (I. Goodfellow et al., "Maxout
/// Networks", 2013): y[…, u] = max over k of (x·W + b)[…, u · pieces + k].
///
/// Shapes: x `[…, inputs]`, W `[inputs, units · pieces]`, b `[units · pieces]`, y `[…, units]`, all
/// float32. Variables: `maxout1.weight` and `maxout1.bias`, numbered in each scope.
///
/// In JSON: `{"type": "maxout", "units": 300, "pieces": 2}`, with `bias`, `weights`, `biases` and
/// `name` optional.
public struct Maxout: LayerSpec {
  public static let typeName = "maxout"
  public static var defaults: Maxout? { Maxout(1, pieces: 2) }
  public static var requiredFields: [String] { ["units", "pieces"] }

  /// The number of outputs; at least 1.
  public var units: Int
  /// How many numbers each output is the largest of; at least 1.
  public var pieces: Int
  /// Whether b is there.
  public var bias: Bool
  /// What W starts from.
  public var weights: Initializer
  /// What b starts from.
  public var biases: Initializer
  /// The name of the layer's scope; nil for the next free `maxout1`, ….
  public var name: String?

  /// A layer of `units` outputs, each the largest of `pieces` numbers.
  public init(
    _ units: Int, pieces: Int, bias: Bool = true, weights: Initializer = .glorotUniform(),
    biases: Initializer = .zeros, name: String? = nil
  ) {
    self.units = units
    self.pieces = pieces
    self.bias = bias
    self.weights = weights
    self.biases = biases
    self.name = name
  }

  public func build(
    in graph: GraphBuilder, input: TensorType
  ) throws(GraphError) -> any Layer {
    _ = try output(for: input)
    let scope = name ?? graph.uniqueName(Self.typeName)
    let dense = Dense(
      units * pieces, bias: bias, weights: weights, biases: biases, name: scope)
    return MaxoutLayer(
      units: units, pieces: pieces, dense: try dense.build(in: graph, input: input))
  }

  public func output(for input: TensorType) throws(GraphError) -> TensorType {
    guard units >= 1, pieces >= 1, !units.multipliedReportingOverflow(by: pieces).overflow else {
      throw GraphError(
        .invalidArgument, expected: "units and pieces of at least 1",
        found: "\(units) and \(pieces)", advice: "as in Maxout(300, pieces: 2)",
        operation: Self.typeName)
    }
    do { return try Dense(units).output(for: input) } catch {
      var error = error
      error.operation = Self.typeName
      throw error
    }
  }
}

/// A built `Maxout`.
struct MaxoutLayer: Layer {
  let units: Int
  let pieces: Int
  let dense: any Layer
  var parameters: [Variable] { dense.parameters }

  func forward(_ x: Variable) throws(GraphError) -> Variable {
    let all = try dense.forward(x)
    let apart = try unflatten(all, axis: -1, to: [Dim(units), Dim(pieces)])
    return try max(apart, axes: [-1])
  }
}
