import Testing

@testable import Twin

@Suite struct TwinPlaceTests {
    private let names = ["node", "cluster", "default.test-0", "default.web.1", "other.test-1", "default.test-1"]

    @Test(
        "A place reads as it is printed",
        arguments: ["client", "node", "cluster", "pod/test-0", "pod/default/test-0"]
    )
    func roundTrip(text: String) throws {
        #expect(try #require(TwinPlace(text)).description == text)
    }

    @Test(
        "What is no place is refused",
        arguments: ["", "pod", "pod/", "pod//x", "nodes", "node/x", "pod/a/b/c", "Client"]
    )
    func refused(text: String) {
        #expect(TwinPlace(text) == nil)
    }

    @Test("A place leads to a network namespace; the client to its own if the twin has one")
    func namespaces() throws {
        #expect(try TwinPlace.client.namespaceName(among: names) == nil)
        #expect(try TwinPlace.client.namespaceName(among: names + ["client"]) == "client")
        #expect(try TwinPlace.node.namespaceName(among: names) == "node")
        #expect(try TwinPlace.pod(namespace: nil, name: "test-0").namespaceName(among: names) == "default.test-0")
        #expect(try TwinPlace.pod(namespace: nil, name: "web.1").namespaceName(among: names) == "default.web.1")
        #expect(try TwinPlace.pod(namespace: "other", name: "test-1").namespaceName(among: names) == "other.test-1")
    }

    @Test("A pod that is not there, or that may be one of two, is said so with the choices")
    func errors() {
        #expect(
            message(.pod(namespace: nil, name: "test-1"))
                == "pod/test-1 may be pod/default/test-1 or pod/other/test-1; say which"
        )
        #expect(
            message(.pod(namespace: nil, name: "nope"))
                == "the twin has no pod/nope; it has pod/default/test-0, pod/default/test-1, pod/default/web.1 and others like them"
        )
    }

    private func message(_ place: TwinPlace) -> String? {
        do throws(TwinError) {
            _ = try place.namespaceName(among: names)
            return nil
        } catch {
            return error.description
        }
    }
}
