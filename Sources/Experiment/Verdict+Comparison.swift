import Results
import Statistics

extension Verdict {
    init(_ comparison: Comparison) {
        self =
            switch comparison {
            case .slower: .slower
            case .faster: .faster
            case .equivalent: .equivalent
            case .inconclusive: .inconclusive
            }
    }
}
