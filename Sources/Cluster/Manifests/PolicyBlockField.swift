import Addressing

/// A CIDR of a policy's ipBlock.
///
/// One with bits beyond its prefix is read, because the policy's apiVersion decides whether it may stand.
struct PolicyBlockField: Codable {
    /// As written.
    var source: String
    var text: CIDRText

    init(_ block: IPBlock) {
        source = block.description
        text = CIDRText(block)
    }

    init(from decoder: any Decoder) throws {
        source = try String(from: decoder)
        do throws(FieldProblem) {
            text = try CIDRText(source)
        } catch {
            throw decoder.refusal(error)
        }
    }

    func encode(to encoder: any Encoder) throws {
        try source.encode(to: encoder)
    }
}
