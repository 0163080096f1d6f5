import Apus
import ApusData
import ArgumentParser

/// `apus inspect`.
struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Prints a graph, its plan, its kernels and the memory they take.",
    discussion: """
      The graph is a file that Graph.save(to:) or Trainer.saveProgram(to:) wrote, or one of the \
      demos. Nothing is run, and with --family no OpenCL is needed. Without --graph, --stages, \
      --plan, --kernels or --memory all but the stages are printed.
      """)

  @Argument(help: ArgumentHelp("A saved graph.", valueName: "graph.json"), completion: .file())
  var path: String?

  @Option(help: "A built-in graph instead: xor, mlp or gpt, with Adam.")
  var demo: DemoGraph?

  @OptionGroup var bindings: SymbolBindings

  @Option(
    name: .customLong("output"), parsing: .singleValue,
    help: ArgumentHelp(
      "A variable to compute, by the name the graph prints, such as %12; by default all that "
        + "nothing else uses.", valueName: "variable"))
  var outputs: [String] = []

  @Option(help: "training or evaluation.")
  var mode = Mode.training

  @Flag(name: .customLong("graph"), help: "Print the graph.")
  var showsGraph = false

  @Flag(name: .customLong("stages"), help: "Print each stage between the graph and the plan.")
  var showsStages = false

  @Flag(name: .customLong("plan"), help: "Print the kernel launches in their order.")
  var showsPlan = false

  @Flag(name: .customLong("kernels"), help: "Print the OpenCL C.")
  var showsKernels = false

  @Flag(name: .customLong("memory"), help: "Print the planned bytes.")
  var showsMemory = false

  @Option(help: ArgumentHelp("Write the graph for Graphviz.", valueName: "file"))
  var dot: String?

  @Option(help: ArgumentHelp("Write a picture of the graph.", valueName: "file"))
  var svg: String?

  @Option(help: ArgumentHelp("Write the graph as Graph.save(to:) does.", valueName: "file"))
  var save: String?

  @Option(help: "Plan for this device: an index, a part of its name, cpu or gpu.")
  var device: String?

  @Option(help: "Plan for this family of kernels, cpu or gpu; no device is needed.")
  var family: DeviceTraits.Family?

  func validate() throws {
    guard (path == nil) != (demo == nil) else {
      throw ValidationError("give a saved graph, or --demo xor|mlp|gpt")
    }
  }

  func run() throws {
    let subject = try demo.map { try $0.subject(mode) } ?? Subject(contentsOf: path ?? "", mode)
    let (wanted, isAsked) = try (subject.outputs(named: outputs), !outputs.isEmpty)
    let (traits, tuning) = try chosenTraits()
    if let save { try subject.graph.save(to: save) }
    try draw(subject, isAsked ? wanted : subject.pictured)
    var compilation = Compilation(
      subject.graph, outputs: wanted, updates: isAsked ? [] : subject.updates, mode: mode)
    var program = try Compiler.compile(compilation, for: traits, tuning: tuning)
    let binding = try bindings.bound(program.symbolNames, subject.defaults)
    var plan = try program.plan(for: binding)
    if program.isOutgrown(by: plan) {
      // As an executable does at such sizes.
      compilation.options.makesTiny = false
      program = try Compiler.compile(compilation, for: traits, tuning: tuning)
      plan = try program.plan(for: binding)
    }

    let showsAll = !(showsGraph || showsStages || showsPlan || showsKernels || showsMemory)
    var parts: [String] = []
    if showsGraph || showsAll { parts.append(subject.graph.description) }
    if showsStages {
      parts.append(try Stages(compilation, for: traits, tuning: tuning).description)
    }
    if showsPlan || showsAll {
      parts.append("\(mode.rawValue), kernels of the \(traits.family) family\n\(plan)")
    }
    if showsKernels || showsAll { parts.append(program.source) }
    if showsMemory || showsAll { parts.append(try MemoryReport(subject.graph, plan).text) }
    print(parts.joined(separator: "\n\n"))
  }

  // MARK: Arguments

  /// The device to plan for, and what was measured on it; nothing was for one that is made up.
  private func chosenTraits() throws -> (DeviceTraits, TuningTable) {
    func measured(_ device: Device) throws -> (DeviceTraits, TuningTable) {
      let traits = try DeviceTraits(device, family: family)
      return (traits, try TuningFile.isUsed ? TuningFile(device, traits).table() : TuningTable())
    }
    if let device { return try measured(Device.select(DeviceSelector(device))) }
    if let family { return (DeviceTraits(family: family), TuningTable()) }
    let standard: Device
    do {
      standard = try Device.default
    } catch {
      switch error {
      case .libraryNotFound, .noPlatforms, .noDevices:
        Output.note("note: there is no OpenCL device; this is the plan for --family cpu.")
        return (DeviceTraits(family: .cpu), TuningTable())
      default: throw error
      }
    }
    return try measured(standard)
  }

  private func draw(_ subject: Subject, _ pictured: [VariableID]?) throws {
    guard dot != nil || svg != nil else { return }
    let drawing = try subject.graph.drawing(
      title: subject.title, of: pictured, loss: subject.loss)
    if let dot { try FileBytes.write(Array(drawing.dot().utf8), to: dot) }
    if let svg { try FileBytes.write(Array(drawing.svg().utf8), to: svg) }
  }
}

extension Mode: ExpressibleByArgument {}
