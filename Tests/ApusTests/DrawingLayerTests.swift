import Apus
import Foundation
import Testing

/// Layers that draw: what they draw in training, that they are the identity in evaluation, and that
/// draws go by the layer's name and the seed.
@Suite struct DrawingLayerTests {
  /// All layers on one input [32, 8, 4, 2, 2], with what each needs of it.
  private static let specs: [any LayerSpec] = [
    Dropout(0.3), Dropout3d(0.25), AlphaDropout(0.2), FeatureAlphaDropout(0.2),
    StochasticDepth(0.4), StochasticDepth(0.5, mode: .batch), GaussianNoise(0.5),
    GaussianDropout(0.2), RReLU(), Dropout(1), StochasticDepth(1), Dropout(0.3),
    Dropout(0.3, name: "again"),
  ]
  private static let shape = [32, 8, 4, 2, 2]

  private func values(
    _ seed: UInt64, _ mode: Mode, _ fill: Double
  ) throws -> [Tensor] {
    let graph = GraphBuilder(seed: seed)
    let x = try graph.input("x", [.batch, 8, 4, 2, 2])
    let outputs = try Self.specs.map { try $0(x) }
    let given = try Tensor(repeating: Float(fill), shape: Self.shape)
    return try run(graph, outputs, [x: given], mode: mode, in: quickContext())
  }

  private func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

  private func deviation(_ values: [Double]) -> Double {
    let mean = mean(values)
    return self.mean(values.map { ($0 - mean) * ($0 - mean) }).squareRoot()
  }

  @Test func evaluationIsTheIdentity() throws {
    for (spec, output) in zip(Self.specs, try values(1, .evaluation, -2)) {
      let expected = spec is RReLU ? -2 * (1.0 / 8 + 1.0 / 3) / 2 : -2
      #expect(output.doubles.allSatisfy { abs($0 - expected) < 1e-6 }, "\(spec)")
    }
  }

  @Test func trainingFollowsItsStatistics() throws {
    let found = try values(3, .training, 2).map(\.doubles)
    let slopes = try values(3, .training, -2)[8].doubles.map { $0 / -2 }
    // 4,096 elements, 256 channels, 32 examples: within some four standard errors.
    #expect(Set(found[0].map { ($0 * 1e4).rounded() / 1e4 }) == [0, 2.8571])
    #expect(abs(mean(found[0]) - 2) < 0.09)
    #expect(isDroppedTogether(found[1], 16) && Set(found[1].map { $0 == 0 }).count == 2)
    #expect(abs(mean(found[1]) - 2) < 0.3)
    // Scaled and moved: a kept 2 and the limit, with torch's a and b for p = 0.2.
    let limit = -1.7580993408473766
    let scale = 1 / (0.8 * (1 + 0.2 * limit * limit)).squareRoot()
    for (index, share) in [(2, 1), (3, 16)] {
      let kept = scale * 2 - scale * 0.2 * limit
      let dropped = scale * limit - scale * 0.2 * limit
      #expect(found[index].allSatisfy { min(abs($0 - kept), abs($0 - dropped)) < 1e-5 })
      let rate = mean(found[index].map { abs($0 - dropped) < 1e-5 ? 1 : 0 })
      #expect(abs(rate - 0.2) < 1.6 / (4096 / Double(share)).squareRoot())
      #expect(isDroppedTogether(found[index], share))
    }
    #expect(isDroppedTogether(found[4], 128))
    #expect(abs(mean(found[4].map { $0 == 0 ? 1 : 0 }) - 0.4) < 0.35)
    #expect(Set(found[4].map { ($0 * 1e4).rounded() / 1e4 }) == [0, 3.3333])
    #expect(Set(found[5]).isSubset(of: [0, 4]) && Set(found[5]).count == 1)
    #expect(abs(mean(found[6]) - 2) < 0.04 && abs(deviation(found[6]) - 0.5) < 0.03)
    #expect(abs(mean(found[7]) - 2) < 0.07 && abs(deviation(found[7]) - 1) < 0.06)
    #expect(found[8].allSatisfy { $0 == 2 })
    #expect(slopes.allSatisfy { $0 >= 1.0 / 8 && $0 <= 1.0 / 3 })
    #expect(abs(mean(slopes) - 11.0 / 48) < 0.004 && abs(deviation(slopes) - 0.0601) < 0.003)
    #expect(found[9].allSatisfy { $0 == 0 } && found[10].allSatisfy { $0 == 0 })
  }

  /// Whether each run of `count` elements is of one value.
  private func isDroppedTogether(_ values: [Double], _ count: Int) -> Bool {
    values.indices.allSatisfy { values[$0] == values[$0 / count * count] }
  }

  @Test func drawsGoByNameAndSeed() throws {
    let (first, same, other) = (
      try values(7, .training, 1), try values(7, .training, 1), try values(8, .training, 1)
    )
    #expect(first == same)
    #expect(first[0] != other[0] && first[6] != other[6] && first[4] != other[4])
    #expect(first[0] != first[11] && first[0] != first[12] && first[11] != first[12])
  }
}
