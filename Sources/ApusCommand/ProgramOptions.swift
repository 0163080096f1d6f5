import Apus
import ArgumentParser

/// Which program runs, on which device, and with which sizes: for `apus profile` and `apus tune`.
struct ProgramOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("A saved program.", valueName: "program.json"), completion: .file())
  var path: String?

  @Option(help: "A built-in program instead: xor, mlp or gpt, with Adam.")
  var demo: DemoGraph?

  @OptionGroup var bindings: SymbolBindings

  @Option(help: "The device: an index, a part of its name, cpu or gpu.")
  var device: String?

  func validate() throws {
    guard (path == nil) != (demo == nil) else {
      throw ValidationError("give a saved program, or --demo xor|mlp|gpt")
    }
  }

  /// The program.
  func subject() throws -> Subject {
    try demo.map { try $0.subject(.training) } ?? Subject(contentsOf: path ?? "", .training)
  }

  /// The device made ready.
  func context() throws -> ComputeContext {
    try ComputeContext(device.map { try Device.select(DeviceSelector($0)) } ?? Device.default)
  }

  /// Numbers in 0..<1 for floats, zeros for integers: those are indices as a rule.
  func feeds(_ subject: Subject) throws -> [VariableID: any Feed] {
    let symbols = try Set(
      subject.graph.variables(.input).flatMap {
        try subject.graph.information($0).type.shape.flatMap(\.symbols)
      })
    let numbers = try bindings.bound(symbols.sorted(), subject.defaults)
    var feeds: [VariableID: any Feed] = [:]
    for input in subject.graph.variables(.input) {
      let type = try subject.graph.information(input).type
      let shape = try type.shape.extents(numbers)
      let count = shape.reduce(1, *)
      let values = (0..<count).map { Float(($0 * 7919) % 1009) / 1009 }
      let tensor = try Tensor(values, shape: shape)
      feeds[input] = type.dtype == .float32 ? tensor : try tensor.cast(to: type.dtype)
    }
    return feeds
  }
}
