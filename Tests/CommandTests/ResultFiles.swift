import Foundation
import Results

/// What a run left in its directory.
struct ResultFiles {
    let directory: ScratchDirectory
    let name: String

    var names: [String] { directory.names(in: name) }

    func text(_ file: String) throws -> String { try directory.text("\(name)/\(file)") }

    /// All samples, in order; throws if a line can not be read.
    func samples() throws -> [SampleRecord] {
        try SampleLog(Array(try text(ResultDirectory.samples).utf8)).samples
    }

    func run() throws -> RunRecord {
        try RunRecord(json: try text(ResultDirectory.run))
    }
}
