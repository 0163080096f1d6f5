import Foundation
import Testing

@testable import Apus

/// Stores in safetensors files: what goes in, what comes out, and runs that go on.
@Suite struct StoreFileTests {
  private let folder =
    FileManager.default.temporaryDirectory.path
    + "/apus-stores-\(UInt64.random(in: 0...UInt64.max))"

  private func path(_ name: String) throws -> String {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    return "\(folder)/\(name)"
  }

  private func cleanUp() { try? FileManager.default.removeItem(atPath: folder) }

  /// A network with a dropout, which draws by seed and step, and Adam, which has states.
  private func trainer(
    seed: UInt64 = 3, units: Int = 4, name: String = "first",
    schedules: [String: any Schedule] = ["learningRate": CosineDecay(from: 0.1, over: 10)]
  ) throws -> (trainer: Trainer, x: Variable) {
    let graph = GraphBuilder(seed: seed)
    let x = try graph.input("x", [.batch, 3])
    let model = try Sequential(in: graph, input: x) {
      Dense(units, name: name)
      Dropout(0.5)
      Dense(1)
    }
    let y = try model(x)
    let trainer = try Trainer(
      minimizing: mean(y * y - y), with: Adam(learningRate: 0.05), schedules: schedules,
      on: TestDevice.device())
    return (trainer, x)
  }

  private func batch(_ step: Int) throws -> Tensor {
    try Tensor((0..<15).map { Float(($0 * 7 + step * 5) % 11) / 11 - 0.4 }, shape: [5, 3])
  }

  private func train(_ trainer: Trainer, _ x: Variable, _ steps: Range<Int>) throws {
    for step in steps { try trainer.step([x: batch(step)]) }
  }

  @Test func resumedRunsEndInTheSameBits() throws {
    defer { cleanUp() }
    let (whole, x) = try trainer()
    try train(whole, x, 0..<10)
    let (first, x1) = try trainer()
    try train(first, x1, 0..<5)
    let file = try path("run")
    try first.store.save(to: file, metadata: ["epoch": "1"])
    #expect(try SafetensorsFile(contentsOf: file).metadata["epoch"] == "1")
    // Of another seed, so that its numbers are not right by themselves, and a few steps old.
    let (second, x2) = try trainer(seed: 99)
    try train(second, x2, 0..<2)
    try second.setHyperparameter("beta1", 0.5)
    let report = try second.store.load(from: file)
    #expect(report.step == 5 && second.store.step == 5 && second.store.seed == 3)
    #expect(report.isExact && report.matched == second.store.names)
    #expect(try second.hyperparameter("beta1") == 0.9)
    #expect(try second.store.parameterDigest == first.store.parameterDigest)
    try train(second, x2, 5..<10)
    #expect(try second.store.parameterDigest == whole.store.parameterDigest)
    for name in whole.store.names {
      #expect(try second.store.value(named: name) == whole.store.value(named: name), "\(name)")
    }
    // Written again it is the same file.
    let (a, b) = (try path("a"), try path("b"))
    try second.store.save(to: a)
    try whole.store.save(to: b)
    #expect(FileManager.default.contentsEqual(atPath: a, andPath: b))
  }

  @Test func parametersGoFromModelToModel() throws {
    defer { cleanUp() }
    let (from, x) = try trainer()
    try train(from, x, 0..<3)
    let (all, own) = (try path("all"), try path("own"))
    try from.store.save(to: all)
    try from.saveParameters(to: own)
    #expect(
      try SafetensorsFile(contentsOf: own).names
        == ["dense1.bias", "dense1.weight", "first.bias", "first.weight"])
    for file in [all, own] {
      let (to, _) = try trainer(seed: 8)
      let before = try to.store.value(named: "first.weight.adam.m")
      let report = try to.loadParameters(from: file)
      #expect(report.isExact && report.matched.count == 4 && report.step == nil)
      #expect(try to.store.parameterDigest == from.store.parameterDigest)
      #expect(try to.store.value(named: "first.weight.adam.m") == before)
      #expect(to.store.step == 0 && to.store.seed == 8)
      // A store without an optimizer knows none of its states.
      let graph = GraphBuilder()
      _ = try Dense(4, name: "first")(graph.input("x", [.batch, 3]))
      _ = try Dense(1)(graph.input("z", [.batch, 4]))
      let plain = try VariableStore(graph.finish(), on: TestDevice.device())
      try plain.load(from: file, .parameters)
      #expect(try plain.parameterDigest == from.store.parameterDigest)
    }
  }

  @Test func whatDoesNotFitIsListedAndNothingChanges() throws {
    defer { cleanUp() }
    let (to, x) = try trainer()
    try train(to, x, 0..<1)
    let good = try to.store.value(named: "dense1.bias")
    let file = try path("wrong")
    try SafetensorsFile.write(
      [
        "dense1.bias": [7], "dense1.weight": Tensor([1, 2, 3, 4] as [Double], shape: [4, 1]),
        "first.weight": [1, 2], "frist.bias": [1, 2, 3, 4], "other": [1],
      ], to: file)
    let error = #expect(throws: LoadError.self) { try to.loadParameters(from: file) }
    let report = try #require(error?.report)
    #expect(report.matched == ["dense1.bias"])
    #expect(report.missing == ["first.bias"])
    #expect(report.unexpected == ["frist.bias", "other"])
    #expect(
      report.mismatched == [
        .init(name: "dense1.weight", expected: "float32[4, 1]", found: "float64[4, 1]"),
        .init(name: "first.weight", expected: "float32[3, 4]", found: "float32[2]"),
      ])
    let text = error?.description ?? ""
    for name in ["first.bias", "other", "dense1.weight (float64[4, 1], not float32[4, 1])"] {
      #expect(text.contains(name))
    }
    #expect(error?.advice.hasPrefix("is 'frist.bias' meant to be 'first.bias'?") == true)
    #expect(try to.store.value(named: "dense1.bias") == good)

    let partial = try to.loadParameters(
      from: file, allowing: .partial, renaming: .names(["frist.bias": "first.bias"]),
      converting: true)
    #expect(partial.matched == ["dense1.bias", "first.bias"])
    #expect(partial.converted == ["dense1.weight"])
    #expect(partial.unexpected == ["other"] && partial.missing.isEmpty)
    #expect(partial.mismatched.map(\.name) == ["first.weight"])
    #expect(try to.store.value(named: "dense1.bias") == [7])
    #expect(try to.store.value(named: "dense1.weight") == [[1], [2], [3], [4]])
    #expect(try to.store.value(named: "first.bias") == [1, 2, 3, 4])
  }

  @Test func namesAreMapped() throws {
    defer { cleanUp() }
    let graph = GraphBuilder()
    let p = try graph.parameter("encoder/p", [2], initial: .constant(0))
    let store = try VariableStore(graph.finish(), on: TestDevice.device())
    let file = try path("named")
    let tensors: [String: Tensor] = ["model.p": [1, 2], "head.p": [3, 4]]
    try SafetensorsFile.write(tensors, to: file)
    let report = try store.load(
      from: file, .parameters, renaming: .prefix("model.", "encoder/"))
    #expect(report.isExact)
    #expect(try store.value(p.id) == [1, 2])
    try store.load(
      from: file, .parameters,
      renaming: NameMapping { $0 == "head.p" ? "encoder/p" : nil })
    #expect(try store.value(p.id) == [3, 4])
    let error = #expect(throws: FormatError.self) {
      try store.load(from: file, .parameters, renaming: NameMapping { _ in "encoder/p" })
    }
    #expect(error?.kind == .invalidArgument)
    #expect(throws: GraphError.self) { try store.load(from: file, .only(["encoder/q"])) }
    #expect(throws: GraphError.self) { try store.save(to: file, .only(["encoder/q"])) }
    #expect(throws: FormatError.self) { try store.save(to: file, metadata: ["apus.step": "1"]) }
    #expect(throws: FormatError.self) { try store.load(from: file + "none") }
  }

  /// Of `.all`, the step, the seed and the hyper-parameters have to be there, and be numbers.
  @Test func runNumbersAreChecked() throws {
    defer { cleanUp() }
    let graph = GraphBuilder(seed: 1)
    let p = try graph.parameter("p", [1], initial: .constant(0))
    let x = try graph.input("x", [1])
    _ = try graph.minimize(sum(p * x), with: SGD(learningRate: 0.5))
    let store = try VariableStore(graph.finish(), on: TestDevice.device())
    let file = try path("numbers")
    let good = ["apus.step": "7", "apus.seed": "2", "apus.hyperparameter.sgd.learningRate": "0.25"]
    func write(_ changes: [String: String?]) throws {
      var notes = good
      for (name, text) in changes { notes[name] = text }
      try SafetensorsFile.write(["p": [1]], metadata: notes, to: file)
    }
    let wrong: [[String: String?]] = [
      ["apus.step": "-1"], ["apus.step": "x"], ["apus.seed": "-1"], ["apus.seed": "1.5"],
      ["apus.hyperparameter.sgd.learningRate": "nan"],
      ["apus.hyperparameter.sgd.learningRate": "one"],
    ]
    for changes in wrong {
      try write(changes)
      let error = #expect(throws: FormatError.self, "\(changes)") { try store.load(from: file) }
      #expect(error?.kind == .corrupt)
    }
    try write(["apus.hyperparameter.sgd.learningRate": nil])
    let missing = #expect(throws: LoadError.self) { try store.load(from: file) }
    #expect(missing?.report.missing == ["apus.hyperparameter.sgd.learningRate"])
    try write(["apus.hyperparameter.sgd.momentum": "0.5"])
    let unexpected = #expect(throws: LoadError.self) { try store.load(from: file) }
    #expect(unexpected?.report.unexpected == ["apus.hyperparameter.sgd.momentum"])
    try write(["apus.step": nil, "apus.seed": nil])
    #expect(throws: LoadError.self) { try store.load(from: file) }
    #expect(store.step == 0 && store.seed == 1)
    #expect(try store.load(from: file, allowing: .partial).step == nil)
    #expect(store.step == 0 && store.seed == 1)
    #expect(store.hyperparameters == ["sgd.learningRate": 0.5])
    try write([:])
    #expect(try store.load(from: file).step == 7)
    #expect(store.step == 7 && store.seed == 2)
    #expect(store.hyperparameters == ["sgd.learningRate": 0.25])
  }

  /// All that does not fit is told, however much it is.
  @Test func everyNameIsTold() {
    let names = (0..<50).map { "layer\($0).weight" }
    var report = LoadReport()
    report.missing = names
    let text = LoadError(path: "a", report: report, advice: "none").description
    for name in names { #expect(text.contains(name), "\(name)") }
  }
}
