import ApusTestKit
import Testing

/// Records an issue where a text is not the committed one in Tests/Fixtures/Snapshots.
func expectSnapshot(
  _ found: String, _ name: String, _ location: SourceLocation = #_sourceLocation
) throws {
  if let difference = try snapshotDifference(found, name) {
    Issue.record("\(difference)", sourceLocation: location)
  }
}
