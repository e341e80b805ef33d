import Linux
@testable import Load
import Testing

@Suite struct LoadTurnsTests {
    private static func turns(_ change: (inout LoadTurns) -> Void = { _ in }) -> LoadTurns {
        var turns = LoadTurns(
            places: [],
            parts: [0, 1, 1, 0],
            cycles: 3,
            settling: .milliseconds(2),
            measured: .milliseconds(5)
        )
        change(&turns)
        return turns
    }

    @Test("Parts have their turns to and fro, all of them as often, and at the same time on average")
    func order() {
        let turns = LoadTurnsTests.turns()
        #expect((0..<12).map(turns.part) == [0, 1, 2, 3, 3, 2, 1, 0, 0, 1, 2, 3])
        #expect(turns.duration == .milliseconds(84))
        let places = (0..<8).map { turns.parts[turns.part(of: $0)] }
        #expect(places == [0, 1, 1, 0, 0, 1, 1, 0])
        for part in 0..<4 {
            let own = (0..<8).filter { turns.part(of: $0) == part }
            #expect(own.reduce(0, +) == 7)
        }
    }

    static let refused: [(LoadTurns, @Sendable (inout LoadPlan) -> Void, String)] = [
        (turns(), { $0.pacing = .open(rate: 10, arrivals: .constant) }, "closed loops"),
        (turns(), { $0.connections = .limited(requests: 3) }, "limited number"),
        (turns(), { $0.maximumRequests = 5 }, "no bound"),
        (turns(), { $0.warmUp = .seconds(1) }, "no warm-up"),
        (turns(), { $0.recordCapacity = 10 }, "no records"),
        (turns(), { $0.concurrency = 0 }, "concurrency 0"),
        (turns { $0.cycles = 0 }, { _ in }, "ever have its turn"),
        (turns { $0.parts = [] }, { _ in }, "ever have its turn"),
        (turns { $0.settling = .seconds(-1) }, { _ in }, "settling"),
        (turns { $0.measured = .zero }, { _ in }, "measure nothing"),
        (turns(), { _ in }, "place 1 of 0"),
    ]

    @Test("What cannot take turns is refused before anything is loaded", arguments: refused.indices)
    func refusals(index: Int) {
        let (turns, change, words) = LoadTurnsTests.refused[index]
        var plan = LoadPlan.test(80)
        plan.duration = turns.duration > .zero ? turns.duration : .seconds(1)
        change(&plan)
        let error = #expect(throws: LoadError.self) { try plan.validate(turns) }
        #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
    }
}
