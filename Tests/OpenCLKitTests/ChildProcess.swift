import Foundation

@testable import OpenCLKit

/// Runs one test of this very test program in a process of its own, with its own environment
/// variables: the only honest way to test what is read from the environment once.
enum ChildProcess {
  /// Marks a child, so that the child's tests run there and nowhere else.
  static let mark = "APUS_TEST_CHILD"

  static var isChild: Bool { Environment.value(mark) != nil }

  struct Outcome {
    let exitCode: Int32
    let output: String
  }

  /// A started child.
  struct Running {
    let process: Process
    let pipe: Pipe

    func wait() throws -> Outcome {
      let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
      process.waitUntilExit()
      return Outcome(
        exitCode: process.terminationStatus, output: String(decoding: data, as: UTF8.self))
    }
  }

  static func start(_ test: String, _ variables: [String: String]) throws -> Running {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments = ["--testing-library", "swift-testing", "--filter", test]
    var environment = ProcessInfo.processInfo.environment
    environment[mark] = test
    for (name, value) in variables { environment[name] = value }
    process.environment = environment
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    return Running(process: process, pipe: pipe)
  }

  static func run(_ test: String, _ variables: [String: String]) throws -> Outcome {
    try start(test, variables).wait()
  }
}
