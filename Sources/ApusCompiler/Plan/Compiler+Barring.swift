import ApusGraph

extension Compiler {
  /// The program without a kernel that a driver refuses: launches that it joined run by themselves,
  /// a special variant of a product gives way to the general one, and where that is not enough,
  /// nothing is fused. Nil where the kernel is needed all the same.
  ///
  /// - Parameter compilation: what to compile; changed to what the result was compiled from.
  /// - Throws: as `compile(_:for:tuning:)`.
  package static func compile(
    _ compilation: inout Compilation, barring kernel: String, for traits: DeviceTraits,
    tuning: TuningTable = TuningTable()
  ) throws -> CompiledProgram? {
    var tried = compilation
    tried.options.barredKernels.insert(kernel)
    for fuses in tried.options.fuses ? [true, false] : [false] {
      tried.options.fuses = fuses
      let program = try compile(tried, for: traits, tuning: tuning)
      if program.kernelNames.contains(kernel) { continue }
      compilation = tried
      return program
    }
    return nil
  }
}
