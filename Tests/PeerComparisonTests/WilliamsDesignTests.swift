import Testing

@testable import PeerComparison

@Suite("Orders of a Williams design")
struct WilliamsDesignTests {
    @Test("Each treatment stands in each place, and behind each other one, equally often", arguments: 2...7)
    func balance(count: Int) {
        let orders = WilliamsDesign(count: count).orders
        #expect(orders.count == (count.isMultiple(of: 2) ? count : 2 * count))
        var places: [[Int]: Int] = [:]
        var successions: [[Int]: Int] = [:]
        for order in orders {
            #expect(order.sorted() == Array(0..<count))
            for (place, treatment) in order.enumerated() { places[[place, treatment], default: 0] += 1 }
            for (first, second) in zip(order, order.dropFirst()) { successions[[first, second], default: 0] += 1 }
        }
        #expect(places.count == count * count && Set(places.values).count == 1)
        #expect(successions.count == count * (count - 1) && Set(successions.values).count == 1)
    }

    @Test("One treatment has one order, none an empty one")
    func trivial() {
        #expect(WilliamsDesign(count: 1).orders == [[0]])
        #expect(WilliamsDesign(count: 0).orders == [[]])
    }
}
