import Testing

@testable import Layouts

@Suite struct NameHashTests {
    @Test(
        "Names hash as kube-proxy's and kube-router's do",
        arguments: [
            ("default/kubernetes:https" + "tcp", "NPX46M4PTMTKRN6Y"),
            ("default/svc-0:http" + "tcp", "X67Z27UM2GOD7DY2"),
            ("default/svc-0:http" + "tcp" + "10.244.1.2:80", "D2AK3XAGBWQWTX2G"),
            ("default" + "npd", "NB4PGYGMHBD24ZLP"),
            ("default" + "npd" + "1", "MNB2E6SAWX5LEXO4"),
            ("default" + "nginx-0" + "1", "MZJCV77XYAEZEZRO"),
        ]
    )
    func vectors(text: String, hash: String) {
        #expect(NameHash.of(text) == hash)
    }

    @Test(
        "A hash has 16 letters of base32, whatever the text",
        arguments: ["", "a", String(repeating: "x", count: 999)]
    )
    func alphabet(text: String) {
        let hash = NameHash.of(text)
        #expect(hash.count == 16)
        #expect(hash.allSatisfy { "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".contains($0) })
    }
}
