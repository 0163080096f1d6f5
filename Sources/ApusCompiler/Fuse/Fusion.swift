import ApusGraph

/// Joins kernels: producers into the loads of their consumers, consumers into the write-back of
/// their producers, equal kernels into one. Each pass is one walk over the kernels.
package struct Fusion {
  var program: LoweredProgram
  /// nil once a kernel has become part of another.
  var kernels: [LoweredKernel?]
  var producer: [Int?]
  /// Reads of each value by live kernels.
  var uses: [Int]
  /// The work of each kernel's element and the number of its loads, counted as kernels grow.
  private var work: [Int]
  private var loads: [Int]
  /// Values that must exist in memory: outputs and updates.
  var required: Set<ValueID>
  let updated: Set<ValueID>
  /// The new value of each state that has one, and the other way round.
  private let updateOf: [ValueID: ValueID]
  private let stateOf: [ValueID: ValueID]
  /// float32 copies of half tensors that native kernels read.
  private var copies: Set<ValueID> = []
  /// The states that the kernel overwrites into which producers are being put.
  private var overwritten: Set<ValueID> = []

  /// Limits that keep argument lists and compile times in bounds.
  private static let maximumLoads = 24
  private static let maximumInstructions = 400
  private static let maximumUniformLoads = 6

  package static func run(_ program: LoweredProgram, fuses: Bool) -> LoweredProgram {
    var fusion = Fusion(program)
    fusion.shareEqualKernels()
    if fuses {
      fusion.inlineProducers()
      fusion.mergeConsumers(.allButTails)
      fusion.growUpdates()
      // What no update has taken over may join what it is made of.
      fusion.mergeConsumers(.tails)
    }
    return fuses
      ? RowFusion.run(MapStores.run(AttentionStores.run(NarrowStores.run(fusion.result()))))
      : fusion.result()
  }

  private init(_ program: LoweredProgram) {
    self.program = program
    kernels = program.kernels
    producer = [Int?](repeating: nil, count: program.values.count)
    uses = [Int](repeating: 0, count: program.values.count)
    work = program.kernels.map { Cost.work($0.body) }
    loads = program.kernels.map { $0.accesses.count }
    updated = Set(program.updates.map(\.value))
    // One value may be the new one of several states; any of them will do here.
    stateOf = Dictionary(program.updates.map { ($0.value, $0.state) }) { first, _ in first }
    updateOf = Dictionary(program.updates.map { ($0.state, $0.value) }) { first, _ in first }
    required = updated.union(program.outputs.map(\.value))
    for (position, kernel) in program.kernels.enumerated() {
      for result in kernel.results { producer[result.value.index] = position }
      for access in kernel.accesses { uses[access.value.index] += 1 }
    }
  }

  private func result() -> LoweredProgram {
    var result = program
    result.kernels = kernels.compactMap { $0 }
    return result
  }

  // MARK: Equal kernels

  private struct Signature: Hashable {
    var domain: [Dim]
    var core: LoweredKernel.Core
    var body: Body
    var refs: [Ref]
    var segment: Int
  }

  /// Operations lower on their own, so that softmax and its gradient both ask for the row maximum.
  ///
  /// A half tensor that native kernels read as float32 is made wider for each of them: shared, the wide
  /// copy would live from the forward to the backward pass, and the half one save nothing.
  private mutating func shareEqualKernels() {
    for case .some(let kernel) in kernels where kernel.isWidening {
      copies.insert(kernel.results[0].value)
    }
    copies.formIntersection(
      kernels.flatMap { kernel -> [ValueID] in
        guard case .native(_, let inputs) = kernel?.core else { return [] }
        return inputs
      })
    var known: [Signature: [ValueID]] = [:]
    known.reserveCapacity(kernels.count)
    var alias: [ValueID: ValueID] = [:]
    for position in kernels.indices {
      guard let kernel = kernels[position]?.renaming(alias) else { continue }
      kernels[position] = kernel
      if copies.contains(kernel.results[0].value) { continue }
      let signature = Signature(
        domain: kernel.domain, core: kernel.core, body: kernel.body,
        refs: kernel.results.map(\.ref), segment: kernel.segment)
      guard let same = known[signature] else {
        known[signature] = kernel.results.map(\.value)
        continue
      }
      for (result, value) in zip(kernel.results, same) { alias[result.value] = value }
      kernels[position] = nil
    }
    guard !alias.isEmpty else { return }
    for index in program.outputs.indices {
      program.outputs[index].value =
        alias[program.outputs[index].value] ?? program.outputs[index].value
    }
    for index in program.updates.indices {
      program.updates[index].value =
        alias[program.updates[index].value] ?? program.updates[index].value
    }
    for (variable, tensor) in program.variables {
      program.variables[variable]?.value = alias[tensor.value] ?? tensor.value
    }
    restart()
  }

  /// Counts anew what the kernels that are left read and write.
  mutating func restart() {
    program.kernels = kernels.compactMap { $0 }
    let copies = copies
    self = Fusion(program)
    self.copies = copies
  }

  // MARK: Producers into loads

  mutating func inlineProducers() {
    for position in kernels.indices {
      guard var kernel = kernels[position] else { continue }
      // Moved out, so that a body that is taken over is not copied.
      kernels[position] = nil
      overwritten = Set(kernel.results.compactMap { stateOf[$0.value] })
      switch kernel.core {
      case .native, .scan, .rows, .table: break
      case .attention(var attention):
        for slot in attention.operands.indices {
          let (rows, columns) = attention.operandExtents[slot]
          attention.operands[slot] = view(
            attention.operands[slot], loops: attention.batch + [rows, columns])
        }
        kernel.core = .attention(attention)
      case .reduce(var reduction):
        let reduced = kernel.domain + reduction.extents
        let refs = inline(&reduction.body, [reduction.element], reduced, position)
        reduction.element = refs[0]
        kernel.core = .reduce(reduction)
      case .contract(var contraction):
        let batch = Array(kernel.domain.prefix(contraction.batchRank))
        let (m, n) = (kernel.domain[batch.count], kernel.domain[batch.count + 1])
        contraction.a = view(contraction.a, loops: batch + [m, contraction.k])
        // Taps are places in what is stored.
        if contraction.taps == nil {
          contraction.b = view(contraction.b, loops: batch + [contraction.k, n])
        }
        kernel.core = .contract(contraction)
      case .none: break
      }
      if !kernel.body.instructions.isEmpty {
        let refs = inline(&kernel.body, kernel.results.map(\.ref), kernel.domain, position)
        for index in refs.indices { kernel.results[index].ref = refs[index] }
      }
      kernels[position] = kernel
    }
  }

  /// Replaces the loads of computable values in `body` by their computation; returns where
  /// `roots` are now.
  ///
  /// The body of a producer that ends here is taken over as a whole where the loops agree, so that
  /// a long chain costs no more than its length.
  private mutating func inline(
    _ body: inout Body, _ roots: [Ref], _ loops: [Dim], _ position: Int
  ) -> [Ref] {
    guard body.accesses.contains(where: { producer[$0.value.index] != nil }) else { return roots }
    let old = body
    body = Body()
    var refs: [Ref] = []
    for (instruction, type) in zip(old.instructions, old.types) {
      guard case .load(let access) = instruction,
        let (place, tuple) = inlining(access, loops: loops, into: position, length: body.length),
        var source = kernels[place]
      else {
        refs.append(body.append(instruction.mapOperands { refs[$0] }, type: type))
        continue
      }
      work[position] += work[place]
      loads[position] += loads[place] - 1
      let isLast = uses[access.value.index] == 1 && !required.contains(access.value)
      if isLast { kernels[place] = nil }
      let result = source.results[0].ref
      if isLast && body.length == 0 && access.bounds.isEmpty && source.domain == loops
        && tuple.isIdentity
      {
        swap(&body, &source.body)
        refs.append(result)
      } else {
        let spliced = body.splice(
          source.body, tuple: tuple, loopCount: loops.count, adding: access.bounds)
        // Outside its bounds an access reads 0: so does a load that takes them over.
        refs.append(
          access.bounds.isEmpty || source.isLoad
            ? spliced[result] : body.zero(spliced[result], outside: access.bounds, loops.count))
        if !isLast { for inner in source.accesses { uses[inner.value.index] += 1 } }
      }
      uses[access.value.index] -= 1
    }
    return roots.map { refs[$0] }
  }

  /// Bookkeeping after `source` was copied into one of its readers.
  private mutating func consume(_ value: ValueID, by source: LoweredKernel) {
    for access in source.accesses { uses[access.value.index] += 1 }
    uses[value.index] -= 1
    guard uses[value.index] == 0, !required.contains(value),
      let position = producer[value.index]
    else { return }
    kernels[position] = nil
    for access in source.accesses { uses[access.value.index] -= 1 }
  }

  /// The pure map that computes `access`, and its loops in terms of the reader's, if it pays to
  /// compute the value where it is read.
  private func inlining(
    _ access: Access, loops: [Dim], into reader: Int, length: Int
  ) -> (place: Int, tuple: [AffineIndex])? {
    guard let place = producer[access.value.index], let source = kernels[place],
      source.isMap, source.results.count == 1,
      loads[reader] + loads[place] <= Fusion.maximumLoads,
      length + source.body.length < Fusion.maximumInstructions,
      pays(source, place, access, loops), !closesCircle(source)
    else { return nil }
    return Delinearize.run(
      access.index, loops: loops, domain: source.domain, bounds: access.bounds
    ).map { (place, $0) }
  }

  /// Whether an update that took over `source` would read a state whose own update reads one that it
  /// overwrites: each would have to wait for the other.
  private func closesCircle(_ source: LoweredKernel) -> Bool {
    guard !overwritten.isEmpty else { return false }
    return source.accesses.contains { access in
      guard !overwritten.contains(access.value), let update = updateOf[access.value],
        let place = producer[update.index], let kernel = kernels[place]
      else { return false }
      return kernel.accesses.contains { overwritten.contains($0.value) }
    }
  }

  private func pays(
    _ source: LoweredKernel, _ place: Int, _ access: Access, _ loops: [Dim]
  ) -> Bool {
    let work = work[place]
    if !access.bounds.isEmpty { return source.isLoad || paysOutside(source, place, access, loops) }
    let isShared = uses[access.value.index] > 1 || required.contains(access.value)
    if isShared && narrows(source) { return false }
    if work == 0 { return true }
    // One number for all elements is computed before the loops; what is made of many (the corrections
    // of an optimiser) once, rather than that its loads keep the rest of the reader apart.
    if source.domain.allSatisfy({ $0 == 1 }) || source.body.isUniform {
      return loads[place] <= Fusion.maximumUniformLoads
    }
    let repeats = zip(access.index.strides, loops).contains { $0 == 0 && $1 != 1 }
    if !isShared {
      return !repeats || (work <= 2 && Cost.isExact(source.body))
    }
    return !repeats && work <= 3 && loads[place] <= 2 && Cost.isExact(source.body)
      && !followsContraction(source)
  }

  /// Whether half numbers are made of float32 ones that a kernel writes: of the two, the half ones are to
  /// stay in memory.
  private func narrows(_ source: LoweredKernel) -> Bool {
    source.roundedType(source.results[0].ref) != nil
      && source.accesses.contains {
        let value = program.values[$0.value.index]
        return value.dtype == .float32 && value.origin == .kernel
      }
  }

  /// Whether to compute a map where it is read within bounds, though it is then computed outside of
  /// them too, for nothing: if nobody else reads it, and most of the elements are inside.
  private func paysOutside(
    _ source: LoweredKernel, _ place: Int, _ access: Access, _ loops: [Dim]
  ) -> Bool {
    guard uses[access.value.index] == 1, !required.contains(access.value),
      !zip(access.index.strides, loops).contains(where: { $0 == 0 && $1 != 1 }),
      source.body.isPlain, !followsContraction(source)
    else { return false }
    let (inside, all) = (Shape(source.domain).elementCount, Shape(loops).elementCount)
    return work[place] <= 2 || (inside * 2).isProvablyAtLeast(all)
  }

  /// Whether a map will become part of a contraction's write-back: its readers then need not read
  /// what it is made of.
  private func followsContraction(_ source: LoweredKernel) -> Bool {
    source.accesses.contains { access in
      guard let maker = producer[access.value.index], let kernel = kernels[maker],
        case .contract = kernel.core
      else { return false }
      return true
    }
  }

  /// An operand of a contraction read through pure views: transposes, slices, broadcasts.
  private mutating func view(_ access: Access, loops: [Dim]) -> Access {
    var access = access
    while let position = producer[access.value.index], let source = kernels[position],
      source.isMap, source.results.count == 1,
      case .load(let inner) = source.body.instructions[source.results[0].ref],
      inner.bounds.isEmpty,
      let tuple = Delinearize.run(access.index, loops: loops, domain: source.domain)
    {
      consume(access.value, by: source)
      access = inner.composed(with: tuple, loopCount: loops.count)
    }
    return access
  }

  // MARK: Consumers into write-backs

  /// Which maps join the kernels that make what they read; tails are what only updates read.
  enum ConsumerPart {
    case allButTails, tails, updates
  }

  /// Walks the maps; each joins the kernel that produces its latest input, if it reads that
  /// kernel's results element by element, and goes on from there.
  mutating func mergeConsumers(_ part: ConsumerPart) {
    let tails = part == .updates ? [] : updateTails()
    for position in kernels.indices {
      switch part {
      case .allButTails where tails.contains(position): continue
      case .tails where !tails.contains(position): continue
      case .updates where kernels[position].map(isUpdateMap) != true: continue
      default: break
      }
      var place = position
      while let map = kernels[place], map.isMap, !isCopy(map),
        let (target, merged) = merging(map, at: place)
      {
        for result in map.results { producer[result.value.index] = target }
        kernels[place] = nil
        kernels[target] = merged
        place = target
      }
    }
  }

  /// Whether it belongs beside the native kernel that reads it, not where its source is computed.
  private func isCopy(_ map: LoweredKernel) -> Bool {
    map.results.contains { copies.contains($0.value) }
  }

  /// The kernel that `map` can join, and the two as one.
  private mutating func merging(_ map: LoweredKernel, at place: Int) -> (Int, LoweredKernel)? {
    let inputs = Set(map.accesses.map(\.value))
    guard let target = inputs.compactMap({ producer[$0.index] }).max(), target < place,
      let host = kernels[target], canHost(host, map)
    else { return nil }
    let own = Dictionary(uniqueKeysWithValues: host.results.map { ($0.value, $0.ref) })
    let position = AffineIndex.rowMajor(Shape(host.domain)).withoutUnitLoops(host.domain)
    var body = map.body
    var tuple = tuple(of: map, in: host)
    if tuple == nil {
      let collapsed = Collapse.run(map)
      (body, tuple) = (collapsed.body, self.tuple(of: collapsed, in: host))
    }
    guard let tuple else { return nil }
    for access in body.accesses where own[access.value] != nil {
      let moved = access.composed(with: tuple, loopCount: host.domain.count)
      guard moved.bounds.isEmpty,
        moved.index.withoutUnitLoops(host.domain) == position
      else { return nil }
    }
    // A gather reads its value whole; it cannot come from a register.
    for case .gather(let access, _, _, _, _) in body.instructions where own[access.value] != nil {
      return nil
    }
    var merged = host
    let refs = merged.body.splice(
      body, tuple: tuple, loopCount: host.domain.count, replacing: own)
    for access in map.accesses where own[access.value] != nil {
      uses[access.value.index] -= 1
    }
    merged.results += map.results.map { .init(ref: refs[$0.ref], value: $0.value) }
    merged.results.removeAll { uses[$0.value.index] == 0 && !required.contains($0.value) }
    let (pruned, roots) = merged.body.pruned(merged.results.map(\.ref))
    merged.body = pruned
    for index in roots.indices { merged.results[index].ref = roots[index] }
    merged.nodes = host.nodes + map.nodes.filter { !host.nodes.contains($0) }
    return (target, merged)
  }

  func canHost(_ host: LoweredKernel, _ map: LoweredKernel) -> Bool {
    switch host.core {
    case .native, .scan, .rows, .attention, .table: return false
    case .none, .reduce, .contract: break
    }
    func isUpdate(_ kernel: LoweredKernel) -> Bool {
      kernel.results.contains { updated.contains($0.value) }
    }
    // Updates run last and are held back by device faults: they stay among themselves.
    if isUpdate(map) ? !(host.isMap && isUpdate(host)) : isUpdate(host) { return false }
    // What is computed again for the backward pass would be kept from the forward pass on.
    if map.segment > host.segment { return false }
    let loads = host.accesses.count + map.accesses.count + map.results.count
    return loads <= Fusion.maximumLoads
      && host.body.instructions.count + map.body.instructions.count
        <= Fusion.maximumInstructions
      && Shape(host.domain).elementCount == Shape(map.domain).elementCount
  }

  /// The loops of `map` in terms of the loops of `host`, at the same row-major element.
  func tuple(of map: LoweredKernel, in host: LoweredKernel) -> [AffineIndex]? {
    Delinearize.run(
      .rowMajor(Shape(host.domain)), loops: host.domain, domain: map.domain)
  }
}

extension Body {
  /// Whether every element is the same number.
  fileprivate var isUniform: Bool {
    instructions.allSatisfy { instruction in
      switch instruction {
      case .gather, .check, .random, .accumulator: false
      case .index(let index, _): index.strides.allSatisfy { $0 == 0 }
      case .load(let access):
        access.bounds.isEmpty && access.index.strides.allSatisfy { $0 == 0 }
      case .constant, .unary, .binary, .select, .multiplyAdd, .cast: true
      }
    }
  }
}

extension AffineIndex {
  /// With strides of loops that run once set to 0, so that equal positions compare equal.
  package func withoutUnitLoops(_ loops: [Dim]) -> AffineIndex {
    AffineIndex(
      offset: offset,
      strides: zip(strides, loops).map { $1 == 1 ? 0 : $0 })
  }
}
