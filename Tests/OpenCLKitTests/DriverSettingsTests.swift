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

  /// A process in /a/b, of which each group may have a quota.
  @Test(
    arguments: [
      (["": "600000 100000", "/a": "400000 100000", "/a/b": "max 100000"], 4),
      (["/a": "max 100000", "/a/b": "300000 100000"], 3),
      (["": "200000 100000", "/a/b": "300000 100000"], 2),
      (["": "max 100000", "/a": "max", "/a/b": "max 100000"], nil),
      (["/other": "100000 100000"], nil), ([:], nil),
    ] as [([String: String], Int?)])
  func theLeastQuotaOfTheGroupsAboveHolds(quotas: [String: String], cpus: Int?) {
    var files = ["/g": "1:name=systemd:/x\n0::/a/b\n"]
    for (folder, text) in quotas { files["/r\(folder)/cpu.max"] = text }
    #expect(CPUQuota.cpus(root: "/r", groups: "/g") { files[$0] } == cpus)
  }

  @Test func groupsOfVersion1AreWalkedToo() {
    var files = ["/g": "3:cpuset:/no\n2:cpu,cpuacct:/a:b/c\n"]
    for (folder, quota) in ["": "-1", "/a:b": "200000", "/a:b/c": "500000", "/no": "100000"] {
      files["/r/cpu\(folder)/cpu.cfs_quota_us"] = quota
      files["/r/cpu\(folder)/cpu.cfs_period_us"] = "100000"
    }
    #expect(CPUQuota.cpus(root: "/r", groups: "/g") { files[$0] } == 2)
  }

  @Test func pathsThatLeaveTheMountAreTheRoot() {
    #expect(CPUQuota.folders("/a/b") == ["/a/b", "/a", ""])
    #expect(CPUQuota.folders("/") == [""])
    #expect(CPUQuota.folders("/../b") == [""])
    #expect(CPUQuota.path(in: "garbage\n0:cpu:/x\n", controller: nil) == "/")
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

  @Test func threadsArePlacedWhereThereIsOneForEachProcessor() {
    func places(_ allowed: Set<Int>, _ online: Int, _ threads: Int? = nil) -> Bool {
      DriverSettings.placesThreads(on: allowed, online: online, threads: threads)
    }
    #expect(places([0, 1], 2) && places([0, 1], 2, 2) && places(Set(0..<64), 64))
    // Fewer threads than processors, or no number.
    #expect(!places([0, 1, 2, 3], 4, 2) && !places([0, 1], 2, 0) && !places([0, 1], 2, 4))
    // Some processors are for others, or the system does not say.
    #expect(!places([0, 1], 4) && !places([2, 3], 2) && !places([], 2))
    #expect(!places([0], 1))
  }

  @Test func listsOfProcessorsAreRead() {
    func allowed(_ list: String) -> Set<Int> {
      DriverSettings.allowedProcessors("Name:\tx\nCpus_allowed_list:\t\(list)\nMems_allowed:\t1\n")
    }
    #expect(
      allowed("0-1") == [0, 1] && allowed("3") == [3] && allowed("0-2,5,7-8") == [0, 1, 2, 5, 7, 8])
    #expect(allowed("").isEmpty && allowed("a-b").isEmpty && allowed("2-1").isEmpty)
    #expect(DriverSettings.allowedProcessors("").isEmpty)
  }
}
