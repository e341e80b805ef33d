import Foundation

extension SeriesKey {
    /// The key as a history's file holds it: JSON with sorted keys, equal for equal keys.
    func text() throws(HistoryError) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do { return String(decoding: try encoder.encode(self), as: UTF8.self) } catch {
            throw HistoryError(.failed, "cannot write the key of a series: \(error); this is a fault of npbench")
        }
    }

    init(text: String) throws(HistoryError) {
        do { self = try JSONDecoder().decode(SeriesKey.self, from: Data(text.utf8)) } catch {
            throw HistoryError(
                .failed,
                "cannot read the key of a series: '\(text)' is none; use the npbench that wrote the history"
            )
        }
    }
}
