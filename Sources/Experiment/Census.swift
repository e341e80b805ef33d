/// Connections as the generator made them, held against the connections that rules and pods counted.
struct Census {
    /// The probes of a sample, one from an allowed and one from a forbidden source.
    static let probes: UInt64 = 2

    /// Whether a controller's rules accept the target's connections in this arm.
    var isJudged: Bool
    /// Connections that the load initiated.
    var connections: UInt64
    /// What the controller's accepting rules counted.
    var accepted: UInt64
    /// What came through the service proxy: by the counters of its translating rules, or where they have none by what the
    /// target's pods took.
    var translated: UInt64
    /// Packets that rules of sleeping tables counted, which judge nothing.
    var countedAsleep: UInt64 = 0
    /// Whether `translated` is the pods' count, which no connection is in that the controller denied.
    var isCountedByPods = false

    /// The count that proves the arm: of the controller if it judges, else of the service proxy.
    var counted: UInt64 { isJudged ? accepted : translated }

    /// What must have been counted: accepting rules never see the forbidden probe, translating ones see both.
    var expected: UInt64 { isJudged ? connections + 1 : expectedTranslated }

    private var expectedTranslated: UInt64 { connections + (isCountedByPods && isJudged ? 1 : Census.probes) }

    /// Why a count disagrees that no controller's rules made, or nil if none does.
    var voidCause: VoidCause? {
        if countedAsleep > 0 {
            return VoidCause(.fault, "arm not proven: rules of other arms saw \(countedAsleep) packets")
        }
        guard translated != expectedTranslated else { return nil }
        let subject = isCountedByPods ? "the target's pods took" : "the service proxy translated"
        return VoidCause(.fault, "arm not proven: \(subject) \(translated) connections, not \(expectedTranslated)")
    }
}
