import Testing

@testable import Rules

/// What the model cannot hold is refused with its line, and never left out: less would match more.
@Suite("Listings of nftables that are refused")
struct NftParseErrorTests {
    static let badRules: [(rule: String, option: String)] = [
        ("queue num 0", "queue"),
        ("iifname \"eth0\" accept", "iifname"),
        ("ip protocol tcp accept", "protocol"),
        ("ip saddr", "ip saddr"),
        ("ip saddr 10.0.0.1-10.0.0.5 accept", "10.0.0.1-10.0.0.5"),
        ("ip saddr { 10.0.0.1, 10.0.0.2 } accept", "{"),
        ("ip saddr @ accept", "@"),
        ("ip6 saddr ::1 accept", "ip6"),
        ("ip saddr ::1 accept", "::1"),
        ("ip saddr . tcp dport @S", "tcp dport"),
        ("ip saddr . ip daddr", "key"),
        ("ip saddr . ip daddr S", "S"),
        ("ip daddr . meta l4proto vmap { 10.0.0.1 . tcp : accept }", "{"),
        ("fib daddr type broadcast drop", "broadcast"),
        ("fib daddr oif lo", "oif"),
        ("meta l4proto 6 accept", "6"),
        ("meta l4proto { tcp, udp } accept", "{"),
        ("meta iifname lo accept", "iifname"),
        ("meta mark 0x1 accept", "0x1"),
        ("meta mark & 0x1 0x1", "0x1"),
        ("meta mark & one == 0x1", "one"),
        ("meta mark & 0x1 == 0x100000000", "0x100000000"),
        ("meta mark set 0x1", "0x1"),
        ("meta mark set ct mark", "ct"),
        ("meta mark set meta mark + 0x1", "+"),
        ("tcp sport 80 accept", "sport"),
        ("tcp dport http accept", "http"),
        ("tcp dport 1-2-3 accept", "1-2-3"),
        ("tcp dport 9-1 accept", "9-1"),
        ("tcp dport 65536 accept", "65536"),
        ("tcp dport != 80 accept", "!="),
        ("tcp flags syn accept", "flags"),
        ("icmp type echo-reply accept", "echo-reply"),
        ("icmp code 1 accept", "code"),
        ("ct state new,old accept", "new,old"),
        ("ct state != new accept", "!="),
        ("ct status snat accept", "snat"),
        ("ct mark 0x1 accept", "mark"),
        ("limit rate over 10/minute drop", "10/minute"),
        ("limit rate 10/minute burst 10 bytes drop", "bytes"),
        ("limit rate 10/minute burst x packets drop", "burst"),
        ("counter accept", "accept"),
        ("counter packets -1 bytes 0 accept", "packets"),
        ("counter packets 1 accept", "accept"),
        ("counter name \"c\" accept", "name"),
        ("log prefix \"x\" group 1", "prefix"),
        ("log group 65536", "group"),
        ("jump", "jump"),
        ("goto", "goto"),
        ("accept comment", "comment"),
        ("accept comment \"x\" drop", "drop"),
        ("reject with icmp port-unreachable", "with"),
        ("masquerade random", "random"),
        ("dnat to 10.0.0.1", "to"),
        ("dnat ip to 10.0.0.1:80", "10.0.0.1:80"),
        ("dnat ip to numgen inc mod 1 map { 0 : 10.0.0.1 . 80 }", "inc"),
        ("dnat ip to numgen random mod 2 map { 0 : 10.0.0.1 . 80 }", "mod 2"),
        ("dnat ip to numgen random mod 1 map { 1 : 10.0.0.1 . 80 }", "10.0.0.1"),
        ("dnat ip to numgen random mod 1 map { 0 : 10.0.0.1 . http }", "10.0.0.1"),
        ("dnat ip to numgen random mod 1 map { 0 : 10.0.0.1 }", "}"),
        ("dnat ip to numgen random mod 1 map { 0 : 10.0.0.1 . 80", "map"),
        ("\"quoted\"", "quoted"),
        ("accept comment \"open", "open"),
        ("type filter hook ingress priority 0; policy accept;", "ingress"),
        ("type route hook output priority 0; policy accept;", "route"),
        ("type filter hook input priority raw; policy accept;", "raw;"),
        ("type filter hook input priority filter * 2; policy accept;", "filter * 2;"),
        ("type filter hook input priority 0; policy queue;", "queue;"),
        ("type filter hook input priority 0", "priority"),
        ("type filter hook input device eth0 priority 0;", "device"),
    ]

    @Test("A bad line of a chain", arguments: badRules)
    func badRule(rule: String, option: String) throws {
        let text = "table ip t {\n\tchain C {\n\t\taccept\n\t\t\(rule)\n\t}\n}\n"
        let error = #expect(throws: RuleParseError.self) { try [NftTable](nftList: text) }
        #expect(error?.line == 4)
        #expect(error?.option == option)
    }

    static let badSets: [(lines: String, line: Int, option: String)] = [
        ("set S {\ntype ether_addr\n}", 3, "ether_addr"),
        ("set S {\ntype ipv4_addr . mark\n}", 3, "mark"),
        ("set S {\ntype ipv4_addr : verdict\n}", 3, ":"),
        ("map M {\ntype ipv4_addr\n}", 3, ":"),
        ("map M {\ntype ipv4_addr : ipv4_addr\n}", 3, "ipv4_addr"),
        ("set S {\ntypeof ip saddr\n}", 3, "typeof"),
        ("set S {\ntype ipv4_addr\nflags interval,timeout\n}", 4, "interval,timeout"),
        ("set S {\ntype ipv4_addr\nflags dynamic\n}", 4, "dynamic"),
        ("set S {\ntype ipv4_addr\ntimeout 1h\n}", 4, "timeout"),
        ("set S {\ntype ipv4_addr\nauto-merge\n}", 4, "auto-merge"),
        ("set S {\ntype ipv4_addr\nelements = { ten }\n}", 4, "ten"),
        ("set S {\ntype ipv4_addr\nelements = { 10.0.0.1,\n10.0.0.1-10.0.0.3 }\n}", 5, "10.0.0.1-10.0.0.3"),
        ("set S {\ntype ipv4_addr\nelements = { 10.0.0.1 timeout 1h }\n}", 4, "timeout"),
        ("set S {\ntype ipv4_addr\nelements = { 10.0.0.1 } more\n}", 4, "more"),
        ("set S {\ntype ipv4_addr\nelements = { 10.0.0.1,\n10.0.0.2 } more\n}", 5, "more"),
        ("set S {\ntype ipv4_addr\nelements = { 10.0.0.1\n}\n}", 4, "}"),
        ("set S {\ntype ipv4_addr . inet_proto\nelements = { 10.0.0.1 }\n}", 4, "}"),
        ("set S {\ntype inet_proto\nelements = { gre }\n}", 4, "gre"),
        ("set S {\ntype inet_service\nelements = { 80-90 }\n}", 4, "80-90"),
        ("map M {\ntype inet_service : verdict\nelements = { 80 : accept }\n}", 4, "accept"),
        ("map M {\ntype inet_service : verdict\nelements = { 80 }\n}", 4, "}"),
        ("set S\n{\n}", 2, "{"),
        ("set S { }", 2, "}"),
        ("chain C", 2, "{"),
        ("chain", 2, "chain"),
        ("counter c {\n}", 2, "counter"),
        ("flags owner", 2, "owner"),
        ("flags", 2, "dormant"),
        ("chain C {\n} more", 3, "more"),
        ("comment \"a\" \"b\"", 2, "b"),
    ]

    @Test("A bad part of a table", arguments: badSets)
    func badPart(lines: String, line: Int, option: String) throws {
        let error = #expect(throws: RuleParseError.self) { try [NftTable](nftList: "table ip t {\n\(lines)\n}\n") }
        #expect(error?.line == line)
        #expect(error?.option == option)
    }

    static let badTexts: [(text: String, line: Int, option: String)] = [
        ("Error: Operation not permitted\n", 1, "Error:"),
        ("table inet t {\n}\n", 1, "inet"),
        ("table inet t {\n}\n", 1, "inet"),
        ("table ip {\n}\n", 1, "{"),
        ("table ip t\n", 1, "{"),
        ("table ip t {\n}\n\ntable ip t {\n}\n", 4, "t"),
        ("table ip t {\n", 2, "table t"),
        ("table ip t {\n\tchain C {\n\t}\n", 4, "table t"),
        ("}\n", 1, "}"),
    ]

    @Test("Text that is no listing", arguments: badTexts)
    func badText(text: String, line: Int, option: String) throws {
        let error = #expect(throws: RuleParseError.self) { try [NftTable](nftList: text) }
        #expect(error?.line == line)
        #expect(error?.option == option)
    }

    @Test("An error is one sentence with the place, the cause and the remedy")
    func sentence() throws {
        let text = "table ip t {\n\tchain C {\n\t\ttcp dport http accept\n\t}\n}\n"
        let error = #expect(throws: RuleParseError.self) { try [NftTable](nftList: text) }
        #expect(
            error?.description
                == "cannot read line 3 at 'http': it is no port and no range of ports; write N or N-M"
        )
    }
}
