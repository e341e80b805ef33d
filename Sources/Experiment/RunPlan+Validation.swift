package import Results

extension RunPlan {
    /// What is wrong with the plan, as a sentence; nil if it can be run.
    package var defect: String? {
        if let empty = [
            ("scale", scales.isEmpty), ("level", levels.isEmpty), ("arm", arms.isEmpty),
            ("controller", controllers.contains("")),
            ("mode of connections", modes.isEmpty),
        ].first(where: \.1) {
            return "The plan has no \(empty.0) to run: name at least one."
        }
        if Set(scales).count < scales.count { return "The plan names a scale twice: name each once." }
        if Set(levels).count < levels.count { return "The plan names a concurrency level twice: name each once." }
        if Set(controllers).count < controllers.count { return "The plan names a controller twice: name each once." }
        if Set(modes).count < modes.count { return "The plan names a mode of connections twice: name each once." }
        if Set(arms).count < arms.count { return "The plan names an arm twice: name each once." }
        if let level = levels.first(where: { $0 < 1 }) {
            return "Concurrency level \(level) can not be run: levels are 1 or more."
        }
        if quads < 1 { return "\(quads) quads can not be run: 1 or more are needed, 6 for an interval." }
        if !(sliceSeconds > 0 && sliceSeconds.isFinite) {
            return "A slice of \(sliceSeconds) s can not be run: it must be longer than 0."
        }
        if let precisionPercent, !(precisionPercent > 0 && precisionPercent.isFinite) {
            return "A precision of \(precisionPercent) points can not be reached: it must be above 0."
        }
        if let latency, !LatencyLoad.shares.contains(latency.share) {
            return "Latency can not be measured at \(latency.percent) % of off's QPS: give 10 % to 80 %."
        }
        return churnDefect
    }

    /// What is wrong with the arm `churn`: a sample begins where the one before it ended, so that only all of them together are as long
    /// as they must be.
    private var churnDefect: String? {
        guard let churnSeconds else {
            return arms.contains(.churn) ? "The arm churn has no period: say how often it syncs (--churn 5s)." : nil
        }
        if !arms.contains(.churn) { return "The plan has a period of syncs and no arm churn: name that arm." }
        if !(churnSeconds > 0 && churnSeconds.isFinite) {
            return "Syncs can not come every \(churnSeconds) s: give a period above 0."
        }
        let loaded = 2 * Double(cellsPerComparison * quads) * sliceSeconds
        guard loaded < Self.fewestSyncs * churnSeconds else { return nil }
        return
            "Syncs every \(churnSeconds) s can not be measured: the arm churn is loaded for \((loaded * 10).rounded() / 10) s at "
            + "a scale, and two syncs at least must begin in that time; give a shorter --churn or a longer --budget."
    }

    /// How many syncs must begin in the samples of a scale: fewer are none or one by chance.
    private static let fewestSyncs = 2.0
}
