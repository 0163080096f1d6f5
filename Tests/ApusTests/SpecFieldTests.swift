import Apus
import Foundation
import Testing

/// Every field of every layer counts: another value makes another graph. By reflection, which nothing
/// but this test uses.
@Suite struct SpecFieldTests {
  /// What JSON has to give, where the defaults are no layer for the input below.
  private static let pool = #""kernel": 2, "padding": 1"#
  private static let convolution = #""channels": 4, "kernel": 2"#

  private static let examples: [String: String] = [
    "adaptiveAveragePool1d": #""output": 3"#, "adaptiveAveragePool2d": #""output": 3"#,
    "adaptiveAveragePool3d": #""output": 2"#, "adaptiveMaxPool1d": #""output": 3"#,
    "adaptiveMaxPool2d": #""output": 3"#, "adaptiveMaxPool3d": #""output": 2"#,
    "alphaDropout": #""probability": 0.5"#, "averagePool1d": pool, "averagePool2d": pool,
    "averagePool3d": pool, "cast": #""dtype": "float16""#, "conv1d": convolution,
    "conv2d": convolution, "conv3d": convolution, "convTranspose1d": convolution,
    "convTranspose2d": convolution, "convTranspose3d": convolution, "crop1d": #""cropping": 1"#,
    "crop2d": #""cropping": 1"#, "crop3d": #""cropping": 1"#,
    "channelShuffle": #""groups": 2"#, "dense": #""units": 3"#, "dropout": #""probability": 0.5"#,
    "dropout1d": #""probability": 0.5"#, "dropout2d": #""probability": 0.5"#,
    "dropout3d": #""probability": 0.5"#, "embedding": #""count": 11, "features": 4"#,
    "embeddingBag": #""count": 11, "features": 4"#, "featureAlphaDropout": #""probability": 0.5"#,
    "frozen": #""layers": [{"type": "dense", "units": 3}]"#, "gatedDense": #""units": 3"#,
    "gaussianDropout": #""probability": 0.5"#, "gaussianNoise": #""standardDeviation": 0.5"#,
    "groupNorm": #""groups": 2"#, "gru": #""units": 3, "layers": 2, "dropout": 0.25"#,
    "gruCell": #""units": 3"#, "lambda": #""function": "specFields.double""#,
    "learnedPositions": #""maxLength": 16"#, "localResponseNorm": #""size": 3"#,
    "lstm": #""units": 3, "layers": 2, "dropout": 0.25"#, "lstmCell": #""units": 3"#,
    "lpPool1d": #""kernel": 2"#, "lpPool2d": #""kernel": 2"#, "lpPool3d": #""kernel": 2"#,
    "maxout": #""units": 3, "pieces": 2"#, "maxOver": #""axes": [1]"#, "maxPool1d": pool,
    "maxPool2d": pool, "maxPool3d": pool, "meanOver": #""axes": [1]"#,
    "multiHeadAttention": #""heads": 2"#,
    "pad1d": #""padding": 1"#, "pad2d": #""padding": 1"#, "pad3d": #""padding": 1"#,
    "parallel": #""branches": [{"type": "dense", "units": 3}, {"type": "dense", "units": 3}]"#,
    "permute": #""order": [0, 2, 1]"#, "pixelShuffle": #""factor": 2"#,
    "pixelUnshuffle": #""factor": 2"#, "repeatVector": #""count": 3"#,
    "reshape": #""extents": [4, -1]"#,
    "residual": #""body": [{"type": "dense", "units": 8}]"#,
    "rnn": #""units": 3, "layers": 2, "dropout": 0.25"#, "rnnCell": #""units": 3"#,
    "selfAttention": #""heads": 2"#, "sequential": #""layers": [{"type": "dense", "units": 3}]"#,
    "shared": #""name": "tower", "layers": [{"type": "dense", "units": 3}]"#,
    "sliceAxis": #""axis": 1, "start": 1, "end": 3"#, "sumOver": #""axes": [1]"#,
    "swapAxes": #""first": 1, "second": 2"#, "threshold": #""threshold": 0.5"#,
    "unflatten": #""axis": 2, "extents": [2, 4]"#, "unsqueeze": #""axis": 1"#,
    "upsample": #""scale": [2]"#,
    "spectralNorm": #""layer": {"type": "dense", "units": 3}"#,
    "stochasticDepth": #""probability": 0.5"#,
    "timeDistributed": #""layer": {"type": "dense", "units": 3}"#,
    "transformerDecoder":
      #""layers": 1, "layer": {"type": "transformerDecoderLayer", "heads": 2, "feedForward": 6}"#,
    "transformerDecoderLayer": #""heads": 2, "feedForward": 6"#,
    "transformerEncoder":
      #""layers": 1, "layer": {"type": "transformerEncoderLayer", "heads": 2, "feedForward": 6}"#,
    "transformerEncoderLayer": #""heads": 2, "feedForward": 6"#,
  ]

  /// Other values, by `type.field` or by field, where no rule makes one: of what is a name, and of what
  /// is nil at first.
  private static let others: [String: String] = [
    "name": #""other""#, "paddingIndex": "2", "statefulBatch": "2", "keyValueHeads": "1",
    "width": "4", "outputs": "6", "rotaryBase": "100", "bias": #""one""#,
    "activation": #"{"type": "tanh"}"#, "rnn.activation": #""relu""#,
    "rnnCell.activation": #""relu""#,
    "gate": #""relu""#, "mode": #""max""#, "stochasticDepth.mode": #""batch""#,
    "upsample.mode": #""linear""#, "merge": #""add""#, "approximate": #""tanh""#,
    "function": #""specFields.triple""#, "dtype": #""float64""#, "end": "4", "divisor": "3",
    "stride": "2", "padding": "0", "layers": #"[{"type": "dense", "units": 4}]"#,
    "body": #"[{"type": "dense", "units": 8}, {"type": "tanh"}]"#,
    "shortcut": #"[{"type": "tanh"}]"#,
    "branches": #"[{"type": "dense", "units": 3}, {"type": "dense", "units": 2}]"#,
    "layer": #"{"type": "dense", "units": 2}"#, "axes": "[2]", "squeeze.axes": "[]",
    "layerNorm.axes": "2", "rmsNorm.axes": "2", "order": "[0, 1, 2]", "extents": "[2, -1]",
    "unflatten.extents": "[4, 2]", "size": "[5, 6]", "localResponseNorm.size": "5",
    "sliceAxis.axis": "2", "scale": "[3]", "layerNorm.scale": "false", "rmsNorm.scale": "false",
    "transformerEncoder.layer":
      #"{"type": "transformerEncoderLayer", "heads": 1, "feedForward": 6}"#,
    "transformerDecoder.layer":
      #"{"type": "transformerDecoderLayer", "heads": 1, "feedForward": 6}"#,
    "transformerEncoder.layers": "2", "transformerDecoder.layers": "2", "gru.layers": "1",
    "lstm.layers": "1", "rnn.layers": "1", "heads": "4", "groups": "4", "factor": "1",
    "axis": "-2", "parallel.axis": "2", "takeLast.axis": "2", "swapAxes.first": "0",
    "swapAxes.second": "0", "conv3d.groups": "2", "convTranspose3d.groups": "2",
    "unflatten.axis": "1",
  ]

  /// Of fields that count only beside another value of another one, what JSON gives besides.
  private static let beside: [String: String] = [
    "averagePool1d.ceilMode": #""kernel": 2, "stride": 2"#,
    "averagePool2d.ceilMode": #""kernel": 3, "stride": 2"#,
    "averagePool3d.ceilMode": #""kernel": 3, "stride": 2"#,
    "instanceNorm.momentum": #""tracksStatistics": true"#,
    "lpPool1d.ceilMode": #""kernel": 2, "stride": 2"#,
    "lpPool2d.ceilMode": #""kernel": 3, "stride": 2"#,
    "lpPool3d.ceilMode": #""kernel": 3, "stride": 2"#,
    "maxPool1d.ceilMode": #""kernel": 2, "stride": 2"#,
    "maxPool2d.ceilMode": #""kernel": 3, "stride": 2"#,
    "maxPool3d.ceilMode": #""kernel": 3, "stride": 2"#,
    "upsample.alignCorners": #""scale": [2], "mode": "linear""#,
    "convTranspose1d.outputPadding": #""channels": 4, "kernel": 2, "stride": 2"#,
    "convTranspose2d.outputPadding": #""channels": 4, "kernel": 2, "stride": 2"#,
    "convTranspose3d.outputPadding": #""channels": 4, "kernel": 2, "stride": 2"#,
    "parallel.branches":
      #""axis": -1, "branches": [{"type": "dense", "units": 3}, {"type": "tanh"}]"#,
    "unflatten.axis": #""axis": 2, "extents": [-1, 2]"#,
    "upsample.size": #""size": [7, 6]"#,
  ]

  @Test func everyFieldOfEverySpecCounts() throws {
    try? Lambda.register("specFields.double") { x throws(GraphError) in try 2 * x }
    try? Lambda.register("specFields.triple") { x throws(GraphError) in try 3 * x }
    var failures: [String] = []
    // Names with a dot are those of other tests.
    for type in LayerRegistry.names where !type.contains(".") {
      do {
        let example = Self.examples[type].map { ", " + $0 } ?? ""
        let base = try read(#"{"type": "\#(type)"\#(example)}"#)
        for field in Mirror(reflecting: base).children.compactMap(\.label) {
          let given = Self.beside["\(type).\(field)"].map { ", " + $0 } ?? example
          let start = try read(#"{"type": "\#(type)"\#(given)}"#)
          let changed = try changing(field, of: start, type)
          let before = try graph(start, type)
          do {
            if try graph(changed, type) == before {
              failures.append("\(type).\(field): \(changed) makes the same graph")
            }
          } catch {
            failures.append("\(type).\(field): \(changed) is no layer: \(error)")
          }
          if AnyLayerSpec(start) == AnyLayerSpec(changed) {
            failures.append("\(type).\(field): no other value")
          }
        }
      } catch {
        failures.append("\(type): \(error)")
      }
    }
    #expect(failures.isEmpty, "\(failures.joined(separator: "\n"))")
  }

  /// The same spec with another value of a field.
  private func changing(
    _ field: String, of spec: any LayerSpec, _ type: String
  ) throws -> any LayerSpec {
    let data = try JSONEncoder().encode(AnyLayerSpec(spec))
    var object = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    let own = Mirror(reflecting: spec).children.first { $0.label == field }?.value
    var other = Self.others["\(type).\(field)"] ?? Self.others[field]
    if type.contains("Pool"), field == "stride" { other = "1" }
    if type.hasPrefix("conv"), field == "padding" { other = "1" }
    if type.hasPrefix("pad"), field == "mode" { other = #""reflect""# }
    if let value = own as? Bool {
      object[field] = !value
    } else if let other {
      object[field] = try JSONSerialization.jsonObject(
        with: Data(other.utf8), options: .fragmentsAllowed)
    } else if let value = own as? Double {
      object[field] = value * 0.5 + 0.015625
    } else if let value = object[field] as? Int {
      object[field] = value + 1
    } else if object[field] is [String: Any] {
      object[field] = ["type": "constant", "value": 0.375]
    }
    return try JSONDecoder().decode(
      AnyLayerSpec.self, from: JSONSerialization.data(withJSONObject: object)
    ).spec
  }

  private func read(_ json: String) throws -> any LayerSpec {
    try JSONDecoder().decode(AnyLayerSpec.self, from: Data(json.utf8)).spec
  }

  private func graph(_ spec: any LayerSpec, _ name: String) throws -> Graph {
    let graph = GraphBuilder()
    let isTable = name.hasPrefix("embedding")
    let shape: Shape =
      name.hasSuffix("1d")
      ? [2, 4, 9]
      : name.hasSuffix("2d") || name.hasPrefix("pixel") || name == "upsample"
        ? [2, 4, 8, 8]
        : name.hasSuffix("3d")
          ? [1, 2, 4, 4, 4] : isTable ? [2, 5] : name == "squeeze" ? [2, 1, 8] : [2, 4, 8]
    let x = try graph.input(
      "x", name.hasSuffix("Cell") ? [2, 8] : shape, isTable ? .int32 : .float32)
    if let decoder = spec as? TransformerDecoderLayer {
      _ = try decoder.built(in: graph, input: x.type)(x, memory: x)
    } else if let decoder = spec as? TransformerDecoder {
      _ = try decoder.built(in: graph, input: x.type)(x, memory: x)
    } else {
      _ = try spec.build(in: graph, input: x.type).forward(x)
    }
    return graph.finish()
  }
}
