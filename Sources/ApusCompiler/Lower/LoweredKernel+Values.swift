import ApusGraph

extension LoweredKernel {
  /// The same kernel with every part replaced that names values, in the stages of rows too.
  ///
  /// - Parameters:
  ///   - body: gets a body and the instructions of it that others refer to; returns where they are now.
  ///   - operand: an affine read of a contraction or of attention.
  ///   - input: a value that is read whole.
  ///   - result: a value that is written.
  func mappingValues(
    body: (Body, [Ref]) -> (Body, [Ref]), operand: (Access) -> Access,
    input: (ValueID) -> ValueID, result: (ValueID) -> ValueID
  ) -> LoweredKernel {
    var kernel = self
    switch core {
    case .none: break
    case .rows(let stages):
      kernel.core = .rows(
        stages.map {
          $0.mappingValues(body: body, operand: operand, input: input, result: result)
        })
    case .reduce(var reduction):
      let (mapped, refs) = body(reduction.body, [reduction.element])
      (reduction.body, reduction.element) = (mapped, refs[0])
      kernel.core = .reduce(reduction)
    case .contract(var contraction):
      contraction.a = operand(contraction.a)
      contraction.b = operand(contraction.b)
      contraction.columnSums = contraction.columnSums.map(result)
      func mapped(_ prologue: Contraction.Prologue) -> Contraction.Prologue {
        let (mapped, refs) = body(prologue.body, [prologue.element])
        return Contraction.Prologue(body: mapped, element: refs[0])
      }
      contraction.prologueA = contraction.prologueA.map(mapped)
      contraction.prologueB = contraction.prologueB.map(mapped)
      kernel.core = .contract(contraction)
    case .attention(var attention):
      attention.operands = attention.operands.map(operand)
      kernel.core = .attention(attention)
    case .native(let native, let inputs):
      kernel.core = .native(native, inputs: inputs.map(input))
    case .table(var table):
      table.inputs = table.inputs.map(input)
      kernel.core = .table(table)
    case .scan(var scan):
      scan.inputs = scan.inputs.map(input)
      kernel.core = .scan(scan)
    }
    var refs = results.map(\.ref)
    if !self.body.instructions.isEmpty { (kernel.body, refs) = body(self.body, refs) }
    for (position, ref) in refs.enumerated() {
      kernel.results[position].ref = ref
      kernel.results[position].value = result(results[position].value)
    }
    return kernel
  }

  /// The same kernel reading other values in place of some.
  package func renaming(_ alias: [ValueID: ValueID]) -> LoweredKernel {
    if alias.isEmpty || !accesses.contains(where: { alias[$0.value] != nil }) { return self }
    func renamed(_ value: ValueID) -> ValueID { alias[value] ?? value }
    func renamed(_ access: Access) -> Access {
      Access(renamed(access.value), access.index, bounds: access.bounds)
    }
    return mappingValues(
      body: { body, roots in
        // Reads that are of one value now are one instruction.
        var result = Body()
        var refs: [Ref] = []
        for (instruction, type) in zip(body.instructions, body.types) {
          refs.append(
            result.append(instruction.mapOperands { refs[$0] }.mapAccess(renamed), type: type))
        }
        return (result, roots.map { refs[$0] })
      }, operand: renamed, input: renamed, result: { $0 })
  }

  /// Whether it only makes a tensor of a half type float32.
  package var isWidening: Bool {
    guard case .none = core, results.count == 1, body.instructions.count == 2,
      case .load = body.instructions[0], case .cast = body.instructions[1]
    else { return false }
    return body.types[0].isHalf && body.types[1] == .float32
  }
}
