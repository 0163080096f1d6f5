import Apus

/// A graph of things whose results are known, and what they must be: one program for each kernel
/// family tests them all.
final class SelfTest {
  /// One result of a device and what it must be.
  struct Check {
    var name: String
    var output: Variable
    /// Computed on the host, in Double.
    var expected: [Double]
    /// The largest difference allowed, relative to the larger of 1 and the expected number; 0
    /// where the result has to be the same.
    var bound: Double
  }

  /// What came of a check.
  struct Outcome {
    var name: String
    /// The largest difference; infinite where a NaN, an infinity or the shape is wrong.
    var error: Double
    var bound: Double
    /// Why there is no result at all.
    var failure: String?

    var isPassed: Bool { failure == nil && error <= bound }
  }

  let graph = GraphBuilder(seed: 20_161)
  private(set) var checks: [Check] = []
  var feeds: [Variable: any Feed] = [:]
  /// The state that every step adds `added` to.
  private let total: Variable
  private let added: Variable
  private let indices: Variable
  private var random = RandomStream(seed: 1, stream: streamNumber("doctor"))

  private static let addedCount = 1003

  /// The check that is made to fail.
  private let planted: String?

  /// - Parameters:
  ///   - isWhole: false leaves out what does not depend on the family of kernels.
  ///   - planted: the check whose result the device gets wrong on purpose, by one.
  init(isWhole: Bool, planted: String? = nil) throws {
    self.planted = planted
    total = try graph.state("total", [Dim(SelfTest.addedCount)])
    added = try graph.input("added", [Dim(SelfTest.addedCount)])
    indices = try graph.input("indices", [7], .int32)
    feeds[added] = Tensor(numbers(SelfTest.addedCount, -2, 2))
    if isWhole { try addSmallProduct() }
    try addDenseLayer()
    try addFunctions()
    try addReductions()
    try addNonFinite()
    try addGather(indices)
    if isWhole {
      try addMovement()
      try addIntegers()
    }
  }

  // MARK: Building

  /// `count` numbers in [low, high), the same on every run.
  func numbers(_ count: Int, _ low: Float, _ high: Float) -> [Float] {
    (0..<count).map { _ in low + (high - low) * random.uniform() }
  }

  /// An input with a value.
  func input(_ values: [some TensorScalar], _ shape: [Int]) throws -> Variable {
    let tensor = try Tensor(values, shape: shape)
    let variable = try graph.input("x\(feeds.count)", Shape(shape), tensor.dtype)
    feeds[variable] = tensor
    return variable
  }

  func check(
    _ name: String, _ output: Variable, _ expected: [Double], within bound: Double
  ) throws {
    let output = try name == planted ? output + 1 : output
    checks.append(Check(name: name, output: output, expected: expected, bound: bound))
  }

  // MARK: Running

  /// Runs every check on a device; errors of the device become outcomes.
  func run(in context: ComputeContext) -> (outcomes: [Outcome], statistics: Statistics?) {
    var outcomes: [Outcome] = []
    do {
      let next = try total + added
      let finished = graph.finish()
      let store = try VariableStore(finished, in: context)
      var options = ExecutableOptions()
      options.fillsMemoryWithNaN = true
      let executable = try Executable(
        finished, outputs: checks.map(\.output.id), updates: [StateUpdate(total.id, next.id)],
        store: store, options: options)
      for (check, found) in zip(checks, try executable.run(feeds)) {
        outcomes.append(SelfTest.compare(check.name, found, check.expected, check.bound))
      }
      outcomes += try faults(executable, store)
      return (outcomes, executable.statistics)
    } catch {
      outcomes.append(Outcome(name: "run", error: .infinity, bound: 0, failure: "\(error)"))
      return (outcomes, nil)
    }
  }

  /// An index out of range has to be reported, to change nothing, and to leave the device usable.
  private func faults(_ executable: Executable, _ store: VariableStore) throws -> [Outcome] {
    let once = (feeds[added] as? Tensor)?.doubles ?? []
    var outcomes = [try state("state update", store, once)]
    var wrong = feeds
    wrong[indices] = Tensor([0, 1, 2, SelfTest.outOfRange, 4, 5, 6] as [Int32])
    var report = Outcome(name: "index out of range is reported", error: 0, bound: 0)
    do {
      _ = try executable.run(wrong)
      report.failure = "nothing was thrown"
    } catch let error as RuntimeError where error.kind == .indexOutOfRange {
      // As it should be.
    }
    outcomes += [report, try state("… and changes no state", store, once)]
    _ = try executable.run(feeds)
    outcomes.append(try state("… and the next step works", store, once.map { $0 * 2 }))
    return outcomes
  }

  private static let outOfRange: Int32 = 1_000_000

  private func state(
    _ name: String, _ store: VariableStore, _ expected: [Double]
  ) throws -> Outcome {
    SelfTest.compare(name, try store.value(total.id), expected, 0)
  }

  private static func compare(
    _ name: String, _ found: Tensor, _ expected: [Double], _ bound: Double
  ) -> Outcome {
    let found = found.doubles
    var outcome = Outcome(name: name, error: 0, bound: bound)
    if found.count != expected.count {
      outcome.failure = "\(found.count) elements where \(expected.count) were expected"
    }
    for (found, expected) in zip(found, expected) {
      outcome.error = max(outcome.error, difference(found, expected))
    }
    return outcome
  }

  private static func difference(_ found: Double, _ expected: Double) -> Double {
    if found == expected || (found.isNaN && expected.isNaN) { return 0 }
    guard found.isFinite && expected.isFinite else { return .infinity }
    return abs(found - expected) / max(1, abs(expected))
  }
}
