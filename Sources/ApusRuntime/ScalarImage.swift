import ApusCompiler
import ApusGraph

/// The scalar block as the next step is to see it: step number, seed and hyper-parameters. Most
/// steps change the number only, so the rest is kept as it is written.
final class ScalarImage {
  let byteCount: Int
  /// The hyper-parameters with their places, in bytes.
  private let hyperparameters: [(name: String, offset: Int)]
  private let image: UnsafeMutableRawBufferPointer
  /// The store's count of changes when the image was made.
  private var version: Int?

  init(_ graph: Graph) {
    let block = ScalarBlock(graph)
    byteCount = block.byteCount
    hyperparameters = block.slots.sorted { $0.value < $1.value }.compactMap { index, slot in
      guard graph.variables[index].kind == .hyperparameter else { return nil }
      return graph.variables[index].name.map { ($0, slot * ScalarBlock.slotBytes) }
    }
    image = .allocate(byteCount: byteCount, alignment: 64)
    image.initializeMemory(as: UInt8.self, repeating: 0)
  }

  deinit { image.deallocate() }

  /// Writes the block for the store's next step.
  func write(_ store: VariableStore, to memory: UnsafeMutableRawBufferPointer) {
    if version != store.hyperparameterChanges {
      version = store.hyperparameterChanges
      let seed = ScalarBlock.seedSlot * ScalarBlock.slotBytes
      image.storeBytes(of: store.seed, toByteOffset: seed, as: UInt64.self)
      for (name, offset) in hyperparameters {
        let value = Float(store.hyperparameters[name] ?? 0)
        image.storeBytes(of: value, toByteOffset: offset, as: Float.self)
      }
    }
    memory.copyMemory(from: UnsafeRawBufferPointer(image))
    memory.storeBytes(of: Int32(truncatingIfNeeded: store.step), as: Int32.self)
  }
}
