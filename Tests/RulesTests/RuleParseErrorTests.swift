import Testing

@testable import Rules

@Suite("What the model cannot hold is an error that names its line and its option")
struct RuleParseErrorTests {
    /// Each stands as line 5, in a filter table with the chains INPUT and KUBE-X.
    static let badRules: [(rule: String, option: String)] = [
        ("-A INPUT --foo 1 -j ACCEPT", "--foo"),
        ("-A INPUT -p tcp -m tcp --dport 80 --tcp-flags SYN SYN -j ACCEPT", "--tcp-flags"),
        ("-A INPUT -f -j ACCEPT", "-f"),
        ("-A INPUT ! -j ACCEPT", "! -j"),
        ("-A INPUT ! -m comment --comment x", "! -m"),
        ("-A INPUT -s 10.0.0.0/33 -j ACCEPT", "-s"),
        ("-A INPUT -s 10.0.0.0/255.0.255.0 -j ACCEPT", "-s"),
        ("-A INPUT -d fe80::1:: -j ACCEPT", "-d"),
        ("-A INPUT -s 10.0.0.1 -s 10.0.0.2 -j ACCEPT", "-s"),
        ("-A INPUT -s", "-s"),
        ("-A INPUT !", "!"),
        ("-A INPUT -j", "-j"),
        ("-A INPUT -p ah -j ACCEPT", "ah"),
        ("-A INPUT -j LOG", "LOG"),
        ("-A INPUT -j NO-SUCH-CHAIN", "NO-SUCH-CHAIN"),
        ("-A INPUT -g NO-SUCH-CHAIN", "NO-SUCH-CHAIN"),
        ("-A NO-SUCH-CHAIN -j ACCEPT", "NO-SUCH-CHAIN"),
        ("-A", "-A"),
        ("-A INPUT -j ACCEPT -j DROP", "-j"),
        ("-A INPUT -j ACCEPT --random", "--random"),
        ("-A INPUT -j REJECT", "--reject-with"),
        ("-A INPUT -j DNAT --to-destination 10.0.0.1", "--to-destination"),
        ("-A INPUT -j DNAT --to-destination 10.0.0.1-10.0.0.9:80", "--to-destination"),
        ("-A INPUT -j DNAT --to-destination 10.0.0.1:80 --persistent", "--persistent"),
        ("-A INPUT -j MASQUERADE --to-ports 1-9", "--to-ports"),
        ("-A INPUT -j MARK --set-mark 0x1", "--set-mark"),
        ("-A INPUT -j MARK --set-xmark 1/2", "--set-xmark"),
        ("-A INPUT -j NFLOG --nflog-prefix x", "--nflog-prefix"),
        ("-A INPUT -j NFLOG --nflog-group 65536", "--nflog-group"),
        ("-A INPUT -m state --state NEW -j ACCEPT", "-m state"),
        ("-A INPUT -m", "-m"),
        ("-A INPUT -m comment -j ACCEPT", "-j"),
        ("-A INPUT -m comment ! --comment x", "!"),
        ("-A INPUT -m comment --comment \"open -j ACCEPT", "open -j ACCEPT"),
        ("-A INPUT -m tcp --dport 65536", "--dport"),
        ("-A INPUT -m tcp --dport +5", "--dport"),
        ("-A INPUT -m tcp --dport 9:1", "--dport"),
        ("-A INPUT -m tcp --dport 1:2:3", "--dport"),
        ("-A INPUT -m tcp --dport 1 --dport 2", "--dport"),
        ("-A INPUT -m multiport --sports 1,2", "--sports"),
        ("-A INPUT -m multiport ! --dports 1,2", "!"),
        ("-A INPUT -m multiport --dports 1,,2", "--dports"),
        ("-A INPUT -m icmp --icmp-type any", "--icmp-type"),
        ("-A INPUT -m icmp --icmp-type 3/4", "--icmp-type"),
        ("-A INPUT -m icmp ! --icmp-type 3", "!"),
        ("-A INPUT -m set --match-set S both", "--match-set"),
        ("-A INPUT -m set --match-set S", "--match-set"),
        ("-A INPUT -m set --match-set S src --return-nomatch", "--return-nomatch"),
        ("-A INPUT -m conntrack --ctstate NEW,OLD", "--ctstate"),
        ("-A INPUT -m conntrack --ctproto tcp", "--ctproto"),
        ("-A INPUT -m addrtype --limit-iface-in --dst-type LOCAL", "--limit-iface-in"),
        ("-A INPUT -m addrtype --src-type LOCAL --dst-type LOCAL", "--dst-type"),
        ("-A INPUT -m mark --mark 4/0x4", "--mark"),
        ("-A INPUT -m mark --mark 0x1/0x2/0x3", "--mark"),
        ("-A INPUT -m mark --mark 0x100000000", "--mark"),
        ("-A INPUT -m physdev --physdev-in eth0", "--physdev-in"),
        ("-A INPUT -m physdev ! --physdev-is-bridged", "!"),
        ("-A INPUT -m statistic --mode nth --every 3", "--mode"),
        ("-A INPUT -m statistic --mode random --probability 1.5", "--probability"),
        ("-A INPUT -m statistic --mode random --probability nan", "--probability"),
        ("-A INPUT -m statistic --mode random --probability -0.5", "--probability"),
        ("-A INPUT -m statistic --mode random ! --probability 0.5", "!"),
        ("-A INPUT -m limit --limit 10", "--limit"),
        ("-A INPUT -m limit --limit 0/min", "--limit"),
        ("-A INPUT -m limit --limit 10/min --limit-burst x", "--limit-burst"),
        ("-A INPUT -m nfacct", "--nfacct-name"),
        ("-I INPUT 1 -j ACCEPT", "-I"),
        ("[1:2] COMMIT", "[1:2]"),
        ("[1] -A INPUT", "[1]"),
        ("[-1:2] -A INPUT", "[-1:2]"),
        (":INPUT ACCEPT [0:0]", ":INPUT"),
        (":OUTPUT - [0:0]", "-"),
        (":KUBE-Y ACCEPT [0:0]", "ACCEPT"),
        (":KUBE-Y QUEUE [0:0]", "QUEUE"),
        (":KUBE-Y", ":KUBE-Y"),
        (": - [0:0]", ":"),
        (":KUBE-Y - [0:0] more", "more"),
        (":KUBE-Y - 0:0", "0:0"),
        ("*nat", "*nat"),
        ("COMMIT now", "now"),
    ]

    @Test("A bad rule", arguments: badRules)
    func badRule(rule: String, option: String) throws {
        let text = "# saved\n*filter\n:INPUT ACCEPT [0:0]\n:KUBE-X - [0:0]\n\(rule)\nCOMMIT\n"
        let error = #expect(throws: RuleParseError.self) { try Ruleset(iptablesSave: text) }
        #expect(error?.line == 5)
        #expect(error?.option == option)
    }

    static let badTexts: [(text: String, line: Int, option: String)] = [
        ("-A INPUT -j ACCEPT\n", 1, "-A"),
        ("\n:INPUT ACCEPT [0:0]\n", 2, ":INPUT"),
        ("COMMIT\n", 1, "COMMIT"),
        ("*broute\nCOMMIT\n", 1, "*broute"),
        ("*filter extra\nCOMMIT\n", 1, "extra"),
        ("*filter\nCOMMIT\n*filter\nCOMMIT\n", 3, "*filter"),
        ("*filter\n:INPUT ACCEPT [0:0]\n", 3, "*filter"),
        ("iptables: Permission denied\n", 1, "iptables:"),
    ]

    @Test("Text that is no saved table", arguments: badTexts)
    func badText(text: String, line: Int, option: String) throws {
        let error = #expect(throws: RuleParseError.self) { try Ruleset(iptablesSave: text) }
        #expect(error?.line == line)
        #expect(error?.option == option)
    }

    static let badSets: [(text: String, line: Int, option: String)] = [
        ("create", 1, "create"),
        ("create S", 1, "S"),
        ("create S hash:net,iface", 1, "hash:net,iface"),
        ("create S bitmap:ip", 1, "bitmap:ip"),
        ("create S hash:ip family bridge", 1, "family"),
        ("create S hash:ip hashsize many", 1, "hashsize"),
        ("create S hash:ip maxelem -1", 1, "maxelem"),
        ("create S hash:ip counters", 1, "counters"),
        ("create S hash:ip initval 12", 1, "initval"),
        ("create S hash:ip initval 0x112345678", 1, "initval"),
        ("create S hash:ip bucketsize 256", 1, "bucketsize"),
        ("create S hash:ip\ncreate S hash:ip", 2, "S"),
        ("add S 10.0.0.1", 1, "S"),
        ("create S hash:ip\n\nadd S ten", 3, "S"),
        ("create S hash:ip\nadd S", 2, "S"),
        ("create S hash:ip\nadd S 10.0.0.1 timeout 5", 2, "timeout"),
        ("create S hash:ip timeout 0\nadd S 10.0.0.1 timeout", 2, "timeout"),
        ("create S hash:ip\nadd S 10.0.0.1 packets 5", 2, "packets"),
        ("create S hash:ip,port\nadd S 10.0.0.1", 2, "S"),
        ("create S hash:ip,port\nadd S 10.0.0.1,tcp", 2, "S"),
        ("create S hash:ip,port\nadd S 10.0.0.1,tcp:70000", 2, "S"),
        ("create S hash:ip,port\nadd S 10.0.0.1,http:80", 2, "S"),
        ("create S hash:ip,port\nadd S 10.0.0.1,tcp:80,10.0.0.2", 2, "S"),
        ("create S hash:ip,port,ip\nadd S 10.0.0.1,tcp:80", 2, "S"),
        ("create S hash:ip,port,ip\nadd S 10.0.0.1,tcp:80,ten", 2, "S"),
        ("create S bitmap:port range 1-2", 1, "1-2"),
        ("flush S", 1, "flush"),
    ]

    @Test("A bad set", arguments: badSets)
    func badSet(text: String, line: Int, option: String) throws {
        let error = #expect(throws: RuleParseError.self) { try Ruleset(iptablesSave: "", ipsetSave: text) }
        #expect(error?.line == line)
        #expect(error?.option == option)
    }

    @Test("An error is one sentence with the place, the cause and the remedy")
    func sentence() throws {
        let text = "*filter\n:INPUT ACCEPT [0:0]\n-A INPUT -s here -j ACCEPT\nCOMMIT\n"
        let error = #expect(throws: RuleParseError.self) { try Ruleset(iptablesSave: text) }
        #expect(
            error?.description
                == "cannot read line 3 at '-s': 'here' is not an address block; write it as a.b.c.d/n or x:x::/n"
        )
    }

    @Test("Comment lines and empty lines are passed over")
    func passedOver() throws {
        let text = "# Generated by iptables-save\n\n*raw\n:PREROUTING DROP [1:2]\nCOMMIT\n# Completed\n"
        let chain = Chain(name: "PREROUTING", policy: .drop, counters: Counters(packets: 1, bytes: 2))
        #expect(try Ruleset(iptablesSave: text) == Ruleset(tables: [Table(name: .raw, chains: [chain])]))
    }

    @Test("No text is no rules")
    func nothing() throws {
        #expect(try Ruleset(iptablesSave: "") == Ruleset())
    }

    @Test(
        "A recording with a byte changed is refused by its line, or read as what it then says",
        arguments: [
            "kr020-npd-multiport", "kubeproxy136",
        ]
    )
    func changedBytes(name: String) throws {
        let bytes = Array(try Golden.text(name, "iptables").utf8)
        for position in stride(from: 0, to: bytes.count, by: 131) {
            for byte: UInt8 in [0, 10, 32, 33, 34, 45, 58, 92, 255] {
                var changed = bytes
                changed[position] = byte
                let text = String(decoding: changed, as: UTF8.self)
                do throws(RuleParseError) {
                    let ruleset = try Ruleset(iptablesSave: text)
                    #expect(try Ruleset(iptablesSave: ruleset.iptablesSave()) == ruleset)
                } catch {
                    #expect((1...text.utf8.count { $0 == 10 } + 1).contains(error.line))
                }
            }
        }
    }

    @Test("A recording that is cut off is refused wherever it ends", arguments: Golden.tables)
    func cutOff(name: String) throws {
        let lines = try Golden.text(name, "iptables").split(separator: "\n")
        let ends = lines.indices.filter { lines[$0] == "COMMIT" }
        for count in 1..<lines.count where !ends.contains(count - 1) {
            let text = lines.prefix(count).joined(separator: "\n")
            #expect(throws: RuleParseError.self, "\(count) lines") { _ = try Ruleset(iptablesSave: text).ruleCount }
        }
    }
}
