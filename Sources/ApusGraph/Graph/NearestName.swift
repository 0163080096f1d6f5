/// The name most like `name`, for advice on a misspelt one; nil where none is alike: at most every
/// third letter may differ, and one of a short name. Upper and lower case count as the same.
package func nearestName(to name: String, among names: some Sequence<String>) -> String? {
  let wanted = Array(name.lowercased())
  // Nobody misspells a name of this length, and the table would be large.
  guard wanted.count <= 100 else { return nil }
  var best: (name: String, distance: Int)?
  for candidate in names.sorted() where candidate.count <= 100 {
    let distance = editDistance(wanted, Array(candidate.lowercased()))
    guard distance <= max(1, max(wanted.count, candidate.count) / 3) else { continue }
    if distance < best?.distance ?? .max { best = (candidate, distance) }
  }
  return best?.name
}

/// The fewest insertions, deletions and replacements that make one text of the other (V. Levenshtein,
/// 1966), row by row.
private func editDistance(_ a: [Character], _ b: [Character]) -> Int {
  var row = Array(0...b.count)
  for (i, left) in a.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for (j, right) in b.enumerated() {
      let replaced = diagonal + (left == right ? 0 : 1)
      diagonal = row[j + 1]
      row[j + 1] = min(replaced, row[j] + 1, diagonal + 1)
    }
  }
  return row[b.count]
}
