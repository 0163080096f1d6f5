/// Operands that several products of a plan pack in the same way, such as a weight in each step of
/// an unrolled recurrent network: packed once, and kept until the last of these products.
///
/// A value is written once, so what was packed of it stays right; no product waits for another one,
/// as launches run in order.
struct SharedPacks {
  /// What is packed, and how.
  struct Pack: Hashable {
    var kernel: Int
    var arguments: [SymbolicArgument]
    var global: [Int]
  }

  private var uses: [Pack: Int] = [:]
  private var blocks: [Pack: ArenaPlanner.Block] = [:]

  /// Notes that a product to come needs a pack.
  mutating func expect(_ pack: Pack) { uses[pack, default: 0] += 1 }

  /// Notes where a pack lies that is there to stay.
  mutating func keep(_ pack: Pack, in block: ArenaPlanner.Block) {
    uses[pack] = Int.max
    blocks[pack] = block
  }

  /// Where a pack lies; nil where nobody has packed it yet.
  func block(_ pack: Pack) -> ArenaPlanner.Block? { blocks[pack] }

  /// Notes that a product has used a pack in `block`.
  /// - Returns: whether none to come needs it, so that the memory is free.
  mutating func use(_ pack: Pack, in block: ArenaPlanner.Block) -> Bool {
    let left = (uses[pack] ?? 1) - 1
    uses[pack] = left
    blocks[pack] = left > 0 ? block : nil
    return left <= 0
  }
}
