/// The words of one element, and the numbers made of them.
struct Draws {
  let element: Ref
  let step: Ref
  let seed0: Ref
  let seed1: Ref
  let stream: UInt32
  /// The element type of the result.
  let dtype: DType

  func number(_ distribution: Random.Distribution, _ body: inout Body) -> Ref {
    switch distribution.kind {
    case .uniform(let low, let high):
      let unit = unit(&body)
      if low == 0 && high == 1 && !dtype.isHalf { return unit }
      // Rounding may reach the upper bound, which does not belong to it.
      return bounded(
        affine(unit, high - low, low, &body), dtype.smallest(atLeast: low),
        dtype.largest(below: high), &body)
    case .normal(let mean, let deviation):
      return body.cast(affine(normal(&body), deviation, mean, &body), to: dtype)
    case .truncatedNormal(let mean, let deviation, let low, let high):
      guard let grid = TruncatedGrid(mean, deviation, low, high) else { return element }
      let number = affine(quantile(grid, &body), deviation, mean, &body)
      let (least, most) = dtype.ends(low, high)
      return bounded(number, least, most, &body)
    case .gumbel: return body.cast(gumbel(&body), to: dtype)
    case .integers(let low, let high):
      let count = UInt64(bitPattern: Int64(high &- low))
      return body.cast(integer(count, from: low, &body), to: dtype)
    }
  }

  // MARK: Words

  private func draw(_ draw: Draw, _ type: DType, _ body: inout Body) -> Ref {
    body.append(
      .random(draw, stream: stream, element: element, step: step, seed0: seed0, seed1: seed1),
      type: type)
  }

  private func integer(_ count: UInt64, from low: Int, _ body: inout Body) -> Ref {
    draw(.integer(count: count, low: low), .int64, &body)
  }

  /// Uniform over [0, 1), in the type that is computed with, from one word; of float64 from two.
  private func word(_ word: Int, _ body: inout Body) -> Ref {
    let upper = draw(.uniform(word: word), .float32, &body)
    guard dtype == .float64 else { return upper }
    let lower = body.cast(draw(.uniform(word: word + 1), .float32, &body), to: .float64)
    return body.multiplyAdd(
      lower, body.constant(0x1p-24, .float64), body.cast(upper, to: .float64))
  }

  private func unit(_ body: inout Body) -> Ref {
    guard dtype == .float64 else { return word(0, &body) }
    let bits = body.cast(integer(1 << 53, from: 0, &body), to: .float64)
    return body.binary(.multiply, bits, body.constant(0x1p-53, .float64))
  }

  // MARK: Transformed

  /// x · scale + offset, rounded once, so that no compiler decides whether it is.
  private func affine(
    _ x: Ref, _ scale: Double, _ offset: Double, _ body: inout Body
  ) -> Ref {
    if scale == 1 && offset == 0 { return x }
    let type = dtype.computed
    return body.multiplyAdd(x, body.constant(scale, type), body.constant(offset, type))
  }

  private func bounded(_ x: Ref, _ low: Double, _ high: Double, _ body: inout Body) -> Ref {
    let number = body.cast(x, to: dtype)
    let above = body.binary(.maximum, number, body.constant(low, dtype))
    return body.binary(.minimum, above, body.constant(high, dtype))
  }

  /// √(−2 ln(1 − u)) · cos(2π v). 1 − u lies in (0, 1], and cos(2π v) = sin(2π (|v − ½| − ¼)),
  /// where nothing is rounded before the sine: it is exact next to its zeros.
  private func normal(_ body: inout Body) -> Ref {
    let type = dtype.computed
    func number(_ value: Double) -> Ref { body.constant(value, type) }
    let (u, v) = (word(0, &body), word(dtype == .float64 ? 2 : 1, &body))
    let logarithm = body.unary(.log, body.binary(.subtract, number(1), u))
    let radius = body.unary(.sqrt, body.binary(.multiply, number(-2), logarithm))
    let half = body.unary(.abs, body.binary(.subtract, v, number(0.5)))
    let turn = body.binary(.subtract, half, number(0.25))
    if type == .float64 { return body.binary(.multiply, radius, sine(ofTurns: turn, &body)) }
    let angle = body.binary(.multiply, number(2 * Double.pi), turn)
    return body.binary(.multiply, radius, body.unary(.sin, angle))
  }

  /// sin(2πt) of a float64 |t| ≤ ¼ by its Taylor series, with 2π in two parts: within 1.3 units in
  /// the last place, where a driver's sine may be 4 off, and the rounded product 2πt one more.
  private func sine(ofTurns t: Ref, _ body: inout Body) -> Ref {
    func number(_ value: Double) -> Ref { body.constant(value, .float64) }
    let square = body.binary(.multiply, t, t)
    // (−1)ᵏ (2π)²ᵏ⁺¹ / (2k + 1)! from k = 10 to 1.
    let higher = [
      0.0011309237482517963, -0.012031585942120627, 0.10422916220813984, -0.7181223017785006,
      3.819952584848282, -15.09464257682299, 42.058693944897655, -76.70585975306139,
      81.60524927607506, -41.34170224039976,
    ]
    let series = higher.dropFirst().reduce(number(higher[0])) {
      body.multiplyAdd($0, square, number($1))
    }
    let cube = body.binary(.multiply, t, square)
    let small = body.multiplyAdd(
      t, number(2.4492935982947064e-16), body.binary(.multiply, cube, series))
    return body.multiplyAdd(t, number(6.283185307179586), small)
  }

  /// −ln(−ln(1 − u)); small u, which give large numbers, keep 24 bits.
  private func gumbel(_ body: inout Body) -> Ref {
    let type = dtype.computed
    func number(_ value: Double) -> Ref { body.constant(value, type) }
    var u = word(0, &body)
    if type == .float32 {
      u = body.multiplyAdd(draw(.uniform(word: 1), .float32, &body), number(0x1p-24), u)
    }
    // Neither logarithm is infinite.
    u = body.binary(.minimum, body.binary(.maximum, u, number(0x1p-49)), number(1 - 0x1p-24))
    let rate = body.unary(.negate, body.unary(.log1p, body.unary(.negate, u)))
    return body.unary(.negate, body.unary(.log, rate))
  }

  /// The standard normal quantile of a point of the grid: v · P(w) with v = 2p − 1, w = −ln(1 − v²)
  /// and polynomials P of our own in w or its root, fitted to SciPy's erfcinv (as M. Giles,
  /// "Approximating the erfinv function", 2010, does it). q = 1 − |v| comes from the grid, so that
  /// the tails keep their digits.
  private func quantile(_ grid: TruncatedGrid, _ body: inout Body) -> Ref {
    let point = integer(grid.count, from: grid.first, &body)
    let type = dtype.computed
    func number(_ value: Double) -> Ref { body.constant(value, type) }
    func scaled(_ x: Ref) -> Ref {
      body.binary(.multiply, body.cast(x, to: type), number(1 / TruncatedGrid.unit))
    }
    let v = scaled(point)
    let size = body.unary(.abs, point)
    let q = scaled(body.binary(.subtract, body.constant(TruncatedGrid.unit, .int64), size))
    let product = body.binary(.multiply, q, body.binary(.subtract, number(2), q))
    let w = body.unary(.negate, body.unary(.log, product))
    let root = body.unary(.sqrt, w)
    func polynomial(_ coefficients: [Double], _ x: Ref, around center: Double) -> Ref {
      let t = body.binary(.subtract, x, number(center))
      return coefficients.dropFirst().reduce(number(coefficients[0])) {
        body.multiplyAdd($0, t, number($1))
      }
    }
    let near = polynomial(
      [
        -1.2645069e-08, 3.29013972e-08, 6.62229525e-07, -4.89755303e-06, -7.03298247e-06,
        0.000308787712, -0.00177162106, -0.00590771949, 0.34880203, 2.12331343,
      ], w, around: 2.5)
    let far = polynomial(
      [
        0.00018513728, -0.000454289169, -0.000111201007, 0.00211973535, -0.0050719073,
        0.00803559832, -0.010803828, 0.0133584123, 1.41658247, 4.00643444,
      ], root, around: 3)
    let tail = polynomial(
      [
        -1.0794555e-06, 7.05228376e-06, -2.88079445e-05, 0.000107138148, -0.000303468696,
        -0.000196123045, 1.42878056, 6.85880327,
      ], root, around: 5)
    let outer = body.select(body.binary(.less, w, number(16)), far, tail)
    let chosen = body.select(body.binary(.less, w, number(5)), near, outer)
    let quantile = body.binary(.multiply, v, chosen)
    return type == .float64 ? refined(quantile, v, q, &body) : quantile
  }

  /// One step of Halley's method, which triples the digits of a standard normal quantile; v and q as
  /// above. In the tails q decides, as v has lost its digits.
  private func refined(_ quantile: Ref, _ v: Ref, _ q: Ref, _ body: inout Body) -> Ref {
    func number(_ value: Double) -> Ref { body.constant(value, .float64) }
    let (root, share) = (2.0.squareRoot(), body.unary(.abs, v))
    let x = body.binary(.multiply, body.unary(.abs, quantile), number(1 / root))
    let near = body.binary(.subtract, body.unary(.erf, x), share)
    let far = body.binary(.subtract, q, body.unary(.erfc, x))
    let excess = body.select(body.binary(.less, share, number(0.5)), near, far)
    let slope = body.binary(
      .multiply, number(2 / Double.pi.squareRoot()),
      body.unary(.exp, body.unary(.negate, body.binary(.multiply, x, x))))
    let step = body.binary(.divide, excess, slope)
    let correction = body.binary(.divide, step, body.multiplyAdd(x, step, number(1)))
    let size = body.binary(.subtract, x, correction)
    let isNegative = body.binary(.less, v, number(0))
    return body.binary(.multiply, size, body.select(isNegative, number(-root), number(root)))
  }
}

/// The part of a normal distribution between two bounds, as points of [−1, 1] in units of 2⁻⁶¹:
/// those of 2p − 1, where p is the share of the distribution below.
package struct TruncatedGrid {
  package static let unit = 0x1p61
  /// The lowest point.
  package let first: Int
  /// How many points there are.
  package let count: UInt64

  /// Nil where there is no point.
  package init?(_ mean: Double, _ deviation: Double, _ low: Double, _ high: Double) {
    func point(_ bound: Double) -> Int {
      let x = (bound - mean) / deviation / 2.0.squareRoot()
      // From the nearer end, where what is left of 1 has all its digits.
      let rest = complementaryErrorFunction(x.magnitude) * TruncatedGrid.unit
      let size = Int(TruncatedGrid.unit) - Int(rest)
      return x < 0 ? -size : size
    }
    let (from, to) = (point(low), point(high))
    guard from < to else { return nil }
    // Neither end itself, where the quantile may be infinite.
    first = from + 1
    count = UInt64(Swift.max(to - from - 1, 1))
  }
}
