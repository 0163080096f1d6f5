import ApusGraph

/// A loop's body whose rows do not depend on each other, as the samples of a batch do not: a work-item,
/// a *lane*, then takes some rows through all steps, and waits for no other.
package struct Lanes: Hashable, Sendable {
  /// The extent of the first loop of every kernel.
  package var rows: Dim
  /// What does the work of all launches of all steps.
  package var kernel: JoinedKernel

  private static let maximumFunctions = 8
  /// More buffers are never used: what the loop is given and leaves, its constants, the arena.
  private static let bases = 16

  /// Nil where a step cannot be dealt out by rows, or not on this device.
  init?(_ schedule: Schedule, _ program: CompiledProgram) {
    let options = program.options
    guard options.placesOutputs, options.joinsLaunches, !options.separateBuffers,
      program.traits.family == .cpu,
      let rows = LaneCheck(schedule, options).rows
    else { return nil }
    var sources: [KernelSource] = []
    for step in program.steps {
      switch step.work {
      case .launch(let source, .chunked, let scratch) where scratch.isEmpty: sources.append(source)
      case .contract(let contract):
        sources += contract.variants.filter(\.plan.fitsLanes).map(\.main)
      case .launch, .scan: return nil
      }
    }
    guard let kernel = JoinedKernel(.inLanes, sources, bases: Lanes.bases),
      kernel.functions.count <= Lanes.maximumFunctions,
      !options.barredKernels.contains(kernel.source.name)
    else { return nil }
    (self.rows, self.kernel) = (rows, kernel)
  }
}

extension GemmPlan {
  /// Whether a work-item may have all of C's columns in some whole panels of rows.
  var fitsLanes: Bool {
    strategy == .registerTile && !vectorAlongM && !packsA && !splitsK && kBlock == 0
  }
}

/// Finds out whether each row of what a loop's body computes is made of the same row.
private struct LaneCheck {
  /// Nil if not.
  private(set) var rows: Dim?
  private let values: [LoweredValue]
  private let options: Compilation.Options

  init(_ schedule: Schedule, _ options: Compilation.Options) {
    (values, self.options) = (schedule.values, options)
    let products = schedule.entries.filter {
      if case .contract = $0.kernel.core { true } else { false }
    }
    guard let extent = products.first?.kernel.domain.first, extent != 1,
      schedule.stored.isEmpty, schedule.entries.allSatisfy({ keepsRows($0.kernel, extent) })
    else { return }
    rows = extent
  }

  private func keepsRows(_ kernel: LoweredKernel, _ rows: Dim) -> Bool {
    guard kernel.domain.first == rows else { return false }
    switch kernel.core {
    case .none: break
    case .contract(let contraction):
      guard contraction.batchRank == 0, contraction.taps == nil, contraction.columnSums == nil,
        contraction.prologueA == nil, contraction.prologueB == nil,
        isOwn(contraction.a.value, contraction.a.index, [rows, contraction.k], rows),
        case .variable(let b) = values[contraction.b.value.index].origin,
        options.invariants.contains(b)
      else { return false }
    case .reduce, .native, .scan, .rows, .attention, .table: return false
    }
    return kernel.body.instructions.allSatisfy { instruction in
      // Of several faults, that of the first step is to be told.
      guard !instruction.canFault else { return false }
      guard let access = instruction.access else { return true }
      guard case .load = instruction else { return !changes(access.value) }
      return isOwn(access.value, access.index, kernel.domain, rows, access.bounds)
    }
      && kernel.results.allSatisfy { result in
        result.store.map { isOwn(result.value, $0, kernel.domain, rows) } ?? true
      }
  }

  /// Whether the steps write a value, be it as what they carry on.
  private func changes(_ value: ValueID) -> Bool {
    switch values[value.index].origin {
    case .kernel: true
    case .variable(let index): options.carried.contains(index)
    case .constant: false
    }
  }

  /// Whether a place in what the steps write is in the row that the first loop counts.
  private func isOwn(
    _ value: ValueID, _ index: AffineIndex, _ loops: [Dim], _ rows: Dim, _ bounds: [Bound] = []
  ) -> Bool {
    guard changes(value) else { return true }
    guard let width = values[value.index].elementCount.dividedExactly(by: rows),
      let row = Delinearize.run(index, loops: loops, domain: [rows, width], bounds: bounds)?.first
    else { return false }
    return row.offset == 0
      && row.strides.enumerated().allSatisfy { $1 == ($0 == 0 ? 1 : 0) }
  }
}
