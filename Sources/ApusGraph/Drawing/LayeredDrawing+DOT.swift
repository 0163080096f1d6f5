extension LayeredDrawing {
  /// The drawing in the language of Graphviz: `dot -Tsvg graph.dot`.
  public func dot() -> String {
    var lines = ["digraph {"]
    if !title.isEmpty { lines.append("  label=\(quoted(title)); labelloc=t;") }
    lines += [
      "  rankdir=TB;",
      "  node [fontname=\"Helvetica\", fontsize=11, style=filled];",
      "  edge [fontname=\"Helvetica\", fontsize=9, color=\"#64748b\"];",
    ]
    for node in nodes {
      let label = quoted(node.lines.isEmpty ? [node.id] : node.lines)
      let kind = node.kind
      let form =
        switch kind.outline {
        case .box: "shape=box"
        case .rounded: "shape=box, style=\"rounded,filled\""
        case .pill: "shape=oval"
        case .hexagon: "shape=hexagon"
        }
      lines.append(
        "  \(quoted(node.id)) [label=\(label), \(form), fillcolor=\(quoted(kind.fill)), "
          + "color=\(quoted(kind.border))];")
    }
    for edge in edges {
      let label = edge.label.isEmpty ? "" : " [label=\(quoted(edge.label))]"
      lines.append("  \(quoted(edge.from)) -> \(quoted(edge.to))\(label);")
    }
    return lines.joined(separator: "\n") + "\n}\n"
  }

  private func quoted(_ text: String) -> String { quoted([text]) }

  /// The lines as one Graphviz string: quotes and backslashes escaped, breaks as `\n`.
  private func quoted(_ lines: [String]) -> String {
    let escaped = lines.map { line in
      line.map { character in
        switch character {
        case "\\": "\\\\"
        case "\"": "\\\""
        case "\n", "\r", "\r\n": "\\n"
        default: String(character)
        }
      }.joined()
    }
    return "\"" + escaped.joined(separator: "\\n") + "\""
  }
}
