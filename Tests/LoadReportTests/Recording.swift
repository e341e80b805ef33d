import Foundation
import Testing

/// What real programs printed: ab 2.4.71 against nginx on loopback, and HdrHistogram's Python library.
enum Recording {
    static func text(_ name: String) throws -> String {
        let url = try #require(Bundle.module.url(forResource: name, withExtension: nil, subdirectory: "Data"))
        return try String(contentsOf: url, encoding: .utf8)
    }
}
