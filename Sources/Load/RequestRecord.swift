/// How one request of the window ended: a line of the chronological file.
///
/// Times are nanoseconds; a phase that the request did not reach, or did not need, is 0.
package struct RequestRecord: Hashable, Sendable {
    /// From the window's start to the request's begin.
    package var begin: UInt64
    /// From the time that it was due to its begin; 0 in a closed loop.
    package var late: UInt64
    /// Begin to connected; 0 on a kept connection.
    package var connect: UInt64
    /// Request written to first byte of the response.
    package var wait: UInt64
    /// Begin to end.
    package var total: UInt64
    /// The response's status; 0 for none.
    package var status: UInt16
    /// Why the request failed; nil for one that completed.
    package var failure: LoadFailure?

    package init(
        begin: UInt64,
        late: UInt64 = 0,
        connect: UInt64,
        wait: UInt64,
        total: UInt64,
        status: UInt16,
        failure: LoadFailure? = nil
    ) {
        self.begin = begin
        self.late = late
        self.connect = connect
        self.wait = wait
        self.total = total
        self.status = status
        self.failure = failure
    }
}
