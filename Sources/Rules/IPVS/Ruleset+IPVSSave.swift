extension Ruleset {
    /// All virtual servers as `ipvsadm-save -n` prints them and `ipvsadm-restore` reads them.
    ///
    /// Sorted as ipvsadm sorts them: by the protocol's number, address and port (`ipvs_cmp_services`, libipvs.c).
    package var ipvsSave: String {
        var text = TextBuffer(reserving: 64 * virtualServers.reduce(0) { $0 + $1.realServers.count + 1 })
        let sorted = virtualServers.sorted {
            ($0.transport.number, $0.socket) < ($1.transport.number, $1.socket)
        }
        for server in sorted { text.write(server) }
        return text.text
    }
}

extension TextBuffer {
    fileprivate mutating func write(_ server: VirtualServer) {
        write("-A ")
        write(name: server)
        write(" -s rr\n")
        for realServer in server.realServers.sorted() {
            write("-a ")
            write(name: server)
            write(" -r ")
            write(realServer)
            write(" -m -w 1\n")
        }
    }

    /// Writes how a command names the server (ipvsadm(8), SERVICE).
    private mutating func write(name server: VirtualServer) {
        switch server.transport {
        case .udp: write("-u ")
        case .sctp: write("--sctp-service ")
        default: write("-t ")
        }
        write(server.socket)
    }

    private mutating func write(_ socket: VirtualServer.Socket) {
        write(socket.address)
        write(":")
        write(decimal: socket.port)
    }
}
