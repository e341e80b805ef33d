/* Apart from npb_events.c: the kernel's <linux/tcp.h>, which knows more of tcp_info than glibc's header, clashes with that. */
#include "npb_events.h"

#include <errno.h>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <sys/socket.h>

long npb_segments_sent(int descriptor) {
    struct tcp_info info = {0};
    socklen_t size = sizeof info;
    if (getsockopt(descriptor, IPPROTO_TCP, TCP_INFO, &info, &size) < 0) return -(long)errno;
    return (long)info.tcpi_segs_out;
}
