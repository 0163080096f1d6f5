/// A picture of a directed graph in layers, sources at the top: made of nothing but strings, drawn as
/// SVG by `svg()` or written for Graphviz by `dot()`.
///
///     let drawing = try LayeredDrawing(
///       title: "dense layer",
///       nodes: [
///         .init("x", ["pixels", "[batch, 784]"], kind: .input),
///         .init("w", ["weight", "[784, 10]"], kind: .parameter),
///         .init("y", ["matmul"], kind: .operation),
///       ],
///       edges: [.init(from: "x", to: "y"), .init(from: "w", to: "y")])
///     print(drawing.svg())
///
/// The same nodes and edges give the same text on every machine. Cycles and self-loops are drawn too.
public struct LayeredDrawing: Sendable, Hashable {
  /// A box with lines of text.
  public struct Node: Sendable, Hashable {
    /// The name that edges refer to; unique in a drawing.
    public var id: String
    /// What stands in the box: the first line is emphasised, long lines are shortened.
    public var lines: [String]
    /// How the box looks.
    public var kind: Kind

    /// A node; without lines its box shows `id`.
    public init(_ id: String, _ lines: [String] = [], kind: Kind = .operation) {
      self.id = id
      self.lines = lines
      self.kind = kind
    }
  }

  /// An arrow between two nodes.
  public struct Edge: Sendable, Hashable {
    /// The id of the node it leaves.
    public var from: String
    /// The id of the node it points to.
    public var to: String
    /// A text beside the arrow; empty for none.
    public var label: String

    /// An arrow from one node to another.
    public init(from: String, to: String, label: String = "") {
      self.from = from
      self.to = to
      self.label = label
    }
  }

  /// What stands above the picture; empty for nothing.
  public let title: String
  /// The boxes.
  public let nodes: [Node]
  /// The arrows.
  public let edges: [Edge]
  /// The positions in `nodes` of both ends of each edge.
  let ends: [(from: Int, to: Int)]

  /// A drawing of `nodes` and `edges`.
  /// - Throws: `GraphError` for an id given twice, or an edge from or to an id that no node has.
  public init(title: String = "", nodes: [Node], edges: [Edge]) throws {
    var positions: [String: Int] = [:]
    for (position, node) in nodes.enumerated() {
      guard positions.updateValue(position, forKey: node.id) == nil else {
        throw GraphError(
          .duplicateName, expected: "each node id once", found: "'\(node.id)' twice",
          advice: "give each node of the drawing an id of its own")
      }
    }
    ends = try edges.map { edge in
      guard let from = positions[edge.from], let to = positions[edge.to] else {
        let unknown = positions[edge.from] == nil ? edge.from : edge.to
        throw GraphError(
          .unknownName, expected: "edges between nodes of the drawing",
          found: "'\(unknown)' in \(edge.from) → \(edge.to)",
          advice: "add the node, or drop the edge")
      }
      return (from, to)
    }
    self.title = title
    self.nodes = nodes
    self.edges = edges
  }

  public static func == (a: Self, b: Self) -> Bool {
    a.title == b.title && a.nodes == b.nodes && a.edges == b.edges
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(title)
    hasher.combine(nodes)
    hasher.combine(edges)
  }
}

extension LayeredDrawing {
  /// How the boxes of one sort look. Sort is told by outline as well as colour.
  public struct Kind: Sendable, Hashable {
    /// The form of a box.
    public enum Outline: String, Sendable, Hashable, CaseIterable {
      case box
      case rounded
      case pill
      case hexagon
    }

    /// What the legend calls it.
    public var name: String
    /// The colour inside, as SVG writes colours: `#dbeafe`.
    public var fill: String
    /// The colour of the outline.
    public var border: String
    /// The form of the box.
    public var outline: Outline

    /// A sort of box.
    public init(name: String, fill: String, border: String, outline: Outline = .rounded) {
      self.name = name
      self.fill = fill
      self.border = border
      self.outline = outline
    }

    /// Data that is fed in.
    public static let input = Kind(
      name: "input", fill: "#dbeafe", border: "#2563eb", outline: .pill)
    /// Something that is learned.
    public static let parameter = Kind(
      name: "parameter", fill: "#fef3c7", border: "#d97706", outline: .box)
    /// A computation.
    public static let operation = Kind(name: "operation", fill: "#f8fafc", border: "#64748b")
    /// What is minimised.
    public static let loss = Kind(
      name: "loss", fill: "#fee2e2", border: "#dc2626", outline: .hexagon)
    /// A computation of the backward pass.
    public static let gradient = Kind(name: "gradient", fill: "#ede9fe", border: "#7c3aed")
    /// A change of state.
    public static let update = Kind(
      name: "update", fill: "#ffedd5", border: "#ea580c", outline: .hexagon)
    /// What lives from step to step.
    public static let state = Kind(
      name: "state", fill: "#dcfce7", border: "#16a34a", outline: .box)
    /// A value that never changes.
    public static let constant = Kind(
      name: "constant", fill: "#f1f5f9", border: "#94a3b8", outline: .pill)
  }
}
