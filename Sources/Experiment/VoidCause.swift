/// Why a sample does not count.
package struct VoidCause: Hashable, Sendable, CustomStringConvertible {
    package enum Kind: Sendable {
        /// Of the experiment: what is wrong stays wrong, and what passed before may have been wrong too.
        case fault
        /// Of the machine: a hypervisor gave its CPUs to somebody else for a while.
        case theft
    }

    package var kind: Kind
    /// In stable words, as `samples.jsonl` keeps it.
    package var description: String

    package init(_ kind: Kind, _ description: String) {
        self.kind = kind
        self.description = description
    }
}
