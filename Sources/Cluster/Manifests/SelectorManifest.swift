/// A LabelSelector (meta/v1) as manifests have it, checked as the API server does (pkg/apis/meta/v1/validation).
struct SelectorManifest: Codable {
    struct Requirement: Codable {
        var key: String
        var `operator`: LabelSelector.Requirement.Operator
        var values: [String]?

        enum CodingKeys: CodingKey {
            case key, `operator`, values
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
        try decoder.refuseInvalidLabels(matchLabels ?? [:], at: CodingKeys.matchLabels)
    }

    var selector: LabelSelector {
        LabelSelector(
            matchLabels: matchLabels ?? [:],
            matchExpressions: (matchExpressions ?? []).map {
                LabelSelector.Requirement(key: $0.key, operator: $0.operator, values: $0.values ?? [])
            }
        )
    }
}

extension SelectorManifest.Requirement {
    init(_ requirement: LabelSelector.Requirement) {
        key = requirement.key
        self.operator = requirement.operator
        values = requirement.values.isEmpty ? nil : requirement.values
    }

    init(from decoder: any Decoder) throws {
        try decoder.refuseUnknownFields(except: CodingKeys.self)
        let container = try decoder.container(keyedBy: CodingKeys.self)
        // A field that is not given is an empty text to the API server.
        key = try container.decodeIfPresent(String.self, forKey: .key) ?? ""
        let word = try container.decodeIfPresent(String.self, forKey: .operator) ?? ""
        values = try container.decodeIfPresent([String].self, forKey: .values)
        guard let known = LabelSelector.Requirement.Operator(rawValue: word) else {
            throw decoder.refusal(
                .invalid(value: word, detail: "not a valid selector operator"),
                at: CodingKeys.operator
            )
        }
        self.operator = known
        try checkValues(decoder)
        if let problem = APIText.problem(ofLabelKey: key) {
            throw decoder.refusal(.invalid(value: key, detail: problem), at: CodingKeys.key)
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(key, forKey: .key)
        try container.encode(self.operator.rawValue, forKey: .operator)
        try container.encodeIfPresent(values, forKey: .values)
    }

    private func checkValues(_ decoder: any Decoder) throws {
        let values = values ?? []
        switch self.operator {
        case .in, .notIn:
            guard !values.isEmpty else {
                throw decoder.refusal(
                    .required(detail: "must be specified when `operator` is 'In' or 'NotIn'"),
                    at: CodingKeys.values
                )
            }
        case .exists, .doesNotExist:
            guard values.isEmpty else {
                throw decoder.refusal(
                    .forbidden(detail: "may not be specified when `operator` is 'Exists' or 'DoesNotExist'"),
                    at: CodingKeys.values
                )
            }
        }
        for (index, value) in values.enumerated() {
            if let problem = APIText.problem(ofLabelValue: value) {
                throw decoder.refusal(
                    .invalid(value: value, detail: problem),
                    at: CodingKeys.values,
                    ListPlace(index)
                )
            }
        }
    }
}

extension Decoder {
    /// Refuses labels that the API server would; the first by key, so that the sentence is always the same.
    func refuseInvalidLabels(_ labels: [String: String], at key: any CodingKey) throws {
        for (name, value) in labels.sorted(by: { $0.key < $1.key }) {
            if let problem = APIText.problem(ofLabelKey: name) {
                throw refusal(.invalid(value: name, detail: problem), at: key)
            }
            if let problem = APIText.problem(ofLabelValue: value) {
                throw refusal(.invalid(value: value, detail: problem), at: key)
            }
        }
    }
}
