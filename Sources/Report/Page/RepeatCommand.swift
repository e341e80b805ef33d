import Results

/// How to take a run again.
struct RepeatCommand {
    /// The command as it was given.
    let started: String
    /// The same plan, with all that presets and budgets chose said out, into a new directory.
    let repeated: String

    /// Options that the plan says more exactly, or that name the old directory; all of them take a value.
    private static let replaced = [
        "--output", "--preset", "--budget", "--levels", "--quads", "--slice", "--seed", "--interleaving",
    ]
    private static let dropped = ["--overwrite", "--json"]

    init(_ run: RunRecord) {
        let words = ["npbench"] + run.arguments
        started = words.map(Self.quoted).joined(separator: " ")
        var kept: [String] = []
        var isValue = false
        for word in words {
            if isValue {
                isValue = false
            } else if Self.replaced.contains(word) {
                isValue = true
            } else if !Self.dropped.contains(word), !Self.replaced.contains(where: { word.hasPrefix($0 + "=") }) {
                kept.append(word)
            }
        }
        let plan = run.plan
        let chosen = [
            "--levels", plan.levels.map { "\($0)" }.joined(separator: ","), "--quads", "\(plan.quads)",
            "--slice", "\(plan.sliceSeconds)s", "--seed", "\(plan.seed)",
            "--interleaving", (plan.interleaving ?? .coarse).rawValue,
        ]
        repeated = (kept + chosen).map(Self.quoted).joined(separator: " ")
    }

    /// A word that a POSIX shell reads as it is.
    private static func quoted(_ word: String) -> String {
        let plain = word.unicodeScalars.allSatisfy {
            $0.isASCII
                && ($0.properties.isAlphabetic || $0.properties.numericType != nil
                    || "-_./,:=+@%".unicodeScalars.contains($0))
        }
        return plain && !word.isEmpty ? word : "'" + word.replacing("'", with: "'\\''") + "'"
    }
}
