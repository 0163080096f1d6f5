import ApusGraph

extension Reference {
  /// What slides over the last axes.
  static func windows(
    _ op: any Op, _ x: [ReferenceArray], _ context: Context
  ) throws -> [ReferenceArray]? {
    switch op {
    case let op as WindowSum:
      let slide = try Slide(op.windows, on: x[0].shape, context)
      return [
        slide.collected(x[0].dtype) { lead, o in
          slide.places(lead, o).reduce(0) { $0 + x[0].values[$1.position] }
        }
      ]
    case let op as WindowSpread:
      let slide = try Slide(op.windows, on: op.shape.extents(context.binding), context)
      return [
        slide.scattered(x[0].dtype) { result, lead, o, flat in
          for place in slide.places(lead, o) { result[place.position] += x[0].values[flat] }
        }
      ]
    case let op as WindowMaximum:
      return try maxima(op, x[0], context)
    case let op as WindowPick:
      let slide = try Slide(op.windows, on: x[0].shape, context)
      var flat = -1
      return [
        slide.collected(x[0].dtype) { lead, _ in
          flat += 1
          let index = Int(x[1].values[flat])
          guard index >= 0, index < slide.area else { return 0 }
          return x[0].values[position(lead, in: slide.lead) * slide.area + index]
        }
      ]
    case let op as WindowScatter:
      return [try scattered(op, x, context)]
    case let op as Window:
      return [try unfolded(op, x[0], context)]
    case let op as Unwindow:
      return [try folded(op, x[0], context)]
    default:
      return nil
    }
  }

  /// Windows with numbers for all extents.
  private struct Slide {
    var windows: [WindowAxis]
    var counts: [Int]
    var lead: [Int]
    var extents: [Int]

    init(_ windows: [WindowAxis], on shape: [Int], _ context: Context) throws {
      self.windows = windows
      counts = try windows.map { try $0.count.value(context.binding) }
      lead = Array(shape.dropLast(windows.count))
      extents = Array(shape.suffix(windows.count))
    }

    var area: Int { extents.reduce(1, *) }

    /// The positions on one axis of a window's taps; nil for those beyond the edges.
    func taps(_ axis: Int, _ o: Int) -> [Int?] {
      let (window, n) = (windows[axis], extents[axis])
      if window.isAdaptive {
        let first = Int((Double(o * n) / Double(counts[axis])).rounded(.down))
        let end = Int((Double((o + 1) * n) / Double(counts[axis])).rounded(.up))
        return (first..<end).map { $0 }
      }
      return (0..<window.kernel).map { tap in
        let position = o * window.stride - window.before + tap * window.dilation
        return position >= 0 && position < n ? position : nil
      }
    }

    /// The taps of a window that exist, the last axis fastest: which, and where in the input.
    func places(_ lead: [Int], _ o: [Int]) -> [(tap: [Int], index: [Int], position: Int)] {
      let all = windows.indices.map { taps($0, o[$0]) }
      var result: [(tap: [Int], index: [Int], position: Int)] = []
      forEachIndex(of: all.map(\.count)) { tap in
        let index = zip(tap, all).compactMap { $1[$0] }
        guard index.count == windows.count else { return }
        result.append((tap, index, position(lead + index, in: self.lead + extents)))
      }
      return result
    }

    func collected(
      _ dtype: DType, _ value: ([Int], [Int]) -> Double
    ) -> ReferenceArray {
      var values: [Double] = []
      forEachIndex(of: lead + counts) { index in
        values.append(value(Array(index[..<lead.count]), Array(index[lead.count...])))
      }
      return ReferenceArray(values, shape: lead + counts, dtype: dtype)
    }

    func scattered(
      _ dtype: DType, start: Double = 0, _ visit: (inout [Double], [Int], [Int], Int) -> Void
    ) -> ReferenceArray {
      var result = ReferenceArray(repeating: start, shape: lead + extents, dtype: dtype)
      var flat = 0
      forEachIndex(of: lead + counts) { index in
        visit(&result.values, Array(index[..<lead.count]), Array(index[lead.count...]), flat)
        flat += 1
      }
      return result
    }
  }

  private static func maxima(
    _ op: WindowMaximum, _ x: ReferenceArray, _ context: Context
  ) throws -> [ReferenceArray] {
    let slide = try Slide(op.windows, on: x.shape, context)
    var places: [Double] = []
    let values = slide.collected(x.dtype) { lead, o in
      var best: (value: Double, index: [Int])?
      for place in slide.places(lead, o) {
        let value = x.values[place.position]
        guard let known = best else {
          best = (value, place.index)
          continue
        }
        if value > known.value || (value.isNaN && !known.value.isNaN) {
          best = (value, place.index)
        }
      }
      places.append(best.map { Double(position($0.index, in: slide.extents)) } ?? 0)
      return best?.value ?? -.infinity
    }
    return [values, ReferenceArray(places, shape: values.shape, dtype: .int32)]
  }

  private static func scattered(
    _ op: WindowScatter, _ x: [ReferenceArray], _ context: Context
  ) throws -> ReferenceArray {
    let slide = try Slide(op.windows, on: op.shape.extents(context.binding), context)
    let indices = x[x.count - 1]
    let windowCount = slide.counts.reduce(1, *)
    return slide.scattered(
      op.findsOwner ? .int32 : x[0].dtype, start: op.findsOwner ? -1 : 0
    ) { result, lead, o, flat in
      for place in slide.places(lead, o)
      where Double(position(place.index, in: slide.extents)) == indices.values[flat] {
        if op.findsOwner {
          result[place.position] = Double(flat % windowCount)
        } else {
          result[place.position] += x[0].values[flat]
        }
      }
    }
  }

  private static func unfolded(
    _ op: Window, _ x: ReferenceArray, _ context: Context
  ) throws -> ReferenceArray {
    let slide = try Slide(op.windows, on: x.shape, context)
    let shape = slide.lead + op.windows.map(\.kernel) + slide.counts
    var result = ReferenceArray(repeating: 0, shape: shape, dtype: x.dtype)
    forEachIndex(of: slide.lead + slide.counts) { index in
      let (lead, o) = (Array(index[..<slide.lead.count]), Array(index[slide.lead.count...]))
      for place in slide.places(lead, o) {
        result.values[position(lead + place.tap + o, in: shape)] = x.values[place.position]
      }
    }
    return result
  }

  private static func folded(
    _ op: Unwindow, _ y: ReferenceArray, _ context: Context
  ) throws -> ReferenceArray {
    let slide = try Slide(op.windows, on: op.shape.extents(context.binding), context)
    return slide.scattered(y.dtype) { result, lead, o, _ in
      for place in slide.places(lead, o) {
        result[place.position] += y.values[position(lead + place.tap + o, in: y.shape)]
      }
    }
  }
}
