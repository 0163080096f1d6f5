import ApusGraph

/// A compiled graph before sizes are bound: the kernels' text, and launches whose numbers are
/// polynomials of the symbols. Binding sizes gives a `Plan`; the text stays the same.
public struct CompiledProgram: Sendable {
  package enum Work: Hashable, Sendable {
    /// `scratch`: the elements of 4 bytes that each work-item needs of each scratch buffer; each
    /// work-group, where the geometry is native.
    case launch(KernelSource, Geometry, scratch: [Dim] = [])
    case contract(ContractKernel)
    case scan(ScanWork)
  }

  package struct Step: Sendable {
    package var work: Work
    package var reads: [ValueID]
    package var writes: [ValueID]
    /// Values whose memory the result may take over, as they are read at the same element only.
    package var replaceable: [ValueID]
    package var nodes: [Int]
    /// Steps of different segments share no launch: one would keep alive what another is to make anew.
    package var segment: Int
    package var isUpdate: Bool
    /// The kernel to run instead where the cache cannot keep the results until they are read.
    package var pastCache: PastCache?
  }

  package var graph: Graph
  package var traits: DeviceTraits
  package var options: Compilation.Options
  package var values: [LoweredValue]
  package var steps: [Step]
  /// The steps in order, with those that share a launch.
  package var groups: [StepGroup] = []
  /// Of a loop's body: how its steps may run without waiting for each other.
  package var lanes: Lanes?
  /// Whether all of it is less work than waking a second thread, at nominal sizes.
  package var isTiny: Bool
  /// Whether its products are plain sums, as it is tiny.
  package var hasPlainProducts = false
  package var stored: [ValueID: ValueID]
  package var outputs: [LoweredTensor]
  package var faultSites: [Lowering.FaultSite]
  /// What has to be checked when sizes are bound.
  package var sizeChecks: [Lowering.SizeCheck]
  /// The value of each graph variable, where it still has one.
  package var variables: [Int: LoweredTensor]
  /// Every distinct kernel, in the order of first use.
  package var kernels: [KernelSource]
  /// How many lowered kernels had to be written, as no other was of their form.
  package var formCount: Int
  package var symbols: [String]

  /// The OpenCL C of all kernels: one program.
  public var source: String { text(with: kernels, joinedKernels) }

  /// The kernels that do the work of several.
  package var joinedKernels: [JoinedKernel] {
    guard options.joinsLaunches else { return [] }
    return steps.flatMap(\.work.joined) + groups.compactMap(\.joined)
      + (lanes.map { [$0.kernel] } ?? [])
  }

  /// OpenCL C of some kernels, with all that they call.
  package func text(with kernels: [KernelSource], _ joined: [JoinedKernel]) -> String {
    var known: Set<String> = []
    let functions = joined.flatMap(\.definitions).filter { known.insert($0).inserted }
    let shared = Set(joined.flatMap(\.functions).map(\.text))
    let texts = kernels.map { kernel in
      let call = shared.contains(kernel.text) ? JoinedKernel.call(of: kernel) : nil
      return (call ?? kernel.text).replacing("$NAME", with: kernel.name)
    }
    let text = functions.joined() + texts.joined()
    // Part of OpenCL C since 1.2; older compilers ask for it by name.
    let isDouble = text.contains("double")
    return (isDouble ? "#pragma OPENCL EXTENSION cl_khr_fp64 : enable\n" : "") + Prelude.text
      + VectorAccess.definitions(for: text) + MathFunctions.definitions(for: text)
      + HalfFunctions.definitions(for: text) + DoubleFunctions.definitions(for: text) + text
  }

  /// The plans that a table names, and that this version does not offer for what they are to do.
  package var unknownPlans: [String] {
    steps.flatMap { step -> [String] in
      switch step.work {
      case .launch: []
      case .contract(let contract): contract.unknownPlans
      case .scan(let scan): scan.program.unknownPlans
      }
    }
  }

  /// The options to build it with.
  public var buildOptions: String { Prelude.options }

  /// The symbols that must be bound.
  public var symbolNames: [String] { symbols }

  /// The names of the distinct kernels.
  public var kernelNames: [String] { kernels.map(\.name) }
}

/// Graph → CompiledProgram: simplify, lower, fuse, schedule, write kernels.
public enum Compiler {
  /// The version of Apus.
  public static let version = "0.1.0"

  /// - Parameters:
  ///   - compilation: what to compile.
  ///   - traits: the device it is for.
  ///   - tuning: plans that were measured on that device; they change how fast the program is, and
  ///     nothing that it computes.
  /// - Throws: `GraphError` for outputs or updates that do not fit the graph, or operations that
  ///   have no kernels for their types.
  public static func compile(
    _ compilation: Compilation, for traits: DeviceTraits, tuning: TuningTable = TuningTable()
  ) throws -> CompiledProgram {
    let lowered = try Lowerer.run(compilation, hasFloat64: traits.hasFloat64)
    let fused = Fusion.run(lowered, fuses: compilation.options.fuses)
    var schedule = Scheduler.run(
      fused, separatesOutputs: compilation.options.placesOutputs)
    let hasProducts = schedule.entries.contains {
      if case .contract = $0.kernel.core { true } else { false }
    }
    let isTiny =
      compilation.options.joinsLaunches && compilation.options.makesTiny
      && schedule.makeTiny(traits)
    if compilation.options.fuses && !isTiny {
      schedule.copyCounters()
      schedule.sumColumns()
      schedule.packPrologues(traits)
    }

    schedule.dropUnreadStacks()
    var steps: [CompiledProgram.Step] = []
    var faultSites = fused.faultSites
    var kernels = WrittenKernels(invariants: compilation.options.invariants)
    for entry in schedule.entries {
      let parts = AttentionKernel.parts(entry.kernel, traits).flatMap {
        ReductionSplitter.run($0, &schedule.values)
      }
      var written: Set<ValueID> = []
      for (kernel, isSplit) in parts {
        let new = try kernels.written(
          kernel, isSplit: isSplit, isGated: entry.isUpdate, schedule
        ) { try write($0, traits, tuning, compilation, &faultSites) }
        let results = kernel.results.map(\.value)
        // A value that parts fill between them is complete only after the last one.
        let shared = results.filter(written.contains)
        written.formUnion(results)
        steps.append(
          CompiledProgram.Step(
            work: new.work, reads: distinct(kernel.accesses.map(\.value) + shared),
            writes: distinct(results) + new.temporaries, replaceable: replaceable(kernel),
            nodes: kernel.nodes, segment: kernel.segment, isUpdate: entry.isUpdate,
            pastCache: new.pastCache))
      }
    }
    var program = Grouping.run(
      CompiledProgram(
        graph: compilation.graph, traits: traits, options: compilation.options,
        values: schedule.values, steps: steps, isTiny: isTiny,
        hasPlainProducts: isTiny && hasProducts, stored: schedule.stored,
        outputs: schedule.outputs, faultSites: faultSites, sizeChecks: fused.sizeChecks,
        variables: fused.variables, kernels: [], formCount: kernels.count,
        symbols: Set(schedule.values.flatMap { $0.elementCount.symbols }).sorted()))
    program.lanes = Lanes(schedule, program)
    var known: Set<String> = []
    let sources = program.steps.flatMap {
      $0.work.sources + ($0.pastCache.map { [$0.source] } ?? [])
    }
    for source in sources + program.joinedKernels.map(\.source)
    where known.insert(source.text).inserted {
      program.kernels.append(source)
    }
    return program
  }

  /// - Parameter faultSites: the places that can fault, to which a loop adds those of its body.
  private static func write(
    _ form: WrittenKernels.Form, _ traits: DeviceTraits, _ tuning: TuningTable,
    _ compilation: Compilation, _ faultSites: inout [Lowering.FaultSite]
  ) throws -> WrittenKernels.Written {
    let (kernel, values) = (form.kernel, form.values)
    switch kernel.core {
    case .attention(let core):
      let attention = AttentionKernel(kernel, core, traits: traits)
      return .init(
        work: .launch(attention.source, attention.geometry, scratch: attention.scratch))
    case .none:
      let map = MapKernel(
        kernel, values: values, stored: form.stored, isGated: form.isGated, traits: traits)
      return .init(work: .launch(map.source, map.geometry), pastCache: map.pastCache)
    case .rows(let stages):
      let rows = RowsKernel(kernel, stages, values: values, traits: traits)
      return .init(
        work: .launch(rows.source, rows.geometry, scratch: rows.scratch),
        temporaries: rows.temporaries, pastCache: rows.pastCache)
    case .reduce(let reduction):
      let reduce = ReduceKernel(
        kernel, reduction, values: values, isSplit: form.isSplit, traits: traits)
      return .init(work: .launch(reduce.source, reduce.geometry))
    case .contract(let contraction):
      let contract = ContractKernel(
        kernel, contraction, values: values, traits: traits, tuning: tuning,
        barred: compilation.options.barredKernels, invariants: compilation.options.invariants)
      return .init(
        work: .contract(contract), temporaries: contraction.columnSums.map { [$0] } ?? [])
    case .table(let core):
      let table = TableKernel(kernel, core, values: values, traits: traits)
      return .init(
        work: .launch(table.source, table.geometry, scratch: table.scratch),
        pastCache: table.pastCache)
    case .native(let native, let inputs):
      return .init(work: launch(native, inputs, kernel, traits))
    case .scan(let core):
      let work = try ScanWork(
        core, kernel.results.map(\.value), compilation, traits, tuning,
        sitesBefore: faultSites.count)
      faultSites += work.faultSites(of: kernel.nodes.last ?? -1)
      return .init(work: .scan(work))
    }
  }

  private static func launch(
    _ native: NativeKernel, _ inputs: [ValueID], _ kernel: LoweredKernel, _ traits: DeviceTraits
  ) -> CompiledProgram.Work {
    let buffers = (inputs + kernel.results.map(\.value)).flatMap {
      [SymbolicArgument.buffer($0), .offset($0, plus: 0)]
    }
    let arguments = native.arguments.map { argument -> SymbolicArgument in
      switch argument {
      case .extent(let dim): .int(dim)
      case .float(let number): .float(number)
      }
    }
    let own = NativeKernel.Form(
      source: native.source, globalSize: native.globalSize, localSize: native.localSize)
    let form = traits.family == .gpu ? native.onGPU ?? own : own
    let source = KernelSource(
      kind: native.name, text: form.source.renamingKernel(native.name),
      arguments: buffers + arguments)
    return .launch(source, .native(form.globalSize, local: form.localSize))
  }

  private static func distinct(_ values: [ValueID]) -> [ValueID] {
    var seen: Set<ValueID> = []
    return values.filter { seen.insert($0).inserted }
  }

  /// Values that a map reads at the very element it writes, and nowhere else.
  private static func replaceable(_ kernel: LoweredKernel) -> [ValueID] {
    guard kernel.isMap, kernel.results.allSatisfy({ $0.store == nil }) else { return [] }
    let here = AffineIndex.rowMajor(Shape(kernel.domain)).withoutUnitLoops(kernel.domain)
    var elsewhere: Set<ValueID> = []
    var candidates: [ValueID] = []
    for instruction in kernel.body.instructions {
      guard let access = instruction.access else { continue }
      if case .load = instruction, access.bounds.isEmpty,
        access.index.withoutUnitLoops(kernel.domain) == here
      {
        candidates.append(access.value)
      } else {
        elsewhere.insert(access.value)
      }
    }
    return distinct(candidates).filter { !elsewhere.contains($0) }
  }
}

extension CompiledProgram.Work {
  /// Launches of this step that may share one.
  var joined: [JoinedKernel] {
    switch self {
    case .launch: []
    case .contract(let contract): contract.variants.compactMap(\.packs)
    case .scan(let scan): scan.program.joinedKernels
    }
  }

  package var sources: [KernelSource] {
    switch self {
    case .launch(let source, _, _): [source]
    case .contract(let contract):
      contract.variants.flatMap(\.sources)
        + (contract.k.isSymbolic || contract.k == 0 ? contract.empty.map(\.source) : [])
    case .scan(let scan): scan.program.kernels
    }
  }
}

extension String {
  /// The source of a native kernel with `$NAME` where its name is defined.
  fileprivate func renamingKernel(_ name: String) -> String {
    var result = ""
    var rest = self[...]
    while let range = rest.firstRange(of: name) {
      let before = rest[..<range.lowerBound].last
      let after = rest[range.upperBound...].first
      func continues(_ character: Character?) -> Bool {
        character.map { $0.isLetter || $0.isNumber || $0 == "_" } ?? false
      }
      let isWhole = !continues(before) && !continues(after)
      result += rest[..<range.lowerBound] + (isWhole ? "$NAME" : name)
      rest = rest[range.upperBound...]
    }
    return result + rest + "\n"
  }
}
