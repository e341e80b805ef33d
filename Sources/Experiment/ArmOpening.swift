import Layouts
import Results

/// What a node's rules and pods had counted, and how its probes ended, before the load of an arm.
struct ArmOpening {
    let treatment: Treatment
    let meant: ArmProgram
    let counts: RuleCounts
    /// Connections that the target's pods had taken.
    let taken: UInt64
    let allowedProbe: ProbeOutcome
    let forbiddenProbe: ProbeOutcome
}
