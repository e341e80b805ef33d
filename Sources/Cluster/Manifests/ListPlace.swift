/// A place in a list, as part of a path.
struct ListPlace: CodingKey {
    let index: Int

    init(_ index: Int) {
        self.index = index
    }

    init?(stringValue: String) { nil }

    init?(intValue: Int) {
        self.init(intValue)
    }

    var stringValue: String { "\(index)" }
    var intValue: Int? { index }
}
