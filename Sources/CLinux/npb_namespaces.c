/* The code that runs between clone and exec, which must not be Swift: after a raw clone no allocator, no lock and no
 * thread of the runtime may be relied on. Everything here is a system call or arithmetic. */
#include "npb_namespaces.h"

#include <errno.h>
#include <net/if.h>
#include <poll.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* fork(2) without glibc's fork handlers, which expect a consistent heap. */
static pid_t raw_clone(unsigned long flags) {
    return (pid_t)syscall(SYS_clone, flags | SIGCHLD, NULL, NULL, NULL, NULL);
}

/* Waits until the supervisor has mapped the ids, then ties this process to its life. The death signal is asked for
 * only now, since a change of credentials clears it, and so the supervisor may have died before: the hang-up of the
 * gate tells (getppid(2) is 0 here either way). */
static void pass_gate(const struct npb_enclosure *enclosure) {
    char byte;
    close(enclosure->gate_writer);
    ssize_t count;
    do {
        count = read(enclosure->gate, &byte, 1);
    } while (count < 0 && errno == EINTR);
    if (count != 1 || prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) _exit(1);
    struct pollfd gate = {.fd = enclosure->gate, .events = POLLIN};
    if (poll(&gate, 1, 0) != 0) _exit(1);
}

static _Noreturn void leave_report(const struct npb_enclosure *enclosure, struct npb_report report) {
    ssize_t written = write(enclosure->report, &report, sizeof report);
    _exit(written == sizeof report ? 0 : 1);
}

/* The init of the pid namespace. Orphans become its children, so the command may wait for its own by pid and nobody
 * steals a status. A terminal sends its signals to the command as well (same process group): only those that a
 * process sent are forwarded. */
static _Noreturn void run_init(const struct npb_enclosure *enclosure, pid_t command) {
    sigset_t awaited;
    sigemptyset(&awaited);
    sigaddset(&awaited, SIGCHLD);
    sigaddset(&awaited, SIGINT);
    sigaddset(&awaited, SIGTERM);
    sigaddset(&awaited, SIGHUP);
    for (;;) {
        siginfo_t info;
        int number = sigwaitinfo(&awaited, &info);
        if (number == SIGCHLD) {
            int status;
            pid_t child;
            while ((child = waitpid(-1, &status, WNOHANG)) > 0)
                if (child == command) leave_report(enclosure, (struct npb_report){.value = status});
        } else if (number > 0 && info.si_code <= 0) {
            kill(command, number);
        }
    }
}

static pid_t clone_enclosed(void) {
    pid_t child = raw_clone(CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET | CLONE_NEWNS | CLONE_NEWIPC | CLONE_NEWUTS);
    return child < 0 ? -errno : child;
}

pid_t npb_enclose(const struct npb_enclosure *enclosure) {
    pid_t child = clone_enclosed();
    if (child != 0) return child;
    pass_gate(enclosure);
    prctl(PR_SET_NAME, NPB_INIT_NAME);
    pid_t command = raw_clone(0);
    if (command == 0) {
        sigprocmask(SIG_SETMASK, &enclosure->signals, NULL);
        execve(enclosure->executable, enclosure->arguments, enclosure->environment);
        _exit(126);
    }
    if (command < 0) _exit(1);
    run_init(enclosure, command);
}

static int try_stage(int stage) {
    switch (stage) {
    case NPB_STAGE_PRIVATE_MOUNTS:
        return mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0 ? 0 : errno;
    case NPB_STAGE_TMPFS:
        return mount("tmpfs", "/run", "tmpfs", MS_NOSUID | MS_NODEV, NULL) == 0 ? 0 : errno;
    case NPB_STAGE_PROC:
        return mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL) == 0 ? 0 : errno;
    case NPB_STAGE_LOOPBACK:
        return -npb_bring_up("lo");
    }
    return 0;
}

pid_t npb_probe_enclosure(const struct npb_enclosure *enclosure) {
    pid_t child = clone_enclosed();
    if (child != 0) return child;
    pass_gate(enclosure);
    for (int stage = NPB_STAGE_PRIVATE_MOUNTS; stage < NPB_STAGE_DONE; stage++) {
        int error = try_stage(stage);
        if (error != 0) leave_report(enclosure, (struct npb_report){.value = stage, .error = error});
    }
    leave_report(enclosure, (struct npb_report){.value = NPB_STAGE_DONE});
}

int npb_bring_up(const char *name) {
    int socket_fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (socket_fd < 0) return -errno;
    struct ifreq request = {0};
    strncpy(request.ifr_name, name, IFNAMSIZ - 1);
    int result = ioctl(socket_fd, SIOCGIFFLAGS, &request);
    if (result == 0) {
        request.ifr_flags |= IFF_UP;
        result = ioctl(socket_fd, SIOCSIFFLAGS, &request);
    }
    int error = errno;
    close(socket_fd);
    return result == 0 ? 0 : -error;
}
