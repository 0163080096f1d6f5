/// The geometry of one kernel launch: 1 to 3 dimensions, x first (dimension 0 runs fastest).
///
/// A value of this type is checked once, when it is made; launching it again costs no further
/// checks against itself and no heap allocation.
public struct NDRange: Sendable, Hashable {
  /// 1, 2 or 3.
  public let dimensions: Int

  /// Work-items along each dimension; unused dimensions are 1.
  public let global: SIMD3<Int>

  /// Work-items of one work-group along each dimension, nil where the driver may choose.
  public let local: SIMD3<Int>?

  /// The first global id along each dimension.
  public let offset: SIMD3<Int>

  /// Work-items in one work-group, 0 where the driver chooses.
  public let workGroupSize: Int

  /// No work-item at all: launching it does nothing.
  public var isEmpty: Bool { global.min() == 0 }

  /// A range from 1 to 3 sizes.
  ///
  /// - Parameters:
  ///   - global: work-items along each dimension; a zero makes the range empty.
  ///   - local: work-items of one group, of the same count; each must divide its global size. Nil
  ///     lets the driver choose.
  ///   - offset: the first global ids, of the same count; nil means zeros.
  /// - Throws: ``OpenCLError/invalidArgument(call:reason:)``.
  public init(
    global: [Int], local: [Int]? = nil, offset: [Int]? = nil
  ) throws(OpenCLError) {
    func fail(_ reason: String) -> OpenCLError {
      .invalidArgument(call: "clEnqueueNDRangeKernel", reason: reason)
    }
    guard (1...3).contains(global.count) else {
      throw fail("work has 1 to 3 dimensions, not \(global.count)")
    }
    guard local?.count ?? global.count == global.count,
      offset?.count ?? global.count == global.count
    else {
      throw fail(
        "global \(global), local \(local ?? []) and offset \(offset ?? []) differ in dimensions")
    }
    guard global.allSatisfy({ $0 >= 0 }), offset?.allSatisfy({ $0 >= 0 }) ?? true else {
      throw fail("global \(global) and offset \(offset ?? []) may not be negative")
    }
    var size = 0
    if let local {
      size = 1
      for (whole, part) in zip(global, local) {
        guard part > 0, whole.isMultiple(of: part) else {
          throw fail("local \(local) does not divide global \(global)")
        }
        let (product, overflow) = size.multipliedReportingOverflow(by: part)
        guard !overflow else { throw fail("local \(local) is too large") }
        size = product
      }
    }
    func padded(_ values: [Int], with filler: Int) -> SIMD3<Int> {
      SIMD3((0..<3).map { $0 < values.count ? values[$0] : filler })
    }
    dimensions = global.count
    self.global = padded(global, with: 1)
    self.local = local.map { padded($0, with: 1) }
    self.offset = padded(offset ?? [], with: 0)
    workGroupSize = size
  }
}
