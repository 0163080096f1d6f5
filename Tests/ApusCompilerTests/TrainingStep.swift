import ApusCompiler
import ApusGraph

/// A training step of a perceptron of two layers with plain gradient descent, as a compilation.
func perceptronStep(
  inputs: Int = 784, hidden: Int = 300, classes: Int = 10, mode: Mode = .training
) throws -> Compilation {
  let builder = GraphBuilder(seed: 1)
  let x = try builder.input("x", [.batch, Dim(inputs)])
  let labels = try builder.input("labels", [.batch], .int32)
  var parameters: [Variable] = []
  func dense(_ x: Variable, _ from: Int, _ to: Int, _ name: String) throws -> Variable {
    let w = try builder.parameter(
      "\(name).weight", [Dim(from), Dim(to)], initial: .uniform(low: -0.1, high: 0.1))
    let b = try builder.parameter("\(name).bias", [Dim(to)], initial: .constant(0))
    parameters += [w, b]
    return try matmul(x, w) + b
  }
  let h = try relu(dense(x, inputs, hidden, "dense1"))
  let logits = try dense(h, hidden, classes, "dense2")
  let loss = try mean(softmaxCrossEntropies(logits: logits, labels: labels))
  let gradients = try builder.gradients(of: loss, withRespectTo: parameters)
  let updates = try zip(parameters, gradients).map { parameter, gradient in
    StateUpdate(parameter.id, try (parameter - gradient * 0.1).id)
  }
  return Compilation(builder.finish(), outputs: [loss.id], updates: updates, mode: mode)
}
