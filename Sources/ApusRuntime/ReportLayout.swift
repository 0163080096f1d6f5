import ApusCompiler

/// What comes back on its own with each step of a plan: the fault words, then the small outputs,
/// each aligned to 64 bytes.
struct ReportLayout {
  /// Outputs of at most this many bytes come back on their own.
  private static let smallOutput = 256
  static let faultBytes = 8

  /// The positions of small outputs in the plan, with their bytes in the report.
  let smallOutputs: [(index: Int, bytes: Range<Int>)]
  let byteCount: Int

  init(_ plan: Plan) {
    var small: [(Int, Range<Int>)] = []
    var end = 64
    for (index, output) in plan.outputs.enumerated()
    where output.byteCount > 0 && output.byteCount <= ReportLayout.smallOutput {
      small.append((index, end..<end + output.byteCount))
      end += (output.byteCount + 63) / 64 * 64
    }
    smallOutputs = small
    byteCount = end
  }

  /// Where an output lies in the report, if it is a small one.
  func bytes(ofOutput index: Int) -> Range<Int>? {
    smallOutputs.first { $0.index == index }?.bytes
  }
}
