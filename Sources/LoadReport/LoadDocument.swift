import Foundation
import Load

/// A load as one JSON object: for programs.
///
/// Units are in the names (`_us`, `_seconds`, `_bytes`); names stay, new ones are added. What each means: docs/load.md.
package struct LoadDocument: Encodable {
    package static let schemaVersion = 1

    let schemaVersion = LoadDocument.schemaVersion
    let url: String
    let interrupted: Bool
    let startedUnixSeconds: Double
    let serverSoftware: String?
    let tlsProtocol: String?
    let documentLengthBytes: UInt64?
    let plan: Plan
    let counts: Counts
    let failures: [String: Int]
    let phases: Phases
    let rates: Rates
    let cpu: CPU
    let workers: [Worker]
    let limit: Limit
    let loopLag: Times
    let pacing: PacingDocument?
    let headroom: HeadroomDocument
    let warnings: [Warning]

    package init(_ load: FinishedLoad) {
        let result = load.result
        url = load.url
        interrupted = load.isInterrupted
        startedUnixSeconds = Double(result.wallClockStart) / 1e9
        serverSoftware = result.serverSoftware
        tlsProtocol = result.tlsProtocol
        documentLengthBytes = result.documentLength
        plan = Plan(load.plan)
        counts = Counts(result)
        failures = Dictionary(result.failures.map { ($0.key.rawValue, $0.value) }, uniquingKeysWith: +)
        phases = Phases(result)
        rates = Rates(load)
        cpu = CPU(userUsPerRequest: load.userCPU, systemUsPerRequest: load.systemCPU)
        workers = result.workers.map(Worker.init)
        limit = Limit(verdict: load.limit.verdict.rawValue, reason: load.limit.reason)
        loopLag = Times(result.loopLag)
        pacing = result.pacingErrors.map {
            PacingDocument(error: Times($0), delayedRequests: result.delayed, unsentRequests: result.unsent)
        }
        headroom = HeadroomDocument(load.headroom)
        warnings = load.warnings.map { Warning(kind: $0.kind.rawValue, sentence: $0.description) }
    }

    /// The text, ended by a line feed; throws only for numbers that JSON cannot hold.
    package func text() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    }
}
