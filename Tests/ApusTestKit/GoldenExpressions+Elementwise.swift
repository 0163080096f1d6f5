import ApusGraph

extension GoldenCase {
  /// Element-wise functions; see generate_elementwise.py.
  static let functions: [String: Expression] = [
    "sin": { x, _ in [try sin(x[0])] },
    "cos": { x, _ in [try cos(x[0])] },
    "tan": { x, _ in [try tan(x[0])] },
    "asin": { x, _ in [try asin(x[0])] },
    "acos": { x, _ in [try acos(x[0])] },
    "atan": { x, _ in [try atan(x[0])] },
    "atan2": { x, _ in [try atan2(x[0], x[1])] },
    "sinh": { x, _ in [try sinh(x[0])] },
    "cosh": { x, _ in [try cosh(x[0])] },
    "tanhOfAny": { x, _ in [try tanh(x[0])] },
    "asinh": { x, _ in [try asinh(x[0])] },
    "acosh": { x, _ in [try acosh(x[0])] },
    "atanh": { x, _ in [try atanh(x[0])] },
    "exp": { x, _ in [try exp(x[0])] },
    "exp2": { x, _ in [try exp2(x[0])] },
    "expm1": { x, _ in [try expm1(x[0])] },
    "log2": { x, _ in [try log2(x[0])] },
    "log10": { x, _ in [try log10(x[0])] },
    "log1p": { x, _ in [try log1p(x[0])] },
    "erfOfAny": { x, _ in [try erf(x[0])] },
    "erfc": { x, _ in [try erfc(x[0])] },
    "erfinv": { x, _ in [try erfinv(x[0])] },
    "rsqrt": { x, _ in [try rsqrt(x[0])] },
    "reciprocal": { x, _ in [try reciprocal(x[0])] },
    "square": { x, _ in [try square(x[0])] },
    "floor": { x, _ in [try floor(x[0])] },
    "ceil": { x, _ in [try ceil(x[0])] },
    "round": { x, _ in [try round(x[0])] },
    "trunc": { x, _ in [try trunc(x[0])] },
    "sign": { x, _ in [try sign(x[0])] },
    "clamp": { x, _ in [try clamp(x[0], low: -1, high: 2)] },
    "fmod": { x, _ in [try fmod(x[0], x[1])] },
    "remainder": { x, _ in [try remainder(x[0], x[1])] },
    "lerp": { x, _ in [try lerp(x[0], x[1], x[2])] },
    "classification": { x, _ in [try isNaN(x[0]), try isInf(x[0]), try isFinite(x[0])] },
    "bitwise": { x, _ in
      let (a, b, places) = (x[0], x[1], x[2])
      return [
        try bitwiseAnd(a, b), try bitwiseOr(a, b), try bitwiseXor(a, b), try bitwiseNot(a),
        try shiftLeft(a, places), try shiftRight(a, places),
      ]
    },
    "logical": { x, _ in
      [
        try logicalAnd(x[0], x[1]), try logicalOr(x[0], x[1]), try logicalXor(x[0], x[1]),
        try logicalNot(x[0]),
      ]
    },
    "comparisons": { x, _ in
      let (a, b) = (x[0], x[1])
      return [
        try a < b, try a <= b, try a > b, try a >= b, try equal(a, b), try notEqual(a, b),
      ]
    },
  ]

  /// The norms by their number in the fixture.
  private static let exponents = [0, 1, 2, 3, 1.5, 0.5, -1, .infinity, -.infinity]

  /// Reductions; the parameters end with the axes.
  static let reductions: [String: Expression] = [
    "product": { x, axes in [try product(x[0], axes: axes)] },
    "variance": { x, numbers in
      [try variance(x[0], axes: [Int](numbers.dropFirst()), correction: numbers[0])]
    },
    "standardDeviation": { x, numbers in
      [try standardDeviation(x[0], axes: [Int](numbers.dropFirst()), correction: numbers[0])]
    },
    "logSumExp": { x, axes in [try logSumExp(x[0], axes: axes)] },
    "norm": { x, numbers in [try norm(x[0], p: exponents[numbers[0]], axes: [1])] },
    "quantifiers": { x, _ in
      [
        try any(x[0], axes: [1]), try all(x[0], axes: [1]), try any(x[0]),
        try all(x[0], axes: [0]), try countNonZero(x[0], axes: [1]),
      ]
    },
  ]
}
