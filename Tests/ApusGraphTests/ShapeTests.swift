import Testing

@testable import ApusGraph

@Suite struct ShapeTests {
  @Test func countsAndStrides() {
    let shape: Shape = [.batch, 28, 3]
    #expect(shape.rank == 3 && shape.elementCount == Dim.batch * 84)
    #expect(shape.strides == [84, 3, 1])
    #expect(shape.fixed == nil && Shape([2, 3]).fixed == [2, 3])
    #expect(shape.symbols == ["batch"])
    #expect(([] as Shape).elementCount == 1 && ([] as Shape).strides == [])
    #expect("\(shape)" == "[batch, 28, 3]")
    #expect("\(TensorType([.batch], .int32))" == "int32[batch]")
  }

  @Test func bindsAndChecksExtents() throws {
    let shape: Shape = [.batch, 2 * Dim.time - 3]
    #expect(try shape.extents(["batch": 4, "time": 5]) == [4, 7])
    #expect(kind { _ = try shape.extents(["batch": 4]) } == .unboundSymbol)
    #expect(kind { _ = try shape.extents(["batch": 4, "time": 1]) } == .invalidShape)
    #expect(kind { _ = try shape.extents(["batch": 1 << 30, "time": 1 << 30]) } == .invalidShape)
    #expect(kind { try ([.batch, -1] as Shape).validate() } == .invalidShape)
    #expect(kind { try Shape([1 << 30, 1 << 30]).validate() } == .invalidShape)
    #expect(kind { try ([.batch, 0] as Shape).validate() } == nil)
  }

  @Test func resolvesAxes() throws {
    let shape: Shape = [2, 3, 4]
    #expect(try shape.resolve(axis: -1) == 2)
    #expect(try shape.resolve(axes: [-1, 0]) == [0, 2])
    #expect(try shape.resolve(axes: nil) == [0, 1, 2])
    #expect(kind { _ = try shape.resolve(axis: 3) } == .invalidAxis)
    #expect(kind { _ = try shape.resolve(axis: .min) } == .invalidAxis)
    #expect(kind { _ = try shape.resolve(axes: [0, -3]) } == .invalidAxis)
    #expect(kind { _ = try ([] as Shape).resolve(axis: 0) } == .invalidAxis)
  }

  @Test func broadcasts() throws {
    let batch: Dim = .batch
    #expect(try ([batch, 1, 3] as Shape).broadcast(with: [4, 1]) == [batch, 4, 3])
    #expect(try ([] as Shape).broadcast(with: [batch]) == [batch])
    #expect(try ([1] as Shape).broadcast(with: [0]) == [0])
    #expect(try ([batch * 2] as Shape).broadcast(with: [batch + batch]) == [batch * 2])
    #expect(kind { _ = try ([2] as Shape).broadcast(with: [3]) } == .shapeMismatch)
    #expect(kind { _ = try ([batch] as Shape).broadcast(with: [3]) } == .shapeMismatch)
    #expect(([3] as Shape).broadcasts(to: [batch, 3]))
    #expect(([1, 3] as Shape).broadcasts(to: [batch, 3]))
    #expect(!([batch, 3] as Shape).broadcasts(to: [3]))
    #expect(!([3] as Shape).broadcasts(to: [1]))
    #expect(([] as Shape).broadcasts(to: []))
  }

  private func kind(_ body: () throws -> Void) -> GraphError.Kind? {
    do {
      try body()
      return nil
    } catch {
      return (error as? GraphError)?.kind
    }
  }
}
