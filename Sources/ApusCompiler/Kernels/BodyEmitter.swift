import ApusGraph

extension Body {
  /// The bytes of the widest element that changes along the loops from `first` on: what is computed
  /// once outside of them takes no vector.
  func widest(along first: Int) -> Int {
    var changes: [Bool] = []
    for instruction in instructions {
      var own = instruction.operands.contains { changes[$0] }
      func look(_ index: AffineIndex) {
        if index.strides.dropFirst(max(first, 0)).contains(where: { $0 != 0 }) { own = true }
      }
      if case .index(let index, _) = instruction { look(index) }
      if case .accumulator = instruction { own = true }
      if let access = instruction.access {
        look(access.index)
        access.bounds.forEach { look($0.index) }
      }
      changes.append(own)
    }
    return zip(types, changes).map { $1 ? $0.byteCount : 0 }.max() ?? 0
  }
}

/// Writes the instructions of a body as OpenCL C.
///
/// Instructions that do not depend on the innermost loop are written once outside of it. Inside,
/// the same body is written for vectors and, for the remainder, for single elements.
struct BodyEmitter {
  /// Where an instruction can be computed.
  enum Level: Int, Comparable {
    /// Depends on no loop.
    case uniform
    /// Depends on outer loops only.
    case row
    /// Depends on the innermost loop.
    case inner

    static func < (a: Level, b: Level) -> Bool { a.rawValue < b.rawValue }
  }

  let body: Body
  /// The C names of the loop indices; nil for loops that do not exist in the text.
  let loops: [String?]
  /// The position of the loop that vectors run along; nil if there is none.
  let inner: Int?
  /// The name of the accumulator, for bodies that follow a core.
  var accumulator = "accumulator"
  /// The names of values that are one number for each row and are in a register.
  let registers: [ValueID: String]
  let prefix: String
  private(set) var levels: [Level] = []
  /// The C names of the positions of inner accesses, but for the innermost loop.
  private(set) var base: [Ref: String] = [:]
  /// The expressions of loads whose vectors have been read before.
  var readVectors: [Ref: String] = [:]

  init(
    _ body: Body, loops: [String?], inner: Int?, prefix: String = "t",
    registers: [ValueID: String] = [:]
  ) {
    self.registers = registers
    self.body = body
    self.loops = loops
    self.inner = inner
    self.prefix = prefix
    for instruction in body.instructions {
      let own = ownLevel(instruction)
      levels.append(instruction.operands.map { levels[$0] }.reduce(own, max))
    }
  }

  private func ownLevel(_ instruction: Instruction) -> Level {
    switch instruction {
    case .constant: return .uniform
    case .accumulator: return .inner
    case .index(let index, _): return level(index)
    case .load(let access), .gather(let access, _, _, _, _):
      return access.bounds.map { level($0.index) }.reduce(level(access.index), max)
    case .check, .unary, .binary, .select, .multiplyAdd, .cast, .random: return .uniform
    }
  }

  func level(_ index: AffineIndex) -> Level {
    var level = Level.uniform
    for (loop, stride) in index.strides.enumerated() where stride != 0 && loops[loop] != nil {
      level = max(level, loop == inner ? .inner : .row)
    }
    return level
  }

  private func name(_ ref: Ref) -> String { "\(prefix)\(ref)" }

  /// The lines that compute everything of one outer level, one lane wide.
  mutating func lines(_ level: Level, _ text: inout KernelText) -> [String] {
    var lines: [String] = []
    for ref in body.instructions.indices where levels[ref] == level {
      lines.append(statement(ref, width: 1, &text))
    }
    if level == .row || (level == .uniform && inner != nil) {
      // Positions of inner accesses, but for the innermost loop.
      for ref in body.instructions.indices where levels[ref] == .inner && base[ref] == nil {
        guard let access = body.instructions[ref].access, level == .row,
          registers[access.value] == nil
        else { continue }
        var outer = loops
        if let inner { outer[inner] = nil }
        base[ref] = "\(prefix)b\(ref)"
        lines.append("const int \(prefix)b\(ref) = \(text.affine(access.index, outer));")
      }
    }
    return lines
  }

  /// The lines of the innermost loop, `width` lanes wide.
  mutating func innerLines(
    width: Int, _ text: inout KernelText
  ) -> [String] {
    var lines: [String] = []
    for ref in body.instructions.indices where levels[ref] == .inner {
      lines.append(statement(ref, width: width, &text))
    }
    return lines
  }

  /// The value of an instruction where vectors of `width` are computed.
  func operand(_ ref: Ref, _ width: Int) -> String {
    if case .accumulator = body.instructions[ref] { return accumulator }
    return levels[ref] == .inner ? name(ref) : CType.splat(name(ref), body.types[ref], width)
  }

  /// A statement that stores `ref` at `target`, an element expression such as `p1 + i`.
  /// - Parameter pastCache: whether whole vectors go to memory at once.
  func store(
    _ ref: Ref, at target: String, width: Int, pastCache: Bool = false
  ) -> String {
    let dtype = body.types[ref]
    var value = operand(ref, width)
    if dtype == .bool {
      value = width == 1 ? "(uchar)(\(value) & 1)" : "convert_uchar\(width)(\(value) & 1)"
    }
    if dtype.isHalf { value = HalfFunctions.bits(value, dtype, width) }
    if width == 1 { return "*(\(target)) = \(value);" }
    return VectorAccess.store(value, dtype, width, at: target, pastCache: pastCache)
  }

  // MARK: Statements

  private func statement(
    _ ref: Ref, width: Int, _ text: inout KernelText
  ) -> String {
    let type = CType.register(body.types[ref], width)
    if case .accumulator = body.instructions[ref] { return "/* \(name(ref)) is the accumulator */" }
    let value = expression(ref, width: width, &text)
    return "const \(type) \(name(ref)) = \(value);"
  }

  private func expression(
    _ ref: Ref, width: Int, _ text: inout KernelText
  ) -> String {
    let dtype = body.types[ref]
    func use(_ ref: Ref) -> String { operand(ref, width) }
    if width > 1, let vector = readVectors[ref] { return vector }
    switch body.instructions[ref] {
    case .constant(let value, _):
      return CType.splat(CType.literal(value, dtype), dtype, width)
    case .accumulator: return accumulator
    case .index(let index, _):
      return indexExpression(index, dtype, width, &text)
    case .load(let access):
      if let register = registers[access.value] {
        if access.bounds.isEmpty { return CType.splat(register, dtype, width) }
        let parts = (0..<width).map { lane -> String in
          condition(access.bounds, lane, &text).map { "(\($0)) ? \(register) : 0" } ?? register
        }
        return vector(parts, dtype)
      }
      return load(ref, access, dtype, width, &text)
    case .gather(let access, let index, let stride, let extent, let site):
      let pointer = text.pointer(access.value)
      let (step, limit) = (text.dim(stride), text.dim(extent))
      let fault = site == 0 ? nil : text.fault()
      let along = inner.map { access.index.strides[$0] } ?? 0
      if width > 1, along == 1, levels[index] < .inner, access.bounds.isEmpty, dtype != .bool {
        // One index for neighbours: they are read as a vector.
        let chosen = name(index)
        let check =
          fault.map { "apus_check(\(chosen), \(limit), \(site), \($0))" }
          ?? "(uint)(\(chosen)) < (uint)\(limit)"
        let at = "\(pointer) + \(position(ref, access, 0, &text)) + \(chosen) * \(step)"
        let type = CType.register(dtype, width)
        let bits = VectorAccess.load(dtype, width, at)
        let numbers = dtype.isHalf ? HalfFunctions.value(bits, dtype, width) : bits
        return "(\(check)) ? \(numbers) : (\(type))(0)"
      }
      if width > 1 && site == 0 && dtype != .bool {
        // Without a branch for each lane: those out of range read the last element for nothing.
        let (own, type) = (use(index), CType.register(dtype, width))
        let isInside = "((\(own) >= 0) & (\(own) < \(limit)))"
        let parts = (0..<width).map { lane -> String in
          let at = position(ref, access, lane, &text)
          let clamped = "(int)min((uint)\(CType.lane(own, lane, width)), (uint)\(limit) - 1)"
          return element(pointer, "\(at) + \(clamped) * \(step)", access.value, text)
        }
        let chosen = Functions.select(
          isInside, vector(parts, dtype), "(\(type))(0)", dtype, width)
        return "(\(limit) > 0) ? \(chosen) : (\(type))(0)"
      }
      let parts = (0..<width).map { lane -> String in
        let at = position(ref, access, lane, &text)
        let chosen = CType.lane(use(index), lane, width)
        let check =
          fault.map { "apus_check(\(chosen), \(limit), \(site), \($0))" }
          ?? "(uint)(\(chosen)) < (uint)\(limit)"
        let element = element(pointer, "\(at) + \(chosen) * \(step)", access.value, text)
        return "(\(check) ? \(element) : 0)"
      }
      return vector(parts, dtype)
    case .check(let index, let extent, let site, let excluded):
      let (end, fault) = (text.dim(extent), text.fault())
      let parts = (0..<width).map { lane -> String in
        let own = CType.lane(use(index), lane, width)
        let limit = excluded.map { "(\(own) == \($0) ? 0 : \(end))" } ?? end
        let isWide = body.types[index] == .int64
        let check = isWide ? "apus_check_long" : "apus_check"
        return
          "(\(check)(\(own), \(limit), \(site), \(fault)) ? \(isWide ? "(int)" : "")\(own) : -1)"
      }
      return vector(parts, dtype)
    case .unary(let function, let a):
      return Functions.unary(function, use(a), body.types[a], width)
    case .binary(let function, let a, let b):
      return Functions.binary(function, use(a), use(b), body.types[a], width)
    case .select(let condition, let a, let b):
      return Functions.select(use(condition), use(a), use(b), dtype, width)
    case .cast(let a, let target):
      return Functions.cast(use(a), from: body.types[a], to: target, width)
    case .multiplyAdd(let a, let b, let c):
      return "fma(\(use(a)), \(use(b)), \(use(c)))"
    case .random(let draw, let stream, let element, let step, let seed0, let seed1):
      let parts = (0..<width).map { lane -> String in
        let numbers = [element, step, seed0, seed1].map {
          "(uint)" + CType.lane(use($0), lane, width)
        }
        let counter = "\(numbers.joined(separator: ", ")), \(stream)u"
        switch draw {
        case .uniform(let word): return "apus_uniform(\(counter), \(word))"
        case .integer(let count, let low):
          // 2⁶⁴ mod count; and what wraps is unsigned.
          let rest = (0 &- count) % count
          let start = UInt64(bitPattern: Int64(low))
          return "apus_integer(\(counter), \(count)ul, \(rest)ul, \(start)ul)"
        }
      }
      return vector(parts, dtype)
    }
  }

  func vector(_ parts: [String], _ dtype: DType) -> String {
    parts.count == 1
      ? parts[0]
      : "(\(CType.register(dtype, parts.count)))(\(parts.joined(separator: ", ")))"
  }

  func indexExpression(
    _ index: AffineIndex, _ dtype: DType, _ width: Int, _ text: inout KernelText
  ) -> String {
    let scalar = "(\(CType.register(dtype, 1)))(\(text.affine(index, loops)))"
    guard width > 1 else { return scalar }
    let stride = inner.map { index.strides[$0] } ?? 0
    let lanes = (0..<width).map(String.init).joined(separator: ", ")
    let type = CType.register(dtype, width)
    let step = text.dim(stride)
    return stride == 0
      ? "(\(type))(\(scalar))" : "(\(type))(\(scalar)) + (\(type))(\(lanes)) * (\(type))(\(step))"
  }
}
