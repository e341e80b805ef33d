/// A request that has ended, as far as it is counted; times are nanoseconds of `MonotonicClock`.
struct EndedRequest {
    var dueAt: UInt64
    var begunAt: UInt64
    /// 0 unless the request brought the connection up.
    var connectedAt: UInt64
    /// 0 if the request was not written whole.
    var sentAt: UInt64
    /// 0 if no response began.
    var firstByteAt: UInt64
    var status: UInt16
    var bodyBytes: UInt64
    /// Whether the server keeps the connection open.
    var isKept: Bool

    /// Request written to first byte of the response; 0 where that came before the request was whole.
    var wait: UInt64 { sentAt > 0 && firstByteAt > sentAt ? firstByteAt &- sentAt : 0 }
}
