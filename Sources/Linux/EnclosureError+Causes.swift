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
        return EnclosureError(
            .missingCapability,
            "creating user namespaces is forbidden on this machine: \(ErrnoText.of(code)); \(remedy)"
        )
    }

    /// The error of a step that must work inside a user namespace that has its capabilities.
    static func stageRefused(_ stage: npb_stage, errno code: Int32) -> EnclosureError {
        if stage == NPB_STAGE_PROC {
            return EnclosureError(
                .missingCapability,
                "mounting a new /proc is refused: \(ErrnoText.of(code)), as where a container masks parts of it; "
                    + "start the container with --security-opt systempaths=unconfined"
            )
        }
        let step =
            switch stage {
            case NPB_STAGE_TMPFS: "mounting a tmpfs on /run"
            case NPB_STAGE_LOOPBACK: "bringing the loopback device up"
            default: "making the mounts private"
            }
        return EnclosureError(
            .missingCapability,
            "user namespaces come without capabilities here (\(step): \(ErrnoText.of(code))), as AppArmor arranges on "
                + "Ubuntu 24.04; run sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0, or start npbench as root"
        )
    }
}
