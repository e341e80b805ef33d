/// The cells of one row by the names of their columns.
package struct CSVCells {
    private let cells: [String: String]
    private let place: String

    /// `place` is how messages call the line.
    init(header: [String], line: [String], place: String) throws(ResultsError) {
        guard header.count == line.count else {
            throw ResultsError(
                "Can not read \(place): it has \(line.count) cells and the header \(header.count); restore the file."
            )
        }
        cells = Dictionary(zip(header, line)) { first, _ in first }
        self.place = place
    }

    func text(_ column: String) throws(ResultsError) -> String {
        guard let text = cells[column] else {
            throw ResultsError("Can not read \(place): there is no column \(column); restore the file.")
        }
        return text
    }

    func whole(_ column: String) throws(ResultsError) -> Int {
        let text = try text(column)
        guard let value = Int(text) else { throw bad(text, column, "is no whole number") }
        return value
    }

    /// An empty cell is NaN.
    func number(_ column: String) throws(ResultsError) -> Double {
        let text = try text(column)
        if text.isEmpty { return .nan }
        guard let value = Double(text) else { throw bad(text, column, "is no number") }
        return value
    }

    /// Nil for an empty cell, and for a column that the table lacks.
    func known(_ column: String) throws(ResultsError) -> Double? {
        guard cells[column] != nil else { return nil }
        let value = try number(column)
        return value.isNaN ? nil : value
    }

    func word<Word: RawRepresentable<String>>(_ column: String) throws(ResultsError) -> Word {
        let text = try text(column)
        guard let value = Word(rawValue: text) else { throw bad(text, column, "is unknown") }
        return value
    }

    /// Nil for an empty cell, and for a column that the table lacks.
    func knownWord<Word: RawRepresentable<String>>(_ column: String) throws(ResultsError) -> Word? {
        guard let text = cells[column], !text.isEmpty else { return nil }
        return try word(column)
    }

    func scale() throws(ResultsError) -> Scale {
        Scale(services: try whole("services"), pods: try whole("pods"), localPods: try whole("local_pods"))
    }

    private func bad(_ text: String, _ column: String, _ cause: String) -> ResultsError {
        ResultsError("Can not read \(place): \(column) '\(text)' \(cause); restore the file.")
    }
}
