import ArgumentParser
import Conformance
import Layouts
import Linux

/// `npbench conformance`: policies against real packets.
struct ConformanceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "conformance",
        abstract: "Proves with real packets what a controller's rules do to NetworkPolicies.",
        discussion: """
            Plays the 25 NetworkPolicy cases of Kubernetes' end-to-end tests, those added later and the five examples of \
            the published experiment, in a twin: pods with real sockets, and the rules that the controller would write. Everything \
            happens inside namespaces of npbench's own, as with `npbench run`.

            A case that fails in a way known of the controller is a No with its reason. A verdict that nobody declared \
            is a mismatch, and the command fails.

            With --family ipv6 all of it happens over IPv6, with dual over both in a cluster of two stacks; only controllers \
            whose IPv6 rules npbench knows can be tried so. Pods are then dialled at their own addresses: npbench has no \
            Services of IPv6.

            EXAMPLES
              npbench conformance --controller kube-router-0.2.0
              npbench conformance --controller all --junit conformance.xml
              npbench conformance --case 'named port' --grid
              npbench conformance --controller kube-router-2.11 --generate 1000 --seed 7
              npbench conformance --controller kube-router-2.11,kube-router-2.11-nft --family dual
              npbench conformance --json | jq '.controllers[].cases[] | select(.supported | not).name'

            EXIT STATUS
              0 no undeclared mismatch, 1 a mismatch or failed, 6 the machine lacks something, 64 usage, 130 interrupted
            """
    )

    @Option(
        help: ArgumentHelp(
            "Whose rules to try: a name, several with commas between them, or all. Known: "
                + "\(Controller.allCases.map(\.rawValue).joined(separator: ", ")).",
            valueName: "name[,name...]"
        )
    )
    var controller = Controller.kubeRouter020.rawValue

    @Option(
        help: ArgumentHelp(
            "Who programs Services, of IPv4 (default: \(ServiceProxy.kubeProxyIptables110.rawValue)). Known: "
                + "\(ServiceProxy.allCases.map(\.rawValue).joined(separator: ", ")).",
            valueName: "name"
        )
    )
    var serviceProxy: String?

    @Option(help: ArgumentHelp("Whose packets to try: those of one family, or of both at once."))
    var family = ConformanceFamilies.ipv4

    @Option(
        name: .customLong("case"),
        help: ArgumentHelp("Play only cases with this in their name; may be given again.", valueName: "text")
    )
    var patterns: [String] = []

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Also try this many clusters drawn at random: whole truth tables of 9 pods in 3 namespaces, over TCP and UDP, of "
                + "several ports, to pods and Services.",
            valueName: "n"
        )
    )
    var generate = 0

    @Flag(help: "Print the names of the cases, and play none.")
    var list = false

    @Flag(help: "Print the truth table of every step, not only of those with a surprise.")
    var grid = false

    @Flag(help: "Print the results as JSON.")
    var json = false

    @Option(help: ArgumentHelp("Write the results as JUnit XML too.", valueName: "file"))
    var junit: String?

    @Option(
        help: ArgumentHelp(
            "Decides the clusters drawn, and what the real programs take from a clock.",
            valueName: "number"
        )
    )
    var seed: UInt64 = 1

    func validate() throws {
        guard !(grid && json) else { throw ValidationError("--grid and --json exclude each other; leave one out") }
        if family == .ipv6, let serviceProxy {
            throw ValidationError(
                "cannot try \(serviceProxy) over IPv6: npbench has no Services of IPv6; leave --service-proxy out"
            )
        }
        guard (0...100_000).contains(generate) else {
            throw ValidationError("--generate \(generate) is no number of clusters from 0 to 100000; give another")
        }
    }

    func run() throws {
        if list {
            try StandardOutput.write(ConformanceCase.all.map { "\($0.name)\n" }.joined())
            return
        }
        let session = try ConformanceSession(self)
        guard !Enclosure.isInside else { return try session.run() }
        try runEnclosed(nftables: session.usesNftables)
    }

    /// Starts the same command again inside namespaces, and ends as it ends.
    private func runEnclosed(nftables: Bool) throws {
        try RunPrograms.requireAll(nftables: nftables)
        if let junit { try OutputFile(junit).requireDirectory() }
        let status: Int32
        do {
            status = try Enclosure.enter(arguments: CommandLine.arguments)
        } catch {
            throw CommandFailure(error)
        }
        guard status == 0 else { throw ExitCode(status) }
    }
}
