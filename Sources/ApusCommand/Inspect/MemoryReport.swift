import Apus

/// The bytes of device memory that a plan takes.
struct MemoryReport {
  private let rows: [[String]]

  init(_ graph: Graph, _ plan: Plan) throws {
    func state(_ kind: VariableKind) throws -> Int {
      try graph.variables.filter { $0.kind == kind }.reduce(0) { sum, variable in
        let count = try variable.type.shape.extents([:]).reduce(1, *)
        return sum + count * variable.type.dtype.byteCount
      }
    }
    let kept = [
      ("parameters", try state(.parameter)), ("other state", try state(.state)),
      ("feeds", plan.feeds.values.reduce(0) { $0 + $1.byteCount }),
      ("constants", plan.constants.reduce(0) { $0 + $1.bytes.count }),
      ("arena", plan.arenaBytes),
    ]
    var rows = kept.map { [$0.0, "\($0.1)", Output.size($0.1)] }
    rows.append(["in all", "\(kept.reduce(0) { $0 + $1.1 })", ""])
    rows.append(
      ["(arena without sharing)", "\(plan.unsharedBytes)", Output.size(plan.unsharedBytes)])
    rows.append(
      ["(activations in it)", "\(plan.activationBytes)", Output.size(plan.activationBytes)])
    self.rows = rows
  }

  /// A line for each kind of memory, in bytes.
  var text: String {
    "memory in bytes\n" + Output.table(rows, indent: "  ", rightAligned: [1, 2])
  }
}
