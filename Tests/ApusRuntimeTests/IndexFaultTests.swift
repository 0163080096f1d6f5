import ApusGraph
import ApusRuntime
import Testing

/// All functions that take indices from the device tell of one that is out of range, whatever it would
/// be in 32 bits, and go on when the next ones are good.
@Suite(.serialized, .enabled(if: !TestMode.isOclgrind))
struct IndexFaultTests {
  /// Something built of a table [4, 4] and eight indices, and the operation that an error names.
  private struct Function: CustomStringConvertible, Sendable {
    var name: String
    var operation: String
    var build: @Sendable (Variable, Variable) throws -> Variable
    var description: String { name }

    init(
      _ name: String, _ operation: String,
      _ build: @escaping @Sendable (Variable, Variable) throws -> Variable
    ) {
      (self.name, self.operation, self.build) = (name, operation, build)
    }
  }

  private static let functions = chosen + scattered + neural

  private static let chosen: [Function] = [
    Function("gather", "gather along 1") { try gather($0, $1, axis: 1) },
    Function("indexSelect", "gather along 0") { try indexSelect($0, $1, axis: 0) },
    Function("takeAlongAxis", "takeAlongAxis along 0") {
      try takeAlongAxis($0, reshape($1, to: [2, 4]), axis: 0)
    },
    Function("gatherND", "gatherND") { try gatherND($0, pairs($1)) },
    Function("oneHot", "oneHot of 4") { try oneHot($1, classes: 4) },
    Function("embedding", "gather along 0") { try embedding($0, $1, paddingIndex: 2) },
    Function("embeddingBag", "gather along 0") { try embeddingBag($0, pairs($1), mode: .max) },
    Function("embeddingBag with offsets", "gather along 0") {
      try embeddingBag($0, $1, offsets: $0.builder.constant(Tensor([0, 3] as [Int32])))
    },
    Function("softmaxCrossEntropies", "softmaxCrossEntropy") {
      try softmaxCrossEntropies(logits: concatenate([$0, $0]), labels: $1)
    },
  ]

  private static let scattered: [Function] =
    ScatterMode.allCases.flatMap { mode in
      [
        Function("scatter \(mode)", "scatter \(mode) along 1") {
          try scatter($0, pairs($1), part($0, 2), axis: 1, mode: mode)
        },
        Function("indexAdd \(mode)", "scatter \(mode) of rows along 0") {
          try indexAdd($0, $1, concatenate([$0, $0]), axis: 0, mode: mode)
        },
        Function("scatterND \(mode)", "scatterND") {
          try scatterND($0, pairs($1), reshape(part($0, 1), to: [4]), mode: mode)
        },
      ]
    } + [
      Function("putAlongAxis", "scatter replace along 1") {
        try putAlongAxis($0, pairs($1), part($0, 2), axis: 1)
      }
    ]

  private static let neural: [Function] = [
    Function("maxUnpool1d", "positions of maxUnpool1d") {
      try maxUnpool1d(
        slice($0, axis: 0, start: 0, count: 2), reshape($1, to: [2, 4]), kernel: 1, output: [4])
    },
    Function("maxUnpool2d", "positions of maxUnpool2d") {
      try maxUnpool2d(
        reshape(part($0, 2), to: [2, 2, 2]), reshape($1, to: [2, 2, 2]), kernel: 1)
    },
    Function("rnn", "lengths of rnn") {
      try rnn(steps($0), layers: [layer($0, 1)], lengths: $1).outputs
    },
    Function("lstm", "lengths of lstm") {
      try lstm(steps($0), layers: [layer($0, 4)], lengths: $1).hidden
    },
    Function("gru", "lengths of gru") {
      try gru(steps($0), layers: [layer($0, 3)], lengths: $1).outputs
    },
  ]

  /// Eight sequences of three steps of a number each.
  private static func steps(_ x: Variable) throws -> Variable {
    let half = try slice(x, axis: 0, start: 0, count: 2)
    return try reshape(concatenate([x, half]), to: [3, 8, 1])
  }

  private static func layer(_ x: Variable, _ gates: Dim) throws -> RecurrentLayer {
    let weights = try part(slice(x, axis: 0, start: 0, count: 1), gates)
    return RecurrentLayer(forward: RecurrentWeights(input: weights, hidden: weights))
  }

  private static func pairs(_ indices: Variable) throws -> Variable {
    try reshape(indices, to: [4, 2])
  }

  private static func part(_ x: Variable, _ columns: Dim) throws -> Variable {
    try slice(x, axis: 1, start: 0, count: columns)
  }

  @Test(arguments: functions.map(\.name))
  func outOfRange(_ name: String) throws {
    let builder = GraphBuilder(seed: 3)
    let indices = try builder.input("indices", [8], .int64)
    let table = try builder.parameter("table", [4, 4], initial: .uniform(low: -1, high: 1))
    let function = try #require(IndexFaultTests.functions.first { $0.name == name })
    let result = try function.build(table, indices)
    let whole = builder.finish()
    let executable = try Executable(
      whole, outputs: [result.id], updates: [], store: VariableStore(whole, in: quickContext()))
    for index in [4, -1, 1 << 31, 1 << 32, (1 << 32) + 1, -(1 << 32)] as [Int64] {
      try executable.step([indices: Tensor([0, 1, 2, 3, 3, 0, index, 1])])
      let error = failure(RuntimeError.self) { _ = try executable.outputs() }
      #expect(error?.kind == .indexOutOfRange)
      #expect(error?.expected == "an index from 0 to 3")
      #expect(error?.found.hasPrefix("\(index) in step ") == true, "\(error?.found ?? "")")
      for part in [function.operation, "IndexFaultTests.swift"] {
        #expect(error?.place.contains(part) == true, "\(error?.place ?? "")")
      }
    }
    try executable.step([indices: Tensor([0, 1, 2, 3, 3, 0, 2, 1] as [Int64])])
    _ = try executable.outputs()
  }

  @Test func offsetsOfBags() throws {
    let builder = GraphBuilder(seed: 3)
    let offsets = try builder.input("offsets", [4], .int64)
    let table = try builder.parameter("table", [4, 4], initial: .uniform(low: -1, high: 1))
    let rows = try builder.constant(Tensor([3, 0, 1] as [Int32]))
    let bags = try embeddingBag(table, rows, offsets: offsets)
    let whole = builder.finish()
    let executable = try Executable(
      whole, outputs: [bags.id], updates: [], store: VariableStore(whole, in: quickContext()))
    let wrong: [(offsets: [Int64], found: Int64, role: String)] = [
      ([0, 1, 2, 4], 4, "offsets of embeddingBag"), ([-1, 1, 2, 3], -1, "offsets of embeddingBag"),
      ([0, 1, 1 << 32, 3], 1 << 32, "offsets of embeddingBag"),
      ([0, 2, 1, 3], -1, "bag sizes of embeddingBag"),
      ([0, 3, 3, 0], -3, "bag sizes of embeddingBag"),
    ]
    for (values, found, role) in wrong {
      try executable.step([offsets: Tensor(values)])
      let error = failure(RuntimeError.self) { _ = try executable.outputs() }
      #expect(error?.expected == "an index from 0 to 3")
      #expect(error?.found.hasPrefix("\(found) in step ") == true, "\(error?.found ?? "")")
      for part in [role, "IndexFaultTests.swift"] {
        #expect(error?.place.contains(part) == true, "\(error?.place ?? "")")
      }
    }
    try executable.step([offsets: Tensor([0, 0, 2, 3] as [Int64])])
    _ = try executable.outputs()
  }
}
