import ApusGraph

// Contraction (GEMM) kernels: an operand B of channels and taps, as convolutions have it.
//
// Along k (a convolution): C[m, n] = Σ_c Σ_t A[m, c·T + t] · B[c·bK + tap_t + n], so that B is read in
// place, T times, and never written out for each tap. Along n (the gradient of its weights):
// C[m, c·T + t] = Σ_k A[m, k] · B[c·bN + tap_t + k].

/// The places of the taps, as far as the kernel's text knows them.
package struct GemmTaps: Hashable, Sendable {
  package typealias Role = Contraction.Taps.Role

  /// A parameter, where the place depends on a symbol, and a number.
  package struct Place: Hashable, Sendable {
    var parameter: Int?
    var number: Int
  }

  package var role: Role
  package var places: [Place]
  /// How many numbers depend on symbols.
  package var parameterCount: Int

  init(_ taps: Contraction.Taps) {
    role = taps.role
    let parts = taps.symbolicParts
    places = taps.places.map { place in
      Place(parameter: parts.firstIndex(of: place - Dim(place.constant)), number: place.constant)
    }
    parameterCount = parts.count
  }

  package var count: Int { places.count }

  /// The most taps whose steps are written out one after another.
  private static let mostUnrolled = 9
  var isUnrolled: Bool { count <= GemmTaps.mostUnrolled }

  /// A tap's place in OpenCL C.
  func place(_ tap: Int) -> String {
    let (parameter, number) = (places[tap].parameter, places[tap].number)
    guard let parameter else { return String(number) }
    return number == 0 ? "tap\(parameter)" : "tap\(parameter) + \(number)"
  }

  var parameters: [GemmParameter] { (0..<parameterCount).map { .tap($0) } }

  /// The declaration of the places by number.
  var table: String {
    "const int taps[\(count)] = { \(places.indices.map(place).joined(separator: ", ")) };"
  }

  /// Where index `index` of the loop lies, `stride` being that from channel to channel.
  func place(_ index: String, stride: String) -> String {
    "((long)((\(index)) / \(count)) * \(stride) + taps[(\(index)) % \(count)])"
  }
}

extension Contraction.Taps {
  /// What places are beyond a number, each once: rows and planes, of which there are fewer than taps.
  var symbolicParts: [Dim] {
    var parts: [Dim] = []
    for place in places where place.isSymbolic {
      let part = place - Dim(place.constant)
      if !parts.contains(part) { parts.append(part) }
    }
    return parts
  }
}

extension GemmProblem {
  /// Where B's element of lane and k lies, from the batch's first element on.
  func bPlace(lane: String, k: String) -> String {
    let (lanes, along) = ("(long)(\(lane)) * \(bStrideN)", "(long)(\(k)) * \(bStrideK)")
    guard let taps else { return "\(lanes) + \(along)" }
    return switch taps.role {
    case .k: "\(lanes) + " + taps.place(k, stride: bStrideK)
    case .n: taps.place(lane, stride: bStrideN) + " + \(along)"
    }
  }

  /// Where B's lane begins, where k is contiguous.
  func bPlace(_ lane: String) -> String {
    hasTaps(along: .n)
      ? (taps?.place(lane, stride: bStrideN) ?? "") : "(long)(\(lane)) * \(bStrideN)"
  }

  /// Whether taps come between neighbours along an index.
  func hasTaps(along role: GemmTaps.Role) -> Bool { taps?.role == role }

  /// The declaration of the taps' places, where there are taps.
  var tapTable: [String] { taps.map { [$0.table] } ?? [] }
}

extension GemmPlan {
  /// The CPU-like plan for B in channels and taps.
  static func tapped(
    _ taps: GemmTaps, _ problem: GemmProblem, _ shape: GemmShape, vectorWidth: Int
  ) -> GemmPlan {
    switch taps.role {
    case .k:
      let (rows, areas) = (
        tileRows(vectorWidth),
        tileAreas(shape.m, shape.n, vectorWidth: vectorWidth, knowsLanes: problem.knowsN)
      )
      let isWide = areas.wide < areas.tall
      var plan = GemmPlan(
        strategy: .registerTile, width: largestPower(notAbove: min(shape.n, vectorWidth)),
        rows: isWide ? rows.wide : rows.tall, vectors: isWide ? 3 : 2)
      if shape.m < rows.wide {
        // As many sums as registers hold, of the rows there are.
        plan.rows = shape.m
        plan.vectors = min(8, rows.wide * 3 / shape.m)
      }
      plan.vectors = min(plan.vectors, (shape.n + plan.width - 1) / plan.width)
      plan.packsA = true
      plan.setEdge(problem, shape)
      return plan
    case .n:
      guard shape.k >= vectorWidth, problem.aUnit == .k, problem.bUnit == .k else {
        var plan = GemmPlan(
          strategy: .registerTile, width: vectorWidth, rows: tileRows(vectorWidth).tall, vectors: 2)
        (plan.packsA, plan.packsB) = (true, true)
        plan.setEdge(problem, shape)
        return plan
      }
      var plan = GemmPlan(strategy: .dot, width: vectorWidth, rows: 4, vectors: 4)
      // What a work-item reads of both operands stays in its second-level cache.
      plan.kPart = 1024
      plan.splitsK = shape.k >= 2 * plan.kPart
      return plan
    }
  }
}
