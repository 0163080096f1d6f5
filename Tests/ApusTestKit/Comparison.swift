import ApusGraph

/// The first element that is wrong, or a wrong shape or type.
public struct Mismatch: Error, CustomStringConvertible, Equatable {
  public var description: String
}

/// Compares element by element: |actual − expected| ≤ absolute + relative · |expected|. NaN matches
/// NaN only, an infinity only the infinity of its sign; integers and bools must be equal.
public func compare(
  expected: ReferenceArray, actual: Tensor, relative: Double = 1e-5, absolute: Double = 1e-5
) -> Mismatch? {
  guard expected.shape == actual.shape, expected.dtype == actual.dtype else {
    return Mismatch(
      description: "expected \(expected.dtype)\(expected.shape), "
        + "found \(actual.dtype)\(actual.shape)")
  }
  return compare(
    expected: expected, actual: ReferenceArray(actual), relative: relative, absolute: absolute)
}

/// The same for two reference arrays.
public func compare(
  expected: ReferenceArray, actual: ReferenceArray, relative: Double, absolute: Double
) -> Mismatch? {
  guard expected.shape == actual.shape, expected.dtype == actual.dtype else {
    return Mismatch(
      description: "expected \(expected.dtype)\(expected.shape), "
        + "found \(actual.dtype)\(actual.shape)")
  }
  let isFloat = expected.dtype.isFloatingPoint
  var (wrong, first): (Int, Int?) = (0, nil)
  for position in expected.values.indices {
    let (a, b) = (expected.values[position], actual.values[position])
    let margin = isFloat ? absolute + relative * a.magnitude : 0
    if !matches(a, b, margin: margin) {
      wrong += 1
      first = first ?? position
    }
  }
  guard let first else { return nil }
  return Mismatch(
    description: "element \(index(of: first, in: expected.shape)) of "
      + "\(expected.dtype)\(expected.shape): expected \(expected.values[first]), "
      + "found \(actual.values[first]); \(wrong) of \(expected.count) are wrong")
}

private func matches(_ expected: Double, _ actual: Double, margin: Double) -> Bool {
  if expected.isNaN || actual.isNaN { return expected.isNaN && actual.isNaN }
  if expected.isInfinite || actual.isInfinite {
    return expected == actual || (actual.isInfinite && overflows(expected, to: actual))
  }
  return (expected - actual).magnitude <= margin
}

/// Whether a Double is too large for float32, where only an infinity can stand for it.
private func overflows(_ expected: Double, to actual: Double) -> Bool {
  Double(Float(expected)) == actual
}

private func index(of position: Int, in shape: [Int]) -> [Int] {
  var rest = position
  return strides(of: shape).map { step in
    defer { rest %= max(step, 1) }
    return rest / max(step, 1)
  }
}
