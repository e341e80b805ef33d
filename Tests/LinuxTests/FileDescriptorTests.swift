import Glibc
import Linux
import Testing

@Suite struct FileDescriptorTests {
    private func isOpen(_ descriptor: CInt) -> Bool { fcntl(descriptor, F_GETFD) >= 0 }

    @Test("The descriptor is open while its owner lives and closed afterwards")
    func closesItself() {
        let raw = open("/dev/null", O_RDONLY | O_CLOEXEC)
        do {
            let descriptor = FileDescriptor(owning: fcntl(raw, F_DUPFD_CLOEXEC, 900))
            #expect(isOpen(descriptor.rawValue))
            #expect(descriptor.rawValue >= 900)
        }
        #expect(!isOpen(900))
        close(raw)
    }

    @Test("A released descriptor stays open")
    func release() {
        let descriptor = FileDescriptor(owning: open("/dev/null", O_RDONLY | O_CLOEXEC))
        let raw = descriptor.release()
        #expect(isOpen(raw))
        close(raw)
    }
}
