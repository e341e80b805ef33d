import Foundation
import Testing

/// Runs scripts/setup where something is missing, in namespaces of its own and with an apt-get that installs nothing.
@Suite("scripts/setup")
struct SetupScriptTests {
    private static let script = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "scripts/setup").path

    /// Hides libiptc, and says `apt-get` with its arguments in place of doing it; it knows no package before an update.
    private static let without = """
        mount --bind /dev/null "$(pkg-config --variable=pcfiledir libiptc)/libiptc.pc"
        mkdir "$1/bin" && PATH="$1/bin:$PATH"
        cat > "$1/bin/apt-get" <<'END'
        #!/bin/sh
        echo "apt-get $*"
        case "$*" in update*) touch "$(dirname "$0")/updated" ;; *) test -e "$(dirname "$0")/updated" ;; esac
        END
        chmod +x "$1/bin/apt-get"
        """

    /// Runs a line of shell with the script as `$0` and an empty directory as `$1`; returns its status and what it said.
    private func shell(_ line: String) throws -> (status: Int32, text: String) {
        let directory = FileManager.default.temporaryDirectory.appending(path: "npbench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let log = directory.appending(path: "log")
        try Data().write(to: log)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["unshare", "-Ur", "-m", "bash", "-c", line, Self.script, directory.path]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = try FileHandle(forWritingTo: log)
        try process.run()
        process.waitUntilExit()
        return (process.terminationStatus, try String(contentsOf: log, encoding: .utf8))
    }

    @Test("With everything there it says nothing and asks no apt-get")
    func complete() throws {
        let result = try shell(
            "PATH=\"$1:$PATH\" && printf '#!/bin/sh\\nexit 9' > \"$1/apt-get\" && exec \"$0\" --with-peers --with-tests"
        )
        #expect(result.status == 0)
        #expect(result.text.isEmpty)
    }

    @Test("Root gets what is missing, and only that, with an update when apt-get does not know it")
    func installs() throws {
        let result = try shell("\(Self.without)\nexec \"$0\"")
        #expect(result.status == 0)
        let install = "apt-get install -qq --yes --no-install-recommends libiptc-dev"
        #expect(
            result.text.split(separator: "\n") == [
                "scripts/setup: installing libiptc-dev", Substring(install), "apt-get update -qq", Substring(install),
            ]
        )
    }

    @Test("A user who may not install gets one sentence that names what is missing and the command, and status 6")
    func refuses() throws {
        // A user without a mapping: sudo, if there is one, can not help.
        let result = try shell("\(Self.without)\nexec unshare -U \"$0\"")
        #expect(result.status == 6)
        #expect(
            result.text == "scripts/setup: libiptc-dev missing and this user may not install; "
                + "run as root: apt-get install --no-install-recommends libiptc-dev\n"
        )
    }

    @Test("An argument it does not know is a usage error")
    func usage() throws {
        let result = try shell("exec \"$0\" --everything")
        #expect(result.status == 64)
        #expect(result.text.contains("--everything"))
    }
}
