extension CompiledProgram {
  /// A program of one kernel: to find out which one a compiler refuses.
  package func source(of kernel: KernelSource) -> String {
    text(with: [kernel], joinedKernels.filter { $0.source.text == kernel.text })
  }

  /// The operations that a kernel computes, with the lines that asked for them.
  package func origin(of kernel: KernelSource) -> String {
    let joined = groups.filter { $0.joined?.source.text == kernel.text }.flatMap { steps[$0.steps] }
    let alone = steps.filter { step in
      step.pastCache?.source.text == kernel.text
        || (step.work.sources + step.work.joined.map(\.source)).contains { $0.text == kernel.text }
    }
    let nodes = (alone + joined).flatMap(\.nodes).filter { $0 >= 0 }
    let places = Set(nodes).sorted().map(graph.place(ofNode:))
    return places.isEmpty ? "a copy of a given value" : places.joined(separator: "\n  and ")
  }
}
