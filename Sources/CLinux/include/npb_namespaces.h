/* Namespaces, mounts, processes and what becomes of them when their parent dies. */
#pragma once
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>

/* The name (comm) of the init, by which a live twin is found in /proc; at most 15 characters. */
#define NPB_INIT_NAME "npbench-init"

/* What a child in namespaces of its own gets from the supervisor that clones it. */
struct npb_enclosure {
    /* Read end of a pipe: one byte arrives when the ids are mapped, the end of file when the supervisor is dead. */
    int gate;
    /* Write end of the same pipe, for the child to close; only the supervisor may hold it. */
    int gate_writer;
    /* Write end of a pipe on which the child leaves one struct npb_report. */
    int report;
    /* The command, for execve(2); the probe has none. */
    const char *executable;
    char *const *arguments;
    char *const *environment;
    /* The signal mask of the command. */
    sigset_t signals;
};

/* How far the child came. */
enum npb_stage {
    NPB_STAGE_PRIVATE_MOUNTS = 1,
    NPB_STAGE_TMPFS,
    NPB_STAGE_PROC,
    NPB_STAGE_LOOPBACK,
    NPB_STAGE_DONE,
};

struct npb_report {
    /* npb_enclose: the wait status of the command. npb_probe_enclosure: the last npb_stage that was tried. */
    int value;
    /* npb_probe_enclosure: why that stage failed, an errno; 0 with NPB_STAGE_DONE. */
    int error;
};

/* Clones a child into new user, pid, network, mount, IPC and UTS namespaces: the init of the pid namespace, which runs
 * the command as its only child, forwards signals to it, reaps orphans, and ends when the command ends. The calling
 * process must have one thread, and SIGCHLD, SIGINT, SIGTERM and SIGHUP must be blocked in it. Returns the child's pid or -errno. */
pid_t npb_enclose(const struct npb_enclosure *enclosure);

/* As npb_enclose, but the child only tries what the twin needs (mounts, /proc, a network device) and reports. */
pid_t npb_probe_enclosure(const struct npb_enclosure *enclosure);

/* Sets IFF_UP on the device `name` of the calling thread's network namespace. Returns 0 or -errno. */
int npb_bring_up(const char *name);
