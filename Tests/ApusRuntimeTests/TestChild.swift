import Foundation

/// Runs one test of this very program in a process of its own: for what is the whole process's,
/// such as the count of handles or the heap.
enum TestChild {
  private static let mark = "APUS_RUNTIME_TEST_CHILD"

  static var isChild: Bool { ProcessInfo.processInfo.environment[mark] != nil }

  struct Outcome {
    let exitCode: Int32
    let output: String
  }

  static func run(_ test: String, _ variables: [String: String] = [:]) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments = ["--testing-library", "swift-testing", "--filter", test]
    let own = ProcessInfo.processInfo.environment
    process.environment = own.merging([mark: test]) { $1 }.merging(variables) { $1 }
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return Outcome(
      exitCode: process.terminationStatus, output: String(decoding: data, as: UTF8.self))
  }
}
