import Addressing
import ArgumentParser

/// Whose packets `npbench conformance` tries (`--family`).
enum ConformanceFamilies: String, ExpressibleByArgument, CaseIterable {
    case ipv4, ipv6
    /// Both at once: a cluster of two stacks, whose node holds the rules of both.
    case dual

    var families: [IPFamily] {
        switch self {
        case .ipv4: [.ipv4]
        case .ipv6: [.ipv6]
        case .dual: [.ipv4, .ipv6]
        }
    }
}
