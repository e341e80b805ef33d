import Addressing
import Firewall
import Linux
import Rules

/// What the kernel's packet filter can do, found out by programming it in a namespace of its own.
enum DoctorKernel {
    /// A ruleset of the least that needs one feature.
    private struct Feature {
        var name: String
        var ruleset: Ruleset
        /// The module that trying would load and that changes how the host behaves.
        var intrusiveModule: String?
    }

    private static let set = IPSet(name: "NPBENCH-DOCTOR", kind: .hashIP)

    private static let features = [
        Feature(name: "table filter", ruleset: Ruleset(tables: [.empty(.filter)])),
        Feature(name: "table nat", ruleset: Ruleset(tables: [.empty(.nat)])),
        Feature(name: "match comment", ruleset: filtering(.comment("npbench doctor"))),
        Feature(name: "match conntrack", ruleset: filtering(.connectionState(Negatable([.new])))),
        Feature(name: "match addrtype", ruleset: filtering(.addressType(.destination, Negatable("LOCAL")))),
        Feature(name: "match statistic", ruleset: filtering(.probability(1 << 30))),
        Feature(name: "match mark", ruleset: filtering(.mark(Negatable(MaskedMark(0x4000, mask: 0x4000))))),
        Feature(
            name: "match physdev",
            ruleset: filtering(.physdevIsBridged),
            intrusiveModule: DoctorModules.bridgeNetfilter
        ),
        Feature(name: "sets hash:ip", ruleset: Ruleset(sets: [set])),
        Feature(name: "match set", ruleset: filtering(.set(Negatable(set.name), directions: [.source]), sets: [set])),
        Feature(name: "target REJECT", ruleset: filtering(target: .reject(with: "icmp-port-unreachable"))),
        Feature(
            name: "target DNAT",
            ruleset: translating(
                "PREROUTING",
                Rule(transport: Negatable(.tcp), target: .dnat(to: IPv4Address(169, 254, 1, 1), port: 80))
            )
        ),
        Feature(
            name: "target MASQUERADE",
            ruleset: translating("POSTROUTING", Rule(target: .masquerade(randomFully: false)))
        ),
    ]

    /// Tries every feature, if there is a namespace to try it in, but none that would load one of the `pending` modules.
    static func checks(canTry: Bool, pending: [String]) -> [DoctorCheck] {
        features.map { check($0, canTry: canTry, pending: pending) } + [virtualServer()]
    }

    private static func check(_ feature: Feature, canTry: Bool, pending: [String]) -> DoctorCheck {
        guard canTry else {
            return DoctorCheck(.kernel, feature.name, .untried, found: "there is no namespace to try it in")
        }
        if let module = feature.intrusiveModule, pending.contains(module) {
            return DoctorCheck(.kernel, feature.name, .untried, found: "would load \(module)")
        }
        defer { forget(feature) }
        do throws(FirewallError) {
            if !feature.ruleset.sets.isEmpty { try KernelFirewall.load(sets: feature.ruleset.sets) }
            for table in feature.ruleset.tables { try KernelFirewall.replace(table) }
            return DoctorCheck(.kernel, feature.name, .ok, found: "works")
        } catch {
            if error.kind == .missingProgram {
                return DoctorCheck(.kernel, feature.name, .untried, found: error.cause)
            }
            return DoctorCheck(
                .kernel,
                feature.name,
                .missing,
                found: error.cause,
                remedy: "Use a kernel that has it (Debian's has), or as root load its module before npbench starts."
            )
        }
    }

    /// Leaves the namespace as it was, whatever of the feature went in.
    private static func forget(_ feature: Feature) {
        for table in feature.ruleset.tables { try? KernelFirewall.replace(.empty(table.name)) }
        try? KernelFirewall.destroy(sets: feature.ruleset.sets.map(\.name))
    }

    /// IPVS is no part of what a run needs today: a kernel without it only can not offer that service proxy.
    private static func virtualServer() -> DoctorCheck {
        let proc = ProcFilesystem()
        let isThere =
            proc.text("/proc/net/ip_vs") != nil || !KernelModules(reading: proc).pending(of: ["ip_vs"]).isEmpty
        return DoctorCheck(.kernel, "IPVS", .ok, found: isThere ? "there" : "absent (npbench only prints its rules)")
    }

    private static func filtering(
        _ match: Match? = nil,
        target: RuleTarget = .accept,
        sets: [IPSet] = []
    ) -> Ruleset {
        let rule = Rule(matches: match.map { [$0] } ?? [], target: target)
        return Ruleset(tables: [holding(rule, in: "FORWARD", of: .filter)], sets: sets)
    }

    private static func translating(_ chain: String, _ rule: Rule) -> Ruleset {
        Ruleset(tables: [holding(rule, in: chain, of: .nat)])
    }

    private static func holding(_ rule: Rule, in chain: String, of name: Table.Name) -> Table {
        var table = Table.empty(name)
        for index in table.chains.indices where table.chains[index].name == chain {
            table.chains[index].rules.append(rule)
        }
        return table
    }
}
