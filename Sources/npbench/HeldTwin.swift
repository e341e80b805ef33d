import Experiment
import Foundation
import Layouts
import Results

/// A twin that is kept up for people to look at (`run --hold`).
struct HeldTwin {
    let setup: TwinSetup
    /// Whose rules are kept up.
    let controller: Controller
    let scale: Scale

    private static let listing = "iptables-legacy -t filter -L FORWARD -nv"

    /// Brings the twin up in the arm `on`, says how to look at it, and waits for an interrupt.
    func stay() throws {
        var testbed = TwinTestbed(setup)
        defer { testbed.tearDown() }
        let facts: RunRecord.ScaleFacts
        let url: String
        do throws(TestbedError) {
            facts = try testbed.prepare(scale)
            try testbed.program(Treatment(.on, of: controller.rawValue), at: scale, round: 0)
            url = try testbed.targetURL(at: scale)
        } catch {
            throw CommandFailure(error)
        }
        try StandardOutput.write(
            """
            \(facts.sentence)
            The twin is up, controller on, until you interrupt it. From another terminal:
              npbench shell client -- curl -s \(url)
              npbench shell node -- \(controller.usesNftables ? "nft list ruleset" : HeldTwin.listing)
              npbench shell pod/test-0 -- ss -tln

            """
        )
        while !Interrupt.isRequested { Thread.sleep(forTimeInterval: 0.1) }
    }
}
