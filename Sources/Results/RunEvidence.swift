/// What a run shows beside its curves and costs: its control, the rules walked, and each sample in order of time.
package struct RunEvidence: Equatable, Sendable {
    /// Nil without a quad that counts.
    package var control: ControlRow?
    package var walks: [WalkRow]
    package var order: [OrderRow]

    package init(control: ControlRow? = nil, walks: [WalkRow] = [], order: [OrderRow] = []) {
        self.control = control
        self.walks = walks
        self.order = order
    }
}
