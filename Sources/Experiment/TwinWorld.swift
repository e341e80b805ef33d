import Addressing
import Cluster
import Firewall
import Layouts
import Linux
import Policy
import Results
import Rules
import Twin

/// A twin that is up at one scale, with the programs of its arms; others may be up beside it.
///
/// What acts on the node runs on the thread that lives in the node's network namespace.
final class TwinWorld {
    let setup: TwinSetup
    let scale: Scale
    let target: ServiceTarget
    let sources: ClientSources
    let twin: NodeTwin
    let client: NetworkNamespace
    let node: NetworkNamespace
    /// The network namespaces of the pods that serve the target.
    let servers: [NetworkNamespace]
    /// The cluster before any draw, so that a round's order does not depend on which rounds were drawn before it.
    private let undrawn: ClusterModel
    /// The cluster in the order of its rules; drawn anew each round if the position is random.
    private(set) var cluster: ClusterModel
    private var drawnRound = 0
    private var programs: [Treatment: ArmProgram] = [:]
    private var switches: [Treatment: ArmSwitch] = [:]
    /// Hash of the kernel's rules when they were found equal, line for line, to the ones meant.
    private var rulesHashes: [Treatment: String] = [:]
    /// Hash of the service proxy's rules after they were programmed.
    private var translationHash: [UInt64] = []
    /// The controller whose sets are loaded: two may give theirs the same names.
    private var setOwner = ""
    /// The controllers' tables of nftables, asleep but for those of the present treatment.
    private var resident: ResidentTables
    private(set) var treatment = Treatment.off
    /// Connections that the rules of iptables had translated when the last sample ended; nil if there was none since they were programmed.
    ///
    /// Nothing but a sample opens connections, so the next one begins with this count: a connection in between would be one too
    /// many in it, and would void it.
    private var lastTranslated: UInt64?
    /// Who replays syncs; nil in a run without the arm `churn`.
    private(set) var syncDriver: SyncDriver?

    /// Brings the twin up; `copy` tells it from another of the same scale.
    init(_ setup: TwinSetup, scale: Scale, copy: Int = 0) throws(TestbedError) {
        self.setup = setup
        self.scale = scale
        resident = ResidentTables(besides: setup.serviceProxy.nftablesNames)
        let blueprint = try TwinBlueprint(setup, scale: scale, copy: copy)
        undrawn = blueprint.cluster
        cluster = blueprint.cluster
        target = blueprint.target
        sources = blueprint.sources
        do throws(TwinError) {
            let twin = try NodeTwin(blueprint.plan)
            self.twin = twin
            client = try twin.namespace(of: .client)
            node = try twin.namespace(of: .node)
            servers = try blueprint.plan.localPods.filter { $0.role == .server }.map { (pod) throws(TwinError) in
                try twin.namespace(of: .pod(namespace: pod.namespace, name: pod.name))
            }
        } catch {
            throw TestbedError(error)
        }
    }

    /// Programs what all treatments share, and says what came up.
    func start() throws(TestbedError) -> RunRecord.ScaleFacts {
        if let period = setup.churnSeconds {
            do throws(SystemError) {
                syncDriver = try SyncDriver(in: node.name, period: period, seed: setup.seed, scale: scale)
            } catch {
                throw TestbedError(.failed, error.description)
            }
        }
        try draw(round: 0)
        if setup.fault == .conntrackFull { try fillConntrack() }
        let controllers = Set(setup.enforcing.map(\.controller)).sorted()
        var rules: [String: Int] = [:]
        for (treatment, ruleset) in try rulesets() {
            let name = treatment.name(among: controllers)
            for table in ruleset.tables {
                rules["\(name).\(table.name.rawValue)"] = table.ruleCount
            }
            guard setup.usesNftables else { continue }
            rules["\(name).nftables"] = ruleset.nftables.reduce(0) { $0 + $1.ruleCount }
        }
        let places: ClusterModel.Places
        do throws(ClusterError) {
            places = try cluster.places(of: setup.target, on: setup.nodeName)
        } catch {
            throw TestbedError(.failed, error.description)
        }
        return RunRecord.ScaleFacts(
            scale: scale,
            twinUpSeconds: twin.upSeconds,
            rules: rules,
            podPositions: places.pods,
            servicePosition: places.service
        )
    }

    func tearDown() {
        syncDriver = nil
        twin.tearDown()
    }

    /// The rulesets of `off` and of each treatment that differs from it.
    func rulesets() throws(TestbedError) -> [Treatment: Ruleset] {
        var rulesets: [Treatment: Ruleset] = [:]
        for treatment in [.off] + setup.enforcing { rulesets[treatment] = try program(of: treatment).ruleset }
        return rulesets
    }

    /// The program of a treatment for the present draw.
    func program(of treatment: Treatment) throws(TestbedError) -> ArmProgram {
        if let known = programs[treatment] { return known }
        let program = try ArmProgram(
            treatment,
            of: setup,
            cluster: setup.fault == .policyMisses ? cluster.withPoliciesMissing : cluster,
            drawSeed: setup.seed &+ UInt64(drawnRound)
        )
        programs[treatment] = program
        return program
    }

    /// Switches the node to `treatment`: its filter table in one commit, its controller's tables of nftables in others.
    ///
    /// - Throws: `unproven` when the kernel did not take the rules or lists others than the ones meant.
    func program(_ treatment: Treatment, round: Int) throws(TestbedError) {
        if setup.position == .random, round != drawnRound { try draw(round: round) }
        if treatment != .off, treatment.controller != setOwner { try loadSets(of: treatment.controller) }
        let meant = try program(of: treatment)
        let change = try armSwitch(to: treatment, meant: meant)
        let isVerified = rulesHashes[treatment] != nil
        do throws(FirewallError) {
            let hash = try node.run { () throws(FirewallError) -> String? in
                let isKnown = try change.make(among: &resident)
                guard !isKnown || !isVerified else { return nil }
                try meant.verify(among: &resident)
                return try ArmRules(of: meant, resident).hash
            }
            if let hash { rulesHashes[treatment] = hash }
        } catch {
            throw TestbedError(unproven: treatment, error)
        }
        self.treatment = treatment
    }

    /// What is known of the count of translated connections at a sample's start; to be kept anew at its end.
    func takeLastTranslated() -> UInt64? {
        defer { lastTranslated = nil }
        return lastTranslated
    }

    /// Keeps the count at a sample's end for the next one's start, where all treatments have the same rules that count.
    func keepLastTranslated(_ count: UInt64, of program: ArmProgram) {
        let isOfIptables = program.translationRules.allSatisfy { $0.table == .iptables(.nat) }
        lastTranslated = isOfIptables && !program.translationRules.isEmpty ? count : nil
    }

    /// The hash that the rules must have in `treatment`.
    func expectedHash(of treatment: Treatment) -> String { rulesHashes[treatment] ?? "" }

    /// The counters of the node's rules, those of controllers being the ones that were verified.
    ///
    /// - Parameter knownTranslated: how many connections were translated, if it is known.
    func counts(of program: ArmProgram, knownTranslated: UInt64? = nil) throws(TestbedError) -> RuleCounts {
        do throws(FirewallError) {
            return try node.run { () throws(FirewallError) in
                try RuleCounts(of: program, resident, knownTranslated: knownTranslated)
            }
        } catch {
            throw TestbedError(unproven: treatment, error)
        }
    }

    /// Checks the rules line for line after syncs, whose own commits to nftables leave open what the tables hold.
    func verify(_ program: ArmProgram) throws(TestbedError) {
        do throws(FirewallError) {
            try node.run { () throws(FirewallError) in try program.verify(among: &resident) }
        } catch {
            throw TestbedError(unproven: treatment, error)
        }
    }

    /// What switches to `treatment`, made once a draw.
    private func armSwitch(to treatment: Treatment, meant: ArmProgram) throws(TestbedError) -> ArmSwitch {
        if let known = switches[treatment] { return known }
        let written = try rulesToWrite(treatment, meant: meant)
        var change = ArmSwitch()
        if setup.usesFilter {
            change.filter = written[.filter] ?? .empty(.filter)
        }
        if meant.usesNftables {
            change.nftables = NftAwakening(written.nftables.filter { !meant.sharedNftables.contains($0.name) })
        }
        switches[treatment] = change
        return change
    }

    /// The names of all tables of nftables that some controller has.
    private func controllersTables() throws(TestbedError) -> [String] {
        var names: [String] = []
        for treatment in setup.enforcing {
            names += try program(of: treatment).nftables.map(\.name).filter { !names.contains($0) }
        }
        return names
    }

    /// Replaces all sets by those of a controller, if it has any, with no rule of the filter table left that could name one.
    private func loadSets(of controller: String) throws(TestbedError) {
        let treatment = Treatment(.on, of: controller)
        let sets = setup.fault == .setMissing ? [] : try program(of: treatment).ruleset.sets
        guard !sets.isEmpty else { return }
        do throws(FirewallError) {
            try node.run { () throws(FirewallError) in
                try TwinWorld.destroySets()
                try KernelFirewall.load(sets: sets)
            }
        } catch {
            throw TestbedError(unproven: treatment, error)
        }
        setOwner = controller
    }

    /// A hash of the rules that translate, in tables of either kind, the controllers' own tables aside.
    private static func translationHash(
        _ off: ArmProgram,
        besides names: [String]
    ) throws(FirewallError) -> [UInt64] {
        let nat = try KernelFirewall.snapshot(.nat).hash
        return off.sharedNftables.isEmpty ? [nat] : [nat, try KernelFirewall.nftables(besides: names).hash]
    }

    /// Leaves the node without sets, and without the rules that could name one.
    private static func destroySets() throws(FirewallError) {
        try KernelFirewall.replace(.empty(.filter))
        try KernelFirewall.destroy(sets: KernelFirewall.sets().map(\.name))
    }

    /// Checks that the service proxy's rules are still those that were programmed.
    func checkTranslation() throws(TestbedError) {
        let off = try program(of: .off)
        let names = try controllersTables()
        do throws(FirewallError) {
            let hash = try node.run { () throws(FirewallError) in try TwinWorld.translationHash(off, besides: names) }
            guard hash == translationHash else {
                throw FirewallError(
                    .mismatch,
                    "keep the service proxy's rules",
                    cause: "the kernel's entries changed during the scale",
                    remedy: "leave the twin's rules alone while it measures"
                )
            }
        } catch {
            throw TestbedError(unproven: treatment, error)
        }
    }

    /// Draws the order of pods and Services, and programs for it what all treatments share: every table of iptables but filter,
    /// and that one too where they differ in nftables alone.
    private func draw(round: Int) throws(TestbedError) {
        drawnRound = round
        programs = [:]
        switches = [:]
        rulesHashes = [:]
        lastTranslated = nil
        do {
            cluster = try undrawn.positioned(
                setup.position,
                target: setup.target,
                nodeName: setup.nodeName,
                seed: setup.seed &+ UInt64(round)
            )
        } catch {
            throw TestbedError(.failed, "\(error)")
        }
        let off = try program(of: .off)
        let names = try controllersTables()
        setOwner = ""
        resident = ResidentTables(besides: off.sharedNftables)
        do throws(FirewallError) {
            translationHash = try node.run { () throws(FirewallError) -> [UInt64] in
                try TwinWorld.destroySets()
                if off.usesNftables { try KernelFirewall.apply(NftReplacement(replacing: [], removing: names)) }
                if !off.sharedNftables.isEmpty {
                    try KernelFirewall.apply(NftReplacement(replacing: off.ruleset.nftables))
                    try KernelFirewall.verify(nftables: off.ruleset.nftables)
                }
                for table in off.ruleset.tables {
                    try KernelFirewall.replace(table)
                    try KernelFirewall.verify(table)
                }
                return try TwinWorld.translationHash(off, besides: names)
            }
        } catch {
            throw TestbedError(unproven: .off, error)
        }
    }
}
