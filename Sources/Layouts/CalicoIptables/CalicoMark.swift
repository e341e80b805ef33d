/// The mark bits that Felix takes, in order, from its default mask 0xffff0000.
enum CalicoMark {
    /// A policy or a profile let the packet pass.
    static let accept: UInt32 = 0x10000
    /// A policy left the decision to the profiles.
    static let pass: UInt32 = 0x20000
    /// All blocks of a rule so far match.
    static let allBlocks: UInt32 = 0x40000
    /// This block of the rule matches.
    static let thisBlock: UInt32 = 0x80000
    static let all: UInt32 = 0xf0000
}
