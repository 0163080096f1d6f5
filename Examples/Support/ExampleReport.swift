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

  /// Starts the clock.
  public init() { start = clock.now }

  /// Prints the result, the digest of the parameters and the time since the report was made.
  public func finish(_ name: String, _ value: Double, store: VariableStore) throws {
    let seconds = decimal(start.duration(to: clock.now).seconds, digits: 1)
    print("\(name): \(decimal(value))")
    print("parameters sha256: \(try store.parameterDigest)")
    print("seconds: \(seconds)")
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
