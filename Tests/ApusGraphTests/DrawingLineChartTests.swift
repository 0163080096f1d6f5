import Testing

@testable import ApusGraph

@Suite struct DrawingLineChartTests {
  @Test func ticksAreNice() {
    #expect(ChartAxis(values: [0, 1]).ticks.map(\.text) == ["0", "0.2", "0.4", "0.6", "0.8", "1"])
    #expect(ChartAxis(values: [3, 97]).ticks.map(\.text) == ["0", "20", "40", "60", "80", "100"])
    let small = ChartAxis(values: [0.0012, 0.0048])
    #expect(small.ticks.map(\.text) == ["0.001", "0.002", "0.003", "0.004", "0.005"])
    #expect(ChartAxis(values: [-1, 1]).ticks.map(\.text).contains("0"))
    #expect(ChartAxis(values: [0, 50_000]).ticks.last?.text == "50k")
  }

  @Test func logarithmicTicksAreDecades() {
    let axis = ChartAxis(values: [0.02, 3], isLogarithmic: true)
    #expect(axis.ticks.map(\.text) == ["0.01", "0.1", "1", "10"])
    #expect(abs(axis.fraction(of: 1) - 2.0 / 3) < 1e-12)
    let narrow = ChartAxis(values: [0.02, 0.03], isLogarithmic: true)
    #expect(narrow.ticks.map(\.text).contains("0.022"))
  }

  @Test(
    arguments: [
      [], [0], [7], [-3, -3], [1e300, -1e300], [2e-308, 1e-300],
      [.greatestFiniteMagnitude, -.greatestFiniteMagnitude], [1, 1.0000000001], [1e15, 1e15 + 1],
    ] as [[Double]])
  func everyRangeHasAnAxis(values: [Double]) {
    for isTight in [false, true] {
      let axis = ChartAxis(values: values, isTight: isTight)
      #expect(axis.low < axis.high && axis.low.isFinite && axis.high.isFinite)
      #expect(values.allSatisfy { (-0.001...1.001).contains(axis.fraction(of: $0)) })
      #expect(axis.ticks.count <= 16)
    }
  }

  @Test func numbersAreShort() {
    #expect(ChartAxis.text(0) == "0")
    #expect(ChartAxis.text(-2.5) == "-2.5")
    #expect(ChartAxis.text(1000) == "1000")
    #expect(ChartAxis.text(12_500) == "12.5k")
    #expect(ChartAxis.text(3e7) == "30M")
    #expect(ChartAxis.text(1e-7) == "1e-7")
    #expect(ChartAxis.text(2.5e12) == "2.5e12")
  }

  @Test func valuesThatAreNotFiniteLeaveGaps() {
    let points: [(Double, Double)] = [(0, 1), (1, 2), (2, .nan), (3, 1), (4, .infinity), (5, 0)]
    let chart = LineChart(series: [("a", points)])
    #expect(chart.stretches(chart.series[0]).map(\.count) == [2, 1, 1])
    let logarithmic = LineChart(series: [("a", points)], logY: true)
    #expect(logarithmic.stretches(logarithmic.series[0]).map(\.count) == [2, 1])
    let svg = chart.svg()
    #expect(svg.contains("<polyline") && svg.contains("<circle"))
    #expect(!svg.lowercased().contains("nan") && !svg.contains("inf"))
  }

  @Test func emptyConstantAndSingleSeriesDraw() {
    for logY in [false, true] {
      let series: [[(String, [(Double, Double)])]] = [
        [], [("empty", [])], [("one", [(3, 3)])], [("flat", [(0, 5), (9, 5)])],
        [("none", [(0, .nan), (.infinity, 1)])],
      ]
      for one in series {
        let svg = LineChart(title: "<&>", series: one.map { ($0.0, $0.1) }, logY: logY).svg()
        #expect(svg.hasSuffix("</svg>\n") && svg.contains("&lt;&amp;&gt;"))
        #expect(!svg.contains("nan") && !svg.contains("inf"))
      }
    }
  }

  @Test func tinySizesAreRaised() {
    let svg = LineChart(series: []).svg(width: -5, height: 0)
    #expect(svg.contains("width=\"240\" height=\"160\""))
  }
}
