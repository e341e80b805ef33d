/// What is wrong with a run, one sentence each.
struct Faults {
    private(set) var sentences: [String] = []

    /// Adds `sentence` unless `holds`.
    mutating func expect(_ holds: Bool, _ sentence: @autoclosure () -> String) {
        if !holds { sentences.append(sentence()) }
    }
}
