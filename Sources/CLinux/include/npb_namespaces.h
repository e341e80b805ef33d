/* Namespaces, mounts, processes and what becomes of them when their parent dies. */
#pragma once
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <sched.h>
#include <sys/mount.h>
#include <sys/prctl.h>
