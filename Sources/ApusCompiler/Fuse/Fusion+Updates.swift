import ApusGraph

/// Updates take in what only they read, and each other.
extension Fusion {
  /// Joins updates with each other and with what only they read, as often as one makes room for the other:
  /// what several kernels read, one may read now, and what it is made of may be what others read.
  mutating func growUpdates() {
    var (before, count) = (Int.max, updateCount)
    while count < before {
      mergeUpdates()
      restart()
      inlineProducers()
      mergeConsumers(.updates)
      (before, count) = (count, updateCount)
    }
  }

  /// The number of updates and of what only they read.
  private var updateCount: Int {
    updateTails().count + kernels.count { $0.map(isUpdateMap) == true }
  }

  /// Walks the updates; one that reads a state or a gradient that an earlier one of the same shape reads
  /// joins it: what a rule keeps of a parameter and the parameter are written by one kernel, though
  /// neither is made of the other.
  private mutating func mergeUpdates() {
    var readers = [Int](repeating: 0, count: program.values.count)  // the first position that reads
    for position in kernels.indices.reversed() {
      for access in kernels[position]?.accesses ?? [] { readers[access.value.index] = position }
    }
    // By the kernel that makes what is read, or by the state or feed.
    var latest: [Int: Int] = [:]
    func source(_ access: Access) -> Int {
      producer[access.value.index].map { -1 - $0 } ?? access.value.index
    }
    for position in kernels.indices {
      guard var map = kernels[position], isUpdateMap(map) else { continue }
      let own = map.accesses.filter { isWhole($0, map) }.map(source)
      let others = Set(own.compactMap { latest[$0] }).sorted()
      for other in others {
        guard let host = kernels[other], canHost(host, map),
          // Moved down, its results have to be there in time.
          host.results.allSatisfy({ result in
            uses[result.value.index] == 0 || readers[result.value.index] > position
          }),
          let tuple = tuple(of: host, in: map)
        else { continue }
        let refs = map.body.splice(
          host.body, tuple: tuple, loopCount: map.domain.count, replacing: [:])
        map.results += host.results.map { .init(ref: refs[$0.ref], value: $0.value) }
        map.nodes = host.nodes.filter { !map.nodes.contains($0) } + map.nodes
        for result in host.results { producer[result.value.index] = position }
        kernels[other] = nil
        kernels[position] = map
      }
      for access in map.accesses where isWhole(access, map) { latest[source(access)] = position }
    }
  }

  /// The maps of which updates alone read every element, themselves or through others of the kind: a
  /// gradient's scaling, its decay. As part of the update they cost nothing; as part of what makes the
  /// gradient they would be one value more to store, or keep a sum out of a product.
  func updateTails() -> Set<Int> {
    var isRead = [Bool](repeating: false, count: program.values.count)
    var isReadElsewhere = [Bool](repeating: false, count: program.values.count)
    var tails: Set<Int> = []
    for position in kernels.indices.reversed() {
      guard let kernel = kernels[position] else { continue }
      let isTail =
        kernel.isMap
        && kernel.results.allSatisfy { result in
          isRead[result.value.index] && !isReadElsewhere[result.value.index]
            && !required.contains(result.value)
        }
      if isTail { tails.insert(position) }
      for access in kernel.accesses {
        isRead[access.value.index] = true
        if !(isTail || isUpdateMap(kernel)) || !isWhole(access, kernel) {
          isReadElsewhere[access.value.index] = true
        }
      }
    }
    return tails
  }

  func isUpdateMap(_ kernel: LoweredKernel) -> Bool {
    kernel.isMap && kernel.results.contains { updated.contains($0.value) }
  }

  /// Whether an access reads one element for each of the kernel's.
  private func isWhole(_ access: Access, _ kernel: LoweredKernel) -> Bool {
    access.bounds.isEmpty
      && program.values[access.value.index].elementCount == Shape(kernel.domain).elementCount
      && !kernel.domain.allSatisfy { $0 == 1 }
  }
}
