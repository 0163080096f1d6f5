import Apus
import Testing

/// L-BFGS against PyTorch's, from Tests/Fixtures/generate_lbfgs.py.
@Suite struct LBFGSTests {
  /// Numbers, or rows of them.
  enum Start: Decodable {
    case row([Double])
    case rows([[Double]])

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let row = try? container.decode([Double].self) {
        self = .row(row)
      } else {
        self = .rows(try container.decode([[Double]].self))
      }
    }

    var numbers: [Double] {
      switch self {
      case .row(let row): row
      case .rows(let rows): rows.flatMap(\.self)
      }
    }

    var shape: Shape {
      switch self {
      case .row(let row): Shape([row.count])
      case .rows(let rows): Shape([rows.count, rows.first?.count ?? 0])
      }
    }
  }

  struct Fixture: Decodable {
    struct Case: Decodable {
      var history: Int
      var rate: Double
      var starts: [Start]
      var losses: [Double]
      var evaluations: Int
      var ends: [[Double]]
    }
    var inputs: [[Double]]
    var targets: [[Double]]
    var cases: [String: Case]
  }

  let graph = GraphBuilder()

  private func rosenbrock(_ x: Variable) throws -> Variable {
    let count = try x.shape.extents([:])[0]
    let a = try slice(x, axis: 0, start: 0, count: Dim(count - 1))
    let b = try slice(x, axis: 0, start: 1, count: Dim(count - 1))
    let (first, second) = (try b - a * a, try 1 - a)
    return try sum(100 * (first * first) + second * second)
  }

  private func loss(
    _ name: String, _ parameters: [Variable], _ fixture: Fixture
  ) throws -> (Variable, [Variable: any Feed]) {
    if name != "network" { return (try rosenbrock(parameters[0]), [:]) }
    let x = try graph.input("x", [.batch, 2], .float64)
    let y = try graph.input("y", [.batch, 1], .float64)
    let hidden = try tanh(matmul(x, parameters[0]) + parameters[1])
    let error = try matmul(hidden, parameters[2]) + parameters[3] - y
    let feeds: [Variable: any Feed] = [
      x: try Tensor(fixture.inputs.flatMap(\.self), shape: [fixture.inputs.count, 2]),
      y: try Tensor(fixture.targets.flatMap(\.self), shape: [fixture.targets.count, 1]),
    ]
    return (try mean(error * error), feeds)
  }

  @Test(arguments: ["rosenbrock", "rosenbrock of six", "network"], [1, 3])
  func followsPyTorch(_ name: String, _ calls: Int) throws {
    guard try TestDevice.device().capabilities.hasFloat64 else { return }
    let fixture = try fixture("lbfgs.json", as: Fixture.self)
    let expected = try #require(fixture.cases[name])
    let parameters = try expected.starts.enumerated().map {
      try graph.parameter("p\($0)", $1.shape, .float64, initial: .array($1.numbers))
    }
    let (loss, feeds) = try loss(name, parameters, fixture)
    let store = try VariableStore(graph.finish(), in: quickContext())
    let lbfgs = try LBFGS(
      minimizing: loss, learningRate: expected.rate, historySize: expected.history, store: store)
    // Several calls go on where the one before stopped.
    var losses = [expected.losses[0]]
    var evaluations = 0
    for call in 0..<calls {
      let count = expected.losses.count - 1
      let report = try lbfgs.minimize(
        feeds, maxIterations: count * (call + 1) / calls - count * call / calls,
        maxEvaluations: 1000)
      #expect(report.reason == .iterations)
      losses += report.losses[1...]
      evaluations += report.evaluations
    }
    #expect(
      isClose(losses, expected.losses, tolerance: 1e-5, floor: 1e-9), "\(losses)")
    #expect(evaluations == expected.evaluations + calls - 1)
    for (parameter, end) in zip(parameters, expected.ends) {
      #expect(isClose(try store.value(parameter.id).doubles, end, tolerance: 1e-5))
    }
  }

  @Test func findsAMinimumInFloat32() throws {
    let x = try graph.parameter("x", [2], initial: .array([-1.2, 1]))
    let y = try graph.parameter("y", [], initial: .constant(7))
    let loss = try rosenbrock(x) + (y - 2) * (y - 2)
    let lbfgs = try LBFGS(minimizing: loss, on: TestDevice.device())
    let report = try lbfgs.minimize(maxIterations: 100, gradientTolerance: 1e-4)
    #expect(report.reason == .flat || report.reason == .noChange, "\(report)")
    #expect(report.loss < 1e-6, "\(report)")
    let found = try lbfgs.store.value(x.id).doubles + lbfgs.store.value(y.id).doubles
    #expect(zip(found, [1, 1, 2]).allSatisfy { abs($0 - $1) < 1e-3 }, "\(found)")
    // At a minimum there is nothing to do.
    let again = try lbfgs.minimize(gradientTolerance: 1)
    #expect(again.reason == .flat && again.iterations == 0 && again.evaluations == 1)
    lbfgs.forget()
    #expect(try lbfgs.minimize(maxIterations: 0).iterations == 0)
  }

  /// A step into what is no number is taken back by the line search.
  @Test func staysWhereTheLossIsANumber() throws {
    let x = try graph.parameter("x", [], initial: .constant(0.3))
    let loss = try x - log(x)
    let lbfgs = try LBFGS(minimizing: loss, learningRate: 100, on: TestDevice.device())
    let report = try lbfgs.minimize(maxIterations: 50, maxEvaluations: 300)
    #expect(abs(report.loss - 1) < 1e-5, "\(report)")
    try lbfgs.store.set(x.id, Tensor(scalar: Float(-1)))
    let failed = try lbfgs.minimize()
    #expect(failed.reason == .notFinite)
    #expect(try lbfgs.store.value(x.id).doubles == [-1])
  }

  @Test func endsWithItsBudget() throws {
    let x = try graph.parameter("x", [2], initial: .array([-1.2, 1]))
    let lbfgs = try LBFGS(minimizing: rosenbrock(x), on: TestDevice.device())
    let report = try lbfgs.minimize(maxIterations: 100, maxEvaluations: 7)
    #expect(report.reason == .evaluations)
    #expect(report.evaluations >= 7 && report.evaluations <= 8)
  }

  @Test func numbersOutOfRangeAreTyped() throws {
    let x = try graph.parameter("x", [2], initial: .constant(0))
    let loss = try rosenbrock(x)
    let device = try TestDevice.device()
    for (rate, size) in [(0.0, 1), (.nan, 1), (-1, 1), (1, -1)] {
      #expect(throws: GraphError.self) {
        try LBFGS(minimizing: loss, learningRate: rate, historySize: size, on: device)
      }
    }
    let lbfgs = try LBFGS(minimizing: loss, on: device)
    let error = #expect(throws: GraphError.self) { try lbfgs.minimize(maxIterations: -1) }
    #expect(error?.kind == .invalidArgument)
    #expect(throws: GraphError.self) { try lbfgs.minimize(gradientTolerance: .nan) }
  }
}
