/// A table in columns, two spaces apart.
package struct TextTable: Sendable {
    package enum Alignment: Sendable {
        case left, right
    }

    package var header: [String]
    package var alignments: [Alignment]
    package var rows: [[String]] = []

    package init(header: [String], alignments: [Alignment], rows: [[String]] = []) {
        self.header = header
        self.alignments = alignments
        self.rows = rows
    }

    /// The lines, the header first, without trailing spaces; all cells are plain text of one column a character.
    package var lines: [String] {
        let widths = header.indices.map { column in
            ([header] + rows).map { $0[column].count }.max() ?? 0
        }
        return ([header] + rows).map { row in
            let cells = row.indices.map { column in
                let padding = String(repeating: " ", count: widths[column] - row[column].count)
                return alignments[column] == .left ? row[column] + padding : padding + row[column]
            }
            let line = cells.joined(separator: "  ")
            return String(line.reversed().drop { $0 == " " }.reversed())
        }
    }
}
