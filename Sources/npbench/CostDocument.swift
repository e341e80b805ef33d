import Results

/// What `run --json` and `history show --json` print.
struct CostDocument: Encodable {
    var outcome: RunRecord.Outcome
    var warnings: [String]
    var costs: [CostRow]
    /// Empty for a run of one controller, and for an entry of a history, which does not keep them.
    var contrasts: [ContrastRow] = []

    func text() throws -> String { try CommandJSON.text(self) }
}
