import ApusCompiler
import ApusGraph
import OpenCLKit

/// A compiled graph in the forms and builds that sizes and devices ask for: without the kernels that
/// a driver refuses, in a form of its own for sizes at which it is not tiny, built for each device.
struct DevicePrograms {
  /// The program in the form that fits all sizes. It is compiled again without a kernel that the
  /// driver refuses.
  private(set) var program: CompiledProgram
  /// The inputs that its kernels read, by position in the graph.
  private(set) var requiredFeeds: [Int]
  /// How many kernels the forms have together.
  private(set) var kernels: Int
  /// How many programs the driver built, rather than a cache.
  private(set) var programsBuilt = 0

  private var compilation: Compilation
  private let context: ComputeContext
  /// The form for sizes at which the program is not tiny; compiled when such sizes first occur.
  private var outgrown: CompiledProgram?
  /// Both forms as built for each device.
  private var built: [Build: Program] = [:]

  private struct Build: Hashable {
    var device: Device
    var isOutgrown: Bool
  }

  /// - Parameter program: what `compilation` was compiled to.
  init(_ compilation: Compilation, _ program: CompiledProgram, in context: ComputeContext) {
    self.compilation = compilation
    self.program = program
    self.context = context
    requiredFeeds = program.requiredFeeds
    kernels = program.kernelNames.count
  }

  /// The plan for some sizes, with the queue it is for and the kernels built for that. A kernel
  /// that the driver refuses is barred, and the plan made again without it.
  /// - Parameter check: throws where a plan does not fit the device; called before anything is built.
  mutating func planned(
    for binding: [String: Int], check: (Plan) throws -> Void
  ) throws -> (Plan, Queue, Program) {
    while true {
      var plan = try program.plan(for: binding)
      let larger = try program.isOutgrown(by: plan) ? outgrownProgram() : nil
      if let larger { plan = try larger.plan(for: binding) }
      try check(plan)
      let known = built.keys.filter { $0.isOutgrown == (larger != nil) }.map(\.device)
      let queue = context.cheapestQueue(for: plan, of: larger ?? program, built: known)
      do {
        return (plan, queue, try builtProgram(on: queue.device, isOutgrown: larger != nil))
      } catch let error as KernelRefusal {
        let next = try Compiler.compile(
          &compilation, barring: error.refused.name, for: context.traits, tuning: context.tuning)
        guard let next else { throw OpenCLError.callFailed(error.refused.failure) }
        context.note(error.refused)
        program = next
        requiredFeeds = next.requiredFeeds
        (built, outgrown) = ([:], nil)
        kernels = next.kernelNames.count
      }
    }
  }

  /// Nil where it needs a kernel that the driver refuses: the tiny form is right for all sizes.
  private mutating func outgrownProgram() throws -> CompiledProgram? {
    if let outgrown { return outgrown }
    var compilation = compilation
    compilation.options.makesTiny = false
    let fresh = try Compiler.compile(compilation, for: context.traits, tuning: context.tuning)
    let barred = compilation.options.barredKernels
    guard barred.isDisjoint(with: fresh.kernelNames) else { return nil }
    outgrown = fresh
    kernels += fresh.kernelNames.count
    return fresh
  }

  private mutating func builtProgram(on device: Device, isOutgrown: Bool) throws -> Program {
    let key = Build(device: device, isOutgrown: isOutgrown)
    if let known = built[key] { return known }
    let before = context.programsBuilt
    let source = isOutgrown ? outgrown ?? program : program
    let fresh = try context.program(of: source, on: device)
    programsBuilt += context.programsBuilt - before
    built[key] = fresh
    return fresh
  }
}

extension CompiledProgram {
  /// The inputs that the kernels read, by position in the graph.
  var requiredFeeds: [Int] {
    values.compactMap { value in
      guard case .variable(let index) = value.origin, graph.variables[index].kind == .input
      else { return nil }
      return index
    }
  }
}
