import ApusGraph

/// Stores half numbers as such, where a kernel would write what it has made of them: float32 again.
///
/// Operations compute in float32 and round their results; the next one makes them wider. Where the two
/// became one kernel, the wide numbers are the result. They are exact in the half type, and take half
/// the memory there; who reads them makes them wide.
struct NarrowStores {
  private var program: LoweredProgram
  /// The half type of each value that is stored in one.
  private var narrow: [ValueID: DType] = [:]

  static func run(_ program: LoweredProgram) -> LoweredProgram {
    var pass = NarrowStores(program: program)
    pass.findValues()
    guard !pass.narrow.isEmpty else { return program }
    for (value, dtype) in pass.narrow { pass.program.values[value.index].dtype = dtype }
    pass.program.kernels = pass.program.kernels.map(pass.rewritten)
    return pass.program
  }

  private mutating func findValues() {
    for kernel in program.kernels {
      for result in kernel.results {
        guard program.values[result.value.index].dtype == .float32 else { continue }
        if let dtype = kernel.roundedType(result.ref) { narrow[result.value] = dtype }
      }
    }
    // Who asks for a value gets the type it has in the graph; operands are read as they are.
    for output in program.outputs { narrow[output.value] = nil }
    for update in program.updates { narrow[update.value] = nil }
    for tensor in program.variables.values where !tensor.dtype.isHalf { narrow[tensor.value] = nil }
    for kernel in program.kernels where !narrow.isEmpty {
      _ = kernel.mappingValues(
        body: { body, roots in
          for case .gather(let access, _, _, _, _) in body.instructions {
            narrow[access.value] = nil
          }
          return (body, roots)
        },
        operand: {
          narrow[$0.value] = nil; return $0
        },
        input: {
          narrow[$0] = nil; return $0
        }, result: { $0 })
    }
  }

  private func rewritten(_ kernel: LoweredKernel) -> LoweredKernel {
    let isRead = kernel.accesses.contains { narrow[$0.value] != nil }
    guard isRead || kernel.results.contains(where: { narrow[$0.value] != nil }) else {
      return kernel
    }
    var kernel = kernel
    for slot in kernel.results.indices where narrow[kernel.results[slot].value] != nil {
      guard case .cast(let rounded, _) = kernel.body.instructions[kernel.results[slot].ref] else {
        continue
      }
      kernel.results[slot].ref = rounded
    }
    kernel = kernel.mappingValues(
      body: widening, operand: { $0 }, input: { $0 }, result: { $0 })
    if !kernel.body.instructions.isEmpty {
      let (pruned, refs) = kernel.body.pruned(kernel.results.map(\.ref))
      kernel.body = pruned
      for (slot, ref) in refs.enumerated() { kernel.results[slot].ref = ref }
    }
    return kernel
  }

  /// A body that makes what it loads of half numbers float32.
  private func widening(_ body: Body, _ roots: [Ref]) -> (Body, [Ref]) {
    var result = Body()
    var refs: [Ref] = []
    for (instruction, type) in zip(body.instructions, body.types) {
      if case .load(let access) = instruction, let dtype = narrow[access.value] {
        refs.append(result.cast(result.load(access, dtype), to: type))
      } else {
        refs.append(result.append(instruction.mapOperands { refs[$0] }, type: type))
      }
    }
    return (result, roots.map { refs[$0] })
  }
}

extension LoweredKernel {
  /// The half type that a result has, or had before it became float32 again; nil for others.
  func roundedType(_ ref: Ref) -> DType? {
    switch core {
    case .native, .scan, .rows, .table, .attention: return nil
    case .none, .reduce, .contract: break
    }
    guard body.instructions.indices.contains(ref) else { return nil }
    if body.types[ref].isHalf { return body.types[ref] }
    guard case .cast(let rounded, .float32) = body.instructions[ref], body.types[rounded].isHalf
    else { return nil }
    return body.types[rounded]
  }
}
