import Glibc
import Linux
import Testing

/// The loop allocates nothing per request: twice the requests make no more allocations.
///
/// `LoadBenchmarks` runs under a library that counts the C library's allocations, which are Swift's too.
@Suite struct AllocationTests {
    /// Counts as it passes on to glibc's own functions, and reports at exit.
    private static let interposer = """
        #include <errno.h>
        #include <stddef.h>
        #include <stdio.h>
        static unsigned long count;
        #define COUNT() __atomic_add_fetch(&count, 1, __ATOMIC_RELAXED)
        void *__libc_malloc(size_t), *__libc_calloc(size_t, size_t);
        void *__libc_realloc(void *, size_t), *__libc_memalign(size_t, size_t);
        void *malloc(size_t size) { COUNT(); return __libc_malloc(size); }
        void *calloc(size_t number, size_t size) { COUNT(); return __libc_calloc(number, size); }
        void *realloc(void *old, size_t size) { COUNT(); return __libc_realloc(old, size); }
        void *aligned_alloc(size_t alignment, size_t size) { COUNT(); return __libc_memalign(alignment, size); }
        int posix_memalign(void **place, size_t alignment, size_t size) {
            COUNT();
            *place = __libc_memalign(alignment, size);
            return *place ? 0 : ENOMEM;
        }
        __attribute__((destructor)) static void report(void) { fprintf(stderr, "allocations=%lu\\n", count); }
        """

    /// The allocations of a load of `requests`.
    private func allocations(_ library: String, _ requests: Int, _ options: [String]) throws -> Int {
        let run = try ChildProcess.run(
            try BuiltBenchmarks.debug(),
            ["--requests", "\(requests)", "--seconds", "30", "--concurrency", "8"] + options,
            environment: ["LD_PRELOAD=\(library)"],
            timeout: 60
        )
        try #require(run.outputText.hasPrefix("completed=\(requests) failed=0 "), "\(run.outputText)\(run.errorText)")
        let line = try #require(run.errorText.split(separator: "\n").first { $0.hasPrefix("allocations=") })
        return try #require(Int(line.dropFirst("allocations=".count)))
    }

    @Test("Twice the requests make no more allocations, in either mode; a planted one would show")
    func perRequest() throws {
        // Two runs differ by the few allocations of threads that Dispatch starts, or not, as it goes.
        let startUpNoise = 20
        let library = try PreloadedLibrary("allocation-counter", source: Self.interposer)
        for mode in [["--keep-alive"], []] {
            let planted = ["--plant-allocations"] + mode
            let plantedMore = try allocations(library.path, 4000, planted) - allocations(library.path, 2000, planted)
            #expect(plantedMore > 2000 - startUpNoise, "the counter does not see an allocation a request")
            let more = try allocations(library.path, 4000, mode) - allocations(library.path, 2000, mode)
            #expect(abs(more) < startUpNoise)
        }
    }
}
