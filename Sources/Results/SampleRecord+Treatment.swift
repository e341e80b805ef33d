extension SampleRecord {
    /// What ran on the node while the sample was taken.
    package func treatment(in plan: RunPlan) -> Treatment {
        Treatment(arm, of: controller ?? plan.controller)
    }

    /// What the sample's quad compares with `off`.
    package func compared(in plan: RunPlan) -> Treatment {
        Treatment(comparedArm, of: controller ?? plan.controller)
    }
}
