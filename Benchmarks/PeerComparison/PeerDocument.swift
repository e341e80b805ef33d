import Statistics

/// The page that a comparison leaves behind: what was reached, how it was measured, and on what.
package struct PeerDocument: Sendable {
    package var setting: PeerSetting
    package var rounds: Int
    package var seconds: Int
    /// What to type to measure it again.
    package var command: String
    /// When, on what machine, with which versions: names and values, in order.
    package var facts: [(name: String, value: String)]
    package var analysis: PeerAnalysis
    package var startUp: StartUpCost
    /// The tools' own command lines.
    package var commandLines: [String]

    package init(
        setting: PeerSetting,
        rounds: Int,
        seconds: Int,
        command: String,
        facts: [(name: String, value: String)],
        analysis: PeerAnalysis,
        startUp: StartUpCost,
        commandLines: [String]
    ) {
        self.setting = setting
        self.rounds = rounds
        self.seconds = seconds
        self.command = command
        self.facts = facts
        self.analysis = analysis
        self.startUp = startUp
        self.commandLines = commandLines
    }

    package var text: String {
        let blocks = [
            heading, bars, ratios, figures, faults, startUpTable, method,
            "## Commands\n\n" + commandLines.map { "    \($0)\n" }.joined(), machine,
        ]
        return blocks.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private var peers: [LoadTool] { setting.tools.filter { $0 != .npbench } }

    private var heading: String {
        let what =
            setting == .service
            ? "the same nginx pods behind the same Service of one twin, controller on"
            : "the package's null server, which answers as soon as it can and says little: the generator is the limit"
        return """
            # npbench load and its peers: \(setting.rawValue)

            Written by `\(command)`; not edited. Every tool loads \(what), from one thread on one CPU of its own.
            Ratios are npbench over peer, paired within each of \(rounds) rounds: geometric mean, 95 % t interval of the \
            logarithms.

            """
    }

    private var bars: String {
        var table = MarkdownTable(header: ["cell", "bar", "measured", "95 %", "verdict"])
        for bar in setting.bars {
            let ratio = analysis.ratio(bar.metric, to: bar.peers, bar.cell)
            let verdict = bar.verdict(ratio)
            let doubt = ratio.interval.isKnown && !bar.isClear(ratio) ? ", interval has the bar in it" : ""
            table.rows.append(
                ["\(bar.cell)", bar.rule, ratio.mean.fixed(3), text(of: ratio.interval), verdict.rawValue + doubt]
            )
        }
        return "## Bars\n\nThe mean decides; the best of several is the one whose own mean is.\n\n" + table.text
    }

    private var ratios: String {
        var table = MarkdownTable(
            header: ["cell", "peer", "QPS ratio", "95 %", "HL", "CPU a request ratio", "95 %", "HL", "pairs"]
        )
        for cell in setting.cells {
            for peer in peers {
                let (qps, cpu) = (
                    analysis.ratio(.qps, to: [peer], cell), analysis.ratio(.cpuPerRequest, to: [peer], cell)
                )
                let numbers = [qps, cpu].flatMap {
                    [$0.mean.fixed(3), text(of: $0.interval), $0.hodgesLehmann.fixed(3)]
                }
                table.rows.append(["\(cell)", peer.rawValue] + numbers + ["\(qps.pairs)"])
            }
        }
        return "## npbench over each peer\n\nHL is the Hodges-Lehmann estimate, which one odd round does not move.\n\n"
            + table.text
    }

    private var figures: String {
        var table = MarkdownTable(
            header: ["cell", "tool", "QPS", "CPU us a request", "CPU used", "connections a request", "samples"]
        )
        for cell in setting.cells {
            for tool in setting.tools {
                let samples = analysis.samples(tool, cell)
                let requests = samples.reduce(0) { $0 + $1.report.completed }
                let connections = samples.reduce(0) { $0 + $1.connections }
                let busy = samples.reduce(0) { $0 + $1.busy } / Double(samples.count)
                table.rows.append(
                    [
                        "\(cell)", tool.rawValue, analysis.mean(.qps, tool, cell).value.fixed(0),
                        analysis.mean(.cpuPerRequest, tool, cell).value.fixed(2),
                        busy.isNaN ? "-" : (100 * busy).fixed(0) + " %",
                        (Double(connections) / Double(requests)).fixed(4), "\(samples.count)",
                    ]
                )
            }
        }
        return """
            ## Measured

            Geometric means. CPU used is the tool's share of its CPU: what is missing to 100 % it waited for the server, and
            there is a limit that is not the tool's. Every sample stands in the CSV file beside this page.

            """ + "\n" + table.text
    }

    private var faults: String {
        let faulty = analysis.samples.compactMap { sample in
            sample.fault.map { "- round \(sample.round), \(sample.cell), \(sample.tool.rawValue): \($0)\n" }
        }
        return faulty.isEmpty ? "" : "## Samples left out\n\n" + faulty.joined()
    }

    private var startUpTable: String {
        var table = MarkdownTable(header: ["tool"] + startUp.levels.map { "ms at c = \($0)" })
        for tool in setting.tools {
            let times = startUp.levels.map { (startUp.microseconds(tool, concurrency: $0) / 1000).fixed(1) }
            table.rows.append([tool.rawValue] + times)
        }
        return """
            ## Start-up cost

            CPU of a load of one second with kept connections on a server that never answers, median of three: loading the
            program, connecting, ending. It is taken off the CPU of each sample (where each request has its own connection, that
            of c = 1), and is at most \((100 * largestStartUpShare).fixed(1)) % of any. What a tool spends on its report once \
            it has answers is not: ab
            sorts every sample.

            """ + "\n" + table.text
    }

    private var largestStartUpShare: Double {
        let counted = setting.cells.flatMap { cell in setting.tools.flatMap { analysis.samples($0, cell) } }
        return counted.map { $0.startUpMicroseconds / $0.cpuMicroseconds }.max() ?? .nan
    }

    private var method: String {
        """
        ## Method

        A round has every cell once, in random order; a cell has every tool once, \(seconds) s each, in an order of a Williams
        design (each tool in each place, and behind each other one, equally often over \(designLength) rounds). The measuring
        program runs beside the tools in the client's namespace, starts each on the CPU that the servers do not use, and takes
        its user and system time at its end from wait4(2), less its start-up. That time includes what the kernel does on the tool's behalf, which is
        most of it: on a veth pair or loopback, sending a packet also carries it to its receiver. QPS are requests
        completed over time, both as the tool reports them. h2load never ends by time when its connections are closed, so there it makes
        as many requests as it made in that time before. Connections are counted by the kernel (`ActiveOpens`): a
        sample whose connections contradict its mode, or with more than 1 % of requests failed, is left out. A thread of idle priority
        (SCHED_IDLE) keeps both CPUs from sleeping, as in `npbench run`: a hypervisor gives a CPU that halts to others, for all tools alike.
        \(ports)
        """
    }

    /// What keeps the ports of one tool's connections from being the next one's trouble.
    private var ports: String {
        guard setting.cells.contains(where: { $0.connections == .perRequest }) else { return "" }
        return """
            wrk and h2load close their connections first, and the client's namespace may take such ports again after a second
            (`tcp_tw_reuse=1`, ports 1024 to 65535): without that connect(2) soon looks through all ports, which takes milliseconds of
            CPU of whoever comes next.

            """
    }

    private var designLength: Int { WilliamsDesign(count: setting.tools.count).orders.count }

    private var machine: String {
        var table = MarkdownTable(header: ["fact", "value"])
        table.rows = facts.map { [$0.name, $0.value] }
        return "## Machine and versions\n\n" + table.text
    }

    private func text(of interval: Interval) -> String {
        interval.isKnown ? "\(interval.low.fixed(3)) to \(interval.high.fixed(3))" : "-"
    }
}
