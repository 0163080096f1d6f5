import FoundationEssentials

extension Array {
  /// What this process takes of some cases: all of them, or of every `n` in turn the `k`-th where the
  /// environment says `APUS_PART=k/n`. Compiling kernels is what takes the time: jobs of the matrix
  /// share the cases out, and machines of many cores run as many processes.
  public var ofThisPart: [Element] {
    let numbers = (ProcessInfo.processInfo.environment["APUS_PART"] ?? "").split(separator: "/")
      .compactMap { Int($0) }
    guard numbers.count == 2, (1...Swift.max(1, numbers[1])).contains(numbers[0]) else {
      return self
    }
    return indices.filter { $0 % numbers[1] == numbers[0] - 1 }.map { self[$0] }
  }
}
