import ApusGraph
import ApusTestKit
import Testing

@testable import ApusCompiler

/// Positions that the polynomials do not tell the sizes of are checked when those are bound, and errors
/// name the operation and the line.
@Suite struct SizeCheckTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var operation: String
    var expected: String
    var found: String
    /// The least number of steps that is enough.
    var least: Int
    var build: @Sendable (Variable) throws(GraphError) -> Variable
    var testDescription: String { "\(operation), \(found)" }

    init(
      _ operation: String, _ expected: String, _ found: String, least: Int,
      _ build: @escaping @Sendable (Variable) throws(GraphError) -> Variable
    ) {
      (self.operation, self.expected, self.found) = (operation, expected, found)
      (self.least, self.build) = (least, build)
    }
  }

  static let cases = [
    Case("slice", "positions within 0..<(time = 0) on axis 0", "1 from (time-1 = -1)", least: 1) {
      x throws(GraphError) in try slice(x, axis: 0, start: .time - 1, count: 1)
    },
    Case("slice", "0 to (time = 1) positions on axis 0", "2", least: 2) {
      x throws(GraphError) in try slice(x, axis: 0, start: 0, count: 2)
    },
    Case("slice", "positions within 0..<(time = 4) on axis 0", "2 from 4, -4 apart", least: 5) {
      x throws(GraphError) in try slice(x, axis: 0, start: 4, count: 2, step: -4)
    },
    Case("slice", "positions within 0..<(time = 2) on axis 0", "3 from (time-3 = -1)", least: 3) {
      x throws(GraphError) in try slice(x, starts: [-3], ends: [.max])
    },
    Case("slice", "positions within 0..<(time = 0) on axis 0", "(time-1 = -1) from 1", least: 1) {
      x throws(GraphError) in try slice(x, starts: [1], ends: [.max])
    },
    Case("slice", "0 to (time = 1) positions on axis 0", "(time-2 = -1)", least: 2) {
      x throws(GraphError) in try split(x, sizes: [.time - 2, 2])[0]
    },
    Case("pad", "0 to (time = 2) positions on axis 0", "3", least: 3) {
      x throws(GraphError) in try pad(x, axis: 0, before: -1, after: -2)
    },
    Case("pad", "0 to (time = 2) positions on axis 0", "3", least: 3) {
      x throws(GraphError) in try pad(x, axis: 0, before: 2, mode: .reflect)
    },
    Case("sort", "0 to (time = 1) positions on axis 0", "2", least: 2) {
      x throws(GraphError) in try topK(x, 2, axis: 0).values
    },
    Case("dynamicSlice", "0 to (time = 3) positions on axis 0", "4", least: 4) {
      x throws(GraphError) in
      try dynamicSlice(x, starts: x.builder.constant(Tensor([0, 0] as [Int32])), shape: [4, 1])
    },
    Case("dynamicUpdate", "0 to (time = 3) positions on axis 0", "4", least: 4) {
      x throws(GraphError) in
      let part = try x.builder.input("part", [4, 1])
      return try dynamicUpdate(
        x, part, starts: x.builder.constant(Tensor([0, 0] as [Int32])))
    },
    Case("slice", "0 to (time = 1) positions on axis 0", "2", least: 2) {
      x throws(GraphError) in
      try scan(over: [reshape(x, to: [3, .time])], carrying: []) { s throws(GraphError) in
        (carries: [], outputs: [try slice(s.inputs[0], axis: 0, start: 0, count: 2)])
      }.outputs[0]
    },
  ]

  @Test(arguments: cases, [false, true])
  func checkedWhenBound(_ own: Case, ofGradient: Bool) throws {
    let builder = GraphBuilder()
    let x = try builder.input("x", [.time, 3])
    // What a crop takes away its gradient adds, whatever the size.
    if ofGradient && own.operation == "pad" { return }
    let y = try own.build(x)
    let output = ofGradient ? try builder.gradients(of: sum(y), withRespectTo: [x])[0] : y
    let program = try Compiler.compile(
      Compilation(builder.finish(), outputs: [output.id]), for: DeviceTraits(family: .cpu))
    let good = try program.plan(for: ["time": own.least])
    #expect(good.outputs.count == 1)
    let error = #expect(throws: GraphError.self) {
      _ = try program.plan(for: ["time": own.least - 1])
    }
    #expect(error?.kind == .invalidArgument)
    #expect(error?.site?.file == #fileID)
    if ofGradient { return #expect(error?.operation != nil) }
    #expect(error?.operation?.hasPrefix(own.operation) == true, "\(error?.operation ?? "")")
    #expect(error?.expected == own.expected)
    #expect(error?.found == own.found)
    #expect(error?.operands.first?.contains("float32[") == true)
  }

  /// Nothing is taken, so nothing is missing.
  @Test func noneOfNone() throws {
    let builder = GraphBuilder()
    let x = try builder.input("x", [.time])
    let y = try slice(x, axis: 0, start: .time - 1, count: .time, step: -1)
    let z = try slice(x, axis: 0, start: 3, count: .time - 3)
    let program = try Compiler.compile(
      Compilation(builder.finish(), outputs: [y.id, z.id]), for: DeviceTraits(family: .cpu))
    #expect(try program.plan(for: ["time": 3]).outputs[1].shape == [0])
    let empty = try Compiler.compile(
      Compilation(builder.finish(), outputs: [y.id]), for: DeviceTraits(family: .cpu))
    #expect(try empty.plan(for: ["time": 0]).outputs[0].shape == [0])
  }

  /// An extent below 0 is refused wherever it comes from.
  @Test func negativeExtents() throws {
    let builder = GraphBuilder()
    let x = try builder.input("x", [1, 1, .time])
    let w = try builder.input("w", [1, 1, 3])
    let y = try conv1d(x, w)
    let program = try Compiler.compile(
      Compilation(builder.finish(), outputs: [y.id]), for: DeviceTraits(family: .cpu))
    let error = #expect(throws: GraphError.self) { _ = try program.plan(for: ["time": 1]) }
    #expect(error?.kind == .invalidShape)
    #expect(error?.operation?.contains("conv") == true, "\(error?.operation ?? "")")
  }

  /// Of two extents below 0 the number of elements is above it.
  @Test func twoNegativeExtents() throws {
    let builder = GraphBuilder()
    let x = try builder.input("x", [.batch, 4, .symbol("side"), .symbol("side")])
    let y = try mean(maxPool2d(x, kernel: 3, stride: 1))
    let program = try Compiler.compile(
      Compilation(builder.finish(), outputs: [y.id]), for: DeviceTraits(family: .cpu))
    let error = #expect(throws: GraphError.self) {
      _ = try program.plan(for: ["batch": 2, "side": 1])
    }
    #expect(error?.kind == .invalidShape && error?.found == "side-2 = -1", "\(error?.found ?? "")")
    #expect(error?.site?.file == #fileID)
    _ = try program.plan(for: ["batch": 2, "side": 3])
  }
}
