/* zlib: gzip files in, histograms out (zlib.h). */
#pragma once
#include <zlib.h>

/* inflateInit2 is a macro. windowBits 15 + 32: gzip or zlib, found by its header. */
static inline int npb_inflate_init(z_streamp stream) { return inflateInit2(stream, 15 + 32); }
