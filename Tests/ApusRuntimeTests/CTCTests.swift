import ApusCompiler
import ApusGraph
import ApusRuntime
import Testing

/// Bad input of `ctcLosses`, when it is built and when it runs.
@Suite(.serialized, .enabled(if: !TestMode.isOclgrind))
struct CTCTests {
  private struct Network {
    let graph = GraphBuilder(seed: 4)
    let scores: Variable
    let (targets, frames, labels): (Variable, Variable, Variable)

    init(targets shape: Shape = [2, 3], lengths: Shape = [2]) throws {
      scores = try graph.input("scores", [5, 2, 4])
      targets = try graph.input("targets", shape, .int32)
      frames = try graph.input("frames", lengths, .int32)
      labels = try graph.input("labels", lengths, .int32)
    }

    func losses(blank: Int = 0) throws(GraphError) -> Variable {
      try ctcLosses(
        logProbabilities: logSoftmax(scores), targets: targets, frameCounts: frames,
        labelCounts: labels, blank: blank)
    }
  }

  /// Of classes that are symbolic, the blank is checked when they are bound.
  @Test func blanksBeyondSymbolicClasses() throws {
    let graph = GraphBuilder(seed: 4)
    let scores = try graph.input("scores", [5, 1, .symbol("classes")])
    let (targets, one) = (try graph.constant(Tensor([1] as [Int32])), Tensor([1] as [Int32]))
    func losses(_ blank: Int) throws -> Variable {
      try ctcLosses(
        logProbabilities: scores, targets: reshape(targets, to: [1, 1]),
        frameCounts: graph.constant(one), labelCounts: graph.constant(one), blank: blank)
    }
    #expect(throws: GraphError.self) { try losses(.max) }
    let loss = try losses(3)
    let finished = graph.finish()
    let executable = try Executable(
      finished, outputs: [loss.id], store: VariableStore(finished, in: quickContext()))
    func run(_ classes: Int) throws -> [Tensor] {
      try executable.run([scores: Tensor.zeros([5, 1, classes], .float32)])
    }
    #expect(try run(4)[0].doubles[0].isFinite)
    let error = try #require(throws: GraphError.self) { try run(3) }
    #expect(error.description.contains("(classes = 3)"), "\(error)")
  }

  @Test func shapesAndBlanksThatDoNotFit() throws {
    func fails(_ network: Network, blank: Int = 0, _ part: String) throws {
      let error = try #require(throws: GraphError.self) { try network.losses(blank: blank) }
      #expect(error.operation == "ctcLosses" && error.operands.count == 4)
      #expect(error.site?.file == #fileID && error.description.contains(part), "\(error)")
    }
    try fails(Network(targets: [3, 3]), "targets [2, labels]")
    try fails(Network(lengths: [3]), "lengths of shape [2]")
    try fails(Network(), blank: 4, "a blank from 0 to 3")
  }

  @Test(arguments: [
    ([1.0, 4, 2], 5.0, 3.0, "4"), ([1, -1, 2], 5, 3, "-1"), ([1, 2, 3], 6, 3, "6"),
    ([1, 2, 3], 5, 4, "4"),
  ])
  func whatIsOutOfRangeIsTold(
    labels: [Double], frames: Double, count: Double, found: String
  ) throws {
    let network = try Network()
    let losses = try network.losses()
    let finished = network.graph.finish()
    let executable = try Executable(
      finished, outputs: [losses.id], store: VariableStore(finished, in: quickContext()))
    func run(_ labels: [Double], _ frames: Double, _ count: Double) throws -> [Double] {
      try executable.run([
        network.scores: Tensor([Float](repeating: 0, count: 40), shape: [5, 2, 4]),
        network.targets: Tensor([1, 2, 3] + labels, shape: [2, 3]).cast(to: .int32),
        network.frames: Tensor([5, frames]).cast(to: .int32),
        network.labels: Tensor([3, count]).cast(to: .int32),
      ])[0].doubles
    }
    let error = failure(RuntimeError.self) { _ = try run(labels, frames, count) }
    #expect(error?.kind == .indexOutOfRange)
    #expect(error?.found.hasPrefix("\(found) in step") == true, "\(error?.found ?? "")")
    #expect(error?.description.contains("ctcLoss") == true)
    // The next step is right again, and padding is not looked at.
    let next = try run([2, 1, 99], 5, 2)
    #expect(next.allSatisfy { $0.isFinite })
  }

  /// NaN is no infinity: a loss of it is NaN, and not 0.
  @Test func scoresThatAreNoNumbers() throws {
    let graph = GraphBuilder(seed: 4)
    var scores = [Float](repeating: -1, count: 2 * 2 * 3)
    for element in 0..<3 { scores[element] = .nan }
    let x = try graph.parameter("x", [2, 2, 3], initial: .array(scores.map { Double($0) }))
    let losses = try ctcLosses(
      logProbabilities: x, targets: graph.constant(Tensor([1, 1] as [Int32], shape: [2, 1])),
      frameCounts: graph.constant(Tensor([2, 2] as [Int32])),
      labelCounts: graph.constant(Tensor([1, 1] as [Int32])), zeroesInfinity: true)
    let gradient = try graph.gradients(of: sum(losses), withRespectTo: [x])[0]
    let found = try values(graph, [losses, gradient]).map(\.doubles)
    #expect(found[0][0].isNaN && found[0][1].isFinite)
    #expect(found[1][1].isNaN && found[1][4].isFinite)
  }

  /// A target that counts and is the blank could never be told from none.
  @Test(arguments: [0, 2, 3], [DType.int32, .int64, .uint8])
  func blanksAmongTheTargets(_ blank: Int, _ dtype: DType) throws {
    let graph = GraphBuilder(seed: 4)
    let scores = try graph.parameter("scores", [5, 2, 4], initial: .constant(0))
    let targets = try graph.input("targets", [2, 3], dtype)
    let labels = try graph.input("labels", [2], .int32)
    let frames = try graph.constant(Tensor([5, 5] as [Int32]))
    let losses = try ctcLosses(
      logProbabilities: logSoftmax(scores), targets: targets, frameCounts: frames,
      labelCounts: labels, blank: blank)
    let next = try scores - graph.gradients(of: sum(losses), withRespectTo: [scores])[0]
    let finished = graph.finish()
    let store = try VariableStore(finished, in: quickContext())
    let executable = try Executable(
      finished, outputs: [losses.id], updates: [StateUpdate(scores.id, next.id)], store: store)
    let digest = try store.parameterDigest
    func run(_ row: [Int], _ count: Int32) throws -> [Double] {
      let values = [1, 1, 1] + row
      return try executable.run([
        targets: Tensor(values.map { Double($0) }, shape: [2, 3]).cast(to: dtype),
        labels: Tensor([1, count]),
      ])[0].doubles
    }
    let error = failure(RuntimeError.self) { _ = try run([1, blank, 1], 3) }
    #expect(error?.kind == .indexOutOfRange)
    #expect(error?.found.hasPrefix("\(blank) in step") == true, "\(error?.found ?? "")")
    #expect(
      error?.place.contains("ctcLoss with blank \(blank), which is no target") == true,
      "\(error?.place ?? "")")
    #expect(try store.parameterDigest == digest)
    // Behind the labels that count, it is padding.
    #expect(try run([1, blank, blank], 1).allSatisfy(\.isFinite))
    #expect(try store.parameterDigest != digest)
  }
}
