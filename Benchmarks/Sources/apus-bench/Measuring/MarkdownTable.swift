/// A table in Markdown, its columns aligned in the text too.
struct MarkdownTable {
  let header: [String]
  /// Columns that are aligned to the left; the others hold numbers.
  let leftColumns: Int
  var rows: [[String]] = []

  init(_ header: [String], leftColumns: Int) {
    self.header = header
    self.leftColumns = leftColumns
  }

  var text: String {
    let lines = [header] + rows
    let widths = header.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
    let rule = widths.enumerated().map { column, width in
      column < leftColumns
        ? String(repeating: "-", count: width) : String(repeating: "-", count: width - 1) + ":"
    }
    func line(_ cells: [String]) -> String {
      let padded = cells.enumerated().map { column, cell in
        let padding = String(repeating: " ", count: widths[column] - cell.count)
        return column < leftColumns ? cell + padding : padding + cell
      }
      return "| " + padded.joined(separator: " | ") + " |\n"
    }
    return line(header) + line(rule) + rows.map(line).joined()
  }
}
