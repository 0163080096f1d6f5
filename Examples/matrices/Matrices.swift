import Apus
import ArgumentParser
import ExampleSupport

/// The matrix library on its own: arrays on the device with eager functions, and no graph.
@main
struct Matrices: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "matrices", abstract: "Computes with matrices on the device, without a graph.")

  @OptionGroup var options: ExampleOptions

  func run() throws {
    var report = ExampleReport()
    let context = try ComputeContext(options.chosenDevice())
    let a = try DeviceTensor([[1, 2, 3], [4, 5, 6]], on: context)
    let b = try DeviceTensor([[1, 0], [0, 1], [1, 1]], on: context)

    func show(_ name: String, _ result: DeviceTensor, _ expected: Tensor) throws {
      let found = try result.read()
      print("\(name) = \(found)")
      try report.expect(name, found, expected, within: 1e-5)
    }

    try show("a · b", a.matmul(b), [[4, 5], [10, 11]])
    try show("aᵀ", a.transposed(), [[1, 4], [2, 5], [3, 6]])
    try show("a as 3×2", a.reshaped([3, 2]), [[1, 2], [3, 4], [5, 6]])
    try show("columns 1…2 of a", a.slice(axis: 1, start: 1, count: 2), [[2, 3], [5, 6]])
    try show("a ∘ a − a", a * a - a, [[0, 2, 6], [12, 20, 30]])
    try show("sums of rows", a.sum(axes: [1]), [6, 15])
    try show("maxima of columns", a.max(axes: [0]), [4, 5, 6])
    try show("mean", a.mean(), 3.5)

    // Softmax of each row, from single steps.
    let shifted = try a - a.max(axes: [1]).reshaped([2, 1])
    let powers = try shifted.map(.exp)
    let softmax = try powers / powers.sum(axes: [1]).reshaped([2, 1])
    try show(
      "softmax of rows", softmax,
      [[0.0900306, 0.2447285, 0.6652410], [0.0900306, 0.2447285, 0.6652410]])

    // The slope and offset of the best line through four points: (XᵀX)⁻¹ Xᵀy for two columns.
    let x = try DeviceTensor([[0, 1], [1, 1], [2, 1], [3, 1]], on: context)
    let y = try DeviceTensor([[1], [3], [5], [7]], on: context)
    let square = try x.transposed().matmul(x).read()
    let determinant = square[0, 0] * square[1, 1] - square[0, 1] * square[1, 0]
    let inverse = [square[1, 1], -square[0, 1], -square[1, 0], square[0, 0]]
      .map { Float($0 / determinant) }
    let solver = try DeviceTensor(Tensor(inverse, shape: [2, 2]), on: context)
    try show("line through four points", solver.matmul(x.transposed().matmul(y)), [[2], [1]])
    try report.finish()
  }
}
