import Apus
import ArgumentParser
import ExampleSupport

/// The manual way: write inputs, run forward, seed an output gradient, run backward, read any
/// gradient, and apply an update of one's own.
@main
struct Manual: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual", abstract: "Runs forward and backward by hand with a Session.")

  @OptionGroup var options: ExampleOptions

  func run() throws {
    var report = ExampleReport()
    let device = try options.chosenDevice()
    try firstTest(on: device, &report)
    try handWrittenDescent(on: device, &report)
    try report.finish()
  }

  /// The first test of the original system (2016).
  private func firstTest(on device: Device, _ report: inout ExampleReport) throws {
    let graph = GraphBuilder()
    let a = try graph.input("a", [1, 2])
    let w = try graph.input("w", [2, 3])
    let out = try matmul(a, w)
    let session = try Session(graph: graph, outputs: [out], on: device)
    try session.set(a, [[1.4, 0.3]])
    try session.set(w, [[0.5, 0.3, 0.2], [0.6, 0.7, 0.7]])
    try session.forward()
    try session.setGradient(out, [[1, -1, 0.5]])
    try session.backward()
    let (value, slope) = (try session.value(of: out), try session.gradient(of: w))
    print("out = \(value)")
    print("dw  = \(slope)")
    try report.expect("out", value, [[0.88, 0.63, 0.49]], within: 1e-6)
    try report.expect("dw", slope, [[1.4, -1.4, 0.7], [0.3, -0.3, 0.15]], within: 1e-6)
  }

  /// Fits y = 2x − 1 by gradient descent written out on the host.
  private func handWrittenDescent(on device: Device, _ report: inout ExampleReport) throws {
    let graph = GraphBuilder()
    let x = try graph.input("x", [5, 1])
    let y = try graph.input("y", [5, 1])
    let slope = try graph.input("slope", [1, 1])
    let offset = try graph.input("offset", [1])
    let loss = try meanSquaredError(matmul(x, slope) + offset, y)
    let session = try Session(graph: graph, outputs: [loss], on: device)
    try session.set(x, [[-1], [-0.5], [0], [0.5], [1]])
    try session.set(y, [[-3], [-2], [-1], [0], [1]])
    var (s, o): (Float, Float) = (0, 0)
    for step in 0..<(options.quick ? 100 : 200) {
      try session.set(slope, [[Tensor(scalar: s)]])
      try session.set(offset, [Tensor(scalar: o)])
      try session.forward()
      try session.setGradient(loss, 1)
      try session.backward()
      if step % 50 == 0 { print("step \(step): loss \(try session.value(of: loss).doubles)") }
      s -= 0.2 * (try session.gradient(of: slope).floats[0])
      o -= 0.2 * (try session.gradient(of: offset).floats[0])
    }
    print("y = \(s) x + \(o)")
    try report.expect("slope and offset", Tensor([s, o]), [2, -1], within: 1e-3)
  }
}
