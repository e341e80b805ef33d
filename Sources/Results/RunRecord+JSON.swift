extension RunRecord {
    /// The text of `run.json`.
    package func json() throws(ResultsError) -> String {
        try JSONText.encode(self, pretty: true, what: ResultDirectory.run) + "\n"
    }

    /// Reads the text of `run.json`; refuses one that a newer npbench wrote.
    package init(json: String, name: String = ResultDirectory.run) throws(ResultsError) {
        let version = try JSONText.decode(SchemaVersion.self, from: json.utf8, what: name).schema
        guard version <= Self.currentSchema else {
            throw ResultsError(
                "Can not read \(name): its schema \(version) is newer than \(Self.currentSchema), the newest this npbench"
                    + " knows; use the npbench that wrote it."
            )
        }
        self = try JSONText.decode(RunRecord.self, from: json.utf8, what: name)
    }

    /// The only field that every version of the file has.
    private struct SchemaVersion: Decodable {
        var schema: Int
    }
}
