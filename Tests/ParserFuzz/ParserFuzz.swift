nonisolated(unsafe) private let memory = ParserCase.memory()

/// What libFuzzer calls with every input, from its one thread.
@c(LLVMFuzzerTestOneInput)
func checkInput(_ bytes: UnsafeRawPointer?, _ count: Int) -> CInt {
    ParserCase(UnsafeRawBufferPointer(start: bytes, count: count), in: memory)?.check()
    return 0
}
