extension Match {
    /// Why iptables would refuse a match, and what to do.
    struct Flaw: Equatable {
        var cause: String
        var remedy: String

        init(_ cause: String, _ remedy: String) {
            self.cause = cause
            self.remedy = remedy
        }
    }

    /// What is wrong with the match, if anything.
    var flaw: Flaw? {
        switch self {
        case .comment(let text):
            // A line break would end the rule and begin another one.
            if text.utf8.count > 255 || text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7f }) {
                return Flaw("has a comment of over 255 bytes or with control characters", "shorten or clean it")
            }
        case .ports(.icmp, _, _), .ports(.icmpv6, _, _):
            return Flaw("matches ports of icmp", "icmp has no ports")
        case .destinationPorts(let ports):
            let slots = ports.reduce(0) { $0 + ($1.lower == $1.upper ? 1 : 2) }
            if !(1...15).contains(slots) {
                return Flaw("lists ports in \(slots) slots", "multiport takes 1 to 15, a range takes two")
            }
        case .set(let name, let directions):
            if !name.value.isWord || name.value.utf8.count > IPSet.longestName {
                return Flaw("names set '\(name.value)'", "a name has 1 to \(IPSet.longestName) characters and no blank")
            }
            if !(1...6).contains(directions.count) {
                return Flaw("gives set \(name.value) \(directions.count) directions", "give 1 to 6")
            }
        case .connectionState(let states):
            if states.value.isEmpty { return Flaw("names no connection state", "name one at least") }
        case .addressType(_, let type):
            if !type.value.isWord { return Flaw("names address type '\(type.value)'", "LOCAL is one") }
        case .probability(let share):
            if share > 1 << 31 { return Flaw("has a probability above one", "2^31 stands for one") }
        case .limit(let rate, let burst):
            if !rate.isWord || !(1...10_000).contains(burst) {
                return Flaw("limits to '\(rate)' with burst \(burst)", "write such as 10/min with burst 1 to 10000")
            }
        case .accounting(let name):
            if !name.isWord || name.utf8.count > 31 {
                return Flaw("names accounting object '\(name)'", "a name has 1 to 31 characters and no blank")
            }
        case .ports, .icmpType, .icmpv6Type, .mark, .physdevIsBridged: break
        }
        return nil
    }
}
