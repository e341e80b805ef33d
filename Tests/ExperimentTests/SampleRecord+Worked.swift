import Experiment
import Results
import Statistics

extension SampleRecord {
    /// A sample with this QPS, at `place` of a quad.
    static func sample(
        _ qps: Int,
        quad: Quad,
        place: Int,
        attempt: Int = 0,
        void: String? = nil
    ) -> SampleRecord {
        let measurement = Measurement.simulated(completed: qps)
        return SampleRecord(
            scale: quad.scale,
            arm: quad.treatments[place].arm,
            concurrency: quad.concurrency,
            round: quad.round,
            place: place,
            pattern: quad.pattern.rawValue,
            comparedArm: quad.compared.arm,
            attempt: attempt,
            startSeconds: 0,
            seconds: measurement.seconds,
            completed: measurement.completed,
            failures: measurement.failures,
            connections: measurement.connections,
            bytesReceived: measurement.bytesReceived,
            connect: measurement.connect,
            wait: measurement.wait,
            total: measurement.total,
            cpu: measurement.cpu,
            rulesPerConnection: measurement.rulesPerConnection,
            proof: measurement.proof,
            kernel: measurement.kernel,
            void: void,
            controller: quad.compared.controller,
            connectionMode: quad.connections
        )
    }

    /// The samples of one ABBA quad for each four values of QPS, in rounds from 0 on.
    static func quads(
        _ qps: [[Int]],
        scale: Scale = .large,
        concurrency: Int = 8,
        compared: Treatment = .on
    ) -> [SampleRecord] {
        qps.enumerated().flatMap { round, values in
            let quad = Quad(
                scale: scale,
                round: round,
                concurrency: concurrency,
                compared: compared,
                pattern: .abba
            )
            return values.enumerated().map { sample($0.element, quad: quad, place: $0.offset) }
        }
    }

    /// QPS of off, on, on, off in the worked case, whose answers were computed apart.
    static let workedCase = [
        [10000, 9480, 9510, 9960], [9870, 9390, 9320, 9900], [10120, 9650, 9600, 10050],
        [9650, 9260, 9150, 9800], [9990, 9300, 9420, 9940], [10060, 9570, 9480, 9890],
    ]
}
