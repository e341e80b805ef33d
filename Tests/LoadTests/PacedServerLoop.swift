import Glibc
import Linux
import Synchronization

/// The thread's part of a `PacedServer`: raw memory, since tests are built without optimization.
final class PacedServerLoop {
    /// An answer that waits for its time.
    private struct Answer {
        var due: UInt64
        var descriptor: CInt
        var closes: Bool
        /// The number of the request.
        var number: Int
    }

    private static let kept: StaticString = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
    private static let closing: StaticString = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"
    private static let bufferSize = 4096

    private let script: PacedServer.Script
    private let listener: CInt
    private let buffer = UnsafeMutablePointer<UInt8>.allocate(capacity: bufferSize)
    private let delays: UnsafeMutablePointer<UInt64>
    private let log: UnsafeMutablePointer<PacedServer.Exchange>
    /// A binary heap, the earliest first.
    private let heap = UnsafeMutablePointer<Answer>.allocate(capacity: 65536)
    private var waiting = 0
    /// Connections open.
    private var open = 0
    private var count = 0
    private var firstRequest: UInt64 = 0

    init(_ script: PacedServer.Script, listener: CInt) {
        self.script = script
        self.listener = listener
        delays = .allocate(capacity: script.delays.count)
        _ = UnsafeMutableBufferPointer(start: delays, count: script.delays.count).initialize(from: script.delays)
        log = .allocate(capacity: max(1, script.log))
    }

    deinit {
        buffer.deallocate()
        delays.deallocate()
        log.deallocate()
        heap.deallocate()
    }

    /// What was logged; an exchange that got no answer has 0 for `sent`.
    var exchanges: [PacedServer.Exchange] {
        Array(UnsafeBufferPointer(start: log, count: min(count, script.log)))
    }

    func run(
        stopping: borrowing Atomic<Bool>,
        accepted: borrowing Atomic<Int>,
        received: borrowing Atomic<Int>,
        resets: borrowing Atomic<Int>
    ) {
        let listener = FileDescriptor(owning: listener)
        guard let epoll = try? Epoll(capacity: 256),
            epoll.add(listener.rawValue, .readable, token: UInt64(listener.rawValue)) == 0
        else { return }
        // After the stop, what the client has closed is closed here too.
        var patience = 200
        while !stopping.load(ordering: .relaxed) || open > 0 && patience > 0 {
            if stopping.load(ordering: .relaxed) {
                patience -= 1
                usleep(1000)
            }
            let events = wait(epoll)
            for event in 0..<events {
                let descriptor = CInt(epoll.token(event))
                if descriptor == listener.rawValue {
                    accepted.add(accept(descriptor, into: epoll), ordering: .relaxed)
                } else {
                    read(descriptor, received, resets)
                }
                // No batch of events may hold up an answer whose time has come.
                if waiting > 0, heap[0].due <= MonotonicClock.now() { answerDue() }
            }
            if waiting > 0 { answerDue() }
        }
    }

    private func wait(_ epoll: borrowing Epoll) -> Int {
        guard !script.spins else { return epoll.wait(nanoseconds: 0) }
        guard waiting > 0 else { return epoll.wait(milliseconds: 20) }
        let now = MonotonicClock.now()
        // A wake-up may be late by this much; the rest is spun away.
        let margin: UInt64 = 50_000
        let due = heap[0].due
        return epoll.wait(nanoseconds: due > now + margin ? min(due - now - margin, 20_000_000) : 0)
    }

    private func accept(_ listener: CInt, into epoll: borrowing Epoll) -> Int {
        var connections = 0
        while true {
            let descriptor = TCPSocket.accept(listener)
            guard descriptor >= 0 else { return connections }
            connections += 1
            _ = TCPSocket.setNoDelay(descriptor)
            open += 1
            if epoll.add(descriptor, .readable, token: UInt64(descriptor)) < 0 { close(descriptor) }
        }
    }

    private func read(_ descriptor: CInt, _ received: borrowing Atomic<Int>, _ resets: borrowing Atomic<Int>) {
        let length = TCPSocket.receive(descriptor, buffer, capacity: Self.bufferSize - 1)
        if length == -Int(EAGAIN) { return }
        guard length > 0 else { return close(descriptor) }
        let now = MonotonicClock.now()
        // The generator's requests are short and come whole.
        precondition(length >= 4 && memcmp(buffer + length - 4, "\r\n\r\n", 4) == 0, "a request in pieces")
        let number = count
        count += 1
        received.add(1, ordering: .relaxed)
        if number == 0 { firstRequest = now }
        if number < script.log { log[number] = PacedServer.Exchange(received: now, sent: 0) }
        if script.resetsEvery > 0, number % script.resetsEvery == script.resetsEvery - 1 {
            resets.add(1, ordering: .relaxed)
            var linger = linger(l_onoff: 1, l_linger: 0)
            setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
            return close(descriptor)
        }
        let closes = isClosing(length)
        var due = now + delays[number % script.delays.count]
        if !script.stall.isEmpty, due >= firstRequest + script.stall.lowerBound {
            due = max(due, firstRequest + script.stall.upperBound)
        }
        let answer = Answer(due: due, descriptor: descriptor, closes: closes, number: number)
        due <= now ? send(answer) : push(answer)
    }

    /// Whether the request in the buffer asks to close.
    private func isClosing(_ length: Int) -> Bool {
        buffer[length] = 0
        return buffer.withMemoryRebound(to: CChar.self, capacity: length + 1) { strstr($0, "Connection: close") != nil }
    }

    private func answerDue() {
        while waiting > 0, heap[0].due <= MonotonicClock.now() { send(pop()) }
    }

    private func send(_ answer: Answer) {
        let response = answer.closes ? Self.closing : Self.kept
        let now = MonotonicClock.now()
        if answer.number < script.log { log[answer.number].sent = now }
        _ = TCPSocket.send(answer.descriptor, response.utf8Start, count: response.utf8CodeUnitCount)
        if answer.closes { close(answer.descriptor) }
    }

    private func close(_ descriptor: CInt) {
        TCPSocket.close(descriptor)
        open -= 1
    }

    private func push(_ answer: Answer) {
        var place = waiting
        waiting += 1
        while place > 0, heap[(place - 1) / 2].due > answer.due {
            heap[place] = heap[(place - 1) / 2]
            place = (place - 1) / 2
        }
        heap[place] = answer
    }

    private func pop() -> Answer {
        let first = heap[0]
        waiting -= 1
        let last = heap[waiting]
        var place = 0
        while 2 * place + 1 < waiting {
            var child = 2 * place + 1
            if child + 1 < waiting, heap[child + 1].due < heap[child].due { child += 1 }
            guard heap[child].due < last.due else { break }
            heap[place] = heap[child]
            place = child
        }
        heap[place] = last
        return first
    }
}
