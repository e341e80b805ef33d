/// One of a worker's slots: a connection, or the place of the next one.
///
/// Trivial, so that the worker's slab of them is raw memory and no access counts references. Times are nanoseconds of
/// `MonotonicClock`.
struct Connection {
    enum State: UInt8 {
        /// Nothing is under way and no connection is open.
        case resting
        /// Connecting before the window, without a request.
        case opening
        /// Open, between two requests.
        case idle
        case connecting
        /// The request is written in part.
        case sending
        case receiving
        /// The response is complete; the server is to close.
        case closing
        /// The same, and another slot has taken this one's turn.
        case lingering
        /// A failure came before; the next attempt waits for `deadline`.
        case retrying
    }

    var descriptor: CInt = -1
    /// Counts the slot's connections, so that an event of an earlier one is known as such.
    var generation: UInt32 = 0
    var state = State.resting
    /// Bytes of the request that the kernel has taken.
    var sent = 0
    /// Requests that the connection has carried, the one under way among them.
    var carried = 0
    /// The next slot in the queue that this one is in; -1 for none.
    var next: Int32 = -1
    /// When the state has lasted too long; `UInt64.max` for never.
    var deadline = UInt64.max
    /// When the request was due; the same as `begunAt` in a closed loop.
    var dueAt: UInt64 = 0
    var begunAt: UInt64 = 0
    /// 0 unless the request brought the connection up.
    var connectedAt: UInt64 = 0
    /// 0 until the request was written whole.
    var sentAt: UInt64 = 0
    /// 0 until the response began.
    var firstByteAt: UInt64 = 0
    var parser = ResponseParser()
}
