import ApusGraph
import ApusRuntime
import Testing

/// Arguments at the ends of what functions take: whole numbers beyond what a Double holds, windows
/// larger than the input, infinite norms, everything dropped, indices from the end.
@Suite(.serialized, .enabled(if: !TestMode.isOclgrind))
struct EdgeValueTests {
  private static let large = 9_007_199_254_740_993  // 2⁵³ + 1

  @Test func wholeNumbersBeyondDoubles() throws {
    let builder = GraphBuilder()
    let large = EdgeValueTests.large
    let x = try builder.constant(Tensor([0, 1, -2, Int64(large)] as [Int64]))
    let no = try builder.constant(Tensor([true, false, false, false]))
    let outputs = try [
      x + large, large - x, maskedFill(x, no, -large), full(in: builder, [4], large, .int64),
      full(like: x, Int.max - 1), cast(equal(x, large), to: .int64), maximum(x, large - 1),
      x + (Int.min + 1), broadcast(builder.constant(large, .int64), to: [4]),
      clamp(x, low: -1, high: large - 2),
    ]
    let results = try values(builder, outputs).map { try $0.values(Int64.self) }
    let own = [0, 1, -2, large]
    let (least, most) = (Int.min + 1, Int.max - 1)
    let expected = [
      own.map { $0 + large }, own.map { large - $0 }, [-large, 1, -2, large],
      [large, large, large, large], [most, most, most, most], [0, 0, 0, 1],
      [large - 1, large - 1, large - 1, large],
      own.map { $0 &+ least }, [large, large, large, large], [0, 1, -1, large - 2],
    ]
    for (found, expected) in zip(results, expected) { #expect(found.map { Int($0) } == expected) }
    // Narrower types do not have them.
    let narrow = try builder.constant(Tensor([1, 2] as [Int32]))
    #expect(throws: GraphError.self) { _ = try maximum(narrow, large) }
  }

  @Test func wholeNumbersOfDeviceTensors() throws {
    let x = try DeviceTensor(Tensor([1, 2] as [Int64]), on: testContext())
    let large = Int64(EdgeValueTests.large)
    #expect(try (x + EdgeValueTests.large).read().values(Int64.self) == [large + 1, large + 2])
  }

  /// Divided by the largest magnitude; of zeros by ε.
  @Test func normalizedByTheLargest() throws {
    let builder = GraphBuilder()
    let x = try builder.parameter(
      "x", [3, 2], initial: .array([4, -8, 0.5, 0.25, 0, 0]))
    let y = try normalize(x, p: .infinity)
    let loss = try sum(y * builder.constant(Tensor([1, 0, 0, 1, 0, 0] as [Float], shape: [3, 2])))
    let g = try builder.gradients(of: loss, withRespectTo: [x])[0]
    let results = try values(builder, [y, g])
    #expect(results[0].doubles == [0.5, -1, 1, 0.5, 0, 0])
    // d(x₀/|x₁|) = 1/8 and 4/64 for a negative x₁; d(x₁/x₀) = −1 and 2.
    #expect(results[1].doubles == [0.125, 0.0625, -1, 2, 0, 0])
  }

  /// Sums of powers below the smallest number are 0, and divided by ε; powers below 1, and roots, have
  /// no infinite slope at 0.
  @Test func normalizedNextToZero() throws {
    let builder = GraphBuilder()
    let x = try builder.parameter("x", [2, 2], initial: .array([1e-12, 0, 0, 4]))
    let fourth = try normalize(x, p: 4, epsilon: 1e-12)
    let half = try normalize(x, p: 0.5, epsilon: 1e-20)
    let weights = try builder.constant(Tensor([1, 2, 3, 4] as [Float], shape: [2, 2]))
    let outputs =
      try [fourth, half]
      + [fourth, half].map {
        try builder.gradients(of: sum($0 * weights), withRespectTo: [x])[0]
      }
    let results = try values(builder, outputs).map(\.doubles)
    let expected: [[Double]] = [
      [1, 0, 0, 1], [1, 0, 0, 1], [1e12, 2e12, 0.75, 0], [0, 2e12, 0.75, 0],
    ]
    for (found, expected) in zip(results, expected) {
      let isClose = zip(found, expected).allSatisfy { abs($0 - $1) <= 1e-5 * max(1, abs($1)) }
      #expect(isClose, "\(found) and not \(expected)")
    }
  }

  /// 3.3 lies below 3 · 1.1 in float32, but 3.3 / 1.1 is rounded to 3: the slope is that of a quotient
  /// of 2.
  @Test func slopesOfRemainders() throws {
    let builder = GraphBuilder()
    let a = try builder.constant(Tensor([3.3, 1.5, -3.3, 7, 7] as [Float]))
    let b = try builder.parameter("b", [5], initial: .array([1.1, 0.3, 1.1, 2, 0]))
    let slopes = try [remainder(a, b), fmod(a, b)].map {
      try builder.gradients(of: sum($0), withRespectTo: [b])[0]
    }
    let results = try values(builder, slopes).map(\.doubles)
    #expect(results == [[-2, -4, 3, -3, -.infinity], [-2, -4, 2, -3, -.infinity]])
  }

  /// Zeros and no gradient, without an infinity on the way.
  @Test(arguments: [DType.float32, .float16]) func everythingDropped(_ dtype: DType) throws {
    let builder = GraphBuilder()
    let x = try builder.parameter(
      "x", [2, 3, 2], dtype, initial: .array([1, -2, 3, 4, 5, 6, 1, -2, 3, 4, 5, 6]))
    let dropped = try [
      dropout(x, 1), dropout1d(x, 1), alphaDropout(x, 1), featureAlphaDropout(x, 1),
    ]
    let gradients = try dropped.map {
      try builder.gradients(of: sum($0), withRespectTo: [x])[0]
    }
    for result in try values(builder, dropped + gradients) {
      #expect(result.doubles.allSatisfy { $0 == 0 }, "\(result)")
    }
  }

  /// The row at −1 is the last one, as in PyTorch.
  @Test func paddingFromTheEnd() throws {
    let builder = GraphBuilder()
    let table = try builder.parameter("table", [3, 1], initial: .array([1, 2, 4]))
    let indices = try builder.constant(Tensor([0, 2, 2, 1] as [Int32], shape: [2, 2]))
    let rows = try embedding(table, indices, paddingIndex: -1)
    let bags = try embeddingBag(table, indices, mode: .sum, paddingIndex: -1)
    let g = try builder.gradients(of: sum(rows), withRespectTo: [table])[0]
    let results = try values(builder, [rows, bags, g])
    #expect(results[0].doubles == [1, 4, 4, 2])
    #expect(results[1].doubles == [1, 2])
    #expect(results[2].doubles == [1, 1, 0])
  }

  /// What lies beyond the input is not summed up tap by tap.
  @Test(.timeLimit(.minutes(1))) func windowsLargerThanTheInput() throws {
    let builder = GraphBuilder()
    let x = try builder.parameter("x", [1, 2, 3], initial: .array([1, 2, 3, 4, 5, 6]))
    let side = 1 << 20
    let (whole, half) = (PerAxis(side), PerAxis(side / 2))
    let means = try averagePool2d(x, kernel: whole, stride: whole, padding: half)
    let own = try averagePool2d(
      x, kernel: whole, stride: whole, padding: half, countIncludePad: false)
    let steps = try averagePool1d(x, kernel: 5, stride: 1, padding: 2, countIncludePad: false)
    let g = try builder.gradients(of: sum(own), withRespectTo: [x])[0]
    let results = try values(builder, [means * (Double(side) * Double(side)), own, steps, g])
    #expect(results[0].doubles == [21])
    #expect(results[1].doubles == [3.5])
    #expect(results[2].doubles == [2, 2, 2, 5, 5, 5])
    let sixth = Double(Float(1) / 6)
    #expect(results[3].doubles.allSatisfy { abs($0 - sixth) < 1e-7 })
  }

  /// More parts than the host would list.
  @Test(.timeLimit(.minutes(1))) func manyParts() throws {
    let builder = GraphBuilder()
    let x = try builder.input("x", [1, 3, 5])
    let parts = PerAxis(1 << 15)
    #expect(try adaptiveAveragePool2d(x, output: parts).shape.fixed == [1, 1 << 15, 1 << 15])
    let small = try adaptiveAveragePool2d(x, output: [2, 4])
    let result = try values(
      builder, [small],
      feeds: [x: Tensor((0..<15).map { Float($0) }, shape: [1, 3, 5])])[0]
    #expect(result.doubles == [3, 4, 5, 6, 8, 9, 10, 11])
  }

  /// Numbers that are true or false, for tensors that are.
  @Test func truthIsANumber() throws {
    let builder = GraphBuilder()
    let x = try builder.constant(Tensor([true, false, true]))
    let mask = try builder.constant(Tensor([true, true, false]))
    let outputs = try [
      maskedFill(x, mask, false), maskedFill(x, mask, true), full(in: builder, [3], true, .bool),
      equal(x, true), select(mask, true, x),
    ]
    let results = try values(builder, outputs)
    #expect(results.allSatisfy { $0.dtype == .bool })
    #expect(
      results.map(\.doubles) == [[0, 0, 1], [1, 1, 1], [1, 1, 1], [1, 0, 1], [1, 1, 1]])
  }

  /// A bound that is NaN gives NaN, as in PyTorch, and passes no gradient.
  @Test func boundsThatAreNoNumber() throws {
    let builder = GraphBuilder()
    let x = try builder.parameter("x", [4], initial: .array([-2, 0.5, 3, .nan]))
    let low = try builder.parameter("low", [4], initial: .array([-1, .nan, -1, -1]))
    let high = try builder.parameter("high", [4], initial: .array([.nan, 1, 1, 1]))
    let y = try clamp(x, low: low, high: high)
    let below = try clamp(x, low: low)
    let g = try builder.gradients(of: sum(y), withRespectTo: [x])[0]
    let results = try values(builder, [y, below, g])
    #expect(results[0].doubles.map(\.isNaN) == [true, true, false, true])
    #expect(results[0][2] == 1)
    #expect(results[1].doubles.map(\.isNaN) == [false, true, false, true])
    #expect(results[1][0] == -1 && results[1][2] == 3)
    #expect(results[2].doubles == [0, 0, 0, 1])
  }
}
