import Foundation
import Testing

@testable import Report

@Suite("gnuplot as a child")
struct GnuplotTests {
    /// An executable that stands in gnuplot's place.
    private func standIn(_ text: String, in directory: String) throws -> String {
        let path = directory + "/stand-in"
        try "#!/bin/sh\n\(text)\n".write(toFile: path, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        return path
    }

    @Test("A script with a mistake is a failure that tells gnuplot's last word")
    func mistake() throws {
        try SampleRun.inDirectory { directory in
            try "plot nonsense(x)\n".write(toFile: directory + "/bad.gp", atomically: true, encoding: .utf8)
            let error = #expect(throws: ReportError.self) {
                try Gnuplot(program: "gnuplot", directory: directory).draw(["bad.svg"], with: "bad.gp")
            }
            #expect(error?.kind == .failed)
            #expect(error?.description.contains("\"bad.gp\" line 1: undefined function") == true)
        }
    }

    @Test("A picture that is left over from before does not pass for a new one")
    func leftOver() throws {
        try SampleRun.inDirectory { directory in
            try "old".write(toFile: directory + "/a.svg", atomically: true, encoding: .utf8)
            // No script of ours: one just written is busy while another test's fork still holds it open.
            let silent = Gnuplot(program: "/bin/true", directory: directory)
            let error = #expect(throws: ReportError.self) { try silent.draw(["a.svg"], with: "a.gp") }
            #expect(error?.description.contains("gnuplot left none") == true)
        }
    }

    @Test("A gnuplot that does not end is killed")
    func hanging() throws {
        try SampleRun.inDirectory { directory in
            let program = try standIn("exec sleep 60", in: directory)
            let hanging = Gnuplot(program: program, directory: directory, patience: .milliseconds(200))
            let begin = ContinuousClock.now
            #expect(throws: ReportError.self) { try hanging.draw(["a.svg"], with: "a.gp") }
            #expect(ContinuousClock.now - begin < .seconds(30))
        }
    }

    @Test("A directory with quotes and spaces in its name is no hindrance")
    func oddDirectory() throws {
        try SampleRun.inDirectory { directory in
            let odd = directory + "/it's a \"place\""
            try FileManager.default.createDirectory(atPath: odd, withIntermediateDirectories: true)
            let script = "set terminal svg\nset output 'a.svg'\nplot x\n"
            try script.write(toFile: odd + "/a.gp", atomically: true, encoding: .utf8)
            try Gnuplot(program: "gnuplot", directory: odd).draw(["a.svg"], with: "a.gp")
            #expect(FileManager.default.fileExists(atPath: odd + "/a.svg"))
        }
    }

    @Test("What can not be executed is a failure, not a missing package")
    func notExecutable() throws {
        try SampleRun.inDirectory { directory in
            let plot = Gnuplot(program: directory, directory: directory)
            let error = #expect(throws: ReportError.self) { try plot.draw(["a.svg"], with: "a.gp") }
            #expect(error?.kind == .failed)
        }
    }
}
