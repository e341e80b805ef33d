import ArgumentParser
import Experiment
import Foundation
import Layouts
import Linux
import Rules

/// `npbench calibrate`: what one rule costs on this machine.
struct CalibrateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calibrate",
        abstract: "Measures what each kind of rule costs on this machine, for npbench predict.",
        discussion: """
            Adds k rules that match nothing (and other kinds of work) to a node without a controller, in quads against the same \
            node without them, and fits the time of a request against the rules that its packets walk. Everything happens inside \
            namespaces of npbench's own, as with `npbench run`, and every sample is proven likewise.

            EXAMPLES
              npbench calibrate                                  six minutes, to npbench-calibration.json
              npbench calibrate --budget 20m --output node.json  finer prices
              npbench calibrate --kinds iptables-comment,iptables-hit --budget 2m

            EXIT STATUS
              0 done, 1 failed, 6 the machine lacks something, 7 invalid run, 64 usage, 130 interrupted
            """
    )

    static let defaultFile = "npbench-calibration.json"

    @OptionGroup var cluster: ClusterOptions

    @Option(help: ArgumentHelp("Which kinds of work to price: \(KindList.names).", valueName: "kind[,kind]"))
    var kinds = KindList(RuleWork.allCases)

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The most rules to add; of kinds that cost more, half or a quarter of it.", valueName: "n")
    )
    var rules = 2000

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Requests under way at once: enough to fill the CPUs.", valueName: "n")
    )
    var concurrency = 32

    @Option(help: ArgumentHelp("How long to measure.", valueName: "6m"))
    var budget = TimeSpan(seconds: 360)

    @Option(help: ArgumentHelp("Quads of each number of rules (default: as many as fit).", valueName: "n"))
    var quads: Int?

    @Option(help: ArgumentHelp("Length of one timed load (default: what fits, 0.15 to 2 s).", valueName: "500ms"))
    var slice: TimeSpan?

    @Option(help: ArgumentHelp("Where to keep the prices.", valueName: "file"))
    var output = CalibrateCommand.defaultFile

    @Flag(help: "Print the calibration as JSON instead of the table.")
    var json = false

    func validate() throws {
        guard (8...20_000).contains(rules) else {
            throw ValidationError("--rules is \(rules); a line needs 8 to 20000 rules")
        }
        guard (1...10_000).contains(concurrency) else {
            throw ValidationError("--concurrency is \(concurrency); a concurrency level is 1 to 10000")
        }
        if let quads, !(2...1000).contains(quads) {
            throw ValidationError("--quads is \(quads); each number of rules needs 2 to 1000 quads")
        }
        if let slice, !(0.05...60).contains(slice.seconds) {
            throw ValidationError("--slice is \(slice.seconds) s; a timed load lasts 50ms to 60s")
        }
        guard cluster.controller == nil else {
            throw ValidationError("--controller is for npbench predict: a calibration has no controller; leave it out")
        }
    }

    func run() throws {
        guard !Enclosure.isInside else { return try CalibrationSession(self).run() }
        try RunPrograms.requireAll(
            nftables: kinds.kinds.contains(where: \.isNftables) || cluster.chosenServiceProxy().usesNftables
        )
        try OutputFile(output).requireDirectory()
        let status: Int32
        do {
            status = try Enclosure.enter(arguments: CommandLine.arguments)
        } catch {
            throw CommandFailure(error)
        }
        guard status == 0 else { throw ExitCode(status) }
    }
}
