import ArgumentParser

/// What every example that learns to write understands.
public struct TextOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("A text in UTF-8; a nursery rhyme if left out.", valueName: "file"),
    completion: .file())
  public var text: String?

  @Option(help: "Training steps.")
  public var steps: Int?

  @Option(help: "What it goes on from when it writes; the beginning of the text if left out.")
  public var prompt: String?

  @Option(help: "How daring it is when it writes: above 0, 1 for as often as it thinks.")
  public var temperature = 0.8

  @Option(help: "How many characters it writes.")
  public var length = 500

  public init() {}

  public func validate() throws {
    guard (steps ?? 1) >= 1 else { throw ValidationError("--steps must be at least 1") }
    guard temperature > 0, temperature.isFinite else {
      throw ValidationError("--temperature must be above 0")
    }
    guard length >= 0 else { throw ValidationError("--length must be at least 0") }
    guard prompt?.isEmpty != true else { throw ValidationError("--prompt must not be empty") }
  }
}
