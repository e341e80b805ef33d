import Linux

/// A program of the packet filter, and the Debian package it comes in.
enum FilterProgram: String {
    case iptablesRestore = "iptables-legacy-restore"
    case iptablesSave = "iptables-legacy-save"
    case ip6tablesRestore = "ip6tables-legacy-restore"
    case ip6tablesSave = "ip6tables-legacy-save"
    case ipset
    case nft

    private var package: String {
        switch self {
        case .iptablesRestore, .iptablesSave, .ip6tablesRestore, .ip6tablesSave: "iptables"
        case .ipset: "ipset"
        case .nft: "nftables"
        }
    }

    /// Runs the program in the network namespace of the calling thread; returns what it printed.
    ///
    /// A status other than 0 is always an error: an empty answer would look like an empty table.
    func run(
        _ arguments: [String],
        input: [UInt8] = [],
        for operation: String,
        remedy: String
    ) throws(FirewallError) -> String {
        guard let path = ExecutableSearch.path(of: rawValue) else {
            throw FirewallError(
                .missingProgram,
                operation,
                cause: "\(rawValue) is not installed",
                remedy: "install the Debian package \(package)"
            )
        }
        let result: ChildProcess.Output
        do throws(SystemError) {
            result = try ChildProcess.run(path, arguments, input: input)
        } catch {
            throw FirewallError(
                .system,
                operation,
                cause: error.description,
                remedy: "see that the machine has memory and process ids to spare"
            )
        }
        guard result.hasSucceeded else {
            throw FirewallError(
                .refused,
                operation,
                cause: "\(rawValue) \(result.end): \(FilterProgram.sentence(result.errorText))",
                remedy: remedy
            )
        }
        return result.outputText
    }

    /// The lines of an error message as one, without the hint at the program's help.
    ///
    /// Of nft's, which quotes the text under each error and underlines it, only the first error.
    private static func sentence(_ text: String) -> String {
        let lines = text.split(separator: "\n").filter { !$0.hasPrefix("Try `") }
        if let error = lines.first(where: { $0.contains(": Error: ") }) { return String(error) }
        return lines.isEmpty ? "it gave no reason" : lines.joined(separator: " ")
    }
}
