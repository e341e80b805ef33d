/// One thing that the doctor looked at.
struct DoctorCheck: Encodable, Equatable, Sendable {
    enum Group: String, Encodable, CaseIterable, Sendable {
        case namespaces, programs, libraries, kernel, modules, limits, noise
    }

    enum Status: String, Encodable, Sendable {
        case ok
        /// Works, with something the reader should know.
        case warning
        /// Needed and not there: no run is possible.
        case missing
        /// Could not be looked at, because something else is missing.
        case untried
    }

    var group: Group
    var name: String
    var status: Status
    /// What was found: a version, a number, the kernel's answer.
    var found: String
    /// One sentence on what to do; nil where there is nothing to do.
    var remedy: String?

    init(_ group: Group, _ name: String, _ status: Status, found: String, remedy: String? = nil) {
        self.group = group
        self.name = name
        self.status = status
        self.found = found
        self.remedy = remedy
    }
}
