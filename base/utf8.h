/* utf8.h: one character at a time. Surrogates and overlong forms are no characters (RFC 3629). Any
 * thread. */
#ifndef JX_UTF8_H
#define JX_UTF8_H

#include <stddef.h>
#include <stdint.h>

/* The bytes of the character at `s`, of which `n` > 0 may be read, and its code point; 0 when there
 * is none. */
size_t utf8_decode(const char *s, size_t n, uint32_t *code);

/* Writes a code point and returns its bytes, 1 to 4; 0 for what is no character. */
size_t utf8_encode(uint32_t code, char out[4]);

#endif
