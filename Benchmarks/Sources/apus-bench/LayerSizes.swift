import ArgumentParser

/// The extents of a two-layer perceptron and of the batch it is trained on.
struct LayerSizes: Hashable, Codable, Sendable {
  /// Examples of a step.
  var batch = 128
  /// Numbers of an example.
  var inputs = 784
  /// Units of the hidden layer.
  var hidden = 300
  /// Units of the last layer.
  var outputs = 10

  /// Small extents, not multiples of a vector, for a quick check.
  static let tiny = LayerSizes(batch: 5, inputs: 13, hidden: 9, outputs: 3)

  /// Floating-point operations of the matrix products of a training step, a multiply-add counted as
  /// two: each layer's forward product and weight gradient, and the last layer's input gradient.
  var operations: Double {
    let first = Double(batch * inputs * hidden)
    let last = Double(batch * hidden * outputs)
    return 2 * (2 * first + 3 * last)
  }

  /// Changes the extents that `settings` name.
  func with(_ settings: [ShapeSetting]) -> LayerSizes {
    var sizes = self
    for setting in settings { sizes[keyPath: setting.key.field] = setting.value }
    return sizes
  }
}

/// One `key=value` of the option `--shape`.
struct ShapeSetting: ExpressibleByArgument, Hashable {
  /// What may be set.
  enum Key: String, CaseIterable {
    case batch, inputs, hidden, outputs

    /// The extent it stands for.
    var field: WritableKeyPath<LayerSizes, Int> {
      switch self {
      case .batch: \.batch
      case .inputs: \.inputs
      case .hidden: \.hidden
      case .outputs: \.outputs
      }
    }
  }

  var key: Key
  var value: Int

  init(key: Key, value: Int) {
    self.key = key
    self.value = value
  }

  init?(argument: String) {
    let parts = argument.split(separator: "=", omittingEmptySubsequences: false)
    guard parts.count == 2, let key = Key(rawValue: String(parts[0])), let value = Int(parts[1]),
      value >= 1
    else { return nil }
    self.init(key: key, value: value)
  }

  static var allValueStrings: [String] { Key.allCases.map { "\($0.rawValue)=…" } }
}
