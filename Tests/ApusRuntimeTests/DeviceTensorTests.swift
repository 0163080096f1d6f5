import ApusGraph
import ApusRuntime
import Foundation
import Testing

/// The matrix library without a graph, against numbers worked out on the host.
@Suite(.serialized, .enabled(if: !TestMode.isOclgrind))
struct DeviceTensorTests {
  private let context: ComputeContext
  private let a: DeviceTensor
  private let b: DeviceTensor

  init() throws {
    context = try testContext()
    a = try DeviceTensor([[1, -2, 3], [0.5, 0.25, -1]], on: context)
    b = try DeviceTensor([[2, 1], [4, -1], [0, 3]], on: context)
  }

  private func isClose(_ found: DeviceTensor, _ expected: [Double], _ shape: [Int]) throws -> Bool {
    let values = try found.read().doubles
    return found.shape == shape && values.count == expected.count
      && zip(values, expected).allSatisfy {
        abs($0 - $1) <= 2e-6 * Swift.max(abs($1), 1) || ($0.isNaN && $1.isNaN)
      }
  }

  @Test(arguments: DeviceTensor.ElementFunction.allCases)
  func everyElementFunction(function: DeviceTensor.ElementFunction) throws {
    let points: [Float] = [0.5, 2, 1, 0.001, 3, 7.5, 0.25]
    let x = try DeviceTensor(Tensor(points + points.map { -$0 }), on: context)
    let expected = (points + points.map { -$0 }).map { value -> Double in
      let value = Double(value)
      switch function {
      case .negate: return -value
      case .abs: return Swift.abs(value)
      case .exp: return Foundation.exp(value)
      case .log: return Foundation.log(value)
      case .sqrt: return value.squareRoot()
      case .sin: return Foundation.sin(value)
      case .cos: return Foundation.cos(value)
      case .tanh: return Foundation.tanh(value)
      case .sigmoid: return 1 / (1 + Foundation.exp(-value))
      case .relu: return Swift.max(value, 0)
      }
    }
    #expect(try isClose(x.map(function), expected, [14]))
  }

  @Test func products() throws {
    #expect(try isClose(a.matmul(b), [-6, 12, 2, -2.75], [2, 2]))
    #expect(try isClose(a.matmul(a, transposeB: true), [14, -3, -3, 1.3125], [2, 2]))
    #expect(try isClose(b.matmul(b, transposeA: true), [20, -2, -2, 11], [2, 2]))
    #expect(
      try isClose(
        a.matmul(b, transposeA: true, transposeB: true),
        [
          2.5, 3.5, 1.5, -3.75, -8.25, 0.75, 5, 13, -3,
        ], [3, 3]))
  }

  @Test func reductions() throws {
    #expect(try isClose(a.sum(), [1.75], []))
    #expect(try isClose(a.sum(axes: [0]), [1.5, -1.75, 2], [3]))
    #expect(try isClose(a.sum(axes: [1], keepingDims: true), [2, -0.25], [2, 1]))
    #expect(try isClose(a.mean(axes: [-1]), [2.0 / 3, -0.25 / 3], [2]))
    #expect(try isClose(a.max(), [3], []))
    #expect(try isClose(a.min(axes: [1]), [-2, -1], [2]))
    #expect(try isClose(a.argmax(axis: -1), [2, 0], [2]))
    #expect(try isClose(a.argmax(axis: 0), [0, 1, 0], [3]))
    #expect(try isClose(a.argmax(), [2], []))
    #expect(try a.argmax().dtype == .int32)
  }

  @Test func movement() throws {
    #expect(try isClose(a.transposed(), [1, 0.5, -2, 0.25, 3, -1], [3, 2]))
    #expect(try isClose(a.slice(axis: 1, start: 2, count: 2, step: -2), [3, 1, -1, 0.5], [2, 2]))
    #expect(try isClose(a.slice(axis: 0, start: 1, count: 1), [0.5, 0.25, -1], [1, 3]))
    #expect(try isClose(a.reshaped([3, 2]), [1, -2, 3, 0.5, 0.25, -1], [3, 2]))
    #expect(try isClose(a.reshaped([6]).reshaped([3, 2]).sum(axes: [1]), [-1, 3.5, -0.75], [3]))
    let row = [1.0, -2, 3].map { Foundation.exp($0) }
    let soft = try a.slice(axis: 0, start: 0, count: 1).softmax()
    #expect(try isClose(soft, row.map { $0 / row.reduce(0, +) }, [1, 3]))
  }

  @Test func arithmetic() throws {
    #expect(try isClose(a + a, [2, -4, 6, 1, 0.5, -2], [2, 3]))
    #expect(try isClose(a - 1, [0, -3, 2, -0.5, -0.75, -2], [2, 3]))
    #expect(try isClose(a * a.sum(axes: [0]), [1.5, 3.5, 6, 0.75, -0.4375, -2], [2, 3]))
    #expect(try isClose(a / 2, [0.5, -1, 1.5, 0.25, 0.125, -0.5], [2, 3]))
    #expect(try isClose(a - a.mean(axes: [1], keepingDims: true) * 0, a.read().doubles, [2, 3]))
    #expect(try isClose(a / a, [1, 1, 1, 1, 1, 1], [2, 3]))
    #expect(try isClose(a + 0, a.read().doubles, [2, 3]))
  }

  /// Functions that leave the numbers as they are give a tensor of its own, not somebody's memory.
  @Test func neutralFunctions() throws {
    let numbers = try a.read().doubles
    #expect(try isClose(a.cast(to: .float32), numbers, [2, 3]))
    #expect(try isClose(a.sum(axes: []), numbers, [2, 3]))
    #expect(try isClose(a.transposed([0, 1]), numbers, [2, 3]))
    #expect(try isClose(a.slice(axis: 0, start: 0, count: 2), numbers, [2, 3]))
    #expect(try isClose(b.cast(to: .int32).cast(to: .float32), b.read().doubles, [3, 2]))
    #expect(try a.cast(to: .bool).read().doubles.allSatisfy { $0 == 1 })
  }

  @Test func nothingToCompute() throws {
    let empty = try DeviceTensor(Tensor.zeros([0, 3]), on: context)
    #expect(try empty.read().shape == [0, 3])
    #expect(try isClose(empty + 1, [], [0, 3]))
    #expect(try isClose(empty.sum(axes: [0]), [0, 0, 0], [3]))
    #expect(try isClose(empty.matmul(b), [], [0, 2]))
  }

  @Test func functionsAreCompiledOnce() throws {
    _ = try (a * 3 + 1).read()
    let before = (context.programsBuilt, context.programsLoaded)
    for number in 0..<5 { _ = try (a * number + number).read() }
    #expect((context.programsBuilt, context.programsLoaded) == before)
  }

  @Test func mistakes() throws {
    let other = try testContext()
    let foreign = try DeviceTensor([[1, 2, 3]], on: other)
    #expect(failure(RuntimeError.self) { _ = try a + foreign }?.kind == .foreignContext)
    #expect(failure(GraphError.self) { _ = try a.matmul(a) }?.kind == .shapeMismatch)
    #expect(failure(GraphError.self) { _ = try a + b }?.kind == .shapeMismatch)
    #expect(failure(GraphError.self) { _ = try a.sum(axes: [2]) }?.kind == .invalidAxis)
    #expect(failure(GraphError.self) { _ = try a.reshaped([4]) }?.kind == .shapeMismatch)
    for shape in [[.max, 2], [.max, .max, 0], [-2, -3], [.min, .min]] as [[Int]] {
      #expect(failure(GraphError.self) { _ = try a.reshaped(shape) }?.kind == .invalidShape)
    }
    _ = failure(GraphError.self) { _ = try a.slice(axis: 0, start: 1, count: 2) }
    _ = failure(GraphError.self) { _ = try a.transposed([0, 0]) }
    let whole = try a.cast(to: .int32)
    _ = failure(GraphError.self) { _ = try whole.map(.exp) }
    let builder = GraphBuilder()
    let x = try builder.input("x", [1, 3])
    let graph = builder.finish()
    let executable = try Executable(
      graph, outputs: [x.id],
      store: VariableStore(graph, in: context))
    #expect(
      failure(RuntimeError.self) { try executable.step([x: foreign]) }?.kind == .foreignContext)
    #expect(try isClose(a + 1, [2, -1, 4, 1.5, 1.25, 0], [2, 3]), "all still works")
  }

  @Test func errorsNameTheLineOfTheCall() throws {
    let a = try DeviceTensor([[1, 2, 3], [4, 5, 6]], on: testContext())
    let line = #line + 1
    let product = #expect(throws: GraphError.self) { try a.matmul(a) }
    #expect(product?.site == CallSite(file: #fileID, line: line))
    let sum = #expect(throws: GraphError.self) { try a.sum(axes: [5]) }
    #expect(sum?.site == CallSite(file: #fileID, line: line + 2))
    // Operators are not told where they stand.
    let ratio = #expect(throws: GraphError.self) { try a / a.transposed() }
    #expect(ratio != nil && ratio?.site == nil)
  }
}
