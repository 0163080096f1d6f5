import Testing

@testable import OpenCLKit

extension OpenCLTests {
  @Suite struct ProbeTests {
    /// What kernels show of a device is what its driver claims.
    @Test func claimsHold() throws {
      for device in try Device.all() where device.capabilities.hasCompiler {
        let (able, probes) = (device.capabilities, try device.probe())
        #expect(probes.float16 == (able.hasFloat16 ? .works : .absent), "\(device)")
        #expect(probes.float64 == (able.hasFloat64 ? .works : .absent), "\(device)")
        #expect(probes.subGroups == (able.hasSubGroups ? .works : .absent), "\(device)")
        #expect((probes.subGroupSize != nil) == able.hasSubGroups, "\(device)")
        // NVIDIA's driver keeps some of what it claims.
        let usable = able.localMemoryBytes * 7 / 8...able.localMemoryBytes
        #expect(usable.contains(probes.usableLocalBytes), "\(device)")
      }
    }

    @Test func poclComputesInDoublePrecision() throws {
      let device = try Device.default
      guard device.platform.name == "Portable Computing Language" else { return }
      #expect(try device.probe().float64 == .works)
      #expect(try device.probe() == device.probe())
    }
  }
}
