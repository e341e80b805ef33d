import Glibc

/// Takes all descriptors of the process but a few, until they are released.
struct DescriptorHoard {
    private let descriptors: [CInt]

    /// Leaves `count` to others; takes 65536 at most.
    init(leaving count: Int) {
        var descriptors: [CInt] = []
        for _ in 0..<65536 {
            let descriptor = open("/dev/null", O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else { break }
            descriptors.append(descriptor)
        }
        for _ in 0..<count { descriptors.popLast().map { _ = close($0) } }
        self.descriptors = descriptors
    }

    func release() {
        descriptors.forEach { _ = close($0) }
    }
}

extension DescriptorHoard {
    /// The lowest number that is free, which each leak raises.
    static func lowestFree() -> CInt {
        let descriptor = take()
        giveBack(descriptor)
        return descriptor
    }

    static func take() -> CInt { open("/dev/null", O_RDONLY | O_CLOEXEC) }

    static func giveBack(_ descriptor: CInt) { close(descriptor) }
}
