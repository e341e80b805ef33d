import Rules

/// What a rule of Felix does (felix v3.20.5, iptables/actions.go).
enum CalicoAction {
    case accept, drop, `return`
    case jump(String)
    case goto(String)
    case setMark(UInt32)
    case clearMark(UInt32)
    case setMaskedMark(UInt32, mask: UInt32)

    /// What Felix hashes.
    var text: String {
        switch self {
        case .accept: "--jump ACCEPT"
        case .drop: "--jump DROP"
        case .return: "--jump RETURN"
        case .jump(let chain): "--jump \(chain)"
        case .goto(let chain): "--goto \(chain)"
        case .setMark(let mark): "--jump MARK --set-mark \(mark.hexadecimal)/\(mark.hexadecimal)"
        case .clearMark(let mark): "--jump MARK --set-mark 0/\(mark.hexadecimal)"
        case .setMaskedMark(let mark, let mask): "--jump MARK --set-mark \(mark.hexadecimal)/\(mask.hexadecimal)"
        }
    }

    var target: RuleTarget {
        switch self {
        case .accept: .accept
        case .drop: .drop
        case .return: .return
        case .jump(let chain): .jump(chain)
        case .goto(let chain): .goto(chain)
        case .setMark(let mark): .mark(MaskedMark(mark, mask: mark))
        case .clearMark(let mark): .mark(MaskedMark(0, mask: mark))
        case .setMaskedMark(let mark, let mask): .mark(MaskedMark(mark, mask: mask))
        }
    }
}
