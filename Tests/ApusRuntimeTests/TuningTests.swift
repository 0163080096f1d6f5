import ApusCompiler
import ApusGraph
import ApusRuntime
import Foundation
import OpenCLKit
import Testing

/// Measuring plans, keeping what was found, and what it must not change: results.
@Suite(.serialized, .enabled(if: !TestMode.isOclgrind))
struct TuningTests {
  /// Contractions of a program at a binding, each with the plans for it.
  private func subjects(
    _ program: CompiledProgram, _ binding: [String: Int]
  ) throws -> [(contraction: TuningTable.Contraction, plans: [GemmPlan])] {
    try program.steps.compactMap { step in
      guard case .contract(let contract) = step.work else { return nil }
      let shape = try ContractKernel.shape(contract.m, contract.n, contract.k, contract.batch) {
        try $0.value(binding)
      }
      return (contract.contraction(shape), contract.candidates(for: shape))
    }
  }

  /// A table that names every plan; with `choose`, a program runs by each of them.
  private func everything(
    _ subjects: [(contraction: TuningTable.Contraction, plans: [GemmPlan])]
  ) -> TuningTable {
    TuningTable(
      subjects.flatMap { subject in
        subject.plans.map { TuningTable.Choice(subject.contraction, $0) }
      })
  }

  private func context() throws -> ComputeContext {
    let context = try ComputeContext(.default, family: .cpu)
    context.tuning = TuningTable()
    return context
  }

  @Test func allCandidatesGiveTheSameBits() throws {
    let context = try context()
    let builder = GraphBuilder()
    // k has more than one block of 384, rows and columns are no multiples of a tile.
    let (m, k, n) = (37, 603, 45)
    func operand(_ name: String, _ shape: [Int]) throws -> (Variable, Tensor) {
      let count = shape.reduce(1, *)
      let values = (0..<count).map { Float(($0 * 7919) % 2003) / 4004 - 0.25 }
      return (try builder.input(name, Shape(shape)), try Tensor(values, shape: shape))
    }
    let (a, aValues) = try operand("a", [m, k])
    let (b, bValues) = try operand("b", [k, n])
    let (c, cValues) = try operand("c", [n, k])
    let outputs = [try tanh(matmul(a, b)), try matmul(a, c, transposeB: true)]
    let graph = builder.finish()
    let feeds: [VariableID: any Feed] = [a.id: aValues, b.id: bValues, c.id: cValues]
    let compilation = Compilation(
      graph, outputs: outputs.map(\.id), options: .init(joinsLaunches: false))
    let untuned = try Compiler.compile(compilation, for: context.traits)
    let subjects = try subjects(untuned, [:])
    try #require(subjects.count == 2)
    let rounds = subjects.map(\.plans.count).max() ?? 0
    #expect(rounds >= 8 && subjects.allSatisfy { Set($0.plans).count == $0.plans.count })
    let plans = subjects.flatMap(\.plans)
    #expect(plans.contains { $0.kBlock > 0 } && plans.contains { $0.packsA && !$0.packsB })
    var program = try Compiler.compile(
      compilation, for: context.traits, tuning: everything(subjects))
    let store = try VariableStore(graph, in: context)
    let expected = try Executable(compilation, store: store, program: untuned)
      .run(feeding: feeds)
    for round in 0..<rounds {
      program.choose(round)
      let found = try Executable(compilation, store: store, program: program).run(feeding: feeds)
      let names = subjects.map { $0.plans[min(round, $0.plans.count - 1)].name }
      #expect(found == expected, "\(names)")
    }
  }

  /// Three steps of a network large enough for tiles: what is in the store afterwards.
  private func trained(_ context: ComputeContext) throws -> (digest: String, plan: Plan) {
    let network = try TestNetwork(hidden: 192)
    let executable = try network.executable(in: context)
    for number in 0..<3 { try executable.step(network.feeds(64, number)) }
    return (try executable.store.parameterDigest, try executable.plan)
  }

  @Test func trainingByATableGivesTheSameBits() throws {
    let untuned = try trained(context())
    #expect(!untuned.plan.launches.contains { $0.isTuned })
    let network = try TestNetwork(hidden: 192)
    let context = try context()
    let compilation = Compilation(
      network.graph, outputs: [network.loss.id], updates: network.updates)
    let program = try Compiler.compile(compilation, for: context.traits)
    let subjects = try subjects(program, ["batch": 64]).filter { $0.plans.count > 1 }
    try #require(!subjects.isEmpty)
    // The last plan of some, whether or not it is fast.
    context.tuning = TuningTable(
      subjects.prefix(2).compactMap { subject in
        subject.plans.last.map { TuningTable.Choice(subject.contraction, $0) }
      })
    let tuned = try trained(context)
    #expect(tuned.plan.launches.contains { $0.isTuned })
    #expect(tuned.plan.kernelNames != untuned.plan.kernelNames)
    #expect("\(tuned.plan)".contains(", tuned"))
    #expect(tuned.digest == untuned.digest)
  }

  @Test func theTunerChoosesAmongTheCandidates() throws {
    let context = try context()
    let builder = GraphBuilder()
    let x = try builder.input("x", [.batch, 32])
    let w = try builder.parameter("w", [32, 40], initial: .uniform(low: -1, high: 1))
    // Two of the same kind, and an activation in the write-back.
    let outputs = [try tanh(matmul(x, w)), try matmul(x * 2, w)]
    let graph = builder.finish()
    let compilation = Compilation(
      graph, outputs: outputs.map(\.id), options: .init(joinsLaunches: false))
    let values = try Tensor([Float](repeating: 0.5, count: 200 * 32), shape: [200, 32])
    var rounds: [Int] = []
    let table = try Tuner(
      compilation, store: VariableStore(graph, in: context), feeds: [x.id: values], steps: 1
    ).run { round, _ in rounds.append(round) }
    let subjects = try subjects(
      Compiler.compile(compilation, for: context.traits), ["batch": 200])
    #expect(subjects.count == 2 && rounds == Array(0..<rounds.count) && rounds.count >= 6)
    #expect(table.choices.map(\.contraction) == [subjects[0].contraction])
    let choice = try #require(table.choices.first)
    #expect(subjects[0].plans.contains { $0.name == choice.plan })
    #expect(choice.microseconds > 0 && choice.microseconds <= choice.untunedMicroseconds)
  }

  @Test func aProgramWithoutProductsHasNothingToTune() throws {
    let builder = GraphBuilder()
    let x = try builder.input("x", [3])
    let y = try exp(x)
    let graph = builder.finish()
    let table = try Tuner(
      Compilation(graph, outputs: [y.id]), store: VariableStore(graph, in: context()),
      feeds: [x.id: try Tensor([1, 2, 3] as [Float], shape: [3])]
    ).run()
    #expect(table == TuningTable())
  }

  // MARK: The file

  private let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("apus-tuning-\(UUID().uuidString)").path

  private var table: TuningTable {
    let problem = GemmProblem(aUnit: .k, bUnit: .n)
    let shape = GemmShape(m: 64, n: 192, k: 6)
    return TuningTable([TuningTable.Choice(TuningTable.Contraction(problem, shape), .gpu)])
  }

  @Test func tablesAreKeptForTheirDeviceOnly() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let device = try Device.default
    let traits = try DeviceTraits(device, family: .cpu)
    let file = TuningFile(device, traits, folder: folder)
    let path = try #require(file.path)
    #expect(path.hasPrefix(folder) && file.table() == TuningTable())
    try file.save(table)
    #expect(file.table() == table)
    // Written as a whole, under a name of its own: nothing else is left in the folder.
    let files = try FileManager.default.contentsOfDirectory(atPath: folder + "/tuning")
    #expect(files.count == 1)

    // Another number of threads, another memory.
    for change in [\DeviceTraits.computeUnits, \.memory] {
      var other = traits
      other[keyPath: change] += 1
      #expect(TuningFile(device, other, folder: folder).table() == TuningTable())
    }
    let text = try String(contentsOfFile: path, encoding: .utf8)
    for (part, changed) in [
      ("\"schema\":\(TuningFile.schema)", "\"schema\":0"),
      ("\"apus\":\"\(Compiler.version)\"", "\"apus\":\"0.0.1\""),
      ("\"driver\":\"", "\"driver\":\"older "),
    ] {
      try #require(text.contains(part))
      try text.replacing(part, with: changed).write(toFile: path, atomically: true, encoding: .utf8)
      #expect(file.table() == TuningTable(), "\(part)")
    }
    // And made anew.
    try file.save(table)
    #expect(file.table() == table)
  }

  @Test(arguments: ["on", "TRUE", "1", ""], ["off", "False", "0"])
  func theSettingIsYesOrNo(yes: String, no: String) throws {
    #expect(try TuningFile.isUsed(setting: yes))
    #expect(try !TuningFile.isUsed(setting: no))
    let error = #expect(throws: RuntimeError.self) {
      try TuningFile.isUsed(setting: yes + no + "?")
    }
    #expect(error?.kind == .invalidSetting && error?.found == "'\(yes)\(no)?'")
  }

  /// A file stands where a folder is needed: that holds for the superuser too.
  @Test func whatStandsInTheWayOfTheFolderIsNamed() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let device = try Device.default
    let traits = try DeviceTraits(device)
    let good = TuningFile(device, traits, folder: folder)
    try good.checkWritable()
    #expect(good.table() == TuningTable())
    let blocked = folder + "/file"
    try "".write(toFile: blocked, atomically: true, encoding: .utf8)
    for path in [blocked, blocked + "/deeper"] {
      let file = TuningFile(device, traits, folder: path)
      for call in [file.checkWritable, { try file.save(table) }] {
        let error = #expect(throws: RuntimeError.self) { try call() }
        #expect(error?.found.hasPrefix(blocked) == true)
        #expect(error?.found.hasSuffix("Not a directory") == true)
        #expect(error?.advice.contains("APUS_CACHE_DIR") == true)
      }
    }
  }

  @Test func damagedFilesAreIgnored() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let device = try Device.default
    let file = TuningFile(device, try DeviceTraits(device), folder: folder)
    let path = try #require(file.path)
    try file.save(table)
    let text = try String(contentsOfFile: path, encoding: .utf8)
    for damaged in ["", "no table", String(text.prefix(text.count / 2)), "{\"identity\": 3}"] {
      try damaged.write(toFile: path, atomically: true, encoding: .utf8)
      #expect(file.table() == TuningTable(), "\(damaged)")
    }
  }

  @Test func newerChoicesReplaceOlderOnes() throws {
    let problem = GemmProblem(aUnit: .k, bUnit: .n)
    func choice(_ m: Int, _ microseconds: Double) -> TuningTable.Choice {
      TuningTable.Choice(
        TuningTable.Contraction(problem, GemmShape(m: m, n: 8, k: 8)), .gpu,
        microseconds: microseconds)
    }
    let merged = TuningTable([choice(1, 1), choice(2, 2)]).merged(with: TuningTable([choice(2, 3)]))
    #expect(merged == TuningTable([choice(1, 1), choice(2, 3)]))
  }
}
