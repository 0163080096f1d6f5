/// Places tensors in a few large chunks so that tensors alive at the same time do not overlap:
/// best fit over a free list, in the order of the launches.
package struct ArenaPlanner {
  package struct Block: Hashable, Sendable {
    package var chunk: Int
    package var offset: Int
    package var size: Int
  }

  private struct Gap {
    var offset: Int
    var size: Int
  }

  private let alignment: Int
  private let maximumChunk: Int
  private let reuses: Bool
  private var gaps: [[Gap]] = []
  /// The bytes of each chunk.
  package private(set) var chunks: [Int] = []
  /// Bytes handed out so far, reused or not.
  package private(set) var total = 0

  package init(alignment: Int, maximumChunk: Int, reuses: Bool) {
    self.alignment = max(alignment, 1)
    self.maximumChunk = maximumChunk
    self.reuses = reuses
  }

  /// A place for `size` bytes; nil if it exceeds the largest chunk.
  package mutating func allocate(_ size: Int) -> Block? {
    let padded = (size + alignment - 1) / alignment * alignment
    guard padded <= maximumChunk else { return nil }
    total += padded
    var best: (chunk: Int, gap: Int)?
    for chunk in gaps.indices {
      for (index, gap) in gaps[chunk].enumerated() where gap.size >= padded {
        if best.map({ gap.size < gaps[$0.chunk][$0.gap].size }) ?? true { best = (chunk, index) }
      }
    }
    if let best {
      let gap = gaps[best.chunk][best.gap]
      if gap.size == padded {
        gaps[best.chunk].remove(at: best.gap)
      } else {
        gaps[best.chunk][best.gap] = Gap(offset: gap.offset + padded, size: gap.size - padded)
      }
      return Block(chunk: best.chunk, offset: gap.offset, size: padded)
    }
    return grow(padded)
  }

  /// Room at the end of a chunk, taking a gap there along, or a new chunk.
  private mutating func grow(_ size: Int) -> Block {
    for chunk in chunks.indices {
      let tail = gaps[chunk].last.flatMap { $0.offset + $0.size == chunks[chunk] ? $0 : nil }
      let start = tail?.offset ?? chunks[chunk]
      guard start + size <= maximumChunk else { continue }
      if tail != nil { gaps[chunk].removeLast() }
      chunks[chunk] = start + size
      return Block(chunk: chunk, offset: start, size: size)
    }
    chunks.append(size)
    gaps.append([])
    return Block(chunk: chunks.count - 1, offset: 0, size: size)
  }

  /// Gives a block back.
  package mutating func free(_ block: Block) {
    guard reuses, block.size > 0 else { return }
    var list = gaps[block.chunk]
    let position = list.partitioningIndex { $0.offset > block.offset }
    list.insert(Gap(offset: block.offset, size: block.size), at: position)
    if position + 1 < list.count,
      list[position].offset + list[position].size == list[position + 1].offset
    {
      list[position].size += list[position + 1].size
      list.remove(at: position + 1)
    }
    if position > 0, list[position - 1].offset + list[position - 1].size == list[position].offset {
      list[position - 1].size += list[position].size
      list.remove(at: position)
    }
    gaps[block.chunk] = list
  }
}

extension Array {
  /// The first position whose element satisfies a predicate that, once true, stays true.
  fileprivate func partitioningIndex(_ isSecond: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isSecond(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
