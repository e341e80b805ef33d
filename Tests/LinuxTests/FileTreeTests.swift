import Glibc
import Testing

@testable import Linux

@Suite struct FileTreeTests {
    @Test("A tree is made, written into and removed; making it twice is fine")
    func life() throws {
        let scratch = try ScratchDirectory()
        let path = "\(scratch.path)/a/b/c"
        try FileTree.makeDirectory(path)
        try FileTree.makeDirectory(path)
        try TextFile.write("first", to: "\(path)/file")
        try TextFile.write("x", to: "\(path)/file")
        #expect(ProcFilesystem().text("\(path)/file") == "x")
        FileTree.remove("\(scratch.path)/a")
        #expect(ProcFilesystem().names(in: scratch.path).isEmpty)
    }

    @Test("A symbolic link is removed, what it leads to stays")
    func link() throws {
        let scratch = try ScratchDirectory()
        let outside = try ScratchDirectory()
        try TextFile.write("kept", to: "\(outside.path)/file")
        try FileTree.makeDirectory("\(scratch.path)/a")
        #expect(symlink(outside.path, "\(scratch.path)/a/link") == 0)
        FileTree.remove("\(scratch.path)/a")
        #expect(ProcFilesystem().text("\(outside.path)/file") == "kept")
    }

    @Test("What can not be written or made is an error that names the file")
    func errors() throws {
        let scratch = try ScratchDirectory()
        try TextFile.write("", to: "\(scratch.path)/file")
        #expect(throws: SystemError.self) { try FileTree.makeDirectory("\(scratch.path)/file/below") }
        #expect(throws: SystemError(errno: ENOENT, operation: "open", subject: "\(scratch.path)/no/file")) {
            try TextFile.write("", to: "\(scratch.path)/no/file")
        }
    }
}
