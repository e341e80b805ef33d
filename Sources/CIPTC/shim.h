/* libiptc: a table of the running kernel as an object to read (libiptc/libiptc.h).
 *
 * The entries end in members of variable size, which Swift does not import: what lies behind the fixed part is reached here.
 * Without _GNU_SOURCE: fd_set, which these headers bring along, must be the one of Glibc and Dispatch, or no target can
 * import this module and Foundation. */
#pragma once
#include <errno.h>
#include <stddef.h>
#include <libiptc/libiptc.h>

/* A snapshot of the table, or NULL and the errno. */
static inline struct xtc_handle *npb_iptc_init(const char *table, int *error) {
    errno = 0;
    struct xtc_handle *handle = iptc_init(table);
    *error = handle ? 0 : errno;
    return handle;
}

/* A rule is its fixed part, its matches from elems on, and its target up to next_offset. */
static inline size_t npb_entry_size(const struct ipt_entry *entry) { return entry->next_offset; }
static inline size_t npb_matches_start(void) { return offsetof(struct ipt_entry, elems); }

/* From here on the fixed part holds what the kernel writes while it runs: the mark of its loop check and the counters. */
static inline size_t npb_entry_constant_size(void) { return offsetof(struct ipt_entry, comefrom); }

_Static_assert(offsetof(struct ipt_entry, comefrom) + sizeof(unsigned int) == offsetof(struct ipt_entry, counters) &&
                   offsetof(struct ipt_entry, counters) + sizeof(struct xt_counters) == offsetof(struct ipt_entry, elems),
               "what changes stands together at the end of the fixed part");

/* Matches and targets begin alike: size of the whole, name, revision; then their data. */
static inline size_t npb_extension_size(const void *extension) {
    return ((const struct xt_entry_match *)extension)->u.user.match_size;
}
static inline const char *npb_extension_name(const void *extension) {
    return ((const struct xt_entry_match *)extension)->u.user.name;
}
static inline unsigned char npb_extension_revision(const void *extension) {
    return ((const struct xt_entry_match *)extension)->u.user.revision;
}
static inline size_t npb_extension_data_start(void) { return offsetof(struct xt_entry_match, data); }

_Static_assert(offsetof(struct xt_entry_match, u.user.name) == offsetof(struct xt_entry_target, u.user.name) &&
                   offsetof(struct xt_entry_match, u.user.revision) == offsetof(struct xt_entry_target, u.user.revision) &&
                   offsetof(struct xt_entry_match, data) == offsetof(struct xt_entry_target, data),
               "matches and targets begin alike");
