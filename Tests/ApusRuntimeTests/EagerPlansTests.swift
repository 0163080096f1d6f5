import ApusGraph
import Testing

@testable import ApusRuntime

/// Compiled graphs of eager functions are kept, but not without end.
@Suite(.serialized, .enabled(if: !TestMode.isOclgrind))
struct EagerPlansTests {
  @Test func theLatestOnesAreKept() throws {
    let context = try testContext()
    func double(_ count: Int) throws -> Bool {
      let x = try DeviceTensor(Tensor([Float](repeating: 1.5, count: count)), on: context)
      return try (x + x).read().doubles == [Double](repeating: 3, count: count)
    }
    for count in 2...101 {
      #expect(try double(count))
      // Used all the time, so never the oldest.
      #expect(try double(2))
    }
    #expect(context.eagerPlans.count == 64)
    #expect(context.eagerPlans.insertions == 100)
    for count in (39...101) + [2] { #expect(try double(count)) }
    #expect(context.eagerPlans.insertions == 100)
    #expect(try double(38))
    #expect(context.eagerPlans.insertions == 101)
    let programs = context.programsBuilt + context.programsLoaded
    #expect(programs == 1, "kernels are shared between sizes")
  }
}
