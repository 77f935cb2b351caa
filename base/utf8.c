/* utf8.c: see utf8.h. Decoding checks a character by writing it again: only the shortest form comes
 * out the same. */
#include "base/utf8.h"

#include <string.h>

size_t utf8_encode(uint32_t code, char out[4]) {
  if (code < 0x80) {
    out[0] = (char)code;
    return 1;
  }
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return 0;
  size_t n = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  for (size_t i = n - 1; i > 0; i--) {
    out[i] = (char)(0x80 | (code & 0x3f));
    code >>= 6;
  }
  static const unsigned char first[] = {0, 0, 0xc0, 0xe0, 0xf0};
  out[0] = (char)(first[n] | code);
  return n;
}

size_t utf8_decode(const char *s, size_t n, uint32_t *code) {
  unsigned char first = (unsigned char)s[0];
  size_t length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  if (length > n) return 0;
  uint32_t c = length == 1 ? first : first & (0x7fu >> length);
  for (size_t i = 1; i < length; i++) c = c << 6 | ((unsigned char)s[i] & 0x3f);
  char again[4];
  if (utf8_encode(c, again) != length || memcmp(again, s, length) != 0) return 0;
  *code = c;
  return length;
}
