import Apus
import Foundation

/// What a kernel workload has to compute, written plainly in Double: a benchmark of wrong results
/// would measure nothing.
enum Reference {
  /// - Throws: `BenchmarkError` where a result of a kernel workload differs by more than 1e-5, as a
  ///   share of the largest. Training workloads have no reference: their losses are looked at.
  static func check(_ workload: ApusWorkload, _ name: WorkloadName) throws {
    let inputs = try workload.firstInputs()
    guard let expected = values(name, workload.extents, inputs) else { return }
    let found = try workload.firstOutput().doubles
    let scale = expected.reduce(1e-3) { max($0, abs($1)) }
    guard found.count == expected.count else {
      throw BenchmarkError("\(name.rawValue): \(found.count) results, not \(expected.count)")
    }
    for (index, (value, wanted)) in zip(found, expected).enumerated()
    where !(abs(value - wanted) <= 1e-5 * scale) {
      throw BenchmarkError(
        "\(name.rawValue) \(workload.extents): element \(index) is \(value), not \(wanted)")
    }
  }

  private static func values(
    _ name: WorkloadName, _ extents: Extents, _ inputs: [String: [Double]]
  ) -> [Double]? {
    func input(_ key: String) -> [Double] { inputs[key] ?? [] }
    func eachRow(_ function: ([Double]) -> [Double]) -> [Double] {
      let (x, columns) = (input("x"), extents["columns"])
      return (0..<extents["rows"]).flatMap { function(Array(x[$0 * columns..<($0 + 1) * columns])) }
    }
    switch name {
    case .gemm:
      return product(input("a"), input("b"), extents)
    case .softmax:
      return eachRow { row in
        let exponentials = row.map { exp($0) }
        let total = exponentials.reduce(0, +)
        return exponentials.map { $0 / total }
      }
    case .sum:
      return eachRow { [$0.reduce(0, +)] }
    case .layerNorm:
      return eachRow { row in
        let mean = row.reduce(0, +) / Double(row.count)
        let variance = row.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(row.count)
        return row.indices.map {
          (row[$0] - mean) / (variance + 1e-5).squareRoot() * input("scale")[$0]
            + input("offset")[$0]
        }
      }
    case .gelu:
      return zip(zip(input("a"), input("b")), input("c")).map { factors, c in
        let x = factors.0 * factors.1 + c
        return x / 2 * (1 + erf(x / 2.0.squareRoot()))
      }
    case .conv:
      return convolution(extents, inputs)
    case .gather:
      return gather(input("x"), input("indices"), extents["width"])
    case .scatterAdd:
      return scatterAdd(input("upstream"), input("indices"), extents)
    case .transpose:
      return swapAxes(input("x0"), extents)
    case .concatenate:
      return concatenation((0..<extents["parts"]).map { input("x\($0)") }, extents)
    case .pad:
      return padding(input("x0"), extents)
    case .topK:
      return eachRow { Array($0.sorted(by: >).prefix(extents["k"])) }
    case .cumsum where extents["axis"] == 1:
      return eachRow { row in
        var total = 0.0
        return row.map {
          total += $0
          return total
        }
      }
    case .cumsum:
      var sums = input("x")
      for place in sums.indices.dropFirst(extents["columns"]) {
        sums[place] += sums[place - extents["columns"]]
      }
      return sums
    default:
      return nil
    }
  }

  private static func product(_ a: [Double], _ b: [Double], _ extents: Extents) -> [Double] {
    let (m, k, n) = (extents["m"], extents["k"], extents["n"])
    let (transposeA, transposeB) = (extents["ta"] != 0, extents["tb"] != 0)
    var result: [Double] = []
    for matrix in 0..<extents["batch"] {
      for row in 0..<m {
        for column in 0..<n {
          var total = 0.0
          for inner in 0..<k {
            let left = transposeA ? inner * m + row : row * k + inner
            let right = transposeB ? column * k + inner : inner * n + column
            total += a[matrix * m * k + left] * b[matrix * k * n + right]
          }
          result.append(total)
        }
      }
    }
    return result
  }
}
