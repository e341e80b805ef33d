extension SampleRecord {
    /// What ran on the node while the sample was taken.
    package func treatment(in plan: RunPlan) -> Treatment {
        Treatment(arm, of: controller ?? plan.controller)
    }

    /// The scale, and how the load used connections.
    package func setting(in plan: RunPlan) -> Setting {
        Setting(scale, connectionMode ?? plan.connections)
    }

    /// What the sample's quad compares with `off`.
    package func compared(in plan: RunPlan) -> Treatment {
        Treatment(comparedArm, of: controller ?? plan.controller)
    }
}
