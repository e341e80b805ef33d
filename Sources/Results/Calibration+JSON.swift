extension Calibration {
    /// The text of a calibration file.
    package func json() throws(ResultsError) -> String {
        try JSONText.encode(self, pretty: true, what: "the calibration") + "\n"
    }

    /// Reads the text of a calibration file called `name`.
    ///
    /// Refuses one of a newer schema, and one with a number that no calibration has.
    package init(json: String, name: String) throws(ResultsError) {
        let version: Int
        do throws(ResultsError) {
            version = try JSONText.decode(SchemaVersion.self, from: json.utf8, what: name).schema
        } catch {
            throw Self.recalibrate(error)
        }
        guard version <= Self.currentSchema else {
            throw ResultsError(
                "Can not read \(name): its schema \(version) is newer than \(Self.currentSchema), the newest this npbench"
                    + " knows; use the npbench that wrote it."
            )
        }
        do throws(ResultsError) {
            self = try JSONText.decode(Calibration.self, from: json.utf8, what: name)
        } catch {
            throw Self.recalibrate(error)
        }
        guard let flaw else { return }
        throw ResultsError("Can not use \(name): \(flaw); restore the file or run npbench calibrate again.")
    }

    /// What is wrong with the numbers, as the middle of a sentence; nil if nothing is.
    private var flaw: String? {
        func isPositive(_ number: Double) -> Bool { number > 0 && number.isFinite }
        guard [offMicroseconds, sentSegments, receivedSegments].allSatisfy(isPositive) else {
            return "its request without a controller takes no time or no segments"
        }
        guard !prices.isEmpty, Set(prices.map(\.work)).count == prices.count else {
            return "it has no price, or two of one kind of work"
        }
        guard plan.levels.count == 1 else { return "its plan has \(plan.levels.count) concurrency levels instead of 1" }
        guard offWork.values.allSatisfy({ $0 >= 0 && $0.isFinite }) else { return "its off has impossible tests" }
        let broken = prices.first { price in
            ![price.microseconds, price.low, price.high, price.standardError, price.degreesOfFreedom]
                .allSatisfy(\.isFinite)
                || !(price.low...max(price.low, price.high)).contains(price.microseconds)
                || !price.points.allSatisfy { $0.tests.isFinite && $0.microseconds.isFinite }
        }
        return broken.map { "the price of \($0.work) is no number with an interval" }
    }

    private static func recalibrate(_ error: ResultsError) -> ResultsError {
        ResultsError(error.description.replacing("run the experiment again", with: "run npbench calibrate again"))
    }

    /// The only field that every version of the file has.
    private struct SchemaVersion: Decodable {
        var schema: Int
    }
}
