/// Curves over a common axis, such as losses over steps, as an SVG document.
///
///     let chart = LineChart(
///       title: "MNIST", xLabel: "step", yLabel: "loss",
///       series: [("train", [(0, 2.3), (100, 0.4)]), ("test", [(0, 2.3), (100, 0.5)])], logY: true)
///     print(chart.svg())
///
/// Points that are not finite leave a gap, as do values ≤ 0 on a logarithmic axis; a point alone
/// between gaps is a dot. Empty series stay in the legend.
public struct LineChart: Sendable, Hashable {
  /// A place in the plane.
  public struct Point: Sendable, Hashable {
    /// Along the horizontal axis.
    public var x: Double
    /// Along the vertical axis.
    public var y: Double

    /// The place at `x`, `y`.
    public init(x: Double, y: Double) {
      self.x = x
      self.y = y
    }
  }

  /// A named curve.
  public struct Series: Sendable, Hashable {
    /// What the legend calls it.
    public var name: String
    /// Its points, joined in this order.
    public var points: [Point]

    /// A curve through `points`.
    public init(name: String, points: [Point]) {
      self.name = name
      self.points = points
    }
  }

  /// What stands above the chart; empty for nothing.
  public var title: String
  /// What the horizontal axis shows, with its unit.
  public var xLabel: String
  /// What the vertical axis shows, with its unit.
  public var yLabel: String
  /// The curves.
  public var series: [Series]
  /// Whether the vertical axis is logarithmic.
  public var logY: Bool

  /// A chart of named curves, each a list of (x, y).
  public init(
    title: String = "", xLabel: String = "", yLabel: String = "",
    series: [(name: String, points: [(Double, Double)])], logY: Bool = false
  ) {
    self.title = title
    self.xLabel = xLabel
    self.yLabel = yLabel
    self.series = series.map { name, points in
      Series(name: name, points: points.map { Point(x: $0.0, y: $0.1) })
    }
    self.logY = logY
  }

  /// Whether a point has a place in this chart.
  func isDrawable(_ point: Point) -> Bool {
    point.x.isFinite && point.y.isFinite && (!logY || point.y > 0)
  }

  /// The stretches of a curve between its gaps.
  func stretches(_ series: Series) -> [[Point]] {
    series.points.split { !isDrawable($0) }.map { Array($0) }
  }
}
