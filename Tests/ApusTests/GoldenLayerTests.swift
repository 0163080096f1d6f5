import Apus
import Foundation
import Testing

/// Layers against those of PyTorch, from Tests/Fixtures/generate_layers_*.py: each case is a spec in
/// JSON, its input and its parameters; outputs, gradients and changed states are compared.
@Suite struct GoldenLayerTests {
  struct Fixture: Decodable {
    var cases: [Case]
  }

  struct Case: Decodable {
    var name: String
    var spec: Spec
    var mode: Mode
    /// Whether PyTorch gives the same numbers in the other mode.
    var bothModes: Bool
    var input: Numbers
    var output: Numbers
    var weights: Numbers
    var inputGradient: Numbers?
    var parameters: [String: Numbers]
    var gradients: [String: Numbers]
    var states: [String: Numbers]
    var statesAfter: [String: Numbers]
    /// How a layer is called that takes more than one input; see `GoldenLayerCall`.
    var call: GoldenLayerCall?
    var others: [String: Numbers]?
    var otherGradients: [String: Numbers]?
  }

  /// One layer, or several in a row.
  struct Spec: Decodable {
    var list: LayerList

    init(from decoder: any Decoder) throws {
      if let list = try? LayerList(from: decoder) {
        self.list = list
      } else {
        list = LayerList([try AnyLayerSpec(from: decoder).spec])
      }
    }
  }

  struct Numbers: Decodable {
    var shape: [Int]
    var dtype: DType
    var values: [Double]

    func tensor() throws -> Tensor { try Tensor(values, shape: shape).cast(to: dtype) }
  }

  /// Without the driver's optimiser: the kernels are those of operations, which have tests of their
  /// own.
  static let files = [
    "layers_activations", "layers_convolution", "layers_recurrent", "layers_shapes",
    "layers_transformers",
  ]

  @Test(arguments: files, [Mode.training, .evaluation])
  func followsPyTorch(_ file: String, _ mode: Mode) throws {
    let cases = try fixture("\(file).json", as: Fixture.self).cases.filter {
      $0.mode == mode || $0.bothModes
    }
    guard !cases.isEmpty else { return }
    let graph = GraphBuilder()
    var built: [(outputs: [Variable], names: [String])] = []
    var feeds: [Variable: any Feed] = [:]
    // All cases are one program: kernels that are equal are built once.
    for (number, golden) in cases.enumerated() {
      let parts = try graph.scope("case\(number)") { () throws in
        try build(golden, in: graph, &feeds)
      }
      built.append(parts)
    }
    let outputs = built.flatMap(\.outputs)
    let finished = graph.finish()
    let store = try VariableStore(finished, in: quickContext())
    for (number, golden) in cases.enumerated() {
      let own = store.names.filter { $0.hasPrefix("case\(number).") }
        .map { String($0.dropFirst("case\(number).".count)) }
      let given = golden.parameters.merging(golden.states) { a, _ in a }
      #expect(Set(own) == Set(given.keys), "\(golden.name): variables")
      for (name, numbers) in given where own.contains(name) {
        try store.set(named: "case\(number).\(name)", numbers.tensor())
      }
    }
    let executable = try Executable(
      finished, outputs: outputs.map(\.id),
      updates: mode == .training ? finished.updates(for: outputs.map(\.id)) : [], mode: mode,
      store: store)
    var values = try executable.run(feeds)[...]
    for (number, golden) in cases.enumerated() {
      let found = values.prefix(built[number].outputs.count)
      values = values.dropFirst(found.count)
      for (name, tensor) in zip(built[number].names, found) {
        let expected =
          name == "output"
          ? golden.output
          : name == "input"
            ? golden.inputGradient
            : golden.otherGradients?[name] ?? golden.gradients[name]
        check(tensor, expected, "\(golden.name) (\(mode)): \(name)")
      }
      for (name, expected) in golden.statesAfter {
        check(
          try store.value(named: "case\(number).\(name)"), expected,
          "\(golden.name) (\(mode)): \(name) after the step")
      }
    }
  }

  private func build(
    _ golden: Case, in graph: GraphBuilder, _ feeds: inout [Variable: any Feed]
  ) throws -> (outputs: [Variable], names: [String]) {
    let tensor = try golden.input.tensor()
    let x = try graph.input("input", Shape(tensor.shape.map { Dim($0) }), tensor.dtype)
    feeds[x] = tensor
    if let call = golden.call {
      return try build(golden, call, x, in: graph, &feeds)
    }
    let type = try golden.spec.list.specs.reduce(x.type) { try $1.output(for: $0) }
    var layers: [any Layer] = []
    var y = x
    for spec in golden.spec.list.specs {
      let layer = try spec.build(in: graph, input: y.type)
      layers.append(layer)
      y = try layer(y)
    }
    #expect(y.type == type, "\(golden.name): output(for:)")
    let weighted = try sum(y * graph.constant(golden.weights.tensor()))
    let parameters = layers.flatMap(\.parameters)
    let isSmooth = x.dtype.isFloatingPoint
    let slopes = try graph.gradients(
      of: weighted, withRespectTo: (isSmooth ? [x] : []) + parameters)
    let names = parameters.map { String(($0.name ?? "").split(separator: ".", maxSplits: 1)[1]) }
    return ([y] + slopes, ["output"] + (isSmooth ? ["input"] : []) + names)
  }

  private func build(
    _ golden: Case, _ call: GoldenLayerCall, _ x: Variable, in graph: GraphBuilder,
    _ feeds: inout [Variable: any Feed]
  ) throws -> (outputs: [Variable], names: [String]) {
    var others: [String: Variable] = [:]
    for (name, numbers) in golden.others ?? [:] {
      let tensor = try numbers.tensor()
      let other = try graph.input(name, Shape(tensor.shape.map { Dim($0) }), tensor.dtype)
      (others[name], feeds[other]) = (other, tensor)
    }
    let spec = try #require(golden.spec.list.specs.first)
    let (layer, results) = try call.apply(spec, x, others)
    let y =
      results.count == 1
      ? results[0] : try concatenate(results.map { try flatten($0, from: 0) }, axis: 0)
    let weighted = try sum(y * graph.constant(golden.weights.tensor()))
    let smooth = others.filter { $0.value.dtype.isFloatingPoint }.sorted { $0.key < $1.key }
    let isSmooth = x.dtype.isFloatingPoint
    let slopes = try graph.gradients(
      of: weighted,
      withRespectTo: (isSmooth ? [x] : []) + smooth.map(\.value) + layer.parameters)
    let names = layer.parameters.map {
      String(($0.name ?? "").split(separator: ".", maxSplits: 1)[1])
    }
    return (
      [y] + slopes, ["output"] + (isSmooth ? ["input"] : []) + smooth.map(\.key) + names
    )
  }

  private func check(_ found: Tensor, _ expected: Numbers?, _ what: String) {
    guard let expected else {
      Issue.record("\(what): no such number in the fixture")
      return
    }
    #expect(found.shape == expected.shape, "\(what)")
    let scale = expected.values.reduce(1) { Swift.max($0, abs($1)) }
    let errors = zip(found.doubles, expected.values).map { abs($0 - $1) }
    // A NaN is never below, but `max` passes it over.
    let worst = errors.first(where: \.isNaN) ?? errors.max() ?? 0
    #expect(worst <= 2e-5 * scale, "\(what): off by \(worst) of \(scale)")
  }
}
