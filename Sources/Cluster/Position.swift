/// Where the test pods and the test Service stand in their rule lists.
///
/// The real programs' order is random and the cost is about linear in it, so it is an input.
package enum Position: String, Sendable, CaseIterable {
    case first, middle, last, random
}
