/* libcurl, with typed shims for its variadic functions (curl_easy_setopt(3)). */
#pragma once
#include <curl/curl.h>
