/// What each pass of the compiler makes of a graph: for `apus inspect --stages` and for tests.
package struct Stages: Sendable, CustomStringConvertible {
  package let simplified: SimplifiedGraph
  package let lowered: LoweredProgram
  package let fused: LoweredProgram
  package let schedule: Schedule
  package let program: CompiledProgram

  /// - Throws: as `Compiler.compile(_:for:)`.
  package init(
    _ compilation: Compilation, for traits: DeviceTraits, tuning: TuningTable = TuningTable()
  ) throws {
    simplified = try Lowerer.simplify(compilation)
    lowered = try Lowerer.run(compilation, hasFloat64: traits.hasFloat64)
    fused = Fusion.run(lowered, fuses: compilation.options.fuses)
    program = try Compiler.compile(compilation, for: traits, tuning: tuning)
    var schedule = Scheduler.run(fused)
    if compilation.options.fuses && !program.isTiny {
      schedule.copyCounters()
      schedule.sumColumns()
    }
    self.schedule = schedule
  }

  package var description: String {
    [
      "\(simplified)", "\(lowered)", "after fusion: \(fused)", "\(schedule)", "\(program)",
    ].joined(separator: "\n\n")
  }
}
