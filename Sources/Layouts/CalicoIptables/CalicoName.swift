import Foundation

/// How Felix shortens names that a kernel would not take (felix v3.20.5, hashutils/id.go, iptables/rules.go).
enum CalicoName {
    /// `XT_EXTENSION_MAXNAMELEN` - 1.
    private static let longestChain = 28
    private static let longestSet = 31

    /// The chain's name: prefix and `name` if they fit, else prefix, `_` and as much of the name's hash as fits.
    static func chain(_ prefix: String, _ name: String) -> String {
        guard prefix.utf8.count + name.utf8.count > longestChain || name.hasPrefix("_") else { return prefix + name }
        let hash = base64(Digest.sha256(Array(name.utf8)))
        return prefix + "_" + hash.prefix(longestChain - 1 - prefix.utf8.count)
    }

    /// The set's name: the identifier of what it holds, a letter for its kind and a hash, behind Calico's own prefix.
    static func set(_ kind: String, _ content: String) -> String {
        let identifier = kind + ":" + base64(Digest.sha224(Array("\(kind):\(content)".utf8)))
        return String("cali40\(identifier)".prefix(longestSet))
    }

    /// The host's end of a pod's veth pair, as Calico's CNI plugin calls it (libcalico-go, conversion.go).
    static func interface(namespace: String, pod: String) -> String {
        let digest = Digest.sha1(Array("\(namespace).\(pod)".utf8))
        return "cali" + String(digest.map { byte in String(format: "%02x", byte) }.joined().prefix(11))
    }

    static func base64(_ bytes: some Sequence<UInt8>) -> String {
        Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}
