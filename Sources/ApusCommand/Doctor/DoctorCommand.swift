import Apus
import ArgumentParser

/// `apus doctor`.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Tests whether a device computes rightly, and shows the setup.",
    discussion: """
      Matrix products, functions, reductions, NaN and infinities, copies, integers, gathers and \
      device faults are compared with the host's results in double precision. On CPU devices both \
      families of kernels are tested. The exit code is 1 if anything is wrong.
      """)

  @Option(help: "The device: an index, a part of its name, cpu or gpu.")
  var device: String?

  @Flag(help: "Test every device.")
  var all = false

  @Option(help: "Test only this family of kernels: cpu or gpu.")
  var family: DeviceTraits.Family?

  /// A check that the device is made to fail: shows that failures are noticed.
  @Option(help: .private)
  var plant: String?

  func validate() throws {
    if all && device != nil { throw ValidationError("give --device or --all, not both") }
  }

  func run() throws {
    print("apus \(ApusCommand.version)")
    print(CacheReport().text)
    print("OpenCL library: \(try OpenCLLibrary.shared().name)")
    var passed = true
    for device in try chosenDevices() {
      if try !examine(device) { passed = false }
    }
    if !passed {
      Output.note(
        "Error: a device computes wrongly. Try another version of its driver or another device; if "
          + "that does not help, please report this table.")
      throw ExitCode.failure
    }
  }

  private func chosenDevices() throws -> [Device] {
    if let device { return [try Device.select(DeviceSelector(device))] }
    let standard = try Device.default
    return all ? try Device.all() : [standard]
  }

  private func families(of device: Device) throws -> [DeviceTraits.Family] {
    if let family { return [family] }
    let own = try DeviceTraits(device).family
    let isForced = CommandEnvironment.value("APUS_KERNEL_FAMILY") != nil
    return own == .cpu && !isForced ? [.cpu, .gpu] : [own]
  }

  /// Tests one device, prints what comes of it, and tells whether all is well.
  private func examine(_ device: Device) throws -> Bool {
    print("\n\(device.name)")
    print("  \(device.types), \(device.platform.name), \(device.version)")
    print("  driver \(device.driverVersion)")
    let probes = (try? device.probe()).map(ProbeReport.init)
    print("  probes: \(probes?.text ?? "the device cannot be opened")\n")
    var rows = [["test", "kernels", "max error", "bound", ""]]
    var failures: [String] = []
    var summary: [String] = []
    for (number, family) in try families(of: device).enumerated() {
      let clock = ContinuousClock()
      let start = clock.now
      let test = try SelfTest(isWhole: number == 0, planted: plant)
      if number == 0, let plant, !test.checks.contains(where: { $0.name == plant }) {
        let known = test.checks.map { "'\($0.name)'" }.joined(separator: ", ")
        throw ValidationError("no test is called '\(plant)'; there are \(known)")
      }
      let (outcomes, statistics) = run(test, on: device, family)
      for outcome in outcomes {
        rows.append(
          [
            outcome.name, family.rawValue, outcome.failure == nil ? text(outcome.error) : "-",
            outcome.bound == 0 ? "exact" : text(outcome.bound),
            outcome.isPassed ? "pass" : "FAIL",
          ])
        if let failure = outcome.failure { failures.append("\(outcome.name): \(failure)") }
      }
      let seconds = NumberText.fixed(start.duration(to: clock.now).seconds, digits: 1)
      let cached = statistics?.programsBuilt == 0 ? ", from the cache" : ""
      summary.append(
        "\(family.rawValue) kernels: \(outcomes.count(where: \.isPassed)) of \(outcomes.count) "
          + "passed; \(statistics?.kernels ?? 0) kernels\(cached), \(seconds) s")
    }
    print(Output.table(rows, indent: "  ", rightAligned: [2, 3]))
    print("\n" + (failures + summary).map { "  \($0)" }.joined(separator: "\n"))
    return rows.dropFirst().allSatisfy { $0.last == "pass" }
  }

  private func run(
    _ test: SelfTest, on device: Device, _ family: DeviceTraits.Family
  ) -> (outcomes: [SelfTest.Outcome], statistics: Statistics?) {
    do {
      return test.run(in: try ComputeContext(device, family: family))
    } catch {
      let outcome = SelfTest.Outcome(
        name: "open the device", error: .infinity, bound: 0, failure: "\(error)")
      return ([outcome], nil)
    }
  }

  private func text(_ number: Double) -> String {
    number == 0 ? "0" : NumberText.short(number)
  }
}

extension DeviceTraits.Family: ExpressibleByArgument {}
