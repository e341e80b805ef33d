/* glibc and kernel interfaces that Swift's Glibc module hides: those behind _GNU_SOURCE, headers outside its module map,
 * macros and variadic functions. Holds no logic. */
#pragma once
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "npb_children.h"
#include "npb_events.h"
#include "npb_namespaces.h"
