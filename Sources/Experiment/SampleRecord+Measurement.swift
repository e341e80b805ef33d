import Results
import Statistics

extension SampleRecord {
    /// The record of a measurement at its place in the run.
    init(
        _ measurement: Measurement,
        quad: Quad,
        place: Int,
        attempt: Int,
        startSeconds: Double
    ) {
        self.init(
            scale: quad.scale,
            arm: quad.treatments[place].arm,
            concurrency: quad.cell.concurrency,
            round: quad.round,
            place: place,
            pattern: quad.pattern.rawValue,
            comparedArm: quad.cell.compared.arm,
            attempt: attempt,
            startSeconds: startSeconds + measurement.offsetSeconds,
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
            void: measurement.void?.description,
            limit: measurement.limit,
            clientBusyShare: measurement.clientBusyShare,
            controller: quad.cell.compared.controller,
            connectionMode: quad.cell.setting.connections,
            sync: measurement.sync,
            openLoop: measurement.openLoop,
            turns: measurement.turns
        )
        // ln QPS has no value for it, so it can not count even if the testbed found nothing amiss.
        if void == nil, queriesPerSecond <= 0 { void = "no request completed" }
    }
}
