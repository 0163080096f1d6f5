import Apus
import Foundation
import Testing

/// docs/schedules.svg shows what the schedules do now. `APUS_WRITE_PICTURES=1` writes it anew.
@Suite struct SchedulePictureTests {
  private func picture() throws -> String {
    let named = Dictionary(
      uniqueKeysWithValues: ScheduleGoldenTests.cases.map { ($0.name, $0.schedule) })
    // Titles, and for each curve its label and case.
    let charts: [(title: String, curves: KeyValuePairs<String, String>)] = [
      ("Stairs", ["constant": "constant", "step": "step", "multiStep": "multiStep"]),
      ("exponential", ["factor 0.93": "exponential"]),
      ("polynomial", ["power 2.5": "polynomial", "power 0.5": "polynomial to"]),
      ("linear", ["over 40 steps": "linear"]),
      ("cosine", ["over 80 steps": "cosine", "over 30": "cosine optax"]),
      (
        "cosineRestarts",
        ["period 7": "cosineRestarts", "5, multiplier 3": "cosineRestarts longer"]
      ),
      (
        "oneCycle",
        ["cosine": "oneCycle", "linear": "oneCycle linear", "3 phases": "oneCycle three"]
      ),
      ("oneCycleMomentum", ["cosine": "oneCycle momentum", "3 phases": "oneCycle three momentum"]),
      (
        "cyclic",
        [
          "triangular": "cyclic", "triangular2": "cyclic triangular2",
          "exponential": "cyclic exponential",
        ]
      ),
      (
        "cyclicMomentum",
        ["triangular": "cyclic momentum", "triangular2": "cyclic triangular2 momentum"]
      ),
      ("noam", ["width 512, warmUp 20": "noam", "64, 30": "noam torch"]),
      ("piecewiseConstant", ["4 values": "piecewiseConstant"]),
      ("piecewiseLinear", ["4 points": "piecewiseLinear"]),
      ("warmUp of a cosine", ["from 0.25": "warmUp", "from 0": "warmUp optax"]),
      ("warmUp of an exponential", ["overlaps": "warmUp overlaps"]),
      ("sequential", ["3 parts": "sequential", "3 others": "sequential optax"]),
    ]
    let (width, height, columns) = (330, 230, 4)
    let rows = (charts.count + columns - 1) / columns
    var text = """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width * columns) \(height * rows)" \
      width="\(width * columns)" height="\(height * rows)" role="img">
      <title>Schedules over 100 steps</title>

      """
    for (place, chart) in charts.enumerated() {
      let series = try chart.curves.map { label, name in
        let values = try #require(named[name]).values(0..<100)
        return (name: label, points: values.enumerated().map { (Double($0.offset), $0.element) })
      }
      let svg = LineChart(title: chart.title, series: series).svg(width: width, height: height)
      let (x, y) = (place % columns * width, place / columns * height)
      text += "<svg x=\"\(x)\" y=\"\(y)\"" + svg.dropFirst("<svg".count)
    }
    return text + "</svg>\n"
  }

  @Test func pictureIsUpToDate() throws {
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let file = URL(filePath: "/\(root)/docs/schedules.svg")
    let text = try picture()
    if ProcessInfo.processInfo.environment["APUS_WRITE_PICTURES"] == "1" {
      try Data(text.utf8).write(to: file)
    }
    #expect(try String(decoding: Data(contentsOf: file), as: UTF8.self) == text)
  }
}
