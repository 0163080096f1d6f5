extension LineChart {
  /// The colours of the curves, in order (Okabe and Ito's, told apart with any colour vision).
  static let colours = [
    "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000", "#b8a800",
  ]

  /// The chart as a complete SVG document.
  /// - Parameters:
  ///   - width: of the picture in pixels, at least 240.
  ///   - height: of the picture in pixels, at least 160.
  public func svg(width: Int = 720, height: Int = 420) -> String {
    ChartWriter(self, width: Double(max(width, 240)), height: Double(max(height, 160))).document()
  }
}

/// One chart on its way to SVG.
private struct ChartWriter {
  let chart: LineChart
  let width: Double
  let height: Double
  let xAxis: ChartAxis
  let yAxis: ChartAxis
  let left: Double
  let right: Double
  let top: Double
  let bottom: Double
  let legend: [(x: Double, row: Int)]

  init(_ chart: LineChart, width: Double, height: Double) {
    self.chart = chart
    self.width = width
    self.height = height
    let points = chart.series.flatMap(\.points).filter { chart.isDrawable($0) }
    xAxis = ChartAxis(values: points.map(\.x), isTight: true)
    yAxis = ChartAxis(values: points.map(\.y), isLogarithmic: chart.logY)
    let widest = yAxis.ticks.map { SVGText.width($0.text, size: 11) }.max() ?? 0
    left = 20 + widest + (chart.yLabel.isEmpty ? 0 : 22)
    right = width - 24
    legend = Self.places(chart, left: left, right: right)
    let rows = Double((legend.last?.row ?? -1) + 1)
    top = (chart.title.isEmpty ? 18 : 46) + rows * 20
    bottom = height - (chart.xLabel.isEmpty ? 34 : 54)
  }

  private static func places(
    _ chart: LineChart, left: Double, right: Double
  ) -> [(x: Double, row: Int)] {
    var places: [(x: Double, row: Int)] = []
    var x = left
    var row = 0
    for series in chart.series {
      let size = 44 + SVGText.width(SVGText.shortened(series.name, limit: 40), size: 12)
      if x > left && x + size > right { (x, row) = (left, row + 1) }
      places.append((x, row))
      x += size
    }
    return places
  }

  func document() -> String {
    let size = "width=\"\(SVGText.number(width))\" height=\"\(SVGText.number(height))\""
    let title = chart.title.isEmpty ? "chart" : chart.title
    var parts = [
      """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(SVGText.number(width)) \
      \(SVGText.number(height))" \(size) role="img" font-family="\(SVGText.fonts)">
      <title>\(SVGText.escaped(title))</title>
      <style>.g{stroke:#e2e8f0;stroke-width:1}.a{stroke:#94a3b8;stroke-width:1}\
      .t{font-size:11px;fill:#475569}.k{font-size:12px;fill:#1e293b}\
      .c{fill:none;stroke-width:1.8;stroke-linejoin:round;stroke-linecap:round}</style>
      <rect width="100%" height="100%" fill="#ffffff"/>
      """
    ]
    if !chart.title.isEmpty {
      parts.append(
        text(
          chart.title, x: (left + right) / 2, y: 26, anchor: "middle",
          style: "font-size=\"16\" font-weight=\"700\" fill=\"#0f172a\""))
    }
    parts += axes()
    for (index, series) in chart.series.enumerated() {
      let colour = LineChart.colours[index % LineChart.colours.count]
      let dashes = index < LineChart.colours.count ? "" : " stroke-dasharray=\"6 3\""
      parts += chart.stretches(series).map { curve($0, colour, dashes) }
      parts.append(legendEntry(series.name, legend[index], colour, dashes))
    }
    return parts.joined(separator: "\n") + "\n</svg>\n"
  }

  // MARK: Axes

  private func axes() -> [String] {
    var parts: [String] = []
    for tick in yAxis.ticks {
      let y = bottom - (bottom - top) * yAxis.fraction(ofUnit: tick.value)
      parts.append(line("g", left, y, right, y))
      parts.append(text(tick.text, x: left - 7, y: y + 4, anchor: "end", style: "class=\"t\""))
    }
    for tick in xAxis.ticks {
      let x = left + (right - left) * xAxis.fraction(ofUnit: tick.value)
      parts.append(line("g", x, top, x, bottom))
      parts.append(text(tick.text, x: x, y: bottom + 17, anchor: "middle", style: "class=\"t\""))
    }
    parts.append(line("a", left, bottom, right, bottom))
    parts.append(line("a", left, top, left, bottom))
    if !chart.xLabel.isEmpty {
      parts.append(
        text(
          chart.xLabel, x: (left + right) / 2, y: height - 13, anchor: "middle",
          style: "class=\"k\""))
    }
    if !chart.yLabel.isEmpty {
      let middle = SVGText.number((top + bottom) / 2)
      parts.append(
        text(
          chart.yLabel, x: 18, y: (top + bottom) / 2, anchor: "middle",
          style: "class=\"k\" transform=\"rotate(-90 18 \(middle))\""))
    }
    return parts
  }

  // MARK: Curves

  private func curve(_ points: [LineChart.Point], _ colour: String, _ dashes: String) -> String {
    let places = points.map { point in
      let x = left + (right - left) * xAxis.fraction(of: point.x)
      let y = bottom - (bottom - top) * yAxis.fraction(of: point.y)
      return "\(SVGText.number(x)),\(SVGText.number(y))"
    }
    if places.count == 1, let only = places.first {
      let ends = only.split(separator: ",")
      return "<circle cx=\"\(ends[0])\" cy=\"\(ends[1])\" r=\"3\" fill=\"\(colour)\"/>"
    }
    return "<polyline class=\"c\" stroke=\"\(colour)\"\(dashes) "
      + "points=\"\(places.joined(separator: " "))\"/>"
  }

  private func legendEntry(
    _ name: String, _ place: (x: Double, row: Int), _ colour: String, _ dashes: String
  ) -> String {
    let y = top - 16 - Double((legend.last?.row ?? 0) - place.row) * 20
    return "<line class=\"c\" stroke=\"\(colour)\"\(dashes) x1=\"\(SVGText.number(place.x))\" "
      + "x2=\"\(SVGText.number(place.x + 20))\" y1=\"\(SVGText.number(y))\" "
      + "y2=\"\(SVGText.number(y))\"/>"
      + text(
        SVGText.shortened(name, limit: 40), x: place.x + 27, y: y + 4, anchor: "start",
        style: "class=\"k\"")
  }

  private func line(
    _ style: String, _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double
  ) -> String {
    "<line class=\"\(style)\" x1=\"\(SVGText.number(x1))\" y1=\"\(SVGText.number(y1))\" "
      + "x2=\"\(SVGText.number(x2))\" y2=\"\(SVGText.number(y2))\"/>"
  }

  private func text(
    _ content: String, x: Double, y: Double, anchor: String, style: String
  ) -> String {
    "<text x=\"\(SVGText.number(x))\" y=\"\(SVGText.number(y))\" text-anchor=\"\(anchor)\" \(style)>"
      + "\(SVGText.escaped(content))</text>"
  }
}
