#define _GNU_SOURCE
#include "npb_events.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sched.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

_Static_assert(NPB_EPOLLIN == EPOLLIN && NPB_EPOLLOUT == EPOLLOUT && NPB_EPOLLERR == EPOLLERR, "events");
_Static_assert(NPB_EPOLLHUP == EPOLLHUP && NPB_EPOLLRDHUP == EPOLLRDHUP && NPB_EPOLLET == EPOLLET, "events");
_Static_assert(NPB_EPOLL_CTL_ADD == EPOLL_CTL_ADD && NPB_EPOLL_CTL_MOD == EPOLL_CTL_MOD, "operations");
_Static_assert(NPB_EPOLL_CTL_DEL == EPOLL_CTL_DEL, "operations");
_Static_assert(NPB_EPOLL_EVENT_SIZE == sizeof(struct epoll_event), "event");
_Static_assert(NPB_EPOLL_EVENT_DATA == offsetof(struct epoll_event, data), "event");
_Static_assert(sizeof(struct npb_cpu_set) == sizeof(cpu_set_t), "CPU set");

static long result_of(long result) { return result < 0 ? -(long)errno : result; }

const char *npb_error_name(int error) { return strerrorname_np(error); }
const char *npb_error_text(int error) { return strerrordesc_np(error); }

static uint64_t nanoseconds_of(clockid_t clock) {
    struct timespec now;
    clock_gettime(clock, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

uint64_t npb_monotonic_nanoseconds(void) { return nanoseconds_of(CLOCK_MONOTONIC); }
uint64_t npb_wall_nanoseconds(void) { return nanoseconds_of(CLOCK_REALTIME); }

long npb_get_timer_slack(void) { return result_of(prctl(PR_GET_TIMERSLACK)); }
long npb_set_timer_slack(uint64_t nanoseconds) { return result_of(prctl(PR_SET_TIMERSLACK, nanoseconds)); }

static struct sockaddr_in socket_address(uint32_t address, uint16_t port) {
    struct sockaddr_in name;
    memset(&name, 0, sizeof name);
    name.sin_family = AF_INET;
    name.sin_port = htons(port);
    name.sin_addr.s_addr = htonl(address);
    return name;
}

static long set_option(int descriptor, int level, int option) {
    int value = 1;
    return result_of(setsockopt(descriptor, level, option, &value, sizeof value));
}

long npb_stream_socket(void) { return result_of(socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)); }

long npb_connect(int descriptor, uint32_t address, uint16_t port) {
    struct sockaddr_in name = socket_address(address, port);
    return result_of(connect(descriptor, (const struct sockaddr *)&name, sizeof name));
}

long npb_bind(int descriptor, uint32_t address, uint16_t port) {
    struct sockaddr_in name = socket_address(address, port);
    return result_of(bind(descriptor, (const struct sockaddr *)&name, sizeof name));
}

long npb_bind_without_port(int descriptor, uint32_t address) {
    long option = set_option(descriptor, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT);
    return option < 0 ? option : npb_bind(descriptor, address, 0);
}

long npb_listen(int descriptor, int backlog) { return result_of(listen(descriptor, backlog)); }

long npb_accept(int descriptor) {
    return result_of(accept4(descriptor, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC));
}

long npb_local_port(int descriptor) {
    struct sockaddr_in name;
    socklen_t size = sizeof name;
    long result = result_of(getsockname(descriptor, (struct sockaddr *)&name, &size));
    return result < 0 ? result : (long)ntohs(name.sin_port);
}

long npb_send(int descriptor, const void *bytes, size_t count) {
    return result_of(send(descriptor, bytes, count, MSG_NOSIGNAL));
}

long npb_receive(int descriptor, void *bytes, size_t capacity) {
    return result_of(recv(descriptor, bytes, capacity, 0));
}

long npb_close(int descriptor) { return result_of(close(descriptor)); }

long npb_set_no_delay(int descriptor) { return set_option(descriptor, IPPROTO_TCP, TCP_NODELAY); }

long npb_set_reuse_address(int descriptor) { return set_option(descriptor, SOL_SOCKET, SO_REUSEADDR); }

long npb_pending_error(int descriptor) {
    int error = 0;
    socklen_t size = sizeof error;
    long result = result_of(getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &size));
    return result < 0 ? result : -(long)error;
}

long npb_epoll_create(void) { return result_of(epoll_create1(EPOLL_CLOEXEC)); }

long npb_epoll_control(int epoll, int operation, int descriptor, uint32_t events, uint64_t token) {
    struct epoll_event event;
    memset(&event, 0, sizeof event);
    event.events = events;
    event.data.u64 = token;
    return result_of(epoll_ctl(epoll, operation, descriptor, &event));
}

long npb_epoll_wait(int epoll, void *events, int capacity, int milliseconds) {
    return result_of(epoll_wait(epoll, events, capacity, milliseconds));
}

long npb_epoll_wait_nanoseconds(int epoll, void *events, int capacity, uint64_t nanoseconds) {
    struct timespec time = {(time_t)(nanoseconds / 1000000000u), (long)(nanoseconds % 1000000000u)};
    return result_of(epoll_pwait2(epoll, events, capacity, &time, NULL));
}

long npb_get_affinity(struct npb_cpu_set *set) {
    return result_of(sched_getaffinity(0, sizeof(cpu_set_t), (cpu_set_t *)set));
}

long npb_set_affinity(const struct npb_cpu_set *set) {
    return result_of(sched_setaffinity(0, sizeof(cpu_set_t), (const cpu_set_t *)set));
}

long npb_set_idle_priority(void) {
    const struct sched_param parameters = {.sched_priority = 0};
    return result_of(sched_setscheduler(0, SCHED_IDLE, &parameters));
}

static int64_t microseconds(struct timeval time) { return (int64_t)time.tv_sec * 1000000 + time.tv_usec; }

long npb_get_thread_usage(struct npb_thread_usage *usage) {
    struct rusage raw;
    long result = result_of(getrusage(RUSAGE_THREAD, &raw));
    if (result == 0) *usage = (struct npb_thread_usage){microseconds(raw.ru_utime), microseconds(raw.ru_stime)};
    return result;
}

long npb_get_descriptor_limit(struct npb_descriptor_limit *limit) {
    struct rlimit raw;
    long result = result_of(getrlimit(RLIMIT_NOFILE, &raw));
    if (result == 0) *limit = (struct npb_descriptor_limit){raw.rlim_cur, raw.rlim_max};
    return result;
}

long npb_set_descriptor_limit(const struct npb_descriptor_limit *limit) {
    struct rlimit raw = {limit->soft, limit->hard};
    return result_of(setrlimit(RLIMIT_NOFILE, &raw));
}
