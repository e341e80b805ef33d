import Glibc
import Testing

@testable import Linux

@Suite struct ProcessTests {
    @Test("A stat line is read whatever the command is called")
    func stat() throws {
        let plain = try #require(ProcessStat("17 (nginx) S 12 12 12 0 -1 4194560 92 0 0 0 1 2 0 0 20 0 1 0 5"))
        #expect(plain.id == 17 && plain.name == "nginx" && plain.state == "S" && plain.parent == 12)
        #expect(!plain.isZombie)
        let tricky = try #require(ProcessStat("18 (a (b) c) Z 1 18 18 0 -1"))
        #expect(tricky.name == "a (b) c" && tricky.parent == 1)
        #expect(tricky.isZombie)
    }

    @Test(
        "What is no stat line is none",
        arguments: ["", "17", "17 nginx S 12", "x (nginx) S 12", ")17 (", "17 (nginx) S"]
    )
    func noStat(line: String) {
        #expect(ProcessStat(line) == nil)
    }

    @Test("The status tells owner and pid namespaces; the init of another namespace is recognised")
    func status() {
        let inside = ProcessStatus("Name:\tnpbench-init\nUid:\t0\t1000\t0\t0\nNSpid:\t4711\t1\n")
        #expect(inside.effectiveUser == 1000)
        #expect(inside.identifiers == [4711, 1])
        #expect(inside.isForeignInit)
        #expect(!ProcessStatus("NSpid:\t1\n").isForeignInit)
        #expect(!ProcessStatus("NSpid:\t4711\t2\n").isForeignInit)
        #expect(ProcessStatus("").effectiveUser == nil)
    }

    @Test("A table knows the living children of a process, and who lives")
    func table() throws {
        let lines = ["5 (a) S 1", "6 (b) R 5", "7 (c) Z 5", "8 (d) S 6"]
        let table = ProcessTable(lines.compactMap { ProcessStat($0) })
        #expect(table.processes.count == 4)
        #expect(table.livingChildren(of: 5) == [6])
        #expect(table.isLiving(8) && !table.isLiving(7) && !table.isLiving(9))
    }

    @Test("The table of this machine holds this process")
    func ownProcess() {
        let table = ProcessTable.read()
        #expect(table.isLiving(getpid()))
        #expect(table.processes.first { $0.id == getpid() }?.parent == getppid())
    }

    @Test("A wait status is an exit or a signal, and prints as the end of a sentence")
    func end() {
        #expect(ProcessEnd(waitStatus: 3 << 8) == .exited(3))
        #expect(ProcessEnd(waitStatus: 9) == .killed(signal: 9))
        #expect(ProcessEnd(waitStatus: 11 | 0x80) == .killed(signal: 11))
        #expect("\(ProcessEnd.exited(3))" == "exited with status 3")
        #expect("\(ProcessEnd.killed(signal: 9))" == "was killed by SIGKILL")
        #expect("\(ProcessEnd.killed(signal: 120))" == "was killed by signal 120")
    }

    @Test("A background process reports its end once, and its output goes to the log")
    func background() throws {
        let directory = try ScratchDirectory()
        let log = "\(directory.path)/log"
        let process = try BackgroundProcess(
            executable: "/bin/sh",
            arguments: ["-c", "echo out; echo err >&2; exit 7"],
            log: log
        )
        #expect(process.wait() == .exited(7))
        #expect(ProcFilesystem().text(log) == "out\nerr\n")
    }

    @Test("A background process has a group of its own and can be killed")
    func signals() throws {
        let process = try BackgroundProcess(executable: "/bin/sleep", arguments: ["60"], log: "/dev/null")
        #expect(getpgid(process.id) == process.id)
        #expect(process.poll() == nil)
        process.send(SIGKILL)
        #expect(process.wait() == .killed(signal: SIGKILL))
    }

    @Test("A program that is not there is an error that names it")
    func missing() {
        #expect(throws: SystemError(errno: ENOENT, operation: "start", subject: "/no/such")) {
            try BackgroundProcess(executable: "/no/such", arguments: [], log: "/dev/null")
        }
        #expect(ProcessImage.replace(executable: "/no/such", arguments: ["x"]).errno == ENOENT)
        #expect(ExecutableSearch.path(of: "no-such-program") == nil)
        #expect(ExecutableSearch.path(of: "sh")?.hasSuffix("/sh") == true)
    }
}
