import Apus
import ApusData
import ArgumentParser

/// `apus profile`.
struct ProfileCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "profile",
    abstract: "Runs some steps on made-up data, and tells where the time goes.",
    discussion: """
      The program is a file that SavedProgram or Graph.save(to:) wrote, or one of the demos. Times \
      are those of the device's own clock, medians; arithmetic and bytes are what the operations \
      need, so a kernel that moves more shows as a slow one. With --trace, the launches of one step \
      are written for chrome://tracing or ui.perfetto.dev.
      """)

  @OptionGroup var program: ProgramOptions

  @Option(help: "Steps to time.")
  var steps = 20

  @Option(help: ArgumentHelp("Write a trace of one step.", valueName: "file"))
  var trace: String?

  @Flag(help: "A line for each launch, in order, rather than for each kernel.")
  var launches = false

  func validate() throws {
    try program.validate()
    guard steps >= 1 else { throw ValidationError("--steps must be at least 1") }
  }

  func run() throws {
    let subject = try program.subject()
    let context = try program.context()
    let graph = subject.graph
    let executable = try Executable(
      graph, outputs: try subject.outputs(named: []), updates: subject.updates,
      store: VariableStore(graph, in: context))
    let profile = try executable.profile(feeding: try program.feeds(subject), steps: steps)
    let report = ProfileReport(profile, try context.measurePeaks())
    print(launches ? report.launches : report.kernels)
    if let trace {
      try FileBytes.write(Array(report.trace.utf8), to: trace)
      print("trace: \(trace)")
    }
  }
}
