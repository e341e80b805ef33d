@testable import Curl
import Glibc
import Linux
import Testing

/// Which system calls are left of what libcurl asks for.
@Suite struct SocketTableTests {
    /// A socket that can be written to.
    private struct Pair: ~Copyable {
        let near: CInt
        let far: CInt

        init() {
            var descriptors: [CInt] = [-1, -1]
            socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &descriptors)
            near = descriptors[0]
            far = descriptors[1]
        }

        deinit {
            close(near)
            close(far)
        }
    }

    @Test("A socket is reported for what it is wanted for, and not when it is wanted no more")
    func wanted() throws {
        let pair = Pair()
        let epoll = try Epoll(capacity: 4)
        var table = SocketTable()
        table.open(pair.near)
        table.want(pair.near, SocketTable.readable)
        table.apply(to: epoll)
        #expect(epoll.wait(milliseconds: 0) == 0)
        table.want(pair.near, SocketTable.writable)
        table.apply(to: epoll)
        #expect(epoll.wait(milliseconds: 0) == 1)
        let socket = try #require(table.socket(of: epoll.token(0)))
        #expect(socket.descriptor == pair.near)
        #expect(socket.wanted == SocketTable.writable)
        #expect(socket.holder == -1)
        table.want(pair.near, 0)
        // Only what is wanted last counts.
        table.want(pair.near, SocketTable.writable)
        table.want(pair.near, 0)
        table.apply(to: epoll)
        #expect(epoll.wait(milliseconds: 0) == 0)
    }

    @Test("An event of a socket that has been closed since is nobody's")
    func stale() throws {
        let epoll = try Epoll(capacity: 4)
        var table = SocketTable()
        let token: UInt64
        let descriptor: CInt
        do {
            let pair = Pair()
            descriptor = pair.near
            table.open(descriptor)
            table.want(descriptor, SocketTable.writable)
            table.apply(to: epoll)
            #expect(epoll.wait(milliseconds: 0) == 1)
            token = epoll.token(0)
            table.forget(descriptor)
        }
        #expect(table.socket(of: token) == nil)
        table.open(descriptor)
        #expect(table.socket(of: token) == nil)
    }

    @Test("A socket that libcurl closed by itself, and whose number is another's now, is watched as the other")
    func reused() throws {
        let epoll = try Epoll(capacity: 4)
        var table = SocketTable()
        let first: CInt
        do {
            let pair = Pair()
            first = pair.near
            table.open(first)
            table.want(first, SocketTable.writable)
            table.apply(to: epoll)
        }
        let pair = Pair()
        try #require(pair.near == first)
        table.open(first)
        table.want(first, SocketTable.writable)
        table.apply(to: epoll)
        #expect(epoll.wait(milliseconds: 0) == 1)
    }
}
