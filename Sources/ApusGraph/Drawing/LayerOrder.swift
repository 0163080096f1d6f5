/// The order of the items in each layer, with few crossings: barycentre sweeps down and up, keeping
/// the best order seen, then exchanges of neighbours (Gansner, Koutsofios, North, Vo, "A Technique
/// for Drawing Directed Graphs", IEEE TSE 1993, §3).
struct LayerOrder {
  /// The items of each layer, left to right.
  private(set) var layers: [[Int]]
  private let above: [[Int]]
  private let below: [[Int]]
  private var position: [Int]

  init(_ routes: LayerRoutes) {
    let items = routes.items
    var above = [[Int]](repeating: [], count: items.count)
    var below = above
    for (from, to) in routes.segments {
      below[from].append(to)
      above[to].append(from)
    }
    self.above = above
    self.below = below
    position = [Int](repeating: 0, count: items.count)
    layers = [[Int]](repeating: [], count: (items.map(\.layer).max() ?? -1) + 1)
    fill(items)
    sweep(rounds: items.count > 20_000 ? 6 : 24)
    if items.count <= 3_000 { exchange(rounds: 4) }
  }

  /// Depth first over both directions, so that what is joined starts close together.
  private mutating func fill(_ items: [LayerRoutes.Item]) {
    var isSeen = [Bool](repeating: false, count: items.count)
    let starts = items.indices.sorted { (items[$0].layer, $0) < (items[$1].layer, $1) }
    for start in starts where !isSeen[start] {
      var stack = [start]
      while let item = stack.popLast() {
        if isSeen[item] { continue }
        isSeen[item] = true
        position[item] = layers[items[item].layer].count
        layers[items[item].layer].append(item)
        stack += below[item].reversed() + above[item].reversed()
      }
    }
  }

  private mutating func sweep(rounds: Int) {
    var best = layers
    var fewest = crossings()
    var failures = 0
    for round in 0..<rounds where fewest > 0 && failures < 6 {
      let downwards = round % 2 == 0
      let neighbours = downwards ? above : below
      for layer in downwards ? Array(layers.indices) : layers.indices.reversed() {
        let keyed = layers[layer].map { item in
          (key: barycentre(item, neighbours[item]), item: item)
        }
        // Ties keep their order in one half of the rounds and swap in the other.
        let swapsTies = round % 4 >= 2
        let sorted = keyed.enumerated().sorted { a, b in
          if a.element.key != b.element.key { return a.element.key < b.element.key }
          return swapsTies ? a.offset > b.offset : a.offset < b.offset
        }
        layers[layer] = sorted.map(\.element.item)
        number(layer)
      }
      let count = crossings()
      failures = count < fewest ? 0 : failures + 1
      if count < fewest { (best, fewest) = (layers, count) }
    }
    layers = best
    for layer in layers.indices { number(layer) }
  }

  private func barycentre(_ item: Int, _ neighbours: [Int]) -> Double {
    if neighbours.isEmpty { return Double(position[item]) }
    return Double(neighbours.reduce(0) { $0 + position[$1] }) / Double(neighbours.count)
  }

  private mutating func number(_ layer: Int) {
    for (index, item) in layers[layer].enumerated() { position[item] = index }
  }

  /// Swaps neighbours while that removes crossings.
  private mutating func exchange(rounds: Int) {
    for _ in 0..<rounds {
      var improved = false
      for layer in layers.indices where layers[layer].count > 1 {
        for left in 0..<layers[layer].count - 1 {
          let (a, b) = (layers[layer][left], layers[layer][left + 1])
          let now = crossings(above[a], above[b]) + crossings(below[a], below[b])
          let swapped = crossings(above[b], above[a]) + crossings(below[b], below[a])
          if swapped < now {
            layers[layer].swapAt(left, left + 1)
            (position[a], position[b]) = (left + 1, left)
            improved = true
          }
        }
      }
      if !improved { return }
    }
  }

  /// Crossings between the lines of an item and those of the one to the right of it.
  private func crossings(_ left: [Int], _ right: [Int]) -> Int {
    if left.count * right.count > 4096 { return 0 }
    return left.reduce(0) { sum, a in sum + right.count { position[$0] < position[a] } }
  }

  /// All crossings: inversions among the lines of each pair of layers, counted with a Fenwick tree
  /// (Barth, Jünger, Mutzel, "Simple and Efficient Bilayer Cross Counting", GD 2002).
  func crossings() -> Int {
    var total = 0
    for layer in layers.indices.dropLast() {
      var tree = [Int](repeating: 0, count: layers[layer + 1].count + 1)
      var entered = 0
      for item in layers[layer] {
        let targets = below[item].map { position[$0] }.sorted()
        for target in targets {
          var index = target + 1
          var atOrBefore = 0
          while index > 0 {
            atOrBefore += tree[index]
            index &= index - 1
          }
          total += entered - atOrBefore
        }
        for target in targets {
          var index = target + 1
          while index < tree.count {
            tree[index] += 1
            index += index & -index
          }
        }
        entered += targets.count
      }
    }
    return total
  }
}
