import ApusGraph

/// Collects the parameters of an attention kernel while its text is written: operands and results by
/// name, extents and strides as arguments. Only columns that are 1 apart are part of the text.
struct AttentionText {
  let core: AttentionCore
  private let kernel: LoweredKernel
  private var parameters: [(declaration: String, argument: SymbolicArgument)] = []
  private var known: Set<String> = []

  init(_ kernel: LoweredKernel, _ core: AttentionCore) {
    self.kernel = kernel
    self.core = core
  }

  /// The operands' names, in their order.
  static let operands = ["q", "k", "v", "made", "logs", "g"]

  /// The results' names, in their order.
  static func results(_ pass: AttentionCore.Pass) -> [String] {
    switch pass {
    case .forward: ["made", "logs"]
    case .backward: ["dq", "dk", "dv"]
    case .backwardQueries: ["dq"]
    case .backwardKeys: ["dk", "dv"]
    }
  }

  mutating func add(_ declaration: String, _ argument: SymbolicArgument) {
    if known.insert(declaration).inserted { parameters.append((declaration, argument)) }
  }

  /// An integer by name: an argument, so that kernels are shared between shapes.
  mutating func int(_ name: String, _ dim: Dim) -> String {
    add("const int \(name)", .int(dim))
    return name
  }

  private func index(_ name: String) -> AffineIndex? {
    if let slot = AttentionText.results(core.pass).firstIndex(of: name) {
      return core.stores[slot]
    }
    return AttentionText.operands.firstIndex(of: name).map { core.operands[$0].index }
  }

  private mutating func stride(_ name: String, _ suffix: String, _ loop: Int) -> String {
    int("\(name)\(suffix)", stride(name, loop))
  }

  private func stride(_ name: String, _ loop: Int) -> Dim { index(name)?.strides[loop] ?? 0 }

  /// The distance of rows, and of columns, of an operand or a result.
  mutating func row(_ name: String) -> String { stride(name, "Row", core.batch.count) }
  mutating func column(_ name: String) -> String {
    let loop = core.batch.count + 1
    return stride(name, loop) == 1 ? "1" : stride(name, "Column", loop)
  }

  /// Lines that turn `batch`, an `int` variable, into pointers with the names of what is used.
  mutating func pointers(_ names: [String]) -> [String] {
    var lines: [String] = []
    for loop in core.batch.indices.reversed() {
      if loop == 0 {
        lines.append("const int b0 = batch;")
      } else {
        let extent = int("batch\(loop)", core.batch[loop])
        lines.append("const int b\(loop) = batch % \(extent);")
        lines.append("batch /= \(extent);")
      }
    }
    for name in names {
      let isResult = AttentionText.results(core.pass).contains(name)
      let const = isResult ? "" : "const "
      declare(name, isResult)
      let terms = core.batch.indices.map { loop in
        " + (long)b\(loop) * \(stride(name, "Batch\(loop)", loop))"
      }
      lines.append(
        "global \(const)float *\(name) = \(name)Buffer + \(name)Offset\(terms.joined());")
    }
    return lines
  }

  private mutating func declare(_ name: String, _ isResult: Bool) {
    guard let index = index(name) else { return }
    let value: ValueID
    if isResult, let slot = AttentionText.results(core.pass).firstIndex(of: name) {
      value = kernel.results[slot].value
    } else if let slot = AttentionText.operands.firstIndex(of: name) {
      value = core.operands[slot].value
    } else {
      return
    }
    add("global \(isResult ? "" : "const ")float *\(name)Buffer", .buffer(value))
    add("const ulong \(name)Offset", .offset(value, plus: index.offset))
  }

  /// The whole kernel.
  func source(_ lines: [String], group: Int, banner: [String]) -> KernelSource {
    let text = """
      \(banner.map { "// " + $0 }.joined(separator: "\n"))
      \(kernelHead(group: "\(group), 1, 1"))
      void $NAME(
          \(parameters.map(\.declaration).joined(separator: ",\n    ")))
      {
      \(lines.map { "  " + $0 }.joined(separator: "\n"))
      }

      """
    return KernelSource(
      kind: "attention", text: text, arguments: parameters.map(\.argument))
  }
}
