import ApusGraph

extension LoweredProgram: CustomStringConvertible {
  /// The given values, the kernels in order, then what goes out of them.
  package var description: String {
    var lines = ["lowered program of \(values.count) values, \(kernels.count) kernels"]
    lines += describeGiven(values)
    for kernel in kernels { lines += indented(kernel.description) }
    for (position, site) in faultSites.enumerated() {
      lines.append("  site \(position + 1): an index below \(site.extent)  // node \(site.node)")
    }
    lines += outputs.map { "  output \($0.value): \(TensorType($0.shape, $0.dtype))" }
    lines += updates.map { "  variable %\($0.variable) (\($0.state)) takes \($0.value)" }
    return lines.joined(separator: "\n")
  }
}

/// A line for each value that no kernel computes.
func describeGiven(_ values: [LoweredValue]) -> [String] {
  values.enumerated().filter { $0.element.origin != .kernel }.map { "  v\($0): \($1)" }
}

func indented(_ text: String) -> [String] { text.split(separator: "\n").map { "  " + $0 } }
