/// What a load used of the host's room, as the kernel counted it in the network namespace; nil where it does not say.
package struct HeadroomUse: Hashable, Sendable {
    /// SYN and SYN-ACK segments sent again during the load.
    package var synRetransmits: UInt64?
    /// Connections that listeners dropped, and those of them for want of room in their queue.
    package var listenDrops: UInt64?
    package var listenOverflows: UInt64?
    /// Segments dropped for an old timestamp.
    package var pawsDrops: UInt64?
    /// Sockets that were refused their TIME_WAIT, as there were too many.
    package var timeWaitOverflows: UInt64?
    /// Packets and entries that connection tracking lost.
    package var conntrackLosses: UInt64?
    /// Entries that connection tracking still had room for when the load had ended.
    package var conntrackFree: Int?
    /// TCP sockets in TIME_WAIT before the load and after it.
    package var timeWaitsBefore: Int?
    package var timeWaitsAfter: Int?
    /// Local ports towards the destination, over all sources.
    package var ports: Int?

    package init() {}
}
