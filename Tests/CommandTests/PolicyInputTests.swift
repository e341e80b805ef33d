import Foundation
import Testing

/// What the commands say of the policies they are given.
@Suite struct PolicyInputTests {
    private static let small = ["rules", "--services", "1", "--pods", "2", "--controller", "kube-router-0.2.0"]

    private func policy(_ name: String, spec: String = "{podSelector: {}}") -> String {
        "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: \(name)}\nspec: \(spec)\n"
    }

    @Test("An invalid policy ends in one sentence with file, line, object, path, cause and remedy, and prints no rule")
    func invalid() throws {
        let scratch = try ScratchDirectory()
        let file = try scratch.write(
            policy("web", spec: "{ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/33}}]}]}"),
            to: "policy.yaml"
        )
        let command = try BuiltCommand(Self.small + ["--policy", file])
        #expect(command.status == 1)
        #expect(command.output == "")
        #expect(
            command.errors
                == "npbench: cannot read \(file), line 4, NetworkPolicy default/web, "
                + "spec.ingress[0].from[0].ipBlock.cidr: Invalid value: \"10.0.0.0/33\": must be a valid CIDR value, "
                + "(e.g. 10.9.8.0/24 or 2001:db8::/64); correct it, or leave the object out of the file\n"
        )
    }

    @Test("Two files with a policy of the same name are refused, and a file given twice")
    func duplicates() throws {
        let scratch = try ScratchDirectory()
        let one = try scratch.write(policy("a") + "---\n" + policy("b"), to: "one.yaml")
        let two = try scratch.write(policy("c") + "---\n" + policy("b"), to: "two.yaml")
        let both = try BuiltCommand(Self.small + ["--policy", one, two])
        #expect(both.status == 1)
        #expect(both.output == "")
        #expect(
            both.errors
                == "npbench: cannot use NetworkPolicy default/b of \(two): it is in \(one) too; leave one of them out\n"
        )
        let twice = try BuiltCommand(Self.small + ["--policy", one, one])
        #expect(twice.status == 1)
        #expect(twice.errors.contains("NetworkPolicy default/a of \(one): the file is given twice"))
        #expect(try BuiltCommand(Self.small + ["--policy", one]).status == 0)
    }

    @Test("Objects of unknown kinds are counted on standard error, and the rules are printed")
    func skipped() throws {
        let scratch = try ScratchDirectory()
        let others = "---\n{apiVersion: v1, kind: Secret, metadata: {name: s}}\n"
        let file = try scratch.write(policy("a") + others + others, to: "policy.yaml")
        let command = try BuiltCommand(Self.small + ["--policy", file])
        #expect(command.status == 0)
        #expect(command.lines.count > 10)
        #expect(
            command.errors
                == "npbench: passed over in \(file): 2 objects of kinds that no rule depends on (2 Secret)\n"
        )
    }

    @Test("A file that its aliases blow up is refused")
    func bomb() throws {
        let scratch = try ScratchDirectory()
        let levels = (0..<30).reduce("a: &x [b]\n") { "\($0)a\($1): &x [*x, *x, *x, *x, *x, *x, *x, *x, *x]\n" }
        let file = try scratch.write(policy("a") + levels, to: "policy.yaml")
        let command = try BuiltCommand(Self.small + ["--policy", file])
        #expect(command.status == 1)
        #expect(command.output == "")
        #expect(command.errors.contains("aliases that repeat little"))
    }
}
