import Results
import Testing

@Suite("metrics.csv")
struct MetricTests {
    private static let row = MetricRow(
        TestColumns(
            scale: Samples.scale,
            serviceProxy: "kube-proxy-iptables-1.10",
            controller: "kube-router-0.2.0",
            policies: 1,
            connections: .perRequest,
            arm: .on,
            concurrency: nil,
            low: 9.1,
            high: 10.6,
            hodgesLehmannPercent: 9.8,
            hodgesLehmannLow: .nan,
            hodgesLehmannHigh: .nan,
            adjustedP: 1.5e-7,
            verdict: .slower,
            minimumDetectablePercent: 0.8,
            noiseFloorPercent: 0.5,
            quads: 6,
            bandLow: 8.9,
            bandHigh: 10.8,
            signFlipP: 0.03125
        ),
        metric: .cpu,
        valueOff: 224.80649,
        valueCompared: 247,
        changePercent: 9.872345
    )

    @Test("It begins with the columns of cost.csv, and comes back as it was written")
    func table() throws {
        let text = MetricRow.csv([Self.row])
        #expect(
            text == """
                services,pods,local_pods,service_proxy,controller,policies,connections,arm,concurrency,metric,value_off,\
                value_on,change_percent,low,high,hl_percent,hl_low,hl_high,p_adjusted,verdict,mde_percent,\
                noise_floor_percent,quads,band_low,band_high,p_sign_flip
                1000,8000,82,kube-proxy-iptables-1.10,kube-router-0.2.0,1,per-request,on,all,cpu_us_per_request,224.806,\
                247.000,9.8723,9.1000,10.6000,9.8000,,,1.5e-07,slower,0.8000,0.5000,6,8.9000,10.8000,0.03125

                """
        )
        #expect(CostRow.columns.prefix(9) == MetricRow.columns.prefix(9))
        #expect(MetricRow.csv(try MetricRow.rows(csv: text, name: "metrics.csv")) == text)
        #expect(ResultDirectory.metrics == "metrics.csv" && ResultDirectory.all.contains("metrics.csv"))
        let unknown = text.replacing("cpu_us_per_request", with: "warmth")
        #expect(throws: ResultsError.self) { try MetricRow.rows(csv: unknown, name: "metrics.csv") }
    }

    @Test("A sample has each metric in the unit of its name, and only QPS is better higher")
    func values() {
        let sample = Samples.sample
        #expect(Metric.rate.value(in: sample) == sample.queriesPerSecond)
        #expect(Metric.p50.value(in: sample) == 1301)
        #expect(Metric.p90.value(in: sample) == 1380)
        #expect(Metric.p99.value(in: sample) == 2600)
        #expect(Metric.cpu.value(in: sample) == 750_000 / 6021.0)
        #expect(Metric.allCases.filter(\.isBetterHigher) == [.rate])
        #expect(Metric.besideRate.map(\.rawValue) == ["cpu_us_per_request", "p50_us", "p90_us", "p99_us"])
    }

    @Test("Softirq time is added to the threads' unless it is in it; records from before say nothing and add it")
    func softirq() throws {
        var sample = Samples.sample
        #expect(sample.cpu.total == 750_000)
        #expect(try !sample.jsonLine().contains("includesSoftirq"))
        sample.cpu.includesSoftirq = true
        #expect(sample.cpu.total == 560_000)
        #expect(try SampleLog(Array(sample.jsonLine().utf8)).samples == [sample])
        sample.cpu.includesSoftirq = false
        #expect(sample.cpu.total == 750_000)
    }
}
