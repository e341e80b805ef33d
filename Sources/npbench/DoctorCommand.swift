import ArgumentParser
import Linux

/// `npbench doctor`: what this machine can do, what makes it noisy, and what to install.
///
/// It looks from where `npbench run` works: inside namespaces of its own, if the machine lets it have them.
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Says what this machine can do, what makes it noisy, and what to install.",
        discussion: """
            Exit status 0 when everything that `npbench run` needs is here, 6 when something is missing.

            Examples:
              npbench doctor
              npbench doctor --json | jq '.checks[] | select(.status != "ok")'
            """
    )

    @Flag(help: "Print JSON for programs instead of a table for people.")
    var json = false

    func run() throws {
        let support = Enclosure.isInside ? .supported : EnclosureSupport.probe()
        if support == .supported && !Enclosure.isInside { throw ExitCode(try runInside()) }
        if Enclosure.isInside {
            // As in a run: an ordinary user may not open the lock of xtables on the machine's /run.
            do { try EnclosedFilesystem.prepare() } catch { throw CommandFailure(error) }
        }
        let report = DoctorReport(checks: examine(support))
        print(json ? try report.json : report.text, terminator: "")
        guard report.missing.isEmpty else {
            throw CommandFailure(.missingCapability, report.failure)
        }
    }

    /// Runs the same command inside namespaces of its own; returns its exit status.
    private func runInside() throws(CommandFailure) -> Int32 {
        do throws(EnclosureError) {
            return try Enclosure.enter(arguments: CommandLine.arguments)
        } catch {
            throw CommandFailure(error.kind == .missingCapability ? .missingCapability : .failed, error.description)
        }
    }

    private func examine(_ support: EnclosureSupport) -> [DoctorCheck] {
        let pending = DoctorModules.pending()
        let facts = MachineFacts.collect(reading: ProcFilesystem())
        return DoctorNamespaces.checks(support)
            + DoctorPrograms.checks()
            + DoctorLibraries.checks()
            + DoctorKernel.checks(canTry: support == .supported, pending: pending)
            + DoctorModules.checks(pending: pending)
            + DoctorLimits.checks(facts)
            + NoiseCheck.all(in: facts).map(DoctorCheck.init)
    }
}
