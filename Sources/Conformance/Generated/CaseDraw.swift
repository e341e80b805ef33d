import Statistics

/// The random decisions of one generated case.
///
/// Every choice is made from a list in a fixed order: an order that a hash decides would differ from run to run.
struct CaseDraw {
    private var generator: SeededGenerator

    /// The decisions of case `number`, from 0, of `seed`; other numbers are unrelated sequences.
    init(number: Int, seed: UInt64) {
        generator = SeededGenerator(seed: seed, stream: UInt64(truncatingIfNeeded: number) &+ 1)
    }

    /// A number in `range`, each equally likely.
    mutating func number(in range: ClosedRange<Int>) -> Int {
        range.lowerBound + generator.below(range.count)
    }

    /// Whether something happens that does `percent` times in a hundred.
    mutating func chance(_ percent: Int) -> Bool {
        generator.below(100) < percent
    }

    /// One of the elements, each equally likely; there is at least one.
    mutating func one<Element>(of elements: [Element]) -> Element {
        elements[generator.below(elements.count)]
    }

    /// One of the choices, each as likely as its weight is large; there is at least one.
    mutating func one<Element>(weighted choices: [(weight: Int, choice: Element)]) -> Element {
        var rest = generator.below(choices.reduce(0) { $0 + $1.weight })
        for (weight, choice) in choices.dropLast() {
            if rest < weight { return choice }
            rest -= weight
        }
        return choices[choices.count - 1].choice
    }

    /// `count` different elements in random order, or all if there are fewer.
    mutating func some<Element>(_ count: Int, of elements: [Element]) -> [Element] {
        Array(generator.shuffled(elements).prefix(count))
    }
}
