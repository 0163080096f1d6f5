import ApusGraph
import FoundationEssentials

/// A public function that adds operations to a graph, as scripts/operations.py finds it in the symbols
/// of the library.
public struct PublicOperation: Sendable, Decodable {
  public var name: String
  /// The types of data that its doc comment claims.
  public var dtypes: [DType]

  /// All of them, from Tests/Fixtures/public-operations.json.
  /// - Throws: where the file is missing or damaged.
  public static func all(file: String = #filePath) throws -> [PublicOperation] {
    let tests = "/" + file.split(separator: "/").dropLast(2).joined(separator: "/")
    let path = URL(filePath: "\(tests)/Fixtures/public-operations.json")
    return try JSONDecoder().decode([PublicOperation].self, from: Data(contentsOf: path))
  }
}
