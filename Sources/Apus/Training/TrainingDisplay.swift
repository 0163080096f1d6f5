#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Shows how training goes, on standard error: a bar with rate and remaining time on a terminal,
/// plain lines elsewhere. Before the first step it says how many kernels may have to be compiled.
///
///     epoch 2/5 [########--------]  52 %  1043 steps/s  eta 3 s  loss 0.1204
public struct TrainingDisplay: Sendable {
  /// Where the text goes, such as into a log.
  private let write: @Sendable (String) -> Void
  private let isTerminal: Bool
  private let clock = ContinuousClock()
  private var start: ContinuousClock.Instant
  private var shown: ContinuousClock.Instant
  private var done = 0
  private var epochs = 0
  private var stepsPerEpoch = 0

  /// A display on standard error.
  public init() {
    self.init(isTerminal: isatty(STDERR_FILENO) == 1) { text in
      var bytes = Array(text.utf8)[...]
      while !bytes.isEmpty {
        let count = bytes.withUnsafeBytes { Self.writeBytes($0) }
        if count <= 0 { return }
        bytes = bytes.dropFirst(count)
      }
    }
  }

  /// A display that gives its text to `write`; on a terminal, lines are drawn over each other.
  public init(isTerminal: Bool, write: @escaping @Sendable (String) -> Void) {
    self.write = write
    self.isTerminal = isTerminal
    start = clock.now
    shown = start
  }

  private static func writeBytes(_ bytes: UnsafeRawBufferPointer) -> Int {
    #if canImport(Glibc)
      Glibc.write(STDERR_FILENO, bytes.baseAddress, bytes.count)
    #elseif canImport(Musl)
      Musl.write(STDERR_FILENO, bytes.baseAddress, bytes.count)
    #else
      Darwin.write(STDERR_FILENO, bytes.baseAddress, bytes.count)
    #endif
  }

  mutating func begin(epochs: Int, stepsPerEpoch: Int) {
    (self.epochs, self.stepsPerEpoch, done) = (epochs, stepsPerEpoch, 0)
    start = clock.now
    shown = start
  }

  /// What the first step waits for: a large model takes seconds, and shows nothing else meanwhile.
  func compile(kernels: Int) {
    let text = "compiling \(kernels) kernel\(kernels == 1 ? "" : "s"), but for those in the cache"
    write(isTerminal ? "\r\u{1B}[K" + text : text + "\n")
  }

  mutating func advance(epoch: Int, loss: Double?) {
    done += 1
    // Ten pictures a second on a terminal, a line every ten seconds elsewhere.
    let interval: Duration = isTerminal ? .milliseconds(100) : .seconds(10)
    let now = clock.now
    guard shown.duration(to: now) >= interval else { return }
    shown = now
    let elapsed = start.duration(to: now).seconds
    let rate = Double(done) / elapsed
    // In floating point: there is no harm in an enormous number of epochs that a hook ends.
    let rest = (Double(epochs) * Double(stepsPerEpoch) - Double(done)) / rate
    let inEpoch = done - epoch * stepsPerEpoch
    let share = Double(inEpoch) / Double(Swift.max(1, stepsPerEpoch))
    let parts = [
      isTerminal ? bar(share) : nil, NumberText.fixed(share * 100, digits: 0) + " %",
      NumberText.fixed(rate, digits: rate < 10 ? 1 : 0) + " steps/s",
      "eta " + NumberText.time(seconds: rest), loss.map { "loss " + NumberText.short($0) },
    ]
    let text = "epoch \(epoch + 1)/\(epochs) " + parts.compactMap { $0 }.joined(separator: "  ")
    write(isTerminal ? "\r\u{1B}[K" + text : text + "\n")
  }

  mutating func finish(_ report: EpochReport) {
    // Of many epochs, every tenth part gets a line.
    let isLast = report.epoch + 1 == epochs
    guard epochs <= 20 || isLast || (report.epoch + 1) % (epochs / 10) == 0 else { return }
    var text = "epoch \(report.epoch + 1)/\(epochs)  loss \(NumberText.short(report.loss))"
    for (name, value) in report.validation.sorted(by: { $0.key < $1.key }) {
      text += "  validation \(name) \(NumberText.short(value))"
    }
    let isShort = report.seconds < 1
    let time = NumberText.fixed(
      isShort ? report.seconds * 1000 : report.seconds, digits: isShort ? 0 : 1)
    text += "  (\(time) \(isShort ? "ms" : "s"))"
    write((isTerminal ? "\r\u{1B}[K" : "") + text + "\n")
  }

  private func bar(_ share: Double) -> String {
    let width = 24
    let filled = Int((Swift.min(Swift.max(share, 0), 1) * Double(width)).rounded())
    let (full, empty) = (
      String(repeating: "#", count: filled), String(repeating: "-", count: width - filled)
    )
    return "[\(full)\(empty)]"
  }
}
