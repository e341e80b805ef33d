import CLinux
import Glibc

extension EnclosureError {
    /// The error of a clone(2) into new namespaces that failed with `errno`.
    static func namespacesRefused(errno code: Int32) -> EnclosureError {
        let remedy =
            switch code {
            case EPERM, EACCES:
                "allow them (sysctl kernel.unprivileged_userns_clone=1; in a container --security-opt seccomp=unconfined)"
            case ENOSPC, EUSERS:
                "raise the limits in /proc/sys/user (max_user_namespaces, max_net_namespaces, max_pid_namespaces)"
            case EINVAL, ENOSYS:
                "use a kernel with CONFIG_USER_NS, CONFIG_PID_NS and CONFIG_NET_NS"
            default:
                "free memory or processes and try again"
            }
        let error = SystemError(
            errno: code,
            operation: "create",
            subject: "user namespaces, which this machine forbids"
        )
        return EnclosureError(.missingCapability, "\(error); \(remedy)")
    }

    /// The error of a step that must work inside a user namespace that has its capabilities.
    static func stageRefused(_ stage: npb_stage, errno code: Int32) -> EnclosureError {
        if stage == NPB_STAGE_PROC {
            let error = SystemError(errno: code, operation: "mount", subject: "a new /proc")
            return EnclosureError(
                .missingCapability,
                "\(error), as in a container that masks parts of it; start that with --security-opt systempaths=unconfined"
            )
        }
        let (step, object) =
            switch stage {
            case NPB_STAGE_TMPFS: ("mount a tmpfs on", "/run")
            case NPB_STAGE_LOOPBACK: ("bring up", "the loopback device")
            default: ("make private", "the mounts")
            }
        let error = SystemError(errno: code, operation: step, subject: object)
        return EnclosureError(
            .missingCapability,
            "\(error), so user namespaces come without capabilities here, as AppArmor arranges on Ubuntu 24.04; "
                + "run sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0, or start npbench as root"
        )
    }
}
