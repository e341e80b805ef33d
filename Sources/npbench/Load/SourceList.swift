import Addressing
import ArgumentParser

/// Local addresses to connect from: addresses and CIDR blocks with commas between them.
///
/// Of a block every address counts, the first and the last too: `ip route add local BLOCK dev lo` makes all of them local.
struct SourceList: ExpressibleByArgument, Equatable {
    /// No block may be larger: 4096 addresses.
    static let shortestPrefix = 20

    let addresses: [IPv4Address]

    init?(argument: String) {
        var addresses: [IPv4Address] = []
        for part in argument.split(separator: ",", omittingEmptySubsequences: false) {
            guard let block = IPv4CIDR(part), block.prefixLength >= SourceList.shortestPrefix else { return nil }
            addresses += (0..<UInt32(block.count)).map { block.network + $0 }
        }
        self.addresses = addresses
    }
}
