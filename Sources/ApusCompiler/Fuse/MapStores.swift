import ApusGraph

/// Lets a map store results side by side in one tensor where another map would have put them there:
/// the gradients of a cell's gates, of the parts of a split.
///
/// That other map goes if it only adds up results of one kernel, each between zeros of its own, which
/// together fill it, and nothing else reads them.
struct MapStores {
  private var program: LoweredProgram
  private var kernels: [LoweredKernel?]
  private var producer: [ValueID: Int] = [:]
  /// How many kernels read each value.
  private var readers: [ValueID: Int] = [:]
  private let required: Set<ValueID>
  private let updated: Set<ValueID>

  static func run(_ program: LoweredProgram) -> LoweredProgram {
    var pass = MapStores(program)
    for position in pass.kernels.indices { pass.visit(position) }
    pass.program.kernels = pass.kernels.compactMap { $0 }
    return pass.program
  }

  private init(_ program: LoweredProgram) {
    self.program = program
    kernels = program.kernels
    updated = Set(program.updates.map(\.value))
    required = updated.union(program.outputs.map(\.value))
    for (position, kernel) in program.kernels.enumerated() {
      for result in kernel.results { producer[result.value] = position }
      for value in Set(kernel.accesses.map(\.value)) { readers[value, default: 0] += 1 }
    }
  }

  /// A result of a map that lies within another tensor, along one of its axes.
  private struct Part {
    var value: ValueID
    var axis: Int
    var start: Dim
    var extent: Dim
  }

  private mutating func visit(_ position: Int) {
    guard let map = kernels[position], let loads = map.summedLoads, loads.count > 1,
      let target = map.results.first?.value, !updated.contains(target),
      let place = producer[loads[0].value], var host = kernels[place], canStore(host)
    else { return }
    var parts: [Part] = []
    for access in loads {
      guard let part = part(access, of: host, in: map.domain),
        !parts.contains(where: { $0.value == part.value })
      else { return }
      parts.append(part)
    }
    guard covers(parts, map.domain) else { return }
    let strides = Shape(map.domain).strides
    for part in parts {
      guard let slot = host.results.firstIndex(where: { $0.value == part.value }) else { return }
      host.results[slot].value = target
      host.results[slot].store = AffineIndex(
        offset: part.start * strides[part.axis], strides: strides)
    }
    host.nodes += map.nodes.filter { !host.nodes.contains($0) }
    kernels[place] = host
    kernels[position] = nil
    producer[target] = place
  }

  /// Whether a kernel is a map whose vectors are side by side in whatever it is stored in.
  private func canStore(_ host: LoweredKernel) -> Bool {
    host.isMap && host.domain.last.map { $0 != 1 } ?? false
      && !host.results.contains { updated.contains($0.value) }
  }

  /// What `access` reads, if it is a whole result of `host` that nobody else reads.
  private func part(_ access: Access, of host: LoweredKernel, in domain: [Dim]) -> Part? {
    guard readers[access.value] == 1, !required.contains(access.value),
      host.results.contains(where: { $0.value == access.value && $0.store == nil }),
      access.bounds.count == 1, let bound = access.bounds.first
    else { return nil }
    let axes = bound.index.strides.indices.filter { bound.index.strides[$0] != 0 }
    guard axes.count == 1, bound.index.strides[axes[0]] == 1 else { return nil }
    let part = Part(
      value: access.value, axis: axes[0], start: -bound.index.offset, extent: bound.extent)
    var own = domain
    own[part.axis] = part.extent
    let strides = Shape(own).strides
    let expected = AffineIndex(offset: -part.start * strides[part.axis], strides: strides)
    guard own == host.domain,
      access.index.withoutUnitLoops(domain) == expected.withoutUnitLoops(domain)
    else { return nil }
    return part
  }

  /// Whether the parts, one after another, are the whole extent of one axis.
  private func covers(_ parts: [Part], _ domain: [Dim]) -> Bool {
    guard let axis = parts.first?.axis, parts.allSatisfy({ $0.axis == axis }) else { return false }
    var (rest, end) = (parts, 0 as Dim)
    while let next = rest.firstIndex(where: { $0.start == end }) {
      end = end + rest.remove(at: next).extent
    }
    return rest.isEmpty && end == domain[axis]
  }
}

extension LoweredKernel {
  /// The loads whose sum the only result of a short map is; nil for other kernels.
  var summedLoads: [Access]? {
    func terms(_ ref: Ref) -> [Access]? {
      switch body.instructions[ref] {
      case .load(let access): return [access]
      case .binary(.add, let a, let b):
        guard let left = terms(a), let right = terms(b) else { return nil }
        return left + right
      default: return nil
      }
    }
    guard isMap, results.count == 1, body.length < 16 else { return nil }
    return terms(results[0].ref)
  }
}
