import Foundation
import Results
import Testing

/// Calibrates in miniature, and predicts from that: structure and proof, not the value, which so short a load does not give.
@Suite("npbench calibrate and predict", .serialized)
struct CalibrateCommandTests {
    private static let cluster = ["--services", "20", "--pods", "160", "--local-pods", "12"]
    private static let miniature =
        ["calibrate", "--rules", "400", "--concurrency", "8", "--quads", "2", "--slice", "100ms"] + cluster

    /// One calibration for all tests: it takes a minute.
    private static let calibrated = Result {
        let scratch = try ScratchDirectory()
        let command = try undisturbed(miniature + ["--output", scratch.path("prices.json")])
        try #require(command.status == 0, "\(command.errors)")
        return try Calibration(json: scratch.text("prices.json"), name: "prices.json")
    }

    /// Runs `arguments` again as long as the hypervisor takes the CPUs away.
    private static func undisturbed(_ arguments: [String]) throws -> BuiltCommand {
        var command = try BuiltCommand(arguments)
        for _ in 0..<3 where command.status == 7 && command.errors.contains("CPU stolen") {
            command = try BuiltCommand(arguments)
        }
        return command
    }

    /// A file of the calibration, with a change made to it.
    private func file(
        in scratch: ScratchDirectory,
        _ change: (inout Calibration) -> Void = { _ in }
    ) throws -> String {
        var calibration = try Self.calibrated.get()
        change(&calibration)
        return try scratch.write(try calibration.json(), to: "prices.json")
    }

    @Test("Every kind of work gets a price from quads that were proven, and predict takes the file")
    func miniature() throws {
        let scratch = try ScratchDirectory()
        let file = try file(in: scratch)
        let calibration = try Self.calibrated.get()
        #expect(calibration.prices.count == 9)
        #expect(calibration.plan.quads == 2 && calibration.plan.levels == [8])
        #expect(calibration.offLow < calibration.offMicroseconds && calibration.offMicroseconds < calibration.offHigh)
        // SYN, request and the end of a connection are several segments each way, but not many.
        #expect((3...10).contains(calibration.sentSegments) && (3...10).contains(calibration.receivedSegments))
        #expect((calibration.offWork["iptables-comment"] ?? 0) > 0)
        let perConnection = calibration.sentSegments + calibration.receivedSegments
        for price in calibration.prices {
            #expect(price.points.count >= 2 * 3)
            // What the rules' counters say is what so many rules do to so many segments.
            for point in price.points where point.rules >= 25 {
                #expect(abs(point.tests / Double(point.rules) / perConnection - 1) < 0.1, "\(price.work)")
            }
        }
        let predict = try BuiltCommand(["predict", "--calibration", file, "--json"] + Self.cluster)
        #expect(predict.status == 0 && predict.errors == "")
        let object = try #require(try JSONSerialization.jsonObject(with: Data(predict.output.utf8)) as? [String: Any])
        let costs = try #require(object["costs"] as? [[String: Any]])
        #expect(costs.count == 1)
        #expect(costs[0]["controller"] as? String == "kube-router-0.2.0")
        #expect((costs[0]["parts"] as? [[String: Any]])?.isEmpty == false)
        #expect(costs[0]["measured"] == nil)
        let many = try BuiltCommand(
            ["predict", "--calibration", file, "--services", "20", "--pods", "160,320", "--controller"]
                + ["kube-router-0.2.0,kube-router-2.11,kube-router-2.11-nft,calico-iptables"]
        )
        #expect(many.status == 0)
        #expect(many.lines.count { $0.contains(" should cost ") } == 8)
    }

    @Test("--check measures the prediction and prints the difference")
    func check() throws {
        let scratch = try ScratchDirectory()
        let file = try file(in: scratch)
        let arguments = ["predict", "--calibration", file, "--check", "--budget", "12s"] + Self.cluster
        let command = try Self.undisturbed(arguments)
        #expect(command.status == 0)
        #expect(command.lines.contains { $0.hasPrefix("kube-router-0.2.0 should cost ") })
        let measured = try #require(command.lines.first { $0.hasPrefix("Measured: ") })
        #expect(measured.contains("quads; the prediction is ") && measured.contains(" points too "))
    }

    @Test("What has no price is refused by name, and what goes beyond the calibrated rules is told")
    func kinds() throws {
        let scratch = try ScratchDirectory()
        let file = try file(in: scratch) { $0.prices.removeAll { $0.work.hasPrefix("nft-") } }
        let nft = try BuiltCommand(
            ["predict", "--calibration", file, "--controller", "kube-router-2.11-nft"] + Self.cluster
        )
        #expect(nft.status == 1)
        #expect(nft.errors.contains("which the calibration has no price for"))
        let wide = try BuiltCommand(["predict", "--calibration", file, "--pods", "2000", "--local-pods", "600"])
        #expect(wide.status == 0)
        #expect(wide.output.contains("Extrapolated: iptables-comment was calibrated up to "))
    }

    @Test(
        "A calibration that is missing, damaged or another machine's is refused, each with its status and one sentence"
    )
    func refused() throws {
        let scratch = try ScratchDirectory()
        let missing = try BuiltCommand(["predict", "--calibration", scratch.path("none.json")] + Self.cluster)
        #expect(missing.status == 5)
        #expect(missing.errors.contains("run npbench calibrate first"))
        let damaged = try scratch.write("{\"schema\": 1}", to: "damaged.json")
        let unread = try BuiltCommand(["predict", "--calibration", damaged] + Self.cluster)
        #expect(unread.status == 1)
        #expect(unread.errors.contains("run npbench calibrate again"))
        let file = try file(in: scratch) { $0.machine["fingerprint"] = "0123456789abcdef" }
        let other = try BuiltCommand(["predict", "--calibration", file] + Self.cluster)
        #expect(other.status == 1)
        #expect(other.errors.contains("--other-machine"))
        #expect(other.errors.split(separator: "\n").count == 1)
        let told = try BuiltCommand(["predict", "--calibration", file, "--other-machine"] + Self.cluster)
        #expect(told.status == 0)
    }

    @Test(
        "Options that cannot be are usage errors",
        arguments: [
            ["calibrate", "--rules", "2"], ["calibrate", "--kinds", "ebpf"], ["calibrate", "--concurrency", "0"],
            ["calibrate", "--quads", "1"], ["calibrate", "--slice", "1ms"],
            ["calibrate", "--controller", "kube-router-2.11"], ["predict", "--check", "--other-machine"],
            ["run", "--inject-rules", "-1"], ["run", "--inject-rules", "5", "--arms", "off"],
        ]
    )
    func usage(arguments: [String]) throws {
        let command = try BuiltCommand(arguments)
        #expect(command.status == 64)
        #expect(command.errors.split(separator: "\n").count == 1)
    }
}
