import OpenCLKit

/// What small kernels showed of a device; the properties are keys of the JSON. An outcome is
/// `absent` where the driver does not claim the feature, `works`, or the reason why it does not.
struct ProbeReport: Encodable {
  var fp16: String
  var fp64: String
  var subGroups: String
  var subGroupSize: Int?
  var usableLocalBytes: Int

  init(_ probes: DeviceProbes) {
    fp16 = ProbeReport.word(probes.float16)
    fp64 = ProbeReport.word(probes.float64)
    subGroups = ProbeReport.word(probes.subGroups)
    subGroupSize = probes.subGroupSize
    usableLocalBytes = probes.usableLocalBytes
  }

  private static func word(_ outcome: DeviceProbes.Outcome) -> String {
    switch outcome {
    case .absent: "absent"
    case .works: "works"
    case .fails(let reason): "fails: \(reason)"
    }
  }

  /// One line, in the words of the JSON; long reasons are cut.
  var text: String {
    func short(_ word: String) -> String {
      String(word.prefix { $0 != "\n" }.prefix(60))
    }
    let size = subGroupSize.map { " (\($0) wide)" } ?? ""
    return "fp16 \(short(fp16)), fp64 \(short(fp64)), sub-groups \(short(subGroups))\(size), "
      + "\(Output.size(usableLocalBytes)) of local memory"
  }
}
