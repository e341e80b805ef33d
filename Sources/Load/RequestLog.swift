/// Room for a record of each request of one worker, taken before the load.
struct RequestLog: ~Copyable {
    private let slab: UnsafeMutablePointer<RequestRecord>
    private let capacity: Int
    private var count = 0

    /// Pages that no record reaches are never touched, so that room for many costs nothing.
    init(capacity: Int) {
        self.capacity = capacity
        slab = .allocate(capacity: max(1, capacity))
    }

    deinit {
        slab.deallocate()
    }

    /// Whether anybody wants records.
    var isWanted: Bool { capacity > 0 }

    /// Keeps the record; false if there is no room left.
    mutating func append(_ record: RequestRecord) -> Bool {
        guard count < capacity else { return false }
        (slab + count).initialize(to: record)
        count += 1
        return true
    }

    mutating func removeAll() {
        count = 0
    }

    var records: [RequestRecord] {
        Array(UnsafeBufferPointer(start: slab, count: count))
    }
}
