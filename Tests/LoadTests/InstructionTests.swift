import Foundation
import Testing

/// Holds what a request costs the generator in user code to committed ceilings.
///
/// Instructions, not seconds: they hardly differ from run to run or from machine to machine. `scripts/bench --update`
/// writes the ceilings anew, which whoever reads the change sees.
@Suite(.serialized) struct InstructionTests {
    /// Plants work, an allocation and a retain into every receive, on the generator's side of the kernel.
    private static let planted = """
        #define _GNU_SOURCE
        #include <dlfcn.h>
        #include <stdlib.h>
        #include <sys/socket.h>
        static ssize_t (*next)(int, void *, size_t, int);
        static void *(*retain)(void *);
        ssize_t recv(int socket, void *buffer, size_t size, int flags) {
            if (!next) {
                next = dlsym(RTLD_NEXT, "recv");
                retain = dlsym(RTLD_DEFAULT, "swift_retain");
            }
            for (volatile int i = 0; i < 1000; i++) {}
            free(malloc(1));
            retain(NULL);
            return next(socket, buffer, size, flags);
        }
        """

    @Test(
        "A request costs no more instructions than the ceiling, and no call of Swift's runtime or the allocator",
        arguments: RequestCost.Mode.allCases
    )
    func ceiling(mode: RequestCost.Mode) throws {
        let cost = try RequestCost(mode)
        var ceilings = try InstructionCeilings()
        if ProcessInfo.processInfo.environment["NPBENCH_UPDATE_CEILINGS"] != nil {
            try ceilings.update(mode, measured: cost.instructions)
        }
        #expect(cost.instructions > 100, "so little can not be a request")
        #expect(cost.instructions <= (try #require(ceilings[mode])))
        #expect(cost.runtimeCalls == [])
    }

    @Test("Planted work, a planted allocation and a planted retain would show", arguments: RequestCost.Mode.allCases)
    func plantedWork(mode: RequestCost.Mode) throws {
        let library = try PreloadedLibrary("planted-work", source: Self.planted)
        let cost = try RequestCost(mode, preloading: library.path)
        #expect(cost.instructions > (try #require(try InstructionCeilings()[mode])))
        #expect(Set(cost.runtimeCalls).isSuperset(of: ["malloc", "free", "swift_retain"]))
    }
}
