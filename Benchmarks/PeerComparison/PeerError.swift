/// Why a comparison could not be made, as a sentence.
package struct PeerError: Error, Equatable, CustomStringConvertible {
    package var description: String

    package init(_ description: String) {
        self.description = description
    }
}
