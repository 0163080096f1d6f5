// swift-tools-version: 6.0
import PackageDescription

/// The benchmarks, a package of its own: nobody who uses Apus has to build or fetch what only they
/// need.
let package = Package(
  name: "apus-benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "apus", path: ".."),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
  ],
  targets: [
    .executableTarget(
      name: "apus-bench",
      dependencies: [
        .product(name: "Apus", package: "apus"),
        .product(name: "OpenCLKit", package: "apus"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ])
  ],
  swiftLanguageModes: [.v6]
)
