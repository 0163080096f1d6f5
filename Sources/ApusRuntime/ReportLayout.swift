import ApusCompiler

/// What comes back on its own with each step of a plan: the fault words, the report that kernels
/// write, and small outputs that lie elsewhere, such as states.
struct ReportLayout {
  /// Outputs of at most this many bytes come back on their own.
  private static let smallOutput = 256

  /// Where a small output is found.
  enum Place {
    /// Bytes of the report.
    case report(Range<Int>)
    /// Bytes of what is copied to the host.
    case copy(Range<Int>)
  }

  /// The small outputs that do not lie in the report, with their place among the copies.
  let copies: [(output: Int, bytes: Range<Int>)]
  /// Bytes of fault words and copies; the words come first.
  let copiedBytes: Int
  let reportBytes: Int
  /// Bytes of the fault words.
  let faultBytes: Int
  private let places: [Place?]

  init(_ plan: Plan) {
    var copies: [(Int, Range<Int>)] = []
    let words = min(
      (plan.faultSites.count + 1) * Prelude.faultWords.perSite, Prelude.faultWords.count)
    faultBytes = words * 4
    var end = (faultBytes + 63) / 64 * 64
    places = plan.outputs.enumerated().map { index, output in
      guard output.byteCount > 0, output.byteCount <= ReportLayout.smallOutput else { return nil }
      if output.storage == .report {
        return .report(output.offset..<output.offset + output.byteCount)
      }
      let bytes = end..<end + output.byteCount
      copies.append((index, bytes))
      end += (output.byteCount + 63) / 64 * 64
      return .copy(bytes)
    }
    self.copies = copies
    copiedBytes = end
    reportBytes = plan.reportBytes
  }

  /// Where an output comes back on its own, if it is a small one.
  func place(ofOutput index: Int) -> Place? { places[index] }
}
