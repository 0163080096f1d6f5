import ApusGraph
import ApusRuntime
import Testing

/// The manual way: forward, look, seed a gradient, backward, look.
@Suite(.serialized, .enabled(if: !TestMode.isOclgrind))
struct SessionTests {
  private func close(_ a: Tensor, _ b: Tensor, _ tolerance: Double = 1e-6) -> Bool {
    a.shape == b.shape && zip(a.doubles, b.doubles).allSatisfy { abs($0 - $1) <= tolerance }
  }

  /// The first test of the system that Apus descends from.
  @Test func theOriginalsFirstTest() throws {
    let graph = GraphBuilder()
    let a = try graph.input("a", [1, 2])
    let w = try graph.parameter(
      "w", [2, 3], initial: .array([0.5, 0.3, 0.2, 0.6, 0.7, 0.7]))
    let out = try matmul(a, w)
    let session = try Session(graph: graph, outputs: [out], in: testContext())
    try session.set(a, [[1.4, 0.3]])
    try session.forward()
    #expect(close(try session.value(of: out), [[0.88, 0.63, 0.49]]))
    try session.setGradient(out, [[1, -1, 0.5]])
    try session.backward()
    #expect(close(try session.gradient(of: w), [[1.4, -1.4, 0.7], [0.3, -0.3, 0.15]]))
    #expect(close(try session.gradient(of: a), [[0.3, 0.25]]))
    #expect(close(try session.value(of: w), [[0.5, 0.3, 0.2], [0.6, 0.7, 0.7]]))
    #expect(close(try session.value(of: a), [[1.4, 0.3]]))
    // An update of one's own, and again.
    try session.set(w, [[1, 0, 0], [0, 1, 0]])
    try session.forward()
    #expect(close(try session.value(of: out), [[1.4, 0.3, 0]]))
  }

  @Test func severalOutputsAndEveryVariable() throws {
    let graph = GraphBuilder()
    let x = try graph.input("x", [.batch, 2])
    let w = try graph.parameter("w", [2], initial: .array([2, -3]))
    let rate = try graph.hyperparameter("rate", 0.25)
    let product = try x * w
    let squares = try product * product
    let total = try sum(squares, axes: [1])
    let other = try mean(product) * rate
    let session = try Session(graph: graph, outputs: [total, other], in: testContext())
    for batch in [2, 1, 3] {
      let points = (0..<batch * 2).map { Float($0 + 1) }
      try session.set(x, Tensor(points, shape: [batch, 2]))
      try session.forward()
      let products = points.enumerated().map { Double($1) * ($0 % 2 == 0 ? 2 : -3) }
      #expect(try session.value(of: product).doubles == products)
      #expect(try session.value(of: squares).doubles == products.map { $0 * $0 })
      #expect(try session.value(of: total).shape == [batch])
      #expect(try session.value(of: rate).doubles == [0.25])
      try session.setGradient(total, Tensor(repeating: Float(1), shape: [batch]))
      try session.setGradient(other, 0)
      try session.backward()
      #expect(try session.gradient(of: product).doubles == products.map { 2 * $0 })
      try session.setGradient(total, Tensor(repeating: Float(0), shape: [batch]))
      try session.setGradient(other, 4)
      try session.backward()
      let each = 1 / Double(batch * 2)
      let found = try session.gradient(of: product).doubles
      #expect(found.allSatisfy { abs($0 - each) < 1e-6 })
      #expect(try session.gradient(of: squares).doubles.allSatisfy { $0 == 0 })
    }
  }

  @Test func errorsInTheOrderOfCalls() throws {
    let graph = GraphBuilder()
    let x = try graph.input("x", [.batch, 2])
    let y = try x * x
    let session = try Session(graph: graph, outputs: [y], in: testContext())
    func kind(_ body: () throws -> Void) -> RuntimeError.Kind? {
      failure(RuntimeError.self) { try body() }?.kind
    }
    #expect(kind { try session.backward() } == .noSuchResult)
    #expect(kind { _ = try session.value(of: y) } == .noSuchResult)
    #expect(kind { _ = try session.gradient(of: x) } == .noSuchResult)
    _ = failure(GraphError.self) { try session.forward() }
    #expect(failure(GraphError.self) { try session.set(y, [[1, 2]]) }?.kind == .unexpectedFeed)
    #expect(failure(GraphError.self) { try session.setGradient(x, [[1, 2]]) } != nil)
    let stranger = try GraphBuilder().input("x", [2])
    let foreign = failure(GraphError.self) { try session.set(stranger, [1, 2]) }
    #expect(foreign?.kind == .foreignVariable)
    try session.set(x, [[1, 2]])
    try session.forward()
    #expect(kind { _ = try session.gradient(of: x) } == .noSuchResult)
    #expect(failure(GraphError.self) { try session.backward() }?.kind == .missingFeed)
    try session.setGradient(y, [[1, 1, 1]])
    _ = failure(GraphError.self) { try session.backward() }
    try session.setGradient(y, [[1, 1]])
    try session.backward()
    #expect(try session.gradient(of: x) == [[2, 4]])
    let none = failure(GraphError.self) {
      _ = try Session(graph: graph, outputs: [], in: testContext())
    }
    #expect(none?.kind == .invalidArgument)
  }

  /// Whole numbers and bools have values, and no gradient.
  @Test func outputsThatHaveNoGradient() throws {
    let graph = GraphBuilder()
    let x = try graph.input("x", [.batch, 3])
    let (loss, best, isLarge) = (try sum(x * x), try argmax(x, axis: 1), try x > 1)
    let session = try Session(graph: graph, outputs: [best, loss, isLarge], in: testContext())
    try session.set(x, [[1, 3, 2], [5, 0, 0]])
    try session.forward()
    #expect(try session.value(of: best) == Tensor([1, 0] as [Int32]))
    #expect(
      try session.value(of: isLarge)
        == Tensor([false, true, true, true, false, false], shape: [2, 3]))
    try session.setGradient(loss, 1)
    try session.backward()
    #expect(try session.gradient(of: x) == [[2, 6, 4], [10, 0, 0]])
    let set = failure(GraphError.self) { try session.setGradient(best, [1, 1]) }
    #expect(set?.kind == .notDifferentiable && set?.found.contains("int32[batch]") == true)
    let asked = failure(RuntimeError.self) { _ = try session.gradient(of: isLarge) }
    #expect(asked?.kind == .noSuchResult)
    // Where no output has one, nothing depends on the others.
    let alone = try Session(graph: graph, outputs: [best], in: testContext())
    try alone.set(x, [[1, 3, 2]])
    try alone.forward()
    try alone.backward()
    #expect(try alone.gradient(of: x) == [[0, 0, 0]])
  }

  @Test func gradientsThatAreNotSetAreZeros() throws {
    let graph = GraphBuilder()
    let x = try graph.input("x", [.batch])
    let (squares, triples) = (try x * x, try x * 3)
    let session = try Session(
      graph: graph, outputs: [squares, triples, squares], in: testContext())
    try session.set(x, [1, 2])
    try session.forward()
    let none = failure(GraphError.self) { try session.backward() }
    #expect(none?.kind == .missingFeed && none?.advice.contains("setGradient") == true)
    #expect(none?.expected == "a gradient of at least one output", "\(String(describing: none))")
    try session.setGradient(squares, [1, 10])
    try session.backward()
    #expect(try session.gradient(of: x) == [2, 40])
    try session.setGradient(triples, [1, 1])
    try session.backward()
    #expect(try session.gradient(of: x) == [5, 43])
    // Those of another size are forgotten.
    try session.set(x, [1, 2, 3])
    try session.forward()
    try session.setGradient(triples, [1, 0, 2])
    try session.backward()
    #expect(try session.gradient(of: x) == [3, 0, 6])
  }

  /// Each forward pass draws anew; the backward pass belongs to the draws of its own.
  @Test func eachForwardPassDrawsAnew() throws {
    let graph = GraphBuilder(seed: 2)
    let x = try graph.input("x", [40])
    let y = try dropout(x, 0.5)
    let session = try Session(graph: graph, outputs: [y], in: testContext())
    try session.set(x, Tensor([Float](repeating: 1, count: 40)))
    try session.setGradient(y, Tensor([Float](repeating: 1, count: 40)))
    func pass() throws -> [Float] {
      try session.forward()
      try session.backward()
      let mask = try session.value(of: y).floats
      #expect(try session.gradient(of: x).floats == mask)
      return mask
    }
    let (first, second) = (try pass(), try pass())
    #expect(first != second)
    session.store.step = 0
    #expect(try pass() == first)
    #expect(try pass() == second)
  }
}
