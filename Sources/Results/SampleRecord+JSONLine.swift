extension SampleRecord {
    /// The sample as a line of `samples.jsonl`, with its newline; equal samples give equal bytes.
    package func jsonLine() throws(ResultsError) -> String {
        try JSONText.encode(self, pretty: false, what: "a sample") + "\n"
    }
}
