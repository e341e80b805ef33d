import Results
import Testing

/// Files come back from disks, editors and other versions: whatever they hold, reading ends in values or in one sentence.
@Suite("Damaged result files")
struct DamagedFileTests {
    /// SplitMix64 (Steele, Lea and Flood 2014): the same damage every time.
    private struct Damage {
        var state: UInt64

        mutating func next(below bound: Int) -> Int {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return Int((z ^ (z >> 31)) % UInt64(bound))
        }

        /// `bytes` with some of them changed, taken out or put in.
        mutating func damaged(_ bytes: [UInt8]) -> [UInt8] {
            var bytes = bytes
            for _ in 0..<1 + next(below: 4) where !bytes.isEmpty {
                let place = next(below: bytes.count)
                switch next(below: 4) {
                case 0: bytes[place] = UInt8(next(below: 256))
                case 1: bytes.remove(at: place)
                case 2: bytes.insert(Array("\",\n{}0-".utf8)[next(below: 7)], at: place)
                default: bytes.removeLast(bytes.count - place)
                }
            }
            return bytes
        }
    }

    /// Whether the sentence is one: it begins with what failed, and ends.
    private func isSentence(_ error: ResultsError) -> Bool {
        error.description.hasPrefix("Can not read ") && error.description.hasSuffix(".")
    }

    @Test("A damaged samples.jsonl gives its whole lines or a sentence")
    func samples() throws {
        let bytes = Array(String(repeating: try Samples.sample.jsonLine(), count: 3).utf8)
        var damage = Damage(state: 11)
        for _ in 0..<300 {
            do throws(ResultsError) {
                #expect(try SampleLog(damage.damaged(bytes)).samples.count <= 4)
            } catch {
                #expect(isSentence(error))
            }
        }
    }

    @Test("A damaged run.json gives a record or a sentence")
    func run() throws {
        let bytes = Array(try Samples.run.json().utf8)
        var damage = Damage(state: 12)
        for _ in 0..<300 {
            do throws(ResultsError) {
                _ = try RunRecord(json: String(decoding: damage.damaged(bytes), as: UTF8.self))
            } catch {
                #expect(isSentence(error))
            }
        }
    }

    @Test("A damaged table gives rows that can be written again, or a sentence")
    func tables() throws {
        let curves = Array(CurveRow.csv([Samples.curve, Samples.curve]).utf8)
        let costs = Array(CostRow.csv([Samples.cost, Samples.cost]).utf8)
        var damage = Damage(state: 13)
        for _ in 0..<500 {
            do throws(ResultsError) {
                let text = String(decoding: damage.damaged(curves), as: UTF8.self)
                let rows = try CurveRow.rows(csv: text, name: "curves.csv")
                #expect(try CurveRow.rows(csv: CurveRow.csv(rows), name: "curves.csv").count == rows.count)
            } catch {
                #expect(isSentence(error))
            }
            do throws(ResultsError) {
                let text = String(decoding: damage.damaged(costs), as: UTF8.self)
                let rows = try CostRow.rows(csv: text, name: "cost.csv")
                #expect(try CostRow.rows(csv: CostRow.csv(rows), name: "cost.csv").count == rows.count)
            } catch {
                #expect(isSentence(error))
            }
        }
    }
}
