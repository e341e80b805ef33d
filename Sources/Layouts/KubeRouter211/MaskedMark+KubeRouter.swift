import Rules

extension MaskedMark {
    /// A policy of the chain's pod lets the packet through.
    static let allowed = MaskedMark(0x10000, mask: 0x10000)
    /// Takes `allowed` away, for the chain of the packet's other end.
    static let noLongerAllowed = MaskedMark(0, mask: 0x10000)
    /// The chains of all local pods that the packet concerns let it through.
    static let complies = MaskedMark(0x20000, mask: 0x20000)
}
