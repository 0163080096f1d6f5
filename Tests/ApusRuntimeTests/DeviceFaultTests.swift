import ApusCompiler
import ApusGraph
import ApusRuntime
import Testing

/// An index out of range on the device: an error that says which, and no state changes.
@Suite(.serialized, .enabled(if: !TestMode.isOclgrind))
struct DeviceFaultTests {
  /// A table that is trained through `gather`, and a counter that the indices do not touch.
  private struct Embedding {
    let indices: Variable
    let executable: Executable
    let table: Variable
    let counter: Variable

    init(_ dtype: DType = .int32, axis: Int = 0) throws {
      let builder = GraphBuilder(seed: 3)
      indices = try builder.input("indices", [.batch], dtype)
      table = try builder.parameter("table", [5, 5], initial: .uniform(low: -1, high: 1))
      counter = try builder.state("counter", [], .int32)
      let rows = try gather(table, indices, axis: axis)
      let loss = try sum(rows * rows)
      let g = try builder.gradients(of: loss, withRespectTo: [table])[0]
      let updates = [
        StateUpdate(table.id, try (table - g * 0.1).id),
        StateUpdate(counter.id, try (counter + 1).id),
      ]
      let whole = builder.finish()
      executable = try Executable(
        whole, outputs: [loss.id], updates: updates,
        store: VariableStore(whole, in: testContext()))
    }

    func step(_ values: [Int32]) throws { try executable.step([indices: Tensor(values)]) }
    var digest: String { get throws { try executable.store.parameterDigest } }
    var count: Double {
      get throws { try executable.store.value(counter.id).doubles[0] }
    }
  }

  /// Reading a parameter is a read like any other: it tells of the fault.
  @Test func readingAParameterTellsOfTheFault() throws {
    let embedding = try Embedding()
    try embedding.step([0, 4, 2])
    let before = try embedding.executable.store.value(embedding.table.id)
    try embedding.step([1, 9, 3])
    let error = failure(RuntimeError.self) {
      _ = try embedding.executable.store.value(embedding.table.id)
    }
    #expect(error?.kind == .indexOutOfRange)
    #expect(error?.found == "9 in step 1")
    #expect(try embedding.executable.store.value(embedding.table.id) == before)
  }

  @Test(arguments: [5, -1, Int32.max, Int32.min])
  func gatherOutOfRange(index: Int32) throws {
    let embedding = try Embedding()
    try embedding.step([0, 4, 2])
    let digest = try embedding.digest
    try embedding.step([1, index, 3])
    let error = failure(RuntimeError.self) { _ = try embedding.executable.outputs() }
    #expect(error?.kind == .indexOutOfRange)
    let text = error?.description ?? ""
    for part in ["gather", "table, indices", "from 0 to 4", "\(index) in step 1"] {
      #expect(text.contains(part), "'\(part)' is not in: \(text)")
    }
    #expect(text.contains("DeviceFaultTests"), "the line that asked for it: \(text)")
    #expect(try embedding.digest == digest)
    #expect(try embedding.count == 1)
    // What the step computed is no result.
    _ = failure(RuntimeError.self) { _ = try embedding.executable.outputs() }
    try embedding.step([1, 0, 3])
    _ = try embedding.executable.outputs()
    #expect(try embedding.digest != digest)
    #expect(try embedding.count == 2)
  }

  @Test func gatherAlongAnotherAxis() throws {
    let embedding = try Embedding(axis: 1)
    let digest = try embedding.digest
    try embedding.step([1, 9])
    let error = failure(RuntimeError.self) { try embedding.executable.synchronize() }
    #expect(error?.found == "9 in step 0")
    #expect(try embedding.digest == digest)
  }

  @Test(arguments: [5, -1])
  func takeAlongAxisOutOfRange(index: Int32) throws {
    let builder = GraphBuilder(seed: 3)
    let indices = try builder.input("indices", [1, 3], .int32)
    let table = try builder.parameter("table", [5, 3], initial: .uniform(low: -1, high: 1))
    let taken = try takeAlongAxis(table, indices, axis: 0)
    let whole = builder.finish()
    let executable = try Executable(
      whole, outputs: [taken.id], updates: [], store: VariableStore(whole, in: testContext()))
    try executable.step([indices: Tensor([0, index, 4], shape: [1, 3])])
    let error = failure(RuntimeError.self) { _ = try executable.outputs() }
    #expect(error?.kind == .indexOutOfRange)
    for part in ["takeAlongAxis", "from 0 to 4", "\(index) in step 0"] {
      #expect(error?.description.contains(part) == true, "\(error?.description ?? "")")
    }
  }

  /// An update that itself looks up what it writes, and one behind a scan that does: neither writes a
  /// part of a state.
  @Test(arguments: [false, true])
  func lookingUpWhatIsWritten(inScan: Bool) throws {
    let builder = GraphBuilder()
    let table = try builder.input("table", [8])
    let indices = try builder.input("indices", [4], .int32)
    let state = try builder.state("state", [4], initial: .constant(1))
    let count = try builder.state("count", [], .int32)
    let halved = try state * 0.5
    let found =
      try inScan
      ? scan(over: [indices], carrying: [], using: [table, halved]) { s throws(GraphError) in
        (carries: [], outputs: [try gather(s.constants[0], s.inputs[0]) + sum(s.constants[1])])
      }.outputs[0] : takeAlongAxis(table, indices, axis: 0)
    let updates = [
      StateUpdate(state.id, try (inScan ? halved : state * 0.5 + found).id),
      StateUpdate(count.id, try (count + 1).id),
    ]
    let graph = builder.finish()
    let store = try VariableStore(graph, in: testContext())
    let executable = try Executable(
      graph, outputs: inScan ? [found.id] : [], updates: updates, store: store)
    func step(_ index: Int32) throws {
      try executable.step([
        table: Tensor([2, 3, 4, 5, 6, 7, 8, 9] as [Float]), indices: Tensor([0, 1, index, 3]),
      ])
      try executable.synchronize()
    }
    let error = failure(RuntimeError.self) { try step(99) }
    #expect(error?.found == "99 in step 0")
    #expect(try store.value(state.id).doubles == [1, 1, 1, 1])
    #expect(try store.value(count.id).doubles == [0])
    try step(7)
    #expect(
      try store.value(state.id).doubles == (inScan ? [0.5, 0.5, 0.5, 0.5] : [2.5, 3.5, 9.5, 5.5]))
    #expect(try store.value(count.id).doubles == [1])
  }

  @Test func bytesOutOfRange() throws {
    let embedding = try Embedding(.uint8)
    try embedding.executable.step([embedding.indices: Tensor([1, 200] as [UInt8])])
    let error = failure(RuntimeError.self) { try embedding.executable.synchronize() }
    #expect(error?.found == "200 in step 0")
  }

  /// The third step after it throws, and none of the three changed anything.
  @Test func thrownByTheThirdStepAfter() throws {
    let embedding = try Embedding()
    try embedding.step([0])
    try embedding.executable.synchronize()
    let digest = try embedding.digest
    try embedding.step([7])
    try embedding.step([1])
    try embedding.step([2])
    let error = failure(RuntimeError.self) { try embedding.step([3]) }
    #expect(error?.found == "7 in step 1")
    #expect(error?.advice.contains("2 steps enqueued after it") == true)
    #expect(try embedding.digest == digest)
    #expect(try embedding.count == 1)
    try embedding.step([3])
    try embedding.executable.synchronize()
    #expect(try embedding.count == 2)
  }

  @Test(arguments: [4, -1, 1000] as [Int32])
  func labelOutOfRange(label: Int32) throws {
    let network = try TestNetwork()
    let executable = try network.executable(in: testContext())
    var feeds = try network.feeds(3)
    try executable.step(feeds)
    try executable.synchronize()
    let names = executable.store.names
    let before = try names.map { try executable.store.value(named: $0) }
    feeds[network.labels] = int32([0, label, 1])
    try executable.step(feeds)
    let error = failure(RuntimeError.self) { try executable.synchronize() }
    #expect(error?.kind == .indexOutOfRange)
    #expect(error?.expected == "an index from 0 to 3")
    #expect(error?.found == "\(label) in step 1")
    #expect(error?.place.contains("softmaxCrossEntropy") == true)
    #expect(error?.place.contains("labels") == true)
    #expect(try names.map { try executable.store.value(named: $0) } == before)
    #expect(try executable.run(network.feeds(3))[0].doubles[0].isFinite)
    #expect(try names.map { try executable.store.value(named: $0) } != before)
  }

  /// Whatever the outputs are: a step that trains on a bad label changes nothing.
  @Test func labelOutOfRangeWithoutTheLossAsOutput() throws {
    let network = try TestNetwork()
    let store = try VariableStore(network.graph, in: testContext())
    let executable = try Executable(
      network.graph, outputs: [], updates: network.updates, store: store)
    let digest = try store.parameterDigest
    var feeds = try network.feeds(3)
    feeds[network.labels] = int32([0, 9, 1])
    try executable.step(feeds)
    #expect(failure(RuntimeError.self) { try executable.synchronize() } != nil)
    #expect(try store.parameterDigest == digest)
  }

  /// 2^32 is 0 in 32 bits, and must not pass for it.
  @Test func wideIndexOutOfRange() throws {
    let embedding = try Embedding(.int64)
    for index in [1 << 32, (1 << 32) + 1, -(1 << 40)] as [Int64] {
      try embedding.executable.step([embedding.indices: Tensor([1, index], shape: [2])])
      let error = failure(RuntimeError.self) { try embedding.executable.synchronize() }
      #expect(error?.found.hasPrefix("\(index) in step ") == true, "\(String(describing: error))")
    }
  }

  /// Of several places, the first of the graph is reported, in whatever order they are computed; from
  /// the 63rd on, places share their words.
  @Test(arguments: [(0..<80, 0), (5..<80, 5), (61..<62, 61), (79..<80, 79)])
  func theFirstPlaceIsReported(bad: Range<Int>, reported: Int) throws {
    let builder = GraphBuilder()
    let indices = try (0..<80).map { try builder.input("indices\($0)", [1], .int32) }
    let outputs = try indices.enumerated().map { number, own in
      let table = try builder.constant(
        Tensor([Float](repeating: Float(number), count: number + 1)))
      return try gather(table, own).id
    }
    let graph = builder.finish()
    let executable = try Executable(
      graph, outputs: outputs, store: VariableStore(graph, in: testContext()))
    var feeds: [Variable: any Feed] = [:]
    for (number, own) in indices.enumerated() {
      feeds[own] = Tensor([bad.contains(number) ? Int32(100 + number) : 0])
    }
    try executable.step(feeds)
    let error = failure(RuntimeError.self) { try executable.synchronize() }
    #expect(error?.found == "\(100 + reported) in step 0")
    #expect(error?.expected == "an index from 0 to \(reported)")
    for own in indices { feeds[own] = Tensor([0] as [Int32]) }
    try executable.step(feeds)
    try executable.synchronize()
  }
}
