import Apus
import FoundationEssentials

/// `value` with a fixed number of digits after the point, as in `0.9812`.
public func decimal(_ value: Double, digits: Int = 4) -> String {
  NumberText.fixed(value, digits: digits)
}

/// The end of an example: lines that a program can read, and the pictures.
public struct ExampleReport {
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  /// The largest difference that `expect` has seen.
  public private(set) var worstError = 0.0

  /// Starts the clock.
  public init() { start = clock.now }

  /// Compares a result with what it has to be, and notes how far it is off.
  /// - Throws: `ResultTooWeak` where the shape differs, or a number by `bound` or more.
  public mutating func expect(
    _ name: String, _ found: Tensor, _ expected: Tensor, within bound: Double
  ) throws {
    let errors = zip(found.doubles, expected.doubles).map { abs($0 - $1) }
    // Written so that a NaN is too far off.
    guard found.shape == expected.shape, errors.allSatisfy({ $0 < bound }) else {
      throw ResultTooWeak("expected \(name) = \(expected) within \(bound), found \(found)")
    }
    worstError = max(worstError, errors.max() ?? 0)
  }

  /// Prints the result, the digest of the parameters where there are some, and the time since the
  /// report was made.
  public func finish(_ name: String, _ value: Double, store: VariableStore? = nil) throws {
    let seconds = decimal(start.duration(to: clock.now).seconds, digits: 1)
    print("\(name): \(value < 0.001 ? NumberText.short(value) : decimal(value))")
    if let store { print("parameters sha256: \(try store.parameterDigest)") }
    print("seconds: \(seconds)")
  }

  /// Prints the worst error of what `expect` compared, and the rest as the other form does.
  public func finish(store: VariableStore? = nil) throws {
    try finish("worst error", worstError, store: store)
  }

  /// Keeps what was learned as safetensors, and says where.
  public func saveParameters(_ name: String, in folder: String, of trainer: Trainer) throws {
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true)
    let path = "\(folder)/\(name).safetensors"
    try trainer.saveParameters(to: path)
    print("parameters: \(path)")
  }

  /// Writes the loss curve and the picture of the graph, and says where.
  /// - Parameters:
  ///   - name: how the file names begin.
  ///   - folder: where to write; made if it is missing.
  ///   - loss: what the picture of the graph shows, and all it depends on.
  public func writePictures(
    _ name: String, in folder: String, trainer: Trainer, loss: Variable,
    curves: [(name: String, points: [(Double, Double)])]
  ) throws {
    let chart = LineChart(
      title: "\(name): loss", xLabel: "step", yLabel: "loss", series: curves, logY: true)
    let drawing = try trainer.graph.drawing(title: name, of: [loss.id], loss: loss.id)
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true)
    for (file, text) in [("loss", chart.svg()), ("graph", drawing.svg())] {
      let path = "\(folder)/\(name)-\(file).svg"
      try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
      print("\(file == "loss" ? "loss curve" : "graph"): \(path)")
    }
  }
}

/// A result that is not good enough; the program ends with it.
public struct ResultTooWeak: Error, CustomStringConvertible {
  public let description: String

  /// - Parameter text: what was expected and what was found.
  public init(_ text: String) { description = text }
}
