package import Cluster
package import Rules

/// What Felix does at a refresh (`--iptables-refresh-interval` and `--ipsets-refresh-interval`) when it finds everything as it left it:
/// it reads each of its tables and all sets, and writes nothing (felix v3.20.5, `iptables/table.go` and `ipsets/ipsets.go`).
///
/// Both refreshes are taken as one. Felix has rules in raw and mangle as well; the twin has none there, so they are not read.
extension CalicoIptables: SyncingLayout {
    package func syncWork(
        for cluster: ClusterModel,
        on node: Node,
        in installed: Ruleset,
        sparing counted: [RuleReference]
    ) throws(LayoutError) -> SyncWork {
        SyncWork(
            installed.tables.map { SyncStep(.iptablesSave, ["-t", $0.name.rawValue]) } + [SyncStep(.ipset, ["list"])]
        )
    }
}
