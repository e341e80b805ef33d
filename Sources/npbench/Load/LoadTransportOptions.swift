import ArgumentParser

/// What carries the requests.
struct LoadTransportOptions: ParsableArguments {
    enum Engine: String, ExpressibleByArgument, CaseIterable {
        case native, curl
    }

    @Option(help: "npbench's own loop, for http:// (default there), or libcurl, for TLS and HTTP/2 (default there).")
    var engine: Engine?

    @Flag(name: .customLong("http2"), help: "HTTP/2, in clear text with prior knowledge.")
    var isHTTP2 = false

    @Flag(help: "Take any certificate of the server.")
    var insecure = false

    @Option(name: .customLong("cacert"), help: ArgumentHelp("Authorities to trust (PEM).", valueName: "file"))
    var authorities: String?

    @Option(
        name: .customLong("cert"),
        help: ArgumentHelp("The client's certificate (PEM), and its key unless --key has that.", valueName: "file")
    )
    var certificate: String?

    @Option(help: ArgumentHelp("The key of the client's certificate (PEM).", valueName: "file"))
    var key: String?

    @Option(
        name: .customShort("E", allowingJoined: true),
        help: ArgumentHelp("The client's certificate and its key in one file (PEM).", valueName: "file")
    )
    var certificateAndKey: String?
}
