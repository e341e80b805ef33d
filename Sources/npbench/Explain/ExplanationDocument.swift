import Cluster
import Foundation
import Layouts
import Policy
import Rules

/// What `explain --json` prints.
struct ExplanationDocument: Encodable {
    struct Connection: Encodable {
        var from: String
        var to: String
        var port: UInt16
        var `protocol`: String
        var service: String?
        var allowed: Bool
        var egress: String
        var ingress: String
        /// Null if the connection does not pass the node.
        var admitted: Bool?
        var deviations: [String]
        var new: Walk?
        var established: Walk?
        var reply: Walk?
    }

    struct Walk: Encodable {
        var verdict: String
        var tested: Int
        var matched: [String]
    }

    var controller: String
    var node: String
    var connections: [Connection]

    init(_ explanations: [Explanation], programs explainer: Explainer) {
        controller = explainer.controller.rawValue
        node = explainer.nodeName
        connections = explanations.map { Connection($0, in: explainer.ruleset) }
    }

    func text() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    }
}

extension ExplanationDocument.Connection {
    fileprivate init(_ explanation: Explanation, in ruleset: Ruleset) {
        self.init(
            from: explanation.source.title,
            to: explanation.destination.end.title,
            port: explanation.destination.port,
            protocol: explanation.transport.rawValue,
            service: explanation.destination.service.map { "\($0.title):\($0.port)" },
            allowed: explanation.verdict.isAllowed,
            egress: explanation.verdict.egress.description,
            ingress: explanation.verdict.ingress.description,
            admitted: explanation.passesNode ? explanation.isAdmitted : nil,
            deviations: explanation.deviations.map(\.rawValue),
            new: explanation.new.map { .init($0, in: ruleset) },
            established: explanation.established.map { .init($0, in: ruleset) },
            reply: explanation.reply.map { .init($0, in: ruleset) }
        )
    }
}

extension ExplanationDocument.Walk {
    fileprivate init(_ trace: PacketTrace, in ruleset: Ruleset) {
        verdict = trace.verdict.words
        tested = trace.testedRules
        matched = trace.steps.filter(\.matched).compactMap { ruleset.text(of: $0.rule) }
    }
}
