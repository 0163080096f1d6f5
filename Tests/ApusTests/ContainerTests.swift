import Apus
import Foundation
import Testing

/// Freezing, sharing, attached updates and the editing of graphs.
@Suite struct ContainerTests {
  let graph = GraphBuilder(seed: 3)

  private func spec(_ json: String) throws -> LayerList {
    try JSONDecoder().decode(LayerList.self, from: Data(json.utf8))
  }

  @Test func aGraphFromJSONIsThatFromSwift() throws {
    let json = """
      [{"type": "conv2d", "channels": 4, "kernel": 3, "padding": "same"}, {"type": "batchNorm"},
       {"type": "residual", "body": [{"type": "conv2d", "channels": 4, "kernel": [1, 3],
         "padding": {"before": [0, 0], "after": [0, 2]}}, {"type": "relu"}]},
       {"type": "parallel", "merge": "add", "branches": [
         {"type": "shared", "name": "tower", "layers": [{"type": "flatten"},
           {"type": "dense", "units": 3}]},
         {"type": "shared", "name": "tower", "layers": [{"type": "flatten"},
           {"type": "dense", "units": 3}]}]},
       {"type": "frozen", "layers": [{"type": "dense", "units": 2, "weights": "heNormal"}]}]
      """
    let tower = Shared("tower") {
      Flatten()
      Dense(3)
    }
    let list = LayerList([
      Conv2d(4, kernel: 3, padding: .same), BatchNorm(),
      Residual {
        Conv2d(4, kernel: [1, 3], padding: .sides(before: [0, 0], after: [0, 2]))
        ReLU()
      },
      Parallel(merge: .add) {
        tower
        tower
      },
      Frozen { Dense(2, weights: .heNormal()) },
    ])
    func built(_ list: LayerList) throws -> Graph {
      let graph = GraphBuilder(seed: 3)
      let x = try graph.input("x", [.batch, 1, 4, 4])
      let model = try Sequential(list, in: graph, input: x)
      _ = try model(x)
      return graph.finish()
    }
    let read = try spec(json)
    #expect(read == list)
    #expect(try built(read) == built(list))
    let again = try JSONDecoder().decode(LayerList.self, from: JSONEncoder().encode(list))
    #expect(again == list)
    // A graph knows what is attached and what is frozen when it comes from a file.
    let graph = try built(list)
    let loaded = try JSONDecoder().decode(Graph.self, from: JSONEncoder().encode(graph))
    #expect(loaded == graph)
    #expect(loaded.frozenPaths == ["dense1.bias", "dense1.weight"])
  }

  @Test func mistakesInJSONNameTheLayerAndTheNearestName() throws {
    func error(_ json: String) -> GraphError? {
      #expect(throws: GraphError.self, "\(json)") { try spec(json) }
    }
    let unknown = error(
      #"[{"type": "relu"}, {"type": "sequential", "layers": [{"type": "denze"}]}]"#)
    #expect(unknown?.kind == .unknownName)
    #expect(unknown?.scope == "layers[1].layers[0]")
    #expect(unknown?.advice.hasPrefix("did you mean 'dense'?") == true)
    let field = error(#"[{"type": "conv2d", "channels": 3, "kernel": 3, "strides": 2}]"#)
    #expect(field?.kind == .unknownName)
    #expect(field?.found == "'strides'")
    #expect(field?.advice == "did you mean 'stride'?")
    let missing = error(#"[{"type": "conv2d", "channels": 3, "kernels": 3}]"#)
    #expect(missing?.expected == "the field 'kernel'")
    #expect(missing?.found == "'kernels'")
    let type = error(#"[{"type": "dense", "units": "many"}]"#)
    #expect(type?.expected.contains("units") == true)
    #expect(type?.operation == "dense")
    #expect(error(#"[{"units": 3}]"#)?.kind == .invalidArgument)
    #expect(error(#"[3]"#)?.kind == .invalidArgument)
  }

  @Test func sharedLayersHaveOneSetOfVariables() throws {
    let x = try graph.input("x", [.batch, 4])
    let y = try graph.input("y", [.batch, 4])
    let tower = Shared("tower") {
      Dense(3)
      BatchNorm()
      Dense(2)
    }
    let first = try graph.scope("left") { try tower.build(in: graph, input: x.type) }
    let second = try graph.scope("right") { try tower.build(in: graph, input: y.type) }
    #expect(first.parameters == second.parameters)
    #expect(
      first.parameters.map(\.name) == [
        "tower.dense1.weight", "tower.dense1.bias", "tower.batchNorm1.weight",
        "tower.batchNorm1.bias", "tower.dense2.weight", "tower.dense2.bias",
      ])
    _ = try sum(first(x) * second(y))
    let wide = try graph.input("wide", [.batch, 5])
    let error = #expect(throws: GraphError.self) {
      try tower.build(in: graph, input: wide.type)
    }
    #expect(error?.kind == .shapeMismatch)
    #expect(error?.expected.contains("tower.dense1.weight") == true)
    #expect(error?.scope == "tower.dense1")
    // In an edited graph the tower is still one.
    let editor = GraphBuilder(editing: graph.finish())
    let third = try tower.build(in: editor, input: x.type)
    #expect(third.parameters.map(\.name) == first.parameters.map(\.name))
    #expect(third.parameters.map(\.id.index) == first.parameters.map(\.id.index))
  }

  /// Two calls in one step: the averages take in both batches, one after the other.
  @Test func aBatchNormThatIsCalledTwiceFoldsBothBatchesIn() throws {
    let x = try graph.input("x", [2, 1])
    let norm = try BatchNorm(momentum: 0.5).build(in: graph, input: x.type)
    let loss = try sum(norm(x) + norm(x * 2))
    let trainer = try Trainer(minimizing: loss, with: SGD(learningRate: 0), on: TestDevice.device())
    try trainer.step([x: [[1], [3]] as Tensor])
    // Means 2 and 4, variances 2 and 8 of a sample: 0 → 1 → 2.5, 1 → 1.5 → 4.75.
    #expect(try trainer.store.value(named: "batchNorm1.runningMean") == [2.5])
    #expect(try trainer.store.value(named: "batchNorm1.runningVariance") == [4.75])
    _ = try trainer.evaluate([x: [[5], [7]] as Tensor])
    #expect(try trainer.store.value(named: "batchNorm1.runningMean") == [2.5])
  }

  /// The number of elements is symbolic: n / (n − 1) follows the batch.
  @Test func runningVariancesFollowTheSizeOfTheBatch() throws {
    let x = try graph.input("x", [.batch, 1, .time])
    let norm = try BatchNorm(momentum: 1).build(in: graph, input: x.type)
    let trainer = try Trainer(
      minimizing: sum(norm(x)), with: SGD(learningRate: 0), on: TestDevice.device())
    try trainer.step([x: [[[1, 3]]] as Tensor])
    #expect(try trainer.store.value(named: "batchNorm1.runningVariance") == [2])
    try trainer.step([x: [[[1, 3]], [[1, 3]], [[1, 3]]] as Tensor])
    #expect(isClose(try trainer.store.value(named: "batchNorm1.runningVariance").doubles, [1.2]))
    // A single element has no variance: 0, and no NaN.
    try trainer.step([x: [[[1]]] as Tensor])
    #expect(try trainer.store.value(named: "batchNorm1.runningVariance") == [0])
  }

  @Test func updatesWithinAScanAreRefused() throws {
    let x = try graph.input("x", [3, .batch, 2])
    let error = #expect(throws: GraphError.self) {
      try scan(over: [x], carrying: []) { step throws(GraphError) in
        let y = try BatchNorm(isAffine: false)(step.inputs[0])
        return (carries: [], outputs: [y])
      }
    }
    #expect(error != nil)
  }

  @Test func freezingStopsParametersStatisticsAndDropout() throws {
    let x = try graph.input("x", [.batch, 3])
    let model = try Sequential(in: graph, input: x) {
      SequentialSpec(name: "encoder") {
        Dense(3)
        BatchNorm()
        Dropout(0.5)
      }
      Dense(1, name: "head")
    }
    let loss = try mean(model(x))
    let trainer = try Trainer(minimizing: loss, with: Adam(), on: TestDevice.device())
    let feed: [Variable: any Feed] = [x: [[1, 2, 3], [3, 1, 2]] as Tensor]
    try trainer.step(feed)

    let editor = GraphBuilder(editing: trainer.graph)
    try editor.freeze("encoder")
    let wrong = #expect(throws: GraphError.self) { try editor.freeze("encodr") }
    #expect(wrong?.advice == "did you mean 'encoder'?")
    #expect(editor.frozenPaths == ["encoder"])
    let frozen = try Trainer(
      minimizing: editor.variable(loss.id), with: Adam(), on: TestDevice.device(),
      continuing: trainer.store)
    #expect(frozen.minimization.parameters.compactMap(\.name) == ["head.weight", "head.bias"])
    #expect(frozen.store === trainer.store)
    let names = trainer.store.names.filter { $0.hasPrefix("encoder") }
    let before = try names.map { try trainer.store.value(named: $0) }
    let moment = try trainer.store.value(named: "head.weight.adam.m")
    try frozen.step(feed)
    #expect(try names.map { try trainer.store.value(named: $0) } == before)
    // The head goes on with the moments it had.
    #expect(try trainer.store.value(named: "head.weight.adam.m") != moment)
    // Without dropout and statistics of the batch, training computes what evaluation does.
    try frozen.setHyperparameter("learningRate", 0)
    try frozen.step(feed)
    #expect(try frozen.loss() == frozen.evaluate(feed)["loss"])

    let thawed = GraphBuilder(editing: frozen.graph)
    try thawed.unfreeze("encoder")
    let again = try Trainer(
      minimizing: thawed.variable(loss.id), with: Adam(), on: TestDevice.device(),
      continuing: trainer.store)
    #expect(again.minimization.parameters.count == 6)
    try again.step(feed)
    #expect(try names.map { try trainer.store.value(named: $0) } != before)
  }

  @Test func aFrozenModelHasNothingToLearn() throws {
    let x = try graph.input("x", [.batch, 3])
    let model = try Sequential(in: graph, input: x) { Frozen { Dense(2) } }
    let error = #expect(throws: GraphError.self) {
      try graph.minimize(mean(model(x)), with: SGD())
    }
    #expect(error?.found == "frozen ones only")
    try graph.unfreeze("dense1")
    #expect(try graph.minimize(mean(model(x)), with: SGD()).parameters.count == 2)
  }

  /// A new head on a trained body: the body keeps what it learned, the head begins anew.
  @Test func aHeadIsSwapped() throws {
    let x = try graph.input("x", [.batch, 3])
    let body = try Sequential(in: graph, input: x, name: "body") {
      Dense(4)
      Tanh()
    }
    let hidden = try body(x)
    let old = try Dense(2, name: "old").build(in: graph, input: hidden.type)
    let trainer = try Trainer(
      minimizing: mean(old(hidden)), with: SGD(learningRate: 0.1), on: TestDevice.device())
    let feed: [Variable: any Feed] = [x: [[1, 2, 3]] as Tensor]
    try trainer.step(feed)
    let learned = try trainer.store.value(named: "body.dense1.weight")

    let editor = GraphBuilder(editing: trainer.graph)
    let base = try editor.variable(hidden.id)
    let head = try Dense(5, name: "head").build(in: editor, input: base.type)
    let loss = try mean(head(base)) + 0.5 * mean(base * base)
    let next = try Trainer(
      minimizing: loss, with: SGD(learningRate: 0.1), on: TestDevice.device(),
      continuing: trainer.store)
    #expect(try next.store.value(named: "body.dense1.weight") == learned)
    #expect(
      next.minimization.parameters.compactMap(\.name)
        == ["body.dense1.weight", "body.dense1.bias", "head.weight", "head.bias"])
    let start =
      try next.evaluate([try editor.variable(x.id): [[1, 2, 3]] as Tensor])["loss"] ?? .nan
    for _ in 0..<20 { try next.step(feed) }
    #expect(try next.loss() < start)
  }

  /// Layers see bfloat16 copies; what is learned is float32.
  @Test func halfPrecisionLayersKeepFloat32Parameters() throws {
    graph.parameterDType = .float32
    let x = try graph.input("x", [.batch, 2])
    let half = try cast(x, to: .bfloat16)
    let model = try Sequential(in: graph, input: half) {
      Dense(3, weights: .constant(1), biases: .constant(0.25))
    }
    let y = try model(half)
    #expect(y.dtype == .bfloat16)
    #expect(model.parameters.map(\.dtype) == [.float32, .float32])
    let loss = try mean(cast(y, to: .float32))
    let trainer = try Trainer(
      minimizing: loss, with: SGD(learningRate: 1e-3), parameters: model.parameters,
      on: TestDevice.device())
    for _ in 0..<4 { try trainer.step([x: [[1, 1]] as Tensor]) }
    // Each step is too small for bfloat16, where 1 − 1/3000 is 1.
    let learned = try trainer.store.value(named: "dense1.weight").doubles
    #expect(isClose(learned, [Double](repeating: 1 - 4e-3 / 3, count: 6), tolerance: 1e-5))
  }

  @Test func aSummaryCountsWhatIsThere() throws {
    let x = try graph.input("x", [.batch, 3, 8, 8])
    let model = try Sequential(in: graph, input: x) {
      Conv2d(4, kernel: 3, padding: 1)
      BatchNorm()
      Residual(name: "block") {
        Conv2d(4, kernel: 1)
        ReLU()
      }
      Flatten()
      Frozen { Dense(10) }
    }
    let summary = try model.summary(sizes: ["batch": 5])
    #expect(
      summary.rows.map(\.path) == [
        "conv2d1", "batchNorm1", "block", "block.conv2d1", "(relu)", "(flatten)", "dense1",
        "dense1",
      ])
    #expect(summary.rows.map(\.depth) == [0, 0, 0, 1, 1, 0, 0, 1])
    #expect(summary.rows.map(\.parameters) == [112, 8, 20, 20, 0, 0, 2570, 2570])
    #expect(summary.parameters == 112 + 8 + 20 + 2570)
    #expect(summary.frozenParameters == 2570)
    #expect(summary.stateBytes == 4 * (summary.parameters + 8))
    #expect(summary.rows[0].output == TensorType([.batch, 4, 8, 8]))
    // 5 · 64 positions, 4 · 27 multiply-adds for each.
    #expect(
      summary.rows.map(\.operations) == [2 * 320 * 108, 0, 0, 2 * 320 * 16, 0, 0, 0, 2 * 12800])
    #expect(summary.operations == 2 * (320 * 124 + 12800))
    #expect(summary.evaluationBytes > 0 && summary.trainingBytes ?? 0 > summary.evaluationBytes)
    let lines = "\(summary)".split(separator: "\n")
    #expect(lines.count == 1 + 1 + 8 + 1 + 4)
    #expect(lines[5].hasPrefix("  block.conv2d1  conv2d"))
    #expect(lines.contains { $0.hasPrefix("parameters 2,710, 2,570 of them frozen") })
    #expect(throws: (any Error).self) { try model.summary(sizes: [:]) }
  }

  @Test func convolutionsAndNormsRefuseWhatDoesNotFit() {
    let image = TensorType([.batch, 6, 8, 8])
    let wrong: [(any LayerSpec, TensorType)] = [
      (Conv2d(0, kernel: 3), image), (Conv2d(4, kernel: 3, groups: 4), image),
      (Conv2d(4, kernel: 0), image), (Conv2d(4, kernel: [3, 3, 3]), image),
      (Conv2d(4, kernel: 9), image), (Conv1d(4, kernel: 1), image),
      (Conv2d(4, kernel: 1), TensorType([.batch, .time, 8, 8])),
      (Conv2d(4, kernel: 1), TensorType([.batch, 6, 8, 8], .int32)),
      (ConvTranspose2d(4, kernel: 2, outputPadding: 2), image),
      (BatchNorm(momentum: 1.5), image), (BatchNorm(momentum: .nan), image),
      (BatchNorm(epsilon: 0), image), (BatchNorm(), TensorType([.batch])),
      (GroupNorm(4), image), (LayerNorm(axes: 0), image), (LayerNorm(), TensorType([.time])),
      (RMSNorm(axes: 5), image), (InstanceNorm(epsilon: -1), image),
      (LocalResponseNorm(0), image),
      (Residual { Conv2d(3, kernel: 1) }, image), (Parallel {}, image),
      (
        Parallel(merge: .add) {
          Conv2d(3, kernel: 1); Conv2d(4, kernel: 1)
        }, image
      ),
      (SpectralNorm(Dense(3), iterations: 0), image),
    ]
    for (spec, type) in wrong {
      #expect(throws: GraphError.self, "\(spec)") {
        let graph = GraphBuilder()
        let x = try graph.input("x", type.shape, type.dtype)
        _ = try spec.build(in: graph, input: type).forward(x)
      }
    }
  }
}
