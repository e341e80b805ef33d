/// Connections as the generator made them, held against the connections that rules counted.
struct Census {
    /// The probes of a sample, one from an allowed and one from a forbidden source.
    static let probes: UInt64 = 2

    /// Whether a controller's rules accept the target's connections in this arm.
    var isJudged: Bool
    /// Connections that the load initiated.
    var connections: UInt64
    /// What the controller's accepting rules counted.
    var accepted: UInt64
    /// What the service proxy's translating rules counted.
    var translated: UInt64

    /// The count that proves the arm: of the controller if it judges, else of the service proxy.
    var counted: UInt64 { isJudged ? accepted : translated }

    /// What must have been counted: accepting rules never see the forbidden probe, translating ones see both.
    var expected: UInt64 { connections + (isJudged ? 1 : Census.probes) }

    /// Why the service proxy's count disagrees, or nil if it does not.
    var voidCause: String? {
        let all = connections + Census.probes
        guard translated != all else { return nil }
        return "arm not proven: the service proxy translated \(translated) connections, not \(all)"
    }
}
