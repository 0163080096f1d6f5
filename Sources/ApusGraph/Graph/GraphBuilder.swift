import Synchronization

/// Grows a graph: inputs, parameters, operations and, through `gradients`, the backward pass.
///
///     let graph = GraphBuilder(seed: 42)
///     let x = try graph.input("x", [.batch, 2])
///     let w = try graph.parameter("w", [2, 8], initial: .normal(mean: 0, standardDeviation: 0.5))
///     let y = try tanh(matmul(x, w))
///
/// A builder is confined to the thread that made it; `finish()` gives an immutable `Graph`.
public final class GraphBuilder {
  private let id: UInt64
  private let ancestors: [Graph.Ancestor]
  /// The seed of initial values and of random streams.
  public let seed: UInt64
  private var variables: [VariableInformation] = []
  private var nodes: [Node] = []
  private var names: [String: Int] = [:]
  var scopes: [(path: String, site: CallSite?)] = []
  /// The line of user code on whose behalf things are built; nil outside of `at`.
  var userSite: CallSite?
  /// The segment of the nodes that are added; see `Node.segment`.
  var segment = 0
  var counters: [String: Int] = [:]
  /// Changes of state that belong to computations.
  var attached: [AttachedUpdate] = []
  /// Scopes and names of what is frozen.
  var frozen: Set<String> = []
  /// The type in which parameters of a half type are kept; nil for their own. With float32, layers built
  /// for bfloat16 compute with bfloat16 copies of float32 parameters, which learn small steps too (P.
  /// Micikevicius et al., "Mixed precision training", ICLR 2018).
  public var parameterDType: DType?
  /// What layers see in the place of the parameters they make; the innermost last.
  private var transforms: [(Variable) throws(GraphError) -> Variable] = []
  /// Of what layers see, the parameters.
  private var originals: [Int: Int] = [:]
  /// Who wants to know of the layers that are built.
  package var observer: AnyObject?
  /// Not 0 within `sharedScope`.
  var sharingDepth = 0
  /// Not 0 within `frozen { … }`.
  var freezingDepth = 0
  /// Paths that an edited graph uses already, which `uniqueName` must not give out again.
  var inherited: Set<String> = []
  private var streams: Set<UInt32> = []
  /// The public functions that were called, with the element types of their operands; nil unless
  /// somebody wants to know, as the tests do that look for functions without a case.
  package var calls: [String: Set<[DType]>]?

  /// What a function that has its user build in a graph of its own says of variables from outside.
  struct Enclosure {
    var expected: String
    var advice: String
  }

  /// Set where this graph is a part of another one, such as the step of a scan.
  let enclosure: Enclosure?

  private static let nextID = Mutex<UInt64>(1)

  private static func freshID() -> UInt64 {
    nextID.withLock { id in
      defer { id += 1 }
      return id
    }
  }

  /// An empty graph.
  public convenience init(seed: UInt64 = 0) { self.init(seed: seed, enclosure: nil) }

  init(seed: UInt64, enclosure: Enclosure?) {
    id = GraphBuilder.freshID()
    ancestors = []
    self.seed = seed
    self.enclosure = enclosure
  }

  /// Goes on where `graph` ended. Indices are kept: handles of `graph` stay valid in the result.
  public init(editing graph: Graph) {
    id = GraphBuilder.freshID()
    ancestors =
      graph.ancestors + [Graph.Ancestor(id: graph.id, count: graph.variables.count)]
    seed = graph.seed
    enclosure = nil
    variables = graph.variables
    nodes = graph.nodes
    names = graph.names
    attached = graph.attached
    frozen = graph.frozen
    for path in names.keys + nodes.map(\.scope) {
      var prefix = ""
      for part in path.split(separator: ".") {
        prefix += prefix.isEmpty ? part : "." + part
        inherited.insert(prefix)
      }
    }
    for node in nodes { remember(node.op) }
  }

  /// The graph as it stands: an immutable value.
  public func finish() -> Graph {
    Graph(
      id: id, ancestors: ancestors, seed: seed, variables: variables, nodes: nodes, names: names,
      attached: attached, frozen: frozen)
  }

  // MARK: Variables

  /// A tensor that is fed at every step.
  /// - Throws: `GraphError` for a name that is taken or an impossible shape.
  public func input(
    _ name: String, _ shape: Shape, _ dtype: DType = .float32, file: String = #fileID,
    line: Int = #line
  ) throws(GraphError) -> Variable {
    try named(name, shape, dtype, .input, initial: nil, CallSite(file: file, line: line))
  }

  /// State that an optimiser changes; its extents are fixed.
  /// - Parameter outputAxis: the axis of what the layer gives, where it is another one than
  ///   `Variable.outputAxis` says.
  /// - Throws: `GraphError` for a name that is taken or a shape that is not fixed.
  public func parameter(
    _ name: String, _ shape: Shape, _ dtype: DType = .float32, initial: InitialValue,
    outputAxis: Int? = nil, file: String = #fileID, line: Int = #line
  ) throws(GraphError) -> Variable {
    let site = CallSite(file: file, line: line)
    let isKept = dtype == .float16 || dtype == .bfloat16
    let kept = isKept ? parameterDType ?? dtype : dtype
    let original = try named(name, shape, kept, .parameter, initial: initial, site)
    variables[original.id.index].ownOutputAxis = outputAxis
    return try at(file, line) { () throws(GraphError) in
      var seen = kept == dtype ? original : try cast(original, to: dtype)
      for transform in transforms.reversed() { seen = try transform(seen) }
      guard seen.type == TensorType(shape, dtype) else {
        throw GraphError(
          .shapeMismatch, expected: "a transform of \(original) to \(TensorType(shape, dtype))",
          found: "\(seen.type)", advice: "cast or reshape the result")
      }
      if seen != original { originals[seen.id.index] = original.id.index }
      return seen
    }
  }

  /// Shows the layers that `body` builds something made of each parameter in its place: what is learned
  /// is the parameter, what they compute with is `transform` of it.
  /// - Parameter transform: called in the scope of the parameter; gives its type and shape.
  public func transformingParameters<Result>(
    _ transform: @escaping (Variable) throws(GraphError) -> Variable,
    _ body: () throws(GraphError) -> Result
  ) throws(GraphError) -> Result {
    transforms.append(transform)
    defer { transforms.removeLast() }
    return try body()
  }

  /// The parameter that a layer sees as `variable`.
  func original(of variable: Variable) -> Variable {
    originals[variable.id.index].map(handle) ?? variable
  }

  /// State that is not trained: moments, running statistics, counters; its extents are fixed.
  /// - Throws: `GraphError` for a name that is taken or a shape that is not fixed.
  public func state(
    _ name: String, _ shape: Shape, _ dtype: DType = .float32,
    initial: InitialValue = .constant(0), file: String = #fileID, line: Int = #line
  ) throws(GraphError) -> Variable {
    try named(name, shape, dtype, .state, initial: initial, CallSite(file: file, line: line))
  }

  /// A float32 scalar that the host may set between steps without compiling anything.
  /// - Throws: `GraphError` for a name that is taken.
  public func hyperparameter(
    _ name: String, _ value: Double, file: String = #fileID, line: Int = #line
  ) throws(GraphError) -> Variable {
    try named(
      name, [], .float32, .hyperparameter, initial: .constant(value),
      CallSite(file: file, line: line))
  }

  /// The number of the step being computed, an int32 scalar that counts from 0.
  public func step() throws(GraphError) -> Variable {
    if let known = existing("apus.step", .step) { return known }
    return try named("apus.step", [], .int32, .step, initial: nil, nil, isGlobal: true)
  }

  /// The seed words of the random streams, int32 [2].
  func seedWords() throws(GraphError) -> Variable {
    if let known = existing("apus.seed", .seed) { return known }
    return try named("apus.seed", [2], .int32, .seed, initial: nil, nil, isGlobal: true)
  }

  /// A fixed tensor.
  public func constant(
    _ tensor: Tensor, file: String = #fileID, line: Int = #line
  ) throws(GraphError) -> Variable {
    try add(Constant(tensor), [], file: file, line: line)[0]
  }

  /// A fixed scalar.
  public func constant(
    _ value: Double, _ dtype: DType = .float32, file: String = #fileID, line: Int = #line
  ) throws(GraphError) -> Variable {
    try add(value.constant(dtype), [], file: file, line: line)[0]
  }

  /// A fixed scalar, a whole number; of int64 every one is exact.
  public func constant(
    _ value: Int, _ dtype: DType = .float32, file: String = #fileID, line: Int = #line
  ) throws(GraphError) -> Variable {
    try add(value.constant(dtype), [], file: file, line: line)[0]
  }

  /// The variable with a path name.
  /// - Throws: `GraphError` if there is none.
  public func variable(named name: String) throws(GraphError) -> Variable {
    Variable(id: try finish().variable(named: name), builder: self)
  }

  /// The state or hyper-parameter of a name that the edited graph has already, else a new one: an
  /// optimizer that is added again to a graph it learned in goes on with its moments.
  package func inheritedOrNew(
    _ kind: VariableKind, _ name: String, _ type: TensorType, initial: Double
  ) throws(GraphError) -> Variable {
    if let index = names[path(name)], index < ancestors.last?.count ?? 0,
      variables[index].kind == kind, variables[index].type == type
    {
      return handle(index)
    }
    return try named(
      name, type.shape, type.dtype, kind, initial: .constant(initial), scopes.last?.site)
  }

  /// The names of the states that the edited graph had; none in a new one.
  package var inheritedStates: [String] {
    variables.prefix(ancestors.last?.count ?? 0).filter { $0.kind == .state }.compactMap(\.name)
  }

  /// What `body` builds or, where it fails, nothing: a corrected call finds every name free.
  package func orNothing<Result, Failure: Error>(
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let before = (variables, nodes, names)
    let marks = (counters, attached, frozen, originals, streams)
    do {
      return try body()
    } catch {
      (variables, nodes, names) = before
      (counters, attached, frozen, originals, streams) = marks
      throw error
    }
  }

  /// All variables of a kind, in the order of their creation.
  public func variables(_ kind: VariableKind) -> [Variable] {
    variables.indices.filter { variables[$0].kind == kind }.map(handle)
  }

  private func existing(_ name: String, _ kind: VariableKind) -> Variable? {
    guard let index = names[name], variables[index].kind == kind else { return nil }
    return handle(index)
  }

  private func named(
    _ name: String, _ shape: Shape, _ dtype: DType, _ kind: VariableKind,
    initial: InitialValue?, _ site: CallSite?, isGlobal: Bool = false
  ) throws(GraphError) -> Variable {
    let path = isGlobal ? name : self.path(name)
    let place = userSite ?? site ?? scopes.last?.site
    if sharingDepth > 0, kind == .parameter || kind == .state, let index = names[path] {
      return try shared(index, TensorType(shape, dtype), kind, place)
    }
    func refuse(_ kind: GraphError.Kind, _ expected: String, _ found: String, _ advice: String)
      -> GraphError
    {
      GraphError(
        kind, expected: expected, found: found, advice: advice, site: place, scope: scopePath)
    }
    if name.isEmpty || names[path] != nil {
      throw refuse(
        .duplicateName, "a name that is not empty and not taken", "'\(path)'",
        "give it another name, or build it inside a graph.scope of its own")
    }
    if kind != .input && shape.fixed == nil {
      throw refuse(
        .invalidShape, "fixed extents for a \(kind.rawValue)", "\(shape)",
        "state outlives the steps; only inputs may have symbolic extents")
    }
    do {
      try shape.validate()
      if let initial, let fixed = shape.fixed { try initial.check(fixed) }
    } catch {
      var error = error as? GraphError ?? refuse(.invalidShape, "a shape", "\(shape)", "\(error)")
      (error.site, error.scope, error.operands) = (place, scopePath, [path])
      throw error
    }
    variables.append(
      VariableInformation(
        name: path, type: TensorType(shape, dtype), kind: kind, initial: initial, producer: nil))
    names[path] = variables.count - 1
    if freezingDepth > 0, kind == .parameter || kind == .state { frozen.insert(path) }
    return handle(variables.count - 1)
  }

  private func handle(_ index: Int) -> Variable {
    Variable(id: VariableID(graph: id, index: index), builder: self)
  }

  // MARK: Nodes

  /// Applies `op`: checks types and shapes, and creates the outputs.
  /// - Throws: `GraphError` naming the operation, the operands with their shapes, the scope and
  ///   the call site.
  @discardableResult
  public func add(
    _ op: some Op, _ inputs: [Variable], file: String = #fileID, line: Int = #line,
    function: String = #function
  ) throws(GraphError) -> [Variable] {
    record(function, inputs)
    return try append(op, inputs, CallSite(file: file, line: line))
  }

  /// As `add`, for operators, which cannot know their line: without a site, that of the nearest
  /// enclosing call or scope is taken.
  package func append(
    _ op: some Op, _ inputs: [Variable], _ site: CallSite? = nil
  ) throws(GraphError) -> [Variable] {
    let site = userSite ?? site ?? scopes.last?.site
    var types: [TensorType] = []
    var indices: [Int] = []
    do {
      for input in inputs {
        guard input.builder === self || owns(input.id) else {
          throw foreign(input.id, input)
        }
        indices.append(input.id.index)
        types.append(variables[input.id.index].type)
      }
      let outputs = try op.outputs(for: types)
      for output in outputs { try output.shape.validate() }
      remember(op)
      let first = variables.count
      for (position, type) in outputs.enumerated() {
        variables.append(
          VariableInformation(
            name: nil, type: type, kind: .computed, initial: nil,
            producer: .init(node: nodes.count, output: position)))
      }
      nodes.append(
        Node(
          op: op, inputs: indices, outputs: Array(first..<variables.count), scope: scopePath,
          site: site, segment: segment))
      return (first..<variables.count).map(handle)
    } catch {
      var error =
        error as? GraphError
        ?? GraphError(
          .invalidArgument, expected: "inputs that the operation takes", found: "\(error)",
          advice: "see the operation's documentation")
      error.operation = error.operation ?? describe(op)
      if error.operands.isEmpty {
        error.operands = indices.map { "\(label($0)): \(variables[$0].type)" }
      }
      error.site = error.site ?? site
      error.scope = error.scope.isEmpty ? scopePath : error.scope
      throw error
    }
  }

  /// Marks the choices of training and evaluation at or below a path.
  func setModes(within path: String, isFrozen: Bool) {
    for (index, node) in nodes.enumerated() where isPath(node.scope, within: path) {
      if node.op is ModeSelect { nodes[index].op = ModeSelect(isFrozen: isFrozen) }
    }
  }

  /// The paths of all scopes, parameters and states.
  var knownPaths: Set<String> {
    var known = inherited
    for path in names.keys + nodes.map(\.scope) + scopes.map(\.path) {
      var prefix = ""
      for part in path.split(separator: ".") {
        prefix += prefix.isEmpty ? part : "." + part
        known.insert(prefix)
      }
    }
    return known
  }

  func owns(_ variable: VariableID) -> Bool {
    (variable.graph == id && variable.index < variables.count)
      || ancestors.contains { $0.id == variable.graph && variable.index < $0.count }
  }

  func information(_ index: Int) -> VariableInformation { variables[index] }

  /// The handle of this builder for a variable of this graph or of one it was edited from.
  /// - Throws: `GraphError` for a handle of another graph.
  public func variable(_ id: VariableID) throws(GraphError) -> Variable {
    guard owns(id) else { throw foreign(id) }
    return handle(id.index)
  }

  /// The error of a handle that is not of this graph.
  private func foreign(_ id: VariableID, _ handle: Variable? = nil) -> GraphError {
    // Which of two operands is the stranger depends on the order they are written in.
    if let enclosed = enclosure ?? handle?.builder.enclosure {
      let stranger = enclosure == nil ? nil : handle
      return GraphError(
        .foreignVariable, expected: enclosed.expected,
        found: stranger.map { "\($0): \($0.type), of the graph around it" }
          ?? "a variable of the graph around it", advice: enclosed.advice)
    }
    return GraphError(
      .foreignVariable, expected: "a variable of graph \(self.id)",
      found: "variable \(id.index) of graph \(id.graph)",
      advice: "a handle is only valid in the graph it was created in, and in edits of it")
  }

  /// Whether a random operation draws from `stream`.
  func isTaken(stream: UInt32) -> Bool { streams.contains(stream) }

  private func remember(_ op: any Op) {
    if let random = op as? Random { streams.insert(random.stream) }
  }

  var nodeList: [Node] { nodes }
  func handles(_ indices: [Int]) -> [Variable] { indices.map(handle) }

  /// The name of a variable, or the expression that computes it, to a small depth.
  func label(_ index: Int, depth: Int = 2) -> String {
    let variable = variables[index]
    if let name = variable.name { return name }
    guard depth > 0, let producer = variable.producer else { return "%\(index)" }
    let node = nodes[producer.node]
    if node.inputs.isEmpty { return describe(node.op) }
    let inputs = node.inputs.map { label($0, depth: depth - 1) }.joined(separator: ", ")
    return "\(node.op.name)(\(inputs))"
  }
}
