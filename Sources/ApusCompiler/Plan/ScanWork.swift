import ApusGraph

/// A loop whose body is compiled as a program of its own.
package struct ScanWork: Sendable {
  package let core: ScanCore
  /// The stacked values that the results go to, in the order of the body's outputs.
  package let results: [ValueID]
  package let program: CompiledProgram

  /// - Parameter sitesBefore: how many places that can fault the program around it has so far.
  /// - Throws: `GraphError` for a body that cannot be compiled.
  init(
    _ core: ScanCore, _ results: [ValueID], _ compilation: Compilation, _ traits: DeviceTraits,
    _ tuning: TuningTable, sitesBefore: Int
  ) throws {
    self.core = core
    self.results = results
    var options = compilation.options
    (options.makesTiny, options.placesOutputs) = (false, true)
    options.sitesBefore += sitesBefore
    let inputs = core.body.variables(.input).map(\.index)
    options.carried = Set(inputs.prefix(core.carryCount))
    options.invariants = Set(inputs.dropFirst(core.carryCount + core.slicedCount))
    let program = try Compiler.compile(
      Compilation(
        core.body, outputs: core.results.map(core.body.handle), mode: compilation.mode,
        options: options), for: traits, tuning: tuning)
    self.program = program
  }

  /// The body's places that can fault, as those of the loop, which is a node of the graph around it.
  func faultSites(of node: Int) -> [Lowering.FaultSite] {
    program.faultSites.map { site in
      var site = site
      let own = core.body.place(ofNode: site.node)
      site.place = site.place.map { "\($0), in a step of \(own)" } ?? own
      site.node = node
      return site
    }
  }
}

extension ScanWork: Hashable {
  package static func == (a: ScanWork, b: ScanWork) -> Bool {
    a.core == b.core && a.results == b.results && a.program.source == b.program.source
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(core)
    hasher.combine(results)
  }
}

extension Schedule {
  /// Drops results of loops that nobody reads, but for the carries: a body keeps whatever a backward
  /// pass might want.
  mutating func dropUnreadStacks() {
    var read = Set(outputs.map(\.value)).union(stored.keys)
    for entry in entries { read.formUnion(entry.kernel.accesses.map(\.value)) }
    for index in entries.indices {
      guard case .scan(var scan) = entries[index].kernel.core else { continue }
      let results = entries[index].kernel.results
      let kept = results.indices.filter {
        $0 < scan.carryCount || read.contains(results[$0].value)
      }
      scan.results = kept.map { scan.results[$0] }
      entries[index].kernel.core = .scan(scan)
      entries[index].kernel.results = kept.map { results[$0] }
    }
  }
}
