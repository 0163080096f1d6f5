import ApusGraph

/// A program with sizes bound: which kernels run, in which order, over how many work-items, with
/// which arguments, and where every tensor lives. A plain value; the runtime only carries it out.
public struct Plan: Hashable, Sendable {
  /// Memory that an argument points into.
  public enum Storage: Hashable, Sendable {
    /// A chunk of the arena.
    case arena(Int)
    /// The buffer of a fed variable.
    case feed(Int)
    /// The memory of a state variable, in the variable store.
    case state(Int)
    /// The block of scalars: step, seed and hyper-parameters. Each step in flight may have its own.
    case scalars
    /// Small outputs, which the host looks at late. Each step in flight may have its own.
    case report
    case constant(Int)
    /// An output of a loop's body, which the loop has a place for; in plans of bodies only.
    case output(Int)
    /// Nothing is read or written: a tensor without elements.
    case nothing
  }

  /// An argument of a launch.
  public enum Argument: Hashable, Sendable {
    case buffer(Storage)
    /// A position in a storage, in elements of `elementBytes`.
    case offset(Storage, elements: Int, elementBytes: Int)
    case int(Int32)
    case float(Float)
    case fault
  }

  /// One kernel launch.
  public struct Launch: Hashable, Sendable {
    /// The position in `kernelNames`.
    public var kernel: Int
    /// In the order of the kernel's parameters.
    public var arguments: [Argument]
    /// Work-items along each dimension.
    public var global: [Int]
    /// Work-items of a group along each dimension; nil leaves them to the driver.
    public var local: [Int]?
    /// The graph nodes it computes.
    public var nodes: [Int]
    /// Arithmetic operations, a multiply-add counted as two; transcendental functions count as a
    /// dozen.
    public var operations = 0
    /// Bytes that have to move: each value read or written counts once.
    public var bytes = 0
    /// Whether results go past the cache, which could not keep them until they are read.
    public var storesPastCache = false
    /// What the launch does the work of, if it is one for several; its own arguments follow from
    /// these. The runtime may run them one by one instead.
    public var joined: Joined?
    /// Whether a table of measurements chose its plan, against what is chosen without one.
    public var isTuned = false
    /// What a table of measurements would call it; nil for all but contractions.
    package var contraction: TuningTable.Contraction?

    init(kernel: Int, arguments: [Argument], global: [Int], local: [Int]?, nodes: [Int]) {
      self.kernel = kernel
      self.arguments = arguments
      self.global = global
      self.local = local
      self.nodes = nodes
    }
  }

  /// Launches that share one, as calls of functions of its kernel.
  public struct Joined: Hashable, Sendable {
    /// One of the launches.
    public struct Part: Hashable, Sendable {
      /// As it would run by itself.
      public var launch: Launch
      /// The function of the kernel that does the work of `launch`.
      public var function: Int
      /// The dimension along which work-items are lanes, each of which is one work-item of the whole;
      /// nil where all of them follow one another.
      public var laneAxis: Int?
    }

    /// The launches, in the order of the table.
    public var parts: [Part]
    /// The numbers in a row of the kernel's table.
    public var stride: Int
    /// How many distinct buffers the kernel can be passed.
    public var bases: Int
  }

  /// A tensor in memory.
  public struct Location: Hashable, Sendable {
    /// The memory it lies in.
    public var storage: Storage
    /// From the start of the storage, in bytes.
    public var offset: Int
    /// The extents, outermost first.
    public var shape: [Int]
    /// The element type.
    public var dtype: DType

    /// The bytes it takes.
    public var byteCount: Int { shape.reduce(1, *) * dtype.byteCount }
  }

  /// The number of each symbol.
  public var binding: [String: Int]
  /// The kernels of the program that are launched, each once.
  public var kernelNames: [String]
  /// In the order in which they are enqueued.
  public var launches: [Launch]
  /// The bytes of each chunk of the arena.
  public var arenaChunks: [Int]
  /// The bytes of `Storage.report`.
  public var reportBytes: Int
  /// What fed variables (by position in the graph) must look like.
  public var feeds: [Int: Location]
  /// The outputs, in the order in which they were asked for.
  public var outputs: [Location]
  /// The place of each computed graph variable that is not shared with another one; for sessions.
  public var variables: [Int: Location]
  /// What `Storage.constant` numbers.
  public var constants: [Tensor]
  /// The node of each fault site, and the extent its index must stay below; sites count from 1.
  public var faultSites: [FaultSite]
  /// Bytes that all intermediate values would take without sharing memory.
  public var unsharedBytes: Int
  /// Bytes of the activations: of intermediate values that come of feeds before the first output is
  /// there, and are read after it. In a training step, whose first output is the loss, what the
  /// backward pass reads of the forward one.
  public var activationBytes: Int

  /// A place that reads at an index computed on the device.
  public struct FaultSite: Hashable, Sendable {
    /// The position of the node in the graph.
    public var node: Int
    /// The extent its index must stay below.
    public var extent: Int
    /// The operation and its line, where it is one of a loop's body; `node` is the loop then.
    public var place: String?
  }

  /// Bytes of the arena.
  public var arenaBytes: Int { arenaChunks.reduce(0, +) }

  /// Whether no launch has work for a second thread: then it costs least on a queue whose commands
  /// run in the thread that enqueues them.
  public var isSerial: Bool {
    !launches.isEmpty && launches.allSatisfy { $0.global.allSatisfy { $0 == 1 } }
      && launches.reduce(0) { $0 + $1.operations } <= CompiledProgram.serialWork
  }

  /// Whether one thread does all launches before others would be awake and have done their part: then
  /// they cost less on a queue whose commands run in the thread that enqueues them.
  public var isShort: Bool {
    let nanoseconds = launches.reduce(0) { $0 + $1.serialNanoseconds }
    return !launches.isEmpty
      && nanoseconds
        <= min(
          Plan.wakingNanoseconds * Double(launches.count), Plan.longestNanoseconds)
  }

  /// The time of a launch at which one thread and several take as long (PoCL; measured with products).
  private static let wakingNanoseconds = 28_000.0
  /// The thread that enqueues is to be free again soon.
  private static let longestNanoseconds = 1_000_000.0
}

extension Plan.Launch {
  /// What one thread needs, roughly: a core does 150 operations of a product in a nanosecond, or 72
  /// of others, or moves 20 bytes.
  fileprivate var serialNanoseconds: Double {
    max(Double(operations) / (contraction == nil ? 72 : 150), Double(bytes) / 20)
  }
}

extension Plan: CustomStringConvertible {
  /// One line for each launch, then the memory.
  public var description: String {
    var lines = ["plan for \(binding.sorted { $0.key < $1.key }.map { "\($0)=\($1)" })"]
    for (position, launch) in launches.enumerated() {
      lines.append("  \(position): \(describe(launch))")
      for part in launch.joined?.parts ?? [] { lines.append("       \(describe(part.launch))") }
    }
    lines.append(
      "  arena \(arenaBytes) bytes in \(arenaChunks.count) chunks"
        + " (\(unsharedBytes) without sharing), report \(reportBytes) bytes")
    return lines.joined(separator: "\n")
  }

  private func describe(_ launch: Launch) -> String {
    let size = launch.global.map(String.init).joined(separator: "×")
    let local = launch.local.map { " by " + $0.map(String.init).joined(separator: "×") } ?? ""
    let past = launch.storesPastCache ? ", past the cache" : ""
    return "\(kernelNames[launch.kernel]) over \(size)\(local)\(past)  // nodes \(launch.nodes)"
      + (launch.isTuned ? ", tuned" : "")
  }
}
