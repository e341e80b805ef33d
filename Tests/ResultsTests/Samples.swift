import Results

/// Values that the tests write and read.
enum Samples {
    static let scale = Scale(services: 1000, pods: 8000, localPods: 82)

    static let sample = SampleRecord(
        scale: scale,
        arm: .on,
        concurrency: 32,
        round: 3,
        place: 1,
        pattern: "ABBA",
        comparedArm: .on,
        attempt: 0,
        startSeconds: 12.5,
        seconds: 0.5,
        completed: 6021,
        failures: ["timeout": 2],
        connections: 6023,
        bytesReceived: 5_100_000,
        connect: SampleRecord.Latency(p50: 101, p90: 180.5, p99: 400, maximum: 911, mean: 120.25),
        wait: SampleRecord.Latency(p50: 1101, p90: 1180, p99: 2400, maximum: 3911, mean: 1120),
        total: SampleRecord.Latency(p50: 1301, p90: 1380, p99: 2600, maximum: 4911, mean: 1320),
        cpu: SampleRecord.CPUTime(client: 310_000, server: 250_000, softirq: 190_000),
        rulesPerConnection: 288.5,
        proof: SampleRecord.Proof(
            rulesHash: "9f86d0",
            filterRules: 577,
            accepted: 6024,
            expected: 6024,
            forbiddenProbe: "refused"
        ),
        kernel: SampleRecord.KernelDeltas(conntrackEntries: 6023, stealShare: 0.001, cpuPressureMicroseconds: 40),
        void: nil,
        limit: "client-bound",
        clientBusyShare: 0.97
    )

    static let run = RunRecord(
        npbenchVersion: "0.1.0",
        arguments: ["npbench", "run", "--services", "1000"],
        plan: RunPlan(
            scales: [scale],
            serviceProxy: "kube-proxy-iptables-1.10",
            controller: "kube-router-0.2.0",
            policies: ["default/npd-multiport"],
            target: "default/test:80",
            position: "middle",
            connections: .perRequest,
            levels: [1, 2, 4],
            quads: 6,
            sliceSeconds: 0.5,
            arms: [.on],
            seed: 0xFFFF_FFFF_FFFF_FFFF
        ),
        outcome: .completed,
        warnings: [
            RunWarning(
                .control,
                about: ["1000service8000pod"],
                finding: "The A/A contrast has p = 0.03.",
                advice: "Run again with more quads."
            )
        ],
        scales: [
            RunRecord.ScaleFacts(
                scale: scale,
                twinUpSeconds: 3.25,
                rules: ["on.filter": 577, "off.nat": 26_016],
                podPositions: [41, 42],
                servicePosition: 501
            )
        ],
        started: "2026-01-02T03:04:05Z",
        seconds: 181.5,
        machineAtStart: ["cpu_model": "Example 9000", "kernel": "6.1.0"]
    )

    static let curve = CurveRow(
        scale: scale,
        serviceProxy: "kube-proxy-iptables-1.10",
        controller: "none",
        policies: 0,
        connections: .perRequest,
        arm: .off,
        concurrency: 8,
        qps: 13_012.3456,
        qpsLow: 12_900,
        qpsHigh: 13_125.5,
        p50Microseconds: 540.25,
        p90Microseconds: 701,
        p99Microseconds: 1403.126,
        cpuMicrosecondsPerRequest: 133.3333,
        samples: 12
    )

    static let cost = CostRow(
        TestColumns(
            scale: scale,
            serviceProxy: "kube-proxy-iptables-1.10",
            controller: "kube-router-0.2.0",
            policies: 1,
            connections: .keepAlive,
            arm: .on,
            concurrency: nil,
            low: 7.1,
            high: 8.7,
            hodgesLehmannPercent: -0.00001,
            hodgesLehmannLow: .nan,
            hodgesLehmannHigh: .nan,
            adjustedP: 5.12131e-6,
            verdict: .slower,
            minimumDetectablePercent: 0.9,
            noiseFloorPercent: 0.66,
            quads: 6
        ),
        costPercent: 7.91234567,
        voided: 1
    )
}
