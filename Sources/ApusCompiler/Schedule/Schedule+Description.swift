import ApusGraph

extension Schedule: CustomStringConvertible {
  /// The kernels in the order of execution; updates say whose memory they write.
  package var description: String {
    var lines = ["schedule of \(entries.count) kernels"]
    lines += describeGiven(values)
    for (position, entry) in entries.enumerated() {
      let written = entry.kernel.results.compactMap { stored[$0.value] }
      let places = written.map(\.description).joined(separator: ", ")
      lines.append(
        "  \(position)\(entry.isUpdate ? ", an update" : "")"
          + (places.isEmpty ? "" : ", into \(places)"))
      lines += indented(entry.kernel.description).map { "  " + $0 }
    }
    lines += outputs.map { "  output \($0.value): \(TensorType($0.shape, $0.dtype))" }
    return lines.joined(separator: "\n")
  }
}
