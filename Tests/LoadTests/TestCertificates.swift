import Linux
import Testing

/// An authority that only the tests know, and what it has signed; PEM files made by `openssl`.
///
/// Every certificate is for the host `test`, which is `LoadPlan.test`'s.
struct TestCertificates: Sendable {
    private let directory: ScratchDirectory

    /// A certificate and its key.
    struct Pair: Sendable {
        var certificate: String
        var key: String
    }

    let valid: Pair
    /// For another host.
    let other: Pair
    /// Over since yesterday.
    let expired: Pair
    /// For a client.
    let client: Pair
    /// The authority that has signed them all, and one that has signed none.
    var authority: String { directory.file("authority.pem") }
    var stranger: String { directory.file("stranger.pem") }

    init() throws {
        directory = try ScratchDirectory()
        for name in ["authority", "stranger"] {
            try TestCertificates.openssl(
                ["req", "-x509", "-days", "30", "-subj", "/CN=\(name) of the tests"]
                    + TestCertificates.newKey(directory.file("\(name).key"))
                    + ["-out", directory.file("\(name).pem")]
            )
        }
        valid = try TestCertificates.signed("valid", host: "test", days: 30, directory)
        other = try TestCertificates.signed("other", host: "other", days: 30, directory)
        expired = try TestCertificates.signed("expired", host: "test", days: -1, directory)
        client = try TestCertificates.signed("client", host: "client", days: 30, directory)
    }

    private static func signed(_ name: String, host: String, days: Int, _ directory: ScratchDirectory) throws -> Pair {
        let pair = Pair(certificate: directory.file("\(name).pem"), key: directory.file("\(name).key"))
        try TextFile.write("subjectAltName=DNS:\(host)\n", to: directory.file("\(name).ext"))
        try openssl(
            ["req", "-subj", "/CN=\(host)", "-out", directory.file("\(name).csr")] + newKey(pair.key)
        )
        try openssl([
            "x509", "-req", "-in", directory.file("\(name).csr"), "-days", "\(days)", "-out", pair.certificate,
            "-CA", directory.file("authority.pem"), "-CAkey", directory.file("authority.key"), "-CAcreateserial",
            "-extfile", directory.file("\(name).ext"),
        ])
        return pair
    }

    private static func newKey(_ path: String) -> [String] {
        ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", path]
    }

    private static func openssl(_ arguments: [String]) throws {
        let output = try ChildProcess.run("openssl", arguments)
        try #require(output.hasSucceeded, "openssl \(arguments.first ?? ""): \(output.errorText)")
    }
}
