/// Which end of a packet a match looks at.
package enum SetDirection: String, Hashable, Sendable {
    case source = "src"
    case destination = "dst"
}
