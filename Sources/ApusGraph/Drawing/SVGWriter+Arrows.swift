extension SVGWriter {
  func middle(_ item: Int) -> Double {
    let layer = routes.items[item].layer
    return top + place.tops[layer] + place.heights[layer] / 2
  }

  /// Spreads the arrows into a box over its upper side, in the order they come from.
  static func ports(_ routes: LayerRoutes, _ place: LayerPlacement) -> [Double] {
    var arriving: [Int: [Int]] = [:]
    for (index, route) in routes.routes.enumerated() {
      if let end = route.items.last { arriving[end, default: []].append(index) }
    }
    var ports = [Double](repeating: 0, count: routes.routes.count)
    for (item, list) in arriving where list.count > 1 {
      let origin = list.map { index in place.x[routes.routes[index].items.dropLast().last ?? item] }
      let sorted = list.indices.sorted { (origin[$0], list[$0]) < (origin[$1], list[$1]) }
      let room = min(routes.items[item].width * 0.6, Double(list.count - 1) * 16)
      for (rank, entry) in sorted.enumerated() {
        ports[list[entry]] = room * (Double(rank) / Double(list.count - 1) - 0.5)
      }
    }
    return ports
  }

  /// Straight through the bands of boxes, curved only in the gaps between them.
  func line(_ index: Int) -> String {
    let route = routes.routes[index]
    let steps = route.items.count - 1
    let headAbove: Double = route.pointsUp ? Self.arrow : 0
    let headBelow: Double = route.pointsDown ? Self.arrow : 0
    var path = ""
    // Arrows that point upwards start beside those that leave the box downwards.
    var x = left + place.x[route.items[0]] + (route.pointsUp ? 12 : 0)
    var y = middle(route.items[0]) + routes.items[route.items[0]].height / 2 + headAbove
    var drawn = y
    path += "M\(point(x, y))"
    /// Straight stretches of several layers become one.
    func drawVertical() {
      if abs(drawn - y) > 0.05 { path += "V\(SVGText.number(y))" }
    }
    for step in 0..<steps {
      let (from, to) = (route.items[step], route.items[step + 1])
      let isLast = step == steps - 1
      let layer = routes.items[from].layer
      y = max(y, top + place.tops[layer] + place.heights[layer])
      let goalX = left + place.x[to] + (isLast ? ports[index] : 0)
      let goalY = isLast ? middle(to) - routes.items[to].height / 2 - headBelow : middle(to)
      let curveEnd = min(
        top + place.tops[routes.items[to].layer] - (isLast ? headBelow : 0), goalY)
      if abs(goalX - x) > 0.05 {
        drawVertical()
        let bend = (curveEnd - y) * 0.55
        path += "C\(point(x, y + bend)) \(point(goalX, curveEnd - bend)) \(point(goalX, curveEnd))"
        (x, y, drawn) = (goalX, curveEnd, curveEnd)
      }
      y = goalY
    }
    drawVertical()
    let heads =
      (route.pointsDown ? " marker-end=\"url(#head)\"" : "")
      + (route.pointsUp ? " marker-start=\"url(#head)\"" : "")
    return "<path class=\"e\" d=\"\(path)\"\(heads)/>"
  }

  /// The label beside its line, where the layout has kept room for it.
  func label(_ index: Int) -> String? {
    let route = routes.routes[index]
    guard let item = route.labelItem else { return nil }
    let text = SVGText.escaped(SVGText.shortened(drawing.edges[route.edge].label))
    let x = left + place.x[item] + LayerRoutes.labelGap
    return "<text class=\"s l\" x=\"\(SVGText.number(x))\" "
      + "y=\"\(SVGText.number(middle(item) + 4))\">\(text)</text>"
  }

  /// An arrow from a box to itself, on its right side.
  func loop(_ edge: Int) -> String {
    let node = drawing.ends[edge].from
    let item = routes.items[node]
    let right = left + place.x[node] + item.width / 2 - Self.loopWidth
    let y = middle(node)
    let far = right + Self.loopWidth
    let spread = min(item.height * 0.3, 12)
    let start = "M\(point(right, y - spread))"
    let curve =
      "C\(point(far, y - spread - 6)) \(point(far, y + spread + 2)) "
      + point(right + Self.arrow, y + spread)
    let text = SVGText.escaped(SVGText.shortened(drawing.edges[edge].label))
    return "<path class=\"e\" d=\"\(start)\(curve)\" marker-end=\"url(#head)\"/>"
      + (text.isEmpty
        ? ""
        : "<text class=\"s l\" x=\"\(SVGText.number(far))\" y=\"\(SVGText.number(y + 4))\">"
          + "\(text)</text>")
  }
}
