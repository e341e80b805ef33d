/// A row of a table of tests: the columns that all of them have are members of each, beside its own.
@dynamicMemberLookup
package protocol TestRow: CSVRecord, Encodable, Equatable, Sendable {
    var test: TestColumns { get set }
}

extension TestRow {
    /// A column that all tests have.
    package subscript<Value>(dynamicMember column: WritableKeyPath<TestColumns, Value>) -> Value {
        get { test[keyPath: column] }
        set { test[keyPath: column] = newValue }
    }

    /// What is compared with `off`.
    package var treatment: Treatment { Treatment(test.arm, of: test.controller) }

    /// Where the test was made, its level apart.
    package var setting: Setting { Setting(test.scale, test.connections) }
}
