/// Coordinates for ordered layers: each item as near as the order allows to what it is joined with,
/// long lines straight.
///
/// Sideways, a sweep moves every layer to the exact least-squares answer for its neighbours under the
/// minimum distances, by pooling adjacent violators (isotonic regression; Barlow et al. 1972).
struct LayerPlacement {
  /// The centre of each item.
  private(set) var x: [Double]
  /// The upper end of each layer's band of boxes, and its height.
  private(set) var tops: [Double] = []
  private(set) var heights: [Double] = []
  /// The extent of the whole picture; it starts at 0, 0.
  private(set) var width = 0.0
  private(set) var height = 0.0

  private let items: [LayerRoutes.Item]
  private let layers: [[Int]]

  init(_ routes: LayerRoutes, _ order: LayerOrder) {
    items = routes.items
    layers = order.layers
    x = [Double](repeating: 0, count: items.count)
    var above = [[Int]](repeating: [], count: items.count)
    var below = above
    for (from, to) in routes.segments {
      below[from].append(to)
      above[to].append(from)
    }
    let around = zip(above, below).map { $0 + $1 }
    for layer in layers { packed(layer) }
    let isLarge = items.count > 20_000
    for _ in 0..<(isLarge ? 2 : 16) {
      for layer in layers { relax(layer, above) }
      for layer in layers.reversed() { relax(layer, below) }
    }
    for _ in 0..<(isLarge ? 1 : 4) {
      for layer in layers { relax(layer, around) }
      for layer in layers.reversed() { relax(layer, around) }
    }
    for _ in 0..<(isLarge ? 1 : 3) { straighten(above, below) }
    shiftToOrigin()
    stackLayers(routes)
  }

  /// Left to right without gaps, around 0.
  private mutating func packed(_ layer: [Int]) {
    var at = 0.0
    for (index, item) in layer.enumerated() {
      if index > 0 { at += distance(layer[index - 1], item) }
      x[item] = at
    }
    for item in layer { x[item] -= at / 2 }
  }

  /// The least distance between the centres of neighbours.
  private func distance(_ left: Int, _ right: Int) -> Double {
    let gap: Double =
      switch (items[left].isWaypoint, items[right].isWaypoint) {
      case (true, true): 12
      case (false, false): 26
      default: 18
      }
    return (items[left].width + items[right].width) / 2 + gap
  }

  private mutating func relax(_ layer: [Int], _ neighbours: [[Int]]) {
    // A block of items that touch each other: the first one's place, and their total weight.
    var blocks: [(place: Double, weight: Double, count: Int)] = []
    var offsets: [Double] = []
    offsets.reserveCapacity(layer.count)
    for (index, item) in layer.enumerated() {
      offsets.append(index == 0 ? 0 : offsets[index - 1] + distance(layer[index - 1], item))
      let (wish, weight) = wish(item, neighbours[item])
      var block = (place: wish - offsets[index], weight: weight, count: 1)
      while let last = blocks.last, last.place >= block.place {
        blocks.removeLast()
        let weight = last.weight + block.weight
        block = (
          (last.place * last.weight + block.place * block.weight) / weight, weight,
          last.count + block.count
        )
      }
      blocks.append(block)
    }
    var index = 0
    for block in blocks {
      for _ in 0..<block.count {
        x[layer[index]] = block.place + offsets[index]
        index += 1
      }
    }
  }

  /// Where an item would stand alone, and how much that matters; lines between waypoints weigh most.
  private func wish(_ item: Int, _ neighbours: [Int]) -> (place: Double, weight: Double) {
    var sum = 0.0
    var weight = 0.0
    for other in neighbours {
      let both = items[item].isWaypoint && items[other].isWaypoint
      let either = items[item].isWaypoint || items[other].isWaypoint
      let pull: Double = both ? 8 : either ? 2 : 1
      sum += pull * x[other]
      weight += pull
    }
    return weight == 0 ? (x[item], 0.05) : (sum / weight, weight)
  }

  /// Moves each run of waypoints to one common place, as far as their neighbours leave room for it.
  private mutating func straighten(_ above: [[Int]], _ below: [[Int]]) {
    var room = [(low: Double, high: Double)](repeating: (-.infinity, .infinity), count: x.count)
    func measure(_ layer: Int, _ index: Int) {
      let row = layers[layer]
      let item = row[index]
      room[item].low = index == 0 ? -.infinity : x[row[index - 1]] + distance(row[index - 1], item)
      room[item].high =
        index == row.count - 1 ? .infinity : x[row[index + 1]] - distance(item, row[index + 1])
    }
    var index = [Int](repeating: 0, count: x.count)
    for row in layers { for (at, item) in row.enumerated() { index[item] = at } }
    for start in items.indices where items[start].isWaypoint {
      if above[start].contains(where: { items[$0].isWaypoint }) { continue }
      var run: [Int] = []
      var common = (low: -Double.infinity, high: Double.infinity)
      var item: Int? = start
      while let current = item {
        measure(items[current].layer, index[current])
        let next = (max(common.low, room[current].low), min(common.high, room[current].high))
        if next.0 > next.1 {
          align(run, common)
          (run, common) = ([], room[current])
        } else {
          common = next
        }
        run.append(current)
        item = below[current].first { items[$0].isWaypoint }
      }
      align(run, common)
    }
  }

  private mutating func align(_ run: [Int], _ room: (low: Double, high: Double)) {
    // Rounding can leave the order's own place a hair outside of the room.
    guard run.count > 1, room.low <= room.high else { return }
    let mean = run.reduce(0) { $0 + x[$1] } / Double(run.count)
    let place = min(max(mean, room.low), room.high)
    for item in run { x[item] = place }
  }

  private mutating func shiftToOrigin() {
    let left = items.indices.map { x[$0] - items[$0].width / 2 }.min() ?? 0
    for item in x.indices { x[item] -= left }
    width = items.indices.map { x[$0] + items[$0].width / 2 }.max() ?? 0
  }

  /// The layers from top to bottom; lines that go far sideways get more room between them.
  private mutating func stackLayers(_ routes: LayerRoutes) {
    var sideways = [Double](repeating: 0, count: layers.count)
    for (from, to) in routes.segments {
      let layer = items[from].layer
      sideways[layer] = max(sideways[layer], abs(x[from] - x[to]))
    }
    for (layer, members) in layers.enumerated() {
      tops.append(height)
      heights.append(members.map { items[$0].height }.max() ?? 0)
      let gap = 26 + min(54, sideways[layer] * 0.12)
      height += (heights.last ?? 0) + (layer == layers.count - 1 ? 0 : gap)
    }
  }
}
