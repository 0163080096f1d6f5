import ApusGraph
import Testing

/// Functions of several operands convert them to one type; docs/dtypes.md has the rules.
@Suite struct PromotionTests {
  @Test func rules() {
    // Columns: bool, uint8, int8, int16, int32, int64, float16, bfloat16, float32, float64.
    let order: [DType] = [
      .bool, .uint8, .int8, .int16, .int32, .int64, .float16, .bfloat16, .float32, .float64,
    ]
    // What PyTorch 2's torch.promote_types gives.
    let expected: [[DType]] = [
      [.bool, .uint8, .int8, .int16, .int32, .int64, .float16, .bfloat16, .float32, .float64],
      [.uint8, .uint8, .int16, .int16, .int32, .int64, .float16, .bfloat16, .float32, .float64],
      [.int8, .int16, .int8, .int16, .int32, .int64, .float16, .bfloat16, .float32, .float64],
      [.int16, .int16, .int16, .int16, .int32, .int64, .float16, .bfloat16, .float32, .float64],
      [.int32, .int32, .int32, .int32, .int32, .int64, .float16, .bfloat16, .float32, .float64],
      [.int64, .int64, .int64, .int64, .int64, .int64, .float16, .bfloat16, .float32, .float64],
      [.float16, .float16, .float16, .float16, .float16, .float16, .float16, .float32, .float32]
        + [.float64],
      [.bfloat16, .bfloat16, .bfloat16, .bfloat16, .bfloat16, .bfloat16, .float32, .bfloat16]
        + [.float32, .float64],
      [DType](repeating: .float32, count: 9) + [.float64],
      [DType](repeating: .float64, count: 10),
    ]
    for (row, a) in order.enumerated() {
      for (column, b) in order.enumerated() {
        #expect(a.promoted(with: b) == expected[row][column], "\(a) with \(b)")
      }
    }
  }

  /// Every function and operator of two operands, and what takes lists.
  @Test func functionsPromote() throws {
    let graph = GraphBuilder()
    let a = try graph.input("a", [2, 2], .int8)
    let b = try graph.input("b", [2, 2], .float16)
    let isLess = try graph.input("c", [2, 2], .bool)
    let results = [
      try a + b, try b - a, try a * b, try a / b, try power(a, b), try minimum(a, b),
      try maximum(b, a), try select(isLess, a, b), try concatenate([a, b, a], axis: 0),
      try matmul(a, b), try a % b, try fmod(b, a),
    ]
    for result in results { #expect(result.dtype == .float16, "\(result)") }
    #expect(try (isLess * a).dtype == .int8)
    for comparison in [try a < b, try equal(b, a), try a >= b] {
      #expect(comparison.dtype == .bool)
    }
    // Scalars of Swift are weak.
    #expect(try (a * 2).dtype == .int8 && (b + 1.5).dtype == .float16)
    // Gradients have the types of what they belong to.
    let w = try graph.parameter("w", [2, 2], .float16, initial: .constant(1))
    let x = try graph.input("x", [2, 2])
    let loss = try sum(matmul(x, w) * w)
    #expect(loss.dtype == .float32)
    let gradients = try graph.gradients(of: loss, withRespectTo: [w, x])
    #expect(gradients.map(\.dtype) == [.float16, .float32])
  }

  /// A number that an integer type does not have is refused, not rounded.
  @Test func scalarsFitIntegers() throws {
    let graph = GraphBuilder()
    func numbers(_ dtype: DType) throws -> Variable {
      try graph.input("\(dtype)", [3], dtype)
    }
    let (bytes, small) = (try numbers(.uint8), try numbers(.int8))
    let (int, long) = (try numbers(.int32), try numbers(.int64))
    let wrong: [() throws -> Variable] = [
      { try int + 2.5 }, { try int < 2.5 }, { try bytes * -1 }, { try bytes + 256 },
      { try small - 128 }, { try int + 0x8000_0000 }, { try maximum(int, Double.nan) },
      { try long + 0x1p63 }, { try clamp(int, high: Double.infinity) },
      { try full(like: small, 1000) },
      { try graph.constant(0.5, .int16) }, { try bitwiseAnd(int, 0xFFFF_FFFF) },
      { try pad(int, [(1, 0)], value: Double.nan) }, { try full(in: graph, [2], 1e20, .int32) },
      { try oneHot(int, classes: 2, axis: -1, on: 2.7, off: 0, .int32) },
      { try maskedFill(int, int > 0, 1.9) }, { try int / 0.5 },
    ]
    for (number, make) in wrong.enumerated() {
      let error = #expect(throws: GraphError.self, "\(number)") { _ = try make() }
      #expect(error?.kind == .invalidArgument, "\(number)")
    }
    let right: [() throws -> Variable] = [
      { try int + 2.0 }, { try bytes + 255 }, { try small - (-128) }, { try long + Int.min },
      { try int + -0x8000_0000 }, { try graph.constant(7, .uint8) },
    ]
    for make in right { #expect(throws: Never.self) { _ = try make() } }
  }

  /// The error is about what the caller wrote, at the caller's line.
  @Test func errorsNameTheFunctionCalled() throws {
    let graph = GraphBuilder()
    let a = try graph.input("a", [3], .int8)
    let b = try graph.input("b", [4], .float16)
    let error = #expect(throws: GraphError.self) { try concatenate([a, b], axis: 2) }
    #expect(error?.operation == "concatenate" && error?.site?.file == #fileID)
    let second = #expect(throws: GraphError.self) { try maximum(a, b) }
    #expect(second?.operation == "maximum" && second?.site?.file == #fileID)
  }

  /// The operations themselves stay strict.
  @Test func operationsAreStrict() throws {
    let graph = GraphBuilder()
    let a = try graph.input("a", [3], .int8)
    let b = try graph.input("b", [3], .float16)
    let error = #expect(throws: GraphError.self) { try graph.add(Add(), [a, b]) }
    #expect(error?.kind == .dtypeMismatch && error?.found == "int8 and float16")
  }
}
