import Glibc
import Linux
import Testing

@Suite struct SystemErrorTests {
    @Test("The description is one sentence with operation, object and the error's name")
    func description() {
        let error = SystemError(errno: EADDRINUSE, operation: "bind", subject: "127.0.0.1:80")
        #expect(error.description == "could not bind 127.0.0.1:80: EADDRINUSE (Address already in use)")
    }

    @Test("An operation without an object leaves no gap in the sentence")
    func withoutSubject() {
        let error = SystemError(errno: EMFILE, operation: "create an epoll instance", subject: "")
        #expect(error.description == "could not create an epoll instance: EMFILE (Too many open files)")
    }

    @Test("A number that has no name is printed as it is")
    func unknown() {
        let error = SystemError(errno: 12345, operation: "open", subject: "x")
        #expect(error.description == "could not open x: error 12345")
    }
}
