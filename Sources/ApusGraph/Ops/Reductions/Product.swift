/// The product over axes, in a fixed order; a product over no elements is 1. The gradient of an
/// element is g times the product of the others, which is right next to zeros, too.
public struct Product: Op, CustomStringConvertible {
  public static let name = "product"
  /// The resolved axes, ascending.
  public let axes: [Int]
  /// Whether the axes stay, with extents of 1.
  public let keepingDims: Bool

  /// - Parameter axes: resolved and sorted, as `Shape.resolve(axes:)` gives them.
  public init(axes: [Int], keepingDims: Bool) {
    self.axes = axes
    self.keepingDims = keepingDims
  }

  public var description: String { "product over \(axes)" }

  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 1)
    let dtype = try commonType(inputs)
    let shape = try inputs[0].shape.checked(axes)
    return [TensorType(reducedShape(shape, axes, keepingDims: keepingDims), dtype)]
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    let x = context.inputs[0]
    let others = try x.builder.append(ProductOfOthers(axes: axes), [x])[0]
    return [try repeated(context.gradient, along: axes, of: x.shape) * others]
  }

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    let (x, shape) = (inputs[0], inputs[0].shape)
    let product = lowering.reduce(.product, shape, axes: axes) { body, order in
      body.load(Access(x.value, order(.rowMajor(shape))), x.dtype)
    }
    return [product.reshaped(reducedShape(shape, axes, keepingDims: keepingDims))]
  }
}

/// For each element the product of the others over axes: from the product q of those that are not 0
/// and the number of zeros.
package struct ProductOfOthers: Op, CustomStringConvertible {
  package static let name = "productOfOthers"
  /// The resolved axes, ascending.
  package let axes: [Int]

  package var description: String { "product of the others over \(axes)" }

  package func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 1)
    try expectFloat(inputs)
    _ = try inputs[0].shape.checked(axes)
    return inputs
  }

  /// Element k gets Σ h[i] · (the product of all but i and k) over the i ≠ k. Such a product is not 0
  /// only if every zero is left out: there are at most two then, and they are i and k.
  package func gradient(_ context: GradientContext) throws -> [Variable?] {
    let (x, h) = (context.inputs[0], try context.gradient)
    func total(_ y: Variable) throws(GraphError) -> Variable {
      try sum(y, axes: axes, keepingDims: true)
    }
    let isZero = try equal(x, 0)
    let filled = try select(isZero, 1, x)
    let zeros = try total(cast(isZero, to: x.dtype.computed))
    let quotient = try h / filled
    let ofOthers = try total(select(isZero, 0, quotient))
    let ofZeros = try total(select(isZero, h, 0))
    let product = try product(filled, axes: axes, keepingDims: true)
    let none = try select(equal(zeros, 0), ofOthers - quotient, select(equal(zeros, 1), ofZeros, 0))
    let some = try select(
      equal(zeros, 1), ofOthers, select(equal(zeros, 2), ofZeros - h, 0))
    return [try product * select(isZero, some, none / filled)]
  }

  package func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    let (x, shape, dtype) = (inputs[0], inputs[0].shape, inputs[0].dtype)
    let kept = reducedShape(shape, axes, keepingDims: true)
    func reduced(
      _ kind: ReductionKind, atZero: Double, _ lowering: inout Lowering,
      elsewhere: (inout Body, Ref) -> Ref
    ) -> LoweredTensor {
      lowering.reduce(kind, shape, axes: axes) { body, order in
        let element = body.load(Access(x.value, order(.rowMajor(shape))), dtype)
        let isZero = body.binary(.equal, element, body.constant(0, dtype))
        let other = elsewhere(&body, element)
        return body.select(isZero, body.constant(atZero, dtype), other)
      }.reshaped(kept)
    }
    let product = reduced(.product, atZero: 1, &lowering) { $1 }
    let zeros = reduced(.sum, atZero: 1, &lowering) { body, _ in body.constant(0, dtype) }
    return [
      lowering.elementwise([x, product, zeros], shape) { body, refs in
        let zero = body.constant(0, dtype)
        let one = body.constant(1, dtype)
        let isOnly = body.binary(.equal, refs[2], one)
        let isNone = body.binary(.equal, refs[2], zero)
        let quotient = body.binary(.divide, refs[1], refs[0])
        return body.select(
          body.binary(.equal, refs[0], zero), body.select(isOnly, refs[1], zero),
          body.select(isNone, quotient, zero))
      }
    ]
  }
}

/// The product over `axes` (all if nil; negative ones count from the end). Any numeric type; a product
/// over no elements is 1.
///
/// - Formula: y = Π x over the axes
/// - Shapes: x → its shape without the axes, or with extents of 1 there
/// - DTypes: numeric
/// - Gradient: g times the product of the other elements, exact next to zeros
/// - PyTorch: torch.prod
/// - ONNX: ReduceProd
/// - Throws: `GraphError` for an axis out of range or `bool`.
public func product(
  _ x: Variable, axes: [Int]? = nil, keepingDims: Bool = false, file: String = #fileID,
  line: Int = #line
) throws(GraphError) -> Variable {
  let resolved = try resolve(axes, of: x, "product", file, line)
  return try apply(Product(axes: resolved, keepingDims: keepingDims), x, file, line)
}
