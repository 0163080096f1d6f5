import Apus
import ApusData
import ArgumentParser

/// `apus tune`.
struct TuneCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tune",
    abstract:
      "Measures which plans of matrix products are the fastest on a device, and keeps them.",
    discussion: """
      The program is a file that SavedProgram or Graph.save(to:) wrote, or one of the demos. Its \
      steps run on made-up data with every plan that adds in the same order: no result depends on \
      what is chosen. What was measured is kept in the cache folder for this device, driver and \
      version of Apus; programs that are compiled from then on use it. APUS_TUNING=off has them \
      leave it alone. It takes a minute or a few, most of it compiling.
      """)

  @OptionGroup var program: ProgramOptions

  @Option(help: "Steps to time in each round.")
  var steps = 10

  @Flag(help: "Tells what was measured, and keeps nothing.")
  var dryRun = false

  func validate() throws {
    try program.validate()
    guard steps >= 1 else { throw ValidationError("--steps must be at least 1") }
  }

  func run() throws {
    let subject = try program.subject()
    let context = try program.context()
    let file = TuningFile(context.device, context.traits)
    if !dryRun { try file.checkWritable() }
    let graph = subject.graph
    let tuner = Tuner(
      Compilation(graph, outputs: try subject.outputs(named: []), updates: subject.updates),
      store: try VariableStore(graph, in: context), feeds: try program.feeds(subject),
      steps: steps)
    let found = try tuner.run { round, rounds in
      Output.note("round \(round + 1) of \(rounds)")
    }
    guard !found.choices.isEmpty else {
      print("nothing to choose: the program has no matrix product with several plans")
      return
    }
    print(table(found))
    if dryRun { return }
    try file.save(file.table().merged(with: found))
    print("kept in \(file.path ?? "")")
  }

  private func table(_ found: TuningTable) -> String {
    let header = ["matrix product", "µs", "without", "gain", "plan"]
    let rows = found.choices.map { choice in
      [
        "\(choice.contraction)", ProfileReport.number(choice.microseconds, 1),
        ProfileReport.number(choice.untunedMicroseconds, 1),
        ProfileReport.number(
          (choice.untunedMicroseconds / max(choice.microseconds, 1e-9) - 1) * 100, 0) + " %",
        choice.plan,
      ]
    }
    return Output.table([header] + rows, rightAligned: [1, 2, 3])
  }
}
