import ApusGraph

/// Something that can be fed to an input: a host `Tensor`, which is copied, or a `DeviceTensor`,
/// which is bound without a copy.
public protocol Feed {
  /// The extents, outermost first.
  var shape: [Int] { get }
  /// The element type.
  var dtype: DType { get }
  /// The device memory that holds it; nil for what is in host memory.
  var deviceStorage: DeviceStorage? { get }
}

extension Feed {
  /// None: most feeds are host memory.
  public var deviceStorage: DeviceStorage? { nil }
}

extension Tensor: Feed {}

/// Finds the numbers that symbols stand for from the shapes of feeds.
struct FeedBinding {
  /// - Throws: `GraphError` for feeds that do not fit the inputs.
  static func solve(
    _ feeds: [(index: Int, feed: any Feed)], graph: Graph, required: [Int]
  ) throws -> [String: Int] {
    var binding: [String: Int] = [:]
    for (index, feed) in feeds {
      let type = graph.variables[index].type
      guard feed.dtype == type.dtype, feed.shape.count == type.shape.rank else {
        throw mismatch(graph, index, feed)
      }
      for (dim, extent) in zip(type.shape, feed.shape) {
        guard dim.symbols.count == 1, let symbol = dim.symbols.first,
          binding[symbol] == nil, let number = dim.solved(for: symbol, equals: extent)
        else { continue }
        binding[symbol] = number
      }
    }
    for (index, feed) in feeds {
      let type = graph.variables[index].type
      guard try type.shape.extents(binding) == feed.shape else {
        throw mismatch(graph, index, feed, binding)
      }
    }
    let fed = Set(feeds.map(\.index))
    for index in required where !fed.contains(index) {
      let error = GraphError(
        .missingFeed, expected: "a feed for \(graph.typedLabel(index))",
        found: "feeds for \(fed.map { graph.label($0) }.sorted())",
        advice: "add it to the feeds of this step")
      throw error.located(graph, readersOf: index)
    }
    return binding
  }

  private static func mismatch(
    _ graph: Graph, _ index: Int, _ feed: any Feed, _ binding: [String: Int] = [:]
  ) -> GraphError {
    let numbers = binding.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }
    let bound = numbers.isEmpty ? "" : " with \(numbers.joined(separator: ", "))"
    let error = GraphError(
      .feedMismatch, expected: "\(graph.variables[index].type)\(bound) for \(graph.label(index))",
      found: "\(feed.dtype)\(feed.shape)",
      advice: "reshape or cast the feed; symbols take one number for the whole step")
    return error.located(graph, readersOf: index)
  }
}

extension Dim {
  /// The number ≥ 0 for `symbol`, the only one that occurs, that gives this extent the value
  /// `number`, if the extent is linear in it.
  fileprivate func solved(for symbol: String, equals number: Int) -> Int? {
    // Coefficients may be any numbers, so the differences may not fit.
    func difference(_ a: Int, _ b: Int) -> Int? {
      let (difference, overflow) = a.subtractingReportingOverflow(b)
      return overflow ? nil : difference
    }
    guard let zero = try? value([symbol: 0]), let one = try? value([symbol: 1]),
      let two = try? value([symbol: 2]), let slope = difference(one, zero), slope != 0,
      difference(two, one) == slope, let rise = difference(number, zero)
    else { return nil }
    let (solution, overflow) = rise.dividedReportingOverflow(by: slope)
    return overflow || solution < 0 || solution * slope != rise ? nil : solution
  }
}
