import Addressing
import Glibc
import Linux
import Testing

@testable import Twin

extension KernelTests {
    /// Deaths, ends and new beginnings of a twin.
    @Suite struct NodeTwinLifeTests {
        init() throws { try KernelRoom.enter() }

        @Test("An nginx that was killed is named with its pod and its signal")
        func masterKilled() throws {
            let twin = try NodeTwin(.small())
            defer { twin.tearDown() }
            let master = try #require(try twin.master(ofPod: "test-3"))
            kill(master, SIGKILL)
            let message = Patience.error { try twin.checkAlive() }
            #expect(message?.contains("pod default/test-3") == true)
            #expect(message?.contains("SIGKILL") == true)
        }

        @Test("A worker that was killed is named with its pod and its signal, though its master starts another")
        func workerKilled() throws {
            let twin = try NodeTwin(.small())
            defer { twin.tearDown() }
            let worker = try #require(try twin.worker(ofPod: "test-1"))
            kill(worker, SIGKILL)
            let message = Patience.error { try twin.checkAlive() }
            #expect(message?.contains("default/test-1") == true)
            #expect(message?.contains("SIGKILL") == true)
        }

        @Test("Tearing down leaves no process, no namespace, no device and no file, and a second twin works")
        func tearDown() throws {
            // Tests of other rooms share the process, and their namespaces stay mounted.
            func mountedNamespaces() -> Int? {
                ProcFilesystem().text("/proc/self/mounts")?.split(separator: "\n").count { $0.contains("nsfs") }
            }
            let before = try #require(mountedNamespaces())
            for _ in 0..<2 {
                let twin = try NodeTwin(.small())
                #expect(ProcFilesystem().names(in: "/run/netns").count == 8)
                #expect(HTTPProbe.fetch(TwinPlan.podAddress(0)) == .served(status: 200, bodyBytes: 612))
                twin.tearDown()
                #expect(TwinTestProcess.nginxProcesses == 0)
                #expect(ProcFilesystem().names(in: "/run/netns").isEmpty)
                #expect(ProcFilesystem().names(in: EnclosedFilesystem.workDirectory + "/twin").isEmpty)
                #expect(ProcFilesystem().text("/proc/net/dev")?.contains("eth0") == false)
                #expect(mountedNamespaces() == before)
            }
        }

        @Test("Tearing down also ends a worker whose master was killed")
        func orphanedWorker() throws {
            let twin = try NodeTwin(.small())
            let master = try #require(try twin.master(ofPod: "test-0"))
            kill(master, SIGKILL)
            twin.tearDown()
            #expect(Patience.until { TwinTestProcess.nginxProcesses == 0 })
        }

        @Test("Twenty twins after each other leave no descriptor and no thread open")
        func repetitions() throws {
            try NodeTwin(.small()).tearDown()
            let descriptors = TwinTestProcess.openDescriptors
            let probe = open("/dev/null", O_RDONLY)
            #expect(TwinTestProcess.openDescriptors == descriptors + 1, "the count sees a descriptor")
            close(probe)
            let threads = TwinTestProcess.threads
            for _ in 0..<20 { try NodeTwin(.small()).tearDown() }
            #expect(TwinTestProcess.openDescriptors == descriptors)
            #expect(TwinTestProcess.threads <= threads)
        }

        @Test("A twin whose nginx can not have its port fails by name and leaves nothing")
        func portInUse() throws {
            var plan = TwinPlan.small(pods: 2)
            // The same address and port twice: 80 belongs to the remote pods' nginx in the same namespace.
            plan.remotePorts = [80]
            let twin = try NodeTwin(plan)
            defer { twin.tearDown() }
            let build = try NginxBuild.find(workDirectory: EnclosedFilesystem.workDirectory)
            let configuration = NginxConfiguration(
                directory: EnclosedFilesystem.workDirectory + "/second",
                documents: EnclosedFilesystem.workDirectory,
                ports: [80],
                connections: 64,
                cpus: [],
                temporaryKinds: build.temporaryKinds
            )
            let second = try twin.namespace(of: .cluster).run { () throws(TwinError) in
                try NginxServer(owner: "pod default/late", build: build, configuration: configuration)
            }
            let message = Patience.error { _ = try second.isListening() }
            #expect(message?.contains("pod default/late") == true)
            #expect(message?.contains("Address already in use") == true || message?.contains("could not bind") == true)
        }

        @Test("A twin that fails half-way leaves no namespace and no process")
        func halfWay() throws {
            var plan = TwinPlan.small()
            // More than any kernel has: nginx refuses its configuration.
            plan.serverCPUs = [5000]
            let message = Patience.error { _ = try NodeTwin(plan) }
            #expect(message?.contains("default/test-0") == true || message?.contains("remote pods") == true)
            #expect(message?.contains("[emerg]") == true)
            #expect(TwinTestProcess.nginxProcesses == 0)
            #expect(ProcFilesystem().names(in: "/run/netns").isEmpty)
            try NodeTwin(.small()).tearDown()
        }
    }
}
