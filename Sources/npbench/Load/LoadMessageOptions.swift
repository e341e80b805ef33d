import ArgumentParser

/// What to ask the server for, and what it must answer.
struct LoadMessageOptions: ParsableArguments {
    @Option(
        name: [.customShort("m", allowingJoined: true), .customLong("method")],
        help: ArgumentHelp("Method of the requests (default: GET; with a body POST).", valueName: "method")
    )
    var method: String?

    @Flag(name: .customShort("i"), help: "HEAD instead of GET.")
    var isHead = false

    @Option(
        name: [.customShort("H", allowingJoined: true), .customLong("header")],
        help: ArgumentHelp(
            "Header of the requests; in place of npbench's own of that name. Repeatable.",
            valueName: "name: value"
        )
    )
    var headers: [String] = []

    @Option(
        name: .customShort("C", allowingJoined: true),
        help: ArgumentHelp("Cookie. Repeatable.", valueName: "name=value")
    )
    var cookies: [String] = []

    @Option(
        name: .customShort("A", allowingJoined: true),
        help: ArgumentHelp("Basic authentication at the server.", valueName: "user:password")
    )
    var authentication: String?

    @Option(
        name: .customShort("P", allowingJoined: true),
        help: ArgumentHelp("Basic authentication at the proxy.", valueName: "user:password")
    )
    var proxyAuthentication: String?

    @Option(
        name: .customShort("X", allowingJoined: true),
        help: ArgumentHelp("Proxy to send http:// requests to (port 80 if none is given).", valueName: "host[:port]")
    )
    var proxy: String?

    @Option(
        name: .customShort("p", allowingJoined: true),
        help: ArgumentHelp("File to POST.", valueName: "file")
    )
    var postFile: String?

    @Option(
        name: .customShort("u", allowingJoined: true),
        help: ArgumentHelp("File to PUT.", valueName: "file")
    )
    var putFile: String?

    @Option(help: ArgumentHelp("File to send as each request's body.", valueName: "file"))
    var body: String?

    @Option(
        name: [.customShort("T", allowingJoined: true), .customLong("content-type")],
        help: ArgumentHelp("Content type of the body (default: text/plain).", valueName: "type")
    )
    var contentType: String?

    @Option(
        help: ArgumentHelp("Statuses that are no failures: 2xx, 204, 200-399 (default: 2xx).", valueName: "statuses")
    )
    var expectStatus: StatusRange?

    @Option(help: ArgumentHelp("Length of the body without which a response is a failure.", valueName: "bytes"))
    var expectLength: UInt64?
}
