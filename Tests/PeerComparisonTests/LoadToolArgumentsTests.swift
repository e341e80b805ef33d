import Testing

@testable import PeerComparison

@Suite("Command lines of the tools")
struct LoadToolArgumentsTests {
    private func line(_ tool: LoadTool, _ mode: ConnectionMode) -> String {
        tool.arguments(PeerCell(mode, 256), seconds: 2, requests: 4000, url: "http://10.96.0.10/").joined(
            separator: " "
        )
    }

    @Test("A connection per request is what only ab and npbench do unasked")
    func modes() {
        #expect(line(.npbench, .perRequest) == "load --json --threads 1 --duration 2s -c 256 http://10.96.0.10/")
        #expect(line(.npbench, .keepAlive) == "load --json --threads 1 --duration 2s -c 256 -k http://10.96.0.10/")
        #expect(line(.ab, .perRequest) == "-q -r -s 5 -t 2 -n 2000000 -c 256 http://10.96.0.10/")
        #expect(line(.ab, .keepAlive) == "-q -r -s 5 -t 2 -n 2000000 -c 256 -k http://10.96.0.10/")
        #expect(line(.wrk, .perRequest) == "-t1 -c256 -d2s -H Connection: close http://10.96.0.10/")
        #expect(line(.wrk, .keepAlive) == "-t1 -c256 -d2s http://10.96.0.10/")
        #expect(line(.hey, .perRequest) == "-cpus 1 -t 5 -z 2s -c 256 -disable-keepalive http://10.96.0.10/")
        #expect(line(.hey, .keepAlive) == "-cpus 1 -t 5 -z 2s -c 256 http://10.96.0.10/")
        #expect(line(.h2load, .keepAlive) == "--h1 -t1 -c256 -D2 http://10.96.0.10/")
    }

    @Test("h2load ends by count where its connections are closed, with a request for each of them at least")
    func count() {
        #expect(line(.h2load, .perRequest) == "--h1 -t1 -c256 -n4000 -H Connection: close http://10.96.0.10/")
        let few = LoadTool.h2load.arguments(PeerCell(.perRequest, 256), seconds: 2, requests: 9, url: "http://a/")
        #expect(few.contains("-n256"))
        let byCount = PeerSetting.service.cells.filter { cell in LoadTool.allCases.contains { $0.endsByCount(cell) } }
        #expect(byCount == [1, 32, 256].map { PeerCell(.perRequest, $0) })
    }

    @Test("A header is one argument")
    func header() {
        let arguments = LoadTool.wrk.arguments(PeerCell(.perRequest, 1), seconds: 2, url: "http://a/")
        #expect(arguments.contains("Connection: close"))
    }
}
