import ApusGraph

/// Kernels written so far. Lowered kernels that differ only in the values they name, and in where in a
/// value the operands of products and of attention begin, have the same text: it is written once, and
/// its arguments are renamed. In an unrolled network almost all are alike, and writing text would be
/// most of what compiling takes.
struct WrittenKernels {
  /// A kernel's work, what it writes besides its results, and the kernel that goes past the cache.
  struct Written {
    var work: CompiledProgram.Work
    var temporaries: [ValueID] = []
    var pastCache: PastCache?
  }

  /// What a text depends on within a compilation, places being numbered as they occur.
  struct Form: Hashable {
    var kernel: LoweredKernel
    var values: [LoweredValue]
    /// The value whose memory a result goes to, where it is not its own.
    var stored: [ValueID: ValueID]
    var isSplit: Bool
    var isGated: Bool
  }

  /// A value, from one of its elements on.
  struct Place: Hashable {
    var value: ValueID
    var offset: Dim = 0
  }

  /// Variables that no step of a loop changes, by number: what is written for them is not what is
  /// written for others.
  let invariants: Set<Int>
  /// How many kernels were written.
  private(set) var count = 0
  private var known: [Form: Written] = [:]

  init(invariants: Set<Int>) { self.invariants = invariants }

  /// What `write` makes of a kernel, or made of one of the same form.
  mutating func written(
    _ kernel: LoweredKernel, isSplit: Bool, isGated: Bool, _ schedule: Schedule,
    _ write: (Form) throws -> Written
  ) rethrows -> Written {
    if case .scan = kernel.core {
      // A program of its own, which is compiled with the values that it names.
      count += 1
      return try write(
        Form(
          kernel: kernel, values: schedule.values, stored: schedule.stored, isSplit: isSplit,
          isGated: isGated))
    }
    var places = Places()
    let plain = kernel.withoutOrigin.numbering(&places)
    var stored: [ValueID: ValueID] = [:]
    for place in places.all {
      guard let target = schedule.stored[place.value] else { continue }
      stored[places.number(place)] = places.number(Place(value: target))
    }
    let form = Form(
      kernel: plain,
      values: places.all.map { schedule.values[$0.value.index].withoutOrigin(but: invariants) },
      stored: stored, isSplit: isSplit, isGated: isGated)
    if let same = known[form] { return same.at(places.all) }
    count += 1
    let new = try write(form)
    known[form] = new
    return new.at(places.all)
  }
}

/// The places that a kernel names, in the order in which they occur.
private struct Places {
  private(set) var all: [WrittenKernels.Place] = []
  private var numbers: [WrittenKernels.Place: ValueID] = [:]

  mutating func number(_ place: WrittenKernels.Place) -> ValueID {
    if let known = numbers[place] { return known }
    let number = ValueID(all.count)
    numbers[place] = number
    all.append(place)
    return number
  }
}

extension LoweredKernel {
  /// The same kernel on numbered places. Where operands begin is an argument of the text, never part
  /// of it; where other reads begin may be a number like any other.
  fileprivate func numbering(_ places: inout Places) -> LoweredKernel {
    var own = places
    func number(_ value: ValueID) -> ValueID { own.number(.init(value: value)) }
    let kernel = mappingValues(
      body: { body, roots in
        var numbered = Body()
        for (instruction, type) in zip(body.instructions, body.types) {
          let moved = instruction.mapAccess {
            Access(number($0.value), $0.index, bounds: $0.bounds)
          }
          numbered.insert(moved, type: type)
        }
        return (numbered, roots)
      },
      operand: { operand in
        var index = operand.index
        index.offset = 0
        let place = WrittenKernels.Place(value: operand.value, offset: operand.index.offset)
        return Access(own.number(place), index, bounds: operand.bounds)
      }, input: number, result: number)
    places = own
    return kernel
  }

  /// The same kernel of unknown nodes.
  fileprivate var withoutOrigin: LoweredKernel {
    var kernel = self
    (kernel.nodes, kernel.segment) = ([], 0)
    if case .rows(let stages) = core { kernel.core = .rows(stages.map(\.withoutOrigin)) }
    return kernel
  }
}

extension LoweredValue {
  fileprivate func withoutOrigin(but invariants: Set<Int>) -> LoweredValue {
    if case .variable(let index) = origin, invariants.contains(index) { return self }
    return LoweredValue(elementCount: elementCount, dtype: dtype, origin: .kernel)
  }
}

extension WrittenKernels.Written {
  /// The same for the places that were numbered.
  fileprivate func at(_ places: [WrittenKernels.Place]) -> Self {
    func place(_ number: ValueID) -> WrittenKernels.Place { places[number.index] }
    var moved = self
    switch work {
    case .launch(let source, let geometry, let scratch):
      moved.work = .launch(source.moved(place), geometry, scratch: scratch)
    case .contract(let contract): moved.work = .contract(contract.moved(place))
    case .scan: break
    }
    moved.temporaries = temporaries.map { place($0).value }
    if let pastCache { moved.pastCache?.source = pastCache.source.moved(place) }
    return moved
  }
}

extension KernelSource {
  /// The same text for numbered places.
  func moved(_ place: (ValueID) -> WrittenKernels.Place) -> KernelSource {
    var source = self
    source.arguments = arguments.map { argument in
      switch argument {
      case .buffer(let number): .buffer(place(number).value)
      case .offset(let number, let plus):
        .offset(place(number).value, plus: plus + place(number).offset)
      default: argument
      }
    }
    return source
  }
}
