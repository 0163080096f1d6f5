import ApusCompiler
import ApusGraph
import ApusRuntime
import ApusTestKit
import Testing

/// Operands of products that are computed where they are packed: the bits of a program that stores
/// them.
@Suite(.serialized, .enabled(if: !TestMode.isOclgrind))
struct PrologueTests {
  /// How an operand comes from what is fed.
  enum Producer: String {
    case relu, swish, dropout, rowMask, columnMask, joined, cast, castBool, castInt64, both
  }

  /// Sizes of C [m, n] = A [m, k] · B [k, n] and which operand is computed.
  struct Case: CustomTestStringConvertible {
    var m: Int
    var k: Int
    var n: Int
    var producer: Producer
    var computesA = true
    var transposeA = false
    var transposeB = false
    var batch: [Int] = []
    /// Sizes of the extent that is a symbol: m, or k where A is transposed.
    var sizes: [Int] = []

    var testDescription: String {
      "\(batch) \(m)×\(k)×\(n) \(producer.rawValue) \(computesA ? "A" : "B")"
        + "\(transposeA ? " Aᵀ" : "")\(transposeB ? " Bᵀ" : "")\(sizes.isEmpty ? "" : " \(sizes)")"
    }
  }

  private static let cases = [
    // Large: both are packed. Vectors along k, or along lanes; odd edges everywhere.
    Case(m: 263, k: 1030, n: 517, producer: .dropout),
    Case(m: 263, k: 1031, n: 517, producer: .relu, transposeA: true),
    Case(m: 263, k: 1030, n: 517, producer: .rowMask, computesA: false),
    Case(m: 300, k: 701, n: 645, producer: .columnMask, computesA: false, transposeB: true),
    Case(m: 300, k: 701, n: 645, producer: .both),
    Case(m: 301, k: 700, n: 642, producer: .cast, transposeA: true, transposeB: true),
    Case(m: 300, k: 701, n: 645, producer: .castInt64),
    // Lanes apart: packed at any size.
    Case(m: 37, k: 50, n: 45, producer: .swish, computesA: false, transposeB: true),
    Case(m: 70, k: 67, n: 9, producer: .castBool, computesA: false, transposeB: true),
    Case(m: 5, k: 67, n: 70, producer: .columnMask, transposeA: true, transposeB: true),
    Case(m: 9, k: 8, n: 100, producer: .castInt64, computesA: false, transposeB: true),
    Case(m: 37, k: 2, n: 450, producer: .relu, computesA: false, transposeB: true),
    // Loads with bounds.
    Case(m: 40, k: 61, n: 33, producer: .joined, computesA: false, transposeB: true),
    // Batches.
    Case(m: 37, k: 21, n: 19, producer: .dropout, computesA: false, transposeB: true, batch: [3]),
    Case(
      m: 19, k: 21, n: 35, producer: .rowMask, computesA: false, transposeB: true, batch: [2, 3]),
    Case(m: 300, k: 701, n: 645, producer: .relu, transposeA: true, batch: [2]),
    // Sizes that are bound late, among them those at which nothing stored would be packed.
    Case(m: 0, k: 1030, n: 1100, producer: .dropout, sizes: [0, 1, 5, 16, 37, 130]),
    Case(m: 1100, k: 0, n: 1030, producer: .relu, transposeA: true, sizes: [0, 1, 7, 130]),
    Case(
      m: 1100, k: 0, n: 1030, producer: .swish, computesA: false, transposeA: true,
      sizes: [0, 3, 70]),
  ]

  @Test(arguments: cases)
  func resultsHaveTheBitsOfStoredOperands(_ test: Case) throws {
    let family = TestMode.family ?? .cpu
    let builder = GraphBuilder()
    let isSymbolic = !test.sizes.isEmpty
    let m = isSymbolic && !test.transposeA ? Dim.batch : Dim(test.m)
    let k = isSymbolic && test.transposeA ? Dim.batch : Dim(test.k)
    let n = Dim(test.n)
    let batch = test.batch.map { Dim($0) }
    var inputs: [Variable] = []
    func input(_ name: String, _ dims: [Dim], _ dtype: DType = .float32) throws -> Variable {
      inputs.append(try builder.input(name, Shape(dims), dtype))
      return inputs[inputs.count - 1]
    }
    func operand(_ name: String, _ rows: Dim, _ columns: Dim, _ isComputed: Bool) throws -> Variable
    {
      let dims = batch + [rows, columns]
      guard isComputed else { return try input(name, dims) }
      switch test.producer {
      case .relu, .both: return try relu(input(name, dims))
      case .swish:
        let x = try input(name, dims)
        return try x * sigmoid(x)
      case .dropout: return try input(name, dims) * input(name + " mask", dims) * 1.25
      case .rowMask: return try input(name, dims) * input(name + " mask", [columns])
      case .columnMask: return try input(name, dims) * input(name + " mask", [rows, 1]) - 0.5
      case .joined:
        let parts = [try input(name, [rows, columns - 3]), try input(name + " end", [rows, 3])]
        return try relu(concatenate(parts, axis: 1))
      case .cast: return try cast(input(name, dims, .int32), to: .float32)
      case .castBool: return try cast(input(name, dims, .bool), to: .float32)
      case .castInt64: return try cast(input(name, dims, .int64), to: .float32)
      }
    }
    let isBoth = test.producer == .both
    let a = try operand(
      "a", test.transposeA ? k : m, test.transposeA ? m : k, test.computesA || isBoth)
    let b = try operand(
      "b", test.transposeB ? n : k, test.transposeB ? k : n, !test.computesA || isBoth)
    let c = try matmul(a, b, transposeA: test.transposeA, transposeB: test.transposeB)
    let graph = builder.finish()

    let context = try ComputeContext(.default, family: family, cachesPrograms: false)
    func executable(fuses: Bool) throws -> Executable {
      var options = ExecutableOptions()
      options.compilation.fuses = fuses
      options.fillsMemoryWithNaN = true
      return try Executable(
        graph, outputs: [c.id], mode: .training, store: VariableStore(graph, in: context),
        options: options)
    }
    let (fused, plain) = (try executable(fuses: true), try executable(fuses: false))
    let program = try Compiler.compile(
      Compilation(graph, outputs: [c.id], options: .init(joinsLaunches: false)),
      for: context.traits)
    #expect((program.steps.count == 1) == (family == .cpu))

    for size in isSymbolic ? test.sizes : [1] {
      var feeds: [VariableID: any Feed] = [:]
      for (number, input) in inputs.enumerated() {
        let dims = try input.shape.dims.map { try $0.value(["batch": size]) }
        let generator: Generator =
          input.dtype == .float32 ? .normal : .integers(input.dtype == .bool ? 0..<2 : -9..<10)
        var tensor = try generator.array(
          shape: dims, dtype: input.dtype, seed: UInt32(number + size)
        ).tensor()
        if input.dtype == .float32, tensor.floats.count > 40 {
          var numbers = tensor.floats
          (numbers[33], numbers[numbers.count - 1]) = (.nan, -.infinity)
          tensor = try Tensor(numbers, shape: dims)
        }
        feeds[input.id] = tensor
      }
      func bits(_ executable: Executable) throws -> [UInt32] {
        // All NaN are alike.
        try executable.run(feeding: feeds)[0].floats.map {
          $0.isNaN ? Float.nan.bitPattern : $0.bitPattern
        }
      }
      let found = try bits(fused)
      // Compared outside: the macro would describe each number.
      let isAsStored = try found == bits(plain)
      let isAsBefore = try found == bits(fused)
      // Compilers of GPUs round a product and a sum of one kernel once where they like.
      let mayContract = test.producer == .columnMask && context.device.types.contains(.gpu)
      #expect(isAsStored || mayContract)
      #expect(isAsBefore)
      let hasNaN = found.contains(Float.nan.bitPattern)
      let isFloat = inputs.contains { $0.dtype == .float32 }
      #expect(hasNaN == (isFloat && !found.isEmpty && size > 0))
    }
  }
}
