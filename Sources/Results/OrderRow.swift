/// One sample at its place in the run, void or not, against the others of its kind: a row of `order.csv`.
package struct OrderRow: Codable, Equatable, Sendable {
    /// Seconds since the run began.
    package var startSeconds: Double
    package var scale: Scale
    /// `none` for the arm `off`.
    package var controller: String
    package var arm: Arm
    package var concurrency: Int
    package var round: Int
    /// In the quad, 0 to 3.
    package var place: Int
    package var attempt: Int
    package var qps: Double
    /// QPS against the geometric mean of all samples of the same scale, connections, arm and level, void ones too, in percent; NaN where
    /// nothing was completed.
    package var deviationPercent: Double
    /// Whether the sample counts: neither it nor another of its quad is void, and the quad is whole.
    package var counts: Bool
    /// Why the sample is void; empty if it is not.
    package var void: String
    /// How the load used connections; nil in tables from before a run could have several ways.
    package var connections: ConnectionMode?

    package init(
        startSeconds: Double,
        scale: Scale,
        controller: String,
        arm: Arm,
        concurrency: Int,
        round: Int,
        place: Int,
        attempt: Int,
        qps: Double,
        deviationPercent: Double,
        counts: Bool,
        void: String,
        connections: ConnectionMode? = nil
    ) {
        self.startSeconds = startSeconds
        self.scale = scale
        self.controller = controller
        self.arm = arm
        self.concurrency = concurrency
        self.round = round
        self.place = place
        self.attempt = attempt
        self.qps = qps
        self.deviationPercent = deviationPercent
        self.counts = counts
        self.void = void
        self.connections = connections
    }

    /// What ran on the node.
    package var treatment: Treatment { Treatment(arm, of: controller) }
}

extension OrderRow: CSVRecord {
    package static let columns = [
        "start_seconds", "services", "pods", "local_pods", "controller", "arm", "concurrency", "round", "place",
        "attempt", "qps", "deviation_percent", "counts", "void",
        "connections",
    ]

    package var cells: [String] {
        [
            NumberText.fixed(startSeconds, decimals: 3),
            String(scale.services), String(scale.pods), String(scale.localPods), controller, arm.rawValue,
            String(concurrency), String(round), String(place), String(attempt),
            NumberText.fixed(qps, decimals: 2),
            NumberText.fixed(deviationPercent, decimals: 3),
            // Three words: gnuplot can not ask for an empty cell, as most of the last column are.
            void.isEmpty ? counts ? "yes" : "no" : "void", void,
            connections?.rawValue ?? "",
        ]
    }

    package init(_ cells: CSVCells) throws(ResultsError) {
        self.init(
            startSeconds: try cells.number("start_seconds"),
            scale: try cells.scale(),
            controller: try cells.text("controller"),
            arm: try cells.word("arm"),
            concurrency: try cells.whole("concurrency"),
            round: try cells.whole("round"),
            place: try cells.whole("place"),
            attempt: try cells.whole("attempt"),
            qps: try cells.number("qps"),
            deviationPercent: try cells.number("deviation_percent"),
            counts: try cells.text("counts") == "yes",
            void: try cells.text("void"),
            connections: try cells.knownWord("connections")
        )
    }
}
