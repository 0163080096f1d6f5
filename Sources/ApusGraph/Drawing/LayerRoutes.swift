/// The layers filled with nodes and with the waypoints of arrows that pass through them, so that an
/// arrow has a place of its own in each layer and never runs behind a box.
struct LayerRoutes {
  /// What takes room in a layer: a node, a waypoint, or the label of an arrow.
  struct Item {
    var layer: Int
    var width: Double
    var height: Double
    var isWaypoint: Bool
  }

  /// One line from item to item, downwards, layer by layer.
  struct Route {
    var edge: Int
    var items: [Int]
    /// Whether the arrow head is at the end, and whether it is at the start.
    var pointsDown: Bool
    var pointsUp: Bool
    /// The waypoint that holds the label.
    var labelItem: Int?
  }

  /// Nodes first, in the order of the drawing, then waypoints.
  private(set) var items: [Item]
  private(set) var routes: [Route] = []
  /// Each pair of items of adjacent layers that a line joins, once.
  private(set) var segments: [(from: Int, to: Int)] = []

  /// Waypoints of a label are this much wider than its text, for the gap beside the line.
  static let labelGap = 6.0

  init(drawing: LayeredDrawing, sizes: [(width: Double, height: Double)]) {
    let links = zip(drawing.edges, drawing.ends).map { edge, ends in
      LayerAssignment.Link(from: ends.from, to: ends.to, span: edge.label.isEmpty ? 1 : 2)
    }
    let assignment = LayerAssignment(nodeCount: sizes.count, links: links)
    items = zip(sizes, assignment.layers).map { size, layer in
      Item(layer: layer, width: size.width, height: size.height, isWaypoint: false)
    }
    // A value that several nodes use is one trunk with branches: waypoints are shared.
    var trunks = [[Int]](repeating: [], count: sizes.count)
    for index in links.indices.sorted(by: { span(links[$0]) < span(links[$1]) }) {
      let link = links[index]
      if link.from == link.to { continue }
      if assignment.isReversed[index] || link.span > 1 {
        addOwn(index, link, isReversed: assignment.isReversed[index], drawing.edges[index].label)
      } else {
        addShared(index, link, &trunks[link.from])
      }
    }
  }

  private func span(_ link: LayerAssignment.Link) -> Int {
    abs(items[link.to].layer - items[link.from].layer)
  }

  private mutating func addShared(
    _ edge: Int, _ link: LayerAssignment.Link, _ trunk: inout [Int]
  ) {
    let top = items[link.from].layer
    let needed = items[link.to].layer - top - 1
    let shared = min(trunk.count, needed)
    while trunk.count < needed {
      trunk.append(waypoint(layer: top + trunk.count + 1))
    }
    let before = shared == 0 ? link.from : trunk[shared - 1]
    add(
      Route(
        edge: edge, items: [before] + trunk[shared..<needed] + [link.to], pointsDown: true,
        pointsUp: false))
  }

  private mutating func addOwn(
    _ edge: Int, _ link: LayerAssignment.Link, isReversed: Bool, _ label: String
  ) {
    let (top, bottom) = isReversed ? (link.to, link.from) : (link.from, link.to)
    let layers = items[top].layer + 1..<items[bottom].layer
    let middle = label.isEmpty ? nil : layers.lowerBound + layers.count / 2
    var labelItem: Int?
    var path = [top]
    for layer in layers {
      let point = waypoint(layer: layer)
      if layer == middle {
        let width = SVGText.width(SVGText.shortened(label), size: SVGText.small)
        items[point].width = 2 * (width + Self.labelGap)
        items[point].height = SVGText.small + 4
        labelItem = point
      }
      path.append(point)
    }
    add(
      Route(
        edge: edge, items: path + [bottom], pointsDown: !isReversed, pointsUp: isReversed,
        labelItem: labelItem))
  }

  private mutating func waypoint(layer: Int) -> Int {
    items.append(Item(layer: layer, width: 2, height: 0, isWaypoint: true))
    return items.count - 1
  }

  private mutating func add(_ route: Route) {
    routes.append(route)
    for (from, to) in zip(route.items, route.items.dropFirst()) { segments.append((from, to)) }
  }
}
