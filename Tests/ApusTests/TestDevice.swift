import Apus
import FoundationEssentials

/// The device of the tests: `APUS_DEVICE` or the default one, looked up once.
enum TestDevice {
  private static let found = Result { try Device.default }
  static func device() throws -> Device { try found.get() }
}

/// The values of `outputs` for `feeds`, computed on the test device.
func run(
  _ graph: GraphBuilder, _ outputs: [Variable], _ feeds: [Variable: any Feed],
  mode: Mode = .training, in context: ComputeContext? = nil
) throws -> [Tensor] {
  let finished = graph.finish()
  let store =
    try context.map { try VariableStore(finished, in: $0) }
    ?? VariableStore(finished, on: TestDevice.device())
  let executable = try Executable(finished, outputs: outputs.map(\.id), mode: mode, store: store)
  return try executable.run(feeds)
}

/// A committed JSON file beside the script that made it.
func fixture<Content: Decodable>(_ name: String, as type: Content.Type) throws -> Content {
  let tests = #filePath.split(separator: "/").dropLast(2).joined(separator: "/")
  let bytes = try Data(contentsOf: URL(filePath: "/\(tests)/Fixtures/\(name)"))
  return try JSONDecoder().decode(type, from: bytes)
}

/// Whether every element is within `tolerance` of the expected one, relative to the larger of it
/// and `floor`.
func isClose(
  _ found: [Double], _ expected: [Double], tolerance: Double = 1e-4, floor: Double = 1e-3
) -> Bool {
  found.count == expected.count
    && zip(found, expected).allSatisfy {
      abs($0 - $1) <= tolerance * Swift.max(abs($1), floor)
    }
}

/// A context on the test device whose kernels are built without the driver's optimiser, in a third of the
/// time; for tests of what many small programs compute.
func quickContext() throws -> ComputeContext {
  try ComputeContext(TestDevice.device(), cache: nil, usesCompanion: false, optimizesKernels: false)
}
