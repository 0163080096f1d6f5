import ApusGraph

/// Loads of a map that are contiguous along another loop than the innermost: a transposition. Row
/// by row they would touch a cache line for each element, so the map is computed in square tiles:
/// as many vectors as a vector has lanes are read along the other loop and transposed in registers.
struct TransposedReads {
  /// The loop that they are contiguous along.
  let loop: Int
  let loads: [Ref]
  /// The lanes of a vector, and the extents of a tile.
  let width: Int

  /// Nil where a map has none, or too few rows or columns for tiles.
  init?(_ map: LoweredKernel, width: Int) {
    guard width > 1, let inner = map.domain.indices.last else { return nil }
    var (loop, loads): (Int?, [Ref]) = (nil, [])
    for (ref, instruction) in map.body.instructions.enumerated() {
      guard case .load(let access) = instruction, access.bounds.isEmpty,
        !(-1...2).contains(access.index.strides[inner].fixed ?? .max),
        let along = access.index.strides.firstIndex(of: 1), along == loop ?? along
      else { continue }
      loop = along
      loads.append(ref)
    }
    guard let loop, map.domain[loop].isProvablyAtLeast(Dim(width)),
      map.domain[inner].isProvablyAtLeast(Dim(width))
    else { return nil }
    (self.loop, self.loads, self.width) = (loop, loads, width)
  }

  /// The expressions of the loads in row `r` of a tile.
  var vectors: [Ref: String] {
    Dictionary(uniqueKeysWithValues: loads.map { ($0, "tile\($0)[r]") })
  }

  /// Lines that read the tile at row `d` and column `j`.
  func lines(
    _ map: LoweredKernel, _ emitter: BodyEmitter, _ text: inout KernelText
  ) -> [String] {
    var loops = emitter.loops
    loops[loop] = "d"
    return loads.flatMap { ref -> [String] in
      guard let access = map.body.instructions[ref].access else { return [] }
      let dtype = map.body.types[ref]
      let type = CType.register(dtype, width)
      let (pointer, step) = (
        text.pointer(access.value), text.dim(access.index.strides[map.domain.count - 1])
      )
      var lines = ["const int at = \(text.affine(access.index, loops));"]
      for column in 0..<width {
        let place = "\(pointer) + at" + (column == 0 ? "" : " + \(column) * \(step)")
        let bits = VectorAccess.load(text.dtype(access.value), width, place)
        lines.append("const \(type) a0_\(column) = \(emitter.numbers(bits, dtype, width));")
      }
      lines += transposition(type)
      return ["\(type) tile\(ref)[\(width)];", "{"] + lines.map { "  " + $0 }
        + (0..<width).map { "  tile\(ref)[\($0)] = a\(stages)_\($0);" } + ["}"]
    }
  }

  private var stages: Int { width.trailingZeroBitCount }

  /// Each stage interleaves row i with row i + width / 2, which rotates the bits of an element's row and
  /// column by one place; after as many stages as a row number has bits, they have changed places.
  private func transposition(_ type: String) -> [String] {
    (0..<stages).flatMap { stage in
      (0..<width / 2).flatMap { row -> [String] in
        let (low, high) = ("a\(stage)_\(row)", "a\(stage)_\(row + width / 2)")
        let results = ["a\(stage + 1)_\(2 * row)", "a\(stage + 1)_\(2 * row + 1)"]
        return zip(results, width == 2 ? ["x", "y"] : ["lo", "hi"]).flatMap { name, half in
          let (even, odd) = width == 2 ? ("x", "y") : ("even", "odd")
          return [
            "\(type) \(name);",
            "\(name).\(even) = \(low).\(half), \(name).\(odd) = \(high).\(half);",
          ]
        }
      }
    }
  }
}
