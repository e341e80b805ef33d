import Linux

/// The nginx of this machine.
struct NginxBuild: Equatable {
    var path: String
    /// The kinds of temporary files it knows; a directive for another would be an error.
    var temporaryKinds: [String]

    /// Finds nginx and asks it how it was built.
    ///
    /// - Throws: `missingCapability` where there is none.
    static func find(workDirectory: String) throws(TwinError) -> NginxBuild {
        guard let path = ExecutableSearch.path(of: "nginx") else {
            throw TwinError(
                .missingCapability,
                "nginx is not installed, and every pod of the twin is one; apt-get install nginx-light"
            )
        }
        let log = "\(workDirectory)/nginx-build"
        let end: ProcessEnd
        do throws(SystemError) {
            end = try BackgroundProcess(executable: path, arguments: ["-V"], log: log).wait()
        } catch {
            throw TwinError(error, remedy: "install a working nginx")
        }
        guard end == .exited(0) else { throw TwinError(.failed, "\(path) -V \(end); install a working nginx") }
        return NginxBuild(path: path, temporaryKinds: temporaryKinds(in: ProcFilesystem().text(log) ?? ""))
    }

    /// Reads the answer of `nginx -V`: every module is there unless it was configured away.
    static func temporaryKinds(in answer: String) -> [String] {
        let modules = ["proxy", "fastcgi", "uwsgi", "scgi"]
        return ["client_body"] + modules.filter { !answer.contains("--without-http_\($0)_module") }
    }
}
