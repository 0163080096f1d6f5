/// The identity of a variable: which graph, and which tensor of it. Feeds, plans and checkpoints
/// use it as their key.
public struct VariableID: Hashable, Sendable {
  /// The process-wide number of the graph that the variable was created in.
  public let graph: UInt64
  /// The position in the graph; never renumbered.
  public let index: Int

  package init(graph: UInt64, index: Int) {
    self.graph = graph
    self.index = index
  }
}

/// A handle that names one tensor of a graph: an input, a parameter, an activation or a gradient.
/// It never points into storage.
///
/// Handles know their builder, so that operators can append to the graph:
///
///     let hidden = try tanh(matmul(x, w) + b)
public struct Variable {
  /// The identity, which can be kept and sent where the handle cannot.
  public let id: VariableID
  /// The builder that operators append to.
  public let builder: GraphBuilder

  /// Shape and element type.
  public var type: TensorType { builder.information(id.index).type }
  /// The extents, outermost first.
  public var shape: Shape { type.shape }
  /// The element type.
  public var dtype: DType { type.dtype }
  /// The parameter, where a layer computes with something made of it (a copy of another type, a
  /// normalised weight); else the variable itself.
  public var original: Variable { builder.original(of: self) }

  /// Of a parameter, the axis along which each place is an output of its layer, and all others what leads
  /// to it: the last one of a matrix [in, out], the first one of a convolution's weight [out, in, …]
  /// unless the layer says otherwise; nil for fewer than two axes.
  public var outputAxis: Int? {
    guard shape.rank >= 2 else { return nil }
    return builder.information(original.id.index).ownOutputAxis ?? (shape.rank == 2 ? 1 : 0)
  }
  /// The path name, such as `dense1.weight`, for inputs, parameters and states.
  public var name: String? { builder.information(id.index).name }
}

extension Variable: Hashable {
  public static func == (a: Variable, b: Variable) -> Bool { a.id == b.id }
  public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

extension Variable: CustomStringConvertible {
  public var description: String { builder.label(id.index) }
}
