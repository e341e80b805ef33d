import Glibc

extension LoadFailure {
    /// The cause that a failed `socket`, `bind`, `connect`, or a first write on a new connection gives.
    init(connectError errno: CInt) {
        switch errno {
        case ECONNREFUSED: self = .connectRefused
        case ENETUNREACH, EHOSTUNREACH, ENETDOWN, EHOSTDOWN: self = .connectUnreachable
        case ETIMEDOUT: self = .connectTimeout
        // What bind and connect say when every port towards the destination is taken.
        case EADDRNOTAVAIL, EADDRINUSE, EAGAIN: self = .noLocalPort
        case EMFILE, ENFILE: self = .noDescriptor
        case ECONNRESET, EPIPE: self = .resetBeforeFirstByte
        default: self = .connectOther
        }
    }

    /// The place of this cause in a worker's tally.
    var index: Int {
        switch self {
        case .connectRefused: 0
        case .connectUnreachable: 1
        case .connectTimeout: 2
        case .connectOther: 3
        case .noLocalPort: 4
        case .noDescriptor: 5
        case .resetBeforeFirstByte: 6
        case .resetAfterFirstByte: 7
        case .responseTimeout: 8
        case .shortBody: 9
        case .malformedResponse: 10
        case .unexpectedStatus: 11
        case .unexpectedLength: 12
        case .tlsHandshake: 13
        }
    }
}
