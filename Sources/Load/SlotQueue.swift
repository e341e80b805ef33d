/// A queue of slots, linked through the slots themselves; a slot is in one queue at most.
struct SlotQueue {
    /// -1 for none.
    private(set) var first: Int32 = -1
    private var last: Int32 = -1

    var isEmpty: Bool { first < 0 }

    mutating func append(_ slot: Int, in connections: UnsafeMutablePointer<Connection>) {
        connections[slot].next = -1
        if last >= 0 {
            connections[Int(last)].next = Int32(truncatingIfNeeded: slot)
        } else {
            first = Int32(truncatingIfNeeded: slot)
        }
        last = Int32(truncatingIfNeeded: slot)
    }

    /// Takes the slot that has waited longest; nil for an empty queue.
    mutating func take(from connections: UnsafeMutablePointer<Connection>) -> Int? {
        guard first >= 0 else { return nil }
        let slot = Int(first)
        first = connections[slot].next
        if first < 0 { last = -1 }
        return slot
    }
}
