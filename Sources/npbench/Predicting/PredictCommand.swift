import ArgumentParser
import Experiment
import Linux
import Results

/// `npbench predict`: what a controller would cost, without measuring it.
struct PredictCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "predict",
        abstract: "Says what a controller should cost with a cluster and policies, by the prices of npbench calibrate.",
        discussion: """
            Walks the packets of a connection through the rules that the controller would write, and adds up what each kind of work \
            costs on the calibrated machine. Nothing is programmed or loaded, unless --check asks for a run to hold the \
            prediction against.

            EXAMPLES
              npbench calibrate && npbench predict --pods 8000
              npbench predict --pods 25000 --local-pods 250 --controller kube-router-0.2.0,calico-iptables
              npbench predict --cluster dump.json.gz --node node-1 --policy npd.yaml --target default/web:http
              npbench predict --pods 8000 --check               measures it too, and prints the difference

            EXIT STATUS
              0 done, 1 failed, 5 no calibration, 6 the machine lacks something, 7 invalid run, 64 usage, 130 interrupted
            """
    )

    @OptionGroup var cluster: ClusterOptions

    @Option(help: ArgumentHelp("The prices, as npbench calibrate keeps them.", valueName: "file"))
    var calibration = CalibrateCommand.defaultFile

    @Flag(help: "Use a calibration of another machine: predict for that one.")
    var otherMachine = false

    @Flag(help: "Measure the cost too, and print the difference.")
    var check = false

    @Option(help: ArgumentHelp("How long --check may measure each scale and controller.", valueName: "1m"))
    var budget = TimeSpan(seconds: 60)

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        guard !(check && otherMachine) else {
            throw ValidationError("--check measures this machine, --other-machine predicts for another; leave one out")
        }
    }

    func run() throws {
        let session = try PredictionSession(self)
        guard check, !Enclosure.isInside else { return try session.run() }
        try RunPrograms.requireAll(nftables: session.usesNftables)
        let status: Int32
        do {
            status = try Enclosure.enter(arguments: CommandLine.arguments)
        } catch {
            throw CommandFailure(error)
        }
        guard status == 0 else { throw ExitCode(status) }
    }
}
