import Results

/// What the template of the page reads, by these names; all of it is text that the template escapes, but `style` and `svg`.
struct PageModel {
    /// What the run's state forbids to believe, before anything else.
    struct State {
        let kind: String
        let text: String
        /// None or one: what it came from.
        let causes: [String]
    }

    struct Sentence {
        let text: String
        let verdict: String
    }

    struct Card {
        let name: String
        let value: String
        let text: String
        let mood: String
    }

    struct Figure {
        /// Made of gnuplot's picture by `InlinePicture`, and escaped there.
        let svg: String
    }

    struct Section {
        let id: String
        let heading: String
        let lead: String
        let figures: [Figure]
        /// Side by side where there is room.
        let isPanels: Bool
        let tables: [PageTable]
        let notes: [String]
    }

    struct Fact {
        let name: String
        let value: String
        /// None or one: its value at the end of the run, where that differs.
        var ends: [String] = []
    }

    struct File {
        let path: String
        let text: String
    }

    let style: String
    let title: String
    let eyebrow: String
    let lead: String
    let states: [State]
    let sentences: [Sentence]
    let isSilent: Bool
    let cards: [Card]
    let warnings: [String]
    let hasWarnings: Bool
    let sections: [Section]
    let machine: [Fact]
    let facts: [Fact]
    let plan: [Fact]
    /// How the samples of a quad are interleaved.
    let interleaving: String
    let started: String
    let repeated: String
    let files: [File]
}
