/* Child processes and what they read and write; like npb_events.h without a header of the C library.
 *
 * Each call returns the system call's result, or -errno. */
#pragma once
#include <stddef.h>

/* A file that lives in memory and goes when its last descriptor is closed. */
long npb_memory_file(const char *name);
long npb_write_at(int descriptor, const void *bytes, size_t count, long offset);
long npb_read_at(int descriptor, void *bytes, size_t capacity, long offset);

/* The size of the file; its position is at its end afterwards. */
long npb_seek_end(int descriptor);

/* A descriptor that becomes readable when the child ends. */
long npb_child_descriptor(int child);

/* 1 when the descriptor is readable, 0 after `milliseconds`. */
long npb_poll_readable(int descriptor, int milliseconds);

/* Adds to a posix_spawn_file_actions_t: descriptors 0, 1 and 2 as given, every other one closed. */
long npb_add_standard_streams(void *actions, int input, int output, int error);

/* The name of a signal without SIG, or NULL (<string.h>, with _GNU_SOURCE). */
const char *sigabbrev_np(int signal);
