import Addressing
import ArgumentParser
import Cluster
import Layouts
import Policy

/// `npbench explain`: what becomes of one connection, by the policies and by the rules.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Says whether a connection is allowed, which policies decide it, and which rules its packets walk.",
        discussion: """
            --from is a pod (NAMESPACE/NAME) or an address; --to is a pod, a Service or an address (an IPv6 one in brackets), and a port by number or name. \
            A connection to a Service is explained for each of its endpoints.

            Two verdicts are given: the API's, for the whole cluster, and that of the controller's version on the node under test, which \
            filters its own pods only. Where they differ, the deviation that makes the difference is named. Then come the rules that \
            match a new packet and one of the known connection, with the number of those that were tested in vain.

            EXAMPLES
              npbench explain --from 14.215.0.2 --to default/test:80
              npbench explain --cluster dump.yaml --node node-1 --policy deny.yaml --from default/test-0 --to nsb/b-0:80
              npbench explain --cluster dump.yaml --node node-1 --from nsa/a-0 --to 8.8.8.8:53 --protocol udp --json
              npbench explain --dual-stack --controller kube-router-2.11 --from 2001:db8::1 --to [fd00:10:244::2]:80
            """
    )

    @OptionGroup var options: ClusterOptions

    @Option(help: ArgumentHelp("Who opens the connection.", valueName: "ns/pod|address"))
    var from: String

    @Option(help: ArgumentHelp("Whereto, with the port.", valueName: "ns/pod:port|ns/service:port|address:port"))
    var to: String

    @Option(name: .customLong("protocol"), help: ArgumentHelp("tcp, udp or sctp.", valueName: "name"))
    var transport = "tcp"

    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
        guard let transport = ServiceProtocol(rawValue: transport.uppercased()) else {
            throw CommandFailure(
                .usage,
                "cannot explain a connection of protocol '\(transport)'; give --protocol tcp, udp or sctp"
            )
        }
        let input = try options.clusters(pods: [8000]).onlyInput()
        let controller = try options.chosenController()
        let question = try ConnectionQuestion(from: from, to: to, transport: transport, in: input.cluster)
        let explainer = try Explainer(
            input,
            programs: NodePrograms(
                serviceProxy: try options.chosenServiceProxy(),
                controller: controller,
                seed: options.seed
            ),
            controller: controller,
            family: question.family
        )
        let explanations = question.destinations.map { explainer.explanation(of: question, to: $0) }
        try StandardOutput.write(
            try json
                ? ExplanationDocument(explanations, programs: explainer).text()
                : explanations.map { $0.text(of: explainer) }.joined(separator: "\n")
        )
    }
}
