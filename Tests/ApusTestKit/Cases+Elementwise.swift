import ApusGraph

extension OperationCases {
  static let elementwise: [OperationCase] =
    unaryCases + binaryCases + mixedCases + integerCases + castCases + specialCases + stateCases

  typealias Unary = @Sendable (Variable) throws -> Variable
  typealias Binary = @Sendable (Variable, Variable) throws -> Variable

  static let unaryOps: [(String, Generator, Unary)] = [
    ("negate", .normal, { try -$0 }),
    ("abs", .avoiding([0]), { try abs($0) }),
    ("exp", .normal, { try exp($0) }),
    ("log", .positive, { try log($0) }),
    ("sqrt", .positive, { try sqrt($0) }),
    ("sin", .normal, { try sin($0) }),
    ("cos", .normal, { try cos($0) }),
    ("tanh", .normal, { try tanh($0) }),
    ("sigmoid", .normal, { try sigmoid($0) }),
    ("relu", .avoiding([0]), { try relu($0) }),
    ("erf", .normal, { try erf($0) }),
    ("gelu", .normal, { try gelu($0) }),
    ("square by power", .positive, { try power($0, 2) }),
    ("cube of any sign by power", .avoiding([0]), { try power($0, 3) }),
    ("two to the power", .normal, { try power($0 * 0 + 2, $0) }),
    ("weak scalars", .positive, { try (1 - (2 * $0 + 3) / 4) / $0 + 1 / $0 - 5 }),
    ("clamped", .avoiding([-0.5, 0.5]), { try minimum(maximum($0, -0.5), 0.5) }),
    ("cast to the same type", .normal, { try cast($0, to: .float32) * 2 }),
  ]

  static let binaryOps: [(String, Generator, Binary)] = [
    ("add", .normal, { try $0 + $1 }),
    ("subtract", .normal, { try $0 - $1 }),
    ("multiply", .normal, { try $0 * $1 }),
    ("divide", .positive, { try $0 / $1 }),
    ("power", .positive, { try power($0, $1) }),
    ("minimum", .distinct, { try minimum($0, $1 + 0.01) }),
    ("maximum", .distinct, { try maximum($0, $1 + 0.01) }),
  ]

  private static var unaryCases: [OperationCase] {
    unaryOps.flatMap { name, generator, function in
      shapes.map { shape in
        OperationCase("\(name) \(shape)", .elementwise, [.float(shape, generator)]) {
          [try function($1[0])]
        }
      }
    }
  }

  private static var binaryCases: [OperationCase] {
    let plain = binaryOps.flatMap { name, generator, function in
      pairs.map { a, b in
        OperationCase(
          "\(name) \(a) \(b)", .elementwise, [.float(a, generator), .float(b, generator)]
        ) { [try function($1[0], $1[1])] }
      }
    }
    let withItself = binaryOps.filter { !["minimum", "maximum"].contains($0.0) }
      .map { name, _, function in
        OperationCase("\(name) with itself", .elementwise, [.float([3, 5], .positive)]) {
          [try function($1[0], $1[0])]
        }
      }
    return plain + withItself
  }

  private static var mixedCases: [OperationCase] {
    let lengths: [Shape] = [[1], [5], [10007]]
    let selects: [(Shape, Shape, Shape)] = [
      ([4, 1], [3], [2, 1, 3]), ([10007], [10007], []), ([1], [1], [1]), ([0], [0], []),
      ([41, 1], [37], [3, 1, 37]),
    ]
    let stops = lengths.map { shape in
      OperationCase(
        "stopGradient \(shape)", .elementwise, [.float(shape), .float(shape, gradient: false)]
      ) { [try $1[0] * stopGradient(exp($1[1]))] }
    }
    let sums = ([[3, 5], [1], [10007]] as [Shape]).map { shape in
      OperationCase(
        "addMany \(shape)", .elementwise, [.float(shape), .float(shape), .float(shape)]
      ) { try $0.add(AddMany(), $1) }
    }
    return stops + sums
      + selects.map { condition, a, b in
        OperationCase(
          "select \(condition) \(a) \(b)", .elementwise, [.bools(condition), .float(a), .float(b)]
        ) { [try select($1[0], $1[1], $1[2])] }
      } + [
        OperationCase("select of a number", .elementwise, [.bools([17]), .float([17])]) {
          [try select($1[0], $1[1] * $1[1], 0.5), try select($1[0], 2, $1[1])]
        },
        OperationCase("addMany of one", .elementwise, [.float([0, 5])]) {
          try $0.add(AddMany(), $1)
        },
      ]
  }

  /// NaN and infinities must come out where the mathematics says, and only there.
  private static var specialCases: [OperationCase] {
    let values: [Double] = [.nan, .infinity, -.infinity, 0, -0.0, 1, -1, 0.5, -2.5]
    let one = OperationCase.Input.values([9], values)
    let column = OperationCase.Input.values([9, 1], values)
    return unaryOps.map { name, _, function in
      OperationCase("\(name) of NaN and Inf", .elementwise, [one], order: 0) {
        [try function($1[0])]
      }
    }
      + binaryOps.map { name, _, function in
        OperationCase("\(name) of NaN and Inf", .elementwise, [column, one], order: 0) {
          [try function($1[0], $1[1])]
        }
      } + [
        OperationCase("select of NaN and Inf", .elementwise, [.bools([9]), one], order: 0) {
          [try select($1[0], $1[1], 1), try select($1[0], 1, $1[1])]
        }
      ]
  }
}
