import Testing

@testable import ApusGraph

@Suite struct DimTests {
  let a = Dim.symbol("a")
  let b = Dim.symbol("b")
  let c = Dim.symbol("c")

  @Test func normalFormMakesEqualPolynomialsEqual() {
    #expect((a + b) * (a - b) == a * a - b * b)
    #expect((a + 1) * (a + 1) == a * a + 2 * a + 1)
    #expect(a * b * c == c * a * b)
    #expect(a + b == b + a)
    #expect((a - a).fixed == 0 && !(a - a).isSymbolic)
    #expect(a * 0 == 0)
    #expect(a != b && a != a + 1)
    #expect((a * b + c).symbols == ["a", "b", "c"])
    #expect(Set([a + b, b + a, a]).count == 2)
  }

  @Test func prints() {
    #expect("\(Dim(7))" == "7")
    #expect("\(a)" == "a")
    #expect("\(a * a * 2 + b + 1)" == "2·a·a+b+1")
    #expect("\(a - b - 1)" == "a-b-1")
    #expect("\(-a)" == "-a")
    #expect("\(b * -3)" == "-3·b")
  }

  @Test func divides() {
    #expect(Dim(12).dividedExactly(by: 4) == 3)
    #expect(Dim(12).dividedExactly(by: 5) == nil)
    #expect(Dim(12).dividedExactly(by: 0) == nil)
    #expect(a.dividedExactly(by: 0) == nil)
    #expect(Dim(0).dividedExactly(by: a) == 0)
    #expect(a.dividedExactly(by: a) == 1)
    #expect((a * 6).dividedExactly(by: 3) == a * 2)
    #expect((a * 6 + 4).dividedExactly(by: 3) == nil)
    #expect(a.dividedExactly(by: b) == nil)
    #expect(Dim(6).dividedExactly(by: a) == nil)
    #expect((a * a - b * b).dividedExactly(by: a + b) == a - b)
    #expect((a * a - b * b).dividedExactly(by: b - a) == -a - b)
    #expect((a * a + b * b).dividedExactly(by: a + b) == nil)
  }

  @Test func dividesEveryProduct() {
    let factors = [
      a, b + 1, a * b - c, a + b + c + 2, a * a * c - b * 3 + 5, c * c * c - a, Dim(-4),
      b * b + a * c,
    ]
    for x in factors {
      for y in factors {
        #expect((x * y).dividedExactly(by: y) == x)
        #expect((x * y * y).dividedExactly(by: x * y) == y)
        if y.isSymbolic { #expect((x * y + 1).dividedExactly(by: y) == nil) }
      }
    }
  }

  @Test func saturatesInsteadOfTrapping() throws {
    let large = Dim(.max)
    #expect((large + 1).fixed == .max)
    #expect((large * 2).fixed == .max)
    #expect((large * -2).fixed == .min)
    #expect((Dim(.min) + -1).fixed == .min)
    #expect((-Dim(.min)).fixed == .max)
    #expect((Dim(.min) - Dim(.min)).fixed == -1)
    #expect(Dim(.min).dividedExactly(by: -1) == nil)
    #expect((a * .init(.min)).dividedExactly(by: a * -1) == nil)
    #expect(try (a * a * a).value(["a": .max]) == .max)
    #expect(kind { _ = try Shape([a * a]).extents(["a": 1 << 40]) } == .invalidShape)
  }

  @Test func bindsSymbols() throws {
    #expect(try (a * a + b * 2 - 1).value(["a": 3, "b": 4, "z": 0]) == 16)
    #expect(try Dim(5).value([:]) == 5)
    let error = graphError { _ = try (a + b).value(["a": 1]) }
    #expect(error?.kind == .unboundSymbol)
    #expect(error?.expected.contains("'b'") == true)
  }

  @Test func provesLowerBounds() {
    #expect((a + 3).isProvablyAtLeast(3))
    #expect((a * b + a).isProvablyAtLeast(a))
    #expect(!a.isProvablyAtLeast(1))
    #expect(!a.isProvablyAtLeast(b))
  }

  private func graphError(_ body: () throws -> Void) -> GraphError? {
    do {
      try body()
      return nil
    } catch {
      return error as? GraphError
    }
  }

  private func kind(_ body: () throws -> Void) -> GraphError.Kind? { graphError(body)?.kind }
}
