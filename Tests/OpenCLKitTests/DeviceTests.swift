import Testing

@testable import OpenCLKit

extension OpenCLTests {
  @Suite struct DeviceTests {
    @Test func everyDeviceIsListedWithPlausibleCapabilities() throws {
      let devices = try Device.all()
      try #require(!devices.isEmpty)
      #expect(try Platform.all().count >= 1)
      for device in devices {
        let able = device.capabilities
        #expect(!device.name.isEmpty)
        #expect(device.version.hasPrefix("OpenCL "))
        #expect(device.openCLVersion >= (1, 2))
        #expect(!device.types.isEmpty)
        #expect(able.computeUnits >= 1)
        #expect(able.maxWorkGroupSize >= 1)
        #expect(able.maxWorkItemSizes.count >= 3)
        #expect(able.localMemoryBytes >= 16 << 10)
        #expect(able.globalMemoryBytes >= able.maxAllocationBytes)
        #expect(able.maxAllocationBytes > 1 << 20)
        #expect(able.memoryAlignment >= 1 && able.memoryAlignment <= 4096)
        #expect(able.maxArgumentBytes >= 256)
        #expect(!able.extensions.isEmpty)
      }
    }

    @Test func twoEnumerationsGiveEqualDevices() throws {
      let (first, second) = (try Device.all(), try Device.all())
      #expect(first == second)
      #expect(Set(first + second).count == first.count)
    }

    @Test func selectsByIndexTypeAndName() throws {
      let devices = try Device.all()
      #expect(try Device.select(.index(0)) == devices[0])
      let name = devices[0].name
      #expect(try Device.select(DeviceSelector(name.uppercased())).name == name)
      for type in DeviceTypes.named where devices.contains(where: { $0.types == type.types }) {
        #expect(try Device.select(DeviceSelector(type.name)).types.contains(type.types))
      }
    }

    @Test func unknownSelectorsListTheDevices() throws {
      let first = try Device.all()[0]
      for text in ["no such thing", "999"] {
        let message = try #require(
          OpenCLTests.message { _ = try Device.select(DeviceSelector(text)) })
        #expect(message.contains("\"\(text)\""))
        #expect(message.contains("0: \(first.name)"))
      }
    }
  }
}

@Suite struct DeviceSelectorTests {
  @Test func readsWhatPeopleType() {
    #expect(DeviceSelector("") == .best)
    #expect(DeviceSelector("  ") == .best)
    #expect(DeviceSelector(" 2 ") == .index(2))
    #expect(DeviceSelector("GPU") == .type(.gpu))
    #expect(DeviceSelector("cpu") == .type(.cpu))
    #expect(DeviceSelector("accelerator") == .type(.accelerator))
    #expect(DeviceSelector("GeForce RTX") == .name("GeForce RTX"))
    #expect(DeviceSelector("-1") == .name("-1"))
    #expect(DeviceSelector("99999999999999999999") == .name("99999999999999999999"))
    #expect(DeviceSelector("٣") == .name("٣"))
  }

  private func rank(
    _ types: DeviceTypes, name: String = "x", platform: String = "p", unified: Bool = true,
    units: Int = 4, clock: Int = 1000, usable: Bool = true
  ) -> DeviceRank {
    DeviceRank(
      types: types, name: name, platform: platform, hasUnifiedMemory: unified, computeUnits: units,
      clockMegahertz: clock, isUsable: usable)
  }

  @Test func ranksGPUsFirstAndPoclsBasicDeviceLast() {
    let pocl = "Portable Computing Language"
    let order = [
      rank(.gpu, units: 100, usable: false),
      rank(.cpu, name: "basic-haswell", platform: pocl, units: 100),
      rank([.cpu, .gpu, .accelerator], units: 100),
      rank(.cpu, name: "pthread-haswell", platform: pocl, units: 2),
      rank(.cpu, units: 64),
      rank(.accelerator, units: 1),
      rank(.gpu, units: 2),
      rank(.gpu, units: 20),
      rank(.gpu, unified: false, units: 1),
      rank(.gpu, unified: false, units: .max, clock: .max),
    ]
    for (worse, better) in zip(order, order.dropFirst()) { #expect(worse < better) }
  }

  @Test func anotherVendorMayCallItsDeviceBasic() {
    #expect(rank(.cpu, name: "basic", platform: "Other").kind == 2)
  }
}
