/// The name that differs from `name` by the fewest letters, where no more than half of them differ:
/// what a message suggests. Case does not count.
package func nearestName(to name: String, among names: some Sequence<String>) -> String? {
  let wanted = Array(name.lowercased().utf8)
  var best: (name: String, distance: Int)?
  for candidate in names {
    let distance = editDistance(wanted, Array(candidate.lowercased().utf8))
    if distance < best?.distance ?? .max
      || (distance == best?.distance && candidate < best?.name ?? "")
    {
      best = (candidate, distance)
    }
  }
  guard let best, best.distance <= Swift.max(1, wanted.count / 2) else { return nil }
  return best.name
}

/// How many letters have to be put in, left out or replaced (V. Levenshtein, 1966).
private func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
  var row = Array(0...b.count)
  for (i, x) in a.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for (j, y) in b.enumerated() {
      let above = row[j + 1]
      row[j + 1] = Swift.min(above + 1, row[j] + 1, diagonal + (x == y ? 0 : 1))
      diagonal = above
    }
  }
  return row[b.count]
}
