import ApusGraph

/// Which plans of contractions were the fastest on a device, by measurement: what `apus tune` writes
/// and the compiler looks at, next to `DeviceTraits`.
///
/// A plain value, so that the stages stay pure: the same table gives the same program. It can change
/// no result, as all plans among which it chooses add in the same order.
public struct TuningTable: Hashable, Sendable, Codable {
  /// What a plan is chosen for: C [m, n] = A [m, k] · B [k, n], `batch` times.
  public struct Contraction: Hashable, Sendable, Codable, CustomStringConvertible {
    /// The index along which each operand is contiguous, and the number of batch dimensions.
    public var layout: String
    /// Rows of A and of C.
    public var m: Int
    /// Columns of A and rows of B.
    public var k: Int
    /// Columns of B and of C.
    public var n: Int
    /// How many products.
    public var batch: Int

    package init(_ problem: GemmProblem, _ shape: GemmShape) {
      layout = problem.layout
      (m, k, n, batch) = (shape.m, shape.k, shape.n, shape.batch)
    }

    package var shape: GemmShape { GemmShape(m: m, n: n, k: k, batch: batch) }

    public var description: String {
      (batch > 1 ? "\(batch) of " : "") + "\(m)×\(k)×\(n), \(layout)"
    }
  }

  /// A plan, and what it gains.
  public struct Choice: Hashable, Sendable, Codable {
    /// What it is for.
    public var contraction: Contraction
    /// The plan by its name; one that this version does not offer is passed over.
    public var plan: String
    /// What the plan took, packing and launches included.
    public var microseconds: Double
    /// What the plan took that is chosen without a table.
    public var untunedMicroseconds: Double

    package init(
      _ contraction: Contraction, _ plan: GemmPlan, microseconds: Double = 0,
      untunedMicroseconds: Double = 0
    ) {
      self.contraction = contraction
      self.plan = plan.name
      self.microseconds = microseconds
      self.untunedMicroseconds = untunedMicroseconds
    }
  }

  /// At most one for each contraction.
  public var choices: [Choice]

  /// - Parameter choices: at most one for each contraction.
  public init(_ choices: [Choice] = []) { self.choices = choices }

  /// The table with the choices of a newer one in place of its own for the same contractions.
  public func merged(with newer: TuningTable) -> TuningTable {
    let replaced = Set(newer.choices.map(\.contraction))
    return TuningTable(choices.filter { !replaced.contains($0.contraction) } + newer.choices)
  }

  /// The names of plans for contractions of one kind, by shape: those whose extents are the known
  /// ones of `dims` (rows, columns, the inner extent and the batch).
  func plans(
    for problem: GemmProblem, _ dims: (m: Dim, n: Dim, k: Dim, batch: Dim)
  ) -> [(shape: GemmShape, name: String)] {
    func fits(_ extent: Int, _ dim: Dim) -> Bool {
      dim.isSymbolic || (try? dim.value([:])).map { max(1, $0) } == extent
    }
    return choices.compactMap { choice in
      let shape = choice.contraction.shape
      guard choice.contraction.layout == problem.layout, fits(shape.m, dims.m),
        fits(shape.n, dims.n), fits(shape.k, dims.k), fits(shape.batch, dims.batch)
      else { return nil }
      return (shape, choice.plan)
    }
  }
}
