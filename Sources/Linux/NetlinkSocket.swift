import Glibc

/// A netlink socket of the network namespace that the calling thread is in.
///
/// For requests that the kernel answers while they are sent: no call waits for one that never comes.
package struct NetlinkSocket: ~Copyable {
    /// Receives the type of a message and what follows its header; the bytes are gone when it returns.
    package typealias Receiver = (UInt16, UnsafeRawBufferPointer) -> Void

    /// The families of netlink that are used here (linux/netlink.h).
    package enum Family: CInt, Sendable {
        case route = 0
        case netfilter = 12
    }

    private let descriptor: FileDescriptor
    private let family: Family

    package init(_ family: Family) throws(SystemError) {
        descriptor = try FileDescriptor(
            result: Int(TCPSocket.open(domain: AF_NETLINK, kind: CInt(SOCK_RAW.rawValue), transport: family.rawValue)),
            operation: "open a netlink socket of",
            subject: "\(family)"
        )
        self.family = family
    }

    /// Sends one request and hands each message of its answer to `receive`.
    ///
    /// - Parameters:
    ///   - isListing: whether all objects are asked for (NLM_F_DUMP), else the answer is one message.
    /// - Throws: the kernel's error; EINTR for a list that changed while it was read, EBADMSG for what is no netlink message.
    package func ask(
        _ type: UInt16,
        isListing: Bool = false,
        body: [UInt8],
        receive: Receiver
    ) throws(SystemError) {
        let flags = isListing ? Header.request | Header.dump : Header.request
        let request = Header.bytes(of: type, flags: flags, bodySize: body.count) + body
        let sent = request.withUnsafeBytes { bytes in
            bytes.baseAddress.map { TCPSocket.send(descriptor.rawValue, $0, count: bytes.count) } ?? 0
        }
        guard sent >= 0 else { throw error(CInt(-sent)) }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Header.capacity, alignment: 8)
        defer { buffer.deallocate() }
        guard let start = buffer.baseAddress else { throw error(ENOMEM) }
        var isComplete = false
        while !isComplete {
            let count = TCPSocket.receive(descriptor.rawValue, start, capacity: buffer.count)
            guard count >= 0 else { throw error(CInt(-count)) }
            isComplete = try deliver(UnsafeRawBufferPointer(start: start, count: count), isListing, receive)
        }
    }

    /// Hands on the messages of one datagram; returns whether the answer is complete.
    private func deliver(
        _ datagram: UnsafeRawBufferPointer,
        _ isListing: Bool,
        _ receive: Receiver
    ) throws(SystemError) -> Bool {
        var rest = datagram
        while !rest.isEmpty {
            guard let header = Header(rest) else { throw error(EBADMSG) }
            let payload = UnsafeRawBufferPointer(rebasing: rest[Header.size..<header.length])
            guard header.flags & Header.interrupted == 0 else { throw error(EINTR) }
            switch header.type {
            case Header.error, Header.done:
                // Both begin with a negated error number; 0 is none.
                let code = payload.count >= 4 ? payload.loadUnaligned(as: Int32.self) : 0
                guard code >= 0 else { throw error(-code) }
                return true
            default: receive(header.type, payload)
            }
            rest = UnsafeRawBufferPointer(rebasing: rest[min(header.length.roundedUpToFour, rest.count)...])
        }
        return !isListing
    }

    private func error(_ errno: CInt) -> SystemError {
        SystemError(errno: errno, operation: "ask the kernel over netlink", subject: "\(family)")
    }

    /// `struct nlmsghdr` (linux/netlink.h): length, type, flags, sequence number, port.
    private struct Header {
        static let size = 16
        /// The kernel makes no datagram of a list larger than 32 KiB (`netlink_dump`, net/netlink/af_netlink.c).
        static let capacity = 65_536
        static let error: UInt16 = 2
        static let done: UInt16 = 3
        static let request: UInt16 = 0x1
        static let dump: UInt16 = 0x300
        static let interrupted: UInt16 = 0x10

        let length: Int
        let type: UInt16
        let flags: UInt16

        /// The header that `bytes` begin with; nil if they are too few for the message that it announces.
        init?(_ bytes: UnsafeRawBufferPointer) {
            guard bytes.count >= Header.size else { return nil }
            length = Int(bytes.loadUnaligned(as: UInt32.self))
            type = bytes.loadUnaligned(fromByteOffset: 4, as: UInt16.self)
            flags = bytes.loadUnaligned(fromByteOffset: 6, as: UInt16.self)
            guard length >= Header.size, length <= bytes.count else { return nil }
        }

        static func bytes(of type: UInt16, flags: UInt16, bodySize: Int) -> [UInt8] {
            withUnsafeBytes(of: UInt32(size + bodySize)) { Array($0) } + withUnsafeBytes(of: type) { Array($0) }
                + withUnsafeBytes(of: flags) { Array($0) } + Array(repeating: 0, count: 8)
        }
    }
}

extension Int {
    /// The next multiple of 4, to which netlink pads messages and attributes.
    var roundedUpToFour: Int { (self + 3) & ~3 }
}
