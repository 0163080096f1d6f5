/// A standard normal distribution of which only what lies between two bounds is drawn, by the inverse
/// of its distribution function (as PyTorch's `trunc_normal_`; L. Devroye, "Non-uniform random variate
/// generation", 1986, section II.2).
struct TruncatedNormal {
  private let low: Double
  private let high: Double
  /// The shares of the whole distribution below the bounds.
  private let shares: (low: Double, high: Double)
  /// Whether the bounds have changed sides: shares are exact below the mean, and near 1 above it.
  private let isMirrored: Bool

  /// Bounds in deviations, low < high.
  init(low: Double, high: Double) {
    isMirrored = low > 0
    (self.low, self.high) = isMirrored ? (-high, -low) : (low, high)
    shares = (TruncatedNormal.share(below: self.low), TruncatedNormal.share(below: self.high))
  }

  /// The next number, low ≤ x ≤ high.
  func next(_ random: inout RandomStream) -> Double {
    // In the middle of its step, so that neither 0 nor 1 comes out, which have no finite inverse.
    let uniform = Double(random.uniform()) + 0x1p-25
    let share = shares.low + uniform * (shares.high - shares.low)
    let x = min(max(TruncatedNormal.quantile(share), low), high)
    return isMirrored ? -x : x
  }

  /// The share of a standard normal distribution below `x`.
  private static func share(below x: Double) -> Double {
    complementaryErrorFunction(-x / 2.0.squareRoot()) / 2
  }

  /// The number with a share of `p` below it, 0 < p < 1: P. Acklam's rational approximation ("An
  /// algorithm for computing the inverse normal cumulative distribution function", 2003), good to
  /// 1e-9, and one step of Halley's method.
  private static func quantile(_ p: Double) -> Double {
    if p > 0.5 { return -quantile(1 - p) }
    var x: Double
    if p < 0.02425 {
      let q = (-2 * logarithm(p)).squareRoot()
      x =
        polynomial(
          q, -7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838,
          -2.549732539343734, 4.374664141464968, 2.938163982698783)
        / (polynomial(
          q, 7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996, 3.754408661907416)
          * q + 1)
    } else {
      let q = p - 0.5
      let r = q * q
      x =
        q
        * polynomial(
          r, -3.969683028665376e+01, 2.209460984245205e+02, -2.759285104469687e+02,
          1.383577518672690e+02, -3.066479806614716e+01, 2.506628277459239)
        / (polynomial(
          r, -5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02,
          6.680131188771972e+01, -1.328068155288572e+01) * r + 1)
    }
    // The density underflows where Acklam's digits have to do.
    let density = exponential(-x * x / 2) / (2 * Double.pi).squareRoot()
    guard density > 0 else { return x }
    let error = (share(below: x) - p) / density
    x -= error / (1 + x * error / 2)
    return x
  }

  private static func polynomial(_ x: Double, _ coefficients: Double...) -> Double {
    coefficients.reduce(0) { $0 * x + $1 }
  }
}
