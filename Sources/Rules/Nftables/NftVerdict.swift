/// Where a packet goes next.
package enum NftVerdict: Hashable, Sendable {
    /// Ends the base chain; other base chains of the same hook still see the packet.
    case accept
    /// Ends the packet.
    case drop
    case `return`
    /// Go on in another chain of the table, and come back at its end.
    case jump(String)
    /// Go on in another chain, and come back to the caller of this one.
    case goto(String)

    /// The chain that the packet goes to, if any.
    package var chain: String? {
        switch self {
        case .jump(let chain), .goto(let chain): chain
        case .accept, .drop, .return: nil
        }
    }
}
