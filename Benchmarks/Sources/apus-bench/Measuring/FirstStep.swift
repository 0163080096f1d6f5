import Foundation

/// Times the start of a program: from the start of a process to the end of its first step.
///
/// This program starts itself again with `--first-step`, and tells the child by the environment when
/// that was.
enum FirstStep {
  private static let variable = "APUS_BENCH_STARTED"

  /// What a process of one step tells on its standard output, as JSON.
  struct Report: Codable {
    /// From process start to the end of the first step.
    var seconds: Double
    var processBytes: ProcessMemory.Readings?
  }

  /// What processes of one step tell: with empty caches, then with the caches that this left.
  static func reports(_ name: String, _ extents: Extents) throws -> (cold: Report, warm: Report) {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("apus-bench-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    var environment = ProcessInfo.processInfo.environment
    environment["APUS_CACHE_DIR"] = folder.appendingPathComponent("apus").path
    environment["POCL_CACHE_DIR"] = folder.appendingPathComponent("pocl").path
    let cold = try report(name, extents, environment)
    return (cold, try report(name, extents, environment))
  }

  private static func report(
    _ name: String, _ extents: Extents, _ environment: [String: String]
  ) throws -> Report {
    guard let program = Bundle.main.executableURL else {
      throw BenchmarkError("this program does not know its own path")
    }
    let process = Process()
    process.executableURL = program
    process.arguments = [name, "--first-step", "--shape"] + extents.arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.environment = environment.merging([variable: "\(now)"]) { $1 }
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    guard process.terminationStatus == 0,
      let report = try? decoder.decode(Report.self, from: output)
    else {
      throw BenchmarkError(
        "the first step of \(name) in a process of its own failed: "
          + String(decoding: output, as: UTF8.self))
    }
    return report
  }

  /// In the child: seconds since it was started.
  static var sinceStart: Double {
    let started = ProcessInfo.processInfo.environment[variable].flatMap { Double($0) }
    return now - (started ?? now)
  }

  private static var now: Double { Date().timeIntervalSince1970 }
}
