import Foundation
import Results

/// What `run --json` prints.
struct CostDocument: Encodable {
    var outcome: RunRecord.Outcome
    var warnings: [String]
    var costs: [CostRow]
    var contrasts: [ContrastRow]

    func text() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "inf",
            negativeInfinity: "-inf",
            nan: "nan"
        )
        return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    }
}
