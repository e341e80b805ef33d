import Linux
import Testing

@Suite("Kernel modules that would be loaded")
struct KernelModulesTests {
    private let files = [
        "/proc/sys/kernel/osrelease": "6.1.0-18-amd64\n",
        "/proc/modules": "ip_tables 36864 1 iptable_filter, Live 0x0\nx_tables 61440 1 ip_tables, Live 0x0\n",
        "/lib/modules/6.1.0-18-amd64/modules.dep": """
        kernel/net/bridge/br_netfilter.ko.xz: kernel/net/bridge/bridge.ko.xz
        kernel/net/ipv4/netfilter/ip_tables.ko: kernel/net/netfilter/x_tables.ko
        kernel/net/netfilter/xt-physdev.ko.zst: kernel/net/netfilter/x_tables.ko

        """,
    ]

    @Test("Only what is not there yet and could be loaded is pending")
    func pending() throws {
        let modules = try ProcFilesystem.recorded(files) { KernelModules(reading: $0) }
        #expect(modules.pending(of: ["ip_tables", "br_netfilter", "veth"]) == ["br_netfilter"])
        #expect(modules.pending(of: ["xt_physdev"]) == ["xt_physdev"])
    }

    @Test("A dependency is not mistaken for a module of its own line")
    func dependencies() throws {
        let modules = try ProcFilesystem.recorded(files) { KernelModules(reading: $0) }
        #expect(modules.pending(of: ["bridge"]).isEmpty)
    }

    @Test("A kernel without modules will load none")
    func none() throws {
        let modules = try ProcFilesystem.recorded([:]) { KernelModules(reading: $0) }
        #expect(modules.pending(of: ["br_netfilter"]).isEmpty)
    }
}
