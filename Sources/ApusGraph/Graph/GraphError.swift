/// Something is wrong with a graph, a shape, a feed or a file that describes one.
///
/// The description says what was expected, what was found, where, and what to do.
public struct GraphError: Error, Sendable, Hashable {
  /// What went wrong, for programs to branch on.
  public enum Kind: String, Sendable, Hashable {
    case shapeMismatch
    case dtypeMismatch
    case invalidShape
    case invalidAxis
    case invalidArgument
    case foreignVariable
    case duplicateName
    case unknownName
    case unknownOp
    case notDifferentiable
    case unboundSymbol
    case missingFeed
    case unexpectedFeed
    case feedMismatch
    case unsupported
    case corruptGraph
  }

  /// What went wrong, for programs to branch on.
  public var kind: Kind
  /// What should have been there.
  public var expected: String
  /// What was there.
  public var found: String
  /// What to do about it.
  public var advice: String
  /// The operation, if one was being added or lowered.
  public var operation: String?
  /// The operands with their shapes, as far as they were known.
  public var operands: [String]
  /// The line of user code that asked for it, or of the nearest enclosing scope.
  public var site: CallSite?
  /// The path of the enclosing scopes, such as `encoder/dense1`.
  public var scope: String

  /// An error to throw from operations and layers of one's own; the builder adds the place.
  public init(
    _ kind: Kind, expected: String, found: String, advice: String, operation: String? = nil,
    operands: [String] = [], site: CallSite? = nil, scope: String = ""
  ) {
    self.kind = kind
    self.expected = expected
    self.found = found
    self.advice = advice
    self.operation = operation
    self.operands = operands
    self.site = site
    self.scope = scope
  }
}

extension GraphError: CustomStringConvertible {
  public var description: String {
    var lines = ["\(kind.rawValue): expected \(expected); found \(found)"]
    if let operation {
      lines.append("  in \(operation)(\(operands.joined(separator: ", ")))")
    }
    if !scope.isEmpty { lines.append("  in scope \(scope)") }
    if let site { lines.append("  at \(site)") }
    lines.append("  \(advice)")
    return lines.joined(separator: "\n")
  }
}

extension GraphError {
  /// The same error at the first operation that reads a variable: the line of the graph where what
  /// is wrong with an input shows.
  package func located(_ graph: Graph, readersOf variable: Int) -> GraphError {
    guard let reader = graph.nodes.first(where: { $0.inputs.contains(variable) }) else {
      return self
    }
    var error = self
    error.operation = describe(reader.op)
    error.operands = reader.inputs.map { graph.typedLabel($0) }
    error.site = reader.site
    error.scope = reader.scope
    return error
  }
}

/// A place in the user's source.
public struct CallSite: Sendable, Hashable, Codable, CustomStringConvertible {
  /// The file, as `#fileID` gives it.
  public var file: String
  /// The line, from 1.
  public var line: Int

  /// The place `file:line`.
  public init(file: String, line: Int) {
    self.file = file
    self.line = line
  }

  public var description: String { "\(file):\(line)" }
}
