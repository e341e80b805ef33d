/// The versions of the programs that a run uses.
extension MachineFacts {
    /// Versions by `program.NAME`; a program that is not there or says nothing like a version has no entry.
    ///
    /// Cost: starts each program once.
    package static func versions() -> [String: String] {
        var facts: [String: String] = [:]
        for (program, flag) in versionFlags {
            facts["program.\(program)"] = version(of: program, flag: flag)
        }
        return facts
    }

    /// What a program says its version is; nil if it can not be run.
    package static func version(of program: String) -> String? {
        version(of: program, flag: versionFlags[program] ?? "--version")
    }

    private static let versionFlags = [
        "conntrack": "--version", "gnuplot": "--version", "ip": "-V", "ipset": "--version",
        "iptables-legacy": "--version",
        "nft": "--version", "nginx": "-v",
    ]

    private static func version(of program: String, flag: String) -> String? {
        guard let output = try? ChildProcess.run(program, [flag], timeout: 5) else { return nil }
        // nginx speaks on standard error.
        return firstVersion(in: output.outputText + output.errorText)
    }

    /// The first thing in a text that looks like a version: numbers with points between, `1.22.1`.
    static func firstVersion(in text: String) -> String? {
        let candidates = text.split { !$0.isASCII || !($0.isNumber || $0 == ".") }
        for candidate in candidates {
            let numbers = candidate.split(separator: ".")
            if numbers.count >= 2 { return numbers.joined(separator: ".") }
        }
        return nil
    }
}
