import ApusGraph

extension Schedule {
  /// Updates that read one number which another update overwrites (how many steps there were, the
  /// weight that a mean has gathered) read a copy made before all updates. So none has to wait for the
  /// others, all of them may share a launch, and the copy shares one that is there anyway.
  mutating func copyCounters() {
    guard let firstUpdate = entries.firstIndex(where: \.isUpdate) else { return }
    let overwritten = Set(stored.values).filter { values[$0.index].elementCount == 1 }
    var copies: [Entry] = []
    var alias: [ValueID: ValueID] = [:]
    for position in entries.indices.dropFirst(firstUpdate) where entries[position].isUpdate {
      let kernel = entries[position].kernel
      let own = kernel.results.compactMap { stored[$0.value] }
      var read: [ValueID: ValueID] = [:]
      for state in kernel.accesses.map(\.value)
      where overwritten.contains(state) && !own.contains(state) {
        if alias[state] == nil {
          let (copy, value) = LoweredKernel.copying(state, &values)
          copies.append(.init(kernel: copy, isUpdate: false))
          alias[state] = value
        }
        read[state] = alias[state]
      }
      entries[position].kernel = kernel.renaming(read)
    }
    entries.insert(contentsOf: copies, at: firstUpdate)
  }
}

extension LoweredKernel {
  /// A kernel that copies a value whole, and the copy, a new value.
  static func copying(
    _ source: ValueID, _ values: inout [LoweredValue]
  ) -> (kernel: LoweredKernel, copy: ValueID) {
    let value = values[source.index]
    values.append(
      LoweredValue(elementCount: value.elementCount, dtype: value.dtype, origin: .kernel))
    let copy = ValueID(values.count - 1)
    var body = Body()
    let ref = body.load(Access(source, AffineIndex(strides: [1])), value.dtype)
    let kernel = LoweredKernel(
      domain: [value.elementCount], core: .none, body: body,
      results: [.init(ref: ref, value: copy)], nodes: [])
    return (kernel, copy)
  }
}
