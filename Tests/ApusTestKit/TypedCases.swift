import ApusGraph

extension OperationCase {
  /// The same case with data of another type, and, where that has gradients, those of the sum of its
  /// outputs: of half types the reference rounds each operation's result as memory does.
  public func typed(_ dtype: DType) -> OperationCase {
    var typed = self
    typed.name = "\(name) as \(dtype)"
    let own = Set(inputs.map(\.dtype))
    let replaced = [DType.float32, .int32].first(where: own.contains) ?? .bool
    typed.inputs = inputs.map { input in
      guard input.dtype == replaced else { return input }
      var input = input
      input.dtype = dtype
      if dtype == .bool { input.generator = .integers(0..<2) }
      if dtype == .uint8, case .integers(let range) = input.generator {
        input.generator = .integers(max(0, range.lowerBound)..<range.upperBound)
      }
      if dtype.isInteger && replaced == .float32 {
        input.generator = .integers(dtype == .uint8 ? 0..<7 : -3..<4)
      }
      return input
    }
    // A few units in the last place: operations round once, from float32, but where float32 and the
    // reference lie on two sides of a tie, the operations after it see a unit of difference.
    typed.tolerance =
      switch dtype {
      case .float16: .init(relative: 0x1p-8, absolute: 0x1p-9)
      case .bfloat16: .init(relative: 0x1p-6, absolute: 0x1p-6)
      case .float64: .init(relative: 1e-12, absolute: 1e-12)
      default: tolerance
      }
    let (build, order, differentiable) = (build, order, inputs.map(\.isDifferentiable))
    typed.build = { graph, inputs in
      let outputs = try build(graph, inputs)
      let targets = zip(inputs, differentiable).filter { $1 && $0.dtype == dtype }.map(\.0)
      guard dtype.isFloatingPoint, order > 0, !targets.isEmpty else { return outputs }
      let losses = try outputs.filter(\.dtype.isFloatingPoint).map { try sum($0 * $0) }
      guard let first = losses.first else { return outputs }
      let loss = try losses.dropFirst().reduce(first) { try $0 + $1 }
      return outputs + (try graph.gradients(of: loss, withRespectTo: targets))
    }
    return typed
  }
}

extension OperationCase {
  fileprivate var withoutGradients: OperationCase {
    var copy = self
    copy.order = 0
    return copy
  }
}

extension OperationCases {
  /// A small case with float32 data, or integers alone, and the functions it calls.
  private struct Candidate {
    var operation: OperationCase
    var functions: Set<String>
    var size: Int
  }

  private static let candidates = all.filter { operation in
    operation.inputs.contains { $0.dtype == .float32 || $0.dtype == .int32 }
  }.compactMap(candidate).sorted {
    ($0.functions.count, -$0.size) < ($1.functions.count, -$1.size)
  }

  private static func candidate(_ operation: OperationCase) -> Candidate? {
    guard operation.bindings == [[:]], operation.mode == .training,
      let built = try? BuiltCase(operation, binding: [:])
    else { return nil }
    let sizes = operation.inputs.compactMap { $0.shape.fixed?.reduce(1, *) }
    guard let largest = sizes.max(), !sizes.contains(0), largest <= 400 else { return nil }
    // Numbers that a half type or an integer cannot hold make no sense there.
    let isPlain = operation.inputs.allSatisfy { input in
      switch input.generator {
      case .values: input.dtype != .float32
      case .integers(let range): (-128..<128).contains(range)
      default: true
      }
    }
    return isPlain
      ? Candidate(
        operation: operation, functions: Set(built.calls.keys), size: sizes.reduce(0, +)) : nil
  }

  /// For a type, few cases that together call every function that claims it and none that does not.
  public static func typed(_ dtype: DType) throws -> [OperationCase] {
    let claiming = Set(try PublicOperation.all().filter { $0.dtypes.contains(dtype) }.map(\.name))
    var missing = claiming
    var chosen: [OperationCase] = []
    for candidate in candidates
    where candidate.functions.isSubset(of: claiming)
      && !candidate.functions.isDisjoint(with: missing)
    {
      var operation = candidate.operation.typed(dtype)
      // Of bfloat16, which differs from float16 in conversions only, values are enough.
      if dtype == .bfloat16 { operation = candidate.operation.withoutGradients.typed(dtype) }
      // Some do with the results what only numbers of floating point allow.
      guard let built = try? BuiltCase(operation, binding: [:]) else { continue }
      // What is drawn, or cast to it, is of float32.
      if dtype == .float64, built.graph.variables.contains(where: { $0.type.dtype == .float32 }) {
        operation.tolerance = candidate.operation.tolerance
      }
      missing.subtract(candidate.functions)
      chosen.append(operation)
    }
    var made = made(of: dtype)
    if dtype.isFloatingPoint, dtype != .float32, let first = chosen.first {
      made.tolerance = first.tolerance
    }
    return chosen + [made]
  }

  /// For each function that does not claim a type, a case of it alone with data of that type.
  public static func refused(_ dtype: DType) throws -> [String: OperationCase] {
    let others = Set(try PublicOperation.all().filter { !$0.dtypes.contains(dtype) }.map(\.name))
    var refused: [String: OperationCase] = [:]
    for candidate in calledAlone.compactMap(candidate) + candidates
    where candidate.functions.count == 1 {
      guard let only = candidate.functions.first, others.contains(only), refused[only] == nil
      else { continue }
      refused[only] = candidate.operation.typed(dtype)
    }
    return refused
  }
}
