#if os(Linux)
  import Foundation
  import Testing

  @testable import OpenCLKit

  /// What runs inside the child processes: each prints what it found.
  @Suite(.enabled(if: ChildProcess.isChild)) struct ChildTasks {
    @Test func childDescribesDefaultDevice() {
      do throws(OpenCLError) {
        print("DEVICE \(try Device.default)")
      } catch {
        print("ERROR \(error)")
      }
    }

    @Test func childRunsAKernelOnEveryDevice() throws {
      for device in try Device.all() {
        let context = try Context(device)
        let queue = try Queue(context: context, profiling: true)
        let program = try Program(context: context, source: OpenCLTests.source)
        let kernel = try Kernel(program, name: "scale")
        let buffer = try Buffer(context: context, byteCount: 16)
        try queue.write([1, 2, 3, 4] as [Float], to: buffer)
        try kernel.set(0, buffer)
        try kernel.set(1, Float(2))
        try kernel.set(2, Int32(1))
        #expect(throws: OpenCLError.self) { try kernel.set(0, Int64(7)) }
        let range = try NDRange(global: [4], local: [2])
        try queue.enqueueWithEvent(kernel, over: range).wait()
        #expect(try queue.read(Float.self, from: buffer) == [3, 5, 7, 9])
        print("RAN \(device)")
      }
    }

    @Test func childCountsComputeUnits() throws {
      print("UNITS \(try Device.default.capabilities.computeUnits)")
    }

    @Test func childFillsTheCache() throws {
      let cache = BinaryCache()
      let context = try Context(.default)
      for number in 0..<6 {
        let result = try cache.program(
          source: OpenCLTests.CacheTests.source, options: "-DN=\(number)", context: context)
        #expect(try OpenCLTests.CacheTests.run(result.program) == [11, 11])
      }
      #expect(cache.statistics.rejects == 0)
      #expect(cache.statistics.failedStores == 0)
    }
  }

  @Suite(.serialized, .enabled(if: !ChildProcess.isChild)) struct EnvironmentTests {
    @Test func theLibraryMayBeNamedAndIsNotReplaced() throws {
      let name = "/nowhere/libOpenCL.so.1"
      let child = try ChildProcess.run(
        "childDescribesDefaultDevice", ["APUS_OPENCL_LIBRARY": name])
      #expect(child.output.contains("ERROR No OpenCL library was found (tried: \(name))"))
    }

    @Test func noDriverAtAllIsAClearError() throws {
      let folder = try TemporaryFolder()
      let child = try ChildProcess.run(
        "childDescribesDefaultDevice", ["OCL_ICD_VENDORS": folder.path + "/"])
      #expect(child.output.contains("no driver is registered with it"))
    }

    @Test func theDeviceIsChosenByTheEnvironment() throws {
      let unknown = try ChildProcess.run(
        "childDescribesDefaultDevice", ["APUS_DEVICE": "imaginary"])
      #expect(unknown.output.contains("ERROR No OpenCL device fits \"imaginary\""))
      let first = try Device.all()[0]
      let known = try ChildProcess.run("childDescribesDefaultDevice", ["APUS_DEVICE": "0"])
      #expect(known.output.contains("DEVICE \(first)"))
    }

    @Test func poclsBasicDeviceIsNotTheDefault() throws {
      let name = try Device.default.platform.name
      guard name == "Portable Computing Language" else { return }
      let variables = ["POCL_DEVICES": "basic pthread"]
      let both = try ChildProcess.run("childDescribesDefaultDevice", variables)
      #expect(both.output.contains("DEVICE pthread") || both.output.contains("DEVICE cpu"))
      let asked = try ChildProcess.run(
        "childDescribesDefaultDevice", variables.merging(["APUS_DEVICE": "basic"]) { $1 })
      #expect(asked.output.contains("DEVICE basic"))
      let only = try ChildProcess.run("childDescribesDefaultDevice", ["POCL_DEVICES": "basic"])
      #expect(only.output.contains("DEVICE basic"))
    }

    /// Companions move no index, are never the default, and work.
    @Test func poclHasACompanionUnlessItsDevicesAreNamed() throws {
      guard try Device.default.companion != nil else { return }
      let all = try Device.all()
      #expect(all.first?.isCompanion == false && all.last?.isCompanion == true)
      #expect(try Device.default.isCompanion == false)
      #expect(try Device.default.companion?.companion == nil)
      // What this process has set must not be what its child finds.
      let fresh = try ChildProcess.run("childRunsAKernelOnEveryDevice", ["POCL_DEVICES": ""])
      #expect(fresh.exitCode == 0, "\(fresh.output)")
      #expect(fresh.output.contains("RAN basic"))
      let named = try ChildProcess.run(
        "childRunsAKernelOnEveryDevice", ["POCL_DEVICES": "pthread"])
      #expect(named.exitCode == 0, "\(named.output)")
      #expect(!named.output.contains("RAN basic"))
    }

    @Test func poclsThreadsFollowTheQuotaUnlessTheyAreNamed() throws {
      guard try Device.default.companion != nil else { return }
      let folder = try TemporaryFolder()
      try "100000 100000\n".write(
        toFile: folder.path + "/cpu.max", atomically: true, encoding: .utf8)
      let quota = ["APUS_CGROUP_ROOT": folder.path, "POCL_MAX_PTHREAD_COUNT": ""]
      let one = try ChildProcess.run("childCountsComputeUnits", quota)
      #expect(one.output.contains("UNITS 1\n"), "\(one.output)")
      let named = try ChildProcess.run(
        "childCountsComputeUnits", quota.merging(["POCL_MAX_PTHREAD_COUNT": "2"]) { $1 })
      #expect(named.output.contains("UNITS 2\n"), "\(named.output)")
    }

    static let oclgrind = "/usr/lib/oclgrind/liboclgrind-rt-icd.so"

    @Test(.enabled(if: FileManager.default.fileExists(atPath: oclgrind)))
    func worksOnOclgrindAloneAndBesideAnotherDriver() throws {
      let folder = try TemporaryFolder()
      try (Self.oclgrind + "\n").write(
        toFile: folder.path + "/oclgrind.icd", atomically: true, encoding: .utf8)
      let variables = ["OCL_ICD_VENDORS": folder.path + "/"]
      let alone = try ChildProcess.run("childRunsAKernelOnEveryDevice", variables)
      #expect(alone.exitCode == 0, "\(alone.output)")
      #expect(alone.output.contains("RAN Oclgrind"))

      let pocl = "/etc/OpenCL/vendors/pocl.icd"
      guard FileManager.default.fileExists(atPath: pocl) else { return }
      try FileManager.default.copyItem(atPath: pocl, toPath: folder.path + "/pocl.icd")
      let both = try ChildProcess.run(
        "childRunsAKernelOnEveryDevice", variables.merging(["POCL_DEVICES": "pthread"]) { $1 })
      #expect(both.exitCode == 0, "\(both.output)")
      #expect(both.output.components(separatedBy: "RAN ").count == 3)
      let chosen = try ChildProcess.run("childDescribesDefaultDevice", variables)
      #expect(!chosen.output.contains("DEVICE Oclgrind"))
    }

    @Test func twoProcessesMayFillOneCache() throws {
      let folder = try TemporaryFolder()
      let variables = ["APUS_CACHE_DIR": folder.path]
      let children = try (0..<2).map { _ in
        try ChildProcess.start("childFillsTheCache", variables)
      }
      for child in children {
        let outcome = try child.wait()
        #expect(outcome.exitCode == 0, "\(outcome.output)")
        #expect(outcome.output.contains("1 test"))
      }
      #expect(folder.files.count == 6)
      #expect(folder.files.allSatisfy { $0.hasSuffix(".clbin") })
    }
  }
#endif
