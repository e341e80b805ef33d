import Linux

/// The network namespaces that a worker moves between, held open.
struct TurnPlaces: ~Copyable {
    private let doors: UnsafeMutableBufferPointer<FileDescriptor>

    /// Opens all places; none for a load without turns.
    init(_ places: [NetworkNamespace]) throws(SystemError) {
        doors = .allocate(capacity: places.count)
        for (index, place) in places.enumerated() {
            do throws(SystemError) {
                try doors.initializeElement(at: index, to: place.open())
            } catch {
                for known in 0..<index { doors.deinitializeElement(at: known) }
                doors.deallocate()
                throw error
            }
        }
    }

    deinit {
        for index in doors.indices { doors.deinitializeElement(at: index) }
        doors.deallocate()
    }

    /// Moves the calling thread; whether it is there now.
    func enter(_ place: Int) -> Bool {
        NetworkNamespace.enter(doors[place])
    }
}
