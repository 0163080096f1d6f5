import ApusGraph

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension Reference {
  /// Connectionist temporal classification by what it means: the probability of reading the targets
  /// off frame by frame, merging what repeats and dropping blanks.
  static func sequenceLoss(_ op: any Op, _ x: [ReferenceArray]) -> [ReferenceArray]? {
    switch op {
    case let op as CTCLoss:
      let sequences = Sequences(Array(x), op.blank)
      let losses = (0..<sequences.batch).map { n -> Double in
        let p = sequences.probability(of: n)
        return p == 0 && op.zeroesInfinity ? 0 : -log(p)
      }
      // The forward variables are the operation's own affair; nothing compares them.
      let positions = 2 * x[1].shape[1] + 1
      let alpha = ReferenceArray(
        repeating: 0, shape: [sequences.batch, x[0].shape[0], positions], dtype: x[0].dtype)
      return [ReferenceArray(losses, shape: [sequences.batch], dtype: x[0].dtype), alpha]
    case let op as CTCLossGradient:
      let sequences = Sequences(Array(x[1...4]), op.blank)
      var gradient = ReferenceArray(repeating: 0, shape: x[1].shape, dtype: x[1].dtype)
      for n in 0..<sequences.batch {
        let whole = sequences.probability(of: n)
        for t in 0..<sequences.frames[n] {
          for c in 0..<x[1].shape[2] {
            // The probability is linear in each frame's: its part with class c at frame t.
            let part = sequences.probability(of: n, fixing: (t, c))
            let value = whole == 0 ? (op.zeroesInfinity ? 0 : .nan) : -part / whole
            gradient.values[position([t, n, c], in: x[1].shape)] = x[0].values[n] * value
          }
        }
      }
      return [gradient]
    default: return nil
    }
  }

  private struct Sequences {
    var scores: ReferenceArray
    var targets: [[Int]]
    var frames: [Int]
    var blank: Int
    var batch: Int { frames.count }

    init(_ x: [ReferenceArray], _ blank: Int) {
      scores = x[0]
      frames = x[2].values.map { Int($0) }
      let width = x[1].shape[1]
      targets = x[3].values.enumerated().map { n, count in
        x[1].values[n * width..<n * width + Int(count)].map { Int($0) }
      }
      self.blank = blank
    }

    /// - Parameter fixing: a frame and the only class it may emit.
    func probability(of n: Int, fixing: (t: Int, c: Int)? = nil) -> Double {
      struct State: Hashable {
        /// How many targets are read, and the class that the last frame emitted.
        var read: Int
        var last: Int
      }
      let target = targets[n]
      var states = [State(read: 0, last: blank): 1.0]
      for t in 0..<frames[n] {
        var next: [State: Double] = [:]
        for (state, p) in states.sorted(by: {
          ($0.key.read, $0.key.last) < ($1.key.read, $1.key.last)
        }) {
          for c in 0..<scores.shape[2] {
            if let fixing, fixing.t == t, fixing.c != c { continue }
            var moved = State(read: state.read, last: c)
            if c != blank && c != state.last {
              guard state.read < target.count, target[state.read] == c else { continue }
              moved.read += 1
            }
            next[moved, default: 0] +=
              p * exp(scores.values[position([t, n, c], in: scores.shape)])
          }
        }
        states = next
      }
      return states.filter { $0.key.read == target.count }.values.sorted().reduce(0, +)
    }
  }
}
