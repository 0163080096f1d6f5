import Apus
import ArgumentParser
import FoundationEssentials

/// `apus devices`.
struct DevicesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "devices",
    abstract: "Lists the OpenCL devices of this machine, and which one is the default.",
    discussion: "The exit code is 1 where there is none, with a word on what to install.")

  @Flag(help: "Print JSON, with keys that stay the same.")
  var json = false

  func run() throws {
    let devices = try Device.all()
    // The default as the library sees it: throws where there is no device, or none that
    // APUS_DEVICE names; then the list is shown all the same.
    let standard = Result { try Device.default }
    let reports = try devices.enumerated().map { index, device in
      try DeviceReport(device, index: index, isDefault: device == (try? standard.get()))
    }
    if json {
      try printJSON(reports)
    } else if !reports.isEmpty {
      print(reports.map(\.text).joined(separator: "\n\n"))
    }
    for platform in try Platform.all() {
      noteFailure(of: platform)
    }
    _ = try standard.get()
  }

  private func printJSON(_ reports: [DeviceReport]) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    print(String(decoding: try encoder.encode(["devices": reports]), as: UTF8.self))
  }

  private func noteFailure(of platform: Platform) {
    do {
      if try platform.devices().isEmpty {
        Output.note("note: the platform \(platform.name) has no device.")
      }
    } catch {
      Output.note("note: the platform \(platform.name) does not answer: \(error)")
    }
  }
}

/// What is told of one device; the properties are the keys of the JSON.
struct DeviceReport: Encodable {
  var index: Int
  var isDefault: Bool
  /// Whether it is there to run tiny programs for another device of the list.
  var isCompanion: Bool
  var name: String
  var vendor: String
  /// `cpu`, `gpu`, `accelerator`, several of them joined with `+`, or `other`.
  var type: String
  var platform: String
  var version: String
  var driver: String
  var isAvailable: Bool
  var computeUnits: Int
  var clockMegahertz: Int
  var memoryBytes: Int
  var maxAllocationBytes: Int
  var localMemoryBytes: Int
  var hasDedicatedLocalMemory: Bool
  var hasUnifiedMemory: Bool
  var maxWorkGroupSize: Int
  /// The most work-items along each dimension of a work-group.
  var maxWorkItemSizes: [Int]
  /// Alignment of buffers and of what starts inside them.
  var memoryAlignmentBytes: Int
  var maxArgumentBytes: Int
  /// Floats in a vector register of the hardware, and in a vector of our kernels.
  var nativeVectorWidth: Int
  var vectorWidth: Int
  var fp16: Bool
  var fp64: Bool
  var subGroups: Bool
  /// What small kernels showed; nil where the device cannot be opened.
  var probes: ProbeReport?
  /// `cpu` or `gpu`: which kernels are written for it.
  var kernelFamily: String
  /// Names, sorted.
  var extensions: [String]

  init(_ device: Device, index: Int, isDefault: Bool) throws {
    let able = device.capabilities
    let traits = try DeviceTraits(device)
    self.index = index
    self.isDefault = isDefault
    isCompanion = device.isCompanion
    name = device.name
    vendor = device.vendor
    type = device.types.description
    platform = device.platform.name
    version = device.version
    driver = device.driverVersion
    isAvailable = able.isAvailable && able.hasCompiler
    computeUnits = able.computeUnits
    clockMegahertz = able.clockMegahertz
    memoryBytes = able.globalMemoryBytes
    maxAllocationBytes = able.maxAllocationBytes
    localMemoryBytes = able.localMemoryBytes
    hasDedicatedLocalMemory = able.hasDedicatedLocalMemory
    hasUnifiedMemory = able.hasUnifiedMemory
    maxWorkGroupSize = able.maxWorkGroupSize
    maxWorkItemSizes = able.maxWorkItemSizes
    memoryAlignmentBytes = able.memoryAlignment
    maxArgumentBytes = able.maxArgumentBytes
    nativeVectorWidth = able.nativeFloatWidth
    vectorWidth = traits.vectorWidth
    fp16 = able.hasFloat16
    fp64 = able.hasFloat64
    subGroups = able.hasSubGroups
    probes = (try? device.probe()).map(ProbeReport.init)
    kernelFamily = traits.family.rawValue
    extensions = able.extensions.sorted()
  }

  /// The device in a few lines.
  var text: String {
    func yes(_ flag: Bool) -> String { flag ? "yes" : "no" }
    let clock = clockMegahertz > 0 ? " at \(clockMegahertz) MHz" : ""
    let rows = [
      ["type", type], ["vendor", vendor], ["platform", platform], ["version", version],
      ["driver", driver], ["compute units", "\(computeUnits)\(clock)"],
      [
        "memory",
        "\(Output.size(memoryBytes)), \(Output.size(maxAllocationBytes)) in one piece"
          + (hasUnifiedMemory ? ", shared with the host" : ""),
      ],
      [
        "local memory",
        Output.size(localMemoryBytes) + (hasDedicatedLocalMemory ? "" : ", part of the memory"),
      ],
      [
        "work-group",
        "up to \(maxWorkGroupSize), "
          + maxWorkItemSizes.map { "\($0)" }.joined(separator: " × ") + " along its axes",
      ],
      ["alignment", "\(memoryAlignmentBytes) bytes"],
      ["float vectors", "\(nativeVectorWidth) wide in hardware"],
      ["fp16, fp64", "\(yes(fp16)), \(yes(fp64))"], ["sub-groups", yes(subGroups)],
      ["probes", probes?.text ?? "the device cannot be opened"],
      [
        "kernel family",
        kernelFamily + (kernelFamily == "cpu" ? ", vectors of \(vectorWidth)" : ""),
      ],
    ]
    let notes =
      (isDefault ? " (default)" : "") + (isCompanion ? " (companion)" : "")
      + (isAvailable ? "" : " (not available)")
    return "\(index): \(name)\(notes)\n" + Output.table(rows, indent: "   ")
  }
}
