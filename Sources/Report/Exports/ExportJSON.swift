import Foundation

/// JSON for other programs: sorted keys, one value after the other on its own line.
enum ExportJSON {
    static func text(_ value: some Encodable, as format: ExportFormat) throws(ReportError) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        do { return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n" } catch {
            throw ReportError(
                .failed,
                "Can not export as \(format.rawValue): \(error); this is a fault of npbench, please report it."
            )
        }
    }
}
