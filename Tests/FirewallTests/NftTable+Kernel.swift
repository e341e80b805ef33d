import Rules

@testable import Firewall

extension NftTable {
    /// Puts tables into the kernel of the namespace, each in the place of the one of its name, and takes those called `names` out.
    static func put(_ tables: NftTable..., removing names: String...) throws {
        try KernelFirewall.apply(NftReplacement(replacing: tables, removing: names))
    }

    /// The table three times, each with one other rule: one whose comment differs, one that is gone, two that changed places.
    var withOtherRules: [NftTable] {
        var comment = self
        comment.chains[0].rules[0].comment = "other"
        var shorter = self
        shorter.chains[0].rules.removeLast()
        var swapped = self
        swapped.chains[0].rules.swapAt(0, 1)
        return [comment, shorter, swapped]
    }
}
