import Results

extension PageModel {
    init(_ content: PageContent, figures: [String: Figure]) {
        let run = content.run
        let summary = Summary(content.tables)
        let primaries = run.outcome == .invalid ? [] : content.costSeries.compactMap(\.all)
        style = PageTemplate.style
        title = Self.title(content)
        eyebrow = "npbench \(run.npbenchVersion), \(run.started), \(Self.duration(run.seconds))"
        lead = Self.lead(content)
        states = Self.state(run).map { [$0] } ?? []
        sentences =
            primaries.map {
                Sentence(text: CostSentence.text($0, in: run.plan) + ".", verdict: $0.verdict.rawValue)
            } + Self.latencySentences(content)
        isSilent = primaries.isEmpty && run.outcome != .invalid
        cards = Self.cards(content)
        warnings = run.warnings.map(\.description) + summary.limits
        hasWarnings = !warnings.isEmpty
        sections = Self.sections(content, figures)
        machine = Self.machine(run)
        facts = Self.facts(run)
        plan = Self.plan(content)
        interleaving = run.plan.interleavingWords
        let command = RepeatCommand(run)
        started = command.started
        repeated = command.repeated
        files = Self.files(content)
    }

    private static func title(_ content: PageContent) -> String {
        let plan = content.run.plan
        if plan.arms.allSatisfy({ $0 == .off }) { return "A/A run: \(plan.target) against itself" }
        return "What NetworkPolicy enforcement costs \(plan.target)"
    }

    /// What was compared with what, in one sentence.
    private static func lead(_ content: PageContent) -> String {
        let plan = content.run.plan
        let names = plan.comparisons.map(content.comparison).joined(separator: ", ")
        let policies = plan.policies.count == 1 ? "policy \(plan.policies[0])" : "\(plan.policies.count) policies"
        return
            "\(names) against no controller: \(policies), Services by \(plan.serviceProxy), \(plan.connectionWords), "
            + "\(plan.levels.count) concurrency level\(plan.levels.count == 1 ? "" : "s") at "
            + scales(plan.scales) + "."
    }

    private static func scales(_ scales: [Scale]) -> String {
        guard let services = scales.first?.services, scales.allSatisfy({ $0.services == services }) else {
            return scales.map { "\($0.services) services with \($0.pods) pods" }.joined(separator: ", ")
        }
        return "\(services) services with \(scales.map { "\($0.pods)" }.joined(separator: ", ")) pods"
    }

    static func state(_ run: RunRecord) -> State? {
        let text: String? =
            switch run.outcome {
            case .completed: nil
            case .running: "This run has not ended: the page shows what was measured so far."
            case .interrupted: "This run was interrupted: the page shows what was measured until then."
            case .failed: "This run failed: the page shows what was measured until then."
            case .invalid: "This run is invalid: no cost can be told from it."
            }
        return text.map { State(kind: run.outcome.rawValue, text: $0, causes: [run.cause].compactMap(\.self)) }
    }

    private static func duration(_ seconds: Double) -> String {
        guard seconds.isFinite, seconds >= 1, seconds < 1e9 else { return "length not recorded" }
        let whole = Int(seconds.rounded())
        return whole < 60 ? "\(whole) s" : "\(whole / 60) min \(whole % 60) s"
    }
}
