import ApusGraph
import ApusTestKit
import Testing

/// The options of recurrent networks against compositions of their parts.
@Suite struct RecurrentTests {
  /// Of sequences [3, 2, 4] and three layers of two units.
  private func results(
    _ mode: Reference.Mode = .training, gates: Int = 3, shape: Shape = [3, 2, 4],
    _ build: (Variable, [RecurrentLayer]) throws -> [Variable]
  ) throws -> [[Double]] {
    let builder = GraphBuilder(seed: 5)
    let total = Dim(2 * gates)
    let shapes: [Shape] =
      [shape] + (0..<3).flatMap { [[$0 == 0 ? 4 : 2, total], [2, total], [total], [total]] }
    var (inputs, feeds): ([Variable], [VariableID: ReferenceArray]) = ([], [:])
    for (number, shape) in shapes.enumerated() {
      let input = try builder.input("x\(number)", shape)
      feeds[input.id] = Generator.normal.array(
        shape: try shape.extents([:]), dtype: .float32, seed: UInt32(number))
      inputs.append(input)
    }
    let layers = RecurrentLayer.layers(Array(inputs[1...]), layers: 3, directions: 1)
    let outputs = try build(inputs[0], layers)
    return try Reference.evaluate(
      builder.finish(), feeds: feeds, outputs: outputs.map(\.id), mode: mode
    ).map(\.values)
  }

  @Test(arguments: Reference.Mode.allCases)
  func dropoutIsBetweenLayers(mode: Reference.Mode) throws {
    let found = try results(mode) { x, layers in
      let result = try gru(x, layers: layers, dropout: 0.4)
      return [result.outputs, result.hidden]
    }
    let composed = try results(mode) { x, layers in
      let first = try gru(x, layers: [layers[0]])
      let second = try gru(dropout(first.outputs, 0.4), layers: [layers[1]])
      let third = try gru(dropout(second.outputs, 0.4), layers: [layers[2]])
      return [
        third.outputs, try concatenate([first.hidden, second.hidden, third.hidden], axis: 0),
      ]
    }
    #expect(found == composed)
    let plain = try results(mode) { x, layers in
      let result = try gru(x, layers: layers)
      return [result.outputs, result.hidden]
    }
    #expect((found == plain) == (mode == .evaluation))
  }

  @Test func batchFirstSwapsSequencesAndOutputs() throws {
    func run(_ x: Variable, _ layers: [RecurrentLayer], _ isFirst: Bool) throws -> [Variable] {
      let result = try lstm(x, layers: layers, batchFirst: isFirst)
      return [result.outputs, result.hidden, result.cell]
    }
    let found = try results(gates: 4, shape: [2, 3, 4]) { try run($0, $1, true) }
    let swapped = try results(gates: 4, shape: [2, 3, 4]) { x, layers in
      let all = try run(swapAxes(x, 0, 1), layers, false)
      return [try swapAxes(all[0], 0, 1), all[1], all[2]]
    }
    #expect(found == swapped)
  }

  @Test(arguments: [1, 3, 4])
  func noStatesAreZeros(gates: Int) throws {
    func run(_ x: Variable, _ layers: [RecurrentLayer], _ state: Variable?) throws -> [Variable] {
      switch gates {
      case 1:
        let result = try rnn(x, layers: layers, hidden: state, activation: .relu)
        return [result.outputs, result.hidden]
      case 3:
        let result = try gru(x, layers: layers, hidden: state)
        return [result.outputs, result.hidden]
      default:
        let result = try lstm(x, layers: layers, hidden: state, cell: state)
        return [result.outputs, result.hidden, result.cell]
      }
    }
    let found = try results(gates: gates) { try run($0, $1, nil) }
    let zero = try results(gates: gates) { x, layers in
      try run(x, layers, x.builder.constant(Tensor.zeros([3, 2, 2])))
    }
    #expect(found == zero)
  }

  /// What lies behind the lengths of sequences is never read.
  @Test func paddingThatIsNoNumber() throws {
    let builder = GraphBuilder(seed: 5)
    let x = try builder.input("x", [3, 2, 1])
    let w = try [[1, 2], [2, 2], [2]].map { shape in
      try builder.parameter(
        "w\(shape.count)\(shape[0])", Shape(shape.map { Dim($0) }), initial: .constant(0.5))
    }
    let lengths = try builder.constant(Tensor([3, 1] as [Int32]))
    let layers = RecurrentLayer.layers(w + [w[2]], layers: 1, directions: 1)
    let result = try rnn(x, layers: layers, lengths: lengths)
    let gradients = try builder.gradients(of: sum(result.outputs), withRespectTo: w)
    let graph = builder.finish()
    func run(_ padding: [Double]) throws -> [[Double]] {
      let values = [0.1, 0.2, 0.3, padding[0], 0.4, padding[1]]
      var feeds = [x.id: ReferenceArray(values, shape: [3, 2, 1], dtype: .float32)]
      for parameter in w {
        let shape = try #require(parameter.shape.fixed)
        feeds[parameter.id] = ReferenceArray(
          [Double](repeating: 0.5, count: shape.reduce(1, *)), shape: shape, dtype: .float32)
      }
      return try Reference.evaluate(
        graph, feeds: feeds, outputs: ([result.outputs] + gradients).map(\.id)
      ).map(\.values)
    }
    #expect(try run([.nan, .infinity]) == run([0, 0]))
  }
}
