import ApusCompiler
import ApusGraph
import OpenCLKit

/// Reading what steps computed.
extension Executable {
  /// The outputs of a step, in the order asked for; waits for that step only.
  ///
  /// Outputs of at most 256 bytes are kept for the last three steps; larger ones, which are read
  /// here, exist for the latest step only.
  /// - Parameter step: a number that `step` returned; the latest if nil.
  /// - Throws: `RuntimeError` for results that are gone or a device fault, `OpenCLError`.
  public func outputs(ofStep step: Int? = nil) throws -> [Tensor] {
    let wanted = step ?? latestStep
    while let first = ring.first, first.step <= wanted { try retire(waits: false) }
    guard wanted >= 0, let report = reports.compactMap({ $0 }).last(where: { $0.step == wanted })
    else {
      throw RuntimeError(
        .noSuchResult,
        expected: latestStep < 0
          ? "a step before its results are read"
          : "one of the steps \(max(0, latestStep - StepRing.depth + 1)) to \(latestStep)",
        found: "step \(wanted)",
        advice: "read results at most \(StepRing.depth - 1) steps late")
    }
    let plan = report.plan.plan
    return try plan.outputs.indices.map { index in
      let output = plan.outputs[index]
      switch report.plan.layout.place(ofOutput: index) {
      case .report(let range):
        return try Tensor(
          bytes: Array(report.written[range]), shape: output.shape, dtype: output.dtype)
      case .copy(let range):
        return try Tensor(
          bytes: Array(report.copied[range]), shape: output.shape, dtype: output.dtype)
      case nil: break
      }
      if output.byteCount == 0 {
        return try Tensor(bytes: [], shape: output.shape, dtype: output.dtype)
      }
      guard wanted == latestStep else {
        throw RuntimeError(
          .noSuchResult, expected: "the latest step, \(latestStep), for outputs over 256 bytes",
          found: "\(wanted)", advice: "read large outputs before the next step")
      }
      let (buffer, start) = try memory(of: output, report.plan)
      statistics.blockingReads += 1
      return try store.context.read(buffer, at: start, shape: output.shape, dtype: output.dtype)
    }
  }

  /// One step and its outputs.
  /// - Throws: as `step` and `outputs`.
  public func run(_ feeds: [Variable: any Feed] = [:]) throws -> [Tensor] {
    try outputs(ofStep: step(feeds))
  }

  /// As `run(_:)`, for callers that keep identities rather than handles.
  public func run(feeding feeds: [VariableID: any Feed]) throws -> [Tensor] {
    try outputs(ofStep: step(feeding: feeds))
  }

  /// Copies an output of the latest step to other device memory, without waiting.
  func copyOutput(_ location: Plan.Location, to target: Buffer) throws {
    guard let current, location.byteCount > 0 else { return }
    let (buffer, start) = try memory(of: location, current)
    try store.context.queue.copy(
      from: buffer, at: start, to: target, at: 0, byteCount: location.byteCount)
  }

  /// A tensor of the latest step, for sessions; waits for it.
  func value(at location: Plan.Location) throws -> Tensor {
    guard let current else {
      throw RuntimeError(
        .noSuchResult, expected: "a plan", found: "none yet", advice: "run a step first")
    }
    if location.byteCount == 0 {
      return try Tensor(bytes: [], shape: location.shape, dtype: location.dtype)
    }
    let (buffer, start) = try memory(of: location, current)
    return try store.context.read(
      buffer, at: start, shape: location.shape, dtype: location.dtype)
  }

  func memory(of location: Plan.Location, _ bound: BoundPlan) throws -> (Buffer, Int) {
    switch location.storage {
    case .arena(let chunk): return (bound.arena[chunk], location.offset)
    case .state(let index):
      guard let name = graph.variables[index].name, let slot = store.slots[name] else { break }
      return (slot.buffer, slot.offset + location.offset)
    case .feed(let index):
      if let buffer = bound.feedBuffer(index) { return (buffer, location.offset) }
    case .scalars: return (scalars.buffers[latestSlot], location.offset)
    case .report: return (reportMemory.buffers[latestSlot], location.offset)
    case .constant, .output, .nothing: break
    }
    throw RuntimeError(
      .noSuchResult, expected: "a tensor in device memory", found: "\(location.storage)",
      advice: "please report this")
  }
}
