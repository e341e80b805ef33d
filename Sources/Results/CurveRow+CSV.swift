extension CurveRow: CSVRecord {
    package static let columns = [
        "services", "pods", "local_pods", "service_proxy", "controller", "policies", "connections", "arm",
        "concurrency",
        "qps", "qps_low", "qps_high", "p50_us", "p90_us", "p99_us", "cpu_us_per_request", "samples",
    ]

    /// QPS and microseconds to a hundredth.
    package var cells: [String] {
        [
            String(scale.services), String(scale.pods), String(scale.localPods), serviceProxy, controller,
            String(policies), connections.rawValue, arm.rawValue, String(concurrency),
            NumberText.fixed(qps, decimals: 2),
            NumberText.fixed(qpsLow, decimals: 2),
            NumberText.fixed(qpsHigh, decimals: 2),
            NumberText.fixed(p50Microseconds, decimals: 2),
            NumberText.fixed(p90Microseconds, decimals: 2),
            NumberText.fixed(p99Microseconds, decimals: 2),
            NumberText.fixed(cpuMicrosecondsPerRequest, decimals: 2),
            String(samples),
        ]
    }

    package init(_ cells: CSVCells) throws(ResultsError) {
        self.init(
            scale: try cells.scale(),
            serviceProxy: try cells.text("service_proxy"),
            controller: try cells.text("controller"),
            policies: try cells.whole("policies"),
            connections: try cells.word("connections"),
            arm: try cells.word("arm"),
            concurrency: try cells.whole("concurrency"),
            qps: try cells.number("qps"),
            qpsLow: try cells.number("qps_low"),
            qpsHigh: try cells.number("qps_high"),
            p50Microseconds: try cells.number("p50_us"),
            p90Microseconds: try cells.number("p90_us"),
            p99Microseconds: try cells.number("p99_us"),
            cpuMicrosecondsPerRequest: try cells.number("cpu_us_per_request"),
            samples: try cells.whole("samples")
        )
    }
}
