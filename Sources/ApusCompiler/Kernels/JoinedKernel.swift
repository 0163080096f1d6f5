import ApusGraph

/// One kernel that does the work of several launches: each becomes a function, and a table in
/// device memory holds what they are called with. The text depends on the functions only, so that
/// other sizes change the table and no kernel.
///
/// A row of the table: first work-item (or the axis that counts lanes), function, global sizes 0, 1, 2, then one number for each
/// parameter: the base of a buffer, an offset, an integer, or the bits of a float.
package struct JoinedKernel: Hashable, Sendable {
  package enum Order: String, Hashable, Sendable {
    /// Independent launches side by side: a work-item finds its launch in the table.
    case together
    /// Tiny launches one after another, all by one work-item.
    case inTurn
    /// The launches of a loop's steps one after another, by work-items that have rows of their own.
    case inLanes
  }

  package var order: Order
  package var functions: [KernelSource]
  /// How many distinct buffers the launches may use.
  package var bases: Int
  package var source: KernelSource

  /// The numbers of a row before those of the parameters.
  package static let header = 5
  package var stride: Int {
    JoinedKernel.header + (functions.map(\.arguments.count).max() ?? 0)
  }

  /// Nil where a kernel cannot be called as a function.
  package init?(_ order: Order, _ sources: [KernelSource], bases: Int) {
    var functions: [KernelSource] = []
    for source in sources where !functions.contains(where: { $0.text == source.text }) {
      functions.append(source)
    }
    let parts = functions.compactMap { KernelFunction($0) }
    let groups = Set(parts.map(\.group))
    guard parts.count == functions.count, groups.count == 1, let group = groups.first,
      order == .together || group == "1, 1, 1"
    else { return nil }
    self.order = order
    self.functions = functions
    self.bases = bases
    source = KernelSource(kind: order.rawValue, text: "", arguments: [])
    source.text = text(parts, group)
  }

  /// The size of the work-groups of a kernel that can be called as a function; nil for another one.
  package static func group(of source: KernelSource) -> String? { KernelFunction(source)?.group }

  /// The same kernel for functions of numbered places.
  func moved(_ place: (ValueID) -> WrittenKernels.Place) -> JoinedKernel {
    var joined = self
    joined.functions = functions.map { $0.moved(place) }
    return joined
  }

  /// The functions' definitions; equal ones are written once for each program.
  package var definitions: [String] {
    functions.compactMap { KernelFunction($0)?.definition }
  }

  /// The text of a kernel that is among the functions, too: a call, so that what it does is compiled
  /// from source once. Nil where work-items form groups, as a compiler looks into those as a whole.
  package static func call(of kernel: KernelSource) -> String? {
    guard let function = KernelFunction(kernel), function.group == "1, 1, 1" else { return nil }
    return function.kernel
  }

  private func text(_ parts: [KernelFunction], _ group: String) -> String {
    let pointers = (0..<bases).map { "global uchar *b\($0)" }
    var lines = [
      "global uchar *base[] = {\((0..<bases).map { "b\($0)" }.joined(separator: ", "))};"
    ]
    let calls = parts.enumerated().flatMap { number, part in
      ["case \(number): \(part.call(from: JoinedKernel.header)) break;"]
    }
    let choice = loop("switch ((int)t[1])", calls)
    switch order {
    case .together:
      lines += [
        "const int item = (int)get_global_id(0);", "int part = 0;",
        "while (part + 1 < count && item >= (int)table[(part + 1) * \(stride)]) ++part;",
        "global const long *t = table + part * \(stride);",
        "const int own = item - (int)t[0], n0 = (int)t[2], n1 = (int)t[3];",
        "const int id0 = own % n0, id1 = own / n0 % n1, id2 = own / n0 / n1;",
      ]
      lines += choice
    case .inTurn:
      let ids = [2, 1, 0].reversed().reduce(choice) { body, axis in
        loop("for (int id\(axis) = 0; id\(axis) < (int)t[\(axis + 2)]; ++id\(axis))", body)
      }
      lines += loop(
        "for (int part = 0; part < count; ++part)",
        ["global const long *t = table + part * \(stride);"] + ids)
    case .inLanes:
      let ids = (0..<3).reduce(choice) { body, axis in
        loop("for (int id\(axis) = from\(axis); id\(axis) < to\(axis); ++id\(axis))", body)
      }
      let ends = (0..<3).flatMap { axis in
        [
          "const bool is\(axis) = (int)t[0] == \(axis);",
          "const int from\(axis) = is\(axis) ? lane : 0, n\(axis) = (int)t[\(axis + 2)];",
          "const int to\(axis) = is\(axis) ? min(lane + 1, n\(axis)) : n\(axis);",
        ]
      }
      lines.append("const int lane = (int)get_global_id(0);")
      lines += loop(
        "for (int part = 0; part < count; ++part)",
        ["global const long *t = table + part * \(stride);"] + ends + ids)
    }
    return """
      // \(order.rawValue): \(functions.count) kernels as functions, called as a table says.
      \(kernelHead(group: group))
      void $NAME(
          global const long *table, const int count,
          \(pointers.joined(separator: ", ")))
      {
      \(lines.map { "  " + $0 }.joined(separator: "\n"))
      }

      """
  }
}

/// A generated kernel as a function that is passed the position of its work-item.
private struct KernelFunction {
  let name: String
  let group: String
  private let parameters: [String]
  private let head: String
  private let body: String

  /// Nil for kernels that are not ours, or whose work-items share memory.
  init?(_ source: KernelSource) {
    let text = source.text
    guard let attribute = text.firstRange(of: "reqd_work_group_size("),
      let closing = text[attribute.upperBound...].firstRange(of: ")"),
      let head = text.firstRange(of: "void $NAME("),
      let end = text[head.upperBound...].firstRange(of: ")"),
      !["barrier(", "get_group_id", "get_local_id", "local "].contains(where: {
        text[end.upperBound...].contains($0)
      })
    else { return nil }
    group = String(text[attribute.upperBound..<closing.lowerBound])
    parameters = text[head.upperBound..<end.lowerBound].split(separator: ",").flatMap {
      $0.split(separator: "\n").map { $0.trimmingSpaces }.filter { !$0.isEmpty }
    }
    guard parameters.count == source.arguments.count else { return nil }
    self.head = String(text[..<end.upperBound])
    var body = String(text[end.upperBound...])
    for axis in 0..<3 { body = body.replacing("get_global_id(\(axis))", with: "id\(axis)") }
    self.body = body
    name = "part_\(fingerprint(text))"
  }

  var definition: String {
    let list = parameters + (0..<3).map { "const int id\($0)" }
    return "static void \(name)(\n    \(list.joined(separator: ", ")))\(body)"
  }

  /// A kernel that does nothing but call the function.
  var kernel: String {
    let names = parameters.map { declaration in
      String(declaration.reversed().prefix { $0 != " " && $0 != "*" }.reversed())
    }
    let ids = (0..<3).map { "(int)get_global_id(\($0))" }
    return "\(head)\n{\n  \(name)(\((names + ids).joined(separator: ", ")));\n}\n"
  }

  /// The call with numbers from a row `t` of the table.
  func call(from first: Int) -> String {
    let values = parameters.enumerated().map { position, declaration -> String in
      let number = "t[\(first + position)]"
      if let star = declaration.lastIndex(of: "*") {
        return "(\(declaration[...star]))base[(int)\(number)]"
      }
      if declaration.contains("ulong") { return "(ulong)\(number)" }
      return declaration.contains("float") ? "as_float((int)\(number))" : "(int)\(number)"
    }
    return "\(name)(\((values + ["id0", "id1", "id2"]).joined(separator: ", ")));"
  }
}

extension Substring {
  fileprivate var trimmingSpaces: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
