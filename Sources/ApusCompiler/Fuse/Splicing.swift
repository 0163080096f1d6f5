import ApusGraph

extension Body {
  /// Appends the instructions of `other`, with loops rewritten by `tuple`, and returns where each
  /// of its instructions ended up.
  ///
  /// - Parameters:
  ///   - tuple: for each loop of `other`, its index in the loops of this body.
  ///   - replacing: values that this body already has in registers, read at the same element.
  package mutating func splice(
    _ other: Body, tuple: [AffineIndex], loopCount: Int, adding bounds: [Bound] = [],
    replacing: [ValueID: Ref] = [:]
  ) -> [Ref] {
    var refs: [Ref] = []
    refs.reserveCapacity(other.instructions.count)
    for (instruction, type) in zip(other.instructions, other.types) {
      if case .load(let access) = instruction, let known = replacing[access.value] {
        refs.append(known)
        continue
      }
      let moved = instruction.mapOperands { refs[$0] }
        .mapAccess { $0.composed(with: tuple, loopCount: loopCount, adding: bounds) }
      if case .index(let index, let dtype) = moved {
        refs.append(
          append(.index(index.composed(with: tuple, loopCount: loopCount), dtype), type: type))
      } else {
        refs.append(append(moved, type: type))
      }
    }
    return refs
  }

  /// This body without the instructions that `roots` do not need; the roots' new positions.
  package func pruned(_ roots: [Ref]) -> (Body, [Ref]) {
    var needed = [Bool](repeating: false, count: instructions.count)
    for root in roots { needed[root] = true }
    for ref in instructions.indices.reversed() where needed[ref] {
      for operand in instructions[ref].operands { needed[operand] = true }
    }
    var body = Body()
    var refs = [Ref](repeating: -1, count: instructions.count)
    for ref in instructions.indices where needed[ref] {
      refs[ref] = body.append(instructions[ref].mapOperands { refs[$0] }, type: types[ref])
    }
    return (body, roots.map { refs[$0] })
  }

  /// Every memory access, in order.
  package var accesses: [Access] { instructions.compactMap(\.access) }

  /// The number of instructions.
  package var length: Int { instructions.count }
}

extension [AffineIndex] {
  /// Whether every loop is itself.
  package var isIdentity: Bool {
    for (loop, index) in enumerated() {
      guard index.offset == 0, index.strides.count == count else { return false }
      for (other, stride) in index.strides.enumerated() where stride != (other == loop ? 1 : 0) {
        return false
      }
    }
    return true
  }
}

extension LoweredKernel {
  /// Every memory access of the core and the body, in order.
  package var accesses: [Access] {
    switch core {
    case .none: body.accesses
    case .reduce(let reduction): reduction.body.accesses + body.accesses
    case .contract(let contraction): contraction.operandAccesses.flatMap { $0 } + body.accesses
    case .attention(let attention): attention.operands
    case .native(_, let inputs):
      inputs.map { Access($0, AffineIndex(strides: [])) }
    case .table(let table): table.inputs.map { Access($0, AffineIndex(strides: [])) }
    case .scan(let scan): scan.inputs.map { Access($0, AffineIndex(strides: [])) }
    case .rows(let stages):
      stages.flatMap(\.accesses).filter { !computed.contains($0.value) }
    }
  }

  /// The values that the stages of a kernel of rows compute; the results otherwise.
  package var computed: Set<ValueID> {
    guard case .rows(let stages) = core else { return Set(results.map(\.value)) }
    return Set(stages.flatMap { $0.results.map(\.value) })
  }

  /// Whether the body is all there is.
  package var isMap: Bool { core == .none }
}

extension Contraction {
  /// What is read for each operand.
  var operandAccesses: [[Access]] {
    [prologueA?.body.accesses ?? [a], prologueB?.body.accesses ?? [b]]
  }
}

/// How dear it is to compute an element again.
package enum Cost {
  /// Rough work of the body in additions; loads, constants, indices and casts are free.
  package static func work(_ body: Body) -> Int {
    body.instructions.reduce(0) { $0 + weight($1) }
  }

  /// Whether every instruction is exact, so that computing it twice cannot round differently in
  /// two kernels (a difference of one ulp between max(x) and exp(x − max) can overflow).
  package static func isExact(_ body: Body) -> Bool {
    body.instructions.allSatisfy { instruction in
      switch instruction {
      case .load, .constant, .index, .select, .cast: return true
      case .unary(let function, _):
        return function.isSimple
      case .binary(let function, _, _):
        return function.isComparison || function == .minimum || function == .maximum
      case .gather, .check, .random, .multiplyAdd, .accumulator: return false
      }
    }
  }

  private static func weight(_ instruction: Instruction) -> Int {
    switch instruction {
    case .load, .constant, .index, .cast, .accumulator: return 0
    case .gather, .check: return 4
    case .random: return 40
    case .select, .multiplyAdd: return 1
    case .binary(.power, _, _): return 30
    case .binary(.atan2, _, _), .binary(.fmod, _, _): return 12
    case .binary(.divide, _, _): return 4
    case .binary: return 1
    case .unary(let function, _):
      return function.isSimple ? 1 : 12
    }
  }
}
