/// A value that is one row of a table of a result directory.
package protocol CSVRecord {
    /// The names in the header, in order; later versions only add at the end.
    static var columns: [String] { get }
    /// The cells, in the order of `columns`.
    var cells: [String] { get }
    init(_ cells: CSVCells) throws(ResultsError)
}

extension CSVRecord {
    /// The table with its header, one line per row, as RFC 4180 without carriage returns.
    package static func csv(_ rows: [Self]) -> String {
        ([columns] + rows.map(\.cells)).map { $0.map(CSVText.quoted).joined(separator: ",") + "\n" }.joined()
    }

    /// Reads a table; columns are found by name, so that ones added by a later version do no harm.
    package static func rows(csv text: String, name: String) throws(ResultsError) -> [Self] {
        let lines = CSVText.lines(text)
        guard let header = lines.first else {
            throw ResultsError("Can not read \(name): it is empty; restore the file or run the experiment again.")
        }
        var rows: [Self] = []
        for (index, line) in lines.enumerated().dropFirst() {
            rows.append(try Self(CSVCells(header: header, line: line, place: "line \(index + 1) of \(name)")))
        }
        return rows
    }
}
