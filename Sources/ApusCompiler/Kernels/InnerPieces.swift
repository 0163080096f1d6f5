import ApusGraph

/// A map's innermost loop in pieces in which every bound either holds or fails: the parts of what is
/// joined, the inside of what is padded. Then no lane asks where it is.
struct InnerPieces {
  struct Piece {
    var body: Body
    /// What is stored, for each of the map's results.
    var refs: [Ref]
    /// The first index that is too large; nil for the last piece.
    var end: Dim?
  }

  private(set) var pieces: [Piece]

  /// The names of instructions begin with these.
  static let prefixes = ["t", "ua", "uc", "ud", "ue", "uf", "ug", "uh"]
  /// Loops that are shorter are not worth the text; symbols are taken for `nominal`.
  private static let (shortest, nominal) = (32, 128)

  /// One piece, unless all bounds along the innermost loop are known to lie in order.
  init(_ map: LoweredKernel) {
    let refs = map.results.map(\.ref)
    pieces = [Piece(body: map.body, refs: refs)]
    guard let extent = map.domain.last,
      extent.extent(nominally: InnerPieces.nominal) ?? 0 >= InnerPieces.shortest,
      let ends = InnerPieces.ends(map.body, map.domain.count - 1, extent), !ends.isEmpty,
      ends.count < InnerPieces.prefixes.count
    else { return }
    var found: [Piece] = []
    for (begin, end) in zip([0] + ends, ends + [extent]) {
      guard let piece = InnerPieces.piece(map.body, refs, begin, end, map.domain.count - 1) else {
        return
      }
      found.append(piece)
    }
    found[found.count - 1].end = nil
    pieces = found
  }

  /// Where pieces end, but for the last one, in order; nil where the order is not known.
  private static func ends(_ body: Body, _ inner: Int, _ extent: Dim) -> [Dim]? {
    var places: [Dim] = []
    for instruction in body.instructions {
      if case .load(let access) = instruction {
        for bound in access.bounds {
          guard let range = range(bound, inner) else { continue }
          places += [range.begin, range.end]
        }
      } else if let comparison = comparison(instruction, body, inner) {
        places.append(comparison.place)
      }
    }
    var ends: [Dim] = []
    for place in places where !ends.contains(place) {
      if (0 as Dim).isProvablyAtLeast(place) || place.isProvablyAtLeast(extent) { continue }
      guard place.isProvablyAtLeast(0), extent.isProvablyAtLeast(place),
        ends.allSatisfy({ $0.isProvablyAtLeast(place) || place.isProvablyAtLeast($0) })
      else { return nil }
      ends.insert(place, at: ends.firstIndex { $0.isProvablyAtLeast(place) } ?? ends.count)
    }
    return ends
  }

  /// The indices of the innermost loop for which a bound holds, if it asks for nothing else.
  private static func range(_ bound: Bound, _ inner: Int) -> (begin: Dim, end: Dim)? {
    guard isAlong(bound.index, inner) else { return nil }
    return (-bound.index.offset, bound.extent - bound.index.offset)
  }

  /// Whether an expression is the innermost index, and a number.
  private static func isAlong(_ index: AffineIndex, _ inner: Int) -> Bool {
    index.strides.enumerated().allSatisfy { $1 == ($0 == inner ? 1 : 0) }
  }

  /// Where a comparison of the innermost index with a number changes, and whether it holds before.
  private static func comparison(
    _ instruction: Instruction, _ body: Body, _ inner: Int
  ) -> (place: Dim, holdsBefore: Bool)? {
    guard case .binary(let function, let a, let b) = instruction,
      function == .less || function == .greaterOrEqual,
      case .index(let index, _) = body.instructions[a],
      case .index(let number, _) = body.instructions[b],
      isAlong(index, inner), number.strides.allSatisfy({ $0 == 0 })
    else { return nil }
    return (number.offset - index.offset, function == .less)
  }

  /// The body for the indices from `begin` to `end`; nil where a bound holds for some of them only.
  private static func piece(
    _ body: Body, _ roots: [Ref], _ begin: Dim, _ end: Dim, _ inner: Int
  ) -> Piece? {
    var result = Body()
    var refs: [Ref] = []
    var known: [Ref: Bool] = [:]
    for (ref, (instruction, type)) in zip(body.instructions, body.types).enumerated() {
      var own = instruction.mapOperands { refs[$0] }
      var same: Ref?
      switch instruction {
      case .load(var access):
        var isOutside = false
        var bounds: [Bound] = []
        for bound in access.bounds {
          guard let range = range(bound, inner) else {
            bounds.append(bound)
            continue
          }
          if begin.isProvablyAtLeast(range.begin), range.end.isProvablyAtLeast(end) { continue }
          guard begin.isProvablyAtLeast(range.end) || range.begin.isProvablyAtLeast(end) else {
            return nil
          }
          isOutside = true
        }
        access.bounds = bounds
        own = .load(access)
        if isOutside { same = result.constant(0, type) }
      case .binary(.and, let a, let b):
        if let (x, y) = both(known[a], known[b]) { known[ref] = x && y }
      case .binary:
        guard let comparison = comparison(instruction, body, inner) else { break }
        if comparison.place.isProvablyAtLeast(end) {
          known[ref] = comparison.holdsBefore
        } else if begin.isProvablyAtLeast(comparison.place) {
          known[ref] = !comparison.holdsBefore
        }
      case .select(let condition, let a, let b):
        same = known[condition].map { refs[$0 ? a : b] }
      default: break
      }
      refs.append(same ?? result.append(own, type: type))
    }
    let (pruned, found) = result.pruned(roots.map { refs[$0] })
    return Piece(body: pruned, refs: found, end: end)
  }

  private static func both(_ a: Bool?, _ b: Bool?) -> (Bool, Bool)? {
    a.flatMap { a in b.map { (a, $0) } }
  }
}
