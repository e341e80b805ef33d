import Linux
import Testing

@Suite("Reading /proc and /sys")
struct ProcFilesystemTests {
    @Test("A file that is absent is nil, not an error")
    func absent() throws {
        try ProcFilesystem.recorded(["/present": "1\n"]) { proc in
            #expect(proc.text("/absent") == nil)
            #expect(proc.value("/absent") == nil)
            #expect(proc.text("/") == nil)
            #expect(proc.names(in: "/absent").isEmpty)
            #expect(proc.text("/present") == "1\n")
        }
    }

    @Test("A value comes without the white space around and with one space within it")
    func value() throws {
        try ProcFilesystem.recorded(["/range": "32768\t60999\n", "/empty": " \n"]) { proc in
            #expect(proc.value("/range") == "32768 60999")
            #expect(proc.text("/range") == "32768\t60999\n")
            #expect(proc.value("/empty") == nil)
        }
    }

    @Test("A file longer than one read comes whole")
    func long() throws {
        let text = (0..<10_000).map { "\($0)\n" }.joined()
        #expect(try ProcFilesystem.recorded(["/long": text]) { $0.text("/long") } == text)
    }

    @Test("The names in a directory come in order and without the directory itself")
    func names() throws {
        let names = try ProcFilesystem.recorded(["/d/b": "", "/d/a": "", "/d/c/x": ""]) { $0.names(in: "/d") }
        #expect(names == ["a", "b", "c"])
    }

    @Test("The running kernel's files, which state no size, can be read")
    func running() {
        #expect(ProcFilesystem().text("/proc/stat")?.hasPrefix("cpu ") == true)
        #expect(ProcFilesystem().value("/proc/sys/kernel/ostype") == "Linux")
    }
}
