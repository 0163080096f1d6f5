import ApusGraph

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension Reference {
  /// What makes numbers out of no tensor: constants, extents and random numbers.
  static func source(
    _ op: any Op, _ x: [ReferenceArray], _ context: Context
  ) throws -> ReferenceArray? {
    switch op {
    case let op as Constant:
      return ReferenceArray(op.tensor)
    case let op as ScalarConstant:
      return ReferenceArray([op.value], shape: [], dtype: op.dtype)
    case let op as ExtentValue:
      return ReferenceArray(
        [Double(try op.extent.value(context.binding))], shape: [], dtype: op.dtype)
    case let op as Random:
      return drawn(op, try op.shape.extents(context.binding), seed: x[0], step: x[1])
    default:
      return nil
    }
  }

  private static func drawn(
    _ op: Random, _ shape: [Int], seed: ReferenceArray, step: ReferenceArray
  ) -> ReferenceArray {
    func word(_ value: Double) -> UInt32 { UInt32(truncatingIfNeeded: Int(value)) }
    let key = (word(seed.values[0]), word(seed.values[1]))
    let values = (0..<shape.reduce(1, *)).map { element in
      let words = Philox.words(
        counter: (UInt32(element), word(step.values[0]), 0, op.stream), key: key)
      let first = Double(Philox.uniform(words.0))
      if op.distribution == .uniform { return first }
      let second = Double(Philox.uniform(words.1))
      return (-2 * log(1 - first)).squareRoot() * cos(2 * .pi * second)
    }
    return ReferenceArray(values, shape: shape)
  }
}
