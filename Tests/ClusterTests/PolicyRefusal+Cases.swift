/// What the API server refuses in a policy's spec, in its words.
extension PolicyRefusal {
    /// All of them.
    static var all: [PolicyRefusal] { peers + ports + selectors + shapes }

    static let cidr = "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)"
    static let hostBits = "must not have bits set beyond the prefix length"
    static let zeros = "must not have leading 0s in IP or prefix length"
    static let portRange = "must be between 1 and 65535, inclusive"
    static let charset = "must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)"
    static let qualified =
        "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric "
        + "character (e.g. 'MyName', or 'my.name', or '123-abc')"
    static let labelValue =
        "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must "
        + "start and end with an alphanumeric character (e.g. 'MyValue', or 'my_value', or '12345')"
    static let subdomain =
        "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start "
        + "and end with an alphanumeric character (e.g. 'example.com')"
    static let transports = "supported values: \"SCTP\", \"TCP\", \"UDP\""
    static let directions = "supported values: \"Egress\", \"Ingress\""
    static let long = String(repeating: "a", count: 64)

    static let peers: [PolicyRefusal] = [
        .from("{}", "", "Required value: must specify a peer"),
        .to("{podSelector: null}", "", "Required value: must specify a peer"),
        .from(
            "{ipBlock: {cidr: 10.0.0.0/8}, podSelector: {}}",
            "",
            "Forbidden: may not specify both ipBlock and another peer"
        ),
        .to(
            "{ipBlock: {cidr: 10.0.0.0/8}, namespaceSelector: {}}",
            "",
            "Forbidden: may not specify both ipBlock and another peer"
        ),
        .from("{ipBlock: {}}", ".ipBlock.cidr", "Required value"),
        .from("{ipBlock: {cidr: ''}}", ".ipBlock.cidr", "Required value"),
        .from("{ipBlock: {cidr: 10.0.0.1/33}}", ".ipBlock.cidr", "Invalid value: \"10.0.0.1/33\": \(cidr)"),
        .from("{ipBlock: {cidr: 10.0.0.1}}", ".ipBlock.cidr", "Invalid value: \"10.0.0.1\": \(cidr)"),
        .to("{ipBlock: {cidr: 10.0.0/8}}", ".ipBlock.cidr", "Invalid value: \"10.0.0/8\": \(cidr)"),
        .to("{ipBlock: {cidr: 10.0.0.256/32}}", ".ipBlock.cidr", "Invalid value: \"10.0.0.256/32\": \(cidr)"),
        .to("{ipBlock: {cidr: 10.0.0.0/}}", ".ipBlock.cidr", "Invalid value: \"10.0.0.0/\": \(cidr)"),
        .to("{ipBlock: {cidr: 10.0.0.0/-1}}", ".ipBlock.cidr", "Invalid value: \"10.0.0.0/-1\": \(cidr)"),
        .to("{ipBlock: {cidr: 10.0.0.0/8/8}}", ".ipBlock.cidr", "Invalid value: \"10.0.0.0/8/8\": \(cidr)"),
        .to("{ipBlock: {cidr: all}}", ".ipBlock.cidr", "Invalid value: \"all\": \(cidr)"),
        .from("{ipBlock: {cidr: 'fd00::/129'}}", ".ipBlock.cidr", "Invalid value: \"fd00::/129\": \(cidr)"),
        .from("{ipBlock: {cidr: 'fd00::1::/64'}}", ".ipBlock.cidr", "Invalid value: \"fd00::1::/64\": \(cidr)"),
        .from("{ipBlock: {cidr: 'fd00:x::/64'}}", ".ipBlock.cidr", "Invalid value: \"fd00:x::/64\": \(cidr)"),
        .from("{ipBlock: {cidr: 10.0.0.1/8}}", ".ipBlock.cidr", "Invalid value: \"10.0.0.1/8\": \(hostBits)"),
        .from("{ipBlock: {cidr: 'fd00::1/64'}}", ".ipBlock.cidr", "Invalid value: \"fd00::1/64\": \(hostBits)"),
        .from("{ipBlock: {cidr: 010.0.0.0/8}}", ".ipBlock.cidr", "Invalid value: \"010.0.0.0/8\": \(zeros)"),
        .from("{ipBlock: {cidr: 10.0.0.0/08}}", ".ipBlock.cidr", "Invalid value: \"10.0.0.0/08\": \(zeros)"),
        .from(
            "{ipBlock: {cidr: '::ffff:10.0.0.0/104'}}",
            ".ipBlock.cidr",
            "Invalid value: \"::ffff:10.0.0.0/104\": must not have an IPv4-mapped IPv6 address"
        ),
        .to(
            "{ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16, 11.0.0.0/16]}}",
            ".ipBlock.except[1]",
            "Invalid value: \"11.0.0.0/16\": must be a strict subset of `cidr`"
        ),
        .to(
            "{ipBlock: {cidr: 10.0.0.0/8, except: [10.0.0.0/8]}}",
            ".ipBlock.except[0]",
            "Invalid value: \"10.0.0.0/8\": must be a strict subset of `cidr`"
        ),
        .to(
            "{ipBlock: {cidr: 10.0.0.0/8, except: [0.0.0.0/0]}}",
            ".ipBlock.except[0]",
            "Invalid value: \"0.0.0.0/0\": must be a strict subset of `cidr`"
        ),
        .to(
            "{ipBlock: {cidr: 10.0.0.0/8, except: ['fd00::/8']}}",
            ".ipBlock.except[0]",
            "Invalid value: \"fd00::/8\": must be a strict subset of `cidr`"
        ),
        .to(
            "{ipBlock: {cidr: 'fd00::/8', except: ['fe00::/16']}}",
            ".ipBlock.except[0]",
            "Invalid value: \"fe00::/16\": must be a strict subset of `cidr`"
        ),
        .to(
            "{ipBlock: {cidr: 10.0.0.0/8, except: [x]}}",
            ".ipBlock.except[0]",
            "Invalid value: \"x\": \(cidr)"
        ),
        .to(
            "{ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16, 10.1.2.3/24]}}",
            ".ipBlock.except[1]",
            "Invalid value: \"10.1.2.3/24\": \(hostBits)"
        ),
        .to("{ipBlock: {cidr: 10.0.0.0/8, but: []}}", ".ipBlock.but", "expected no field of this name"),
        .from("{pods: {}}", ".pods", "expected no field of this name"),
    ]

    static let ports: [PolicyRefusal] = [
        .port("{port: 0}", ".port", "Invalid value: 0: \(portRange)"),
        .port("{port: -1}", ".port", "Invalid value: -1: \(portRange)"),
        .port("{port: 65536}", ".port", "Invalid value: 65536: \(portRange)"),
        .port("{port: ''}", ".port", "Invalid value: \"\": \(charset)"),
        .port("{port: 1.5}", ".port", "Invalid value: \"1.5\": \(charset)"),
        .port("{port: Web}", ".port", "Invalid value: \"Web\": \(charset)"),
        .port("{port: we_b}", ".port", "Invalid value: \"we_b\": \(charset)"),
        .port("{port: 80-81}", ".port", "Invalid value: \"80-81\": must contain at least one letter (a-z)"),
        .port("{port: a--b}", ".port", "Invalid value: \"a--b\": must not contain consecutive hyphens"),
        .port("{port: a-}", ".port", "Invalid value: \"a-\": must not begin or end with a hyphen"),
        .port(
            "{port: sixteen-letters-}",
            ".port",
            "Invalid value: \"sixteen-letters-\": must be no more than 15 bytes"
        ),
        .port("{port: 80, protocol: ICMP}", ".protocol", "Unsupported value: \"ICMP\": \(transports)"),
        .port("{port: 80, protocol: tcp}", ".protocol", "Unsupported value: \"tcp\": \(transports)"),
        .port("{protocol: ''}", ".protocol", "Unsupported value: \"\": \(transports)"),
        .port("{port: 80, endPort: 79}", ".endPort", "Invalid value: 79: must be greater than or equal to `port`"),
        .port("{port: 80, endPort: 65536}", ".endPort", "Invalid value: 65536: \(portRange)"),
        .port(
            "{port: web, endPort: 79}",
            ".endPort",
            "Invalid value: 79: may not be specified when `port` is non-numeric"
        ),
        .port("{endPort: 79}", ".endPort", "Invalid value: 79: may not be specified when `port` is not specified"),
        .port("{prot: TCP}", ".prot", "expected no field of this name"),
    ]

    static let selectors: [PolicyRefusal] = [
        .expression("{key: a, operator: Foo}", ".operator", "Invalid value: \"Foo\": not a valid selector operator"),
        .expression("{key: a, operator: in}", ".operator", "Invalid value: \"in\": not a valid selector operator"),
        .expression("{key: a}", ".operator", "Invalid value: \"\": not a valid selector operator"),
        .expression(
            "{key: a, operator: In}",
            ".values",
            "Required value: must be specified when `operator` is 'In' or 'NotIn'"
        ),
        .expression(
            "{key: a, operator: NotIn, values: []}",
            ".values",
            "Required value: must be specified when `operator` is 'In' or 'NotIn'"
        ),
        .expression(
            "{key: a, operator: Exists, values: [b]}",
            ".values",
            "Forbidden: may not be specified when `operator` is 'Exists' or 'DoesNotExist'"
        ),
        .expression(
            "{key: a, operator: DoesNotExist, values: [b]}",
            ".values",
            "Forbidden: may not be specified when `operator` is 'Exists' or 'DoesNotExist'"
        ),
        .expression("{operator: Exists}", ".key", "Invalid value: \"\": name part must be non-empty"),
        .expression("{key: a b, operator: Exists}", ".key", "Invalid value: \"a b\": name part \(qualified)"),
        .expression("{key: a/, operator: Exists}", ".key", "Invalid value: \"a/\": name part must be non-empty"),
        .expression("{key: /a, operator: Exists}", ".key", "Invalid value: \"/a\": prefix part must be non-empty"),
        .expression("{key: A/a, operator: Exists}", ".key", "Invalid value: \"A/a\": prefix part \(subdomain)"),
        .expression(
            "{key: a/b/c, operator: Exists}",
            ".key",
            "Invalid value: \"a/b/c\": a valid label key \(qualified) with an optional DNS subdomain prefix and '/' "
                + "(e.g. 'example.com/MyName')"
        ),
        .expression(
            "{key: a, operator: In, values: [b, c d]}",
            ".values[1]",
            "Invalid value: \"c d\": \(labelValue)"
        ),
        .labels("{-a: b}", "Invalid value: \"-a\": name part \(qualified)"),
        .labels("{\(long): b}", "Invalid value: \"\(long)\": name part must be no more than 63 bytes"),
        .labels("{a: b., c: -d}", "Invalid value: \"b.\": \(labelValue)"),
        .labels("{a: b, c: \(long)}", "Invalid value: \"\(long)\": must be no more than 63 bytes"),
        .to(
            "{podSelector: {matchLabels: {a: ä}}}",
            ".podSelector.matchLabels",
            "Invalid value: \"ä\": \(labelValue)"
        ),
        .from(
            "{namespaceSelector: {matchExpressions: [{key: a, operator: Is}]}}",
            ".namespaceSelector.matchExpressions[0].operator",
            "Invalid value: \"Is\": not a valid selector operator"
        ),
        PolicyRefusal(
            "{podSelector: {matchLabel: {a: b}}}",
            "spec.podSelector.matchLabel",
            "expected no field of this name"
        ),
    ]

    static let shapes: [PolicyRefusal] = [
        PolicyRefusal("{policyTypes: [Ingres]}", "spec.policyTypes[0]", "Unsupported value: \"Ingres\": \(directions)"),
        PolicyRefusal("{policyTypes: [Ingress, '']}", "spec.policyTypes[1]", "Unsupported value: \"\": \(directions)"),
        PolicyRefusal(
            "{policyTypes: [Ingress, Egress, Ingress]}",
            "spec.policyTypes",
            "Invalid value: [\"Ingress\",\"Egress\",\"Ingress\"]: may not specify more than two policyTypes"
        ),
        PolicyRefusal("{podSelecter: {}}", "spec.podSelecter", "expected no field of this name"),
        PolicyRefusal("{ingress: [{form: []}]}", "spec.ingress[0].form", "expected no field of this name"),
        PolicyRefusal("{ingress: [{to: [{podSelector: {}}]}]}", "spec.ingress[0].to", "expected no field of this name"),
        PolicyRefusal(
            "{egress: [{}, {from: [{podSelector: {}}]}]}",
            "spec.egress[1].from",
            "expected no field of this name"
        ),
        PolicyRefusal("{ingress: {}}", "spec.ingress", "expected a list, found something else"),
        PolicyRefusal("{ingress: [[]]}", "spec.ingress[0]", "expected an object with fields, found something else"),
        PolicyRefusal("{podSelector: all}", "spec.podSelector", "expected an object with fields, found something else"),
    ]
}
