import Apus
import Foundation
import Testing

/// Several trainers, decoders and graphs around one store.
@Suite struct SharedStoreTests {
  private func quickStore(_ graph: GraphBuilder) throws -> VariableStore {
    try VariableStore(graph.finish(), in: quickContext())
  }

  /// A generator and a critic, each with an Adam of its own.
  @Test func twoTrainersShareAGraph() throws {
    let graph = GraphBuilder(seed: 1)
    let noise = try graph.input("noise", [2])
    let real = try graph.input("real", [2])
    let maker = try graph.parameter("maker", [2], initial: .constant(1))
    let critic = try graph.parameter("critic", [2], initial: .constant(0.5))
    let device = try TestDevice.device()
    let made = try sum(noise * maker * critic)
    let judging = try Trainer(
      minimizing: made - sum(real * critic), with: Adam(learningRate: 0.1), parameters: [critic],
      schedules: ["learningRate": ConstantSchedule(0.1)], name: "judging", on: device,
      continuing: quickStore(graph))
    let making = try Trainer(
      minimizing: -made, with: Adam(learningRate: 0.2), parameters: [maker], name: "making",
      on: device, continuing: judging.store)
    #expect(making.store === judging.store)
    let feeds: [Variable: any Feed] = [noise: [1, 1] as Tensor, real: [3, 3] as Tensor]
    try judging.step(feeds)
    #expect(isClose(try judging.store.value(critic.id).doubles, [0.6, 0.6]))
    #expect(try judging.store.value(maker.id).doubles == [1, 1])
    try making.step([noise: [1, 1] as Tensor])
    #expect(isClose(try judging.store.value(maker.id).doubles, [1.2, 1.2]))
    #expect(isClose(try judging.store.value(critic.id).doubles, [0.6, 0.6]))
    #expect(judging.store.step == 2)
    #expect(judging.store.names.contains("maker.making.m"))
    #expect(try making.hyperparameter("learningRate") == 0.2 as Double)
  }

  /// What a failed trainer leaves behind would take the names of the next one.
  @Test func aFailedTrainerLeavesNothingBehind() throws {
    let graph = GraphBuilder(seed: 1)
    let x = try graph.input("x", [.batch, 2])
    let p = try graph.parameter("p", [2], initial: .constant(1))
    let loss = try mean(x * p)
    let device = try TestDevice.device()
    func train(
      _ schedules: [String: any Schedule] = [:],
      _ metrics: KeyValuePairs<String, any Measurable> = [:],
      clipping: Double = 1
    ) throws -> Trainer {
      try Trainer(
        minimizing: loss, with: Adam(), metrics: metrics,
        gradients: GradientOptions(clipping: .norm(clipping)), schedules: schedules, on: device,
        continuing: quickStore(graph))
    }
    let before = graph.finish()
    #expect(throws: GraphError.self) { try train(["learnignRate": ConstantSchedule(1)]) }
    #expect(throws: GraphError.self) { try train(["learningRate": ConstantSchedule(.nan)]) }
    #expect(throws: GraphError.self) { try train([:], ["rows": x]) }
    #expect(throws: GraphError.self) { try train(clipping: -1) }
    #expect(graph.finish() == before)
    let trainer = try train(["learningRate": ConstantSchedule(0.1)])
    try trainer.step([x: [[1, 1]] as Tensor])
    #expect(isClose(try trainer.store.value(p.id).doubles, [0.9, 0.9]))
  }

  /// Tokens that are written between two steps of training count as none.
  @Test func decodingDoesNotCount() throws {
    let graph = GraphBuilder(seed: 1)
    let p = try graph.parameter("p", [2], initial: .constant(1))
    let count = try graph.state("cache.position", [], .int32)
    let next = try count + 1
    let trainer = try Trainer(
      minimizing: sum(p), with: SGD(),
      schedules: ["learningRate": PiecewiseConstant(boundaries: [1], values: [1, 10])],
      on: TestDevice.device(),
      continuing: quickStore(graph))
    let decoder = try Executable(
      trainer.graph, outputs: [next.id], updates: [StateUpdate(count.id, next.id)],
      mode: .evaluation, store: trainer.store)
    for _ in 0..<5 { try decoder.step() }
    #expect(try trainer.store.value(count.id).doubles == [5])
    #expect(trainer.store.step == 0)
    try trainer.step([:])
    #expect(try trainer.store.value(p.id).doubles == [0, 0])
    #expect(trainer.store.step == 1)
  }

  /// Neither a cache nor the moments of an earlier rule belong to the model.
  @Test func filesHoldTheModelAlone() throws {
    let graph = GraphBuilder(seed: 1)
    let tokens = try graph.input("tokens", [.batch, 4], .int32)
    let model = try Sequential(in: graph, input: tokens) {
      Embedding(5, 4)
      SelfAttention(heads: 1, isCausal: true)
      BatchNorm()
    }
    let loss = try mean(model(tokens))
    let device = try TestDevice.device()
    let trainer = try Trainer(
      minimizing: loss, with: Adam(), on: device,
      continuing: quickStore(graph))
    let folder = FileManager.default.temporaryDirectory.appending(path: "\(UUID())").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try trainer.saveParameters(to: "\(folder)/old.safetensors")
    let names = try SafetensorsFile(contentsOf: "\(folder)/old.safetensors").names
    #expect(names.contains { $0.hasSuffix("runningMean") })
    #expect(names.count == model.parameters.count + 2)

    let editor = GraphBuilder(editing: trainer.graph)
    let second = try Trainer(
      minimizing: editor.variable(loss.id), with: SGD(momentum: 0.9), on: device,
      continuing: trainer.store)
    let decoding = GraphBuilder(editing: second.graph)
    _ = try decoding.state("selfAttention1.cache.keys", [1, 8, 4])
    let key = try decoding.variable(named: "selfAttention1.cache.keys")
    let written = try key + 1
    let decoder = try Executable(
      decoding.finish(), outputs: [], updates: [StateUpdate(key.id, written.id)],
      mode: .evaluation, store: second.store)
    try decoder.step()
    #expect(second.store.names.contains("selfAttention1.cache.keys"))
    for trainer in [trainer, second] {
      try trainer.saveParameters(to: "\(folder)/new.safetensors")
      #expect(try SafetensorsFile(contentsOf: "\(folder)/new.safetensors").names == names)
      #expect(try trainer.loadParameters(from: "\(folder)/old.safetensors").isExact)
    }
  }
}
