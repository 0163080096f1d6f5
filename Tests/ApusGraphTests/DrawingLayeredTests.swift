import Testing

@testable import ApusGraph

@Suite struct DrawingLayeredTests {
  private func drawing(_ count: Int, _ pairs: [(Int, Int)], label: String = "") throws
    -> LayeredDrawing
  {
    try LayeredDrawing(
      nodes: (0..<count).map { .init("n\($0)") },
      edges: pairs.map { .init(from: "n\($0.0)", to: "n\($0.1)", label: label) })
  }

  private func assignment(_ count: Int, _ pairs: [(Int, Int)]) -> LayerAssignment {
    LayerAssignment(
      nodeCount: count, links: pairs.map { .init(from: $0.0, to: $0.1, span: 1) })
  }

  @Test func layersFollowTheLongestPath() {
    let found = assignment(5, [(0, 1), (1, 2), (0, 2), (2, 3), (4, 3)])
    // Node 4 feeds only node 3 and stands right above it.
    #expect(found.layers == [0, 1, 2, 3, 2])
    #expect(found.isReversed == [false, false, false, false, false])
  }

  @Test func cyclesAreCutWhereTheyReturnToTheFirstListed() {
    // 4 hangs below the cycle of 1, 2, 3 and 0 above it.
    let found = assignment(5, [(0, 1), (1, 2), (2, 3), (3, 1), (3, 4), (2, 2)])
    #expect(found.isReversed == [false, false, false, true, false, false])
    #expect(found.layers == [0, 1, 2, 3, 4])
  }

  @Test func removesAvoidableCrossings() throws {
    // A ladder whose rungs are listed in reverse.
    let routes = LayerRoutes(
      drawing: try drawing(8, [(0, 7), (1, 6), (2, 5), (3, 4)]),
      sizes: [(width: Double, height: Double)](repeating: (50, 30), count: 8))
    #expect(LayerOrder(routes).crossings() == 0)
    let full = LayerRoutes(
      drawing: try drawing(4, [(0, 2), (0, 3), (1, 2), (1, 3)]),
      sizes: [(width: Double, height: Double)](repeating: (50, 30), count: 4))
    #expect(LayerOrder(full).crossings() == 1)
  }

  @Test func sweepsRemoveMostCrossings() throws {
    // Two arrows from each node of a layer of 40 to the next, scattered: 3,795 without the sweeps.
    let pairs = (0..<160).flatMap { node in
      [0, 1].map { (node, (node / 40 + 1) * 40 + (node % 40 * 13 + $0 * 13) % 40) }
    }
    let routes = LayerRoutes(
      drawing: try drawing(200, pairs),
      sizes: [(width: Double, height: Double)](repeating: (50, 30), count: 200))
    #expect(LayerOrder(routes).crossings() < 2_500)
  }

  @Test(arguments: [1, 2, 3, 4, 5] as [UInt64]) func nothingOverlaps(seed: UInt64) throws {
    var state = seed
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let pairs = (1..<120).flatMap { node in (0..<2).map { _ in (random(node), node) } }
    let sizes = (0..<120).map { _ in (width: Double(40 + random(90)), height: 30.0) }
    let routes = LayerRoutes(drawing: try drawing(120, pairs), sizes: sizes)
    let order = LayerOrder(routes)
    let place = LayerPlacement(routes, order)
    for row in order.layers {
      for (left, right) in zip(row, row.dropFirst()) {
        let gap =
          place.x[right] - routes.items[right].width / 2
          - place.x[left] - routes.items[left].width / 2
        // A waypoint keeps its distance too: lines never run behind boxes.
        #expect(gap > 11.9)
      }
    }
    #expect(zip(place.tops, place.tops.dropFirst()).allSatisfy { $0 < $1 })
    #expect(place.x.allSatisfy { $0 >= 0 && $0 <= place.width })
  }

  @Test func longArrowsAreStraight() throws {
    let routes = LayerRoutes(
      drawing: try drawing(6, [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (0, 5)]),
      sizes: [(width: Double, height: Double)](repeating: (50, 30), count: 6))
    let place = LayerPlacement(routes, LayerOrder(routes))
    let waypoints = routes.items.indices.filter { routes.items[$0].isWaypoint }
    #expect(waypoints.count == 4)
    #expect(Set(waypoints.map { place.x[$0] }).count == 1)
  }

  @Test func svgEscapesTextAndShowsAll() throws {
    let picture = try LayeredDrawing(
      title: "a < b & \"c\"",
      nodes: [.init("x", ["<in>\u{1}"], kind: .input), .init("y", kind: .loss)],
      edges: [.init(from: "x", to: "y", label: "1 & 2"), .init(from: "y", to: "y")])
    let svg = picture.svg()
    #expect(svg.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\""))
    #expect(svg.hasSuffix("</svg>\n"))
    #expect(svg.contains("a &lt; b &amp; &quot;c&quot;"))
    #expect(svg.contains("&lt;in&gt;\u{fffd}"))
    #expect(svg.contains("1 &amp; 2</text>"))
    #expect(svg.contains(">input</text>") && svg.contains(">loss</text>"))
    #expect(svg.components("marker-end") == 2)
    #expect(svg == picture.svg())
    #expect(!svg.contains("nan") && !svg.contains("inf"))
  }

  @Test func drawsSharedValuesAsOneTrunk() throws {
    let routes = LayerRoutes(
      drawing: try drawing(5, [(0, 1), (1, 2), (2, 3), (3, 4), (0, 3), (0, 4)]),
      sizes: [(width: Double, height: Double)](repeating: (50, 30), count: 5))
    // 0 → 3 needs two waypoints, 0 → 4 shares them and adds one.
    #expect(routes.items.count == 5 + 3)
  }

  @Test func drawsNothingAndLargeGraphs() throws {
    #expect(try LayeredDrawing(nodes: [], edges: []).svg().hasSuffix("</svg>\n"))
    let chain = try drawing(5_000, (1..<5_000).map { ($0 - 1, $0) })
    #expect(chain.svg().components("class=\"e\"") == 4_999)
  }

  @Test func refusesUnknownAndDoubleNames() {
    let twice = graphError { _ = try LayeredDrawing(nodes: [.init("a"), .init("a")], edges: []) }
    #expect(twice?.kind == .duplicateName)
    let unknown = graphError {
      _ = try LayeredDrawing(nodes: [.init("a")], edges: [.init(from: "a", to: "b")])
    }
    #expect(unknown?.kind == .unknownName)
    #expect(unknown?.found.contains("'b'") == true)
  }

  @Test func dotQuotesText() throws {
    let dot = try LayeredDrawing(
      title: "t", nodes: [.init("x", ["say \"hi\"", "a\\b\nc"], kind: .input), .init("y")],
      edges: [.init(from: "x", to: "y", label: "l")]
    ).dot()
    #expect(dot.contains(#""x" [label="say \"hi\"\na\\b\nc", shape=oval"#))
    #expect(dot.contains(#""x" -> "y" [label="l"];"#))
    #expect(dot.hasPrefix("digraph {") && dot.hasSuffix("}\n"))
  }

  private func graphError(_ body: () throws -> Void) -> GraphError? {
    do {
      try body()
      return nil
    } catch {
      return error as? GraphError
    }
  }
}

extension String {
  /// How often `part` occurs.
  fileprivate func components(_ part: String) -> Int {
    var count = 0
    var rest = self[...]
    while let found = rest.firstRange(of: part) {
      count += 1
      rest = rest[found.upperBound...]
    }
    return count
  }
}
