/// One process that a controller starts in a sync.
package struct SyncStep: Equatable, Sendable {
    /// The raw value is the program's name on Debian; real controllers start `iptables`, which is one of two programs there.
    package enum Program: String, Sendable, CaseIterable {
        case iptables = "iptables-legacy"
        case iptablesSave = "iptables-legacy-save"
        case iptablesRestore = "iptables-legacy-restore"
        case ipset
        case nft
    }

    package var program: Program
    package var arguments: [String]
    /// What it reads from its standard input.
    package var input: [UInt8]
    /// The status that it must exit with: 1 where the controller asks for what is not there.
    package var status: Int32
    /// What it changes, as the program's `restore` reads it in a line; nil for a process that only reads, or that changes everything
    /// it is about in one step.
    package var line: String?

    package init(
        _ program: Program,
        _ arguments: [String],
        input: [UInt8] = [],
        status: Int32 = 0,
        line: String? = nil
    ) {
        self.program = program
        self.arguments = arguments
        self.input = input
        self.status = status
        self.line = line
    }

    /// The beginning of its command line, for a message: a rule's words are many.
    package var title: String {
        let words = [program.rawValue] + arguments
        return words.prefix(5).joined(separator: " ") + (words.count > 5 ? " ..." : "")
    }
}
