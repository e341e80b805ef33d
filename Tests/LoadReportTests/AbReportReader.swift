/// Reads a report as scripts around ab do: values by label, table rows by their first word, percentiles by their sign.
///
/// Knows nothing of who wrote the report.
struct AbReportReader {
    /// `Requests per second` and the like, with the first word after the colon; a label that comes again has a number.
    var values: [String: String] = [:]
    /// The order of labels and rows.
    var labels: [String] = []
    /// The numbers of `Connect`, `Processing`, `Waiting` and `Total`.
    var rows: [String: [Double]] = [:]
    var percentiles: [Int: Double] = [:]

    /// Reads up to the first line that is not in ab's columns, after its table of percentiles.
    init(_ text: String) {
        for line in text.split(separator: "\n").map(String.init) {
            if let (label, numbers) = AbReportReader.row(line) {
                rows[label] = numbers
                labels.append(label)
            } else if let (percent, value) = AbReportReader.percentile(line) {
                percentiles[percent] = value
                labels.append("\(percent)%")
                if percent == 100 { return }
            } else if let (label, value) = AbReportReader.value(line) {
                let name = values[label] == nil ? label : label + " 2"
                values[name] = value
                labels.append(name)
            }
        }
    }

    private static func row(_ line: String) -> (String, [Double])? {
        let words = line.split(separator: " ")
        guard let first = words.first, ["Connect:", "Processing:", "Waiting:", "Total:"].contains(first) else {
            return nil
        }
        return (String(first.dropLast()), words.dropFirst().compactMap { Double($0) })
    }

    private static func percentile(_ line: String) -> (Int, Double)? {
        let words = line.split(separator: " ")
        guard line.hasPrefix(" "), words.count >= 2, words[0].hasSuffix("%"), let percent = Int(words[0].dropLast()),
            let value = Double(words[1])
        else { return nil }
        return (percent, value)
    }

    /// Values begin in column 24, after a label that ends in a colon.
    private static func value(_ line: String) -> (String, String)? {
        guard line.count > 24, let colon = line.firstIndex(of: ":"), !line.hasPrefix(" ") else { return nil }
        let column = line.index(line.startIndex, offsetBy: 24)
        guard colon < column, line[column] != " ",
            line[line.index(after: colon)..<column].allSatisfy({ $0 == " " })
        else { return nil }
        return (String(line[..<colon]), String(line[column...].prefix { $0 != " " }))
    }
}
