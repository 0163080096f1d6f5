import ApusGraph

extension SimplifiedGraph: CustomStringConvertible {
  /// One line for each node, then the variables that others stand for.
  package var description: String {
    func list(_ variables: [Int]) -> String {
      variables.map { "%\($0)" }.joined(separator: ", ")
    }
    var lines = ["simplified graph of \(nodes.count) nodes"]
    for node in nodes {
      lines.append(
        "  \(list(node.outputs)) = \(describe(node.op))(\(list(node.inputs)))"
          + "  // node \(node.origin)")
    }
    for (variable, other) in alias.enumerated() where variable != other {
      lines.append("  %\(variable) is %\(other)")
    }
    return lines.joined(separator: "\n")
  }
}
