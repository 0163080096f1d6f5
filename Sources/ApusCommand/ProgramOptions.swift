import Apus
import ArgumentParser

/// Which program runs, on which device, and with which sizes: for `apus profile` and `apus tune`.
struct ProgramOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("A saved program.", valueName: "program.json"), completion: .file())
  var path: String?

  @Option(help: "A built-in program instead: xor, mlp or gpt, with Adam.")
  var demo: DemoGraph?

  @Option(
    name: .customLong("bind"), parsing: .singleValue,
    help: ArgumentHelp("A number for a symbol, as in batch=128.", valueName: "name=number"))
  var bindings: [SymbolBinding] = []

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
    var numbers = subject.defaults
    for binding in bindings { numbers[binding.name] = binding.number }
    let symbols = try Set(
      subject.graph.variables(.input).flatMap {
        try subject.graph.information($0).type.shape.flatMap(\.symbols)
      })
    if let stranger = bindings.first(where: { !symbols.contains($0.name) }) {
      throw ValidationError(
        "the program has no symbol '\(stranger.name)'; it has \(symbols.sorted().joined(separator: ", "))"
      )
    }
    var feeds: [VariableID: any Feed] = [:]
    for input in subject.graph.variables(.input) {
      let type = try subject.graph.information(input).type
      if let missing = type.shape.flatMap(\.symbols).first(where: { numbers[$0] == nil }) {
        throw ValidationError("the program needs a number for '\(missing)': --bind \(missing)=64")
      }
      let shape = try type.shape.extents(numbers)
      let count = shape.reduce(1, *)
      let values = (0..<count).map { Float(($0 * 7919) % 1009) / 1009 }
      let tensor = try Tensor(values, shape: shape)
      feeds[input] = type.dtype == .float32 ? tensor : try tensor.cast(to: type.dtype)
    }
    return feeds
  }
}

/// A number for a symbol, as it is written on the command line.
struct SymbolBinding: ExpressibleByArgument {
  let name: String
  let number: Int

  init?(argument: String) {
    let parts = argument.split(separator: "=", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, let number = Int(parts[1]), number >= 0 else {
      return nil
    }
    (name, self.number) = (String(parts[0]), number)
  }
}
