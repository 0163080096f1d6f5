/// The layer of each node, such that all arrows but those of cycles point downwards.
///
/// First step of the layered method (Sugiyama, Tagawa, Toda, "Methods for Visual Understanding of
/// Hierarchical System Structures", IEEE Trans. SMC 1981). Near-linear and without recursion.
struct LayerAssignment {
  /// An arrow that spans at least `span` layers.
  struct Link {
    var from: Int
    var to: Int
    var span: Int
  }

  /// The layer of each node, 0 at the top.
  private(set) var layers: [Int]
  /// Which links point upwards because they would close a cycle.
  private(set) var isReversed: [Bool]

  init(nodeCount: Int, links: [Link]) {
    layers = [Int](repeating: 0, count: nodeCount)
    isReversed = Self.backLinks(nodeCount, links)
    let forward = zip(links, isReversed).filter { $0.0.from != $0.0.to }.map { link, reversed in
      reversed ? Link(from: link.to, to: link.from, span: link.span) : link
    }
    var outgoing = [[Link]](repeating: [], count: nodeCount)
    var arriving = [Int](repeating: 0, count: nodeCount)
    for link in forward {
      outgoing[link.from].append(link)
      arriving[link.to] += 1
    }
    let order = placeBelowSources(outgoing, arriving)
    pullDown(order, outgoing, arriving)
  }

  /// Longest path from the sources; gives the nodes in topological order.
  private mutating func placeBelowSources(_ outgoing: [[Link]], _ arriving: [Int]) -> [Int] {
    var waiting = arriving
    var order = waiting.indices.filter { waiting[$0] == 0 }
    var next = 0
    while next < order.count {
      let node = order[next]
      next += 1
      for link in outgoing[node] {
        layers[link.to] = max(layers[link.to], layers[node] + link.span)
        waiting[link.to] -= 1
        if waiting[link.to] == 0 { order.append(link.to) }
      }
    }
    return order
  }

  /// Moves a node with more arrows out than in next to its nearest consumer, which shortens arrows:
  /// parameters come to stand beside the operation that uses them.
  private mutating func pullDown(_ order: [Int], _ outgoing: [[Link]], _ arriving: [Int]) {
    for node in order.reversed() where outgoing[node].count > arriving[node] {
      layers[node] = outgoing[node].map { layers[$0.to] - $0.span }.min() ?? layers[node]
    }
    if let top = layers.min(), top != 0 { layers = layers.map { $0 - top } }
  }

  /// The links that must be turned for the rest to have an order. Where everything left waits for
  /// everything else, the node listed first goes first: state is listed before what updates it.
  private static func backLinks(_ nodeCount: Int, _ links: [Link]) -> [Bool] {
    var outgoing = [[Int]](repeating: [], count: nodeCount)
    var waiting = [Int](repeating: 0, count: nodeCount)
    for link in links where link.from != link.to {
      outgoing[link.from].append(link.to)
      waiting[link.to] += 1
    }
    var rank = [Int?](repeating: nil, count: nodeCount)
    var ready = waiting.indices.filter { waiting[$0] == 0 }
    var placed = 0
    var next = 0
    while placed < nodeCount {
      if next == ready.count {
        guard let first = firstInCycle(rank, outgoing) else { break }
        ready.append(first)
      }
      let node = ready[next]
      next += 1
      if rank[node] != nil { continue }
      rank[node] = placed
      placed += 1
      for target in outgoing[node] {
        waiting[target] -= 1
        if waiting[target] == 0 && rank[target] == nil { ready.append(target) }
      }
    }
    return links.map { (rank[$0.from] ?? 0) > (rank[$0.to] ?? 0) }
  }

  /// The first node without a rank that is not merely downstream of a cycle.
  private static func firstInCycle(_ rank: [Int?], _ outgoing: [[Int]]) -> Int? {
    var incoming = [[Int]](repeating: [], count: rank.count)
    var leaving = [Int](repeating: 0, count: rank.count)
    let left = rank.indices.filter { rank[$0] == nil }
    for node in left {
      for target in outgoing[node] where rank[target] == nil {
        incoming[target].append(node)
        leaving[node] += 1
      }
    }
    var ends = left.filter { leaving[$0] == 0 }
    while let end = ends.popLast() {
      for node in incoming[end] {
        leaving[node] -= 1
        if leaving[node] == 0 { ends.append(node) }
      }
    }
    return left.first { leaving[$0] > 0 }
  }
}
