/// Builds the gradient of a scan: a scan the other way round over the gradient of the body, whose
/// carries are the gradients of the carries. What the body multiplied or reduced is read, what is cheap
/// is computed again. A matrix that a step multiplies by gets its gradient from all steps at once.
struct ScanGradient {
  private let scan: Scan
  private let context: GradientContext
  private let body: Graph
  /// The body, which grows its gradient.
  private let grown: GraphBuilder
  private let carries: [Int]
  private let sequences: [Int]
  private let constants: [Int]

  init(_ scan: Scan, _ context: GradientContext) {
    self.scan = scan
    self.context = context
    body = scan.body
    grown = GraphBuilder(editing: scan.body)
    let inputs = scan.body.variables(.input).map(\.index)
    carries = Array(inputs[..<scan.carryCount])
    sequences = Array(inputs[scan.carryCount...].prefix(scan.sequenceCount))
    constants = Array(inputs[(scan.carryCount + scan.sequenceCount)...])
  }

  private func isFloat(_ variable: Int) -> Bool {
    body.variables[variable].type.dtype.isFloatingPoint
  }

  /// The products of the body whose second operand is a constant, if it is used nowhere else.
  private func products(_ constant: Int) -> [Node]? {
    let uses = body.nodes.filter { $0.inputs.contains(constant) }
    let isPlain = uses.allSatisfy { node in
      guard let op = node.op as? MatMul else { return false }
      return !op.transposeA && !op.transposeB && node.inputs[0] != constant
        && node.inputs.allSatisfy { body.variables[$0].type.shape.rank == 2 }
    }
    return isPlain && !uses.isEmpty && !scan.results.contains(constant) ? uses : nil
  }

  func run() throws(GraphError) -> [Variable?] {
    let site = context.inputs[0].builder.site(#fileID, #line)
    let carried = carries.indices.filter { isFloat(carries[$0]) }
    func stand(for variable: Int) throws(GraphError) -> Variable {
      let type = body.variables[variable].type
      return try grown.input(grown.uniqueName("arriving"), type.shape, type.dtype)
    }

    // What arrives at a step: from the step after it, and from outside.
    var starts: [(Variable, Variable)] = []
    var carriedStands: [Variable] = []
    for carry in carried {
      let variable = scan.results[carry]
      carriedStands.append(try stand(for: variable))
      starts.append((grown.handles([variable])[0], carriedStands[carriedStands.count - 1]))
    }
    var outside: [Int: Variable] = [:]
    for (variable, gradient) in zip(scan.results, context.outputGradients) {
      guard let gradient, isFloat(variable) else { continue }
      let stand = try stand(for: variable)
      outside[stand.id.index] = gradient
      starts.append((grown.handles([variable])[0], stand))
    }

    // What is wanted of a step.
    let first = scan.carryCount
    let wantedSequences = sequences.indices.filter { context.needed[first + $0] }
    let wantedConstants = constants.indices.filter {
      context.needed[first + sequences.count + $0]
    }
    let multiplied = wantedConstants.map { products(constants[$0]) }
    let summed = zip(wantedConstants, multiplied).filter { $0.1 == nil }.map { constants[$0.0] }
    let factors = multiplied.flatMap { $0 ?? [] }
    let targets =
      carried.map { carries[$0] } + wantedSequences.map { sequences[$0] } + summed
      + factors.map { $0.outputs[0] }
    let found = try grown.appendGradients(
      starts, withRespectTo: grown.handles(targets), site
    ).map(\.id.index)
    let rows = factors.map { $0.inputs[0] }

    let backward = try reversed(
      carried: carriedStands.map(\.id.index), outside: outside,
      next: Array(found[..<carried.count]), outputs: Array(found[carried.count...]) + rows)

    // The gradients in the order of the scan's inputs.
    var all: [Variable?] = Array(repeating: nil, count: context.inputs.count)
    for (position, carry) in carried.enumerated() where context.needed[carry] {
      let begin = try zeros(like: context.inputs[carry])
      all[carry] = try withFirst(begin, backward[position], !scan.isReversed).last
    }
    var rest = backward[carried.count...]
    for sequence in wantedSequences { all[first + sequence] = rest.popFirst() }
    var sums = rest.prefix(summed.count)
    var gradients = rest.dropFirst(summed.count).prefix(factors.count)
    var operands = rest.dropFirst(summed.count + factors.count).prefix(rows.count)
    for (constant, products) in zip(wantedConstants, multiplied) {
      let position = first + sequences.count + constant
      guard let products else {
        all[position] = try sums.popFirst().map { stack throws(GraphError) in
          try sum(stack, axes: [0])
        }
        continue
      }
      var total: Variable?
      for _ in products {
        guard let g = gradients.popFirst(), let a = operands.popFirst() else { continue }
        let part = try matmul(tall(a), tall(g), transposeA: true)
        total = if let total { try total + part } else { part }
      }
      all[position] = total
    }
    return all
  }

  private func tall(_ stack: Variable) throws(GraphError) -> Variable {
    try reshape(stack, to: [stack.shape[0] * stack.shape[1], stack.shape[2]])
  }

  private func zeros(like x: Variable) throws(GraphError) -> Variable {
    try broadcast(x.builder.constant(0, x.dtype), to: x.shape)
  }

  // MARK: The scan backwards

  /// The stacked values of the next carries and outputs, variables of `grown`. An output that the
  /// forward scan or its inputs hold is taken from there.
  private func reversed(
    carried: [Int], outside: [Int: Variable], next: [Int], outputs: [Int]
  ) throws(GraphError) -> [Variable] {
    let builder = context.inputs[0].builder
    let graph = grown.finish()
    let kept = stacks()
    let isLeaf = { (variable: Int) in
      graph.variables[variable].kind == .input || kept[variable] != nil
    }
    // What the gradient reads, computed as late as it has to be.
    let computed = outputs.filter {
      kept[$0] == nil && !sequences.contains($0) && !carries.contains($0)
    }
    var needed = Set(next + computed)
    for node in graph.nodes.reversed()
    where node.outputs.contains(where: { needed.contains($0) && !isLeaf($0) }) {
      needed.formUnion(node.inputs)
    }
    var leaves = needed.filter(isLeaf).sorted()
    if leaves.allSatisfy({ constants.contains($0) || carried.contains($0) }) {
      // The number of steps has to come from somewhere.
      leaves += sequences.prefix(1)
    }

    let inner = GraphBuilder(seed: body.seed)
    var copies: [Int: Variable] = [:]
    func stand(_ variable: Int) throws(GraphError) {
      let type = graph.variables[variable].type
      copies[variable] = try inner.input("input\(copies.count)", type.shape, type.dtype)
    }
    for variable in carried { try stand(variable) }
    var given: [Variable] = []
    for variable in carried {
      let type = graph.variables[variable].type
      given.append(try ApusGraph.zeros(in: builder, type.shape, type.dtype))
    }
    let position = Dictionary(
      uniqueKeysWithValues: zip(carries + sequences + constants, context.inputs.indices))
    var sequenceCount = 0
    /// What stands outside for a variable of the body that need not be computed.
    func stack(_ variable: Int) throws(GraphError) -> Variable? {
      if let stack = outside[variable] ?? kept[variable] { return stack }
      if let carry = carries.firstIndex(of: variable) {
        return try withFirst(
          context.inputs[carry], context.outputs[carry], scan.isReversed
        ).before
      }
      return position[variable].map { context.inputs[$0] }
    }
    for leaf in leaves where copies[leaf] == nil && !constants.contains(leaf) {
      guard let stack = try stack(leaf) else { continue }
      given.append(stack)
      try stand(leaf)
      sequenceCount += 1
    }
    for leaf in leaves where constants.contains(leaf) {
      guard let index = position[leaf] else { continue }
      given.append(context.inputs[index])
      try stand(leaf)
    }
    for node in graph.nodes
    where node.outputs.contains(where: { needed.contains($0) && !isLeaf($0) }) {
      var inputs: [Variable] = []
      for input in node.inputs { if let copy = copies[input] { inputs.append(copy) } }
      let made = try inner.appended(node, inputs)
      for (old, new) in zip(node.outputs, made) where copies[old] == nil { copies[old] = new }
    }

    let op = Scan(
      body: inner.finish(), carries: next.compactMap { copies[$0]?.id.index },
      sequenceCount: sequenceCount, outputs: computed.compactMap { copies[$0]?.id.index },
      isReversed: !scan.isReversed)
    let results = try builder.append(op, given)
    var all = Array(results[..<next.count])
    let isComputed = Set(computed)
    for output in outputs {
      if isComputed.contains(output), let own = copies[output]?.id.index {
        if let stack = op.stack(of: own, among: results) { all.append(stack) }
      } else if let stack = try stack(output) {
        all.append(stack)
      }
    }
    return all
  }

  /// The stacks that the forward scan leaves, by the body's variables; inputs have their own.
  private func stacks() -> [Int: Variable] {
    var stacks: [Int: Variable] = [:]
    for (variable, stack) in zip(scan.results, context.outputs)
    where body.variables[variable].kind == .computed {
      stacks[variable] = stack
    }
    return stacks
  }
}
