/// An operation: a small value that knows which shapes come out, what its gradient is and how it
/// is lowered to the compiler's vocabulary. Built-in operations and a user's are the same thing.
///
/// A user's operation is registered with `OpRegistry.register`, so that saved graphs load.
public protocol Op: Hashable, Sendable, Codable {
  /// The stable name: it appears in saved graphs, errors and profiles.
  static var name: String { get }

  /// The types of the outputs, one or more.
  /// - Throws: `GraphError` (or any error) where the inputs do not fit.
  func outputs(for inputs: [TensorType]) throws -> [TensorType]

  /// The gradient with respect to each input, as graph expressions; nil where there is none.
  /// Broadcasting is undone by the caller: a gradient may have the shape of the output.
  func gradient(_ context: GradientContext) throws -> [Variable?]

  /// The same computation in the compiler's vocabulary.
  func lower(_ inputs: [LoweredTensor], _ lowering: inout Lowering) throws -> [LoweredTensor]
}

/// What a gradient rule sees.
public struct GradientContext {
  /// The inputs of the node.
  public let inputs: [Variable]
  /// The outputs of the node.
  public let outputs: [Variable]
  /// The gradient of the loss with respect to each output; nil where none arrives.
  public let outputGradients: [Variable?]
  /// Which inputs need a gradient; others may be left nil to save work.
  public let needed: [Bool]

  /// The gradient of the only output.
  /// - Throws: `GraphError` if none arrives, which is the driver's error, not the rule's.
  public var gradient: Variable {
    get throws(GraphError) {
      guard let first = outputGradients.first, let gradient = first else {
        throw GraphError(
          .notDifferentiable, expected: "a gradient of the first output", found: "none",
          advice: "the rule should look at outputGradients for operations of several outputs")
      }
      return gradient
    }
  }
}

/// An operation that moves elements and computes nothing with them, or whose parts see to it themselves. Of all others, inputs of a half type
/// are converted to float32 where they are lowered, and the results back.
package protocol StorageOp: Op {}

extension Op {
  /// The stable name of this operation.
  public var name: String { Self.name }

  func isEqual(to other: any Op) -> Bool { AnyHashable(self) == AnyHashable(other) }

  /// - Throws: `GraphError` unless there are `count` inputs.
  package func expect(_ inputs: [TensorType], count: Int) throws(GraphError) {
    guard inputs.count == count else {
      throw GraphError(
        .invalidArgument, expected: "\(count) inputs", found: "\(inputs.count)",
        advice: "see the documentation of \(Self.name)")
    }
  }

  /// - Throws: `GraphError` unless input `index` has a floating-point type.
  package func expectFloat(_ inputs: [TensorType], _ index: Int = 0) throws(GraphError) {
    guard inputs[index].dtype.isFloatingPoint else {
      throw GraphError(
        .dtypeMismatch, expected: "a floating-point input \(index)",
        found: "\(inputs[index].dtype)", advice: "cast(to: .float32) first")
    }
  }
}
