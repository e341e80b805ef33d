import Cluster
import Conformance
import Layouts
import Linux

/// One run of `npbench conformance`, inside its namespaces.
struct ConformanceSession {
    private let command: ConformanceCommand
    private let subjects: [ConformanceSubject]
    /// Whether some rules are tables of nftables, for which `nft` is needed.
    let usesNftables: Bool
    private let serviceProxy: ServiceProxy
    private let cases: [ConformanceCase]

    /// Reads the options; throws a usage error for what has no such name.
    init(_ command: ConformanceCommand) throws(CommandFailure) {
        self.command = command
        do throws(LayoutError) {
            serviceProxy =
                try command.serviceProxy.map { name throws(LayoutError) in try ServiceProxy(named: name) }
                ?? .kubeProxyIptables110
            try serviceProxy.requireProgrammable()
            let controllers = try ConformanceSession.controllers(command.controller)
            let families = command.family.families
            subjects = try controllers.map { controller throws(LayoutError) in
                try ConformanceSubject(controller, seed: command.seed, families: families)
            }
            usesNftables = controllers.contains(where: \.usesNftables) || serviceProxy.usesNftables
        } catch {
            throw CommandFailure(error)
        }
        do throws(ConformanceError) {
            cases = try CaseSelection(command.patterns).cases
        } catch {
            throw CommandFailure(error)
        }
    }

    func run() throws {
        do { try EnclosedFilesystem.prepare() } catch { throw CommandFailure(error) }
        Interrupt.catchSignals()
        var results: [SubjectResult]
        do throws(ConformanceError) {
            results = try play()
            if command.generate > 0 { try tryGenerated(&results) }
        } catch {
            throw CommandFailure(error)
        }
        if command.json {
            try StandardOutput.write(
                try ConformanceDocument(
                    results,
                    serviceProxy: command.family == .ipv6 ? nil : serviceProxy.rawValue
                ).text()
            )
        } else {
            try StandardOutput.write(ConformanceSummary(results, showsAllGrids: command.grid).text)
        }
        if let junit = command.junit { try OutputFile(junit).write(JUnitDocument(results).text) }
        let mismatches = results.reduce(0) { $0 + $1.mismatchCount }
        guard mismatches > 0 else { return }
        throw CommandFailure(
            .failed,
            "\(mismatches) verdicts are neither the API's nor declared of their controller: see the cases above; look at "
                + "the rules with npbench rules"
        )
    }

    /// Plays every case under every controller, in one twin.
    private func play() throws(ConformanceError) -> [SubjectResult] {
        let twin = try PacketTwin(PacketTwinPlan.cases.serving(command.family.families))
        defer { twin.tearDown() }
        var results: [SubjectResult] = []
        for subject in subjects {
            let start = ContinuousClock.now
            let runner = CaseRunner(twin: twin, subject: subject, serviceProxy: serviceProxy)
            var played: [CaseResult] = []
            for conformanceCase in cases {
                if Interrupt.isRequested {
                    throw ConformanceError(.interrupted, "interrupted; no result was kept")
                }
                played.append(try runner.play(conformanceCase))
            }
            results.append(
                SubjectResult(
                    controller: subject.name,
                    families: subject.families,
                    cases: played,
                    seconds: (ContinuousClock.now - start) / .seconds(1)
                )
            )
        }
        return results
    }

    /// Tries clusters drawn at random under every controller, in a twin of their own.
    private func tryGenerated(_ results: inout [SubjectResult]) throws(ConformanceError) {
        let clusters = (0..<command.generate).lazy.map { number -> (number: Int, cluster: ClusterModel) in
            let generated = GeneratedCase(number: number, seed: command.seed)
            // IPv4 alone keeps the clusters of earlier versions, number by number.
            let cluster = command.family == .ipv4 ? generated.cluster : DualStackCase(generated).cluster
            return (number: number, cluster: cluster)
        }
        // All have the same pods, at the same addresses.
        guard let first = clusters.first?.cluster, let node = first.nodes.first else { return }
        let ports = Set(GeneratedCase.probedPorts.map(\.number)).sorted()
        let plan = PacketTwinPlan(holding: [first], on: node, ports: ports)
        let twin = try PacketTwin(plan.serving(command.family.families))
        defer { twin.tearDown() }
        for (index, subject) in subjects.enumerated() {
            let start = ContinuousClock.now
            let runner = CaseRunner(twin: twin, subject: subject, serviceProxy: serviceProxy)
            results[index].generated = try runner.tally(clusters, on: node, ports: ports) { Interrupt.isRequested }
            results[index].seconds += (ContinuousClock.now - start) / .seconds(1)
            if Interrupt.isRequested { throw ConformanceError(.interrupted, "interrupted; no result was kept") }
        }
    }

    /// The controllers of a list such as `a,b`, each once, or all.
    private static func controllers(_ list: String) throws(LayoutError) -> [Controller] {
        if list == "all" { return Controller.allCases }
        var controllers: [Controller] = []
        for name in list.split(separator: ",", omittingEmptySubsequences: false) {
            let controller = try Controller(named: String(name))
            if !controllers.contains(controller) { controllers.append(controller) }
        }
        return controllers
    }
}
