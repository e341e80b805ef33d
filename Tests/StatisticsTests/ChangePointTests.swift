import Statistics
import Testing

@Suite("A change's significance")
struct ChangePointTests {
    private let series = [1, 1.02, 0.99, 1.01, 1.03, 0.98, 0.95, 0.96, 0.93, 0.97]

    @Test("Without correlation p is that of scipy's ttest_ind; correlation makes it larger, by the effective numbers")
    func correlation() throws {
        let change = try #require(EDivisive(significance: 0.05).changePoints(in: series).first)
        #expect(change.index == 5)
        #expect(abs(change.p(correlation: 0) - 0.0016030621844738005) < 1e-12)
        #expect(abs(change.p(correlation: 0.3) - 0.03457345013408951) < 1e-12)
        #expect(change.p(correlation: 0.8) == 1, "ten points are then worth 1.1")
    }

    @Test("A change that correlated noise explains stays suspect, however often it is found")
    func suspect() {
        let series = [1.031, 1.012, 1.024, 1.018, 0.979, 0.962, 0.985, 0.968, 0.974]
        let changes = ChangeWatch().changes(in: series)
        #expect(changes.map(\.point.index) == [4])
        #expect((changes.first?.point.p ?? 1) < 0.001)
        #expect(changes.map(\.state) == [.suspect])
    }
}
