/// A loss along a line: its value, its gradient there, and the slope along the line.
struct LinePoint {
  var step: Double
  var loss: Double
  var gradient: [Double]
  var slope: Double
}

/// A search along a line for a step with the strong Wolfe conditions, of a loss that falls enough
/// and has become flat enough (J. Nocedal, S. Wright, "Numerical optimization", 2006, algorithms 3.5
/// and 3.6), with the choices of PyTorch's `LBFGS(line_search_fn="strong_wolfe")`.
struct StrongWolfe {
  /// The share of the first slope by which the loss has to fall per length.
  let fall = 1e-4
  /// The share of the first slope that may be left.
  let flatness = 0.9
  /// The change of parameters that is none.
  var tolerance: Double
  /// How often the loss may be computed once more after the first time.
  var limit: Int

  /// - Parameters:
  ///   - start: the point of step 0.
  ///   - step: what to try first.
  ///   - largest: the largest element of the direction, by magnitude.
  ///   - evaluate: the loss at a step.
  /// - Returns: the best point, and how often the loss was computed.
  func search(
    from start: LinePoint, step: Double, largest: Double,
    evaluate: (Double) throws -> LinePoint
  ) throws -> (point: LinePoint, evaluations: Int) {
    var new = try evaluate(step)
    var (evaluations, rounds) = (1, 0)
    var previous = start
    var bracket: [LinePoint] = []
    while rounds < limit {
      if !falls(new, from: start) || (rounds > 1 && new.loss >= previous.loss) {
        bracket = [previous, new]
        break
      }
      if isFlat(new, start) { return (new, evaluations) }
      if new.slope >= 0 {
        bracket = [previous, new]
        break
      }
      let next = StrongWolfe.minimum(
        previous, new, within: (new.step + 0.01 * (new.step - previous.step), new.step * 10))
      previous = new
      new = try evaluate(next)
      evaluations += 1
      rounds += 1
    }
    if bracket.isEmpty { bracket = [start, new] }

    var isSlow = false
    func low() -> Int { bracket[1].loss < bracket[0].loss || bracket[0].loss.isNaN ? 1 : 0 }
    var best = low()
    while rounds < limit {
      let (least, most) = (
        min(bracket[0].step, bracket[1].step), max(bracket[0].step, bracket[1].step)
      )
      if (most - least) * largest < tolerance { break }
      var next = StrongWolfe.minimum(bracket[0], bracket[1], within: (least, most))
      // Near an end for the second time, or at it: a tenth inside.
      let margin = 0.1 * (most - least)
      if min(most - next, next - least) < margin {
        if isSlow || next >= most || next <= least {
          next = abs(next - most) < abs(next - least) ? most - margin : least + margin
          isSlow = false
        } else {
          isSlow = true
        }
      } else {
        isSlow = false
      }
      new = try evaluate(next)
      evaluations += 1
      rounds += 1
      if !falls(new, from: start) || new.loss >= bracket[best].loss {
        bracket[1 - best] = new
        best = low()
      } else {
        if isFlat(new, start) { return (new, evaluations) }
        if new.slope * (bracket[1 - best].step - bracket[best].step) >= 0 {
          bracket[1 - best] = bracket[best]
        }
        bracket[best] = new
      }
    }
    return (bracket[best], evaluations)
  }

  /// A loss that is no number does not.
  private func falls(_ point: LinePoint, from start: LinePoint) -> Bool {
    point.loss <= start.loss + fall * point.step * start.slope
  }

  private func isFlat(_ point: LinePoint, _ start: LinePoint) -> Bool {
    abs(point.slope) <= -flatness * start.slope
  }

  /// Where the cubic through two points with their slopes is least, within bounds; the middle where
  /// there is no such place.
  private static func minimum(
    _ a: LinePoint, _ b: LinePoint, within bounds: (least: Double, most: Double)
  ) -> Double {
    let middle = (bounds.least + bounds.most) / 2
    let (first, second) = a.step <= b.step ? (a, b) : (b, a)
    let d1 = a.slope + b.slope - 3 * (a.loss - b.loss) / (a.step - b.step)
    let square = d1 * d1 - a.slope * b.slope
    guard square >= 0 else { return middle }
    let d2 = square.squareRoot()
    let place =
      second.step - (second.step - first.step)
      * ((second.slope + d2 - d1) / (second.slope - first.slope + 2 * d2))
    return place.isFinite ? min(max(place, bounds.least), bounds.most) : middle
  }
}
