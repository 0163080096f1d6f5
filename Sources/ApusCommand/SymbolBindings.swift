import ArgumentParser

/// `--bind name=number`: what the symbols of a program stand for.
struct SymbolBindings: ParsableArguments {
  @Option(
    name: .customLong("bind"), parsing: .singleValue,
    help: ArgumentHelp("A number for a symbol, as in batch=128.", valueName: "name=number"))
  var texts: [String] = []

  /// What a symbol stands for where nothing tells.
  private static let usual = 64

  func validate() throws { _ = try numbers() }

  /// A number for each symbol: the one that was given, else that of `defaults`, else 64, which is
  /// said.
  /// - Throws: `ValidationError` for a symbol that is not there.
  func bound(_ symbols: [String], _ defaults: [String: Int]) throws -> [String: Int] {
    let numbers = try numbers()
    if let stranger = numbers.keys.sorted().first(where: { !symbols.contains($0) }) {
      throw ValidationError(
        "what is compiled has no symbol '\(stranger)'"
          + (symbols.isEmpty ? "" : "; it has \(symbols.joined(separator: ", "))"))
    }
    var binding: [String: Int] = [:]
    for symbol in symbols {
      let known = numbers[symbol] ?? defaults[symbol]
      if known == nil {
        Output.note(
          "note: '\(symbol)' is taken for \(SymbolBindings.usual); "
            + "--bind \(symbol)=… gives another number.")
      }
      binding[symbol] = known ?? SymbolBindings.usual
    }
    return binding
  }

  private func numbers() throws -> [String: Int] {
    var numbers: [String: Int] = [:]
    for text in texts {
      let parts = text.split(separator: "=", omittingEmptySubsequences: false)
      guard parts.count == 2, !parts[0].isEmpty, let number = Int(parts[1]), number >= 0,
        numbers.updateValue(number, forKey: String(parts[0])) == nil
      else {
        throw ValidationError("--bind takes a name and a number ≥ 0, as in batch=128: '\(text)'")
      }
    }
    return numbers
  }
}
