import Experiment
import Results
import Statistics

/// How much a run measures, and what a pilot finds out for it.
extension RunCommand {
    /// How many presets a run with a precision may take, if it has no budget.
    private static let presetsForPrecision = 4.0
    /// The shortest budget of which a pilot gets its share, and how large that is.
    private static let shortestForPilot = 120.0
    private static let pilotShare = 0.08
    private static let longestPilot = 60.0

    /// What a run of the plan's scales, treatments and modes may take.
    func room(for plan: RunPlan, usesNftables: Bool) -> Budget {
        var room = preset.budget(
            scales: plan.scales.count,
            comparisons: plan.comparisonsPerScale,
            warmUps: plan.warmUpsPerScale,
            sampleOverhead: Budget.sampleOverhead(usesNftables: usesNftables, plan.interleaving)
        )
        if precision != nil {
            room.seconds *= RunCommand.presetsForPrecision
            room.wantedQuads = PrecisionTarget.fewestQuads
        }
        if let budget { room.seconds = budget.seconds }
        room.measuresLatency = latencyLoad != nil
        return room
    }

    /// How much is measured as long as nothing is known of the noise: what the options name, and what the room holds of the rest.
    ///
    /// A run with a precision takes quads, and no longer slices, for what the budget leaves.
    func size(_ room: Budget) -> RunSize {
        let slice = slice?.seconds ?? (precision == nil ? nil : Budget.preferredSlice)
        return room.size(levels: levels?.values.sorted(), quads: quads, sliceSeconds: slice)
    }

    /// How long a pilot may take; 0 for one that measures only what a sample takes beside its slice, nil for none.
    ///
    /// There is none where the options leave nothing to choose, or too little time; nor in a twin that is broken on purpose.
    func pilotSeconds(_ room: Budget) -> Double? {
        guard fault == nil, !hold, slice == nil || quads == nil else { return nil }
        let isLong = budget != nil ? room.seconds >= RunCommand.shortestForPilot : preset != .smoke
        guard isLong else { return nil }
        guard slice == nil, quads == nil else { return 0 }
        return min(RunCommand.longestPilot, RunCommand.pilotShare * room.seconds)
    }
}
