import ArgumentParser

/// The numbers that a workload's shape is made of, by name and in order: batch, inputs, hidden, ….
struct Extents: Hashable, Sendable {
  /// One of the numbers.
  struct Entry: Hashable, Sendable {
    var key: String
    var value: Int
  }

  private(set) var entries: [Entry]

  /// The names, in order.
  var keys: [String] { entries.map(\.key) }

  /// The number of that name; 0 if there is none.
  subscript(key: String) -> Int { entries.first { $0.key == key }?.value ?? 0 }

  /// Changes the numbers that `settings` name; the ones it does not have are left out.
  func with(_ settings: [ShapeSetting]) -> Extents {
    var changed = self
    for setting in settings {
      for index in changed.entries.indices where changed.entries[index].key == setting.key {
        changed.entries[index].value = setting.value
      }
    }
    return changed
  }

  /// As in `--shape`.
  var arguments: [String] { entries.map { "\($0.key)=\($0.value)" } }
}

extension Extents: CustomStringConvertible {
  var description: String { arguments.joined(separator: " ") }
}

extension Extents: ExpressibleByDictionaryLiteral {
  init(dictionaryLiteral elements: (String, Int)...) {
    entries = elements.map { Entry(key: $0.0, value: $0.1) }
  }
}

/// In JSON an object: `{"batch": 128, "inputs": 784}`.
extension Extents: Encodable {
  private struct Name: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }
    init(_ name: String) { stringValue = name }
    init?(stringValue: String) { self.init(stringValue) }
    init?(intValue: Int) { nil }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Name.self)
    for entry in entries { try container.encode(entry.value, forKey: Name(entry.key)) }
  }
}

/// One `key=value` of the option `--shape`.
struct ShapeSetting: ExpressibleByArgument, Hashable, Sendable {
  var key: String
  var value: Int

  init(_ key: String, _ value: Int) {
    self.key = key
    self.value = value
  }

  init?(argument: String) {
    let parts = argument.split(separator: "=", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, let value = Int(parts[1]), value >= 0 else {
      return nil
    }
    self.init(String(parts[0]), value)
  }
}
