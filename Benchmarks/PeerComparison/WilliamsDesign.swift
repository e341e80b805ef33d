/// Orders of treatments in which each stands in each place, and right behind each other one, equally often.
///
/// So neither warming up nor what a predecessor leaves behind favours anyone. Source: Williams 1949, Australian Journal
/// of Scientific Research A 2:149.
package struct WilliamsDesign: Sendable {
    /// The orders of 0..<count: as many as treatments for an even count, else twice as many.
    package let orders: [[Int]]

    package init(count: Int) {
        guard count > 1 else {
            orders = [Array(0..<max(0, count))]
            return
        }
        // 0, 1, n - 1, 2, n - 2, ...: neighbours differ by every number once.
        let first = (0..<count).map { $0.isMultiple(of: 2) ? (count - $0 / 2) % count : ($0 + 1) / 2 }
        let shifted = (0..<count).map { shift in first.map { ($0 + shift) % count } }
        orders = count.isMultiple(of: 2) ? shifted : shifted + shifted.map { $0.reversed() }
    }
}
