import ApusGraph
import ApusRuntime
import ApusTestKit
import Foundation
import Testing

/// What dropout and the Gumbel softmax draw: how often, of which size, and for which elements together.
/// The reference draws the same numbers; these are held against the distributions that they stand for.
@Suite(.serialized, .enabled(if: !TestMode.isOclgrind))
struct SamplingTests {
  /// Outputs of a graph in training, of one input.
  private func run(
    _ input: Tensor, _ build: (GraphBuilder, Variable) throws -> [Variable]
  ) throws -> [[Double]] {
    let builder = GraphBuilder(seed: 5)
    let x = try builder.input("x", Shape(input.shape.map { Dim($0) }))
    let outputs = try build(builder, x)
    return try DeviceRunner(nil).run(
      graph: builder.finish(), outputs: outputs.map(\.id), feeds: [x.id: input], binding: [:],
      mode: .training
    ).map(\.doubles)
  }

  private func ones(_ shape: [Int]) throws -> Tensor {
    try Tensor([Float](repeating: 1, count: shape.reduce(1, *)), shape: shape)
  }

  @Test func dropoutKeepsAShareAndScalesIt() throws {
    let kept = 1 / (1 - 0.3)
    let values = try run(ones([100_000])) { [try dropout($1, 0.3)] }[0]
    #expect(values.allSatisfy { $0 == 0 || abs($0 - kept) < 1e-6 })
    let share = Double(values.count { $0 != 0 }) / Double(values.count)
    #expect(abs(share - 0.7) < 0.01, "\(share)")
  }

  /// Of numbers with mean 0 and variance 1 it makes such numbers (G. Klambauer et al., 2017).
  @Test func alphaDropoutKeepsMeanAndVariance() throws {
    let normal = try Generator.normal.array(
      shape: [1000, 100], dtype: .float32, seed: 3
    ).tensor()
    let found = try run(normal) {
      [try alphaDropout($1, 0.3), try featureAlphaDropout($1, 0.3)]
    }
    for values in found {
      let count = Double(values.count)
      let mean = values.reduce(0, +) / count
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
      #expect(abs(mean) < 0.02, "\(mean)")
      #expect(abs(variance - 1) < 0.03, "\(variance)")
    }
    // −λα, and so are all dropped elements before they are scaled: one value, as often as they are.
    let changed = try run(ones([20_000])) { [try alphaDropout($1, 0.3)] }[0]
    let dropped = changed.count { $0 < 0 }
    #expect(Set(changed).count == 2)
    #expect(abs(Double(dropped) / 20_000 - 0.3) < 0.02, "\(dropped)")
  }

  /// Whole channels of an example are dropped, some and not all.
  @Test func channelsAreDroppedTogether() throws {
    let calls: [(shape: [Int], drop: (Variable) throws -> Variable)] = [
      ([30, 20, 7], { try dropout1d($0, 0.4) }), ([30, 20, 3, 4], { try dropout2d($0, 0.4) }),
      ([30, 20, 2, 3, 2], { try dropout3d($0, 0.4) }),
      ([30, 20, 3, 4], { try featureAlphaDropout($0, 0.4) }),
    ]
    for (shape, drop) in calls {
      let values = try run(ones(shape)) { [try drop($1)] }[0]
      let size = values.count / 600
      let channels = (0..<600).map { Array(values[($0 * size)..<(($0 + 1) * size)]) }
      #expect(channels.allSatisfy { Set($0).count == 1 }, "\(shape)")
      let largest = try #require(values.max())
      let dropped = channels.count { $0[0] != largest }
      #expect(abs(Double(dropped) / 600 - 0.4) < 0.07, "\(shape): \(dropped)")
    }
  }

  /// A choice is as likely as the softmax says, and its gradient is that of the soft numbers.
  @Test func gumbelSoftmaxChooses() throws {
    let logits: [Float] = [0, 1, -1, 0.5]
    let rows = 20_000
    let repeated = try Tensor((0..<rows).flatMap { _ in logits }, shape: [rows, 4])
    let weights: [Float] = [0.3, -2, 1, 0.7]
    func outcome(isHard: Bool) throws -> [[Double]] {
      try run(repeated) { builder, x in
        let y = try gumbelSoftmax(x, temperature: 0.7, isHard: isHard, name: "draw")
        let loss = try sum(y * builder.constant(Tensor(weights, shape: [4])))
        return [y, try builder.gradients(of: loss, withRespectTo: [x])[0]]
      }
    }
    let (hard, soft) = (try outcome(isHard: true), try outcome(isHard: false))
    #expect(zip(hard[1], soft[1]).allSatisfy { abs($0 - $1) <= 1e-5 })
    let total = logits.reduce(0) { $0 + exp(Double($1)) }
    for choice in 0..<4 {
      let chosen = (0..<rows).count { hard[0][$0 * 4 + choice] == 1 }
      let expected = exp(Double(logits[choice])) / total
      #expect(abs(Double(chosen) / Double(rows) - expected) < 0.015, "\(choice): \(chosen)")
    }
    for row in 0..<rows {
      let own = hard[0][(row * 4)..<(row * 4 + 4)]
      let largest = soft[0][(row * 4)..<(row * 4 + 4)].max()
      guard own.reduce(0, +) == 1, own.allSatisfy({ $0 == 0 || $0 == 1 }) else {
        Issue.record("row \(row) is not one choice: \(Array(own))")
        return
      }
      let place = own.firstIndex(of: 1).map { soft[0][$0] }
      guard place == largest else {
        Issue.record("row \(row) does not choose the largest")
        return
      }
    }
  }

  /// Probabilities below 0, and NaN, are as 0: what has them is not drawn.
  @Test func categoriesWithoutAProbability() throws {
    let rows = 200
    let weights: [Float] = [-3, 0.5, .nan, 0, 1, -.infinity]
    let drawn = try run(Tensor((0..<rows).flatMap { _ in weights }, shape: [rows, 6])) {
      [try categorical(probabilities: $1)]
    }[0]
    #expect(Set(drawn) == [1, 4], "\(Set(drawn))")
    // Of nothing at all, the first.
    let none = try run(Tensor([-1, 0, .nan] as [Float], shape: [1, 3])) {
      [try categorical(probabilities: $1)]
    }[0]
    #expect(none == [0])
  }
}
