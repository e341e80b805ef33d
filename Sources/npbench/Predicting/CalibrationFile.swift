import Experiment
import Foundation
import Linux
import Results

/// A calibration file that a command line names.
struct CalibrationFile {
    /// Some hundred times what a calibration needs.
    private static let sizeLimit = 1 << 26

    let path: String

    /// The calibration in it; refuses a damaged one, and unless `anyMachine` one of another machine.
    func calibration(anyMachine: Bool) throws(CommandFailure) -> Calibration {
        let text = try text()
        do throws(ResultsError) {
            let calibration = try Calibration(json: text, name: path)
            try calibration.requireSound(name: path)
            if !anyMachine {
                try calibration.requireMachine(MachineFacts.collect()["fingerprint"], name: path)
            }
            return calibration
        } catch {
            throw CommandFailure(.failed, error.description)
        }
    }

    private func text() throws(CommandFailure) -> String {
        do {
            let handle = try FileHandle(forReadingFrom: URL(filePath: path))
            let bytes = try handle.read(upToCount: Self.sizeLimit) ?? Data()
            return String(decoding: bytes, as: UTF8.self)
        } catch {
            throw CommandFailure(
                .baselineMissing,
                "cannot read the calibration \(path): \(error.systemCause); run npbench calibrate first, or name its file with "
                    + "--calibration"
            )
        }
    }
}
