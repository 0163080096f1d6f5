import Apus
import Foundation
import Testing

/// What the golden cases of layers without variables leave open: errors, JSON, symbolic batches.
@Suite struct StatelessLayerTests {
  private func error(_ spec: any LayerSpec, _ input: TensorType) -> GraphError? {
    #expect(throws: GraphError.self, "\(spec) for \(input)") {
      try spec.build(in: GraphBuilder(), input: input)
    }
  }

  /// A spec of each kind with every field off its default, an input, and what comes out.
  static let specs: [(spec: any LayerSpec, input: Shape, output: Shape)] = [
    (LeakyReLU(slope: 0.3), [.batch, 4], [.batch, 4]), (ELU(alpha: 2), [.batch], [.batch]),
    (CELU(alpha: 2), [.batch], [.batch]), (GELU(approximate: .tanh), [.batch, 2], [.batch, 2]),
    (Softplus(beta: 2, threshold: 5), [.batch], [.batch]), (Sin(), [.batch], [.batch]),
    (HardTanh(low: -2, high: 3), [.batch], [.batch]),
    (SoftShrink(lambda: 0.2), [.batch], [.batch]), (HardShrink(lambda: 0.2), [], []),
    (Threshold(0.5, value: 3), [.batch], [.batch]),
    (RReLU(lower: 0, upper: 0.5, name: "r"), [2], [2]),
    (PReLU(isPerChannel: true, slope: 0.1, name: "p"), [.batch, 3, .time], [.batch, 3, .time]),
    (GLU(axis: 1), [.batch, 4, .time], [.batch, 2, .time]),
    (SwiGLU(axis: -1), [.batch, 4], [.batch, 2]),
    (GeGLU(axis: -1), [.batch, 4], [.batch, 2]), (ReGLU(axis: 0), [2 * .batch, 3], [.batch, 3]),
    (
      GatedDense(3, gate: .gelu, bias: false, weights: .heNormal(), biases: .ones, name: "g"),
      [.batch, .time, 4], [.batch, .time, 3]
    ),
    (
      Maxout(3, pieces: 2, bias: false, weights: .heNormal(), biases: .ones, name: "m"),
      [.batch, 4], [.batch, 3]
    ),
    (Softmax(axis: 1), [.batch, 3, .time], [.batch, 3, .time]),
    (LogSoftmax(axis: 0), [3, .batch], [3, .batch]), (Softmin(axis: 0), [3, .batch], [3, .batch]),
    (Identity(), [.batch], [.batch]), (Cast(to: .float16), [.batch], [.batch]),
    (Dropout(0.3, name: "d"), [.batch, 4], [.batch, 4]),
    (Dropout1d(0.3, name: "d"), [.batch, 4, .time], [.batch, 4, .time]),
    (Dropout2d(0.3, name: "d"), [.batch, 4, 2, 2], [.batch, 4, 2, 2]),
    (Dropout3d(0.3, name: "d"), [.batch, 4, 2, 2, 2], [.batch, 4, 2, 2, 2]),
    (AlphaDropout(0.3, name: "d"), [.batch], [.batch]),
    (FeatureAlphaDropout(0.3, name: "d"), [.batch, 4, 2], [.batch, 4, 2]),
    (StochasticDepth(0.3, mode: .batch, name: "d"), [.batch, 4], [.batch, 4]),
    (GaussianNoise(0.3, name: "d"), [.batch, 4], [.batch, 4]),
    (GaussianDropout(0.3, name: "d"), [.batch, 4], [.batch, 4]),
    (
      MaxPool2d(kernel: [3, 2], stride: 2, padding: 1, dilation: [1, 2], ceilMode: true),
      [.batch, 3, 8, 9], [.batch, 3, 5, 5]
    ),
    (
      AveragePool1d(
        kernel: 3, stride: 2, padding: 1, ceilMode: true, countIncludePad: false, divisor: 2),
      [.batch, 3, 8], [.batch, 3, 5]
    ),
    (LpPool1d(p: 3, kernel: 2, stride: 1, ceilMode: true), [.batch, 3, 8], [.batch, 3, 7]),
    (AdaptiveAveragePool2d([2, 3]), [.batch, 3, 8, 8], [.batch, 3, 2, 3]),
    (AdaptiveMaxPool3d(2), [.batch, 3, 4, 4, 4], [.batch, 3, 2, 2, 2]),
    (GlobalAveragePool(flattens: false), [.batch, 3, .time], [.batch, 3, 1]),
    (GlobalMaxPool(), [.batch, 3, 4, 4], [.batch, 3]),
    (Permute([0, 2, 1]), [.batch, .time, 3], [.batch, 3, .time]),
    (SwapAxes(0, -1), [.batch, .time, 3], [3, .time, .batch]),
    (Squeeze([1]), [.batch, 1, 1], [.batch, 1]), (Unsqueeze(1), [.batch, 3], [.batch, 1, 3]),
    (ReshapeEach(to: [2, -1]), [.batch, .time, 4], [.batch, 2, 2 * .time]),
    (Unflatten(axis: 1, to: [2, -1]), [.batch, 6], [.batch, 2, 3]),
    (Flatten(from: -2), [.batch, 2, 3], [.batch, 6]),
    (PixelShuffle(2), [.batch, 4, 3, 3], [.batch, 1, 6, 6]),
    (PixelUnshuffle(2), [.batch, 1, 6, 6], [.batch, 4, 3, 3]),
    (ChannelShuffle(2), [.batch, 4, .time], [.batch, 4, .time]),
    (RepeatVector(3), [.batch, 4], [.batch, 3, 4]),
    (SliceAxis(axis: 2, from: -1, to: 0, step: -2), [.batch, 3, 6], [.batch, 3, 3]),
    (TakeLast(axis: -2), [.batch, .time, 3], [.batch, 3]),
    (MeanOver([1], keepingDims: true), [.batch, .time, 3], [.batch, 1, 3]),
    (MaxOver([1]), [.batch, .time, 3], [.batch, 3]), (SumOver([-1]), [.batch, 3], [.batch]),
    (Pad1d(.sides(before: 1, after: 2), value: 3), [.batch, 3, 4], [.batch, 3, 7]),
    (Pad2d([1, 2], mode: .reflect), [.batch, 3, 4, 4], [.batch, 3, 6, 8]),
    (Crop1d(.sides(before: 1, after: 2)), [.batch, 3, 4], [.batch, 3, 1]),
    (
      Upsample(scale: [2], mode: .linear, alignCorners: true), [.batch, 3, 4, 4],
      [.batch, 3, 8, 8]
    ),
    (Upsample(size: [5, 6], mode: .area), [.batch, 3, 4, 4], [.batch, 3, 5, 6]),
  ]

  @Test func symbolicShapes() throws {
    for (spec, input, output) in Self.specs {
      let graph = GraphBuilder()
      let x = try graph.input("x", input)
      #expect(try spec.output(for: x.type).shape == output, "\(spec)")
      #expect(
        try spec.build(in: graph, input: x.type)(x).type == spec.output(for: x.type), "\(spec)")
    }
  }

  @Test func specsComeBackFromJSON() throws {
    let list = LayerList(Self.specs.map(\.spec))
    let text = try JSONEncoder().encode(list)
    #expect(try JSONDecoder().decode(LayerList.self, from: text) == list)
  }

  @Test func halvesAndDoubles() throws {
    for (spec, input, _) in Self.specs where !(spec is GatedDense || spec is Maxout) {
      for dtype in [DType.float16, .bfloat16, .float64] {
        let type = try spec.output(for: TensorType(input, dtype))
        #expect(type.dtype == (spec is Cast ? .float16 : dtype), "\(spec)")
      }
    }
  }

  @Test func numbersOutOfRange() {
    let wrong: [(any LayerSpec, Shape)] = [
      (LeakyReLU(slope: .nan), [2]), (ELU(alpha: .infinity), [2]), (CELU(alpha: 0), [2]),
      (Softplus(beta: 0), [2]), (Softplus(threshold: .nan), [2]), (HardTanh(low: 1, high: 1), [2]),
      (HardTanh(low: .nan), [2]), (SoftShrink(lambda: -1), [2]), (HardShrink(lambda: .nan), [2]),
      (Threshold(.nan), [2]), (Threshold(0, value: .infinity), [2]),
      (RReLU(lower: 1, upper: 0), [2]), (RReLU(lower: .nan), [2]), (PReLU(slope: .nan), [2, 3]),
      (GatedDense(0), [2, 3]), (Maxout(0, pieces: 2), [2, 3]), (Maxout(2, pieces: 0), [2, 3]),
      (Maxout(.max, pieces: 2), [2, 3]), (Dropout1d(1.5), [2, 3, 4]), (AlphaDropout(-0.1), [2]),
      (StochasticDepth(.nan), [2]), (GaussianNoise(-1), [2]), (GaussianNoise(.infinity), [2]),
      (GaussianDropout(1), [2]), (GaussianDropout(-0.1), [2]),
      (MaxPool2d(kernel: 0), [2, 3, 4, 4]),
      (MaxPool2d(kernel: 2, padding: 2), [2, 3, 4, 4]),
      (AveragePool1d(kernel: 2, divisor: 0), [3, 4]),
      (LpPool1d(p: 0, kernel: 2), [3, 4]), (AdaptiveMaxPool1d(0), [3, 4]),
      (ReshapeEach(to: [-1, -1]), [2, 4]), (ReshapeEach(to: [-2]), [2, 4]),
      (RepeatVector(0), [2, 4]), (SliceAxis(axis: 1, step: 0), [2, 4]),
      (Pad1d(.same), [2, 4]), (Pad1d(1, mode: .reflect, value: 1), [2, 4]),
      (Pad1d(1, value: .nan), [2, 4]), (Crop1d(-1), [2, 4]), (Upsample(), [2, 3, 4]),
      (Upsample(scale: [2], size: 4), [2, 3, 4]), (Upsample(scale: [.nan]), [2, 3, 4]),
    ]
    for (spec, shape) in wrong {
      let error = error(spec, TensorType(shape))
      #expect(error?.kind == .invalidArgument, "\(spec): \(String(describing: error))")
      #expect(error?.operation == type(of: spec).typeName, "\(spec)")
    }
  }

  @Test func inputsThatDoNotFit() {
    let wrong: [(any LayerSpec, TensorType)] = [
      (ReLU6(), TensorType([2], .int32)), (Softmax(axis: 1), TensorType([2])),
      (GLU(), TensorType([2, 3])), (SwiGLU(axis: 2), TensorType([2, 4])),
      (PReLU(isPerChannel: true), TensorType([2])),
      (PReLU(isPerChannel: true), TensorType([2, .time])), (PReLU(), TensorType([2], .int32)),
      (GatedDense(2), TensorType([2])), (Maxout(2, pieces: 2), TensorType([2, 3], .int32)),
      (Dropout2d(0.5), TensorType([2, 3, 4])), (FeatureAlphaDropout(0.5), TensorType([2])),
      (StochasticDepth(0.5), TensorType([])), (GaussianNoise(1), TensorType([2], .int32)),
      (MaxPool2d(kernel: 2), TensorType([4])), (MaxPool1d(kernel: 9), TensorType([2, 4])),
      (GlobalAveragePool(), TensorType([2, 3])), (Permute([0]), TensorType([2, 3])),
      (Squeeze([1]), TensorType([2, 3])), (Unsqueeze(4), TensorType([2, 3])),
      (ReshapeEach(to: [5]), TensorType([2, 4])), (ReshapeEach(to: [3, -1]), TensorType([2, 4])),
      (ReshapeEach(to: [1]), TensorType([])),
      (Unflatten(axis: 1, to: [3, -1]), TensorType([2, 4])),
      (PixelShuffle(2), TensorType([2, 3, 4, 4])), (ChannelShuffle(2), TensorType([2, 3, 4])),
      (ChannelShuffle(0), TensorType([2, 3, 4])), (TakeLast(axis: 3), TensorType([2, 3])),
      (Pad2d(1), TensorType([4])), (Crop1d(3), TensorType([2, 4])),
      (Pad1d(4, mode: .reflect), TensorType([2, 4])), (Upsample(scale: [2]), TensorType([2, 3])),
      (MeanOver([5]), TensorType([2, 3])),
    ]
    for (spec, type) in wrong {
      #expect(error(spec, type)?.operation == Swift.type(of: spec).typeName, "\(spec)")
    }
  }

  @Test(arguments: [
    (#"{"type": "gelu", "approximate": "erf"}"#, "gelu"),
    (#"{"type": "upsample", "mode": "bilinear"}"#, "upsample"),
    (#"{"type": "pad2d", "padding": "full"}"#, "pad2d"),
    (#"{"type": "pad2d", "padding": 1, "mode": "edge"}"#, "pad2d"),
    (#"{"type": "stochasticDepth", "probability": 0.5, "mode": "rows"}"#, "stochasticDepth"),
    (#"{"type": "gatedDense", "units": 2, "gate": "mish"}"#, "gatedDense"),
    (#"{"type": "cast", "dtype": "float8"}"#, "cast"), (#"{"type": "cast"}"#, "cast"),
    (#"{"type": "maxPool2d"}"#, "maxPool2d"),
    (#"{"type": "maxPool2d", "kernel": 2, "size": 3}"#, "maxPool2d"),
    (#"{"type": "softmax", "axes": 1}"#, "softmax"),
    (#"{"type": "lambda"}"#, "lambda"),
  ])
  func fieldsThatAreRefused(_ text: String, _ layer: String) {
    let error = #expect(throws: GraphError.self, "\(text)") {
      try JSONDecoder().decode(LayerList.self, from: Data("[\(text)]".utf8))
    }
    #expect(
      error?.operation == layer || layer == "pad2d", "\(text): \(String(describing: error))")
  }

  @Test func graphsSavedWithoutFieldsHaveTheDefaults() throws {
    #expect(try JSONDecoder().decode(GELU.self, from: Data("{}".utf8)) == GELU())
    #expect(try JSONDecoder().decode(Softmax.self, from: Data("{}".utf8)) == Softmax(axis: -1))
  }

  @Test func lambdaIsKnownByName() throws {
    try Lambda.register("tests.double") { x throws(GraphError) in try 2 * x }
    let clash = #expect(throws: GraphError.self) {
      try Lambda.register("tests.double") { x throws(GraphError) in x }
    }
    #expect(clash?.kind == .duplicateName)
    let json = #"[{"type": "lambda", "function": "tests.double"}]"#
    let list = try JSONDecoder().decode(LayerList.self, from: Data(json.utf8))
    #expect(list == LayerList([Lambda("tests.double")]))
    let graph = GraphBuilder()
    let x = try graph.input("x", [3])
    let y = try Sequential(list, in: graph, input: x)(x)
    let given = try Tensor([1.0, 2, 3], shape: [3]).cast(to: .float32)
    #expect(try run(graph, [y], [x: given])[0].doubles == [2, 4, 6])
    let error = error(Lambda("tests.triple"), x.type)
    #expect(error?.kind == .unknownName)
    #expect(error?.expected.contains("tests.double") == true)
  }

  @Test func learnedActivationsOwnVariables() throws {
    let graph = GraphBuilder()
    let x = try graph.input("x", [.batch, 3])
    let specs: [any LayerSpec] = [PReLU(isPerChannel: true), GatedDense(2), Maxout(2, pieces: 4)]
    let layers = try specs.map { try $0.build(in: graph, input: x.type) }
    #expect(
      layers.map { $0.parameters.map { $0.name ?? "" } } == [
        ["prelu1.weight"],
        [
          "gatedDense1.gate.weight", "gatedDense1.gate.bias", "gatedDense1.value.weight",
          "gatedDense1.value.bias",
        ], ["maxout1.weight", "maxout1.bias"],
      ])
    #expect(layers[0].parameters[0].shape == [3])
    let half = try graph.input("h", [.batch, 3], .float16)
    #expect(try PReLU()(half).dtype == .float16)
  }
}
