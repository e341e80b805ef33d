/* Child processes and what they read and write. Each shim returns the call's result, or -errno. */
#pragma once
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/pidfd.h>
#include "npb_events.h"

/* A file that lives in memory and goes when its last descriptor is closed. */
static inline long npb_memory_file(const char *name) { return npb_result(memfd_create(name, MFD_CLOEXEC)); }

static inline long npb_write_at(int descriptor, const void *bytes, size_t count, off_t offset) {
    return npb_result(pwrite(descriptor, bytes, count, offset));
}

static inline long npb_read_at(int descriptor, void *bytes, size_t capacity, off_t offset) {
    return npb_result(pread(descriptor, bytes, capacity, offset));
}

/* The size of the file; its position is at its end afterwards. */
static inline long npb_seek_end(int descriptor) { return npb_result(lseek(descriptor, 0, SEEK_END)); }

/* A descriptor that becomes readable when the child ends. */
static inline long npb_pidfd(pid_t child) { return npb_result(pidfd_open(child, 0)); }

/* 1 when the descriptor is readable, 0 after `milliseconds`. */
static inline long npb_poll_readable(int descriptor, int milliseconds) {
    struct pollfd waited = {.fd = descriptor, .events = POLLIN};
    return npb_result(poll(&waited, 1, milliseconds));
}

/* In the child: descriptors 0, 1 and 2 as given, every other one closed. Returns 0 or an errno, as all of posix_spawn does. */
static inline int npb_standard_streams(posix_spawn_file_actions_t *actions, int input, int output, int error) {
    int result = posix_spawn_file_actions_adddup2(actions, input, 0);
    if (result == 0) result = posix_spawn_file_actions_adddup2(actions, output, 1);
    if (result == 0) result = posix_spawn_file_actions_adddup2(actions, error, 2);
    if (result == 0) result = posix_spawn_file_actions_addclosefrom_np(actions, 3);
    return result;
}
