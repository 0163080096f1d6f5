/// Collects the kernels that operations lower to. Operations describe single steps; joining them
/// is the compiler's work.
public struct Lowering: Sendable {
  /// Every value so far; a `ValueID` is a position here.
  public private(set) var values: [LoweredValue] = []
  /// Every kernel so far, each after those it reads from.
  public private(set) var kernels: [LoweredKernel] = []
  /// The places that can report a device fault; their numbers start at 1.
  public private(set) var faultSites: [FaultSite] = []
  /// What has to be checked when sizes are bound.
  package var sizeChecks: [SizeCheck] = []
  /// The extents among them.
  var checkedExtents: Set<Dim> = []
  /// How many numbers of fault sites are taken by the program that this is a part of.
  package var sitesBefore = 0
  /// The node being lowered.
  package var node = -1
  /// The segment of the node being lowered.
  package var segment = 0

  /// A place in the program that reads at an index computed on the device.
  public struct FaultSite: Hashable, Sendable {
    /// The position of the node in the graph.
    public var node: Int
    /// The extent that the index must stay below.
    public var extent: Dim
    /// The operation and its line, where it is one of a loop's body; `node` is the loop then.
    package var place: String?
  }

  package init() {}

  /// Makes a value that no kernel computes.
  package mutating func external(_ type: TensorType, _ origin: LoweredValue.Origin)
    -> LoweredTensor
  {
    values.append(
      LoweredValue(elementCount: type.shape.elementCount, dtype: type.dtype, origin: origin))
    return LoweredTensor(
      value: ValueID(values.count - 1), shape: type.shape, dtype: type.dtype)
  }

  private mutating func add(_ kernel: LoweredKernel) {
    kernels.append(kernel)
    kernels[kernels.count - 1].segment = segment
  }

  private mutating func result(_ shape: Shape, _ dtype: DType) -> LoweredTensor {
    external(TensorType(shape, dtype), .kernel)
  }

  /// A tensor of constants.
  public mutating func constant(_ tensor: Tensor) -> LoweredTensor {
    external(TensorType(Shape(tensor.shape), tensor.dtype), .constant(tensor))
  }

  /// A new fault site of the current node, for `Instruction.gather`.
  public mutating func faultSite(extent: Dim) -> Int {
    faultSites.append(FaultSite(node: node, extent: extent))
    return sitesBefore + faultSites.count
  }

  /// Computes every element of a tensor of `shape` by itself. The loops are its axes.
  public mutating func map(
    _ shape: Shape, _ build: (inout Body) throws -> Ref
  ) rethrows -> LoweredTensor {
    var body = Body()
    let ref = try build(&body)
    let output = result(shape, body.types[ref])
    add(
      LoweredKernel(
        domain: shape.dims, core: .none, body: body,
        results: [.init(ref: ref, value: output.value)], nodes: [node]))
    return output
  }

  /// Computes an element-wise function of `inputs`, each broadcast to `shape`.
  public mutating func elementwise(
    _ inputs: [LoweredTensor], _ shape: Shape, _ build: (inout Body, [Ref]) throws -> Ref
  ) rethrows -> LoweredTensor {
    try map(shape) { body in
      let refs = inputs.map { input in
        body.load(
          Access(input.value, .broadcast(input.shape, to: shape)), input.dtype)
      }
      return try build(&body, refs)
    }
  }

  /// Reads `input` at an affine position for every element of `shape`; a copy only if the
  /// compiler finds that it pays.
  public mutating func view(
    _ input: LoweredTensor, _ shape: Shape, _ index: AffineIndex, bounds: [Bound] = []
  ) -> LoweredTensor {
    map(shape) { $0.load(Access(input.value, index, bounds: bounds), input.dtype) }
  }

  /// Reduces over `axes` of `shape`; the result has the other axes, in order.
  /// - Parameters:
  ///   - element: computes the element of `shape` to combine. Its loops are the kept axes, then
  ///     the reduced ones; `index` turns strides by axis into an index over these loops.
  ///   - finish: computes the result from the accumulator, over the kept axes.
  public mutating func reduce(
    _ kind: ReductionKind, _ shape: Shape, axes: [Int],
    element: (inout Body, (AffineIndex) -> AffineIndex) -> Ref,
    finish: (inout Body, Ref) -> Ref = { $1 }
  ) -> LoweredTensor {
    let kept = (0..<shape.rank).filter { !axes.contains($0) }
    let order = kept + axes
    var inner = Body()
    let ref = element(&inner) { index in
      AffineIndex(offset: index.offset, strides: order.map { index.strides[$0] })
    }
    let isPosition = kind == .argmax || kind == .argmin
    var body = Body()
    let accumulator = body.append(.accumulator, type: isPosition ? .int32 : inner.types[ref])
    let outcome = finish(&body, accumulator)
    let output = result(Shape(kept.map { shape[$0] }), body.types[outcome])
    let reduction = Reduction(
      kind: kind, extents: axes.map { shape[$0] }, body: inner, element: ref)
    add(
      LoweredKernel(
        domain: output.shape.dims, core: .reduce(reduction), body: body,
        results: [.init(ref: outcome, value: output.value)], nodes: [node]))
    return output
  }

  /// `x` converted to another type.
  package mutating func cast(_ x: LoweredTensor, to dtype: DType) -> LoweredTensor {
    x.dtype == dtype ? x : elementwise([x], x.shape) { $0.cast($1[0], to: dtype) }
  }

  /// Contracts two operands; the result has the shape `batch + [m, n]`. The templates are for float32:
  /// other types are plain sums of products.
  public mutating func contract(
    batch: [Dim], m: Dim, n: Dim, k: Dim, a: Access, b: Access, dtype: DType
  ) -> LoweredTensor {
    if dtype != .float32 { return sumOfProducts(batch, m, n, k, a, b, dtype) }
    return contract(batch, m, n, Contraction(batchRank: batch.count, k: k, a: a, b: b))
  }

  /// A contraction of float32 operands; the result has the shape `batch + [m, n]`.
  mutating func contract(
    _ batch: [Dim], _ m: Dim, _ n: Dim, _ contraction: Contraction
  ) -> LoweredTensor {
    var body = Body()
    let accumulator = body.append(.accumulator, type: .float32)
    let output = result(Shape(batch + [m, n]), .float32)
    add(
      LoweredKernel(
        domain: output.shape.dims, core: .contract(contraction), body: body,
        results: [.init(ref: accumulator, value: output.value)], nodes: [node]))
    return output
  }

  private mutating func sumOfProducts(
    _ batch: [Dim], _ m: Dim, _ n: Dim, _ k: Dim, _ a: Access, _ b: Access, _ dtype: DType
  ) -> LoweredTensor {
    let space = Shape(batch + [m, n, k])
    let rank = batch.count
    return reduce(.sum, space, axes: [rank + 2]) { body, order in
      func load(_ access: Access, _ body: inout Body, without axis: Int) -> Ref {
        func moved(_ index: AffineIndex) -> AffineIndex {
          var index = index
          index.strides.insert(0, at: axis)
          return order(index)
        }
        let bounds = access.bounds.map { Bound(moved($0.index), within: $0.extent) }
        return body.load(Access(access.value, moved(access.index), bounds: bounds), dtype)
      }
      // The loops of a are batch…, m, k; those of b are batch…, k, n.
      let left = load(a, &body, without: rank + 1)
      var swapped = b
      swapped.index.strides.swapAt(rank, rank + 1)
      for index in swapped.bounds.indices {
        swapped.bounds[index].index.strides.swapAt(rank, rank + 1)
      }
      return body.binary(.multiply, left, load(swapped, &body, without: rank))
    }
  }

  /// Runs a kernel given as OpenCL C; inputs are stored tensors, outputs new ones.
  public mutating func native(
    _ kernel: NativeKernel, _ inputs: [LoweredTensor], outputs: [TensorType]
  ) -> [LoweredTensor] {
    append(
      domain: outputs.first?.shape.dims ?? [],
      core: .native(kernel, inputs: inputs.map(\.value)), outputs: outputs)
  }

  /// A kernel that is all core, and its results as new tensors.
  mutating func append(
    domain: [Dim], core: LoweredKernel.Core, outputs: [TensorType]
  ) -> [LoweredTensor] {
    let results = outputs.map { result($0.shape, $0.dtype) }
    add(
      LoweredKernel(
        domain: domain, core: core, body: Body(),
        results: results.map { .init(ref: 0, value: $0.value) }, nodes: [node]))
    return results
  }
}

extension LoweredTensor {
  /// The same numbers under another shape of as many elements; nothing is computed.
  public func reshaped(_ shape: Shape) -> LoweredTensor {
    LoweredTensor(value: value, shape: shape, dtype: dtype)
  }
}
