package import Addressing

/// What should become of a probe, for each pod that may be meant by it.
package struct ProbeExpectation: Equatable, Sendable {
    package struct Backend: Equatable, Sendable {
        package var address: IPAddress
        /// Whether the API's text allows it.
        package var standard: Bool
        /// Whether the controller is declared to allow it.
        package var declared: Bool
        /// Why the two differ.
        package var reason: String?

        package init(address: IPAddress, standard: Bool, declared: Bool, reason: String? = nil) {
            self.address = address
            self.standard = standard
            self.declared = declared
            self.reason = reason
        }
    }

    package var backends: [Backend]

    package init(backends: [Backend]) {
        self.backends = backends
    }

    /// Whether the API's text allows at least one backend.
    package var isAllowed: Bool { backends.contains(where: \.standard) }

    /// Holds a verdict against both.
    ///
    /// A denial does not say which endpoint of a Service it met, so it is right if any endpoint is denied.
    package func judgement(on verdict: PacketVerdict) -> Judgement {
        guard case .reached(let address) = verdict else {
            return Judgement(
                isRight: backends.isEmpty || backends.contains { !$0.standard },
                isDeclared: backends.isEmpty || backends.contains { !$0.declared },
                reason: backends.first { !$0.declared && $0.standard }?.reason
            )
        }
        guard let backend = backends.first(where: { $0.address == address }) else {
            return Judgement(isRight: false, isDeclared: false, reason: "\(address) is no endpoint of what was dialled")
        }
        return Judgement(
            isRight: backend.standard,
            isDeclared: backend.declared,
            reason: backend.declared && !backend.standard ? backend.reason : nil
        )
    }
}
