import Conformance
import Layouts
import Testing

extension KernelTests {
    /// Faults on purpose, which named cases must find.
    @Suite struct BrokenLayoutTests {
        private func casesWithMismatches(_ fault: BrokenLayout.Fault) throws -> [Int] {
            var found: [Int] = []
            try KernelTests.withTwin { twin throws in
                let subject = ConformanceSubject(
                    name: "broken",
                    layout: BrokenLayout(fault),
                    trigger: .podLifecycle
                )
                let runner = CaseRunner(twin: twin, subject: subject, serviceProxy: .kubeProxyIptables110)
                for (number, conformanceCase) in zip(1..., ConformanceCase.upstream) {
                    let result = try runner.play(conformanceCase)
                    if !result.mismatches.isEmpty { found.append(number) }
                }
            }
            return found
        }

        @Test("A sound layout has no mismatch in these cases, so what the others have is their fault's")
        func sound() throws {
            try KernelTests.withTwin { twin throws in
                let runner = CaseRunner(
                    twin: twin,
                    subject: ConformanceData.early,
                    serviceProxy: .kubeProxyIptables110
                )
                for conformanceCase in ConformanceCase.upstream {
                    #expect(try runner.play(conformanceCase).mismatches.isEmpty)
                }
            }
        }

        @Test("Pods that deny nothing fail 'default-deny' and every other case that denies")
        func deniesNothing() throws {
            #expect(
                try casesWithMismatches(.deniesNothing)
                    == [1, 2, 3, 6, 7, 8, 9, 15, 16, 18, 19, 20, 21, 22, 23, 25]
            )
        }

        @Test("Policies that allow nothing fail 'allow-all' and every other case that allows under a policy")
        func allowsNothing() throws {
            #expect(
                try casesWithMismatches(.allowsNothing)
                    == [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 15, 16, 17, 19, 20, 21, 22, 23, 24, 25]
            )
        }

        @Test("Rules without their ports fail the cases about ports")
        func forgetsPorts() throws {
            #expect(try casesWithMismatches(.forgetsPorts) == [9, 15])
        }

        @Test("A layout that writes one policy fails the cases that stack them")
        func firstPolicyOnly() throws {
            #expect(try casesWithMismatches(.firstPolicyOnly) == [10, 20, 21, 22, 25])
        }

        @Test("Rules without their peers fail the cases about peers")
        func forgetsPeers() throws {
            #expect(try casesWithMismatches(.forgetsPeers) == [2, 3, 6, 7, 8, 15, 20])
        }
    }
}
