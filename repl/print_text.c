/* print_text.c: see print_text.h.
 *
 * What Python's repr() escapes is what has no look of its own: controls, separators, code points that
 * are no characters. A terminal shows all others. */
#include "print_text.h"

#include <inttypes.h>
#include <string.h>

static uint32_t character(const jx_array *a, const char *at, size_t i) {
  uint32_t c = 0;
  if (a->dtype == JX_BYTES) return (unsigned char)at[i];
  memcpy(&c, at + 4 * i, sizeof c);
  return c;
}

/* Without the NULs at the end. */
static size_t length_of(const jx_array *a, const char *at) {
  size_t n = a->dtype == JX_BYTES ? a->detail : a->detail / 4;
  while (n && character(a, at, n - 1) == 0) n--;
  return n;
}

static bool is_shown(uint32_t c, bool bytes) {
  static const struct {
    uint32_t first, last;
  } hidden[] = {{0, 0x1f},        {0x7f, 0xa0},       {0xad, 0xad},         {0x600, 0x605},
                {0x61c, 0x61c},   {0x6dd, 0x6dd},     {0x70f, 0x70f},       {0x1680, 0x1680},
                {0x180e, 0x180e}, {0x2000, 0x200f},   {0x2028, 0x202f},     {0x205f, 0x206f},
                {0x3000, 0x3000}, {0xd800, 0xf8ff},   {0xfeff, 0xfeff},     {0xfff0, 0xfffb},
                {0xfffe, 0xffff}, {0xe0000, 0xe00ff}, {0xf0000, UINT32_MAX}};
  if (bytes && c > 0x7e) return false;
  for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++)
    if (c >= hidden[i].first && c <= hidden[i].last) return false;
  return true;
}

static size_t put_utf8(FILE *out, uint32_t c) {
  char bytes[4];
  size_t n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
  if (c > 0x10ffff || (c >= 0xd800 && c < 0xe000)) c = 0xfffd, n = 3;
  for (size_t i = n; i-- > 1; c >>= 6) bytes[i] = (char)(0x80 | (c & 0x3f));
  static const unsigned char leads[] = {0, 0, 0xc0, 0xe0, 0xf0};
  bytes[0] = (char)(leads[n] | c);
  if (out) fwrite(bytes, 1, n, out);
  return 1;
}

static size_t put_escaped(FILE *out, uint32_t c, uint32_t quote, bool bytes) {
  static const char named[] = "\n\r\t\\", letters[] = "nrt\\";
  char text[16] = "";
  const char *found = c && c < 128 ? strchr(named, (int)c) : NULL;
  if (found)
    snprintf(text, sizeof text, "\\%c", letters[found - named]);
  else if (c == quote)
    snprintf(text, sizeof text, "\\%c", (int)c);
  else if (is_shown(c, bytes))
    return put_utf8(out, c);
  else if (c < 0x100)
    snprintf(text, sizeof text, "\\x%02" PRIx32, c);
  else
    snprintf(text, sizeof text, c < 0x10000 ? "\\u%04" PRIx32 : "\\U%08" PRIx32, c);
  if (out) fputs(text, out);
  return strlen(text);
}

size_t text_write(FILE *out, const jx_array *a, const char *at, bool quoted) {
  bool bytes = a->dtype == JX_BYTES, single = false, twice = false;
  size_t n = length_of(a, at), width = 0;
  if (!bytes && !quoted) {
    for (size_t i = 0; i < n; i++) width += put_utf8(out, character(a, at, i));
    return width;
  }
  for (size_t i = 0; i < n; i++) {
    single |= character(a, at, i) == '\'';
    twice |= character(a, at, i) == '"';
  }
  uint32_t quote = single && !twice ? '"' : '\'';
  if (out) fprintf(out, "%s%c", bytes ? "b" : "", (int)quote);
  for (size_t i = 0; i < n; i++) width += put_escaped(out, character(a, at, i), quote, bytes);
  if (out) putc((int)quote, out);
  return width + 2 + bytes;
}
