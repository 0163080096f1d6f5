import ApusGraph
import Foundation
import Testing

@testable import ApusRuntime

/// `APUS_FILL_NAN=1` fills intermediate memory before each step: a read of what nothing wrote shows.
@Suite(.serialized, .enabled(if: !TestMode.isOclgrind))
struct FillTests {
  private static let isFilled =
    ProcessInfo.processInfo.environment["APUS_FILL_NAN"] == "1"

  @Test func theVariableSetsTheDefault() {
    #expect(ExecutableOptions().fillsMemoryWithNaN == FillTests.isFilled)
  }

  @Test(.enabled(if: isFilled)) func aMissingWriteShows() throws {
    let builder = GraphBuilder()
    let x = try builder.input("x", [4])
    // Every second element is forgotten.
    let forgetful = StatementOp(statements: "if (i % 2 == 0) y[y0 + i] = x[x0 + i];", items: 4)
    let y = try builder.add(forgetful, [x])[0]
    let found = try values(builder, [y], feeds: [x: [1, 2, 3, 4] as Tensor])[0].doubles
    #expect(found[0] == 1 && found[2] == 3)
    #expect(found[1].isNaN && found[3].isNaN)
  }

  @Test(arguments: ["1", "0"]) func inAProcessOfItsOwn(value: String) throws {
    if TestChild.isChild { return }
    let child = try TestChild.run("FillTests", ["APUS_FILL_NAN": value])
    #expect(child.exitCode == 0, "\(child.output)")
    let hasRun = child.output.contains("Test aMissingWriteShows() passed")
    #expect(hasRun == (value == "1"), "\(child.output)")
  }
}
