import ApusGraph
import Testing

/// Expects that `build` is refused: by which operation, how, in words that contain `part`, and with the
/// caller's file as its call site. What an operation says of itself may follow its name.
func expectError(
  _ operation: String, _ kind: GraphError.Kind, _ part: String, file: String = #fileID,
  _ location: SourceLocation = #_sourceLocation, _ build: () throws -> Any
) throws {
  let error = try #require(throws: GraphError.self, sourceLocation: location) {
    _ = try build()
  }
  let isNamed =
    error.operation == operation || error.operation?.hasPrefix(operation + " ") == true
  #expect(isNamed, "\(error)", sourceLocation: location)
  #expect(error.kind == kind, "\(error)", sourceLocation: location)
  #expect(error.description.contains(part), "\(error)", sourceLocation: location)
  #expect(error.site?.file == file, "\(error)", sourceLocation: location)
}
