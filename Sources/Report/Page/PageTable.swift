import Results

/// A table of the page; its cells are text, which the template escapes.
struct PageTable {
    struct Column {
        let text: String
        let isNumber: Bool
    }

    struct Cell {
        let text: String
        /// What the file of the result directory holds, where `text` is rounded; empty otherwise.
        let exact: String
        let isNumber: Bool
        /// A class of the style sheet, or empty.
        let style: String
        let isRounded: Bool

        init(_ text: String, exact: String = "", isNumber: Bool = false, style: String = "") {
            self.text = text
            self.exact = exact
            self.isNumber = isNumber
            self.style = ([isNumber ? "n" : "", style].filter { !$0.isEmpty }).joined(separator: " ")
            isRounded = !exact.isEmpty
        }
    }

    struct Row {
        let cells: [Cell]
        /// Over all levels: printed bold.
        let isWhole: Bool
    }

    let caption: String
    let columns: [Column]
    let rows: [Row]
    /// Shown without a click.
    let isOpen: Bool
    let count: Int

    /// - Parameter columns: a name that begins with `#` is of numbers.
    init(_ caption: String, columns: [String], rows: [Row], isOpen: Bool = false) {
        self.caption = caption
        self.columns = columns.map { name in
            Column(text: name.hasPrefix("#") ? String(name.dropFirst()) : name, isNumber: name.hasPrefix("#"))
        }
        self.rows = rows
        self.isOpen = isOpen
        count = rows.count
    }
}

extension PageTable.Cell {
    /// A number as a table of the result directory has it, read with `decimals`.
    static func number(_ value: Double, decimals: Int, exact: String) -> Self {
        Self(Readable.number(value, decimals: decimals), exact: exact, isNumber: true)
    }

    static func whole(_ value: Int) -> Self { Self(String(value), isNumber: true) }

    static func verdict(_ verdict: Verdict) -> Self { Self(verdict.rawValue, style: "verdict \(verdict.rawValue)") }

    /// A value of percent with the interval around it.
    static func percent(_ value: Double, _ low: Double, _ high: Double, exact: String) -> Self {
        let percent = Readable.percent(value, low, high)
        return Self(percent.value + (percent.interval.map { " (\($0))" } ?? ""), exact: exact, isNumber: true)
    }
}
