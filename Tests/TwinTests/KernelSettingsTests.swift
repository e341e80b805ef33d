import Testing

@testable import Twin

@Suite struct KernelSettingsTests {
    private func value(_ path: String, _ settings: KernelSettings) -> String? {
        settings.settings.first { $0.path == path }?.value
    }

    @Test("The node forwards, answers every REJECT and forgets closed connections soon")
    func node() {
        #expect(value("ipv4/ip_forward", .node) == "1")
        #expect(value("ipv4/icmp_ratemask", .node) == "0")
        #expect(value("netfilter/nf_conntrack_tcp_timeout_time_wait", .node) == "3")
    }

    @Test("No namespace filters by reverse path, of its devices now or later")
    func reversePath() {
        for settings in [KernelSettings.node, .client, .server] {
            #expect(value("ipv4/conf/all/rp_filter", settings) == "0")
            #expect(value("ipv4/conf/default/rp_filter", settings) == "0")
        }
    }

    @Test("The client's two addresses share one timestamp clock, and servers keep a long backlog")
    func others() {
        #expect(value("ipv4/tcp_timestamps", .client) == "2")
        #expect(value("core/somaxconn", .server) == "8192")
    }

    @Test("IPv6 is off, or on with no address of the kernel's own making and every REJECT answered")
    func secondStack() {
        for settings in [KernelSettings.node, .client, .server] {
            #expect(value("ipv6/conf/all/disable_ipv6", settings) == "1")
            #expect(value("ipv6/conf/all/disable_ipv6", settings.withSecondStack) == "0")
            #expect(value("ipv6/conf/all/addr_gen_mode", settings.withSecondStack) == "1")
            #expect(value("ipv4/conf/all/rp_filter", settings.withSecondStack) == "0")
        }
        #expect(value("ipv6/conf/all/forwarding", .node.withSecondStack) == "1")
        #expect(value("ipv6/icmp/ratemask", .node.withSecondStack) == "\n")
        #expect(value("ipv6/conf/all/forwarding", .server.withSecondStack) == nil)
    }

    @Test("Only what a kernel may lack is optional")
    func optional() {
        #expect(KernelSettings.node.settings.filter { !$0.isOptional }.map(\.path).contains("ipv4/ip_forward"))
        #expect(
            KernelSettings.node.settings.filter(\.isOptional).allSatisfy {
                $0.path.contains("ipv6") || $0.path.contains("conntrack")
            }
        )
    }
}
