import Results

extension PageModel {
    /// The facts that a reader looks for first.
    static func machine(_ run: RunRecord) -> [Fact] {
        let shown = [
            ("CPU", "cpu.model"), ("CPUs online", "cpu.online"), ("virtual machine", "cpu.hypervisor"),
            ("frequency governor", "cpu.governor"), ("memory, KiB", "memory.total_kib"), ("kernel", "kernel.release"),
            ("system", "os.name"), ("nginx", "program.nginx"), ("fingerprint", "fingerprint"),
        ]
        return shown.compactMap { name, key in
            run.machineAtStart[key].map { Fact(name: name, value: $0) }
        }
    }

    /// All facts, sorted by name.
    static func facts(_ run: RunRecord) -> [Fact] {
        Set(run.machineAtStart.keys).union(run.machineAtEnd.keys).sorted().map { name in
            let (start, end) = (run.machineAtStart[name], run.machineAtEnd[name])
            let changed = run.machineAtEnd.isEmpty || start == end ? [] : [end ?? "gone"]
            return Fact(name: name, value: start ?? "not there", ends: changed)
        }
    }

    /// What was asked for, and what the twin then held.
    static func plan(_ content: PageContent) -> [Fact] {
        let run = content.run
        let plan = run.plan
        let asked = [
            ("controllers", plan.controllers.joined(separator: ", ")), ("service proxy", plan.serviceProxy),
            ("arms against off", plan.arms.map(\.rawValue).joined(separator: ", ")),
            ("policies", plan.policies.joined(separator: ", ")), ("target", plan.target),
            ("position of the test pods and Service", plan.position),
            ("connections", plan.modes.map(\.rawValue).joined(separator: ", ")),
            ("concurrency levels", plan.levels.map { "\($0)" }.joined(separator: ", ")),
            ("quads of each cell", "\(plan.quads)"), ("time under load of a sample", "\(plan.sliceSeconds) s"),
            ("interleaving of a quad's samples", plan.interleavingWords),
            ("seed of the order", "\(plan.seed)"),
        ]
        let syncs = plan.churnSeconds.map { [("syncs in the arm churn", "one every \($0) s of load")] } ?? []
        let latency = plan.latency.map { [("load for added latency", $0.description)] } ?? []
        let rates = (run.latencyRates ?? []).map {
            (
                "requests a second at \($0.scale.label), \($0.connections.rawValue)",
                "\(Readable.rate($0.requestsPerSecond)), off bore \(Readable.rate($0.offQueriesPerSecond))"
            )
        }
        let held = run.scales.map { facts in
            let rules = facts.rules.filter { $0.value > 0 }.sorted { $0.key < $1.key }
            return (
                facts.scale.label,
                "\(content.name(facts.scale)); rules: " + rules.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
            )
        }
        return (asked + syncs + latency + rates + held).map { Fact(name: $0.0, value: $0.1) }
    }

    /// The files beside the page that hold its numbers.
    static func files(_ content: PageContent) -> [File] {
        let (evidence, hasCurves) = (
            content.evidence, content.run.outcome != .invalid && !content.tables.curves.isEmpty
        )
        let all: [(Bool, String, String)] = [
            (true, ResultDirectory.run, "plan, seed, versions, machine facts"),
            (!evidence.order.isEmpty, ResultDirectory.samples, "every sample as it was taken, void ones too"),
            (true, ResultDirectory.cost, "the costs"),
            (true, ResultDirectory.curves, "the curves"),
            (!content.tables.latencies.isEmpty, ResultDirectory.latency, "latency added at a fixed rate"),
            (!content.tables.contrasts.isEmpty, ResultDirectory.contrasts, "controllers against each other"),
            (evidence.control != nil, ResultDirectory.control, "the A/A control"),
            (!evidence.walks.isEmpty, ResultDirectory.walks, "rules walked"),
            (!evidence.order.isEmpty, ResultDirectory.order, "the samples against the mean of their kind"),
            (true, ResultDirectory.summary, "the summary as text"),
            (hasCurves, ResultDirectory.script, "draws the pictures beside this page"),
            (!evidence.order.isEmpty || hasCurves, ResultDirectory.plots + "/", "scripts of this page's pictures"),
            (!content.run.scales.isEmpty, ResultDirectory.rules + "/", "the rules of each arm in native text"),
        ]
        return all.filter(\.0).map { File(path: $0.1, text: $0.2) }
    }
}
