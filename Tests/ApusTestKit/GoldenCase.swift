import ApusGraph
import FoundationEssentials

/// Values and gradients that PyTorch, NumPy and SciPy computed; see Tests/Fixtures/golden.py.
public struct GoldenCase: Sendable, Decodable, CustomStringConvertible {
  struct Array: Sendable, Decodable {
    var shape: [Int]
    var dtype: DType
    var values: [Double]

    var reference: ReferenceArray { ReferenceArray(values, shape: shape, dtype: dtype) }
  }

  public var name: String
  /// What is built; see `GoldenCase.expressions`.
  var op: String
  var params: [Int]
  var inputs: [Array]
  var outputs: [Array]
  /// The gradient that arrives at each floating-point output; none where `gradients` are left out.
  var weights: [Array]
  /// One for each floating-point input; none where nothing independent has them.
  var gradients: [Array]

  public var description: String { name }

  /// Those of evaluation are of layers that only then have fixed values.
  public var mode: Reference.Mode { op == "dropoutEvaluation" ? .evaluation : .training }

  private struct File: Decodable {
    var cases: [GoldenCase]
  }

  /// The fixtures; generate_NAME.py makes each.
  private static let files = [
    "operations", "ctc", "neural", "cells", "convolution", "recurrent", "indexing", "elementwise",
    "movement",
  ]

  /// The cases of all fixtures.
  /// - Throws: where a file is missing or damaged.
  public static func load(file: String = #filePath) throws -> [GoldenCase] {
    let folder = file.split(separator: "/", omittingEmptySubsequences: false).dropLast(2)
    let fixtures = folder.joined(separator: "/") + "/Fixtures"
    return try files.flatMap { try load("\(fixtures)/\($0).json") }
  }

  private static func load(_ path: String) throws -> [GoldenCase] {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    let data = try Data(contentsOf: URL(filePath: path))
    return try decoder.decode(File.self, from: data).cases
  }

  /// The graph of some cases.
  public struct Built: Sendable {
    public var graph: Graph
    /// Of each case the outputs, then the gradients.
    public var wanted: [VariableID] = []
    public var expected: [ReferenceArray] = []
    /// What each of them is.
    public var labels: [String] = []
    public var feeds: [VariableID: ReferenceArray] = [:]

    /// - Throws: `ReferenceError.unknownOp` where a case's `op` has no expression here.
    public init(merging cases: [GoldenCase]) throws {
      let builder = GraphBuilder()
      graph = builder.finish()
      for golden in cases {
        let wanted = try builder.scope(golden.name) { try golden.add(to: builder, &feeds) }
        self.wanted += wanted.map(\.id)
        expected += (golden.outputs + golden.gradients).map(\.reference)
        labels += wanted.indices.map { "golden \(golden.name), result \($0)" }
      }
      graph = builder.finish()
    }
  }

  /// - Throws: `ReferenceError.unknownOp` where `op` has no expression here.
  public func build() throws -> Built { try Built(merging: [self]) }

  /// Adds outputs and gradients.
  private func add(
    to builder: GraphBuilder, _ feeds: inout [VariableID: ReferenceArray]
  ) throws -> [Variable] {
    func input(_ name: String, _ array: Array) throws -> Variable {
      let variable = try builder.input(name, Shape(array.shape), array.dtype)
      feeds[variable.id] = array.reference
      return variable
    }
    let x = try inputs.enumerated().map { try input("x\($0)", $1) }
    guard let expression = GoldenCase.expressions[op] else { throw ReferenceError.unknownOp(op) }
    let results = try expression(x, params)
    guard !gradients.isEmpty else { return results }
    var loss = try builder.constant(0)
    for (position, result) in results.filter({ $0.dtype.isFloatingPoint }).enumerated() {
      loss = try loss + sum(result * input("weight\(position)", weights[position]))
    }
    let targets = x.filter { $0.dtype.isFloatingPoint }
    return results + (try builder.gradients(of: loss, withRespectTo: targets))
  }
}
