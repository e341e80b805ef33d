import Testing

@testable import Statistics

@Suite("Least squares of several columns")
struct LinearSystemTests {
    @Test("A quadratic through its own points is found, whatever their weights")
    func exact() throws {
        let points = [-2.0, -1, 0, 1, 3, 5]
        let rows = points.map { [1, $0, $0 * $0] }
        let values = points.map { 2 - 3 * $0 + 0.5 * $0 * $0 }
        for weights in [nil, [1.0, 9, 2, 0.5, 4, 3]] {
            let solution = try #require(LinearSystem(rows, values, weights).solution)
            for (found, meant) in zip(solution, [2, -3, 0.5]) { #expect(abs(found - meant) < 1e-12) }
        }
    }

    @Test("A weight of two is a point that stands there twice")
    func weights() throws {
        let rows = [[1.0, 0], [1, 1], [1, 2], [1, 4]]
        let values = [1.0, 3, 2, 7]
        let weighted = try #require(LinearSystem(rows, values, [1, 2, 1, 1]).solution)
        let doubled = try #require(LinearSystem(rows + [rows[1]], values + [values[1]]).solution)
        for (one, other) in zip(weighted, doubled) { #expect(abs(one - other) < 1e-12) }
    }

    @Test("Columns of very different size cost no digits")
    func scales() throws {
        let rows = (0..<6).map { [1e-9 * Double($0), 1e12 * Double($0 * $0)] }
        let values = rows.map { 3e9 * $0[0] + 5e-12 * $0[1] }
        let solution = try #require(LinearSystem(rows, values).solution)
        #expect(abs(solution[0] / 3e9 - 1) < 1e-12)
        #expect(abs(solution[1] / 5e-12 - 1) < 1e-12)
    }

    @Test("Columns that say the same, or nothing, have no solution")
    func singular() {
        #expect(LinearSystem([[1, 2], [2, 4], [3, 6]], [1, 2, 3]).solution == nil)
        #expect(LinearSystem([[0], [0]], [1, 2]).solution == nil)
        #expect(LinearSystem([], []).solution == [])
    }
}
