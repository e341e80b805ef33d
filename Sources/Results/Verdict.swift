/// What a comparison with `off` says.
package enum Verdict: String, Codable, Sendable, CaseIterable {
    case slower, faster, equivalent, inconclusive
}
