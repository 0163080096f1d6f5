import ApusCompiler
import ApusGraph
import ApusRuntime
import OpenCLKit
import Testing

/// What a warm step promises: nothing is compiled, made or read back.
@Suite(.serialized, .enabled(if: !TestMode.isOclgrind))
struct StepPromisesTests {
  @Test func warmStepsMakeNothing() throws {
    let network = try TestNetwork()
    let context = try testContext()
    let executable = try network.executable(in: context)
    let feeds = try network.feeds(8)
    let first = try executable.run(feeds)[0].doubles[0]
    for _ in 0..<4 { try executable.step(feeds) }
    let (before, reads) = (executable.statistics, context.blockingReads)
    for number in 0..<200 {
      try executable.step(feeds)
      #expect(executable.statistics.launchesPerStep == before.launchesPerStep)
      if number % 50 == 0 { _ = try executable.outputs() }
    }
    let last = try executable.outputs()[0].doubles[0]
    let after = executable.statistics
    #expect(after.objectsCreated == before.objectsCreated)
    #expect(after.plans == 1)
    #expect(after.plans == before.plans)
    #expect(after.programsBuilt == before.programsBuilt)
    #expect(after.blockingReads == before.blockingReads)
    #expect(context.blockingReads == reads)
    #expect(after.arenaBytes == before.arenaBytes)
    #expect(after.steps == before.steps + 200)
    #expect(after.launches == before.launches + 200 * before.launchesPerStep)
    #expect(after.bytesStaged == before.bytesStaged + 200 * 8 * (6 + 1) * 4)
    #expect(last < first * 0.8, "the network does not learn: \(first) to \(last)")
  }

  /// What the promise about reads rests on: one that the host waits for counts.
  @Test func readsAreCounted() throws {
    let context = try testContext()
    let builder = GraphBuilder()
    let x = try builder.input("x", [100])
    let y = try x + 1
    let executable = try Executable(
      builder.finish(), outputs: [y.id], store: VariableStore(builder.finish(), in: context))
    let reads = context.blockingReads
    try executable.step([x: try Tensor([Float](repeating: 1, count: 100), shape: [100])])
    #expect(executable.statistics.blockingReads == 0)
    #expect(context.blockingReads == reads)
    _ = try executable.outputs()
    #expect(executable.statistics.blockingReads == 1)
    #expect(context.blockingReads == reads + 1)
  }

  /// In a process of its own: the count of handles is the whole process's.
  @Test(.enabled(if: !TestChild.isChild))
  func warmStepsKeepTheHandles() throws {
    let child = try TestChild.run("StepPromisesTests/countsHandlesInChild")
    #expect(child.exitCode == 0, "\(child.output)")
    #expect(child.output.contains("handles counted"), "\(child.output)")
  }

  @Test(.enabled(if: TestChild.isChild))
  func countsHandlesInChild() throws {
    let atStart = LiveHandles.count
    try {
      let network = try TestNetwork()
      let executable = try network.executable(in: testContext())
      let feeds = try network.feeds(8)
      for _ in 0..<5 { try executable.step(feeds) }
      try executable.synchronize()
      let before = LiveHandles.count
      var most = 0
      for _ in 0..<200 {
        try executable.step(feeds)
        most = max(most, LiveHandles.count)
      }
      try executable.synchronize()
      #expect(LiveHandles.count == before)
      #expect(most <= before + 3, "one event for each step in flight, no more")
    }()
    #expect(LiveHandles.count == atStart, "all is released with the executable")
    print("handles counted")
  }

  @Test(arguments: [3, 1, 7, 13])
  func anotherBatchSizeMakesAPlanOnly(size: Int) throws {
    let network = try TestNetwork()
    let context = try testContext()
    let executable = try network.executable(in: context)
    for number in 0..<4 { try executable.step(network.feeds(8, number)) }
    let (before, programs) = (executable.statistics, context.programsBuilt)
    let loaded = context.programsLoaded
    let found = try executable.run(network.feeds(size))[0].doubles[0]
    #expect(executable.statistics.plans == before.plans + 1)
    #expect(executable.statistics.kernels == before.kernels)
    #expect(executable.statistics.programsBuilt == before.programsBuilt)
    #expect(context.programsBuilt == programs)
    #expect(context.programsLoaded == loaded)
    #expect(found.isFinite && found > 0)
    let settled = executable.statistics
    for number in 0..<3 {
      try executable.step(network.feeds(8, number))
      try executable.step(network.feeds(size, number))
    }
    try executable.synchronize()
    #expect(executable.statistics.plans == settled.plans)
    #expect(executable.statistics.objectsCreated == settled.objectsCreated)
  }

  /// The results of a step are those of its own sizes, whatever came after.
  @Test func resultsOfAnEarlierStepOfAnotherSize() throws {
    let builder = GraphBuilder()
    let x = try builder.input("x", [.batch])
    let y = try x * 2
    let graph = builder.finish()
    let executable = try Executable(
      graph, outputs: [y.id], store: VariableStore(graph, in: testContext()))
    let first = try executable.step([x: [1, 2, 3, 4] as Tensor])
    let second = try executable.step([x: [5] as Tensor])
    #expect(try executable.outputs(ofStep: first)[0] == [2, 4, 6, 8])
    #expect(try executable.outputs(ofStep: second)[0] == [10])
  }

  @Test func threeStepsAreInFlight() throws {
    let network = try TestNetwork()
    let executable = try network.executable(in: testContext())
    let feeds = try network.feeds(8)
    for _ in 0..<3 { try executable.step(feeds) }
    #expect(executable.statistics.backPressureWaits == 0)
    for waits in 1...4 {
      try executable.step(feeds)
      #expect(executable.statistics.backPressureWaits == waits)
    }
    try executable.synchronize()
    for _ in 0..<3 { try executable.step(feeds) }
    #expect(executable.statistics.backPressureWaits == 4)
  }

  @Test func resultsAreKeptForThreeSteps() throws {
    let network = try TestNetwork()
    let executable = try network.executable(in: testContext())
    for number in 0..<4 { try executable.step(network.feeds(8, number)) }
    for number in 1..<4 { #expect(try executable.outputs(ofStep: number).count == 1) }
    let error = failure(RuntimeError.self) { _ = try executable.outputs(ofStep: 0) }
    #expect(error?.kind == .noSuchResult)
    _ = failure(RuntimeError.self) { _ = try executable.outputs(ofStep: 4) }
  }

  /// Feeds that no kernel reads, such as labels in evaluation, cost nothing but a comparison.
  @Test func feedsThatAreNotNeededKeepTheFastPath() throws {
    let builder = GraphBuilder()
    let x = try builder.input("x", [.batch])
    let labels = try builder.input("labels", [.batch], .int32)
    let y = try x * 2
    let graph = builder.finish()
    let executable = try Executable(
      graph, outputs: [y.id], store: VariableStore(graph, in: testContext()))
    func feeds(_ count: Int) throws -> [Variable: any Feed] {
      [x: try Tensor.zeros([count]), labels: try Tensor.zeros([count], .int32)]
    }
    for _ in 0..<5 { try executable.step(feeds(3)) }
    #expect(executable.statistics.bindingsSolved == 1)
    try executable.step(feeds(4))
    try executable.step(feeds(4))
    #expect(executable.statistics.bindingsSolved == 2)
    #expect(executable.statistics.plans == 2)
    // They are checked all the same.
    let short: [Variable: any Feed] = [x: try Tensor.zeros([4]), labels: [1, 2] as Tensor]
    #expect(failure(GraphError.self) { try executable.step(short) }?.kind == .feedMismatch)
    let shorter: [Variable: any Feed] = [
      x: try Tensor.zeros([4]), labels: try Tensor.zeros([2], .int32),
    ]
    #expect(failure(GraphError.self) { try executable.step(shorter) }?.kind == .feedMismatch)
    try executable.step([x: Tensor.zeros([4])])
    try executable.step(feeds(4))
    #expect(try executable.outputs()[0] == [0, 0, 0, 0])
  }

  /// A device tensor is read where it lies: memory for the feed comes with the first host tensor.
  @Test func memoryForAFeedIsMadeForTheFirstHostTensor() throws {
    let builder = GraphBuilder()
    let x = try builder.input("x", [.batch])
    let y = try x * 2
    let graph = builder.finish()
    let context = try testContext()
    let executable = try Executable(
      graph, outputs: [y.id], store: VariableStore(graph, in: context))
    let resident = try DeviceTensor([1, 2, 3], on: context)
    let other = try DeviceTensor([4, 5, 6], on: context)
    #expect(try executable.run([x: resident])[0] == [2, 4, 6])
    let before = executable.statistics.objectsCreated
    #expect(try executable.run([x: other])[0] == [8, 10, 12])
    #expect(executable.statistics.objectsCreated == before)
    for _ in 0..<2 {
      #expect(try executable.run([x: [7, 8, 9] as Tensor])[0] == [14, 16, 18])
      #expect(executable.statistics.objectsCreated == before + 1)
      #expect(try executable.run([x: resident])[0] == [2, 4, 6])
    }
    #expect(executable.statistics.objectsCreated == before + 1)
    #expect(executable.statistics.bytesStaged == 2 * 12)
  }

  @Test func oneInputIsFedOnce() throws {
    let builder = GraphBuilder()
    let x = try builder.input("x", [2])
    let z = try builder.input("z", [2])
    let y = try x + z
    let edit = GraphBuilder(editing: builder.finish())
    let again = try edit.variable(named: "x")
    let graph = edit.finish()
    let executable = try Executable(
      graph, outputs: [y.id], store: VariableStore(graph, in: testContext()))
    let twice: [Variable: any Feed] = [x: [1, 2] as Tensor, again: [3, 4] as Tensor]
    let error = failure(GraphError.self) { try executable.step(twice) }
    #expect(error?.kind == .unexpectedFeed && error?.found.contains("two for x") == true)
    #expect(
      try executable.run([x: [1, 2] as Tensor, z: [3, 4] as Tensor])[0] == [4, 6])
  }
}
