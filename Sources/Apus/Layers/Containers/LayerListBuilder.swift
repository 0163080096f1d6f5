/// Collects the layers written between braces. Everything that is written counts: an `if` without
/// `else` gives its layers or none, a `for` gives those of every round.
@resultBuilder
public enum LayerListBuilder {
  /// One layer.
  public static func buildExpression(_ spec: some LayerSpec) -> [any LayerSpec] { [spec] }

  /// A layer whose type is known only when the program runs.
  public static func buildExpression(_ spec: any LayerSpec) -> [any LayerSpec] { [spec] }

  /// Several layers, such as those a function returns.
  public static func buildExpression(_ specs: [any LayerSpec]) -> [any LayerSpec] { specs }

  /// Layers read from a file.
  public static func buildExpression(_ list: LayerList) -> [any LayerSpec] { list.specs }

  public static func buildBlock(_ parts: [any LayerSpec]...) -> [any LayerSpec] {
    parts.flatMap { $0 }
  }

  public static func buildOptional(_ part: [any LayerSpec]?) -> [any LayerSpec] { part ?? [] }

  public static func buildEither(first part: [any LayerSpec]) -> [any LayerSpec] { part }

  public static func buildEither(second part: [any LayerSpec]) -> [any LayerSpec] { part }

  public static func buildArray(_ parts: [[any LayerSpec]]) -> [any LayerSpec] {
    parts.flatMap { $0 }
  }

  public static func buildLimitedAvailability(_ part: [any LayerSpec]) -> [any LayerSpec] {
    part
  }
}
