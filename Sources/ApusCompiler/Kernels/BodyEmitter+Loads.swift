import ApusGraph

// Reads of stored values, for single elements and for vectors.

extension BodyEmitter {
  /// The position of a lane's element, without a gather's own index.
  func position(
    _ ref: Ref, _ access: Access, _ lane: Int, _ text: inout KernelText
  ) -> String {
    let stride = inner.map { access.index.strides[$0] } ?? 0
    var terms: [String] = []
    if let known = base[ref] {
      terms.append(known)
      if stride != 0, let inner, let loop = loops[inner] {
        terms.append(stride == 1 ? loop : "\(loop) * \(text.dim(stride))")
      }
    } else {
      terms.append(text.affine(access.index, loops))
    }
    if lane > 0 && stride != 0 {
      terms.append(stride == 1 ? "\(lane)" : "\(lane) * \(text.dim(stride))")
    }
    return terms.joined(separator: " + ")
  }

  func element(
    _ pointer: String, _ at: String, _ value: ValueID, _ text: KernelText
  ) -> String {
    let dtype = text.dtype(value)
    if dtype.isHalf { return HalfFunctions.value("\(pointer)[\(at)]", dtype, 1) }
    return dtype == .bool ? "-(int)(\(pointer)[\(at)] != 0)" : "\(pointer)[\(at)]"
  }

  func load(
    _ ref: Ref, _ access: Access, _ dtype: DType, _ width: Int,
    _ text: inout KernelText
  ) -> String {
    let boundLevel = access.bounds.map { level($0.index) }.max() ?? .uniform
    let type = CType.register(dtype, width)
    guard width > 1, let near = neighbours(ref, access, dtype, width, &text) else {
      return vector(lanes(ref, access, width, &text), dtype)
    }
    if boundLevel < .inner {
      guard let condition = condition(access.bounds, 0, &text) else { return near.vector }
      // A branch, not a vector select: memory outside the bounds must not be read.
      return "(\(condition)) ? \(near.vector) : (\(type))(0)"
    }
    // What lies beyond the bounds of a lane is memory too, but for the ends of the value: all lanes are
    // read at once, and those beyond are 0.
    let outer = access.bounds.filter { level($0.index) < .inner }
    let inner = access.bounds.filter { level($0.index) == .inner }
    let masks = inner.map { bound -> String in
      let place = indexExpression(bound.index, .int32, width, &text)
      let extent = CType.splat(text.dim(bound.extent), .int32, width)
      let lanes = "as_uint\(width)(\(place))"
      return "(\(lanes) < as_uint\(width)(\(extent)))"
    }
    let zero = "(\(type))(0)"
    let chosen = Functions.select(masks.joined(separator: " & "), near.vector, zero, dtype, width)
    let single = vector(lanes(ref, access, width, &text), dtype)
    let at = position(ref, access, 0, &text)
    let last = "\(text.count(access.value)) - \(near.after)"
    let whole = "(\(at) >= \(near.before) && \(at) < \(last)) ? (\(chosen)) : \(single)"
    return condition(outer, 0, &text).map { "(\($0)) ? (\(whole)) : \(zero)" } ?? whole
  }

  /// The elements of all lanes one by one.
  private func lanes(
    _ ref: Ref, _ access: Access, _ width: Int, _ text: inout KernelText
  ) -> [String] {
    let pointer = text.pointer(access.value)
    return (0..<width).map { lane in
      let at = position(ref, access, lane, &text)
      var value = element(pointer, at, access.value, text)
      if let condition = condition(access.bounds, lane, &text) {
        value = "(\(condition)) ? \(value) : 0"
      }
      return "(\(value))"
    }
  }

  /// All lanes at once, where they are neighbours, in order or in reverse, or every other element, and
  /// how many elements before and after the first lane's are read; nil where lanes lie otherwise.
  private func neighbours(
    _ ref: Ref, _ access: Access, _ dtype: DType, _ width: Int, _ text: inout KernelText
  ) -> (vector: String, before: Int, after: Int)? {
    guard let stride = inner.flatMap({ access.index.strides[$0].fixed }),
      stride == 1 || stride == 2 || stride == -1,
      stride == 1 && access.bounds.allSatisfy({ level($0.index) < .inner })
        || !text.isInScratch(access.value)
    else { return nil }
    let pointer = text.pointer(access.value)
    let at = position(ref, access, 0, &text)
    /// The vector that begins so many elements after the first lane's.
    func read(_ shift: Int) -> String {
      let place = shift == 0 ? at : "\(at) \(shift < 0 ? "-" : "+") \(abs(shift))"
      return VectorAccess.load(dtype, width, "\(pointer) + \(place)")
    }
    let (bits, before, after): (String, Int, Int)
    switch stride {
    case 1: (bits, before, after) = (read(0), 0, width - 1)
    case -1:
      let back = (0..<width).map { String(width - 1 - $0, radix: 16) }.joined()
      (bits, before, after) = ("\(read(1 - width)).s\(back)", width - 1, 0)
    default:
      // The second half begins an element early, so that nothing after the last lane is read.
      let halves = (0..<width / 2).map { String(2 * $0, radix: 16) }.joined()
      let others = (0..<width / 2).map { String(2 * $0 + 1, radix: 16) }.joined()
      let type = CType.stored(dtype) + String(width)
      bits = "(\(type))(\(read(0)).s\(halves), \(read(width - 1)).s\(others))"
      (before, after) = (0, 2 * width - 2)
    }
    return (numbers(bits, dtype, width), before, after)
  }

  /// What a vector of stored elements is in registers.
  func numbers(_ bits: String, _ dtype: DType, _ width: Int) -> String {
    if dtype == .bool { return "(convert_int\(width)(\(bits)) != 0)" }
    return dtype.isHalf ? HalfFunctions.value(bits, dtype, width) : bits
  }

  /// The condition under which all bounds hold for a lane; nil if there are none.
  func condition(
    _ bounds: [Bound], _ lane: Int, _ text: inout KernelText
  ) -> String? {
    if bounds.isEmpty { return nil }
    let tests = bounds.map { bound -> String in
      let stride = inner.map { bound.index.strides[$0] } ?? 0
      var index = text.affine(bound.index, loops)
      if lane > 0 && stride != 0 { index += " + \(lane) * \(text.dim(stride))" }
      // One unsigned comparison tests both ends.
      return "(uint)(\(index)) < (uint)\(text.dim(bound.extent))"
    }
    return tests.joined(separator: " && ")
  }
}
