/// One size of the cluster under one way to use connections: what a curve is of, and a primary test.
package struct Setting: Hashable, Sendable {
    package var scale: Scale
    package var connections: ConnectionMode

    package init(_ scale: Scale, _ connections: ConnectionMode) {
        self.scale = scale
        self.connections = connections
    }
}

extension RunPlan {
    /// The ways to use connections, in the order asked for.
    package var modes: [ConnectionMode] { connectionModes ?? [connections] }

    /// Every scale with every mode, scale by scale.
    package var settings: [Setting] { scales.flatMap { scale in modes.map { Setting(scale, $0) } } }

    /// What is compared at each scale: every treatment with `off`, in every mode.
    package var comparisonsPerScale: Int { comparisons.count * modes.count }

    /// The loads of each scale before its first quad, which are forgotten: one of every treatment in every mode.
    package var warmUpsPerScale: Int { treatments.count * modes.count }

    /// What a comparison has a quad of in each round: every level, and the load below saturation if there is one.
    package var cellsPerComparison: Int { levels.count + (latency == nil ? 0 : 1) }

    /// The quads of a run that has none again and ends with none left out.
    package var allQuads: Int { settings.count * comparisons.count * cellsPerComparison * quads }
}

extension CurveRow {
    package var setting: Setting { Setting(scale, connections) }
}

extension WalkRow {
    package var setting: Setting { Setting(scale, connections) }
}
