import ApusGraph

/// Lets attention store its results where the maps that read them would have copied them: heads
/// beside each other, and the gradients of queries, keys and values in one tensor.
///
/// A map goes if it only moves results of one attention kernel, or adds up such moves into parts of
/// its own result that do not overlap (as the gradients of slices are), and nothing else reads them
/// but attention itself.
package struct AttentionStores {
  private var program: LoweredProgram
  private var kernels: [LoweredKernel?]
  private var producer: [ValueID: Int] = [:]
  private var readers: [ValueID: Set<Int>] = [:]
  private let required: Set<ValueID>

  package static func run(_ program: LoweredProgram) -> LoweredProgram {
    var pass = AttentionStores(program)
    for position in pass.kernels.indices { pass.visit(position) }
    pass.program.kernels = pass.kernels.compactMap { $0 }
    return pass.program
  }

  private init(_ program: LoweredProgram) {
    self.program = program
    kernels = program.kernels
    required = Set(program.outputs.map(\.value) + program.updates.map(\.value))
    for (position, kernel) in program.kernels.enumerated() {
      for result in kernel.results { producer[result.value] = position }
      for access in kernel.accesses { readers[access.value, default: []].insert(position) }
    }
  }

  /// A result of attention that a map moves, and where it is to be stored.
  private struct Move {
    var slot: Int
    var store: AffineIndex
    /// The loop of the map that a bound holds at one index.
    var pinned: Pin?
  }

  private struct Pin: Hashable {
    var loop: Int
    var index: Dim
  }

  private mutating func visit(_ position: Int) {
    guard let map = kernels[position], let loads = map.summedLoads,
      let target = map.results.first?.value, !isUpdated(target),
      let first = loads.first, let place = producer[first.value], var host = kernels[place],
      case .attention(var core) = host.core
    else { return }
    var moves: [Move] = []
    for access in loads {
      guard let slot = host.results.firstIndex(where: { $0.value == access.value }),
        !moves.contains(where: { $0.slot == slot }), !required.contains(access.value),
        let move = move(access, slot, core, map.domain),
        isReadBack(access.value, core.stores[slot], except: position)
      else { return }
      moves.append(move)
    }
    guard covers(moves, map.domain) else { return }
    for move in moves {
      readBack(host.results[move.slot].value, target, move.store, except: position)
      core.stores[move.slot] = move.store
      host.results[move.slot].value = target
    }
    host.core = .attention(core)
    host.nodes += map.nodes.filter { !host.nodes.contains($0) }
    kernels[place] = host
    kernels[position] = nil
    producer[target] = place
  }

  private func isUpdated(_ value: ValueID) -> Bool {
    program.updates.contains { $0.value == value }
  }

  /// Where a result has to be stored so that the map finds it in place: each of its loops is one of
  /// the map's, with the same stride and extent, and what is left of those is held by bounds.
  private func move(
    _ access: Access, _ slot: Int, _ core: AttentionCore, _ domain: [Dim]
  ) -> Move? {
    let old = core.stores[slot]
    let extents = core.batch + [core.resultExtents[slot].rows, core.resultExtents[slot].columns]
    let steps = Shape(domain).strides
    var store = AffineIndex(strides: [Dim](repeating: 0, count: extents.count))
    var free = Set(domain.indices.filter { domain[$0] != 1 })
    var offset = access.index.offset
    var pinned: Pin?
    for bound in access.bounds {
      let loops = bound.index.strides.indices.filter { bound.index.strides[$0] != 0 }
      guard pinned == nil, loops.count == 1, bound.extent == 1,
        bound.index.strides[loops[0]] == 1, free.remove(loops[0]) != nil
      else { return nil }
      let pin = Pin(loop: loops[0], index: -bound.index.offset)
      offset = offset + pin.index * access.index.strides[pin.loop]
      store.offset = pin.index * steps[pin.loop]
      pinned = pin
    }
    guard offset == old.offset else { return nil }
    for (loop, extent) in extents.enumerated() where extent != 1 {
      guard
        let own = free.sorted().first(where: {
          access.index.strides[$0] == old.strides[loop] && domain[$0] == extent
        })
      else { return nil }
      free.remove(own)
      store.strides[loop] = steps[own]
    }
    return free.isEmpty ? Move(slot: slot, store: store, pinned: pinned) : nil
  }

  /// Whether every element of the map's result is stored by exactly one of the moves.
  private func covers(_ moves: [Move], _ domain: [Dim]) -> Bool {
    guard let pin = moves.first?.pinned else { return moves.count == 1 }
    let pins = Set(moves.compactMap(\.pinned))
    guard pins.count == moves.count, pins.allSatisfy({ $0.loop == pin.loop }) else { return false }
    return domain[pin.loop] == Dim(moves.count)
      && pins.allSatisfy { pin in pin.index.fixed.map { $0 >= 0 && $0 < moves.count } ?? false }
  }

  /// Whether all other readers of a result are attention, and read it by the loops that store it.
  private func isReadBack(_ value: ValueID, _ store: AffineIndex, except map: Int) -> Bool {
    (readers[value] ?? []).allSatisfy { position in
      guard position != map, let kernel = kernels[position] else { return true }
      guard case .attention(let core) = kernel.core else { return false }
      return core.operands.allSatisfy {
        $0.value != value || ($0.index == store && $0.bounds.isEmpty)
      }
    }
  }

  private mutating func readBack(
    _ value: ValueID, _ target: ValueID, _ store: AffineIndex, except map: Int
  ) {
    for position in readers[value] ?? [] where position != map {
      guard case .attention(var core) = kernels[position]?.core else { continue }
      for slot in core.operands.indices where core.operands[slot].value == value {
        core.operands[slot] = Access(target, store)
      }
      kernels[position]?.core = .attention(core)
      readers[target, default: []].insert(position)
    }
  }
}
