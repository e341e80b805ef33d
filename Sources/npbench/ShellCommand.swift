import ArgumentParser
import Glibc
import Linux
import Twin

/// `npbench shell`: a person's way into a live twin.
struct ShellCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "shell",
        abstract: "Opens a shell, or runs a command, in a live twin.",
        discussion: """
            PLACE is client, node, cluster (all remote pods), pod/NAME or pod/NAMESPACE/NAME. The exit status is the \
            command's.

            Examples:
              npbench shell node -- iptables-legacy -L -n -v
              npbench shell pod/test-0 -- ip address
              npbench shell client
              npbench shell node --scale 1000service8000pod-82local     of a run of several scales
            """
    )

    @Argument(help: "Where: client, node, cluster, pod/NAME or pod/NAMESPACE/NAME.")
    var place: TwinPlace

    @Option(help: "The process of the twin, if there are several.")
    var pid: Int32?

    @Option(help: ArgumentHelp("The scale of the twin, if a run has several up.", valueName: "name"))
    var scale: String?

    @Argument(parsing: .postTerminator, help: "The command and its arguments (default: $SHELL).")
    var command: [String] = []

    func run() throws {
        guard let nsenter = ExecutableSearch.path(of: "nsenter") else {
            throw CommandFailure(.missingCapability, "nsenter is not installed; apt-get install util-linux")
        }
        let arguments: [String]
        do throws(TwinError) {
            let twin = try LiveTwin.choose(pid, among: LiveTwin.all())
            arguments = try twin.entering(
                place,
                of: scale,
                command: command.isEmpty ? [shell] : command,
                asRoot: geteuid() == 0
            )
        } catch {
            throw CommandFailure(.failed, error.description)
        }
        // An ordinary user's PATH on Debian lacks the directories of iptables and tcpdump.
        setenv("PATH", ExecutableSearch.directories.joined(separator: ":"), 1)
        let error = ProcessImage.replace(executable: nsenter, arguments: arguments)
        throw CommandFailure(.failed, "\(error); install a working nsenter")
    }

    private var shell: String {
        getenv("SHELL").map { String(cString: $0) } ?? "/bin/sh"
    }
}

extension TwinPlace: ExpressibleByArgument {
    init?(argument: String) {
        self.init(argument)
    }
}
