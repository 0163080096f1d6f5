import ApusCompiler
import Testing

/// The GPU-like family's plans of a contraction.
struct GemmGroupTests {
  private static let shapes = [
    GemmShape(m: 1, n: 1, k: 1), GemmShape(m: 1, n: 1024, k: 1024), GemmShape(m: 37, n: 45, k: 603),
    GemmShape(m: 128, n: 300, k: 784), GemmShape(m: 64, n: 64, k: 32, batch: 48),
    GemmShape(m: 2048, n: 2048, k: 2048),
  ]

  @Test func plansFitTheDevice() {
    for group in [64, 128, 256, 1024] {
      for memory in [1 << 14, 1 << 15, 3 << 14, 1 << 16] {
        let traits = DeviceTraits(
          family: .gpu, computeUnits: 132, maximumWorkGroup: group, localMemory: memory)
        for shape in GemmGroupTests.shapes {
          let chosen = GemmPlan.gpu(shape, traits).group
          #expect(chosen.items <= group && chosen.localBytes <= memory, "\(chosen)")
        }
      }
    }
  }

  /// Work-items have whole runs of four of whole tiles, and slices whole parts of a block of k.
  @Test func tilesAreDealtOutWhole() {
    let largest = DeviceTraits(
      family: .gpu, computeUnits: 132, maximumWorkGroup: 1024, localMemory: 1 << 16)
    for shape in GemmGroupTests.shapes {
      let group = GemmPlan.gpu(shape, largest).group
      #expect(group.m % group.rows == 0 && group.n % group.columns == 0, "\(group)")
      #expect(group.rows % 4 == 0 && group.columns % 4 == 0, "\(group)")
      #expect(group.k % group.slices == 0 && group.k % 4 == 0, "\(group)")
    }
  }

  /// The order of additions is the shape's, not the number of compute units'.
  @Test func slicesFollowFromTheShape() {
    for shape in GemmGroupTests.shapes {
      let slices = [1, 16, 132].map { units in
        GemmPlan.gpu(
          shape, DeviceTraits(family: .gpu, computeUnits: units, localMemory: 3 << 14)
        ).group.slices
      }
      #expect(Set(slices).count == 1, "\(shape)")
    }
  }

  @Test func manyTilesAreLarge() {
    let traits = DeviceTraits(family: .gpu, computeUnits: 132, localMemory: 3 << 14)
    func group(_ m: Int, _ n: Int, _ k: Int) -> GemmGroup {
      GemmPlan.gpu(GemmShape(m: m, n: n, k: k), traits).group
    }
    let (large, middling, small) = (
      group(2048, 2048, 2048), group(1024, 1024, 1024), group(64, 64, 16)
    )
    #expect((large.m, large.n) == (128, 128))
    #expect((middling.m, middling.n) == (64, 64))
    #expect((small.m, small.n) == (32, 32))
    // A vector times a matrix has no tile of many rows.
    #expect(group(1, 1024, 1024).m == 4 && group(1024, 1, 1024).n == 4)
  }
}
