import Glibc
import Linux

@testable import Twin

extension NodeTwin {
    /// Puts iptables-save text into the node.
    func restore(_ text: String, program name: String = "iptables-legacy-restore") throws {
        let file = "\(EnclosedFilesystem.workDirectory)/rules"
        let log = "\(EnclosedFilesystem.workDirectory)/rules.output"
        try TextFile.write(text, to: file)
        let program = ExecutableSearch.path(of: name) ?? name
        let end = try namespace(of: .node).run { () throws(SystemError) in
            try BackgroundProcess(executable: program, arguments: [file], log: log).wait()
        }
        guard end == .exited(0) else {
            throw KernelRoom.Missing(description: "iptables \(end): \(ProcFilesystem().text(log) ?? "")")
        }
    }

    /// The processes whose network namespace is that of the pod.
    func processes(ofPod name: String) throws -> [ProcessStat] {
        let own = TwinTestProcess.networkNamespace(
            of: "thread-self",
            in: try namespace(of: .pod(namespace: nil, name: name))
        )
        return ProcessTable.read().processes.filter { process in
            !process.isZombie && TwinTestProcess.networkNamespace(of: "\(process.id)") == own
        }
    }

    func master(ofPod name: String) throws -> Int32? {
        let processes = try processes(ofPod: name)
        let ids = Set(processes.map(\.id))
        return processes.first { !ids.contains($0.parent) }?.id
    }

    func worker(ofPod name: String) throws -> Int32? {
        let processes = try processes(ofPod: name)
        let ids = Set(processes.map(\.id))
        return processes.first { ids.contains($0.parent) }?.id
    }

    func allowedCPUs(ofWorkerOf name: String) throws -> String? {
        try worker(ofPod: name).flatMap { TwinTestProcess.allowedCPUs(of: $0) }
    }
}

enum TwinTestProcess {
    static func networkNamespace(of process: String, in namespace: NetworkNamespace) -> String {
        namespace.run { networkNamespace(of: process) }
    }

    static func networkNamespace(of process: String) -> String {
        var buffer = [CChar](repeating: 0, count: 64)
        let count = readlink("/proc/\(process)/ns/net", &buffer, buffer.count)
        return String(decoding: buffer.prefix(max(count, 0)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    static func allowedCPUs(of process: Int32) -> String? {
        ProcFilesystem().text("/proc/\(process)/status")?.split(separator: "\n")
            .first { $0.hasPrefix("Cpus_allowed_list:") }?
            .split(separator: "\t").last.map(String.init)
    }

    static var openDescriptors: Int { ProcFilesystem().names(in: "/proc/self/fd").count }
    static var threads: Int { ProcFilesystem().names(in: "/proc/self/task").count }
    static var nginxProcesses: Int {
        ProcessTable.read().processes.filter { $0.name == "nginx" && !$0.isZombie }.count
    }
}
