/// Comments of kube-router 2.11 rules, in both of its modes: who it is about, then a short word for what the rule does.
enum RuleComment {
    /// nftables takes no more than 128 bytes, and both modes keep to this (pkg/controllers/netpol/comments.go).
    private static let longest = 120

    /// `NAMESPACE/NAME KIND` without control characters, cut where it gets too long.
    static func of(_ title: String, _ kind: String) -> String {
        clamped("\(title) \(kind)")
    }

    /// `text` in the same way.
    static func clamped(_ text: String) -> String {
        let text = text.unicodeScalars.filter { !(0..<0x20).contains($0.value) && $0.value != 0x7f }
        return String(String.UnicodeScalarView(text.prefix(longest)))
    }
}
