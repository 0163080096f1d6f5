import ApusCompiler
import ApusGraph
import ApusRuntime
import Testing

/// Element types where they meet memory: conversion, feeds, states, results, sessions.
@Suite(.serialized, .enabled(if: !TestMode.isOclgrind))
struct ElementTypeTests {
  private let context: ComputeContext
  /// Those of the device.
  private let types: [DType]

  init() throws {
    context = try testContext()
    let hasFloat64 = context.device.capabilities.hasFloat64
    types = DType.allCases.filter { $0 != .float64 || hasFloat64 }
  }

  private func run(_ builder: GraphBuilder, _ outputs: [Variable]) throws -> [Tensor] {
    let graph = builder.finish()
    let store = try VariableStore(graph, in: context)
    return try Executable(graph, outputs: outputs.map(\.id), store: store).run()
  }

  private func areSame(_ a: Tensor, _ b: Tensor) -> Bool {
    a.dtype == b.dtype && a.shape == b.shape
      && zip(a.doubles, b.doubles).allSatisfy {
        $0 == $1 && $0.sign == $1.sign || $0.isNaN && $1.isNaN
      }
  }

  /// Every type to every other, as the host does it: rounding, saturation, infinity, NaN, subnormal
  /// numbers. 37 elements, so that vectors and single elements convert alike.
  @Test func castsAsTheHostDoes() throws {
    let special: [Double] = [
      0, -0.0, 1, -1, 0.5, -0.5, 2.5, -2.5, 127.9, -128.9, 255.9, 256, 32767.5, -32769, 65504,
      65519,
      65520, 65536, -65520, 1e6, 2_147_483_500, 3e9, -3e9, 3.39e38, 1 + 0x1p-11, 1 + 3 * 0x1p-11,
      1 + 0x1p-8, 1 + 3 * 0x1p-8, 0x1p-14, 0x1p-24, 0x1p-25, 0x1.8p-25, -0x1.4p-20, 0x1p-126,
      .infinity, -.infinity, .nan,
    ]
    let builder = GraphBuilder()
    var outputs: [Variable] = []
    var expected: [Tensor] = []
    for from in types {
      let tensor = try Tensor(special).cast(to: from)
      let x = try builder.state("\(from)", [37], from, initial: .array(special))
      for to in types where to != from {
        outputs.append(try cast(x, to: to))
        // OpenCL's conversion of NaN to an integer is 0 here as there.
        expected.append(try tensor.cast(to: to))
      }
    }
    for (found, expected) in zip(try run(builder, outputs), expected) {
      #expect(areSame(found, expected), "to \(expected.dtype): \(found) and not \(expected)")
    }
  }

  /// All numbers of float16 and bfloat16, to float32 and back.
  @Test(arguments: [DType.float16, .bfloat16])
  func allHalvesSurvive(_ dtype: DType) throws {
    let bits = Array(0...UInt16.max)
    let tensor = try Tensor(
      bytes: bits.withUnsafeBytes { Array($0) }, shape: [bits.count], dtype: dtype)
    let builder = GraphBuilder()
    let x = try builder.input("x", [Dim(bits.count)], dtype)
    let wide = try cast(x, to: .float32)
    let back = try cast(wide, to: dtype)
    let graph = builder.finish()
    let store = try VariableStore(graph, in: context)
    let executable = try Executable(graph, outputs: [wide.id, back.id], store: store)
    let results = try executable.run(feeding: [x.id: tensor])
    #expect(areSame(results[0], try tensor.cast(to: .float32)))
    #expect(areSame(results[1], tensor))
  }

  /// Sums of halves are added in float32 and rounded once.
  @Test func halvesAccumulateInFloat32() throws {
    let builder = GraphBuilder()
    let ones = try builder.state("ones", [1, 5000], .float16, initial: .constant(1))
    let small = try builder.state("small", [1, 70000], .float16, initial: .constant(1))
    let outputs = [
      try sum(ones), try matmul(ones, transpose(ones)), try mean(small),
      try cast(sum(cast(small, to: .bfloat16)), to: .float32),
    ]
    let results = try run(builder, outputs)
    // 70000 is beyond float16; of bfloat16 the nearest is 70144.
    #expect(results.map { $0.doubles[0] } == [5000, 5000, 1, 70144])
    #expect(results[1].dtype == .float16)
  }

  @Test func integersWrap() throws {
    let builder = GraphBuilder()
    let small = try builder.state("a", [3], .int8, initial: .array([100, -100, -128]))
    let middle = try builder.state("b", [2], .int16, initial: .array([30000, -30000]))
    let bytes = try builder.state("c", [2], .uint8, initial: .array([200, 3]))
    let results = try run(
      builder, [small + small, -small, sum(small), middle + middle, bytes - 5, small * 3 / 2])
    #expect(results[0].doubles == [-56, 56, 0])
    #expect(results[1].doubles == [-100, 100, -128])
    #expect(results[2].doubles == [-128] && results[2].dtype == .int8)
    #expect(results[3].doubles == [-5536, 5536])
    #expect(results[4].doubles == [195, 254])
    // 300 wraps to 44, −300 to −44, −384 to −128; then the quotients.
    #expect(results[5].doubles == [22, -22, -64])
  }

  /// Feeds, states and results of every type, and sums with float32 beside them.
  @Test func everyTypeIsFedKeptAndRead() throws {
    let builder = GraphBuilder()
    var (feeds, updates, outputs): ([VariableID: any Feed], [StateUpdate], [Variable]) = (
      [:], [], []
    )
    let values: [Double] = [1, 0, 3, 1, 0, 2, 7]
    let single = try builder.input("single", [7])
    feeds[single.id] = try Tensor(values).cast(to: .float32)
    for dtype in types {
      let x = try builder.input("x \(dtype)", [7], dtype)
      feeds[x.id] = try Tensor(values).cast(to: dtype)
      let state = try builder.state("s \(dtype)", [7], dtype)
      updates.append(StateUpdate(state.id, x.id))
      outputs.append(try x + single)
    }
    let graph = builder.finish()
    let store = try VariableStore(graph, in: context)
    let executable = try Executable(
      graph, outputs: outputs.map(\.id), updates: updates, store: store)
    let results = try executable.run(feeding: feeds)
    for (dtype, result) in zip(types, results) {
      #expect(result.dtype == (dtype == .float64 ? .float64 : .float32))
      let own = try Tensor(values).cast(to: dtype)
      #expect(result.doubles == zip(own.doubles, values).map { $0 + $1 }, "\(dtype)")
      let kept = try store.value(named: "s \(dtype)")
      #expect(kept == own)
      try store.set(named: "s \(dtype)", own)
    }
  }

  @Test func deviceTensorsOfEveryType() throws {
    for dtype in types {
      let tensor = try Tensor([1, 0, 3] as [Double]).cast(to: dtype)
      let other = try DeviceTensor(Tensor([2, 3, 4] as [Float]), on: context)
      let x = try DeviceTensor(tensor, on: context)
      let sum = try x + other
      #expect(sum.dtype == dtype.promoted(with: .float32))
      #expect(try sum.read().doubles == zip(tensor.doubles, [2, 3, 4]).map { $0 + $1 })
    }
  }

  /// A session keeps everything; values are those of the fused program, to the bit.
  @Test(arguments: [DType.float16, .bfloat16, .float64])
  func sessions(_ dtype: DType) throws {
    guard types.contains(dtype) else { return }
    let builder = GraphBuilder()
    let x = try builder.input("x", [3, 5], dtype)
    let w = try builder.parameter("w", [5, 2], dtype, initial: .constant(0.3))
    let y = try mean(exp(matmul(x, w) * 0.7) + 0.1, axes: [1])
    let numbers = try Tensor((0..<15).map { 0.37 * Double($0) - 2 }, shape: [3, 5]).cast(to: dtype)
    let session = try Session(graph: builder, outputs: [y], in: context)
    try session.set(x, numbers)
    try session.forward()
    try session.setGradient(y, try Tensor([1, 2, 3] as [Float]).cast(to: dtype))
    try session.backward()
    #expect(try session.gradient(of: w).dtype == dtype)
    let graph = builder.finish()
    let executable = try Executable(
      graph, outputs: [y.id], store: VariableStore(graph, in: context))
    let fused = try executable.run(feeding: [x.id: numbers])[0]
    #expect(try session.value(of: y) == fused)
  }

  /// Half the bytes of memory, and no copy of another type: nothing but the halves is moved.
  @Test(arguments: [DType.float16, .bfloat16])
  func halvesMoveHalfTheBytes(_ dtype: DType) throws {
    func cost(_ dtype: DType) throws -> (launches: Int, bytes: Int) {
      let builder = GraphBuilder()
      let (x, y) = (try builder.input("x", [64, 512], dtype), try builder.input("y", [512], dtype))
      let output = try tanh(x * y + 1)
      let program = try Compiler.compile(
        Compilation(builder.finish(), outputs: [output.id]), for: context.traits)
      let plan = try program.plan(for: [:])
      return (plan.launches.count, plan.launches.reduce(0) { $0 + $1.bytes })
    }
    let (single, half) = (try cost(.float32), try cost(dtype))
    #expect(half.launches == 1 && single.launches == 1)
    #expect(half.bytes * 2 == single.bytes)
  }
}
