import ApusGraph

extension CompiledProgram: CustomStringConvertible {
  /// One line for each step: its kernels by name, what it reads and what it writes.
  public var description: String {
    let symbols = symbols.isEmpty ? "" : ", symbols \(symbols.joined(separator: ", "))"
    var lines = [
      "program of \(steps.count) steps, \(kernels.count) kernels of the \(traits.family) family"
        + symbols
    ]
    for (position, step) in steps.enumerated() {
      let names = step.work.sources.map(\.name).joined(separator: " or ")
      lines.append(
        "  \(position)\(step.isUpdate ? ", an update" : ""): \(names)  // nodes \(step.nodes)")
      if let group = groups.first(where: { $0.steps.lowerBound == position && $0.joined != nil }) {
        let order = group.joined?.order == .together ? "side by side" : "in turn"
        lines.append(
          "    steps \(position) to \(group.steps.upperBound - 1) are one launch, \(order)")
      }
      lines.append("    reads \(list(step.reads)), writes \(list(step.writes))")
    }
    return lines.joined(separator: "\n")
  }

  /// Values, and the states whose memory they take.
  private func list(_ values: [ValueID]) -> String {
    values.isEmpty
      ? "nothing"
      : values.map { value in "\(value)" + (stored[value].map { " in \($0)" } ?? "") }
        .joined(separator: ", ")
  }
}
