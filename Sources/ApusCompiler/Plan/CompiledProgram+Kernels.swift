extension CompiledProgram {
  /// A program of one kernel: to find out which one a compiler refuses.
  package func source(of kernel: KernelSource) -> String {
    Prelude.text + kernel.text.replacing("$NAME", with: kernel.name)
  }

  /// The operations that a kernel computes, with the lines that asked for them.
  package func origin(of kernel: KernelSource) -> String {
    let nodes = steps.filter { $0.work.sources.contains { $0.text == kernel.text } }
      .flatMap(\.nodes).filter { $0 >= 0 }
    let places = Set(nodes).sorted().map(graph.place(ofNode:))
    return places.isEmpty ? "a copy of a given value" : places.joined(separator: "\n  and ")
  }
}
