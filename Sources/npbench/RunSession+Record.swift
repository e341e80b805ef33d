import ArgumentParser
import Experiment
import Foundation
import Linux
import Results

/// What `run.json` says of the run as a whole.
extension RunSession {
    func record(
        _ outcome: RunRecord.Outcome,
        _ result: ExperimentResult,
        scales: [RunRecord.ScaleFacts],
        warnings: [RunWarning],
        cause: String? = nil
    ) -> RunRecord {
        RunRecord(
            npbenchVersion: Npbench.configuration.version,
            arguments: earlier?.record.arguments ?? Array(CommandLine.arguments.dropFirst()),
            plan: plan,
            outcome: outcome,
            warnings: warnings,
            scales: scales,
            started: earlier?.record.started ?? begun.ISO8601Format(),
            seconds: result.seconds,
            machineAtStart: earlier?.record.machineAtStart ?? machine.start,
            machineAtEnd: outcome == .running ? [:] : machine.now(),
            limits: outcome == .running ? nil : SampleRecord.limits(of: result.samples),
            cause: cause,
            pilot: earlier?.record.pilot ?? pilot?.record,
            resumptions: resumption == nil ? nil : resumptions,
            latencyRates: plan.latency == nil ? nil : result.latencyRates
        )
    }

    /// When the run went on, now and before.
    private var resumptions: [RunRecord.Resumption] {
        (earlier?.record.resumptions ?? []) + [resumption].compactMap(\.self)
    }

    func resumptionWarnings() -> [RunWarning] { resumptions.compactMap(\.warning) }

    func machineWarnings() -> [RunWarning] {
        var warnings = MachineFacts.changeWarning(from: machine.start, to: machine.now()).map { [$0] } ?? []
        if setup.cpus.client == setup.cpus.servers {
            warnings.append(
                RunWarning(
                    .sharedCPU,
                    finding: "One CPU serves and loads: the generator takes time from the pods it measures.",
                    advice: "Give npbench two CPUs or more."
                )
            )
        }
        if let count = plan.injectedRules {
            warnings.append(
                RunWarning(
                    .injectedRules,
                    finding: "\(count) rules that no controller writes are in every cost (--inject-rules).",
                    advice: "Take its costs for a test of npbench, not of a controller."
                )
            )
        }
        return warnings
    }
}
