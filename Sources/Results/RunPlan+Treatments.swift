extension RunPlan {
    /// The names in `controller`, in the order asked for.
    package var controllers: [String] {
        controller.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }

    /// What is compared with `off`, each once: every arm of the first controller, then those of the next.
    package var comparisons: [Treatment] {
        var known: [Treatment] = []
        for treatment in controllers.flatMap({ controller in arms.map { Treatment($0, of: controller) } })
        where !known.contains(treatment) {
            known.append(treatment)
        }
        return known
    }

    /// `off`, then the compared treatments, each once.
    package var treatments: [Treatment] {
        [.off] + comparisons.filter { $0 != .off }
    }
}
