extension BuiltCommand {
    /// How often a run is tried on a machine whose hypervisor gives its CPUs to somebody else.
    private static let attempts = 4

    /// Runs `npbench run` with `arguments`, which name an output directory, until the machine lets it measure.
    ///
    /// A run whose CPUs were stolen ends as invalid, which is right and says nothing about the code. Only that cause is tried
    /// again; any other ending is returned as it is, and after the last attempt that one, too.
    static func undisturbed(_ arguments: [String]) throws -> BuiltCommand {
        var result = try BuiltCommand(arguments)
        for _ in 1..<attempts where result.status == 7 && result.errors.contains("CPU stolen") {
            result = try BuiltCommand(arguments + ["--overwrite"])
        }
        return result
    }
}
