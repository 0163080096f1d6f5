import ApusCompiler
import ApusGraph
import ApusRuntime
import Testing

/// State lives in the store; every read in a step sees its value at the step's start.
@Suite(.serialized, .enabled(if: !TestMode.isOclgrind))
struct StateTests {
  private let builder = GraphBuilder(seed: 11)

  private func run(
    _ outputs: [Variable] = [], _ updates: [(Variable, Variable)], steps: Int = 1,
    feeds: [Variable: any Feed] = [:]
  ) throws -> (outputs: [Tensor], store: VariableStore) {
    let graph = builder.finish()
    let store = try VariableStore(graph, in: testContext())
    let executable = try Executable(
      graph, outputs: outputs.map(\.id), updates: updates.map { StateUpdate($0.id, $1.id) },
      store: store)
    for _ in 1..<steps { try executable.step(feeds) }
    return (try executable.run(feeds), store)
  }

  private func state(_ name: String, _ values: [Double]) throws -> Variable {
    try builder.state(name, [Dim(values.count)], initial: .array(values))
  }

  @Test(arguments: [1, 2, 5])
  func swap(steps: Int) throws {
    let (a, b) = (try state("a", [1, 2, 3]), try state("b", [10, 20, 30]))
    let (outputs, store) = try run([a, b], [(a, b), (b, a)], steps: steps)
    let (odd, even) = ([1.0, 2, 3], [10.0, 20, 30])
    #expect(outputs.map(\.doubles) == (steps.isMultiple(of: 2) ? [even, odd] : [odd, even]))
    let after = try [store.value(a.id), store.value(b.id)].map(\.doubles)
    #expect(after == (steps.isMultiple(of: 2) ? [odd, even] : [even, odd]))
  }

  @Test func swapWithArithmetic() throws {
    let (a, b) = (try state("a", [1, 2]), try state("b", [10, 20]))
    let (_, store) = try run([], [(a, try b * 2), (b, try a + 1)], steps: 3)
    // (1, 10) → (20, 2) → (4, 21) → (42, 5); (2, 20) → (40, 3) → (6, 41) → (82, 7)
    #expect(try store.value(a.id).doubles == [42, 82])
    #expect(try store.value(b.id).doubles == [5, 7])
  }

  @Test func rotation() throws {
    let names = ["a", "b", "c"]
    let s = try names.enumerated().map { try state($1, [Double($0), Double($0) + 10]) }
    let (_, store) = try run([], [(s[0], s[1]), (s[1], s[2]), (s[2], s[0])], steps: 4)
    #expect(try names.map { try store.value(named: $0).doubles[0] } == [1, 2, 0])
    #expect(try names.map { try store.value(named: $0).doubles[1] } == [11, 12, 10])
  }

  /// b follows a by one step, c follows b.
  @Test func chain() throws {
    let (a, b, c) = (try state("a", [1]), try state("b", [0]), try state("c", [0]))
    let (_, store) = try run([], [(a, try a * 2), (b, a), (c, b)], steps: 3)
    #expect(try ["a", "b", "c"].map { try store.value(named: $0).doubles[0] } == [8, 4, 2])
  }

  @Test func outputsSeeTheStart() throws {
    let a = try state("a", [1, 2, 3])
    let next = try a * 3
    let (outputs, store) = try run([a, next, try a + next, try sum(a)], [(a, next)], steps: 2)
    #expect(outputs[0] == [3, 6, 9], "the value at the start of the step")
    #expect(outputs[1] == [9, 18, 27])
    #expect(outputs[2] == [12, 24, 36])
    #expect(outputs[3].doubles == [18])
    #expect(try store.value(a.id) == [9, 18, 27])
  }

  @Test func largeOutputSeesTheStart() throws {
    let p = try builder.parameter("p", [1000], initial: .constant(1))
    let (outputs, store) = try run([p], [(p, try p + 1)], steps: 2)
    #expect(outputs[0].doubles.allSatisfy { $0 == 2 })
    #expect(try store.value(p.id).doubles.allSatisfy { $0 == 3 })
  }

  @Test func reversedOntoItself() throws {
    let a = try state("a", [1, 2, 3, 4, 5])
    let back = try slice(a, axis: 0, start: 4, count: 5, step: -1)
    let (_, store) = try run([], [(a, back)], steps: 3)
    #expect(try store.value(a.id) == [5, 4, 3, 2, 1])
  }

  @Test func twoStatesFromOneValue() throws {
    let (a, b) = (try state("a", [1, 2]), try state("b", [0, 0]))
    let value = try a * 10
    let (outputs, store) = try run([value], [(a, value), (b, value)])
    #expect(outputs[0] == [10, 20])
    #expect(try store.value(a.id) == [10, 20])
    #expect(try store.value(b.id) == [10, 20])
  }

  @Test func stateFromInput() throws {
    let a = try state("a", [1, 2])
    let x = try builder.input("x", [2])
    let (outputs, store) = try run([a, x], [(a, x)], feeds: [x: [7, 8] as Tensor])
    #expect(outputs == [[1, 2], [7, 8]])
    #expect(try store.value(a.id) == [7, 8])
  }

  @Test func stateFromDeviceTensorAndConstant() throws {
    let a = try state("a", [1, 2])
    let b = try state("b", [1, 2])
    let x = try builder.input("x", [2])
    let fixed = try builder.constant([3, 4] as Tensor)
    let whole = builder.finish()
    let context = try testContext()
    let store = try VariableStore(whole, in: context)
    let executable = try Executable(
      whole, outputs: [x.id], updates: [StateUpdate(a.id, x.id), StateUpdate(b.id, fixed.id)],
      store: store)
    #expect(try executable.run([x: DeviceTensor([7, 8], on: context)]) == [[7, 8]])
    #expect(try store.value(a.id) == [7, 8])
    #expect(try store.value(b.id) == [3, 4])
    #expect(try executable.run([x: [9, 9] as Tensor]) == [[9, 9]])
    #expect(try store.value(a.id) == [9, 9])
  }

  @Test func stepNumberCounts() throws {
    let seen = try builder.state("seen", [], .int32)
    let number = try builder.step()
    let (outputs, store) = try run([number], [(seen, number)], steps: 5)
    #expect(outputs[0].doubles == [4])
    #expect(try store.value(seen.id).doubles == [4])
    #expect(store.step == 5)
  }
}
