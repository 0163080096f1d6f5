import ApusGraph

/// An argument of a launch, in the order of the kernel's parameters. Numbers are filled in when
/// sizes are bound.
package enum SymbolicArgument: Hashable, Sendable {
  /// The memory that holds a value.
  case buffer(ValueID)
  /// The position of a value in its memory plus a number, in elements, as `ulong`.
  case offset(ValueID, plus: Dim)
  /// An extent, stride or offset, as `int`.
  case int(Dim)
  /// The elements of a value, as `int`: compared with positions, and never added to.
  case count(Dim)
  case float(Float)
  /// The device fault words.
  case fault
  /// The number of units of work, and how many of them one work-item takes, as `int`.
  case total
  case chunk
  /// Scratch memory of the launch: the buffer, then its position as `ulong`.
  case scratch(Int)
  case scratchOffset(Int)
  /// A number that the contraction's launch fixes, as `int`.
  case tilePanelsM
  case tilePanelsN
  /// The parts of k of the contraction's launch, as `int`.
  case parts
}

/// How a kernel of work-groups of one size begins.
///
/// What is alone in its group is written with vectors already: without the hint, Intel's CPU runtime
/// makes a second form of it for several work-items side by side, which never runs and takes most of
/// the time of compiling (measured for the gpt workload: 36 s of processor time instead of 5).
func kernelHead(group: String) -> String {
  let isAlone = group == "1, 1, 1"
  return "kernel __attribute__((reqd_work_group_size(\(group))))"
    + (isAlone ? "\n__attribute__((vec_type_hint(float16)))" : "")
}

/// The text of one kernel with the arguments it takes. Kernels of equal text are one kernel.
package struct KernelSource: Hashable, Sendable {
  /// The kind of kernel, which begins its name.
  package var kind: String
  /// OpenCL C with `$NAME` for the name.
  package var text: String
  package var arguments: [SymbolicArgument]

  /// A name that depends on the text only.
  package var name: String { "\(kind)_\(fingerprint(text))" }
}

/// FNV-1a, 64 bits, in hexadecimal: short names for kernel texts.
package func fingerprint(_ text: String) -> String {
  let hash = text.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) {
    ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3
  }
  let digits = String(hash, radix: 16)
  return String(repeating: "0", count: 16 - digits.count) + digits
}

/// Collects the parameters of a kernel while its body is written. Extents, strides and offsets
/// become parameters, so that kernels are shared between shapes; only 0 and 1 are part of the text.
struct KernelText {
  private var values: [(value: ValueID, isWritten: Bool, dtype: DType)] = []
  /// Values that exist in scratch memory only, with the elements each work-item has of them.
  private var scratch: [(value: ValueID, count: Dim, dtype: DType)] = []
  private var dims: [Dim] = []
  private var counts: [Dim] = []
  private(set) var usesFault = false
  private let types: [LoweredValue]

  init(_ types: [LoweredValue]) { self.types = types }

  func dtype(_ value: ValueID) -> DType { types[value.index].dtype }

  /// How many elements a value has.
  mutating func count(_ value: ValueID) -> String {
    let count = types[value.index].elementCount
    if let known = counts.firstIndex(of: count) { return "n\(known)" }
    counts.append(count)
    return "n\(counts.count - 1)"
  }

  /// Whether only a row of a value exists at a time.
  func isInScratch(_ value: ValueID) -> Bool { scratch.contains { $0.value == value } }

  /// The name of the pointer to a value's first element.
  mutating func pointer(_ value: ValueID, isWritten: Bool = false) -> String {
    if let slot = scratch.firstIndex(where: { $0.value == value }) { return "s\(slot)" }
    if let known = values.firstIndex(where: { $0.value == value && $0.isWritten == isWritten }) {
      return "p\(known)"
    }
    values.append((value, isWritten, dtype(value)))
    return "p\(values.count - 1)"
  }

  /// Gives each work-item `count` elements of scratch memory in place of a value.
  mutating func keepInScratch(_ value: ValueID, count: Dim) {
    _ = dim(count)
    scratch.append((value, count, dtype(value)))
  }

  /// The elements that a work-item has of each scratch value.
  var scratchCounts: [Dim] { scratch.map(\.count) }

  /// The name or literal of an integer.
  mutating func dim(_ dim: Dim) -> String {
    if let fixed = dim.fixed, fixed == 0 || fixed == 1 { return String(fixed) }
    if let known = dims.firstIndex(of: dim) { return "d\(known)" }
    dims.append(dim)
    return "d\(dims.count - 1)"
  }

  mutating func fault() -> String {
    usesFault = true
    return "fault"
  }

  /// `offset + Σ stride · loop` as an `int` expression; loops without a name are left out.
  mutating func affine(_ index: AffineIndex, _ loops: [String?]) -> String {
    var terms: [String] = []
    if index.offset != 0 { terms.append(dim(index.offset)) }
    for (stride, loop) in zip(index.strides, loops) {
      guard stride != 0, let loop else { continue }
      terms.append(stride == 1 ? loop : "\(loop) * \(dim(stride))")
    }
    return terms.isEmpty ? "0" : terms.joined(separator: " + ")
  }

  /// The parameter list, without parentheses.
  var parameters: [String] {
    var list = values.enumerated().map { slot, entry in
      let const = entry.isWritten ? "" : "const "
      return "global \(const)\(CType.stored(entry.dtype)) *v\(slot), const ulong o\(slot)"
    }
    list += scratch.enumerated().map { slot, entry in
      "global \(CType.stored(entry.dtype)) *w\(slot), const ulong q\(slot)"
    }
    list += dims.indices.map { "const int d\($0)" }
    list += counts.indices.map { "const int n\($0)" }
    if usesFault { list.append("volatile global int *fault") }
    return list
  }

  var arguments: [SymbolicArgument] {
    var list: [SymbolicArgument] = []
    for entry in values { list += [.buffer(entry.value), .offset(entry.value, plus: 0)] }
    for slot in scratch.indices { list += [.scratch(slot), .scratchOffset(slot)] }
    list += dims.map { .int($0) }
    list += counts.map { .count($0) }
    if usesFault { list.append(.fault) }
    return list
  }

  /// The declarations of the pointers that `pointer` named.
  var pointerLines: [String] {
    values.enumerated().map { slot, entry in
      let const = entry.isWritten ? "" : "const "
      return "global \(const)\(CType.stored(entry.dtype)) *p\(slot) = v\(slot) + o\(slot);"
    }
      + scratch.enumerated().map { slot, entry in
        let count =
          dims.firstIndex(of: entry.count).map { "d\($0)" } ?? "\(entry.count.fixed ?? 0)"
        return "global \(CType.stored(entry.dtype)) *s\(slot) = w\(slot) + q\(slot)"
          + " + (ulong)get_global_id(0) * \(count);"
      }
  }
}
