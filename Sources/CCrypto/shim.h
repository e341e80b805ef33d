/* libcrypto of OpenSSL: the hashes that controllers name chains and sets by (openssl/sha.h). */
#pragma once
#include <openssl/sha.h>
