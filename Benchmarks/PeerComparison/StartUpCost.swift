/// What a tool spends on itself before the first answer, at one concurrency.
package struct StartUpCost: Equatable, Sendable {
    package var tool: LoadTool
    package var concurrency: Int
    /// CPU time of a load of one second against a server that never answers.
    package var cpuMicroseconds: Double

    package init(tool: LoadTool, concurrency: Int, cpuMicroseconds: Double) {
        self.tool = tool
        self.concurrency = concurrency
        self.cpuMicroseconds = cpuMicroseconds
    }
}
