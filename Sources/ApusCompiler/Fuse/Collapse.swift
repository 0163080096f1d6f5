import ApusGraph

/// Joins neighbouring loops that every access walks as one: `[batch, 28, 28]` read in order is
/// one loop. Loops that run once by their type are dropped; symbolic ones never are, so that the
/// kernel is the same for every size.
package enum Collapse {
  /// A map with as few loops as possible.
  package static func run(_ map: LoweredKernel) -> LoweredKernel {
    var kernel = map
    let joined = run(map.domain, [map.body], stores: map.results.compactMap(\.store))
    kernel.domain = joined.loops
    kernel.body = joined.bodies[0]
    var stores = joined.stores[...]
    for index in kernel.results.indices where kernel.results[index].store != nil {
      kernel.results[index].store = stores.popFirst()
    }
    return kernel
  }

  /// Loops and bodies over them with as few loops as possible.
  /// - Parameters:
  ///   - stores: where results are stored, if not row-major.
  ///   - borders: loops before which no joining happens (where reduced loops begin).
  package static func run(
    _ loops: [Dim], _ bodies: [Body], stores: [AffineIndex] = [], borders: Set<Int> = [],
    dropping: Bool = true
  ) -> Joined {
    var groups: [[Int]] = []
    let indices = bodies.flatMap { $0.indices } + stores
    for loop in loops.indices {
      if dropping && loops[loop] == 1 { continue }
      if let previous = groups.last?.last,
        !borders.contains(where: { $0 > previous && $0 <= loop }),
        indices.allSatisfy({ $0.strides[previous] == $0.strides[loop] * loops[loop] })
      {
        groups[groups.count - 1].append(loop)
      } else {
        groups.append([loop])
      }
    }
    let extents = groups.map { group in group.reduce(1 as Dim) { $0 * loops[$1] } }
    let firsts = groups.map { $0[0] }
    if extents.count == loops.count {
      return Joined(loops: loops, bodies: bodies, stores: stores, firsts: firsts)
    }
    func narrowed(_ index: AffineIndex) -> AffineIndex {
      AffineIndex(
        offset: index.offset, strides: groups.map { index.strides[$0[$0.count - 1]] })
    }
    return Joined(
      loops: extents, bodies: bodies.map { $0.mappingIndices(narrowed) },
      stores: stores.map(narrowed), firsts: firsts)
  }

  /// Joined loops, the bodies over them, and the first original loop of each.
  package struct Joined {
    package var loops: [Dim]
    package var bodies: [Body]
    package var stores: [AffineIndex]
    package var firsts: [Int]
  }
}

extension Body {
  /// Every affine expression of the loops.
  fileprivate var indices: [AffineIndex] {
    instructions.flatMap { instruction -> [AffineIndex] in
      if case .index(let index, _) = instruction { return [index] }
      guard let access = instruction.access else { return [] }
      return [access.index] + access.bounds.map(\.index)
    }
  }

  /// The same computation with every affine expression rewritten; positions are kept.
  package func mappingIndices(_ map: (AffineIndex) -> AffineIndex) -> Body {
    var body = Body()
    for (instruction, type) in zip(instructions, types) {
      var moved = instruction.mapAccess { access in
        Access(
          access.value, map(access.index),
          bounds: access.bounds.map { Bound(map($0.index), within: $0.extent) })
      }
      if case .index(let index, let dtype) = instruction { moved = .index(map(index), dtype) }
      body.insert(moved, type: type)
    }
    return body
  }
}
