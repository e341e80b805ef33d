/* libcurl, with typed shims for its variadic functions (curl_easy_setopt(3)): one for each C type of argument. */
#pragma once
#include <curl/curl.h>

static inline CURLcode npb_easy_setopt_long(CURL *easy, CURLoption option, long value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode npb_easy_setopt_string(CURL *easy, CURLoption option, const char *value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode npb_easy_setopt_pointer(CURL *easy, CURLoption option, void *value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode npb_easy_setopt_list(CURL *easy, CURLoption option, struct curl_slist *value) {
    return curl_easy_setopt(easy, option, value);
}

/* curl_write_callback: size is always 1; a result other than count ends the transfer with CURLE_WRITE_ERROR. */
typedef size_t (*npb_write_callback)(char *bytes, size_t size, size_t count, void *context);
static inline CURLcode npb_easy_setopt_write(CURL *easy, npb_write_callback callback) {
    return curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, callback);
}

static inline CURLcode npb_easy_getinfo_long(CURL *easy, CURLINFO info, long *value) {
    return curl_easy_getinfo(easy, info, value);
}

static inline CURLcode npb_easy_getinfo_offset(CURL *easy, CURLINFO info, curl_off_t *value) {
    return curl_easy_getinfo(easy, info, value);
}
