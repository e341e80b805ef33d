import Testing

@testable import Twin

@Suite struct ListeningPortsTests {
    @Test("Only sockets that listen count, whatever their address")
    func table() {
        let table = """
              sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
               0: 00000000:0050 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 25033 1
               1: 0107F40A:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 25034 1
               2: 0107F40A:0051 0200D70E:C350 01 00000000:00000000 00:00000000 00000000     0        0 25035 1
            """
        #expect(ListeningPorts(table: table).ports == [80, 8080])
        #expect(ListeningPorts(table: "").ports.isEmpty)
        #expect(ListeningPorts(table: "head\nnonsense\n0: x 0A\n").ports.isEmpty)
    }
}
