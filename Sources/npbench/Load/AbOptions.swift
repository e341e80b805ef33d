import ArgumentParser

/// ab's flags that npbench takes for what they are, or refuses: docs/load.md says why of each.
struct AbOptions: ParsableArguments {
    @Flag(name: .customShort("r"), help: "Taken: npbench always goes on after a failure.")
    var goesOn = false

    @Flag(name: .customShort("l"), help: "Taken: lengths may always vary, but for --expect-length.")
    var isLengthVariable = false

    @Flag(name: .customShort("V"), help: "Print the version.")
    var printsVersion = false

    @Option(name: .customShort("v", allowingJoined: true), help: .hidden)
    var verbosity: Int?

    @Option(name: .customShort("b", allowingJoined: true), help: .hidden)
    var bufferSize: String?

    @Flag(name: .customShort("w"), help: .hidden)
    var printsHTML = false

    @Option(name: .customShort("x", allowingJoined: true), help: .hidden)
    var tableAttributes: String?

    @Option(name: .customShort("y", allowingJoined: true), help: .hidden)
    var rowAttributes: String?

    @Option(name: .customShort("z", allowingJoined: true), help: .hidden)
    var cellAttributes: String?

    @Flag(name: .customShort("I"), help: .hidden)
    var hidesServerName = false

    @Option(name: .customShort("Z", allowingJoined: true), help: .hidden)
    var ciphers: String?

    @Option(name: .customShort("f", allowingJoined: true), help: .hidden)
    var tlsProtocol: String?

    /// Refuses what is not here, with what to use in its place.
    func refuse() throws(CommandFailure) {
        let html = "npbench prints no HTML; use --json, and leave -w, -x, -y and -z out"
        let refusals: [(isGiven: Bool, sentence: String)] = [
            (
                (verbosity ?? 0) > 1,
                "-v prints each response, which would slow the load down; look at one with curl -v, and leave -v out"
            ),
            (
                bufferSize != nil,
                "-b sets socket buffers, whose size the kernel tunes better (net.ipv4.tcp_rmem and tcp_wmem); leave it out"
            ),
            (printsHTML || tableAttributes != nil || rowAttributes != nil || cellAttributes != nil, html),
            (
                hidesServerName,
                "-I leaves the server's name out of the TLS handshake; give its address in the URL and the name with "
                    + "-H 'Host: NAME' instead"
            ),
            (ciphers != nil, "-Z chooses TLS ciphers, which both sides agree on here; set them at the server"),
            (tlsProtocol != nil, "-f chooses the TLS version, which both sides agree on here; set it at the server"),
        ]
        for refusal in refusals where refusal.isGiven {
            throw CommandFailure(.usage, "cannot do as ab does: \(refusal.sentence)")
        }
    }
}
