/// What `samples.jsonl` holds.
///
/// The file is appended to while a run goes on, so a crash can leave its last line torn; all before it counts.
package struct SampleLog: Equatable, Sendable {
    package var samples: [SampleRecord]
    /// A sentence about the torn last line, if there is one.
    package var warning: String?

    /// Reads the bytes of the file; `name` is how messages call it.
    ///
    /// Throws for a bad line that is followed by a newline: that one was written whole, and is no trace of a crash.
    package init(_ bytes: [UInt8], name: String = ResultDirectory.samples) throws(ResultsError) {
        samples = []
        let newline = UInt8(ascii: "\n")
        let lines = bytes.split(separator: newline, omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() where !line.isEmpty {
            let what = "line \(index + 1) of \(name)"
            do throws(ResultsError) {
                samples.append(try JSONText.decode(SampleRecord.self, from: line, what: what))
            } catch {
                guard index == lines.count - 1 else { throw error }
                warning =
                    "The last line of \(name), line \(index + 1), is torn: the run that wrote it was killed;"
                    + " the \(samples.count) samples before it are whole."
            }
        }
    }
}
