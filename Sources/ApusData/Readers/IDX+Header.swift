extension IDX {
  /// The first `4 + 4 · rank` bytes of a file, checked.
  struct Header {
    var element: Element
    var shape: [Int]
    /// Bytes of the header itself.
    var byteCount: Int { 4 + 4 * shape.count }
    /// Bytes that must follow: the product of the extents times the element size.
    var bodyByteCount: Int

    /// - Throws: `DataError` for another format, a cut header, or extents that no file can hold.
    init(_ bytes: [UInt8], path: String?) throws(DataError) {
      let codes = Element.allCases.map { hexadecimal([$0.rawValue]) }.joined(separator: ", ")
      guard bytes.count >= 4 else {
        throw DataError(
          .truncated, expected: "an IDX header of at least 4 bytes",
          found: "\(bytes.count) bytes", advice: "the file is incomplete: fetch it again",
          path: path, offset: bytes.count)
      }
      guard bytes[0] == 0, bytes[1] == 0, let element = Element(rawValue: bytes[2]) else {
        throw DataError(
          .foreignFormat, expected: "00 00, a type of \(codes), and the rank",
          found: hexadecimal(bytes.prefix(4)), advice: "this is not an IDX file", path: path,
          offset: 0)
      }
      let rank = Int(bytes[3])
      guard bytes.count >= 4 + 4 * rank else {
        throw DataError(
          .truncated, expected: "\(rank) extents of 4 bytes each",
          found: "\(bytes.count - 4) bytes after the first 4",
          advice: "the file is incomplete: fetch it again", path: path, offset: bytes.count)
      }
      let shape = (0..<rank).map { axis in
        bytes[(4 + 4 * axis)..<(8 + 4 * axis)].reduce(0) { $0 << 8 | Int($1) }
      }
      var size = element.byteCount
      // An extent of 0 must not hide that the others overflow, so it counts as 1 here.
      for extent in shape {
        let (product, overflow) = size.multipliedReportingOverflow(by: max(extent, 1))
        guard !overflow else {
          throw DataError(
            .tooLarge, expected: "extents whose product is a possible size", found: "\(shape)",
            advice: "the header is damaged, or this is not an IDX file", path: path, offset: 4)
        }
        size = product
      }
      self.element = element
      self.shape = shape
      self.bodyByteCount = shape.contains(0) ? 0 : size
    }
  }
}
