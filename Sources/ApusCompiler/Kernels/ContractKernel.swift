import ApusGraph

/// The kernels of a contraction: packing where it pays, the tiles, and what follows in the
/// write-back. Several variants exist where the extents are symbolic, so that a short last batch
/// finds a kernel that is already built.
package struct ContractKernel: Hashable, Sendable {
  package struct Variant: Hashable, Sendable {
    package var plan: GemmPlan
    package var packA: KernelSource?
    package var packB: KernelSource?
    /// Both packing kernels as one launch, where there are two.
    package var packs: JoinedKernel?
    package var main: KernelSource
    /// Split-K: what adds the parts of k.
    package var combine: KernelSource?

    /// All but the packing kernels' common launch, in order.
    package var sources: [KernelSource] { [packA, packB, main, combine].compactMap { $0 } }
    var names: Set<String> { Set(sources.map(\.name)) }

    func moved(_ place: (ValueID) -> WrittenKernels.Place) -> Variant {
      Variant(
        plan: plan, packA: packA?.moved(place), packB: packB?.moved(place),
        packs: packs?.moved(place), main: main.moved(place), combine: combine?.moved(place))
    }
  }

  package var m: Dim
  package var n: Dim
  package var k: Dim
  package var batch: Dim
  /// In order of preference; the last one is right for every shape.
  package var variants: [Variant]
  /// For k = 0: the write-back of zeros, and column sums of nothing.
  package var empty: [Empty]

  package struct Empty: Hashable, Sendable {
    package var source: KernelSource
    package var geometry: Geometry
  }

  /// Plans that a table chose for some shapes; all of them are variants.
  private var tuned: [GemmShape: [GemmPlan]] = [:]
  /// Which of the plans for a shape counts, where a table to measure with names several.
  package var choice = 0

  /// The values that are read for each operand.
  private(set) var operandReads: [[ValueID]]

  /// What a table names that is not offered for a shape.
  package private(set) var unknownPlans: [String] = []

  private let problem: GemmProblem
  private let traits: DeviceTraits

  /// The extents that symbols are taken for when variants are chosen, the usual one first.
  private static let nominals = [128, 16, 2048]

  init(
    _ kernel: LoweredKernel, _ contraction: Contraction, values: [LoweredValue],
    traits: DeviceTraits, tuning: TuningTable = TuningTable(), barred: Set<String> = [],
    invariants: Set<Int> = []
  ) {
    let rank = contraction.batchRank
    (m, n, k) = (kernel.domain[rank], kernel.domain[rank + 1], contraction.k)
    batch = Shape(Array(kernel.domain.prefix(rank))).elementCount
    var problem = GemmProblem(contraction, kernel.domain)
    if case .variable(let index) = values[contraction.b.value.index].origin {
      problem.keepsB = invariants.contains(index)
    }
    (self.problem, self.traits) = (problem, traits)
    operandReads = contraction.operandAccesses.map { $0.map(\.value) }
    let writer = Writer(kernel: kernel, contraction: contraction, values: values)

    let isSymbolic = [m, n, k, batch].contains(where: \.isSymbolic)
    var plans: [GemmPlan] = []
    for shape in ContractKernel.nominalShapes(m, n, k, batch) {
      let plan = GemmPlan.usual(problem, shape, traits)
      if !plans.contains(plan) { plans.append(plan) }
    }
    if let plan = ContractKernel.splitting(problem, m, n, k, batch, traits), !plans.contains(plan) {
      plans.append(plan)
    }
    if isSymbolic, !plans.contains(where: \.isGeneral) { plans.append(.general(traits)) }
    // The one that is right for every shape comes last.
    if let general = plans.lastIndex(where: \.isGeneral) {
      plans.append(plans.remove(at: general))
    }
    for (shape, name) in tuning.plans(for: problem, (m, n, k, batch)) {
      let offered = plans + GemmPlan.candidates(problem, shape, traits)
      guard let plan = offered.first(where: { $0.name == name && $0.addsInOrder(shape) }) else {
        unknownPlans.append("'\(name)' for \(TuningTable.Contraction(problem, shape))")
        continue
      }
      // A table may have been made where the operand is stored; all plans give the same bits.
      guard plan.packsComputed(problem) else { continue }
      tuned[shape, default: []].append(plan)
      if !plans.contains(plan) { plans.insert(plan, at: plans.count - 1) }
    }
    let written = plans.map { writer.variant(problem, $0) }
    variants = written.filter { $0.names.isDisjoint(with: barred) }
    if variants.count < written.count, !variants.contains(where: \.plan.isGeneral) {
      // Special variants give way to the general one. Where shapes differ, one of them has to be
      // right for all: refused, it stays, so that its refusal is told.
      let general = writer.variant(problem, .general(traits))
      if isSymbolic || general.names.isDisjoint(with: barred) { variants.append(general) }
    }
    // Where nothing is left, the driver's refusal of what is needed is to be told.
    if variants.isEmpty { variants = written.suffix(1) }
    for index in variants.indices {
      if let packs = variants[index].packs, barred.contains(packs.source.name) {
        variants[index].packs = nil
      }
    }
    empty = writer.empty(traits)
  }

  /// The variant for a shape: the one that a table chose, or else the one that would have been chosen
  /// had the shape been known, or else the first that is right for it.
  package func variant(for shape: GemmShape) -> Variant? {
    let usual = usualVariant(for: shape)
    // No table may change the order of additions.
    guard let plans = tuned[shape], usual?.plan.addsInOrder(shape) ?? false else { return usual }
    let plan = plans[min(choice, plans.count - 1)]
    return variants.first { $0.plan == plan } ?? usual
  }

  /// The variant for a shape where nothing was measured.
  private func usualVariant(for shape: GemmShape) -> Variant? {
    let best = GemmPlan.usual(problem, shape, traits)
    let fitting = variants.filter { $0.plan.supports(shape) }
    return fitting.first { $0.plan == best } ?? fitting.first { !$0.plan.splitsK }
      ?? fitting.first ?? variants.last
  }

  /// Whether a table chose another plan for a shape than would have been taken without it.
  package func isTuned(for shape: GemmShape) -> Bool {
    variant(for: shape)?.plan != usualVariant(for: shape)?.plan
  }

  /// Work sizes and scratch sizes of a variant.
  package func launch(_ variant: Variant, _ shape: GemmShape) -> GemmLaunch {
    variant.plan.launch(problem, shape, threads: traits.computeUnits)
  }

  /// What a table calls this contraction at a shape.
  package func contraction(_ shape: GemmShape) -> TuningTable.Contraction {
    TuningTable.Contraction(problem, shape)
  }

  /// The same kernels for numbered places.
  func moved(_ place: (ValueID) -> WrittenKernels.Place) -> ContractKernel {
    var contract = self
    contract.variants = variants.map { $0.moved(place) }
    contract.empty = empty.map { Empty(source: $0.source.moved(place), geometry: $0.geometry) }
    contract.operandReads = operandReads.map { $0.map { place($0).value } }
    return contract
  }

  /// The plans among which measurement may choose, the usual one first.
  package func candidates(for shape: GemmShape) -> [GemmPlan] {
    guard let usual = usualVariant(for: shape)?.plan else { return [] }
    guard usual.addsInOrder(shape) else { return [usual] }
    let others = GemmPlan.candidates(problem, shape, traits)
    return [usual]
      + others.filter { $0 != usual && $0.addsInOrder(shape) && $0.packsComputed(problem) }
  }

  /// The shape with sizes bound; extents of 0 are taken as 1, as nothing is launched for them.
  package static func shape(
    _ m: Dim, _ n: Dim, _ k: Dim, _ batch: Dim, _ value: (Dim) throws -> Int
  ) rethrows -> GemmShape {
    GemmShape(
      m: max(1, try value(m)), n: max(1, try value(n)), k: max(1, try value(k)),
      batch: max(1, try value(batch)))
  }

  /// What a symbolic k is taken for when split-K is considered.
  private static let manyK = 1 << 18

  /// The plan that deals out a symbolic k, however large it is; nil where tiles are many anyway.
  private static func splitting(
    _ problem: GemmProblem, _ m: Dim, _ n: Dim, _ k: Dim, _ batch: Dim, _ traits: DeviceTraits
  ) -> GemmPlan? {
    guard k.isSymbolic, ![m, n, batch].contains(where: \.isSymbolic) else { return nil }
    let shape = shape(m, n, k, batch) { ((try? $0.value([:])) ?? manyK) }
    let plan = GemmPlan.usual(problem, shape, traits)
    return plan.splitsK && plan.packsComputed(problem) ? plan : nil
  }

  /// The shapes for which variants are chosen, the usual one first.
  static func nominalShapes(_ m: Dim, _ n: Dim, _ k: Dim, _ batch: Dim) -> [GemmShape] {
    let isSymbolic = [m, n, k, batch].contains(where: \.isSymbolic)
    return (isSymbolic ? nominals : [1]).map { nominal in
      shape(m, n, k, batch) { (try? $0.value(nominally: nominal)) ?? 1 }
    }
  }
}

extension GemmProblem {
  init(_ contraction: Contraction, _ domain: [Dim]) {
    let rank = contraction.batchRank
    let (m, n, k) = (domain[rank], domain[rank + 1], contraction.k)
    func unit(_ access: Access, _ roles: (Unit, Unit), _ inner: Dim) -> Unit {
      let strides = access.index.strides[rank...].prefix(2)
      let isContiguous = strides.map { $0 == 1 }
      // What has one element along an index is contiguous along the other one, if along any.
      if inner == 1 && isContiguous[0] { return roles.0 }
      return isContiguous[1] ? roles.1 : isContiguous[0] ? roles.0 : .none
    }
    self.init(
      aUnit: unit(contraction.a, (.m, .k), k), bUnit: unit(contraction.b, (.k, .n), n),
      batchRank: rank)
    (knowsM, knowsN) = (!m.isSymbolic, !n.isSymbolic)
    sumsColumns = contraction.columnSums != nil
    taps = contraction.taps.map { GemmTaps($0) }
    (computesA, computesB) = (contraction.prologueA != nil, contraction.prologueB != nil)
  }
}

/// Writes the text of one contraction.
private struct Writer {
  let kernel: LoweredKernel
  let contraction: Contraction
  let values: [LoweredValue]

  /// The most work of a write-back that is written out for each vector of a tile: a bias and an
  /// activation. Longer ones are a loop over the tile, or compiling takes too long.
  private static let shortWork = 8

  func variant(
    _ problem: GemmProblem, _ plan: GemmPlan
  ) -> ContractKernel.Variant {
    // Written once to learn the parameters, then again in place.
    var text = KernelText(values)
    for width in Set([1, plan.width]).sorted(by: >) {
      let site = EpilogueSite(
        width: width, batch: "batch", row: "row", column: "column", value: "value")
      _ = store(site, &text)
    }
    let extra = text.parameters.joined(separator: ",\n    ")
    func place(_ site: EpilogueSite) -> String {
      var same = text
      return store(site, &same)
    }
    let isShort = Cost.work(kernel.body) <= Writer.shortWork
    let kernels =
      plan.strategy == .workGroup
      ? generateGPUGemm(
        name: "$NAME", problem: problem, plan: plan, extraParameters: extra, isShort: isShort,
        store: place)
      : generateCPUGemm(
        name: "$NAME", problem: problem, plan: plan, extraParameters: extra, isShort: isShort,
        store: place)
    let packA = kernels.packA.map { packing($0, "packA", plan, contraction.prologueA) }
    let packB = kernels.packB.map { packing($0, "packB", plan, contraction.prologueB) }
    let both = [packA, packB].compactMap { $0 }
    let reads = contraction.operandAccesses.reduce(0) { $0 + $1.count }
    return ContractKernel.Variant(
      plan: kernels.plan, packA: packA, packB: packB,
      // The operands, and one or two chunks of the arena.
      packs: both.count == 2 ? JoinedKernel(.together, both, bases: 2 + reads) : nil,
      main: source(kernels.main, "gemm", plan.splitsK ? [] : text.arguments),
      combine: kernels.combine.map { source($0, "combine", text.arguments) })
  }

  /// For k = 0: every sum is 0, and the write-back goes on from there.
  func empty(_ traits: DeviceTraits) -> [ContractKernel.Empty] {
    var map = kernel
    map.core = .none
    var body = Body()
    var refs: [Ref] = []
    for (instruction, type) in zip(kernel.body.instructions, kernel.body.types) {
      if case .accumulator = instruction {
        refs.append(body.constant(0, type))
      } else {
        refs.append(body.append(instruction.mapOperands { refs[$0] }, type: type))
      }
    }
    map.body = body
    for index in map.results.indices { map.results[index].ref = refs[map.results[index].ref] }
    var maps = [map]
    if let sums = contraction.columnSums {
      var zero = Body()
      let ref = zero.constant(0, .float32)
      maps.append(
        LoweredKernel(
          domain: [kernel.domain[1]], core: .none, body: zero,
          results: [.init(ref: ref, value: sums)], nodes: kernel.nodes))
    }
    return maps.map { map in
      let written = MapKernel(map, values: values, stored: [:], isGated: false, traits: traits)
      return ContractKernel.Empty(source: written.source, geometry: written.geometry)
    }
  }

  /// The statements that compute and store the results for one site of the template.
  private func store(_ site: EpilogueSite, _ text: inout KernelText) -> String {
    let rank = contraction.batchRank
    let batchLoops: [String?] = (0..<rank).map { "b\($0)" }
    var emitter = BodyEmitter(
      kernel.body, loops: batchLoops + [site.row, site.column], inner: rank + 1)
    emitter.accumulator = site.value
    var lines: [String] = []
    if rank > 0 {
      lines.append("int number = \(site.batch);")
      lines += decode("number", batchLoops[...], &text, kernel.domain)
    }
    lines += emitter.lines(.uniform, &text) + emitter.lines(.row, &text)
    lines += emitter.innerLines(width: site.width, &text)
    let (m, n) = (text.dim(kernel.domain[rank]), text.dim(kernel.domain[rank + 1]))
    let row = rank == 0 ? site.row : "(\(site.batch) * \(m) + \(site.row))"
    lines.append("const int at = \(row) * \(n) + \(site.column);")
    for result in kernel.results {
      let target = text.pointer(result.value, isWritten: true)
      lines.append(emitter.store(result.ref, at: "\(target) + at", width: site.width))
    }
    return "{ " + (text.pointerLines + lines).joined(separator: " ") + " }"
  }

  /// The kernel that packs an operand: `plain` where it is stored.
  private func packing(
    _ plain: GeneratedKernel, _ kind: String, _ plan: GemmPlan, _ prologue: Contraction.Prologue?
  ) -> KernelSource {
    guard let prologue else { return source(plain, kind, []) }
    var text = KernelText(values)
    let kernel = ProloguePacking(
      prologue: prologue, batch: Array(kernel.domain.prefix(contraction.batchRank)),
      isA: kind == "packA", lanes: kind == "packA" ? plan.tileM : plan.tileN
    ).kernel(plain.name, &text)
    return source(kernel, kind, text.arguments)
  }

  private func source(
    _ kernel: GeneratedKernel, _ kind: String, _ extra: [SymbolicArgument]
  ) -> KernelSource {
    KernelSource(
      kind: kind, text: kernel.source.replacing(kernel.name, with: "$NAME"),
      arguments: kernel.parameters.map(argument) + extra)
  }

  private func argument(_ parameter: GemmParameter) -> SymbolicArgument {
    let rank = contraction.batchRank
    let (a, b) = (contraction.a, contraction.b)
    switch parameter {
    case .aBuffer: return .buffer(a.value)
    case .bBuffer: return .buffer(b.value)
    case .aOffset: return .offset(a.value, plus: a.index.offset)
    case .bOffset: return .offset(b.value, plus: b.index.offset)
    case .packedABuffer: return .scratch(0)
    case .packedAOffset: return .scratchOffset(0)
    case .packedBBuffer: return .scratch(1)
    case .packedBOffset: return .scratchOffset(1)
    case .partialBuffer: return .scratch(2)
    case .partialOffset: return .scratchOffset(2)
    // Only asked for where there are sums.
    case .sumsBuffer: return .buffer(contraction.columnSums ?? b.value)
    case .sumsOffset: return .offset(contraction.columnSums ?? b.value, plus: 0)
    case .m: return .int(kernel.domain[rank])
    case .n: return .int(kernel.domain[rank + 1])
    case .k: return .int(contraction.k)
    case .aStrideM: return .int(a.index.strides[rank])
    case .aStrideK: return .int(a.index.strides[rank + 1])
    case .bStrideK: return .int(b.index.strides[rank])
    case .bStrideN: return .int(b.index.strides[rank + 1])
    case .batchSize(let i): return .int(kernel.domain[i])
    case .aStrideBatch(let i): return .int(a.index.strides[i])
    case .bStrideBatch(let i): return .int(b.index.strides[i])
    case .tap(let i): return .int(contraction.taps?.symbolicParts[i] ?? 0)
    case .tilePanelsM: return .tilePanelsM
    case .tilePanelsN: return .tilePanelsN
    case .parts: return .parts
    case .batchCount: return .int(Shape(Array(kernel.domain.prefix(rank))).elementCount)
    }
  }
}

extension GemmPlan {
  /// Whether the plan is right for every shape.
  var isGeneral: Bool { !splitsK && (strategy == .workGroup || (packsA && packsB)) }

  /// The plan for a shape where nothing was measured.
  static func usual(
    _ problem: GemmProblem, _ shape: GemmShape, _ traits: DeviceTraits
  ) -> GemmPlan {
    switch traits.family {
    case .cpu: cpu(problem, shape, vectorWidth: traits.vectorWidth)
    case .gpu: gpu(shape, traits)
    }
  }

  /// The plans among which measurement may choose.
  static func candidates(
    _ problem: GemmProblem, _ shape: GemmShape, _ traits: DeviceTraits
  ) -> [GemmPlan] {
    switch traits.family {
    case .cpu: candidates(problem, shape, vectorWidth: traits.vectorWidth)
    case .gpu: candidatesGPU(shape, traits)
    }
  }

  /// The plan that is right for every shape.
  static func general(_ traits: DeviceTraits) -> GemmPlan {
    guard traits.family == .cpu else { return .gpu }
    let width = traits.vectorWidth
    var plan = GemmPlan(
      strategy: .registerTile, width: width, rows: width >= 16 ? 12 : 6, vectors: 2)
    (plan.packsA, plan.packsB) = (true, true)
    return plan
  }
}

extension Dim {
  /// The extent when every symbol is taken for `number`; nil where that is none.
  func extent(nominally number: Int) -> Int? {
    let extent = try? value(nominally: number)
    return extent.flatMap { $0 >= 0 ? $0 : nil }
  }

  /// The value when every symbol is taken for `number`.
  func value(nominally number: Int) throws -> Int {
    try value(Dictionary(uniqueKeysWithValues: symbols.map { ($0, number) }))
  }
}
