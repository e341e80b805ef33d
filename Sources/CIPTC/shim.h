/* libiptc: a table of the running kernel as an object to read (libiptc/libiptc.h). */
#pragma once
#include <libiptc/libiptc.h>
