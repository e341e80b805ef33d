import Linux
import Testing

@testable import Twin

@Suite struct LiveTwinTests {
    private let several = [LiveTwin(process: 41), LiveTwin(process: 73)]

    @Test("The only twin is meant; of several, the one that was named")
    func choice() throws {
        #expect(try LiveTwin.choose(nil, among: [LiveTwin(process: 41)]).process == 41)
        #expect(try LiveTwin.choose(73, among: several).process == 73)
    }

    @Test("No twin, several twins and a wrong process are told apart, with what to do")
    func errors() {
        #expect(message(nil, []) == "no twin of yours is up; start one with npbench run --hold, then try again")
        #expect(message(nil, several) == "several twins are up, with the processes 41, 73; choose one with --pid")
        #expect(message(5, several) == "process 5 is no live twin of yours; those are 41, 73")
        #expect(message(5, []) == "process 5 is no live twin of yours; none is")
    }

    @Test("An owner enters with its credentials, real root becomes the root inside, a pod is entered by its name")
    func nsenter() {
        let spaces = ["--user", "--mount", "--uts", "--ipc", "--net", "--pid"]
        #expect(
            LiveTwin.nsenter(process: 41, namespace: nil, command: ["ip", "link"], asRoot: false)
                == ["nsenter", "--target=41"] + spaces + ["--preserve-credentials", "--", "ip", "link"]
        )
        let pod = LiveTwin.nsenter(process: 41, namespace: "default.test-0", command: ["sh"], asRoot: true)
        #expect(pod.starts(with: ["nsenter", "--target=41"] + spaces + ["--setuid=0", "--setgid=0", "--"]))
        #expect(pod.suffix(4) == ["netns", "exec", "default.test-0", "sh"])
    }

    private let alone = ["node", "cluster", "default.test-0"]
    private let two = ["a", "b"].flatMap { name in ["client", "node", "default.test-0"].map { "\(name):\($0)" } }

    @Test("Of the twins of several scales the one that is named is entered; the only one needs no name")
    func scales() throws {
        let pod = TwinPlace.pod(namespace: nil, name: "test-0")
        #expect(try LiveTwin.namespaceName(of: pod, in: nil, among: alone) == "default.test-0")
        #expect(try LiveTwin.namespaceName(of: .client, in: nil, among: alone) == nil)
        #expect(try LiveTwin.namespaceName(of: .client, in: nil, among: []) == nil)
        #expect(try LiveTwin.namespaceName(of: .client, in: nil, among: Array(two.prefix(3))) == "a:client")
        #expect(try LiveTwin.namespaceName(of: pod, in: "b", among: two) == "b:default.test-0")
        #expect(try LiveTwin.namespaceName(of: .node, in: "a", among: two) == "a:node")
    }

    @Test("Without a name among several, or with a wrong one, a sentence lists those that are up")
    func scaleErrors() {
        func message(_ scale: String?, _ names: [String]) -> String? {
            do throws(TwinError) {
                _ = try LiveTwin.namespaceName(of: .node, in: scale, among: names)
                return nil
            } catch {
                return error.description
            }
        }
        #expect(message(nil, two) == "several twins are up: a, b; choose one with --scale")
        #expect(message("c", two) == "no twin of the scale c is up; those are a, b")
        #expect(message("c", alone) == "no twin of the scale c is up; the one that is has no name")
    }

    private func message(_ process: Int32?, _ twins: [LiveTwin]) -> String? {
        do throws(TwinError) {
            _ = try LiveTwin.choose(process, among: twins)
            return nil
        } catch {
            return error.description
        }
    }
}
