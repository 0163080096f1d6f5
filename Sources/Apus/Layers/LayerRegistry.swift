import Synchronization

/// The layers that JSON may name. Built-in ones are always there.
public enum LayerRegistry {
  private static let table = Mutex<[String: any LayerSpec.Type]>(
    Dictionary(uniqueKeysWithValues: builtInLayers.map { ($0.typeName, $0) }))

  private static let builtInLayers: [any LayerSpec.Type] = [
    AdaptiveAveragePool1d.self, AdaptiveAveragePool2d.self, AdaptiveAveragePool3d.self,
    AdaptiveMaxPool1d.self, AdaptiveMaxPool2d.self, AdaptiveMaxPool3d.self, AlphaDropout.self,
    AveragePool1d.self, AveragePool2d.self, AveragePool3d.self, BatchNorm.self, Cast.self,
    CELU.self, ChannelShuffle.self, Conv1d.self, Conv2d.self, Conv3d.self, ConvTranspose1d.self,
    ConvTranspose2d.self, ConvTranspose3d.self, Crop1d.self, Crop2d.self, Crop3d.self, Dense.self,
    Dropout.self, Dropout1d.self, Dropout2d.self, Dropout3d.self, ELU.self, Embedding.self,
    EmbeddingBag.self, FeatureAlphaDropout.self, Flatten.self, Frozen.self, GatedDense.self,
    GaussianDropout.self, GaussianNoise.self, GeGLU.self, GELU.self, GlobalAveragePool.self,
    GlobalMaxPool.self, GLU.self, GroupNorm.self, GRU.self, GRUCell.self, HardShrink.self,
    HardSigmoid.self, HardSwish.self, HardTanh.self, Identity.self, InstanceNorm.self, Lambda.self,
    LayerNorm.self, LeakyReLU.self, LearnedPositions.self, LocalResponseNorm.self, LogSigmoid.self,
    LogSoftmax.self, LpPool1d.self, LpPool2d.self, LpPool3d.self, LSTM.self, LSTMCell.self,
    Maxout.self, MaxOver.self, MaxPool1d.self, MaxPool2d.self, MaxPool3d.self, MeanOver.self,
    Mish.self, MultiHeadAttention.self, Pad1d.self, Pad2d.self, Pad3d.self, Parallel.self,
    Permute.self, PixelShuffle.self, PixelUnshuffle.self, PReLU.self, ReGLU.self, ReLU.self,
    ReLU6.self, RepeatVector.self, ReshapeEach.self, Residual.self, RMSNorm.self, RNN.self,
    RNNCell.self, RReLU.self, SelfAttention.self, SELU.self, SequentialSpec.self, Shared.self,
    Sigmoid.self, SiLU.self, Sin.self, SinusoidalPositions.self, SliceAxis.self, Softmax.self,
    Softmin.self, Softplus.self, SoftShrink.self, Softsign.self, SpectralNorm.self, Squeeze.self,
    StochasticDepth.self, SumOver.self, SwapAxes.self, SwiGLU.self, TakeLast.self, Tanh.self,
    TanhShrink.self, Threshold.self, TimeDistributed.self, TransformerDecoder.self,
    TransformerDecoderLayer.self, TransformerEncoder.self, TransformerEncoderLayer.self,
    Unflatten.self, Unsqueeze.self, Upsample.self,
  ]

  /// Makes a user's spec known under its `typeName`.
  /// - Throws: `GraphError` if another type has that name.
  public static func register(_ type: any LayerSpec.Type) throws(GraphError) {
    let clash = table.withLock { table -> Bool in
      if let known = table[type.typeName] { return known != type }
      table[type.typeName] = type
      return false
    }
    if clash {
      throw GraphError(
        .duplicateName, expected: "a layer name that is not taken", found: "'\(type.typeName)'",
        advice: "give the layer another name, such as one with your own prefix")
    }
  }

  /// The names of all known layers, sorted.
  public static var names: [String] { table.withLock { $0.keys.sorted() } }

  static func read(_ name: String, _ fields: [String: JSONValue]) throws -> any LayerSpec {
    guard let type = table.withLock({ $0[name] }) else {
      let guess = nearestName(to: name, among: names).map { "did you mean '\($0)'? " } ?? ""
      throw GraphError(
        .unknownName, expected: "one of the layers \(names.joined(separator: ", "))",
        found: "'\(name)'",
        advice: guess
          + "call LayerRegistry.register for your own layers before reading the model")
    }
    return try read(type, fields)
  }

  private static func read<Spec: LayerSpec>(
    _ type: Spec.Type, _ fields: [String: JSONValue]
  ) throws -> Spec {
    try FieldReader(
      name: Spec.typeName, defaults: Spec.defaults, required: Spec.requiredFields,
      optional: ["name"]
    ).read(fields)
  }
}

/// Layers in a row, as they are written in JSON: an array of objects with a `"type"`.
///
///     let json = #"[{"type": "dense", "units": 300}, {"type": "relu"}]"#
///     let layers = try JSONDecoder().decode(LayerList.self, from: Data(json.utf8))
///     let model = try Sequential(layers, in: graph, input: pixels)
public struct LayerList: Sendable, Codable {
  /// The specs, first one first.
  public var specs: [any LayerSpec]

  /// A list of these specs.
  public init(_ specs: [any LayerSpec]) { self.specs = specs }

  /// Reads an array of specs.
  /// - Throws: `GraphError` for a layer that is not registered, or a field that is missing, unknown
  ///   or of another type; its `scope` is the layer's place, such as `layers[2].body[0]`.
  public init(from decoder: any Decoder) throws {
    var container = try decoder.unkeyedContainer()
    specs = []
    while !container.isAtEnd {
      do {
        specs.append(try container.decode(AnyLayerSpec.self).spec)
      } catch let error as GraphError {
        // A list by itself has no name in its file.
        throw decoder.codingPath.isEmpty ? error.within("layers") : error
      }
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.unkeyedContainer()
    for spec in specs { try container.encode(AnyLayerSpec(spec)) }
  }
}

extension LayerList: Hashable {
  public static func == (a: LayerList, b: LayerList) -> Bool {
    a.hashables == b.hashables
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(hashables)
  }

  private var hashables: [AnyHashable] {
    specs.map { (spec) -> AnyHashable in AnyHashable(spec) }
  }
}
