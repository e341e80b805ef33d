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
    /// Hash of the kernel's filter table when it was found equal, line for line, to the one meant.
    private var filterHashes: [Arm: UInt64] = [:]
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
            for table in try program(of: arm).ruleset.tables {
                rules["\(arm.rawValue).\(table.name.rawValue)"] = table.ruleCount
            }
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

    /// Switches the node to `arm` by replacing its filter table in one commit.
    ///
    /// - Throws: `unproven` when the kernel did not take the table or lists another than the one meant.
    func program(_ arm: Arm, round: Int) throws(TestbedError) {
        if setup.position == .random, round != drawnRound { try draw(round: round) }
        let meant = try program(of: arm)
        let written = try filterToWrite(arm, meant: meant)
        let isVerified = filterHashes[arm] != nil
        do throws(FirewallError) {
            let hash = try node.run { () throws(FirewallError) -> UInt64 in
                try KernelFirewall.replace(written)
                if !isVerified { try KernelFirewall.verify(meant.filter) }
                return try KernelFirewall.snapshot(.filter).hash
            }
            if !isVerified { filterHashes[arm] = hash }
        } catch {
            throw TestbedError(unproven: arm, error)
        }
        self.arm = arm
    }

    /// The hash that the filter table must have in `arm`.
    func expectedHash(of arm: Arm) -> UInt64 { filterHashes[arm] ?? 0 }

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

    /// Draws the order of pods and Services, and programs all but the filter table for it.
    private func draw(round: Int) throws(TestbedError) {
        drawnRound = round
        programs = [:]
        filterHashes = [:]
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
                for table in off.ruleset.tables where table.name != .filter {
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
