import Foundation

/// Times workloads: N steps with one final synchronisation, several times.
struct Stopwatch {
  /// How long one repetition is to last.
  var seconds: Double
  /// Repetitions.
  var runs: Int
  /// Called before and after each repetition of all workloads.
  var pace = Pace(isOn: false)

  /// Milliseconds of a step.
  struct Times {
    /// One number for each repetition, with one synchronisation at its end.
    var steps: [Double] = []
    /// One number for each repetition, with a synchronisation after each step.
    var synced: [Double] = []
  }

  /// Times workloads in turn, A B A B …, so that what else the machine does hits all alike.
  func times(_ workloads: [any Workload]) throws -> [Times] {
    let counts = try workloads.map(stepCount)
    if pace.isOn { pace.say("ready") }
    var times = [Times](repeating: Times(), count: workloads.count)
    for _ in 0..<runs {
      try pace.begin()
      defer { pace.end() }
      for (position, workload) in workloads.enumerated() {
        let count = counts[position]
        times[position].steps.append(try time(workload, count, syncsEachStep: false))
        let few = max(1, count / 4)
        times[position].synced.append(try time(workload, few, syncsEachStep: true))
      }
    }
    return times
  }

  /// Warms up, and finds how many steps last `seconds`.
  private func stepCount(_ workload: any Workload) throws -> Int {
    var count = 2
    _ = try time(workload, count, syncsEachStep: false)
    while true {
      let milliseconds = try time(workload, count, syncsEachStep: false)
      let needed = max(1, Int((seconds * 1000 / milliseconds).rounded(.up)))
      // Trusted once measured over a tenth of the time.
      if count * 10 >= needed { return needed }
      count = min(needed, count * 10)
    }
  }

  private func time(
    _ workload: any Workload, _ count: Int, syncsEachStep: Bool
  ) throws -> Double {
    try workload.reset()
    try workload.synchronize()
    let start = ContinuousClock.now
    let interval = syncsEachStep ? 1 : workload.stepsPerSynchronization ?? count
    for number in 1...count {
      try workload.step()
      if number.isMultiple(of: interval) { try workload.synchronize() }
    }
    try workload.synchronize()
    return (ContinuousClock.now - start) / .milliseconds(1) / Double(count)
  }
}

/// Takes turns with other programs: a repetition begins when a line is read from standard input, and
/// is followed by a line on standard output.
struct Pace {
  /// Whether to take turns at all.
  var isOn: Bool

  func begin() throws {
    guard isOn, readLine() == nil else { return }
    throw BenchmarkError("--paced: standard input ended before the last repetition")
  }

  func end() {
    if isOn { say("done") }
  }

  /// Prints a line at once, even into a pipe.
  func say(_ line: String) {
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
  }
}

extension [Double] {
  /// The middle number, or the mean of the two in the middle; NaN if there are none.
  var median: Double {
    guard !isEmpty else { return .nan }
    let sorted = sorted()
    let middle = count / 2
    return count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}
