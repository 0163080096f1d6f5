import Synchronization

/// A function of the user's as a layer, known by a name, so that it can be compared and saved.
///
///     try Lambda.register("double") { x throws(GraphError) in try 2 * x }
///     let model = try Sequential(in: graph, input: x) { Dense(3); Lambda("double") }
///
/// It has no variables; a layer with some is a `LayerSpec` of its own, and so is one that looks at other
/// positions in a model that is decoded (`Layer.mixesPositions(of:)`). Any type that the function takes.
///
/// In JSON: `{"type": "lambda", "function": "double"}`.
public struct Lambda: FunctionSpec {
  /// What adds the layer's computation to the graph.
  public typealias Function = @Sendable (Variable) throws(GraphError) -> Variable

  private static let table = Mutex<[String: Function]>([:])

  public static let typeName = "lambda"
  public static var defaults: Lambda? { Lambda("") }
  public static var requiredFields: [String] { ["function"] }

  /// The name that the function was registered by.
  public var function: String

  /// The function that is registered by this name, before the layer is built.
  public init(_ function: String) { self.function = function }

  /// Makes a function known by a name, for the whole process.
  /// - Throws: `GraphError` for a name that is taken.
  public static func register(
    _ name: String, _ function: @escaping Function
  ) throws(GraphError) {
    let isTaken = table.withLock { table -> Bool in
      if table[name] != nil { return true }
      table[name] = function
      return false
    }
    if isTaken {
      throw GraphError(
        .duplicateName, expected: "a name that no other function has", found: "'\(name)'",
        advice: "register each function once, under a name of its own", operation: typeName)
    }
  }

  /// The names of the registered functions, sorted.
  public static var names: [String] { table.withLock { $0.keys.sorted() } }

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    guard let known = Self.table.withLock({ $0[function] }) else {
      let names = Self.names
      throw GraphError(
        .unknownName,
        expected: names.isEmpty
          ? "a registered function" : "one of the functions \(names.joined(separator: ", "))",
        found: "'\(function)'",
        advice: "call Lambda.register(\"\(function)\") before the layer is built",
        operation: Self.typeName)
    }
    return try known(x)
  }
}
