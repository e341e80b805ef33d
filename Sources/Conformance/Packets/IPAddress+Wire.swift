import Addressing
import Linux

extension IPAddress {
    /// The address in network order: 4 or 16 bytes.
    var wireBytes: [UInt8] {
        switch self {
        case .v4(let address): withUnsafeBytes(of: address.value.bigEndian, Array.init)
        case .v6(let address): withUnsafeBytes(of: address.value.bigEndian, Array.init)
        }
    }

    /// Reads what `wireBytes` writes; nil for another number of bytes.
    init?(wireBytes bytes: some Collection<UInt8>) {
        switch bytes.count {
        case 4: self = .v4(IPv4Address(value: bytes.reduce(0) { $0 << 8 | UInt32($1) }))
        case 16: self = .v6(IPv6Address(value: bytes.reduce(0) { $0 << 8 | UInt128($1) }))
        default: return nil
        }
    }

    /// The name of a socket that has this address.
    func name(port: UInt16) -> SocketName {
        switch self {
        case .v4(let address): .v4(address.value, port: port)
        case .v6(let address): .v6(address.value, port: port)
        }
    }
}
