/// What a model is made of: a row for each layer, with its shape, its parameters and its work. It is a
/// table when printed.
///
///     print(try model.summary(sizes: ["batch": 32]))
public struct ModelSummary: Hashable, Sendable {
  /// One layer.
  public struct Row: Hashable, Sendable {
    /// The path of its variables, such as `encoder.dense1`; its type in parentheses where it has none.
    public var path: String
    /// The name of its type, such as `dense`.
    public var type: String
    /// How deep it lies in containers; 0 for the layers of the model itself.
    public var depth: Int
    /// What comes out.
    public var output: TensorType
    /// How many numbers it learns, containers with all that they hold.
    public var parameters: Int
    /// How many of them are frozen.
    public var frozenParameters: Int
    /// Floating-point operations of the products of one forward pass, a multiply-add counted as two; see
    /// `Graph.floatingPointOperations(of:)`. 0 for containers, whose layers have rows of their own.
    public var operations: Int
  }

  /// The layers in the order in which they compute, containers before what they hold.
  public var rows: [Row]
  /// What goes in.
  public var input: TensorType
  /// The number of each symbol.
  public var sizes: [String: Int]
  /// How many numbers are learned or frozen; shared ones count once.
  public var parameters: Int
  /// How many of them are frozen.
  public var frozenParameters: Int
  /// The bytes of parameters and states.
  public var stateBytes: Int
  /// Floating-point operations of the products of one forward pass of the whole model.
  public var operations: Int
  /// The bytes of intermediate values in evaluation, as planned.
  public var evaluationBytes: Int
  /// The bytes of intermediate values and gradients in training, as planned, without those of a loss
  /// and of an optimiser; nil where nothing is learned or the model does not give floating point.
  public var trainingBytes: Int?
}

extension Sequential {
  /// The layers with their names, shapes and parameters as they were built, what is frozen by now, their
  /// work, and what the compiler plans for the whole. Nothing is added to the graph.
  /// - Parameters:
  ///   - sizes: the number of each symbol in the input's shape.
  ///   - traits: the device to plan for; a small CPU unless given (`DeviceTraits(device)` is one's own).
  /// - Throws: `GraphError` for a symbol without a number.
  public func summary(
    sizes: [String: Int] = ["batch": 1], for traits: DeviceTraits = DeviceTraits(family: .cpu)
  ) throws -> ModelSummary {
    let own = parameters.first?.builder.finish()
    func count(_ parameters: [Variable], where holds: (Variable) -> Bool = { _ in true }) -> Int {
      parameters.reduce(0) { $0 + (holds($1) ? elementCount($1) : 0) }
    }
    func isFrozen(_ parameter: Variable) -> Bool { own?.isFrozen(parameter.id.index) ?? false }
    var known: Set<Variable> = []
    let learned = parameters.filter { known.insert($0).inserted }

    let graph = GraphBuilder()
    let (x, y, states) = try copied(in: graph, of: own)
    let forward = graph.finish()
    func plan(_ graph: Graph, _ outputs: [Variable], _ mode: Mode) throws -> Plan {
      try Compiler.compile(Compilation(graph, outputs: outputs.map(\.id), mode: mode), for: traits)
        .plan(for: sizes)
    }
    let evaluation = try plan(forward, [y], .evaluation)
    let rows = try events.map { event in
      ModelSummary.Row(
        path: event.path ?? "(\(type(of: event.spec).typeName))",
        type: type(of: event.spec).typeName, depth: event.depth, output: event.output,
        parameters: count(event.parameters),
        frozenParameters: count(event.parameters, where: isFrozen),
        operations: event.isContainer ? 0 : try work(of: event).value(sizes))
    }
    let thawed = graph.variables(.parameter).filter { !forward.isFrozen($0.id.index) }
    var training: Plan?
    if !thawed.isEmpty, y.dtype.isFloatingPoint {
      let slopes = try graph.gradients(of: sum(y), withRespectTo: thawed)
      training = try plan(graph.finish(), slopes, .training)
    }
    return ModelSummary(
      rows: rows, input: x.type, sizes: sizes, parameters: count(learned),
      frozenParameters: count(learned, where: isFrozen),
      stateBytes: (learned + states).reduce(0) { $0 + elementCount($1) * $1.dtype.byteCount },
      operations: try forward.floatingPointOperations(of: [y.id]).value(sizes),
      evaluationBytes: evaluation.arenaBytes, trainingBytes: training?.arenaBytes)
  }

  /// The same layers in a graph of their own, where nothing else is planned, with what is frozen in `own`.
  private func copied(
    in graph: GraphBuilder, of own: Graph?
  ) throws(GraphError) -> (x: Variable, y: Variable, states: [Variable]) {
    graph.parameterDType = parameters.first?.builder.parameterDType
    let x = try graph.input("input", input.shape, input.dtype)
    let copy = try spec.built(in: graph, input: input)
    let y = try copy.forward(x)
    let frozen = own?.frozenPaths ?? []
    for (event, twin) in zip(events, copy.events) where !twin.parameters.isEmpty {
      guard let path = event.path, let name = twin.path else { continue }
      if frozen.contains(where: { path == $0 || path.hasPrefix($0 + ".") }) {
        try graph.freeze(name)
      }
    }
    for (parameter, twin) in zip(parameters, copy.parameters) {
      if own?.isFrozen(parameter.id.index) == true, let name = twin.name { try graph.freeze(name) }
    }
    return (x, y, graph.variables(.state))
  }

  private func elementCount(_ variable: Variable) -> Int {
    variable.shape.elementCount.fixed ?? 0
  }

  private func work(of event: SummaryRecorder.Event) throws(GraphError) -> Dim {
    let graph = GraphBuilder()
    let x = try graph.input("input", event.input.shape, event.input.dtype)
    let y = try event.spec.build(in: graph, input: event.input).forward(x)
    return try graph.finish().floatingPointOperations(of: [y.id])
  }
}

/// Notes the layers that are built, as `LayerChain` tells of them; each `Sequential` keeps its own.
final class SummaryRecorder {
  struct Event {
    var spec: any LayerSpec
    var depth: Int
    var input: TensorType
    var output: TensorType
    /// The parameters it made or shares.
    var parameters: [Variable]
    /// The scope that it was built in.
    var enclosing: String
    var path: String?
    var isContainer = false
  }

  private(set) var events: [Event] = []
  private var depth = 0

  /// Notes what `build` makes of a spec, before the layers that it holds.
  func note(
    _ spec: any LayerSpec, _ input: TensorType, in graph: GraphBuilder,
    _ build: () throws(GraphError) -> (any Layer, TensorType)
  ) throws(GraphError) -> (any Layer, TensorType) {
    let position = events.count
    events.append(
      Event(
        spec: spec, depth: depth, input: input, output: input, parameters: [],
        enclosing: graph.scopePath))
    depth += 1
    defer { depth -= 1 }
    let (layer, output) = try build()
    events[position].output = output
    events[position].parameters = layer.parameters.map(\.original)
    events[position].isContainer = events.count > position + 1
    let names = events[position].parameters.compactMap(\.name)
    events[position].path = commonScope(names.map { $0.split(separator: ".").dropLast() })
    // A container's own scope is that of what it holds.
    let held = events[(position + 1)...].filter { $0.depth == depth }.map(\.enclosing)
    if let scope = commonScope(held.map { $0.split(separator: ".")[...] }),
      scope != events[position].enclosing
    {
      events[position].path = scope
    }
    return (layer, output)
  }

  /// What was noted since there were `start` events: the layers of a container, from depth 0.
  func events(from start: Int) -> [Event] {
    events[start...].map { event in
      var event = event
      event.depth -= depth
      return event
    }
  }

  /// What all paths begin with; nil for nothing.
  private func commonScope(_ paths: [ArraySlice<Substring>]) -> String? {
    guard var common = paths.first else { return nil }
    for parts in paths.dropFirst() {
      common = zip(common, parts).prefix { $0 == $1 }.map(\.0)[...]
    }
    return common.isEmpty ? nil : common.joined(separator: ".")
  }
}

extension ModelSummary: CustomStringConvertible {
  public var description: String {
    let header = ["layer", "type", "output", "parameters", "FLOPs"]
    let lines = rows.map { row in
      [
        String(repeating: "  ", count: row.depth) + row.path, row.type, "\(row.output)",
        NumberText.grouped(row.parameters)
          + (row.frozenParameters == row.parameters && row.parameters > 0 ? " frozen" : ""),
        row.operations > 0 ? NumberText.grouped(row.operations) : "",
      ]
    }
    let widths = header.indices.map { column in
      ([header] + lines).map { $0[column].count }.max() ?? 0
    }
    func line(_ cells: [String]) -> String {
      var text = ""
      for (column, cell) in cells.enumerated() {
        let space = String(repeating: " ", count: widths[column] - cell.count)
        text += column < 3 ? cell + space + "  " : space + cell + "  "
      }
      while text.last == " " { text.removeLast() }
      return text
    }
    let rule = String(repeating: "─", count: widths.reduce(8, +))
    let names = sizes.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }
    var end = [
      "input \(input)" + (names.isEmpty ? "" : ", " + names.joined(separator: ", ")),
      "parameters \(NumberText.grouped(parameters))"
        + (frozenParameters > 0 ? ", \(NumberText.grouped(frozenParameters)) of them frozen" : "")
        + "; with states \(NumberText.bytes(stateBytes))",
      "forward pass: \(NumberText.grouped(operations)) FLOPs, "
        + "\(NumberText.bytes(evaluationBytes)) of intermediate values",
    ]
    if let trainingBytes {
      end.append(
        "training: \(NumberText.bytes(trainingBytes)) of intermediate values and gradients")
    }
    return ([line(header), rule] + lines.map(line) + [rule] + end).joined(separator: "\n")
  }
}
