// Literals are float32, as in `let a: Tensor = [[1.4, 0.3]]`; nesting gives the axes.

extension Tensor: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
  public init(floatLiteral value: Double) { self.init(scalar: Float(value)) }
  public init(integerLiteral value: Int) { self.init(scalar: Float(value)) }
}

extension Tensor: ExpressibleByArrayLiteral {
  /// Ends the program when the rows differ in length, as a malformed literal; `init(nested:)` throws.
  public init(arrayLiteral elements: Tensor...) {
    do {
      try self.init(stacking: elements)
    } catch {
      // Unlike a failed precondition, this says why in release mode, too.
      fatalError(
        "a literal of a Tensor: \(error)\n  Tensor(nested:) throws where the lengths are not known")
    }
  }
}

// MARK: Printing

extension Tensor: CustomStringConvertible {
  /// Type, shape and values; long axes are shortened to their first and last three entries.
  public var description: String {
    "\(dtype)\(shape) " + rendered(axis: 0, offset: 0, indent: 1)
  }

  private func rendered(axis: Int, offset: Int, indent: Int) -> String {
    if axis == rank { return text(at: offset) }
    let step = shape[(axis + 1)...].reduce(1, *)
    let extent = shape[axis]
    let shown: [Int?] =
      extent > 8
      ? [0, 1, 2, nil, extent - 3, extent - 2, extent - 1] : (0..<extent).map { $0 }
    let parts = shown.map { index in
      index.map { rendered(axis: axis + 1, offset: offset + $0 * step, indent: indent + 1) }
        ?? "…"
    }
    let separator =
      axis == rank - 1 ? ", " : ",\n" + String(repeating: " ", count: indent)
    return "[" + parts.joined(separator: separator) + "]"
  }

  private func text(at offset: Int) -> String {
    switch dtype {
    case .bool: double(at: offset) == 0 ? "false" : "true"
    case .int64: String(int64(at: offset))
    case .int8, .int16, .int32, .uint8: String(Int(double(at: offset)))
    case .float32: String(Float(double(at: offset)))
    case .float64, .float16, .bfloat16: String(double(at: offset))
    }
  }

  /// All 64 bits, of which a Double would lose some.
  private func int64(at index: Int) -> Int64 {
    withUnsafeBytes { $0.loadUnaligned(fromByteOffset: index * 8, as: Int64.self) }
  }
}
