@testable import Load
import Testing

/// One way in which a server can misbehave, and what each of its requests must count as.
struct BadServerCase: Sendable, CustomTestStringConvertible {
    var name: String
    var steps: [FaultServer.Step]
    /// What each request comes to; nil for completed.
    var failure: LoadFailure?
    /// What it may come to else, where the kernels' timing decides.
    var otherwise: Set<LoadFailure> = []
    var method = "GET"
    /// Modes in which it shows.
    var modes: [LoadPlan.Connections] = [.perRequest, .keepAlive]

    var testDescription: String { name }

    init(
        _ name: String,
        _ failure: LoadFailure?,
        or otherwise: Set<LoadFailure> = [],
        method: String = "GET",
        modes: [LoadPlan.Connections] = [.perRequest, .keepAlive],
        _ steps: [FaultServer.Step]
    ) {
        self.name = name
        self.steps = steps
        self.failure = failure
        self.otherwise = otherwise
        self.method = method
        self.modes = modes
    }

    /// One that answers the request with `response` and then does `end`.
    init(
        _ name: String,
        _ failure: LoadFailure?,
        method: String = "GET",
        answer response: String,
        then end: FaultServer.Step = .hold
    ) {
        self.init(name, failure, method: method, [.request, .text(response), end])
    }
}

extension FaultServer.Step {
    static func text(_ text: String) -> FaultServer.Step { .send(Array(text.utf8)) }
}
