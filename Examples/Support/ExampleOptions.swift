import Apus
import ArgumentParser

/// What every trained example understands.
public struct ExampleOptions: ParsableArguments {
  @Option(help: "Where starting values, shuffling and random draws start.")
  public var seed: UInt64 = 1

  @Option(help: "The device: an index, a part of a name, cpu or gpu.")
  public var device: String?

  @Option(help: ArgumentHelp("The folder for the pictures.", valueName: "dir"))
  public var svg = "out"

  @Flag(help: "A shorter training that still has to reach the goal of its size.")
  public var quick = false

  public init() {}

  /// The device that was asked for, or the default one; says which.
  public func chosenDevice() throws -> Device {
    let chosen = try device.map { try Device.select(DeviceSelector($0)) } ?? Device.default
    print("device: \(chosen)")
    return chosen
  }
}
