import Results
import Testing

@Suite("Who was the limit of the samples")
struct SampleLimitsTests {
    @Test("Valid samples are counted by limit; void ones and those that nobody judged are not")
    func counts() {
        var void = Samples.sample
        void.void = "conntrack dropped"
        var unjudged = Samples.sample
        unjudged.limit = nil
        var server = Samples.sample
        server.limit = "server-bound"
        let samples = [Samples.sample, void, server, unjudged, Samples.sample]
        #expect(SampleRecord.limits(of: samples) == ["client-bound": 2, "server-bound": 1])
    }

    @Test("A line of an npbench that did not judge is read, and says nothing of limits")
    func older() throws {
        var sample = Samples.sample
        sample.limit = nil
        sample.clientBusyShare = nil
        let line = try sample.jsonLine()
        #expect(!line.contains("limit") && !line.contains("clientBusyShare"))
        #expect(try Samples.sample.jsonLine().contains("\"limit\":\"client-bound\""))
    }
}
