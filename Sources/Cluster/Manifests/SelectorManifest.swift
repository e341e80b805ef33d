/// A LabelSelector (meta/v1) as manifests have it.
struct SelectorManifest: Codable {
    struct Requirement: Codable {
        var key: String
        var `operator`: OneOf<LabelSelector.Requirement.Operator>
        var values: [String]?

        init(_ requirement: LabelSelector.Requirement) {
            key = requirement.key
            self.operator = OneOf(requirement.operator)
            values = requirement.values.isEmpty ? nil : requirement.values
        }

        init(from decoder: any Decoder) throws {
            try decoder.refuseUnknownFields(except: CodingKeys.self)
            let container = try decoder.container(keyedBy: CodingKeys.self)
            key = try container.decode(String.self, forKey: .key)
            self.operator = try container.decode(OneOf.self, forKey: .operator)
            values = try container.decodeIfPresent([String].self, forKey: .values)
            let needsValues = self.operator.word == .in || self.operator.word == .notIn
            if needsValues != !(values ?? []).isEmpty {
                let word = self.operator.word.rawValue
                throw decoder.fault(
                    needsValues ? "expected values, which \(word) needs" : "expected no values, as \(word) has none",
                    at: CodingKeys.values
                )
            }
        }
    }

    var matchExpressions: [Requirement]?
    var matchLabels: [String: String]?

    init(_ selector: LabelSelector) {
        matchExpressions = selector.matchExpressions.isEmpty ? nil : selector.matchExpressions.map(Requirement.init)
        matchLabels = selector.matchLabels.isEmpty ? nil : selector.matchLabels
    }

    init(from decoder: any Decoder) throws {
        try decoder.refuseUnknownFields(except: CodingKeys.self)
        let container = try decoder.container(keyedBy: CodingKeys.self)
        matchExpressions = try container.decodeIfPresent([Requirement].self, forKey: .matchExpressions)
        matchLabels = try container.decodeIfPresent([String: String].self, forKey: .matchLabels)
    }

    var selector: LabelSelector {
        LabelSelector(
            matchLabels: matchLabels ?? [:],
            matchExpressions: (matchExpressions ?? []).map {
                LabelSelector.Requirement(key: $0.key, operator: $0.operator.word, values: $0.values ?? [])
            }
        )
    }
}
