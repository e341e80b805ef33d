import Dispatch
import Linux
import Load
import LoadReport

/// Draws the live line of a load on a terminal, four times a second.
///
/// No colours, so that NO_COLOR has nothing to ask for.
final class LiveDisplay {
    private let queue = DispatchQueue(label: "npbench.load.display")
    private let timer: any DispatchSourceTimer

    /// Begins to draw; the load's window begins when its progress says so.
    init(_ progress: LoadProgress, of plan: LoadPlan, place: String?) {
        let length = plan.duration < LoadCommand.longest ? plan.duration / .seconds(1) : nil
        // Only the queue sees these.
        nonisolated(unsafe) var line = LiveLine(length: length, requests: plan.maximumRequests)
        nonisolated(unsafe) var start: UInt64?
        let prefix = place.map { "\($0): " } ?? ""
        timer = DispatchSource.makeTimerSource(queue: queue)
        timer.schedule(deadline: .now(), repeating: .milliseconds(250), leeway: .milliseconds(20))
        timer.setEventHandler {
            guard progress.isMeasuring else {
                return LiveDisplay.draw(prefix + (plan.warmUp > .zero ? "warming up" : "beginning"))
            }
            let now = MonotonicClock.now()
            let begin = start ?? now
            start = begin
            let reading = LiveLine.Reading(
                seconds: Double(now - begin) / 1e9,
                completed: progress.completed,
                failed: progress.failed,
                p99: progress.p99
            )
            LiveDisplay.draw(prefix + line.text(reading))
        }
        timer.resume()
    }

    /// Leaves the last line standing.
    func end() {
        timer.cancel()
        queue.sync { StandardError.write("\n") }
    }

    private static func draw(_ text: String) {
        StandardError.write("\r\u{1B}[K" + text)
    }
}
