/// Comma-separated text after RFC 4180.
package enum CSVText {
    /// The cell, in quotes if it needs them.
    package static func quoted(_ cell: String) -> String {
        guard cell.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return cell }
        return "\"" + cell.map { $0 == "\"" ? "\"\"" : String($0) }.joined() + "\""
    }

    /// The cells of each line; empty lines are left out, and an unclosed quote ends with the text.
    static func lines(_ text: String) -> [[String]] {
        var lines: [[String]] = []
        var line: [String] = []
        var cell = ""
        var isQuoted = false
        // What looks like a closing quote opens again if another follows: "" is one quote.
        var closedQuote = false

        func endLine() {
            if !line.isEmpty || !cell.isEmpty { lines.append(line + [cell]) }
            line = []
            cell = ""
            closedQuote = false
        }
        for character in text {
            switch character {
            case "\"" where isQuoted:
                isQuoted = false
                closedQuote = true
            case "\"":
                if closedQuote { cell.append("\"") }
                isQuoted = true
            case _ where isQuoted:
                cell.append(character)
            case ",":
                line.append(cell)
                cell = ""
                closedQuote = false
            case _ where character.isNewline:
                endLine()
            default:
                cell.append(character)
            }
        }
        endLine()
        return lines
    }
}
