import ArgumentParser

/// Why a command ends without doing what it was asked: one sentence, and the exit status that goes with it.
struct CommandFailure: Error, CustomStringConvertible {
    /// What the shell sees (docs/architecture.md lists them).
    enum Status: Int32 {
        case failed = 1
        case regression = 2
        case baselineMissing = 5
        case missingCapability = 6
        case invalidRun = 7
        case inconclusive = 8
        case usage = 64
        case interrupted = 130
    }

    var status: Status
    /// One sentence: operation, object, cause and remedy.
    var description: String

    init(_ status: Status, _ description: String) {
        self.status = status
        self.description = description
    }
}
