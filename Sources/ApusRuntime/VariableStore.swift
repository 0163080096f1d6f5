import ApusCompiler
import ApusGraph
import OpenCLKit

/// The state of a graph on a device: parameters, moments, running statistics, hyper-parameters,
/// the step number and the seed. Executables of one graph, and of edits of it, share a store; it is
/// all that a checkpoint needs.
///
/// Variables are kept by name, so that an edited graph finds what was learned.
public final class VariableStore {
  /// One state variable in device memory.
  struct Slot {
    var buffer: Buffer
    var offset: Int
    var type: TensorType
    var shape: [Int]
    var kind: VariableKind

    var byteCount: Int { shape.reduce(1, *) * type.dtype.byteCount }
  }

  /// The context whose memory holds the values.
  public let context: ComputeContext
  private var graph: Graph
  private(set) var slots: [String: Slot] = [:]
  /// The host's numbers by their names, such as `adam.learningRate`.
  public private(set) var hyperparameters: [String: Double] = [:] {
    didSet { hyperparameterChanges += 1 }
  }
  /// How often hyper-parameters, or the seed, were set.
  private(set) var hyperparameterChanges = 0
  /// The seed of random streams.
  public package(set) var seed: UInt64 {
    didSet { hyperparameterChanges += 1 }
  }
  /// The number of the next training step, which schedules and random streams follow. Executables in
  /// training mode that have updates count it. Set it, with the values of all names, to go on where
  /// another run ended; set it to 0 for schedules to start anew.
  public var step = 0
  let separatesBuffers: Bool

  /// A store on a context of its own.
  /// - Throws: `OpenCLError`, or `GraphError` for initial values that do not fit.
  public convenience init(_ graph: Graph, on device: Device) throws {
    try self.init(graph, in: ComputeContext(device))
  }

  /// Draws every initial value on the host, so that they are the same on every device.
  /// - Parameter separatesBuffers: gives each variable a buffer of exactly its size, for checkers
  ///   of memory accesses; otherwise the variables of one kind are contiguous.
  /// - Throws: `OpenCLError`, or `GraphError` for initial values that do not fit.
  public init(_ graph: Graph, in context: ComputeContext, separatesBuffers: Bool = false) throws {
    self.context = context
    self.graph = graph
    self.separatesBuffers = separatesBuffers
    seed = graph.seed
    try adopt(graph)
  }

  /// Adds what `graph` has and the store lacks.
  func adopt(_ graph: Graph) throws {
    try checkFits(graph)
    var fresh: [VariableKind: [(name: String, tensor: Tensor, type: TensorType)]] = [:]
    for variable in graph.variables {
      guard let name = variable.name else { continue }
      switch variable.kind {
      case .hyperparameter:
        if case .constant(let value) = variable.initial, hyperparameters[name] == nil {
          hyperparameters[name] = value
        }
      case .parameter, .state:
        if let known = slots[name] {
          try check(known, is: variable, name)
          continue
        }
        let shape = try variable.type.shape.extents([:])
        let initial = variable.initial ?? .constant(0)
        let tensor = try initial.tensor(
          shape: shape, dtype: variable.type.dtype, seed: graph.seed, stream: streamNumber(name))
        fresh[variable.kind, default: []].append((name, tensor, variable.type))
      case .input, .step, .seed, .computed: break
      }
    }
    for (kind, list) in fresh { try place(list, kind) }
    self.graph = graph
  }

  /// Before any value is drawn: a huge parameter would take the host's memory, too.
  private func checkFits(_ graph: Graph) throws {
    var sizes: [(name: String, bytes: Int)] = []
    for variable in graph.variables where variable.kind == .parameter || variable.kind == .state {
      guard let name = variable.name, slots[name] == nil else { continue }
      let count = try variable.type.shape.elementCount.value([:])
      sizes.append((name, count * variable.type.dtype.byteCount))
    }
    guard !sizes.isEmpty else { return }
    let known = slots.map { (name: $0.key, bytes: $0.value.byteCount) }
    try context.traits.check(sizes + known, together: "parameters and states")
  }

  private func check(_ slot: Slot, is variable: VariableInformation, _ name: String) throws {
    guard slot.type == variable.type else {
      throw RuntimeError(
        .mismatch, expected: "\(name) of type \(slot.type), as the store has it",
        found: "\(variable.type)", advice: "give the changed variable another name")
    }
  }

  /// Puts variables of one kind behind each other into chunks of device memory.
  private func place(
    _ list: [(name: String, tensor: Tensor, type: TensorType)], _ kind: VariableKind
  ) throws {
    let limit = context.traits.maximumAllocation
    let alignment = 64
    var batch: [(index: Int, offset: Int)] = []
    var size = 0
    func flush() throws {
      guard !batch.isEmpty else { return }
      let buffer =
        size == 0 ? context.nothing : try context.memory(size)
      for (index, offset) in batch {
        let (name, tensor, type) = list[index]
        slots[name] = Slot(
          buffer: buffer, offset: offset, type: type, shape: tensor.shape, kind: kind)
        try tensor.withUnsafeBytes { try context.queue.write($0, to: buffer, at: offset) }
      }
      (batch, size) = ([], 0)
    }
    for (index, entry) in list.enumerated() {
      let bytes = entry.tensor.bytes.count
      if separatesBuffers || size + bytes > limit { try flush() }
      batch.append((index, size))
      size += separatesBuffers ? bytes : (bytes + alignment - 1) / alignment * alignment
    }
    try flush()
  }

  // MARK: Reading and writing

  private func name(_ variable: VariableID) throws -> String {
    let information = try graph.information(variable)
    guard let name = information.name else {
      throw GraphError(
        .unknownName, expected: "a parameter, a state or a hyper-parameter",
        found: "a computed variable", advice: "ask an executable for it as an output")
    }
    return name
  }

  // MARK: Failures

  /// The executables that change or read the states: reading a value asks them first.
  private var executables: [WeakExecutable] = []
  /// Why some states are not to be trusted, and which.
  private var distrust: (reason: RuntimeError, names: Set<String>)?

  private struct WeakExecutable {
    weak var executable: Executable?
  }

  func register(_ executable: Executable) {
    executables.removeAll { $0.executable == nil }
    executables.append(WeakExecutable(executable: executable))
  }

  /// No state is to be trusted from now on, until it is set.
  func distrust(after failure: RuntimeError) {
    distrust = (distrust?.reason ?? failure, Set(names))
  }

  /// - Throws: the failure after which some states are not to be trusted.
  func checkIsSound() throws {
    if let distrust { throw distrust.reason }
  }

  /// Looks at what the steps before reported.
  private func checkSteps(for name: String) throws {
    for entry in executables { try entry.executable?.synchronize() }
    if let distrust, distrust.names.contains(name) { throw distrust.reason }
  }

  /// A state that was set may be trusted again.
  private func trust(_ name: String) {
    distrust?.names.remove(name)
    if distrust?.names.isEmpty == true { distrust = nil }
  }

  private func slot(named name: String) throws -> Slot {
    guard let slot = slots[name] else {
      throw GraphError(
        .unknownName, expected: "the name of a parameter or state", found: "'\(name)'",
        advice: "this store has \(names.joined(separator: ", "))")
    }
    return slot
  }

  /// The scope of states that belong to a measurement and to no checkpoint: `names` leaves them out.
  package static let transient = "apus.evaluation"

  private static func isTransient(_ name: String) -> Bool { name.hasPrefix("\(transient).") }

  /// The names of all parameters and states, sorted.
  public var names: [String] { slots.keys.filter { !Self.isTransient($0) }.sorted() }

  /// The names of all parameters, sorted.
  public var parameterNames: [String] {
    slots.filter { $0.value.kind == .parameter }.keys.sorted()
  }

  /// What a value looks like, without reading it.
  package func description(of name: String) throws -> (dtype: DType, shape: [Int]) {
    let slot = try slot(named: name)
    return (slot.type.dtype, slot.shape)
  }

  /// The present value; waits for the steps before.
  /// - Throws: `GraphError` for a variable that is not in the store; `RuntimeError` for a device
  ///   fault in one of these steps, or after the device failed; `OpenCLError`.
  public func value(_ variable: VariableID) throws -> Tensor { try value(named: name(variable)) }

  /// The present value; waits for the steps before.
  /// - Throws: `GraphError` for a name that is not in the store, else as `value(_:)`.
  public func value(named name: String) throws -> Tensor {
    let slot = try slot(named: name)
    try checkSteps(for: name)
    return try context.read(
      slot.buffer, at: slot.offset, shape: slot.shape, dtype: slot.type.dtype)
  }

  /// Replaces a parameter or state.
  /// - Throws: `GraphError` for a variable that is not in the store or a tensor of another shape or
  ///   type, `OpenCLError`.
  public func set(_ variable: VariableID, _ tensor: Tensor) throws {
    try set(named: name(variable), tensor)
  }

  /// Replaces a parameter or state.
  /// - Throws: as `set(_:_:)`.
  public func set(named name: String, _ tensor: Tensor) throws {
    let slot = try slot(named: name)
    guard slot.shape == tensor.shape, slot.type.dtype == tensor.dtype else {
      throw GraphError(
        .shapeMismatch, expected: "\(slot.type) for \(name)",
        found: "\(tensor.dtype)\(tensor.shape)", advice: "reshape or cast the tensor first")
    }
    try tensor.withUnsafeBytes { try context.queue.write($0, to: slot.buffer, at: slot.offset) }
    trust(name)
  }

  /// The value that the next step sees.
  /// - Throws: `GraphError` for a variable that is not a hyper-parameter.
  public func hyperparameter(_ variable: VariableID) throws -> Double {
    let name = try name(variable)
    guard let value = hyperparameters[name] else { throw notHyper(name) }
    return value
  }

  /// Sets what the next step sees; nothing is compiled.
  /// - Throws: `GraphError` for a variable that is not a hyper-parameter, or a number that is not
  ///   finite.
  public func setHyperparameter(_ variable: VariableID, _ value: Double) throws {
    try setHyperparameter(named: name(variable), value)
  }

  /// Sets what the next step sees; nothing is compiled.
  /// - Throws: as `setHyperparameter(_:_:)`.
  public func setHyperparameter(named name: String, _ value: Double) throws {
    guard hyperparameters[name] != nil else { throw notHyper(name) }
    guard value.isFinite else {
      throw GraphError(
        .invalidArgument, expected: "a finite number for \(name)", found: "\(value)",
        advice: "one step with it would spoil every parameter")
    }
    hyperparameters[name] = value
  }

  private func notHyper(_ name: String) -> GraphError {
    GraphError(
      .unknownName, expected: "a hyper-parameter", found: "'\(name)'",
      advice: "this store has \(hyperparameters.keys.sorted().joined(separator: ", "))")
  }

  /// SHA-256 over the parameters in the order of their names: name, type, shape and bytes of each.
  /// Equal digests mean bit-identical parameters.
  /// - Throws: `OpenCLError`.
  public var parameterDigest: String {
    get throws {
      var hash = SHA256()
      for name in parameterNames {
        let tensor = try value(named: name)
        hash.update(Array("\(name) \(tensor.dtype)\(tensor.shape)\n".utf8))
        hash.update(tensor.bytes)
      }
      return hash.finalize().hex
    }
  }
}

extension ComputeContext {
  /// Reads a tensor; waits for everything enqueued before.
  func read(_ buffer: Buffer, at offset: Int, shape: [Int], dtype: DType) throws -> Tensor {
    let count = shape.reduce(1, *) * dtype.byteCount
    var bytes = [UInt8](repeating: 0, count: count)
    if count > 0 {
      try bytes.withUnsafeMutableBytes { try queue.read(from: buffer, at: offset, into: $0) }
    }
    return try Tensor(bytes: bytes, shape: shape, dtype: dtype)
  }
}
