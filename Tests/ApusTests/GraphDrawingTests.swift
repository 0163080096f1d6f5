import Apus
import Testing

@Suite struct GraphDrawingTests {
  @Test func drawsTheForwardGraph() throws {
    let graph = GraphBuilder()
    let x = try graph.input("x", [.batch, 2])
    let model = try Sequential(in: graph, input: x) {
      Dense(3)
      Tanh()
    }
    let loss = try mean(model(x) * 0.5)
    _ = try graph.minimize(loss, with: SGD())
    let drawing = try graph.finish().drawing(title: "net", of: [loss.id], loss: loss.id)
    #expect(
      drawing.nodes.map { $0.lines[0] } == [
        "x", "dense1.weight", "dense1.bias", "matmul", "add", "tanh", "multiply 0.5",
        "mean over [0, 1]",
      ])
    #expect(drawing.nodes.last?.kind == .loss)
    #expect(drawing.nodes[3].kind.name == "dense1")
    #expect(drawing.edges.count == 7)

    let whole = try graph.finish().drawing(loss: loss.id)
    #expect(whole.nodes.contains { $0.kind == .gradient })
    #expect(whole.nodes.count > drawing.nodes.count)
    #expect(throws: GraphError.self) { try GraphBuilder().finish().drawing(of: [loss.id]) }
  }
}
