import Experiment
import Results

/// The pilot and the samples.
extension RunSession {
    /// Lets a pilot choose what the options leave open, if it has the time.
    mutating func takePilot(_ board: ProgressBoard) throws {
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

    /// Takes the samples, and ends the run with what they say.
    func measure(_ board: ProgressBoard) throws {
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
}
