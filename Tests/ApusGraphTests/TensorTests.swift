import Testing

@testable import ApusGraph

@Suite struct TensorTests {
  @Test func literalsNest() {
    let a: Tensor = [[1.4, 0.3], [2, -1]]
    #expect(a.shape == [2, 2] && a.dtype == .float32 && a.count == 4 && a.rank == 2)
    #expect(a.floats == [1.4, 0.3, 2, -1])
    let scalar: Tensor = 3
    #expect(scalar.shape == [] && scalar.count == 1)
    let empty: Tensor = []
    #expect(empty.shape == [0] && empty.count == 0)
  }

  @Test func throwingInitsRefuseWrongCounts() {
    #expect(kind { _ = try Tensor([1, 2, 3] as [Float], shape: [2, 2]) } == .shapeMismatch)
    #expect(
      kind { _ = try Tensor(bytes: [1, 2, 3], shape: [1], dtype: .int32) } == .shapeMismatch)
    #expect(kind { _ = try Tensor(stacking: [[1, 2], [1]]) } == .shapeMismatch)
    #expect(
      kind { _ = try Tensor(stacking: [1.0, Tensor(scalar: 1 as Int32)]) } == .shapeMismatch)
  }

  @Test(arguments: [
    [-1], [Int.min], [1 << 48], [1 << 24, 1 << 24], [Int.max, Int.max], [1 << 47, 1 << 47, 0],
    [0, 1 << 47, 1 << 47],
  ])
  func refusesImpossibleShapes(shape: [Int]) {
    #expect(kind { _ = try Tensor.zeros(shape) } == .invalidShape)
    #expect(kind { _ = try Tensor(bytes: [], shape: shape, dtype: .uint8) } == .invalidShape)
    #expect(kind { _ = try Tensor([] as [Float], shape: shape) } == .invalidShape)
    #expect(kind { _ = try Tensor(repeating: 1 as Float, shape: shape) } == .invalidShape)
    #expect(kind { _ = try ([] as Tensor).reshaped(shape) } == .invalidShape)
  }

  @Test func readsElements() throws {
    var a = try Tensor([1, 2, 3, 4, 5, 6] as [Int32], shape: [2, 3])
    #expect(a[1, 0] == 4)
    #expect(try a.element(at: [0, 2]) == 3)
    try a.setElement(at: [0, 2], to: 9.9)
    #expect(try a.values(Int32.self) == [1, 2, 9, 4, 5, 6])
    for indices in [[0], [0, 3], [-1, 0], [2, 0], [0, 0, 0]] {
      #expect(kind { _ = try a.element(at: indices) } == .invalidArgument)
    }
    #expect(kind { _ = try a.values(Float.self) } == .dtypeMismatch)
    #expect((7 as Tensor)[] == 7)
  }

  @Test func whatCannotBeReadIsSaid() throws {
    let a = try Tensor([1, 2, 3, 4, 5, 6] as [Int32], shape: [2, 3])
    let beyond = graphError { _ = try a.element(at: [1, 3]) }
    #expect(beyond?.expected == "an index in 0..<3 on axis 1 of int32[2, 3]")
    #expect(beyond?.found == "3 in [1, 3]")
    let few = graphError { _ = try a.element(at: [5]) }
    #expect(few?.expected == "2 indices, one for each axis of int32[2, 3]")
    #expect(few?.found == "1, [5]")
    #expect(try (2.5 as Tensor).item() == 2.5 && ([[7]] as Tensor).item() == 7)
    let several = graphError { _ = try a.item() }
    #expect(several?.kind == .invalidShape && several?.found == "6 in int32[2, 3]")
    #expect(kind { _ = try ([] as Tensor).item() } == .invalidShape)
  }

  @Test func nestedArrays() throws {
    let rows: [[Float]] = [[1.5, 2], [3, 4], [5, 6]]
    #expect(try Tensor(nested: rows) == [[1.5, 2], [3, 4], [5, 6]])
    let deep = try Tensor(nested: [[[1, 2]], [[3, 4]]] as [[[Int64]]])
    #expect(deep.shape == [2, 1, 2] && deep.dtype == .int64 && deep.doubles == [1, 2, 3, 4])
    #expect(try Tensor(nested: [true, false]) == Tensor([true, false]))
    let none = try Tensor(nested: [] as [[[Int8]]])
    #expect(none.shape == [0, 0, 0] && none.dtype == .int8)
    #expect(try Tensor(nested: [[], []] as [[Double]]).shape == [2, 0])
    let error = graphError { _ = try Tensor(nested: [[1, 2], [3, 4], [5]] as [[Float]]) }
    #expect(error?.kind == .shapeMismatch)
    #expect(error?.expected == "parts of one shape and type, float32[2] as part 0 is")
    #expect(error?.found == "float32[1] as part 2 of 3")
  }

  /// Where only a literal or a subscript can stand, the program ends, and says why.
  @Test func trapsSayWhy() async throws {
    let literal = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      let ragged: Tensor = [[1, 2], [3]]
      print(ragged)
    }
    let index = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      let a: Tensor = [1, 2, 3]
      print(a[5])
    }
    func text(_ result: ExitTest.Result?) -> String {
      String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    }
    for part in ["float32[2] as part 0 is; found float32[1] as part 1 of 2", "Tensor(nested:)"] {
      #expect(text(literal).contains(part), "\(text(literal))")
    }
    #expect(
      text(index).contains("an index in 0..<3 on axis 0 of float32[3]; found 5 in [5]"),
      "\(text(index))")
  }

  @Test func copiesAreIndependent() throws {
    let a: Tensor = [1, 2]
    var b = a
    try b.setElement(at: [0], to: 5)
    #expect(a[0] == 1 && b[0] == 5 && a != b)
  }

  @Test func printsTypeShapeAndValues() throws {
    #expect("\([[1.5, 2], [3, 4]] as Tensor)" == "float32[2, 2] [[1.5, 2.0],\n [3.0, 4.0]]")
    #expect("\(Tensor([1, -2] as [Int32]))" == "int32[2] [1, -2]")
    #expect("\(Tensor([true, false]))" == "bool[2] [true, false]")
    #expect("\(Tensor(scalar: 0.1 as Double))" == "float64[] 0.1")
    #expect("\([] as Tensor)" == "float32[0] []")
    let long = Tensor((0..<100).map { Int32($0) })
    #expect("\(long)" == "int32[100] [0, 1, 2, …, 97, 98, 99]")
    // Larger than any Double below 2^63.
    #expect(
      "\(Tensor([Int64.max, .min]))"
        == "int64[2] [9223372036854775807, -9223372036854775808]")
  }

  @Test func castsSaturateAndRoundTowardsZero() throws {
    let a = Tensor([-1.9, 1.9, 300, -1e30, 1e30, .nan, .infinity] as [Double])
    #expect(try a.cast(to: .uint8).doubles == [0, 1, 255, 0, 255, 0, 255])
    let ints = try a.cast(to: .int32).values(Int32.self)
    #expect(ints == [-1, 1, 300, .min, .max, 0, .max])
    let longs = try a.cast(to: .int64).values(Int64.self)
    #expect(longs == [-1, 1, 300, .min, .max, 0, .max])
    #expect(try a.cast(to: .bool).doubles == [1, 1, 1, 1, 1, 1, 1])
    #expect(try (0 as Tensor).cast(to: .bool).doubles == [0])
    #expect(try a.cast(to: .float32).floats[4] == 1e30)
    #expect(try a.cast(to: .int8).values(Int8.self) == [-1, 1, 127, -128, 127, 0, 127])
    #expect(try a.cast(to: .int16).values(Int16.self) == [-1, 1, 300, .min, .max, 0, .max])
  }

  /// To the nearest, of two to the even one, from all the bits of a Double.
  @Test func castsToHalfTypesRoundOnce() throws {
    let a = Tensor([
      1 + 0x1p-11, 1 + 0x1p-11 + 0x1p-40, 1 + 3 * 0x1p-11, 65519, 65520, 0x1p-25, 0x1.8p-25,
      -0x1p-24,
    ])
    let halves = try a.cast(to: .float16)
    #expect(
      halves.doubles == [
        1, 1 + 0x1p-10, 1 + 0x1p-9, 65504, .infinity, 0, 0x1p-24, -0x1p-24,
      ])
    let b = Tensor([1 + 0x1p-8, 1 + 0x1p-8 + 0x1p-40, 1 + 3 * 0x1p-8, -3.39e38, 1e39, 0x1p-130])
    let brains = try b.cast(to: .bfloat16)
    #expect(
      brains.doubles == [
        1, 1 + 0x1p-7, 1 + 0x1p-6, -0x1.fep127, .infinity, 0x1p-130,
      ])
    for dtype in [DType.float16, .bfloat16] {
      #expect(try Tensor(scalar: Double.nan).cast(to: dtype).doubles[0].isNaN)
      #expect(try Tensor(scalar: -0.0).cast(to: dtype).bytes == [0, 0x80])
    }
    #expect(try brains.values(BFloat16.self)[0] == BFloat16(1))
  }

  @Test func readsHalfPrecision() throws {
    let halves: [UInt16] = [0x3c00, 0xc000, 0x0001, 0x7bff, 0x7c00, 0x8000]
    let bytes = halves.flatMap { [UInt8($0 & 0xff), UInt8($0 >> 8)] }
    let a = try Tensor(bytes: bytes, shape: [6], dtype: .float16)
    #expect(a.doubles == [1, -2, 0x1p-24, 65504, .infinity, 0])
    let b = try Tensor(bytes: [0x80, 0x3f, 0x00, 0xc0], shape: [2], dtype: .bfloat16)
    #expect(b.doubles == [1, -2])
  }

  @Test func boolBytesAreZeroOrOne() throws {
    let a = try Tensor(bytes: [0, 1, 2, 255], shape: [4], dtype: .bool)
    #expect(a.bytes == [0, 1, 1, 1])
    #expect(try a.values(Bool.self) == [false, true, true, true])
  }

  @Test func stacksReshapesAndCutsRows() throws {
    let a = try Tensor(stacking: [[1, 2], [3, 4], [5, 6]])
    #expect(a.shape == [3, 2])
    #expect(try a.reshaped([2, 3])[1, 0] == 4)
    #expect(kind { _ = try a.reshaped([4]) } == .shapeMismatch)
    #expect(try a.rows(1..<3) == [[3, 4], [5, 6]])
    #expect(try a.rows(1..<1).shape == [0, 2])
    #expect(kind { _ = try a.rows(2..<4) } == .invalidArgument)
    #expect(kind { _ = try a.rows(-1..<1) } == .invalidArgument)
    #expect(kind { _ = try (1 as Tensor).rows(0..<0) } == .invalidArgument)
    #expect(try Tensor.zeros([0, 3]).rows(0..<0).shape == [0, 3])
  }

  @Test func gathersRows() throws {
    let a: Tensor = [[1, 2], [3, 4], [5, 6]]
    #expect(try a.gatherRows([2, 0, 2]) == [[5, 6], [1, 2], [5, 6]])
    #expect(try a.gatherRows([]).shape == [0, 2])
    #expect(try Tensor.zeros([3, 0]).gatherRows([1, 1]).shape == [2, 0])
    let error = graphError { _ = try a.gatherRows([0, 1, 2, 0, 1, 2, 0, 1, 7]) }
    #expect(error?.found == "row 7")
    #expect(kind { _ = try (1 as Tensor).gatherRows([]) } == .invalidArgument)
  }

  private func graphError(_ body: () throws -> Void) -> GraphError? {
    do {
      try body()
      return nil
    } catch {
      return error as? GraphError
    }
  }

  private func kind(_ body: () throws -> Void) -> GraphError.Kind? { graphError(body)?.kind }
}
