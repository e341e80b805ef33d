import ArgumentParser
import Cluster
import Experiment
import Foundation
import Layouts
import Linux
import Report
import Results
import Rules
import Twin

/// One run, inside its namespaces: measures, keeps what it measures, and reports.
struct RunSession {
    private let command: RunCommand
    private var plan: RunPlan
    private let room: Budget
    /// What decided the plan's size, if a pilot did.
    private var pilot: PilotPlan?
    private let setup: TwinSetup
    private let journal: RunJournal
    /// What the run goes on from, and how it does; nil for one that begins.
    private let earlier: EarlierRun?
    private let resumption: RunRecord.Resumption?
    private let begun = Date.now
    private let machine: MachineWatch

    init(_ command: RunCommand, resuming earlier: EarlierRun? = nil) throws {
        self.command = command
        self.earlier = earlier
        machine = try MachineWatch()
        let options = command.cluster
        let inputs = try options.clusters(pods: [2000, 6000, 8000]).inputs()
        let target = options.target ?? .test
        let scales = try inputs.map { try $0.scale(target: target) }
        let controllers = try command.hold ? [options.chosenController()] : options.chosenControllers()
        let serviceProxy = try options.chosenServiceProxy()
        do { try serviceProxy.requireProgrammable() } catch { throw CommandFailure(error) }
        let position = options.position ?? .middle
        var plan = RunPlan(
            scales: scales,
            serviceProxy: serviceProxy.rawValue,
            controller: controllers.map(\.rawValue).joined(separator: ","),
            policies: inputs[0].cluster.policies.map { "\($0.namespace)/\($0.name)" },
            target: target.description,
            position: position.rawValue,
            connections: command.connections.modes.first ?? .perRequest,
            levels: [],
            quads: 0,
            sliceSeconds: 0,
            arms: command.comparedArms,
            seed: options.seed,
            keepsCPUsAwake: !command.hold && (command.idleCPUs ?? .usual(on: machine.start)) == .awake,
            injectedRules: command.injectRules,
            precisionPercent: command.precision?.percent,
            connectionModes: command.connections.modes.count > 1 ? command.connections.modes : nil,
            churnSeconds: command.churn?.seconds,
            latency: command.latencyLoad.map { LatencyLoad(share: $0.share) }
        )
        room = command.room(
            scales: scales.count,
            comparisons: plan.comparisonsPerScale,
            usesNftables: controllers.contains(where: \.usesNftables)
        )
        if let earlier {
            try earlier.check(plan)
            plan = earlier.record.plan
        } else {
            plan.take(command.size(room))
        }
        if !command.hold, let defect = plan.defect { throw CommandFailure(.usage, defect) }
        self.plan = plan
        resumption = try earlier?.resumption(
            on: machine.start,
            started: begun.ISO8601Format(),
            anyMachine: command.anyMachine
        )
        let clusters = Dictionary(
            zip(scales, inputs.map(\.cluster)),
            uniquingKeysWith: { first, _ in first }
        )
        var setup = TwinSetup(
            cluster: { scale in clusters[scale] ?? ClusterModel() },
            nodeName: inputs[0].node.name,
            target: target,
            serviceProxy: serviceProxy,
            controllers: controllers,
            position: position,
            seed: options.seed,
            cpus: try RunSession.cpus(keptAwake: plan.keepsCPUsAwake == true),
            fault: command.fault
        )
        for compared in command.injectRules == nil ? [] : plan.comparisons {
            setup.extraRules[compared] = ExtraRules(.comment, count: command.injectRules ?? 0)
        }
        setup.churnSeconds = plan.churnSeconds
        self.setup = setup
        journal = RunJournal(
            directory: OutputDirectory(existing: command.output ?? "."),
            earlier: earlier,
            controllers: plan.controllers
        )
        for scale in scales { try RunSession.check(scale, in: setup) }
        try RunSession.requireMemory(for: command.hold ? [scales[0]] : scales, of: machine.start)
    }

    mutating func run() throws {
        do { try EnclosedFilesystem.prepare() } catch { throw CommandFailure(error) }
        Interrupt.catchSignals()
        if command.hold {
            try HeldTwin(setup: setup, controller: setup.controllers[0], scale: plan.scales[0]).stay()
        } else {
            let board = ProgressBoard(isQuiet: command.json)
            try takePilot(board)
            try measure(board)
        }
    }

    /// Lets a pilot choose what the options leave open, if it has the time.
    private mutating func takePilot(_ board: ProgressBoard) throws {
        guard earlier == nil, let seconds = command.pilotSeconds(room) else { return }
        let length = seconds > 0 ? "\(Int(seconds.rounded())) s" : "a few samples"
        board.say("A pilot of \(length) comes first: it decides how long slices are and how many quads fit.")
        var pilot = Pilot(
            plan: plan,
            testbed: TwinTestbed(setup),
            seconds: seconds,
            isInterrupted: { Interrupt.isRequested }
        )
        let findings: PilotFindings
        do throws(TestbedError) { findings = try pilot.run() } catch { throw CommandFailure(error) }
        let chosen = PilotPlan(
            findings,
            of: plan,
            room: room,
            levels: command.levels?.values.sorted(),
            size: command.size
        )
        board.say(chosen.sentence)
        plan.take(chosen.size)
        self.pilot = chosen
    }

    private func measure(_ board: ProgressBoard) throws {
        board.say(earlier?.sentence ?? plan.sentence(overhead: overhead))
        let log = try journal.openLog()
        let book = ScaleBook(earlier?.record.scales ?? [], latencyRates: earlier?.record.latencyRates ?? [])
        try note(book)
        let testbed = TwinTestbed(setup) { (facts, rulesets) throws(TestbedError) in
            board.say(facts.sentence)
            book.put(facts)
            try journal.keep(rulesets, of: facts.scale)
            try note(book)
        }
        var runner = ExperimentRunner(
            plan: plan,
            testbed: testbed,
            overhead: overhead,
            earlier: EarlierPart(
                samples: earlier?.samples ?? [],
                scales: earlier?.record.scales ?? [],
                latencyRates: earlier?.record.latencyRates ?? []
            ),
            record: { (sample) throws(TestbedError) in try journal.append(sample, to: log) },
            fix: { (rate) throws(TestbedError) in
                board.say(rate.sentence)
                book.put(rate)
                try note(book)
            },
            report: { board.show($0) },
            isInterrupted: { Interrupt.isRequested }
        )
        let result = runner.run()
        board.clear()
        try conclude(result)
    }

    /// What a sample is expected to take beside its slice, in seconds.
    private var overhead: Double { pilot?.overhead ?? room.sampleOverhead }

    /// Writes down which scales came up and which rates are fixed, for a run that goes on after a kill.
    private func note(_ book: ScaleBook) throws(TestbedError) {
        var result = ExperimentResult()
        result.latencyRates = book.latencyRates
        do {
            try journal.write(record(.running, result, scales: book.scales, warnings: []))
        } catch {
            throw TestbedError(.failed, "\(error)")
        }
    }

    /// Analyses, writes the report, prints it, and throws what the run ended with.
    private func conclude(_ result: ExperimentResult) throws {
        let analysis = Analysis(plan: plan, samples: result.samples)
        var outcome = result.outcome
        if outcome == .completed, analysis.invalidity != nil { outcome = .invalid }
        let isInvalid = outcome == .invalid
        let cause = result.error?.description ?? analysis.invalidity
        var run = record(
            outcome,
            result,
            scales: result.scales,
            warnings: resumptionWarnings() + analysis.warnings + machineWarnings(),
            cause: cause
        )
        run.precision = ScalePrecision.records(result.samples, of: plan)
        run.syncs = SyncFacts.all(of: plan, result.samples)
        run.warnings += run.precisionWarnings + RunWarning.syncs(run.syncs ?? [])
        try journal.write(run)
        let curves = isInvalid ? [] : analysis.curves
        let costs = isInvalid ? [] : analysis.costs
        let metrics = isInvalid ? [] : analysis.metrics
        let contrasts = isInvalid ? [] : analysis.contrasts
        let latencies = isInvalid ? [] : analysis.latencies
        let undrawn: ReportError?
        do {
            try ReportWriter.write(
                run: run,
                curves: curves,
                costs: costs,
                metrics: metrics,
                contrasts: contrasts,
                latencies: latencies,
                evidence: RunEvidence(plan: plan, samples: result.samples, costs: costs),
                to: journal.directory.path
            )
            undrawn = nil
        } catch {
            undrawn = error
        }
        try show(run, curves, costs, metrics, contrasts, latencies)
        // Why there is nothing to believe weighs more than what could not be drawn of it; both are said.
        if let undrawn, result.error != nil || analysis.invalidity != nil {
            StandardError.write("npbench: \(undrawn.description)\n")
        }
        if let error = result.error { throw CommandFailure(error) }
        if let invalidity = analysis.invalidity { throw CommandFailure(.invalidRun, invalidity) }
        if let undrawn { throw CommandFailure(undrawn) }
    }

    private func show(
        _ run: RunRecord,
        _ curves: [CurveRow],
        _ costs: [CostRow],
        _ metrics: [MetricRow],
        _ contrasts: [ContrastRow],
        _ latencies: [LatencyRow]
    ) throws {
        guard !command.json else {
            try StandardOutput.write(
                CostDocument(
                    outcome: run.outcome,
                    warnings: run.warnings,
                    costs: costs,
                    metrics: metrics,
                    contrasts: contrasts,
                    latencies: latencies
                )
                .text()
            )
            return
        }
        let style: Style = StandardOutput.takesColour ? .coloured : .plain
        try StandardOutput.write(
            "\n"
                + Summary(
                    run: run,
                    curves: curves,
                    costs: costs,
                    metrics: metrics,
                    contrasts: contrasts,
                    latencies: latencies
                ).text(style)
        )
        try StandardOutput.write("\nResults: \(journal.directory.path)\n")
    }

    private func record(
        _ outcome: RunRecord.Outcome,
        _ result: ExperimentResult,
        scales: [RunRecord.ScaleFacts],
        warnings: [RunWarning],
        cause: String? = nil
    ) -> RunRecord {
        RunRecord(
            npbenchVersion: Npbench.configuration.version,
            arguments: earlier?.record.arguments ?? Array(CommandLine.arguments.dropFirst()),
            plan: plan,
            outcome: outcome,
            warnings: warnings,
            scales: scales,
            started: earlier?.record.started ?? begun.ISO8601Format(),
            seconds: result.seconds,
            machineAtStart: earlier?.record.machineAtStart ?? machine.start,
            machineAtEnd: outcome == .running ? [:] : machine.now(),
            limits: outcome == .running ? nil : SampleRecord.limits(of: result.samples),
            cause: cause,
            pilot: earlier?.record.pilot ?? pilot?.record,
            resumptions: resumption == nil ? nil : resumptions,
            latencyRates: plan.latency == nil ? nil : result.latencyRates
        )
    }

    /// Refuses a target that could not be measured, before anything is built or written.
    private static func check(_ scale: Scale, in setup: TwinSetup) throws(CommandFailure) {
        do throws(TestbedError) { _ = try TwinBlueprint(setup, scale: scale) } catch { throw CommandFailure(error) }
    }

    /// When the run went on, now and before.
    private var resumptions: [RunRecord.Resumption] {
        (earlier?.record.resumptions ?? []) + [resumption].compactMap(\.self)
    }

    private func resumptionWarnings() -> [RunWarning] { resumptions.compactMap(\.warning) }

    private func machineWarnings() -> [RunWarning] {
        var warnings = MachineFacts.changeWarning(from: machine.start, to: machine.now()).map { [$0] } ?? []
        if setup.cpus.client == setup.cpus.servers {
            warnings.append(
                RunWarning(
                    .sharedCPU,
                    finding: "One CPU serves and loads: the generator takes time from the pods it measures.",
                    advice: "Give npbench two CPUs or more."
                )
            )
        }
        if let count = plan.injectedRules {
            warnings.append(
                RunWarning(
                    .injectedRules,
                    finding: "\(count) rules that no controller writes are in every cost (--inject-rules).",
                    advice: "Take its costs for a test of npbench, not of a controller."
                )
            )
        }
        return warnings
    }
}
