import ApusGraph
import Testing

/// A message says what was expected, what was found, where, and what to do.
@Suite struct GraphErrorTests {
  private let graph = GraphBuilder()

  private func fails(_ build: @escaping () throws -> Variable) throws -> GraphError {
    try #require(throws: GraphError.self) { try build() }
  }

  @Test func aFunctionNamesItsOwnLine() throws {
    let a = try graph.input("a", [3, 4])
    let b = try graph.input("b", [5, 6])
    let error = try fails { try matmul(a, b) }
    let line = #line - 1
    #expect(error.kind == .shapeMismatch)
    #expect(error.site == CallSite(file: #fileID, line: line))
    #expect(error.operation == "matmul")
    #expect(error.operands == ["a: float32[3, 4]", "b: float32[5, 6]"])
    #expect(error.expected == "equal inner extents")
    #expect(error.found == "4 and 5")
    for part in ["4 and 5", "a: float32[3, 4]", "\(#fileID):\(line)", error.advice] {
      #expect(error.description.contains(part))
    }
  }

  @Test func anOperatorNamesTheEnclosingScope() throws {
    let a = try graph.input("a", [3])
    let b = try graph.input("b", [4])
    let line = #line + 1
    let error = try fails { try graph.scope("encoder") { try tanh(a) * 2 + b } }
    #expect(error.scope == "encoder")
    #expect(error.site == CallSite(file: #fileID, line: line))
    #expect(error.operation == "add")
    #expect(error.operands == ["multiply(tanh(a), 2.0): float32[3]", "b: float32[4]"])
    #expect(error.description.contains("in scope encoder"))
  }

  @Test func anOperatorOutsideOfAllScopesHasNoSite() throws {
    let a = try graph.input("a", [3])
    let b = try graph.input("b", [4])
    let error = try fails { try a - b }
    #expect(error.site == nil)
    #expect(error.scope.isEmpty)
    #expect(error.operation == "subtract")
  }

  /// Operands of several types are promoted; what an operation does not take is an error.
  @Test func typesThatDoNotFitAreErrors() throws {
    let x = try graph.input("x", [3])
    let i = try graph.input("i", [3], .int32)
    let flag = try x > 0
    for build in [
      { try exp(i) }, { try flag + flag }, { try sum(flag) }, { try -flag }, { try mean(i) },
      { try logicalAnd(x, flag) }, { try logicalNot(x) }, { try select(x, x, x) },
      { try gather(x, x) }, { try takeAlongAxis(x, x, axis: 0) }, { try oneHot(x, classes: 3) },
      { try matmul(flag, flag) }, { try softmax(i) }, { try power(i, i) },
    ] {
      let error = try fails(build)
      #expect([.dtypeMismatch, .shapeMismatch].contains(error.kind), "\(error)")
      #expect(!error.operands.isEmpty && error.operation != nil, "\(error)")
    }
  }

  @Test func shapesThatDoNotFit() throws {
    let x = try graph.input("x", [3, 4])
    let empty = try graph.input("empty", [0, 4])
    let labels = try graph.input("labels", [4], .int32)
    let scalar = try graph.input("scalar", [])
    let symbolic = try graph.input("symbolic", [.batch, 4])
    for build in [
      { try reshape(x, to: [5, 2]) }, { try reshape(x, to: [-1, 5]) },
      { try reshape(symbolic, to: [8, 2]) }, { try broadcast(x, to: [4, 3]) },
      { try broadcast(x, to: [4]) }, { try x + symbolic }, { try transpose(x, [0, 0]) },
      { try transpose(x, [0]) }, { try transpose(x, [0, 5]) }, { try sum(x, axes: [2]) },
      { try sum(x, axes: [0, -2]) }, { try max(empty, axes: [0]) }, { try argmax(x, axis: 7) },
      { try argmin(empty, axis: 0) }, { try softmax(scalar) }, { try matmul(scalar, x) },
      { try slice(x, axis: 0, start: 2, count: 2) }, { try slice(x, axis: 0, start: -1, count: 1) },
      { try slice(x, axis: 0, start: 0, count: 2, step: 0) },
      { try slice(x, axis: 1, start: 0, count: 2, step: -1) },
      { try slice(symbolic, axis: 0, start: .batch, count: 1) },
      { try slice(x, axis: 0, start: 0, count: 2, step: .min) },
      { try slice(x, axis: 0, start: 1, count: -1) }, { try concatenate([x, labels]) },
      { try concatenate([x, x], axis: 2) }, { try concatenate([x, empty], axis: 1) },
      { try concatenate([]) }, { try gather(x, labels, axis: 3) },
      { try takeAlongAxis(x, labels, axis: 0) }, { try flatten(x, from: 2) },
      { try softmaxCrossEntropies(logits: x, labels: labels) },
      { try modeSelect(training: x, evaluation: empty) },
      { try oneHot(labels, classes: -1) }, { try graph.random(.uniform, [1_048_576, 1_048_576]) },
    ] as [() throws -> Variable] {
      let error = try fails(build)
      #expect([.shapeMismatch, .invalidAxis, .invalidShape, .invalidArgument].contains(error.kind))
      #expect(error.operation != nil, "\(error)")
      #expect(error.site?.file == #fileID || error.operation == "add", "\(error)")
    }
  }

  @Test func extremeNumbersDoNotTrap() throws {
    let x = try graph.input("x", [3, 4])
    let indices = try graph.input("i", [3], .int32)
    for build in [
      { try sum(x, axes: [.min]) }, { try sum(x, axes: [.max]) },
      { try slice(x, axis: 0, start: Dim(.max), count: Dim(.max), step: .max) },
      { try slice(x, axis: 0, start: Dim(.min), count: 2, step: .min) },
      { try reshape(x, to: [Dim(.max), Dim(.max)]) },
      { try broadcast(x, to: [Dim(.max), 3, 4]) }, { try transpose(x, [.max, .min]) },
      { try graph.add(ScatterAdd(axis: .max, extent: 3), [x, indices])[0] },
      { try graph.add(ScatterAdd(axis: 0, extent: Dim(.max)), [x, indices])[0] },
      { try graph.add(Gather(axis: .min), [x, indices])[0] },
      { try graph.add(TakeAlongAxis(axis: .min), [x, indices])[0] },
      { try graph.add(TakeAlongAxisGradient(axis: .max, extent: 3), [x, indices])[0] },
      { try graph.add(Sum(axes: [1, 0], keepingDims: false), [x])[0] },
      { try graph.add(Softmax(), [])[0] }, { try graph.add(LogSoftmax(), [x, x])[0] },
      { try graph.add(AddMany(), [])[0] }, { try graph.add(Concatenate(axis: 0), [])[0] },
      { try graph.add(Random(.uniform, shape: [2], stream: 0), [x, x])[0] },
      { try oneHot(indices, classes: Dim(.max)) },
    ] as [() throws -> Variable] {
      _ = try fails(build)
    }
  }

  @Test func aUsersErrorIsWrapped() throws {
    let x = try graph.input("x", [3])
    let error = try fails { try graph.add(Picky(), [x], file: "here", line: 5)[0] }
    #expect(error.found.contains("Refusal"))
    #expect(error.operation == "test.picky")
    #expect(error.site == CallSite(file: "here", line: 5))
  }
}

private struct Refusal: Error {}

private struct Picky: Op {
  static let name = "test.picky"
  func outputs(for inputs: [TensorType]) throws -> [TensorType] { throw Refusal() }
  func gradient(_ context: GradientContext) throws -> [Variable?] { [nil] }
  func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] { inputs }
}
