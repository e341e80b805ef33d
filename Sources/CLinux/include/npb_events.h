/* Sockets, epoll, clocks, CPU affinity, resource usage.
 *
 * Each shim returns the call's result, or -errno: no Swift code can run between a call and the reading of its errno. */
#pragma once
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sched.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static inline long npb_result(long result) { return result < 0 ? -(long)errno : result; }

static inline unsigned long long npb_monotonic_nanoseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (unsigned long long)now.tv_sec * 1000000000ull + (unsigned long long)now.tv_nsec;
}

/* Addresses are in host byte order, as IPv4Address holds them. */
static inline struct sockaddr_in npb_address(unsigned int address, unsigned short port) {
    struct sockaddr_in name;
    memset(&name, 0, sizeof name);
    name.sin_family = AF_INET;
    name.sin_port = htons(port);
    name.sin_addr.s_addr = htonl(address);
    return name;
}

static inline long npb_stream_socket(void) {
    return npb_result(socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
}

static inline long npb_connect(int descriptor, unsigned int address, unsigned short port) {
    struct sockaddr_in name = npb_address(address, port);
    return npb_result(connect(descriptor, (const struct sockaddr *)&name, sizeof name));
}

static inline long npb_bind(int descriptor, unsigned int address, unsigned short port) {
    struct sockaddr_in name = npb_address(address, port);
    return npb_result(bind(descriptor, (const struct sockaddr *)&name, sizeof name));
}

static inline long npb_listen(int descriptor, int backlog) { return npb_result(listen(descriptor, backlog)); }

static inline long npb_accept(int descriptor) {
    return npb_result(accept4(descriptor, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC));
}

static inline long npb_local_port(int descriptor) {
    struct sockaddr_in name;
    socklen_t size = sizeof name;
    long result = npb_result(getsockname(descriptor, (struct sockaddr *)&name, &size));
    return result < 0 ? result : (long)ntohs(name.sin_port);
}

static inline long npb_send(int descriptor, const void *bytes, size_t count) {
    return npb_result(send(descriptor, bytes, count, MSG_NOSIGNAL));
}

static inline long npb_receive(int descriptor, void *bytes, size_t capacity) {
    return npb_result(recv(descriptor, bytes, capacity, 0));
}

static inline long npb_close(int descriptor) { return npb_result(close(descriptor)); }

static inline long npb_set_option(int descriptor, int level, int option, int value) {
    return npb_result(setsockopt(descriptor, level, option, &value, sizeof value));
}

/* The pending error of the socket, negated, and clears it; 0 for none. */
static inline long npb_pending_error(int descriptor) {
    int error = 0;
    socklen_t size = sizeof error;
    long result = npb_result(getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &size));
    return result < 0 ? result : -(long)error;
}

static inline long npb_epoll_create(void) { return npb_result(epoll_create1(EPOLL_CLOEXEC)); }

static inline long npb_epoll_control(int epoll, int operation, int descriptor, unsigned int events,
                                     unsigned long long token) {
    struct epoll_event event;
    memset(&event, 0, sizeof event);
    event.events = events;
    event.data.u64 = token;
    return npb_result(epoll_ctl(epoll, operation, descriptor, &event));
}

static inline long npb_epoll_wait(int epoll, void *events, int capacity, int milliseconds) {
    return npb_result(epoll_wait(epoll, (struct epoll_event *)events, capacity, milliseconds));
}

/* The affinity calls act on the calling thread (pid 0 of sched_setaffinity(2)); CPU_SET and CPU_ISSET are macros. */
static inline long npb_get_affinity(cpu_set_t *set) { return npb_result(sched_getaffinity(0, sizeof *set, set)); }

static inline long npb_set_affinity(const cpu_set_t *set) {
    return npb_result(sched_setaffinity(0, sizeof *set, set));
}

static inline cpu_set_t npb_single_cpu(int cpu) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(cpu, &set);
    return set;
}

static inline int npb_cpu_is_set(int cpu, const cpu_set_t *set) { return CPU_ISSET(cpu, set) != 0; }

static inline long npb_thread_usage(struct rusage *usage) { return npb_result(getrusage(RUSAGE_THREAD, usage)); }

static inline long npb_get_descriptor_limit(struct rlimit *limit) {
    return npb_result(getrlimit(RLIMIT_NOFILE, limit));
}

static inline long npb_set_descriptor_limit(const struct rlimit *limit) {
    return npb_result(setrlimit(RLIMIT_NOFILE, limit));
}
