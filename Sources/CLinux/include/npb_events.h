/* Sockets, epoll, clocks, CPU affinity, resource usage.
 *
 * Includes no header of the C library: with _GNU_SOURCE those define types otherwise than Swift's Glibc does (fd_set in
 * <sys/select.h>, which <sys/epoll.h> pulls in), and a Swift file that meets both definitions does not compile. The
 * calls are in npb_events.c, which also asserts the values repeated here.
 *
 * Each call returns the system call's result, or -errno: no Swift code runs between a call and the reading of its
 * errno. Addresses are in host byte order. */
#pragma once
#include <stddef.h>
#include <stdint.h>

#define NPB_EPOLLIN 0x001u
#define NPB_EPOLLOUT 0x004u
#define NPB_EPOLLERR 0x008u
#define NPB_EPOLLHUP 0x010u
#define NPB_EPOLLRDHUP 0x2000u
#define NPB_EPOLLET 0x80000000u
#define NPB_EPOLL_CTL_ADD 1
#define NPB_EPOLL_CTL_DEL 2
#define NPB_EPOLL_CTL_MOD 3

/* struct epoll_event, which the kernel packs on x86-64 alone. */
#ifdef __x86_64__
#define NPB_EPOLL_EVENT_SIZE 12
#define NPB_EPOLL_EVENT_DATA 4
#else
#define NPB_EPOLL_EVENT_SIZE 16
#define NPB_EPOLL_EVENT_DATA 8
#endif

/* Names and texts of error numbers; NULL for a number that has none. */
const char *npb_error_name(int error);
const char *npb_error_text(int error);

uint64_t npb_monotonic_nanoseconds(void);
uint64_t npb_wall_nanoseconds(void);
/* PR_GET_TIMERSLACK and PR_SET_TIMERSLACK of the calling thread. */
long npb_get_timer_slack(void);
long npb_set_timer_slack(uint64_t nanoseconds);

long npb_stream_socket(void);
long npb_connect(int descriptor, uint32_t address, uint16_t port);
long npb_bind(int descriptor, uint32_t address, uint16_t port);
/* Leaves the choice of the port to connect (ip(7), IP_BIND_ADDRESS_NO_PORT). */
long npb_bind_without_port(int descriptor, uint32_t address);
long npb_listen(int descriptor, int backlog);
long npb_accept(int descriptor);
long npb_local_port(int descriptor);
long npb_send(int descriptor, const void *bytes, size_t count);
long npb_receive(int descriptor, void *bytes, size_t capacity);
long npb_close(int descriptor);
long npb_set_no_delay(int descriptor);
long npb_set_reuse_address(int descriptor);
/* The pending error of the socket, negated, and clears it; 0 for none. */
long npb_pending_error(int descriptor);
/* TCP segments that the socket has sent, a SYN among them (tcp_info, since Linux 4.2). */
long npb_segments_sent(int descriptor);

long npb_epoll_create(void);
long npb_epoll_control(int epoll, int operation, int descriptor, uint32_t events, uint64_t token);
long npb_epoll_wait(int epoll, void *events, int capacity, int milliseconds);
long npb_epoll_wait_nanoseconds(int epoll, void *events, int capacity, uint64_t nanoseconds);

/* A bit a CPU, CPU 0 the lowest of the first word: cpu_set_t. The calls act on the calling thread. */
#define NPB_CPU_WORDS 16
struct npb_cpu_set {
    uint64_t words[NPB_CPU_WORDS];
};
long npb_get_affinity(struct npb_cpu_set *set);
long npb_set_affinity(const struct npb_cpu_set *set);
/* SCHED_IDLE for the calling thread; it has no way back without a capability in older kernels. */
long npb_set_idle_priority(void);

/* CPU time of the calling thread, in microseconds. */
struct npb_thread_usage {
    int64_t user;
    int64_t system;
};
long npb_get_thread_usage(struct npb_thread_usage *usage);

struct npb_descriptor_limit {
    uint64_t soft;
    uint64_t hard;
};
long npb_get_descriptor_limit(struct npb_descriptor_limit *limit);
long npb_set_descriptor_limit(const struct npb_descriptor_limit *limit);
