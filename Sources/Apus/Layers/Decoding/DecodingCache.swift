/// What layers keep while a sequence is computed piece by piece: keys and values of attention,
/// states of recurrent layers, and how many positions there were. A token then costs one position's
/// work instead of that of the whole sequence.
///
///     let cache = try DecodingCache(in: graph, batchSize: 1, maxLength: 256)
///     let token = try graph.input("token", [1, 1], .int32)
///     let scores = try model.step(token, cache: cache)       // [1, 1, vocabulary]
///     let built = graph.finish()
///     let decoder = try Executable(
///       built, outputs: [scores.id], updates: built.updates(for: [scores.id]), mode: .evaluation,
///       store: trainer.store)
///     try cache.reset(in: decoder.store)
///
/// The graph may be the one that was trained, an edit of it, or another in which the same layers are
/// built in the same order: a `VariableStore` finds parameters by name. Pieces of another length, such
/// as a prompt, are a call of their own with the same cache and an executable of their own. A layer
/// goes on once in each piece. A position beyond `maxLength` is a device fault, and changes nothing.
public final class DecodingCache {
  /// How many sequences there are side by side.
  public let batchSize: Int
  /// How many positions there is room for.
  public let maxLength: Int
  /// How many positions were computed, an int32 scalar: the state `NAME.position`.
  public let position: Variable
  private let graph: GraphBuilder
  private let name: String
  private var known: [String: Variable] = [:]
  /// The places of shared layers, by their names, in the order in which they first went on.
  private var places: [String: [SharedPlace]] = [:]
  /// The number of the place that goes on; empty for the first one.
  private var placeNumber = ""

  /// A cache of no positions. Its states are created when layers first use it; those of a layer are
  /// named as in `selfAttention1.cache.keys`, those of the second place of a shared one as in
  /// `tower.selfAttention1.cache2.keys`.
  /// - Throws: `GraphError` for extents below 1 or a name that is taken.
  public init(
    in graph: GraphBuilder, batchSize: Int, maxLength: Int, name: String = "cache",
    file: String = #fileID, line: Int = #line
  ) throws(GraphError) {
    self.graph = graph
    (self.batchSize, self.maxLength, self.name) = (batchSize, maxLength, name)
    position = try graph.at(file, line) { () throws(GraphError) in
      try expectField("batchSize", batchSize, of: "decodingCache")
      try expectField("maxLength", maxLength, of: "decodingCache")
      return try graph.scope(name) { () throws(GraphError) in
        try graph.state("position", [], .int32)
      }
    }
  }

  /// The position, and what layers keep so far.
  public var states: [Variable] {
    [position] + known.sorted { $0.key < $1.key }.map(\.value)
  }

  /// A state of the layer whose scope is open: created by the first call, which every later one gives
  /// again. For layers of one's own.
  /// - Throws: `GraphError` for a shape that is not fixed, or another one than before.
  public func state(
    _ name: String, _ shape: Shape, _ dtype: DType = .float32
  ) throws(GraphError) -> Variable {
    let scope = self.name + placeNumber
    let path = "\(graph.scopePath).\(scope).\(name)"
    if let state = known[path] {
      guard state.type == TensorType(shape, dtype) else {
        throw GraphError(
          .shapeMismatch, expected: "the state \(state.type) of \(path)",
          found: "\(TensorType(shape, dtype))", advice: "give another state another name",
          scope: graph.scopePath)
      }
      return state
    }
    let state = try graph.scope(scope) { () throws(GraphError) in
      try graph.state(name, shape, dtype)
    }
    known[path] = state
    return state
  }

  /// Goes on in one of the places of a shared layer, each of which has seen something else.
  func at<Result>(
    _ place: SharedPlace, of name: String, _ body: () throws(GraphError) -> Result
  ) throws(GraphError) -> Result {
    let before = places[name] ?? []
    let number = before.firstIndex { $0 === place } ?? before.count
    if number == before.count { places[name] = before + [place] }
    let outer = placeNumber
    placeNumber = number == 0 ? "" : "\(number + 1)"
    defer { placeNumber = outer }
    return try body()
  }

  /// Has a state change in each step that computes `cause`, be the layer frozen or not.
  /// - Throws: `GraphError` for another type, or in a scan.
  public func update(
    _ state: Variable, to value: Variable, with cause: Variable
  ) throws(GraphError) {
    try graph.attachUpdate(of: state, to: value, with: cause, evenIfFrozen: true)
  }

  /// The position of the first of `count` new elements, which all have room; else a device fault.
  func place(of count: Dim) throws(GraphError) -> Variable {
    try checkedIndex(
      position, below: Dim(maxLength) - count + 1, "positions of a cache of \(maxLength)")
  }

  /// Counts `count` new elements in each step that computes `cause`.
  func advance(_ count: Dim, with cause: Variable) throws(GraphError) {
    let counted = try graph.append(ExtentValue(extent: count, dtype: .int32), [])[0]
    try update(position, to: position + counted, with: cause)
  }

  /// - Throws: `GraphError` unless an axis of `x` has as many sequences as the cache.
  func expectBatch(_ x: Variable, axis: Int = 0) throws(GraphError) {
    guard x.shape.rank == 3, x.shape[axis] == Dim(batchSize) else {
      throw GraphError(
        .shapeMismatch, expected: "\(batchSize) sequences, as the cache has, on axis \(axis) of 3",
        found: "\(x.type)", advice: "make the cache for as many sequences as are decoded at once")
    }
  }

  /// Forgets everything: all states in `store` are 0 again.
  /// - Throws: `GraphError` for a store that has not got them, `OpenCLError`.
  public func reset(in store: VariableStore) throws { try store.reset(states) }
}
