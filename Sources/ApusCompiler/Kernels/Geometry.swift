import ApusGraph

/// How many work-items a launch has, as a rule that is applied when sizes are bound.
package enum Geometry: Hashable, Sendable {
  /// CPU-like: `units` of work, dealt out in chunks; `cost` is the work of one unit in additions.
  case chunked(units: Dim, cost: Dim)
  /// CPU-like: units are blocks of `width` columns in each row.
  case blocks(rows: Dim, columns: Dim, width: Int, cost: Dim)
  /// CPU-like: units are tiles of `height` rows and `width` columns in each of `count` matrices.
  case tiles(count: Dim, rows: Dim, height: Int, columns: Dim, width: Int, cost: Dim)
  /// GPU-like: one work-item for each of `count`.
  case items(Dim)
  /// GPU-like: one work-group of a fixed size for each of `count`.
  case groups(Dim, size: Int)
  /// GPU-like: one work-group of a fixed size for each block of `width` columns in each row.
  case groupBlocks(rows: Dim, columns: Dim, width: Int, size: Int)
  /// As an operation asks for.
  case native([Dim], local: [Int]?)
}

extension Geometry {
  /// The size of a work-group of the GPU-like family where the kernel does not care: with 64, an
  /// H100 moves half the bytes.
  static func itemGroup(_ traits: DeviceTraits) -> Int { Swift.min(128, traits.maximumWorkGroup) }

  /// Work below this, in additions, is not worth a work-item of its own (about 10 µs).
  private static let grain = 32_768

  /// Global and local sizes, and the numbers that the kernel is passed.
  func resolved(_ value: (Dim) throws -> Int, traits: DeviceTraits) rethrows -> Resolved {
    switch self {
    case .chunked(let units, let cost):
      return dealt(try value(units), try value(cost), traits, multiple: traits.vectorWidth)
    case .blocks(let rows, let columns, let width, let cost):
      let blocks = (try value(columns) + width - 1) / width
      return dealt(try value(rows) * blocks, try value(cost), traits, multiple: 1)
    case .tiles(let count, let rows, let height, let columns, let width, let cost):
      let down = (try value(rows) + height - 1) / height
      let across = (try value(columns) + width - 1) / width
      return dealt(try value(count) * down * across, try value(cost), traits, multiple: 1)
    case .items(let count):
      let total = try value(count)
      let size = Geometry.itemGroup(traits)
      return Resolved(
        global: [(total + size - 1) / size * size], local: [size], total: total, chunk: 1)
    case .groups(let count, let size):
      let total = try value(count)
      return Resolved(global: [total * size], local: [size], total: total, chunk: 1)
    case .groupBlocks(let rows, let columns, let width, let size):
      let total = try value(rows) * ((try value(columns) + width - 1) / width)
      return Resolved(global: [total * size], local: [size], total: total, chunk: 1)
    case .native(let sizes, let local):
      let global = try sizes.map(value)
      return Resolved(global: global, local: local, total: global.reduce(1, *), chunk: 1)
    }
  }

  private func dealt(
    _ total: Int, _ cost: Int, _ traits: DeviceTraits, multiple: Int
  ) -> Resolved {
    // Uneven tails balance when there are several chunks for each thread.
    let dealers = traits.computeUnits * 8
    let byBalance = (total + dealers - 1) / dealers
    let byGrain = Geometry.grain / Swift.max(cost, 1) + 1
    let wanted = Swift.max(1, Swift.min(total, Swift.max(byBalance, byGrain)))
    let chunk = total < multiple ? wanted : (wanted + multiple - 1) / multiple * multiple
    return Resolved(
      global: [(total + chunk - 1) / chunk], local: [1], total: total, chunk: chunk)
  }

  package struct Resolved: Hashable, Sendable {
    package var global: [Int]
    package var local: [Int]?
    package var total: Int
    package var chunk: Int
  }
}
