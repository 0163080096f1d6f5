/// Which device to use: as typed by a person in `APUS_DEVICE` or on a command line.
public enum DeviceSelector: Sendable, Hashable, CustomStringConvertible {
  /// The best device of all.
  case best

  /// The device at this position of ``Device/all(library:)``, from 0.
  case index(Int)

  /// The best device of this type.
  case type(DeviceTypes)

  /// The best device whose name contains this text, in upper or lower case.
  case name(String)

  /// Reads digits as an index, `cpu`, `gpu` and `accelerator` as types, blank text as ``best`` and
  /// everything else as part of a name.
  public init(_ text: String) {
    let word = text.trimmed
    let known = DeviceTypes.named.first { $0.name == word.lowercased() }
    if word.isEmpty {
      self = .best
    } else if word.allSatisfy({ $0.isASCII && $0.isNumber }), let index = Int(word) {
      self = .index(index)
    } else if let known {
      self = .type(known.types)
    } else {
      self = .name(word)
    }
  }

  /// The text that ``init(_:)`` reads back; empty for ``best``.
  public var description: String {
    switch self {
    case .best: ""
    case .index(let index): String(index)
    case .type(let types): types.description
    case .name(let text): text
    }
  }

  /// The best of `devices` that fits.
  ///
  /// - Throws: ``OpenCLError/noSuchDevice(selector:available:)`` with the list of `devices`.
  public func choose(from devices: [Device]) throws(OpenCLError) -> Device {
    let fitting: [Device]
    switch self {
    case .best: fitting = devices
    case .index(let index): fitting = devices.indices.contains(index) ? [devices[index]] : []
    case .type(let types): fitting = devices.filter { !$0.types.isDisjoint(with: types) }
    case .name(let text):
      fitting = devices.filter { $0.name.lowercased().contains(text.lowercased()) }
    }
    // The first of the best: `max(by:)` would give the last of several equals.
    var best: Device?
    for device in fitting where best.map({ DeviceRank($0) < DeviceRank(device) }) ?? true {
      best = device
    }
    guard let best else {
      throw .noSuchDevice(
        selector: description,
        available: devices.enumerated().map { "\($0.offset): \($0.element)" })
    }
    return best
  }
}
