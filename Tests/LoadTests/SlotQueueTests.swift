@testable import Load
import Testing

@Suite struct SlotQueueTests {
    @Test("Slots come out in the order in which they went in, whatever was taken in between")
    func order() {
        let count = 50
        let connections = UnsafeMutablePointer<Connection>.allocate(capacity: count)
        connections.initialize(repeating: Connection(), count: count)
        defer { connections.deallocate() }
        var random = TestRandom(seed: 3)
        var queue = SlotQueue()
        var model: [Int] = []
        var outside = Array(0..<count)
        for _ in 0..<20_000 {
            if random.below(2) == 0, !outside.isEmpty {
                let slot = outside.remove(at: random.below(outside.count))
                queue.append(slot, in: connections)
                model.append(slot)
            } else {
                let slot = queue.take(from: connections)
                #expect(slot == model.first)
                if !model.isEmpty { outside.append(model.removeFirst()) }
            }
            #expect(queue.isEmpty == model.isEmpty)
            #expect(Int(queue.first) == model.first ?? -1)
        }
    }

    @Test("An empty queue gives nothing, again and again, and takes the next as its first")
    func empty() {
        let connections = UnsafeMutablePointer<Connection>.allocate(capacity: 2)
        connections.initialize(repeating: Connection(), count: 2)
        defer { connections.deallocate() }
        var queue = SlotQueue()
        for _ in 0..<3 {
            #expect(queue.isEmpty)
            #expect(queue.take(from: connections) == nil)
            #expect(queue.take(from: connections) == nil)
            queue.append(1, in: connections)
            #expect(queue.first == 1)
            #expect(queue.take(from: connections) == 1)
        }
    }
}
