import Synchronization

/// The operations that saved graphs may name. Built-in ones are always there.
public enum OpRegistry {
  private static let table = Mutex<[String: any Op.Type]>(
    Dictionary(uniqueKeysWithValues: builtInOps.map { ($0.name, $0) }))

  /// Makes a user's operation known under its name, so that graphs holding it can be loaded.
  /// - Throws: `GraphError` if another type has that name.
  public static func register(_ type: any Op.Type) throws(GraphError) {
    let clash = table.withLock { table -> Bool in
      if let known = table[type.name] { return known != type }
      table[type.name] = type
      return false
    }
    if clash {
      throw GraphError(
        .duplicateName, expected: "an operation name that is not taken", found: "'\(type.name)'",
        advice: "give the operation another name, such as one with your own prefix")
    }
  }

  /// The names of all known operations, sorted.
  public static var names: [String] { table.withLock { $0.keys.sorted() } }

  static func decode(_ name: String, from decoder: any Decoder) throws -> any Op {
    guard let type = table.withLock({ $0[name] }) else {
      throw GraphError(
        .unknownOp, expected: "an operation that is registered", found: "'\(name)'",
        advice: "call OpRegistry.register for your own operations before loading the graph")
    }
    return try type.init(from: decoder)
  }
}
