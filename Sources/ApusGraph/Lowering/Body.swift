/// A function of one operand.
public enum UnaryFunction: String, Hashable, Sendable {
  case negate, abs, relu, sqrt, sigmoid, not
  case exp, exp2, expm1, log, log2, log10, log1p
  case sin, cos, tan, asin, acos, atan
  case sinh, cosh, tanh, asinh, acosh, atanh
  case erf, erfc, erfinv
  /// To a whole number: down, up, to the nearest (half to even), towards zero.
  case floor, ceil, round, trunc

  /// Whether the result is exact and costs as little as an addition. `not` is that of every bit.
  package var isSimple: Bool {
    switch self {
    case .negate, .abs, .relu, .not, .floor, .ceil, .round, .trunc: true
    default: false
    }
  }
}

/// A function of two operands of one type. Comparisons and logic give `bool`.
public enum BinaryFunction: String, Hashable, Sendable {
  case add, subtract, multiply, divide, power, minimum, maximum
  /// The angle of the point (b, a).
  case atan2
  /// What a division rounded towards zero leaves; for integers 0 where b is 0.
  case fmod
  /// Of integers; a shift by less than 0 or by all bits moves every bit out.
  case bitAnd, bitOr, bitXor, shiftLeft, shiftRight
  case less, lessOrEqual, greater, greaterOrEqual, equal, notEqual, and, or

  /// Whether the result is `bool` whatever the operands are.
  public var isComparison: Bool {
    switch self {
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual, .and, .or: true
    case .add, .subtract, .multiply, .divide, .power, .minimum, .maximum, .atan2, .fmod, .bitAnd,
      .bitOr, .bitXor, .shiftLeft, .shiftRight:
      false
    }
  }
}

/// The position of an instruction in its body.
public typealias Ref = Int

/// What is made of the random words of an element.
public enum Draw: Hashable, Sendable {
  /// A float32 uniform over [0, 1), from the upper 24 bits of one of the four words.
  case uniform(word: Int)
  /// An int64 of the `count` from `low` on, each as likely as the others; of as many words as that
  /// takes.
  case integer(count: UInt64, low: Int)
}

/// One step of the computation of an element. Operands come before their uses.
public enum Instruction: Hashable, Sendable {
  case load(Access)
  /// A read at `access + index · stride`, with `0 ≤ index < extent`. Out of range it reads 0 and
  /// reports a device fault under the number `site`, or nothing if that is 0.
  case gather(Access, index: Ref, stride: Dim, extent: Dim, site: Int)
  /// An index that must lie in `0..<extent` and not be `excluding`, as it is; where it does not, it is
  /// −1 and reports a device fault under the number `site`.
  case check(Ref, extent: Dim, site: Int, excluding: Int?)
  case constant(Double, DType)
  /// The value of an affine expression of the loop indices, as an integer of this type.
  case index(AffineIndex, DType)
  case unary(UnaryFunction, Ref)
  case binary(BinaryFunction, Ref, Ref)
  /// `condition ? a : b`, element by element.
  case select(Ref, Ref, Ref)
  case cast(Ref, DType)
  /// A number drawn from Philox with counter (element, step, stream) and key (seed0, seed1): float32
  /// or int64, as the draw is.
  case random(Draw, stream: UInt32, element: Ref, step: Ref, seed0: Ref, seed1: Ref)
  /// a · b + c, rounded once; floating point.
  case multiplyAdd(Ref, Ref, Ref)
  /// The result of the reduction or contraction that this body follows.
  case accumulator

  /// The instructions this one reads.
  public var operands: [Ref] {
    switch self {
    case .load, .constant, .index, .accumulator: []
    case .gather(_, let index, _, _, _): [index]
    case .unary(_, let a), .cast(let a, _), .check(let a, _, _, _): [a]
    case .binary(_, let a, let b): [a, b]
    case .select(let c, let a, let b): [c, a, b]
    case .random(_, _, let element, let step, let seed0, let seed1):
      [element, step, seed0, seed1]
    case .multiplyAdd(let a, let b, let c): [a, b, c]
    }
  }

  /// Whether this may report a device fault.
  public var canFault: Bool {
    switch self {
    case .gather(_, _, _, _, let site), .check(_, _, let site, _): site != 0
    default: false
    }
  }

  /// The access, if this reads memory.
  public var access: Access? {
    switch self {
    case .load(let access), .gather(let access, _, _, _, _): access
    default: nil
    }
  }

  /// The same instruction with other operands.
  public func mapOperands(_ map: (Ref) -> Ref) -> Instruction {
    switch self {
    case .load, .constant, .index, .accumulator: self
    case .gather(let access, let index, let stride, let extent, let site):
      .gather(access, index: map(index), stride: stride, extent: extent, site: site)
    case .check(let a, let extent, let site, let excluded):
      .check(map(a), extent: extent, site: site, excluding: excluded)
    case .unary(let f, let a): .unary(f, map(a))
    case .binary(let f, let a, let b): .binary(f, map(a), map(b))
    case .select(let c, let a, let b): .select(map(c), map(a), map(b))
    case .cast(let a, let dtype): .cast(map(a), dtype)
    case .random(let draw, let stream, let element, let step, let seed0, let seed1):
      .random(
        draw, stream: stream, element: map(element), step: map(step), seed0: map(seed0),
        seed1: map(seed1))
    case .multiplyAdd(let a, let b, let c): .multiplyAdd(map(a), map(b), map(c))
    }
  }

  /// The same instruction with another access.
  public func mapAccess(_ map: (Access) -> Access) -> Instruction {
    switch self {
    case .load(let access): .load(map(access))
    case .gather(let access, let index, let stride, let extent, let site):
      .gather(map(access), index: index, stride: stride, extent: extent, site: site)
    default: self
    }
  }
}

/// The computation of one element as a list of instructions, each distinct one once.
public struct Body: Sendable {
  /// In the order of computation; a `Ref` is a position here.
  public private(set) var instructions: [Instruction] = []
  /// The type of each instruction's result.
  public private(set) var types: [DType] = []
  private var known: [Instruction: Ref] = [:]

  /// A body without instructions.
  public init() {}

  /// Adds an instruction, or finds the equal one. The type is that of its result.
  public mutating func append(_ instruction: Instruction, type: DType) -> Ref {
    if let ref = known[instruction], types[ref] == type { return ref }
    instructions.append(instruction)
    types.append(type)
    known[instruction] = instructions.count - 1
    return instructions.count - 1
  }

  /// Adds an instruction even if an equal one is there, so that positions are kept.
  package mutating func insert(_ instruction: Instruction, type: DType) {
    instructions.append(instruction)
    types.append(type)
    if known[instruction] == nil { known[instruction] = instructions.count - 1 }
  }

  /// Adds a read of memory.
  public mutating func load(_ access: Access, _ type: DType) -> Ref {
    append(.load(access), type: type)
  }

  /// Adds a number; it is rounded to `type`.
  public mutating func constant(_ value: Double, _ type: DType) -> Ref {
    append(.constant(value, type), type: type)
  }

  /// Adds a function of one operand, in the operand's type.
  public mutating func unary(_ function: UnaryFunction, _ a: Ref) -> Ref {
    append(.unary(function, a), type: types[a])
  }

  /// Adds a function of two operands of one type; comparisons give `bool`.
  public mutating func binary(_ function: BinaryFunction, _ a: Ref, _ b: Ref) -> Ref {
    append(.binary(function, a, b), type: function.isComparison ? .bool : types[a])
  }

  /// Adds `condition ? a : b`.
  public mutating func select(_ condition: Ref, _ a: Ref, _ b: Ref) -> Ref {
    append(.select(condition, a, b), type: types[a])
  }

  /// Adds a · b + c, rounded once, so that every device gives the same bits.
  public mutating func multiplyAdd(_ a: Ref, _ b: Ref, _ c: Ref) -> Ref {
    append(.multiplyAdd(a, b, c), type: types[a])
  }

  /// Adds a conversion; one to the type the operand has is the operand.
  public mutating func cast(_ a: Ref, to type: DType) -> Ref {
    types[a] == type ? a : append(.cast(a, type), type: type)
  }

  /// An affine expression of the loop indices, such as an extent or one loop's index.
  public mutating func index(_ index: AffineIndex, _ type: DType) -> Ref {
    append(.index(index, type), type: type)
  }
}

extension Body: Hashable {
  public static func == (a: Body, b: Body) -> Bool {
    a.instructions == b.instructions && a.types == b.types
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(instructions)
    hasher.combine(types)
  }
}
