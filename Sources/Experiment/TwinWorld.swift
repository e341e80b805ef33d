import Addressing
import Cluster
import Firewall
import Layouts
import Linux
import Policy
import Results
import Rules
import Twin

/// A twin that is up at one scale, with the programs of its arms.
///
/// What acts on the node runs on the thread that lives in the node's network namespace.
final class TwinWorld {
    let setup: TwinSetup
    let scale: Scale
    let target: ServiceTarget
    let sources: ClientSources
    let twin: NodeTwin
    let node: NetworkNamespace
    /// The network namespaces of the pods that serve the target.
    let servers: [NetworkNamespace]
    /// The cluster in the order of its rules; drawn anew each round if the position is random.
    private(set) var cluster: ClusterModel
    private var drawnRound = 0
    private var programs: [Arm: ArmProgram] = [:]
    private var switches: [Arm: ArmSwitch] = [:]
    /// Hash of the kernel's rules when they were found equal, line for line, to the ones meant.
    private var rulesHashes: [Arm: String] = [:]
    /// Hash of the kernel's nat table after it was programmed.
    private var natHash: UInt64 = 0
    private(set) var arm: Arm = .off

    init(_ setup: TwinSetup, scale: Scale) throws(TestbedError) {
        self.setup = setup
        self.scale = scale
        let blueprint = try TwinBlueprint(setup, scale: scale)
        cluster = blueprint.cluster
        target = blueprint.target
        sources = blueprint.sources
        do throws(TwinError) {
            let twin = try NodeTwin(blueprint.plan)
            self.twin = twin
            node = try twin.namespace(of: .node)
            servers = try blueprint.plan.localPods.filter { $0.role == .server }.map { (pod) throws(TwinError) in
                try twin.namespace(of: .pod(namespace: pod.namespace, name: pod.name))
            }
        } catch {
            throw TestbedError(error)
        }
    }

    /// Programs what all arms share, and says what came up.
    func start() throws(TestbedError) -> RunRecord.ScaleFacts {
        try draw(round: 0)
        if setup.fault == .conntrackFull { try fillConntrack() }
        var rules: [String: Int] = [:]
        for arm in [Arm.off, .on] {
            let program = try program(of: arm)
            for table in program.ruleset.tables {
                rules["\(arm.rawValue).\(table.name.rawValue)"] = table.ruleCount
            }
            guard program.usesNftables else { continue }
            rules["\(arm.rawValue).nftables"] = program.ruleset.nftables.reduce(0) { $0 + $1.ruleCount }
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
        twin.tearDown()
    }

    /// The program of an arm for the present draw.
    func program(of arm: Arm) throws(TestbedError) -> ArmProgram {
        if let known = programs[arm] { return known }
        let program = try ArmProgram(
            arm,
            of: setup,
            cluster: setup.fault == .policyMisses ? cluster.withPoliciesMissing : cluster,
            drawSeed: setup.seed &+ UInt64(drawnRound)
        )
        programs[arm] = program
        return program
    }

    /// Switches the node to `arm` in one commit: of its filter table, or of the controller's table of nftables.
    ///
    /// - Throws: `unproven` when the kernel did not take the rules or lists others than the ones meant.
    func program(_ arm: Arm, round: Int) throws(TestbedError) {
        if setup.position == .random, round != drawnRound { try draw(round: round) }
        let meant = try program(of: arm)
        let change = try armSwitch(to: arm, meant: meant)
        let isVerified = rulesHashes[arm] != nil
        do throws(FirewallError) {
            let hash = try node.run { () throws(FirewallError) -> String? in
                try change.make()
                guard !isVerified else { return nil }
                try meant.verify()
                return try ArmRules(of: meant).hash
            }
            if let hash { rulesHashes[arm] = hash }
        } catch {
            throw TestbedError(unproven: arm, error)
        }
        self.arm = arm
    }

    /// The hash that the rules must have in `arm`.
    func expectedHash(of arm: Arm) -> String { rulesHashes[arm] ?? "" }

    /// What switches to `arm`, made once a draw; the tables of nftables that only other arms have are removed.
    private func armSwitch(to arm: Arm, meant: ArmProgram) throws(TestbedError) -> ArmSwitch {
        if let known = switches[arm] { return known }
        let written = try rulesToWrite(arm, meant: meant)
        guard meant.usesNftables else { return .filter(written[.filter] ?? .empty(.filter)) }
        let names = Set(written.nftables.map(\.name))
        let others = try program(of: .on).ruleset.nftables.map(\.name).filter { !names.contains($0) }
        let change = ArmSwitch.nftables(NftReplacement(replacing: written.nftables, removing: others))
        switches[arm] = change
        return change
    }

    /// Checks that the nat table is still the one that was programmed.
    func checkTranslation() throws(TestbedError) {
        do throws(FirewallError) {
            let hash = try node.run { () throws(FirewallError) in try KernelFirewall.snapshot(.nat).hash }
            guard hash == natHash else {
                throw FirewallError(
                    .mismatch,
                    "keep table nat",
                    cause: "the kernel's entries changed during the scale",
                    remedy: "leave the twin's rules alone while it measures"
                )
            }
        } catch {
            throw TestbedError(unproven: arm, error)
        }
    }

    /// Draws the order of pods and Services, and programs for it what all arms share: every table of iptables but filter, and
    /// that one too where arms differ in nftables.
    private func draw(round: Int) throws(TestbedError) {
        drawnRound = round
        programs = [:]
        switches = [:]
        rulesHashes = [:]
        do {
            cluster = try cluster.positioned(
                setup.position,
                target: setup.target,
                nodeName: setup.nodeName,
                seed: setup.seed &+ UInt64(round)
            )
        } catch {
            throw TestbedError(.failed, "\(error)")
        }
        let off = try program(of: .off)
        let on = try program(of: .on)
        let loadsSets = setup.fault != .setMissing
        do throws(FirewallError) {
            natHash = try node.run { () throws(FirewallError) -> UInt64 in
                try KernelFirewall.replace(.empty(.filter))
                try KernelFirewall.destroy(sets: KernelFirewall.sets().map(\.name))
                if loadsSets { try KernelFirewall.load(sets: on.ruleset.sets) }
                if off.usesNftables {
                    let names = on.ruleset.nftables.map(\.name)
                    try KernelFirewall.apply(NftReplacement(replacing: [], removing: names))
                }
                for table in off.ruleset.tables where table.name != .filter || off.usesNftables {
                    try KernelFirewall.replace(table)
                    try KernelFirewall.verify(table)
                }
                return try KernelFirewall.snapshot(.nat).hash
            }
        } catch {
            throw TestbedError(unproven: .off, error)
        }
    }
}
