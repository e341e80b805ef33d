import Linux
import Load
import LoadReport

/// Runs loads with what surrounds them: a look at the host before and after, the live line, and Ctrl-C.
struct LoadSession {
    let target: LoadTarget
    let isQuiet: Bool

    /// Loads, and returns what there is when it has ended or the user has ended it.
    ///
    /// `place` says on the live line which of several loads this is.
    func run(_ plan: LoadPlan, place: String? = nil) throws(CommandFailure) -> FinishedLoad {
        let headroom = Headroom(plan, before: HeadroomReading(reading: ProcFilesystem()))
        for warning in headroom.warnings { StandardError.write("npbench: warning: \(warning)\n") }
        let stop = StopFlag()
        let interrupt = InterruptWatch { stop.raise() }
        defer { interrupt.end() }
        var plan = plan
        let progress = LoadProgress()
        let display = isQuiet || !StandardError.isTerminal ? nil : LiveDisplay(progress, of: plan, place: place)
        if display != nil { plan.progress = progress }
        let result: LoadResult
        do throws(LoadError) {
            result = try LoadGenerator.run(plan, stop: stop)
        } catch {
            display?.end()
            throw CommandFailure(.failed, error.description)
        }
        display?.end()
        let use = headroom.use(after: HeadroomReading(reading: ProcFilesystem()))
        return FinishedLoad(
            url: target.url,
            hostname: target.hostname,
            port: target.port,
            path: target.path,
            plan: plan,
            result: result,
            headroom: use,
            warnings: headroom.warnings + headroom.warnings(of: use, result: result),
            isInterrupted: stop.isRaised
        )
    }
}
