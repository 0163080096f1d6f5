// swift-tools-version: 6.0
import PackageDescription

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")

/// An example: a program of its own, so that it cannot rot.
func example(_ name: String) -> Target {
  .executableTarget(
    name: name, dependencies: ["Apus", "ApusData", "ExampleSupport", argumentParser],
    path: "Examples/\(name)")
}

/// Tests, which only release builds of what they test have to be fast for: expanded assertions take
/// the optimiser longer than all else.
func tests(_ name: String, of dependencies: [Target.Dependency]) -> Target {
  .testTarget(
    name: name, dependencies: dependencies,
    swiftSettings: [.unsafeFlags(["-Onone"], .when(configuration: .release))])
}

/// The rooms of the house, in the order in which data passes through them (docs/architecture.md).
let package = Package(
  name: "apus",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "Apus", targets: ["Apus", "ApusData", "ApusFormats"]),
    .library(name: "OpenCLKit", targets: ["OpenCLKit"]),
    .executable(name: "apus", targets: ["ApusCommand"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0")
  ],
  targets: [
    .target(name: "COpenCL"),
    .target(name: "OpenCLKit", dependencies: ["COpenCL"]),
    .target(name: "ApusGraph"),
    .target(name: "ApusCompiler", dependencies: ["ApusGraph"]),
    .target(name: "ApusRuntime", dependencies: ["ApusGraph", "ApusCompiler", "OpenCLKit"]),
    .target(name: "ApusFormats", dependencies: ["ApusGraph"]),
    .target(
      name: "Apus",
      dependencies: ["ApusGraph", "ApusCompiler", "ApusRuntime", "ApusFormats", "OpenCLKit"]),
    .target(name: "ApusData", dependencies: ["ApusGraph"]),
    .executableTarget(
      name: "ApusCommand", dependencies: ["Apus", "ApusData", "OpenCLKit", argumentParser]),

    .target(
      name: "ExampleSupport", dependencies: ["Apus", "ApusData", argumentParser],
      path: "Examples/Support"),
    example("xor"), example("digits"), example("mnist"), example("manual"),
    example("matrices"), example("custom-op"), example("char-gpt"),
    example("mnist-cnn"), example("edit-graph"), example("char-rnn"), example("mixed-precision"),
    example("word-vectors"), example("resnet-cifar"),

    // The naive reference loops over every element: optimised in debug builds too, since it is what
    // the tests spend their own time on.
    .target(
      name: "ApusTestKit", dependencies: ["ApusGraph"], path: "Tests/ApusTestKit",
      swiftSettings: [.unsafeFlags(["-O"], .when(configuration: .debug))]),
    tests("OpenCLKitTests", of: ["OpenCLKit", "COpenCL"]),
    tests("ApusGraphTests", of: ["ApusGraph", "ApusTestKit"]),
    tests("ApusCompilerTests", of: ["ApusCompiler", "ApusTestKit"]),
    tests("ApusRuntimeTests", of: ["ApusRuntime", "ApusCompiler", "ApusTestKit", "OpenCLKit"]),
    tests("ApusTests", of: ["Apus", "ApusData", "ApusTestKit"]),
    tests("ApusFormatsTests", of: ["ApusFormats"]),
    tests("ApusDataTests", of: ["ApusData"]),
  ],
  swiftLanguageModes: [.v6]
)
