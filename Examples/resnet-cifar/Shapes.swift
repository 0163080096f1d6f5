import Apus
import ApusData

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Draws images of ten shapes, of the size and form of CIFAR-10.
///
/// Colours of shape and ground, the place, the size, a small turn, spots and noise are drawn in the same
/// way for all classes, so that neither a mean of colours nor any single pixel tells one from another:
/// the outline has to be seen.
struct Shapes {
  /// uint8 `[count, 3, 32, 32]`.
  let images: Tensor
  /// int32 `[count]`.
  let labels: Tensor

  static let classNames = [
    "disc", "ring", "square", "frame", "triangle", "plus", "cross", "diamond", "bars", "crescent",
  ]

  /// As many of each class, in turn.
  init(count: Int, seed: UInt64, stream: UInt64) throws {
    var random = SplitMix64(seed: seed, stream: stream)
    var pixels: [UInt8] = []
    pixels.reserveCapacity(count * 3072)
    let labels = (0..<count).map { Int32($0 % 10) }
    for label in labels { Picture(label: Int(label), &random).append(to: &pixels, &random) }
    images = try Tensor(bytes: pixels, shape: [count, 3, 32, 32], dtype: .uint8)
    self.labels = Tensor(labels)
  }

  /// Whether a point belongs to a shape that fills about −1...1 along both axes, v pointing down.
  fileprivate static func contains(_ label: Int, _ u: Float, _ v: Float) -> Bool {
    let round = u * u + v * v
    let (far, near) = (max(abs(u), abs(v)), min(abs(u), abs(v)))
    switch label {
    case 0: return round < 1
    case 1: return round < 1 && round > 0.35
    case 2: return far < 0.9
    case 3: return far < 0.95 && far > 0.55
    case 4: return v < 0.8 && abs(u) < (v + 1) / 1.8
    case 5: return far < 1 && near < 0.3
    case 6:
      let (a, b) = ((u + v) * 0.7071, (u - v) * 0.7071)
      return max(abs(a), abs(b)) < 1 && min(abs(a), abs(b)) < 0.3
    case 7: return abs(u) + abs(v) < 1.1
    case 8: return abs(u) < 0.95 && abs(v) > 0.25 && abs(v) < 0.8
    default: return round < 1 && (u - 0.5) * (u - 0.5) + v * v > 0.6
    }
  }
}

/// What one image shows.
private struct Picture {
  private typealias Colour = SIMD3<Float>
  private struct Spot {
    let x, y, radius: Float
    let colour: Colour
  }

  private let label: Int
  private let shape: Colour
  /// The ground's colours at the top and at the bottom.
  private let ground: (Colour, Colour)
  private let x, y, radius: Float
  private let (cosine, sine): (Float, Float)
  private let noise: Float
  private let spots: [Spot]

  init(label: Int, _ random: inout SplitMix64) {
    self.label = label
    // A bright shape on a dark ground, or learning that either may be brighter takes long.
    ground = (Picture.colour(&random, in: 0..<130), Picture.colour(&random, in: 0..<130))
    // Another colour than the ground's, or there would be nothing to see.
    var shape = Picture.colour(&random, in: 100..<255)
    while min(distance(shape, ground.0), distance(shape, ground.1)) < 80 {
      shape = Picture.colour(&random, in: 100..<255)
    }
    self.shape = shape
    radius = random.number(in: 7..<13)
    x = random.number(in: radius - 1..<33 - radius)
    y = random.number(in: radius - 1..<33 - radius)
    let angle = random.number(in: -0.26..<0.26)  // 15°: a square never comes near a diamond.
    (cosine, sine) = (cos(angle), sin(angle))
    noise = random.number(in: 5..<25)
    spots = (0..<4).map { _ in
      Spot(
        x: random.number(in: 0..<32), y: random.number(in: 0..<32),
        radius: random.number(in: 1..<2.5), colour: Picture.colour(&random, in: 0..<255))
    }
  }

  /// Appends the three planes.
  func append(to pixels: inout [UInt8], _ random: inout SplitMix64) {
    let colours = (0..<1024).map { place -> Colour in
      let (column, row) = (Float(place % 32), Float(place / 32))
      // Four points to a pixel, for soft edges.
      var sum = Colour.zero
      for (dx, dy) in [(0.25, 0.25), (0.75, 0.25), (0.25, 0.75), (0.75, 0.75)] as [(Float, Float)] {
        sum += colour(column + dx, row + dy)
      }
      return sum / 4
    }
    for plane in 0..<3 {
      for colour in colours {
        // The sum of two even numbers: a triangle of this width to both sides.
        let shift = random.number(in: -noise..<noise) + random.number(in: -noise..<noise)
        pixels.append(UInt8(min(max(colour[plane] + shift, 0), 255)))
      }
    }
  }

  private func colour(_ column: Float, _ row: Float) -> Colour {
    for spot in spots {
      let (dx, dy) = (column - spot.x, row - spot.y)
      if dx * dx + dy * dy < spot.radius * spot.radius { return spot.colour }
    }
    let (dx, dy) = ((column - x) / radius, (row - y) / radius)
    if Shapes.contains(label, cosine * dx + sine * dy, cosine * dy - sine * dx) { return shape }
    return ground.0 + (ground.1 - ground.0) * (row / 32)
  }

  private static func colour(_ random: inout SplitMix64, in range: Range<Float>) -> Colour {
    Colour(random.number(in: range), random.number(in: range), random.number(in: range))
  }
}

private func distance(_ a: SIMD3<Float>, _ b: SIMD3<Float>) -> Float {
  let difference = a - b
  return (difference * difference).sum().squareRoot()
}

extension SplitMix64 {
  fileprivate mutating func number(in range: Range<Float>) -> Float {
    let share = Float(next() >> 40) * 0x1p-24
    return range.lowerBound + share * (range.upperBound - range.lowerBound)
  }
}
