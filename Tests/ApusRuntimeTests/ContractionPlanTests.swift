import ApusCompiler
import ApusGraph
import ApusTestKit
import Testing

/// All plans of a contraction but the dot product, and those that deal k out to work-items, add in
/// order of k with fma, so that tuning may choose freely among them: one product under several plans
/// has the same bits.
@Suite(.serialized, .enabled(if: !TestMode.isOclgrind))
struct ContractionPlanTests {
  /// One product of [m, k] and [k, n], with the operands laid out in several ways: layouts decide
  /// plans. The number of rows is a symbol in the last product.
  private struct Layouts {
    var graph: Graph
    var outputs: [VariableID]
    var feeds: [VariableID: Tensor]

    init(_ m: Int, _ k: Int, _ n: Int, _ flags: [(Bool, Bool)]) throws {
      let builder = GraphBuilder()
      var feeds: [VariableID: Tensor] = [:]
      func operand(_ name: String, _ rows: Int, _ columns: Int) throws -> [Variable] {
        let values = Generator.normal.array(
          shape: [rows, columns], dtype: .float32, seed: streamNumber(name)
        ).values
        let turned = (0..<rows * columns).map { values[$0 % rows * columns + $0 / rows] }
        let plain = try builder.input(name, [Dim(rows), Dim(columns)])
        let transposed = try builder.input("\(name)T", [Dim(columns), Dim(rows)])
        feeds[plain.id] = try Tensor(values, shape: [rows, columns]).cast(to: .float32)
        feeds[transposed.id] = try Tensor(turned, shape: [columns, rows]).cast(to: .float32)
        return [plain, transposed]
      }
      let (a, b) = (try operand("a", m, k), try operand("b", k, n))
      var products = try flags.map { ta, tb in
        try matmul(a[ta ? 1 : 0], b[tb ? 1 : 0], transposeA: ta, transposeB: tb)
      }
      let rows = try builder.input("rows", [.batch, Dim(k)])
      feeds[rows.id] = feeds[a[0].id]
      products.append(try matmul(rows, b[0]))
      graph = builder.finish()
      outputs = products.map(\.id)
      self.feeds = feeds
    }

    /// The plans that run, in the order of the outputs.
    func plans(_ traits: DeviceTraits, _ shape: GemmShape) throws -> [GemmPlan] {
      // As `DeviceRunner` does: joined, a tiny program has plain sums of products instead.
      let compilation = Compilation(
        graph, outputs: outputs, options: .init(joinsLaunches: false))
      return try Compiler.compile(compilation, for: traits).steps.compactMap { step in
        guard case .contract(let contract) = step.work else { return nil }
        return contract.variant(for: shape)?.plan
      }
    }
  }

  @Test func plansAgreeBitForBit() throws {
    var seen: Set<GemmPlan> = []
    let all = [(false, false), (true, false), (false, true), (true, true)]
    // Of few columns, Aᵀ only: vectors run along m, and A·Bᵀ would be a dot product.
    let few = [(true, false), (true, true)]
    // Of fewer rows than a tile has, and Bᵀ: both are packed.
    let packed = [(false, false), (true, true)]
    for (m, k, n, flags) in [
      (37, 603, 45, all), (3, 70, 45, [(false, false)]), (37, 70, 3, few), (5, 603, 45, packed),
      (5, 70, 45, packed), (37, 603, 52, all), (5, 603, 52, packed), (680, 160, 690, all),
      (37, 20, 45, all),
    ] {
      let layouts = try Layouts(m, k, n, flags)
      var first: Tensor?
      for family in DeviceTraits.Family.allCases {
        let runner = try DeviceRunner(family, optimizes: true)
        let plans = try layouts.plans(runner.context.traits, GemmShape(m: m, n: n, k: k))
        try #require(plans.count == layouts.outputs.count)
        seen.formUnion(plans)
        let found = try runner.run(
          graph: layouts.graph, outputs: layouts.outputs, feeds: layouts.feeds,
          binding: ["batch": m], mode: .training)
        let shape = GemmShape(m: m, n: n, k: k)
        for (plan, product) in zip(plans, found) where plan.addsInOrder(shape) {
          let expected = first ?? product
          first = expected
          // Tensors are equal element by element; no product here is 0 or NaN.
          #expect(product == expected, "\(m)×\(k)×\(n) by \(plan)")
        }
      }
    }
    #expect(!seen.contains { $0.strategy == .dot })
    let groups = seen.filter { $0.strategy == .workGroup }.map(\.group)
    #expect(Set(groups.filter { $0.slices == 1 }.map(\.m)).count > 1)
    #expect(groups.contains { $0.slices > 1 })
    let tiles = seen.filter { $0.strategy == .registerTile }
    #expect(tiles.contains { !$0.packsA && !$0.packsB && !$0.vectorAlongM })
    #expect(tiles.contains { $0.vectorAlongM })
    #expect(tiles.contains { !$0.packsB && $0.edgeVectors > 0 })
    #expect(tiles.contains { $0.packsB && $0.edgeVectors > 0 })
    #expect(tiles.contains { $0.kBlock > 0 && $0.edgeVectors > 0 })
    #expect(tiles.contains { !$0.hasFullPanels })
    #expect(tiles.contains { $0.packsA && $0.kBlock == 0 })
    #expect(tiles.contains { $0.packsA && $0.kBlock > 0 })
  }
}
