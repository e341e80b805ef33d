/// One way in which a version of a controller reads NetworkPolicies otherwise than the API says.
///
/// The capability table in data: a layout is wrong where the real program is, and names it here, so that a difference
/// between what packets do and what the API promises is either on this list or a mistake of npbench.
package enum PolicyDeviation: String, Hashable, Sendable, CaseIterable {
    /// Selectors count by matchLabels alone.
    case ignoresMatchExpressions
    /// An ipBlock's `except` takes nothing away from it.
    case ignoresExcept
    /// A port with an endPort means its first port.
    case ignoresEndPort
    /// A port that is a name, or a protocol without a port, ends the sync with an error.
    case refusesNamedPorts
    /// Pods count by their address, so that finished and hostNetwork pods can be selected.
    case judgesAddresses
    /// Every policy that selects a pod judges the pod's packets of both directions, by all its rules; and of two filtered pods
    /// on one node only the source's chain is asked, or else the destination's.
    case firstPodChainDecides
    /// A policy of both directions judges each packet of a pod by its rules of both.
    case bothDirectionsShareAChain
    /// An egress rule without peers that names a port by its name allows nothing.
    case namedEgressNeedsPeers
    /// An egress rule without peers that names a port by its name allows the number that pods of the policy's own namespace
    /// have under that name, to anyone.
    case namedEgressByNumber
    /// An egress rule to an ipBlock allows no port by its name.
    case namedEgressIgnoresBlocks
    /// A rule with selected pods as peers, none of whose ports has a number, since they are names that no pod has, allows every port.
    case unknownNamesOpenAllPorts
    /// The blocks and excepts of all peers of a rule are one set, in which the longest prefix decides and the last of equal ones.
    case blocksShareASet
    /// The excepts of all peers of a rule are one set, which takes away from all its blocks.
    case exceptsShareASet
    /// An ipBlock or except of all IPv6 addresses, ::/0, holds 2000::/3 and fd00::/8 alone.
    case everyIPv6InTwoBlocks

    /// What a reader of a result needs to know, in one sentence.
    package var summary: String {
        switch self {
        case .ignoresMatchExpressions: "selectors count by matchLabels alone; matchExpressions are ignored"
        case .ignoresExcept: "an ipBlock's except is ignored"
        case .ignoresEndPort: "a port range (endPort) counts as its first port"
        case .refusesNamedPorts: "a port that is a name, or has no number, ends the sync with an error"
        case .judgesAddresses: "finished and hostNetwork pods count as selected"
        case .firstPodChainDecides: "of two filtered pods on a node only one is asked, by the rules of both directions"
        case .bothDirectionsShareAChain: "a policy of both directions judges each packet by the rules of both"
        case .namedEgressNeedsPeers: "an egress rule to anyone allows no port by its name"
        case .namedEgressByNumber:
            "an egress rule to anyone allows by a port's name the number that pods of its own namespace give it"
        case .namedEgressIgnoresBlocks: "an egress rule to an ipBlock allows no port by its name"
        case .unknownNamesOpenAllPorts: "a rule for pods, whose ports are all names that no pod has, allows every port"
        case .blocksShareASet: "the ipBlocks and excepts of a rule are one set, in which the longest prefix decides"
        case .everyIPv6InTwoBlocks: "an ipBlock of ::/0 holds 2000::/3 and fd00::/8 alone"
        case .exceptsShareASet: "an except takes away from every ipBlock of its rule"
        }
    }
}
