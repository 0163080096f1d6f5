/// How many inputs reach one output of a layer, and how many outputs one input reaches. A layer
/// knows them from the layout of its weight; for a `Dense` weight they are its rows and columns.
public struct Fans: Hashable, Sendable {
  /// The number of inputs of one output.
  public var `in`: Int
  /// The number of outputs of one input.
  public var out: Int

  /// Fans of a layer with `in` inputs to each output and `out` outputs from each input.
  public init(in: Int, out: Int) {
    self.in = `in`
    self.out = out
  }

  /// Fans of a convolution weight `[out, in / groups, kernel…]`: each output sees in / groups channels
  /// through all places of the kernel. As PyTorch counts them, `out` is that of all groups together. Of
  /// a transposed convolution, whose weight is `[in, out / groups, kernel…]`, PyTorch takes the same
  /// axes.
  /// - Throws: `GraphError` for fewer than two axes, or extents that are negative or too large.
  public init(convolutionWeight shape: [Int]) throws(GraphError) {
    func refused() -> GraphError {
      GraphError(
        .invalidShape, expected: "a convolution weight [out, in / groups, kernel…]",
        found: "\(shape)", advice: "give the shape of the weight, not of the input",
        operation: "Fans")
    }
    guard shape.count >= 2, shape.allSatisfy({ $0 >= 0 }) else { throw refused() }
    var field = 1
    for extent in shape.dropFirst(2) {
      let (product, overflow) = field.multipliedReportingOverflow(by: extent)
      guard !overflow else { throw refused() }
      field = product
    }
    let (input, output) = (
      shape[1].multipliedReportingOverflow(by: field),
      shape[0].multipliedReportingOverflow(by: field)
    )
    guard !input.overflow, !output.overflow else { throw refused() }
    self.init(in: input.partialValue, out: output.partialValue)
  }
}
