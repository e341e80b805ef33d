/// A table that reads well as text and as Markdown.
struct MarkdownTable {
    let header: [String]
    var rows: [[String]] = []

    /// The lines; cells are padded to the width of their column.
    var text: String {
        let all = [header] + rows
        let widths = header.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
        let rule = "|" + widths.map { String(repeating: "-", count: $0 + 2) + "|" }.joined()
        let lines = all.map { row in
            "|"
                + zip(row, widths).map { cell, width in
                    " " + cell + String(repeating: " ", count: width - cell.count) + " |"
                }.joined()
        }
        return ([lines[0], rule] + lines.dropFirst()).joined(separator: "\n") + "\n"
    }
}
