import Results

extension RunPlan {
    /// How the samples of a quad are interleaved, for readers.
    var interleavingWords: String {
        switch interleaving ?? .coarse {
        case .fine: "in turns of milliseconds, between two twins"
        case .coarse: "one after the other, in one twin"
        }
    }
}
