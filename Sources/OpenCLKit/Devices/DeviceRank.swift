/// How good a device is as a default; greater is better.
struct DeviceRank: Comparable {
  /// 4 GPU, 3 accelerator, 2 CPU, 1 anything that claims several types or none (simulators do),
  /// 0 PoCL's single-threaded device, -1 a device that accepts no work or no source.
  let kind: Int

  /// Compute units × MHz, within one kind; a device with its own memory counts above one without.
  let speed: Int

  init(
    types: DeviceTypes, name: String, platform: String, hasUnifiedMemory: Bool, computeUnits: Int,
    clockMegahertz: Int, isUsable: Bool = true
  ) {
    let isSingleThreaded =
      platform == "Portable Computing Language"
      && ["basic", "cpu-minimal"].contains { name.lowercased().hasPrefix($0) }
    if !isUsable {
      kind = -1
    } else if isSingleThreaded {
      kind = 0
    } else {
      switch types.intersection([.cpu, .gpu, .accelerator]) {
      case .gpu: kind = 4
      case .accelerator: kind = 3
      case .cpu: kind = 2
      default: kind = 1
      }
    }
    let (product, overflow) = computeUnits.multipliedReportingOverflow(by: max(clockMegahertz, 1))
    let ownMemory = kind == 4 && !hasUnifiedMemory
    speed = (overflow ? Int.max >> 1 : min(product, Int.max >> 1)) + (ownMemory ? Int.max >> 1 : 0)
  }

  init(_ device: Device) {
    let able = device.capabilities
    self.init(
      types: device.types, name: device.name, platform: device.platform.name,
      hasUnifiedMemory: able.hasUnifiedMemory, computeUnits: able.computeUnits,
      clockMegahertz: able.clockMegahertz, isUsable: able.isAvailable && able.hasCompiler)
  }

  static func < (left: DeviceRank, right: DeviceRank) -> Bool {
    (left.kind, left.speed) < (right.kind, right.speed)
  }
}
