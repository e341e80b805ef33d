import Results

/// What `run --json` and `history show --json` print.
struct CostDocument: Encodable {
    var outcome: RunRecord.Outcome
    var warnings: [String]
    var costs: [CostRow]
    var contrasts: [ContrastRow]

    func text() throws -> String { try CommandJSON.text(self) }
}
