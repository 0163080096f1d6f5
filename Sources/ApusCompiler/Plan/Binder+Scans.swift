import ApusGraph

/// Loops: the launches of a body, once for each step, each time with other positions.
extension Binder {
  mutating func bind(_ scan: ScanWork, _ step: CompiledProgram.Step) throws {
    let core = scan.core
    let trips = try core.trips.value(binding)
    if trips == 0 { return }
    if try bindInLanes(scan, step, trips) { return }
    var inner = try Binder(scan.program, binding)
    let plan = try inner.run()
    let (places, kernels) = try places(scan, step, trips, plan)
    for launch in inner.once { launches.append(places.moved(launch, to: 0, kernels, step.nodes)) }
    for turn in 0..<trips {
      let trip = core.isReversed ? trips - 1 - turn : turn
      for launch in plan.launches {
        launches.append(places.moved(launch, to: trip, kernels, step.nodes))
      }
    }
  }

  /// Places for what the body of a loop uses, and which kernels its own are here.
  mutating func places(
    _ scan: ScanWork, _ step: CompiledProgram.Step, _ trips: Int, _ plan: Plan
  ) throws -> (ScanPlaces, kernels: [Int]) {
    var places = ScanPlaces(scan.core, scan.results, trips)
    for chunk in plan.arenaChunks {
      let block = try allocate(chunk, for: step)
      places.arena.append(block.map { (.arena($0.chunk), $0.offset) } ?? (.nothing, 0))
      if let block { freed.append(block) }
    }
    for tensor in plan.constants {
      places.constants.append((.constant(constants.count), 0))
      constants.append(tensor)
    }
    for value in scan.core.inputs { places.inputs.append((place(value), byteCount(value))) }
    for value in scan.results { places.results.append((place(value), byteCount(value))) }
    return (places, scan.program.kernels.map { kernelIndex[$0.text] ?? 0 })
  }
}

/// Where the values of a loop's body lie in the program around it.
struct ScanPlaces {
  typealias Place = (storage: Plan.Storage, offset: Int)
  let core: ScanCore
  let trips: Int
  /// The position among the body's inputs of each of its variables that is one.
  let positions: [Int: Int]
  var arena: [Place] = []
  var constants: [Place] = []
  var inputs: [(place: Place, bytes: Int)] = []
  var results: [(place: Place, bytes: Int)] = []

  init(_ core: ScanCore, _ results: [ValueID], _ trips: Int) {
    self.core = core
    self.trips = trips
    let variables = core.body.variables(.input).map(\.index)
    positions = Dictionary(uniqueKeysWithValues: zip(variables, variables.indices))
  }

  private func part(_ stack: (place: Place, bytes: Int), _ trip: Int) -> Place {
    if case .nothing = stack.place.storage { return stack.place }
    return (stack.place.storage, stack.place.offset + stack.bytes / trips * trip)
  }

  private func place(_ storage: Plan.Storage, _ trip: Int) -> Place {
    switch storage {
    case .arena(let chunk): return arena[chunk]
    case .constant(let slot): return constants[slot]
    case .output(let slot): return part(results[slot], trip)
    case .feed(let variable):
      guard let position = positions[variable] else { return (.nothing, 0) }
      if position < core.carryCount {
        let before = core.isReversed ? trip + 1 : trip - 1
        let isFirst = before < 0 || before == trips
        return isFirst ? inputs[position].place : part(results[position], before)
      }
      return position < core.carryCount + core.slicedCount
        ? part(inputs[position], trip) : inputs[position].place
    case .state, .scalars, .report, .nothing: return (storage, 0)
    }
  }

  /// A launch of the body as it is in step `trip`.
  func moved(_ launch: Plan.Launch, to trip: Int, _ kernels: [Int], _ nodes: [Int]) -> Plan.Launch {
    var launch = launch
    launch.kernel = kernels[launch.kernel]
    launch.nodes = nodes
    for position in launch.arguments.indices {
      switch launch.arguments[position] {
      case .buffer(let storage):
        launch.arguments[position] = .buffer(place(storage, trip).storage)
      case .offset(let storage, let elements, let size):
        let place = place(storage, trip)
        launch.arguments[position] = .offset(
          place.storage, elements: elements + place.offset / size, elementBytes: size)
      case .int, .float, .fault: break
      }
    }
    for part in launch.joined?.parts.indices ?? 0..<0 {
      guard let inner = launch.joined?.parts[part].launch else { continue }
      launch.joined?.parts[part].launch = moved(inner, to: trip, kernels, nodes)
    }
    return launch
  }
}
