extension TextBuffer {
    /// Writes ` -j NAME ...` as the target's own save function prints it (iptables 1.8, extensions/lib{ipt,xt}_*.c).
    mutating func write(_ target: RuleTarget) {
        switch target {
        case .accept: write(" -j ACCEPT")
        case .drop: write(" -j DROP")
        case .return: write(" -j RETURN")
        case .jump(let chain):
            write(" -j ")
            write(chain)
        case .goto(let chain):
            write(" -g ")
            write(chain)
        case .reject(let answer):
            write(" -j REJECT --reject-with ")
            write(answer)
        case .dnat(let address, let port):
            write(" -j DNAT --to-destination ")
            write(address)
            write(":")
            write(decimal: port)
        case .masquerade(let randomFully):
            write(" -j MASQUERADE")
            if randomFully { write(" --random-fully") }
        case .mark(let mark):
            write(" -j MARK --set-xmark ")
            write(hexadecimal: mark.value)
            write("/")
            write(hexadecimal: mark.mask)
        case .log(let group):
            write(" -j NFLOG")
            guard group != 0 else { return }
            write(" --nflog-group ")
            write(decimal: group)
        }
    }
}
