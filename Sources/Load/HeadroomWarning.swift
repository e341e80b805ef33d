/// Something on this host that bounds a load or bounded it: one sentence with what to do about it.
package struct HeadroomWarning: Hashable, Sendable, CustomStringConvertible {
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case ports
        case descriptors
        case conntrack
        case timestamps
        case acceptQueue = "accept-queue"
        case synRetransmits = "syn-retransmits"
        case listenDrops = "listen-drops"
        case oldTimestamps = "paws-drops"
        case timeWaits = "time-waits"
    }

    package var kind: Kind
    package var description: String

    init(_ kind: Kind, _ description: String) {
        self.kind = kind
        self.description = description
    }
}
