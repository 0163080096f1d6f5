import Testing

@testable import OpenCLKit

@Suite struct CPUQuotaTests {
  @Test(
    arguments: [
      ("max 100000\n", nil), ("200000 100000\n", 2), ("150000 100000\n", 2), ("1000 100000", 1),
      ("400000\n", 4), ("0 100000", nil), ("-1 100000", nil), ("200000 0", nil), ("", nil),
      ("many 100000", nil), ("99999999999999999999 100000", nil),
    ] as [(String, Int?)])
  func version2(text: String, cpus: Int?) {
    #expect(CPUQuota.cpus(version2: text) == cpus)
  }

  @Test(
    arguments: [
      ("-1\n", "100000\n", nil), ("200000\n", "100000\n", 2), ("250000", "100000", 3),
      ("50000", "100000", 1), ("200000", "", nil), ("", "100000", nil), ("200000", "0", nil),
    ] as [(String, String, Int?)])
  func version1(quota: String, period: String, cpus: Int?) {
    #expect(CPUQuota.cpus(quota: quota, period: period) == cpus)
  }

  @Test func version2GoesFirst() {
    let both = [
      "/r/cpu.max": "300000 100000", "/r/cpu/cpu.cfs_quota_us": "100000",
      "/r/cpu/cpu.cfs_period_us": "100000",
    ]
    #expect(CPUQuota.cpus(root: "/r") { both[$0] } == 3)
    #expect(CPUQuota.cpus(root: "/r") { $0.hasSuffix("max") ? nil : both[$0] } == 1)
    #expect(CPUQuota.cpus(root: "/r") { _ in nil } == nil)
    #expect(CPUQuota.cpus(root: "/r") { $0.hasSuffix("quota_us") ? "1" : nil } == nil)
  }
}

@Suite struct DriverSettingsTests {
  @Test func aListOfPoclsDevicesHidesNoOtherDriver() {
    func devices(_ drivers: [String]) -> String? {
      DriverSettings.poclDevices(drivers: drivers.map { "libpocl-devices-\($0).so" })
    }
    #expect(devices(["basic", "pthread"]) == "basic pthread")
    #expect(devices(["basic"]) == nil)
    #expect(devices(["pthread"]) == nil)
    #expect(devices(["basic", "pthread", "cuda"]) == nil)
    #expect(devices(["basic", "tbb"]) == nil)
    #expect(DriverSettings.poclDevices(drivers: []) == nil)
    #expect(
      DriverSettings.poclDevices(drivers: [
        "..", "libpocl-devices-pthread.so", "libpocl-devices-basic.so", "builtin.bc",
      ]) == "basic pthread")
  }
}
