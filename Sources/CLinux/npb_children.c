#define _GNU_SOURCE
#include "npb_children.h"
#include <errno.h>
#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/pidfd.h>
#include <unistd.h>

static long result_of(long result) { return result < 0 ? -(long)errno : result; }

long npb_memory_file(const char *name) { return result_of(memfd_create(name, MFD_CLOEXEC)); }

long npb_write_at(int descriptor, const void *bytes, size_t count, long offset) {
    return result_of(pwrite(descriptor, bytes, count, offset));
}

long npb_read_at(int descriptor, void *bytes, size_t capacity, long offset) {
    return result_of(pread(descriptor, bytes, capacity, offset));
}

long npb_seek_end(int descriptor) { return result_of(lseek(descriptor, 0, SEEK_END)); }

long npb_child_descriptor(int child) { return result_of(pidfd_open(child, 0)); }

long npb_poll_readable(int descriptor, int milliseconds) {
    struct pollfd waited = {.fd = descriptor, .events = POLLIN};
    return result_of(poll(&waited, 1, milliseconds));
}

/* These return an errno themselves. */
long npb_add_standard_streams(void *actions, int input, int output, int error) {
    int code = posix_spawn_file_actions_adddup2(actions, input, 0);
    if (code == 0) code = posix_spawn_file_actions_adddup2(actions, output, 1);
    if (code == 0) code = posix_spawn_file_actions_adddup2(actions, error, 2);
    if (code == 0) code = posix_spawn_file_actions_addclosefrom_np(actions, 3);
    return -code;
}
