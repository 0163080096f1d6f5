/// How a reduction combines elements.
public enum ReductionKind: String, Hashable, Sendable {
  case sum, product, maximum, minimum
  /// The int32 position, along the reduced loops, of the first largest (smallest) element; a NaN
  /// counts as largest (smallest).
  case argmax, argmin
}

/// A reduction over extra loops, which follow the loops of the kernel's domain.
public struct Reduction: Hashable, Sendable {
  /// How elements are combined.
  public var kind: ReductionKind
  /// The extents of the reduced loops.
  public var extents: [Dim]
  /// Computes the element to combine; its loops are the domain's, then the reduced ones.
  public var body: Body
  /// The instruction of `body` that is the element.
  public var element: Ref

  /// A reduction of `element` of `body` over loops of these extents.
  public init(kind: ReductionKind, extents: [Dim], body: Body, element: Ref) {
    self.kind = kind
    self.extents = extents
    self.body = body
    self.element = element
  }
}

/// A sum of products with index roles: `c[batch…, m, n] = Σₖ a[batch…, m, k] · b[batch…, k, n]`.
/// Every index is affine, so any transpose or slice of the operands is absorbed.
public struct Contraction: Hashable, Sendable {
  /// The number of leading loops of the domain that are batch loops; then come m and n.
  public var batchRank: Int
  /// The extent that is summed over.
  public var k: Dim
  /// Loops: batch…, m, k.
  public var a: Access
  /// Loops: batch…, k, n.
  public var b: Access
  /// Where one of b's loops counts channels and taps at once, as in a convolution.
  public var taps: Taps?
  /// Where `Σₖ b[k, n]` is stored, if it is wanted as well; the compiler says so.
  package var columnSums: ValueID?
  /// What computes an operand where it is packed, over the operand's loops, if the compiler says so;
  /// the value that `a` or `b` names is then stored nowhere.
  package var prologueA: Prologue?
  package var prologueB: Prologue?

  /// Places that b is read at for each of its channels: index i of the loop `role` is tap i % count of
  /// channel i / count, and b's stride along that loop is from channel to channel.
  public struct Taps: Hashable, Sendable {
    /// The loop of b that is meant.
    public enum Role: Hashable, Sendable { case k, n }

    /// The loop of b that counts channels and taps.
    public var role: Role
    /// How much further than its channel each tap is read, in elements.
    public var places: [Dim]

    /// Taps at these places.
    public init(_ role: Role, _ places: [Dim]) {
      self.role = role
      self.places = places
    }
  }

  /// The computation of an operand's elements.
  package struct Prologue: Hashable, Sendable {
    package var body: Body
    /// The instruction of `body` that is the element.
    package var element: Ref

    package init(body: Body, element: Ref) {
      self.body = body
      self.element = element
    }
  }

  /// A contraction over `k`, with operands read by the loops above.
  public init(batchRank: Int, k: Dim, a: Access, b: Access, taps: Taps? = nil) {
    self.batchRank = batchRank
    self.k = k
    self.a = a
    self.b = b
    self.taps = taps
  }
}

/// A kernel given as OpenCL C by an operation.
public struct NativeKernel: Hashable, Sendable {
  /// An argument after the buffers.
  public enum Argument: Hashable, Sendable {
    /// An extent, passed as `int`.
    case extent(Dim)
    /// A number, passed as `float`.
    case float(Float)
  }

  /// The kernel's name; it must be unique for the source.
  public var name: String
  /// OpenCL C of one `kernel void name(...)`. Each input, then each output, is passed as
  /// `global T *` and `ulong` (the position of its first element); then come `arguments`.
  public var source: String
  /// What is passed after the buffers.
  public var arguments: [Argument]
  /// The number of work-items.
  public var globalSize: [Dim]
  /// The work-group size; nil leaves it to the device.
  public var localSize: [Int]?
  /// What GPUs run instead, if that is another text for as many arguments.
  public var onGPU: Form?

  /// Another text for the same arguments.
  public struct Form: Hashable, Sendable {
    /// As `NativeKernel.source`.
    public var source: String
    /// As `NativeKernel.globalSize`.
    public var globalSize: [Dim]
    /// As `NativeKernel.localSize`.
    public var localSize: [Int]?

    /// Another form of a kernel.
    public init(source: String, globalSize: [Dim], localSize: [Int]? = nil) {
      (self.source, self.globalSize, self.localSize) = (source, globalSize, localSize)
    }
  }

  /// A kernel for `Lowering.native`.
  public init(
    name: String, source: String, arguments: [Argument], globalSize: [Dim],
    localSize: [Int]? = nil, onGPU: Form? = nil
  ) {
    self.onGPU = onGPU
    self.name = name
    self.source = source
    self.arguments = arguments
    self.globalSize = globalSize
    self.localSize = localSize
  }
}

/// A unit of work of a lowered program: it computes `results` over every index of `domain`.
public struct LoweredKernel: Hashable, Sendable {
  /// What runs before `body` for each index of the domain.
  public enum Core: Hashable, Sendable {
    /// Nothing: the body is a pure map.
    case none
    case reduce(Reduction)
    case contract(Contraction)
    /// Attention over the batch loops, which are the domain. The body is empty, and results are
    /// stored where the core says.
    case attention(AttentionCore)
    /// The kernel is native; `inputs` are read whole, and the body is empty.
    case native(NativeKernel, inputs: [ValueID])
    /// Work along the rows of tables; the body is empty.
    case table(TableCore)
    /// A body that runs once for each step of a sequence; results are stacked over the steps.
    case scan(ScanCore)
    /// Maps and reductions that run one after another for each row, an index of the domain: the
    /// first loops of each are the rows. The compiler makes these; the body is empty, and a value
    /// that is no result lives only while its row is computed.
    case rows([LoweredKernel])
  }

  /// A value stored row-major over the domain, unless a map's `store` says where.
  public struct Result: Hashable, Sendable {
    /// The instruction that computes the element; unused in native kernels and attention.
    public var ref: Ref
    /// The value that is stored.
    public var value: ValueID
    /// Where in the value each element of a map lies, over the loops of the domain; several results
    /// may fill one value. nil is row-major.
    package var store: AffineIndex?

    /// Stores the result of the instruction `ref` as `value`.
    public init(ref: Ref, value: ValueID) {
      self.ref = ref
      self.value = value
    }
  }

  /// The extents of the loops, outermost first.
  public var domain: [Dim]
  /// What runs before the body.
  public var core: Core
  /// Computes the elements of the results.
  public var body: Body
  /// What is stored.
  public var results: [Result]
  /// The graph nodes this came from, for profiles and errors.
  public var nodes: [Int]
  /// Equal kernels are one only within a segment; see `Node.segment`.
  package var segment = 0

  /// A kernel over `domain`.
  public init(domain: [Dim], core: Core, body: Body, results: [Result], nodes: [Int]) {
    self.domain = domain
    self.core = core
    self.body = body
    self.results = results
    self.nodes = nodes
  }
}

/// A tensor in a lowered program: dense, row-major.
public struct LoweredValue: Hashable, Sendable {
  /// Where the numbers come from.
  public enum Origin: Hashable, Sendable {
    /// A variable of the graph that is fed, kept or set: the position of the variable.
    case variable(Int)
    case constant(Tensor)
    case kernel
  }

  /// How many elements it has.
  public var elementCount: Dim
  /// The element type.
  public var dtype: DType
  /// Where its numbers come from.
  public var origin: Origin

  package init(elementCount: Dim, dtype: DType, origin: Origin) {
    self.elementCount = elementCount
    self.dtype = dtype
    self.origin = origin
  }
}

/// A value with the shape under which an operation sees it. Reshaping changes only the shape.
public struct LoweredTensor: Hashable, Sendable {
  /// Where the elements are.
  public var value: ValueID
  /// The extents the operation sees, outermost first.
  public var shape: Shape
  /// The element type.
  public var dtype: DType

  /// `value` seen under `shape`, which has as many elements.
  public init(value: ValueID, shape: Shape, dtype: DType) {
    self.value = value
    self.shape = shape
    self.dtype = dtype
  }
}
