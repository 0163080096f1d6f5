import ApusGraph
import OpenCLKit

/// Memory of a device tensor, shared by its copies and by reshaped views.
public final class DeviceStorage {
  let buffer: Buffer
  init(_ buffer: Buffer) { self.buffer = buffer }
}

/// A tensor in device memory with functions that run at once: an OpenCL matrix library without a
/// graph.
///
///     let context = try ComputeContext(.default)
///     let a = try DeviceTensor([[1, 2], [3, 4]], on: context)
///     let b = try a.matmul(a).map(.tanh).sum(axes: [0])
///     print(try b.read())
///
/// Functions are enqueued and return before they are done; `read` waits. Each takes its shapes,
/// types and errors from the graph operation of the same name.
public struct DeviceTensor {
  /// The extents, outermost first.
  public let shape: [Int]
  /// The element type.
  public let dtype: DType
  /// The context it lives in; tensors that meet in a function share one.
  public let context: ComputeContext
  let storage: DeviceStorage

  /// Copies a host tensor to the device.
  /// - Throws: `OpenCLError`.
  public init(_ tensor: Tensor, on context: ComputeContext) throws {
    try self.init(shape: tensor.shape, dtype: tensor.dtype, on: context)
    try tensor.withUnsafeBytes { try context.queue.write($0, to: storage.buffer) }
  }

  /// Memory whose contents are not defined.
  init(shape: [Int], dtype: DType, on context: ComputeContext) throws {
    let bytes = shape.reduce(1, *) * dtype.byteCount
    let buffer =
      bytes == 0 ? context.nothing : try context.memory(bytes)
    self.init(shape: shape, dtype: dtype, context: context, storage: DeviceStorage(buffer))
  }

  private init(shape: [Int], dtype: DType, context: ComputeContext, storage: DeviceStorage) {
    self.shape = shape
    self.dtype = dtype
    self.context = context
    self.storage = storage
  }

  /// The number of elements.
  public var count: Int { shape.reduce(1, *) }

  /// The tensor in host memory; waits for what was enqueued before.
  /// - Throws: `OpenCLError`.
  public func read() throws -> Tensor {
    try context.read(storage.buffer, at: 0, shape: shape, dtype: dtype)
  }

  /// The same memory under another shape of as many elements.
  /// - Throws: `GraphError` if the number of elements differs, or the shape is no shape.
  public func reshaped(_ shape: [Int]) throws -> DeviceTensor {
    guard try Tensor.count(of: shape) == count else {
      throw GraphError(
        .shapeMismatch, expected: "a shape of \(count) elements", found: "\(shape)",
        advice: "the tensor is \(dtype)\(self.shape)")
    }
    return DeviceTensor(shape: shape, dtype: dtype, context: context, storage: storage)
  }
}

extension DeviceTensor: Feed {
  /// The memory it lies in.
  public var deviceStorage: DeviceStorage? { storage }
}

extension DeviceTensor: CustomStringConvertible {
  public var description: String { "\(dtype)\(shape) on \(context.device.name)" }
}
