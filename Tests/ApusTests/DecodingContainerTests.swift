import Apus
import Testing

/// Containers that go on piece by piece, and what is refused within them.
@Suite struct DecodingContainerTests {
  static let length = 5

  private func model(in graph: GraphBuilder, _ tokens: Variable) throws -> Sequential {
    // Two places of one block: the variables are shared, what is remembered is not.
    let block = Shared("block") {
      Residual {
        LayerNorm()
        SelfAttention(heads: 2)
      }
      Residual {
        LayerNorm()
        Dense(8)
        GELU()
      }
    }
    return try Sequential(in: graph, input: tokens) {
      Embedding(11, 8)
      block
      block
      Parallel(axis: -1) {
        LSTM(4)
        SequentialSpec(name: "tower") {
          SelfAttention(heads: 2)
          Dense(4)
        }
      }
      Frozen {
        SelfAttention(heads: 2)
        Dropout(0.5)
      }
      TimeDistributed(
        SequentialSpec {
          Unsqueeze(1)
          BatchNorm()
          Flatten()
        })
      SpectralNorm(SelfAttention(heads: 4))
      Residual {
        Dense(3)
      } shortcut: {
        GRU(3)
      }
    }
  }

  @Test(arguments: [false, true])
  func containersGiveWhatTheWholeSequenceGives(_ isFrozen: Bool) throws {
    let length = Self.length
    let graph = GraphBuilder(seed: 3)
    let tokens = try graph.input("tokens", [.batch, .time], .int32)
    let next = try graph.input("next", [2, .time], .int32)
    let model = try model(in: graph, tokens)
    let whole = try model(tokens)
    let cache = try DecodingCache(in: graph, batchSize: 2, maxLength: length)
    let piece = try model.step(next, cache: cache)
    // A cache is no part of what is frozen.
    if isFrozen { try graph.freeze("block") }
    let built = graph.finish()
    let store = try VariableStore(built, in: quickContext())
    let values = (0..<2 * length).map { Int32(($0 * 7 + 3) % 11) }
    let expected = try Executable(built, outputs: [whole.id], mode: .evaluation, store: store)
      .run([tokens: Tensor(values, shape: [2, length])])[0].doubles
    let program = try Executable(
      built, outputs: [piece.id], updates: built.updates(for: [piece.id]), mode: .evaluation,
      store: store)
    let before = try store.names.filter { !$0.contains("cache") }.map { try store.value(named: $0) }
    for positions in [0..<2, 2..<3, 3..<4, 4..<5] {
      let part = (0..<2).flatMap { row in positions.map { values[row * length + $0] } }
      let found = try program.run([next: Tensor(part, shape: [2, positions.count])])[0].doubles
      let wanted = (0..<2).flatMap { row in
        let first = (row * length + positions.lowerBound) * 3
        return Array(expected[first..<first + positions.count * 3])
      }
      #expect(isClose(found, wanted, tolerance: 1e-4, floor: 1), "\(positions)")
    }
    // Statistics of batches and norms of weights are none of decoding's business.
    let after = try store.names.filter { !$0.contains("cache") }.map { try store.value(named: $0) }
    #expect(after == before)
  }

  /// `spec` by itself and in each container.
  private func error(_ spec: any LayerSpec, _ type: TensorType) -> GraphError? {
    do throws(GraphError) {
      let graph = GraphBuilder()
      let x = try graph.input("x", type.shape, type.dtype)
      let cache = try DecodingCache(in: graph, batchSize: 2, maxLength: 8)
      _ = try Sequential(LayerList([spec]), in: graph, input: x).step(x, cache: cache)
      return nil
    } catch { return error }
  }

  @Test func whatMixesPositionsIsRefused() throws {
    try? Lambda.register("decoding.mean") { x throws(GraphError) in try mean(x, axes: [1]) }
    let sequence = TensorType([2, 3, 6])
    let images = TensorType([2, 3, 6, 6])
    let mixing: [(any LayerSpec, TensorType)] = [
      (Conv1d(3, kernel: 3, padding: .same), sequence), (Conv2d(2, kernel: 1), images),
      (ConvTranspose1d(3, kernel: 1), sequence), (MaxPool2d(kernel: 1), sequence),
      (AveragePool3d(kernel: 1), images), (LpPool2d(kernel: 1), sequence),
      (AdaptiveMaxPool2d(1), sequence), (AdaptiveAveragePool2d(1), sequence),
      (MeanOver([1], keepingDims: true), sequence), (MaxOver([-2]), sequence),
      (SumOver([0]), sequence), (Flatten(), sequence), (ReshapeEach(to: [3, 6]), sequence),
      (Permute([0, 2, 1]), sequence), (SwapAxes(1, 2), sequence), (Squeeze(), sequence),
      (Unsqueeze(1), sequence), (RepeatVector(3), sequence),
      (SliceAxis(axis: 1, from: 0, to: 3), sequence), (Unflatten(axis: 1, to: [1, 3]), sequence),
      (Pad2d(0), sequence), (Crop2d(0), sequence), (PixelUnshuffle(1), images),
      (ChannelShuffle(3), sequence), (Softmax(axis: 1), sequence),
      (LogSoftmax(axis: -2), sequence), (Softmin(axis: 0), sequence), (GLU(axis: 0), sequence),
      (LayerNorm(axes: 2, scale: false, offset: false), sequence),
      (RMSNorm(axes: 2, scale: false), sequence), (GroupNorm(1), sequence),
      (BatchNorm(tracksStatistics: false), sequence), (LocalResponseNorm(3), sequence),
      (EmbeddingBag(5, 4), TensorType([2, 3], .int32)), (Lambda("decoding.mean"), sequence),
      (
        Parallel(axis: 1) {
          Dense(2); Dense(2)
        }, sequence
      ),
      (
        Parallel(merge: .stack, axis: 0) {
          Dense(2); Dense(2)
        }, sequence
      ),
    ]
    for (spec, type) in mixing {
      #expect(error(spec, type)?.kind == .unsupported, "\(spec)")
      let held: [any LayerSpec] = [
        SequentialSpec(LayerList([spec])), Shared("shared", LayerList([spec])),
        Frozen(LayerList([spec])), Parallel(branches: LayerList([spec]), axis: -1),
        Residual(body: LayerList([spec]), shortcut: LayerList([spec])), SpectralNorm(spec),
      ]
      for container in held {
        #expect(error(container, type)?.kind == .unsupported, "\(container)")
      }
    }
    let each: [(any LayerSpec, TensorType)] = [
      (Dense(2), sequence), (LayerNorm(), sequence), (RMSNorm(), sequence), (ReLU(), sequence),
      (Softmax(), sequence), (GLU(axis: 2), sequence), (Dropout(0.5), sequence),
      (BatchNorm(), sequence), (InstanceNorm(), sequence), (MaxPool1d(kernel: 2), sequence),
      (MaxPool2d(kernel: 2), images), (MeanOver([-1]), sequence), (Flatten(from: 2), images),
      (ReshapeEach(to: [-1, 2, 3]), sequence), (Permute([0, 1, 3, 2]), images),
      (SwapAxes(-2, -1), images), (SwapAxes(0, 1), sequence),
      (Squeeze([3]), TensorType([2, 3, 4, 1])),
      (Unsqueeze(-1), sequence), (SliceAxis(axis: 2, from: 1), sequence),
      (Unflatten(axis: 2, to: [2, 3]), sequence), (Pad1d(1), sequence), (Crop1d(1), sequence),
      (GlobalMaxPool(), images), (Embedding(5, 4), TensorType([2, 3], .int32)),
      (TakeLast(), sequence), (TimeDistributed(Flatten()), images),
      (
        SequentialSpec {
          GRU(4, returnsSequences: false); Dense(2); Softmax()
        }, sequence
      ),
      (
        SequentialSpec {
          TakeLast(); Softmax(axis: 1)
        }, sequence
      ),
    ]
    for (spec, type) in each {
      let error = error(spec, type)
      #expect(error == nil, "\(spec): \(String(describing: error))")
    }
    let named = error(
      SequentialSpec {
        ReLU(); MeanOver([1])
      }, sequence)
    #expect(named?.operation == "layer 2 of 2")
    #expect(named?.advice.contains("CachingLayer") == true)
  }
}
