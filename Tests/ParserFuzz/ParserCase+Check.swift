@testable import Load

/// What must hold for every response.
extension ParserCase {
    /// What a parser says when all bytes were given to it.
    ///
    /// Nobody asks more of a malformed response, whose fault may be seen some bytes later if they come at once.
    private struct Outcome: Equatable {
        var progress: ResponseParser.Progress
        var end: ResponseParser.Progress
        var status: UInt16
        var keepsAlive: Bool
        var bodyBytes: UInt64

        init(_ parser: ResponseParser, _ progress: ResponseParser.Progress) {
            var parser = parser
            self.progress = progress
            end = parser.end()
            let isMalformed = end == .malformed
            status = isMalformed ? 0 : parser.status
            keepsAlive = !isMalformed && parser.keepsAlive
            bodyBytes = isMalformed ? 0 : parser.bodyBytes
        }
    }

    /// Ends the process with a sentence if something does not hold.
    func check() {
        guard let start = response.baseAddress else { return }
        var parser = ResponseParser(expectsBody: expectsBody)
        let progress = parser.parse(start, count: response.count)
        let outcome = Outcome(parser, progress)
        require(parseInPieces() == outcome, "the outcome of the pieces is not that of the whole")
        compare(outcome, parser, with: ResponseModel(response, expectsBody: expectsBody))
    }

    private func parseInPieces() -> Outcome {
        var parser = ResponseParser(expectsBody: expectsBody)
        var progress = ResponseParser.Progress.incomplete
        var at = 0
        var index = 0
        while at < response.count {
            let length = min(pieces[index % 3], response.count - at)
            let piece = index % 2 == 0 ? scratch.last(length) : scratch.first(length)
            piece.copyMemory(from: UnsafeRawBufferPointer(rebasing: response[at..<at + length]))
            guard let start = piece.baseAddress else { break }
            let last = progress
            progress = parser.parse(start, count: length)
            if length == 0 {
                require(progress == last, "a piece of no byte made a difference")
            } else if last != .incomplete {
                require(progress == .malformed, "something followed a response's end, or its fault, and was taken")
            }
            at += length
            index += 1
            require(parser.bodyBytes <= UInt64(at), "the body is longer than all that was given")
        }
        return Outcome(parser, progress)
    }

    private func compare(_ outcome: Outcome, _ parser: ResponseParser, with model: ResponseModel) {
        switch model.verdict {
        case .complete:
            require(outcome.progress == .complete && outcome.end == .complete, "a complete response was not complete")
        case .untilClose:
            require(outcome.progress == .incomplete, "a body that the connection's end ends was ended before")
            require(outcome.end == .complete, "the connection's end did not end the body")
        case .malformed:
            require(outcome.progress == .malformed && outcome.end == .malformed, "a malformed response was taken")
        case .incomplete:
            require(outcome.progress != .complete && outcome.end != .complete, "a response was complete too early")
            if outcome.progress == .malformed {
                requireHopeless()
            } else if model.missing > 0 {
                require(parser.remaining == model.missing, "the bytes that the body lacks are miscounted")
            }
        }
        guard outcome.end == .complete else { return }
        require(outcome.status == model.head.status, "the status is another")
        require(outcome.keepsAlive == model.keepsAlive, "whether the connection is kept is wrong")
        require(outcome.bodyBytes == model.bodyBytes, "the body's bytes are miscounted")
    }

    /// What is malformed before its line ends must be malformed at the line's end.
    private func requireHopeless() {
        let ended = scratch.first(response.count + 1)
        ended.copyMemory(from: response)
        ended[response.count] = UInt8(ascii: "\n")
        let verdict = ResponseModel(UnsafeRawBufferPointer(ended), expectsBody: expectsBody).verdict
        require(verdict == .malformed, "a response that could still become complete was given up")
    }

    private func require(_ holds: Bool, _ fault: StaticString) {
        guard !holds else { return }
        fatalError("\(fault); pieces of \(pieces[0]), \(pieces[1]), \(pieces[2]), expects a body: \(expectsBody)")
    }
}
