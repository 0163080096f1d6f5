import ApusData

/// Makes a text of a few kinds of sentences, each a row of classes of words. Words of one class stand
/// in the same places, so that which words belong together is known.
enum Grammar {
  static let classes: [String: [String]] = [
    "animal": ["cat", "dog", "horse", "cow", "goat", "fox", "wolf", "mouse", "hen", "bear"],
    "person": ["farmer", "baker", "miller", "tailor", "sailor", "doctor", "teacher", "painter"],
    "food": ["bread", "cheese", "soup", "honey", "cake", "milk", "fish", "butter", "salad"],
    "place": ["forest", "river", "market", "village", "castle", "garden", "harbour", "mountain"],
    "colour": ["red", "green", "blue", "yellow", "white", "black", "brown", "grey"],
    "chase": ["chases", "fears", "follows", "hears", "bites", "meets"],
    "enjoy": ["eats", "likes", "buys", "sells", "cooks", "tastes", "carries"],
    "move": ["walks", "runs", "goes", "travels", "hurries", "returns"],
    "time": ["morning", "evening", "winter", "summer", "autumn", "night", "spring"],
    "hour": ["two", "three", "four", "five", "six", "seven", "eight"],
  ]

  private static let sentences = [
    "the colour animal chase the colour animal",
    "the animal chase the animal in the place",
    "the person enjoy the food and the food at hour",
    "the person enjoy food in the time",
    "the animal move to the place at hour",
    "the person move from the place to the place in the time",
    "at hour in the time the person move to the place",
  ]

  /// Sentences with words drawn from their classes, earlier ones of a class more often.
  static func text(sentences count: Int, seed: UInt64) -> String {
    var random = SplitMix64(seed: seed, stream: 0)
    var lines: [String] = []
    for _ in 0..<count {
      let sentence = sentences[Int(random.below(UInt64(sentences.count)))]
      let words = sentence.split(separator: " ").map { slot in
        guard let words = classes[String(slot)] else { return String(slot) }
        // The smaller one of two numbers: the first word comes about 2n − 1 times as often as the last.
        let numbers = (0..<2).map { _ in Int(random.below(UInt64(words.count))) }
        return words[numbers.min() ?? 0]
      }
      lines.append(words.joined(separator: " ") + ".\n")
    }
    return lines.joined()
  }

  /// The class of a word; nil for those that stand between.
  static func kind(of word: String) -> String? {
    classes.first { $0.value.contains(word) }?.key
  }
}
