/* line_text.c: foreign text as one line of a table. Start at line_print(). */
#include "line_text.h"

#include <limits.h>
#include <stdbool.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>
#include <wctype.h>

/* One character as it is to be shown. */
typedef struct shown {
  char bytes[16];
  int width;
} shown;

/* Returns the bytes taken, at least 1. */
static size_t next(const char *at, const char *end, shown *out) {
  mbstate_t state = {0};
  wchar_t c;
  size_t n = mbrtowc(&c, at, (size_t)(end - at), &state);
  if (*at == '\t') {
    *out = (shown){" ", 1};
    return 1;
  }
  if (n == 0 || n > sizeof out->bytes - 1 || !iswprint((wint_t)c) || wcwidth(c) < 1) {
    out->width = snprintf(out->bytes, sizeof out->bytes, "\\x%02x", (unsigned char)*at);
    return 1;
  }
  memcpy(out->bytes, at, n);
  out->bytes[n] = 0;
  out->width = wcwidth(c);
  return n;
}

/* Writes as much as fits; with no stream it only measures. Returns the width. */
static long put(FILE *out, const char *at, const char *end, long columns) {
  long width = 0;
  for (shown c; at < end; width += c.width) {
    at += next(at, end, &c);
    if (c.width > columns - width) break;
    if (out) fputs(c.bytes, out);
  }
  return width;
}

void line_print(FILE *out, const char *text, int columns) {
  static const char blank[] = " \t\f\r\n";
  const char *at = text + strspn(text, blank), *end = at + strcspn(at, "\r\n");
  bool more = end[strspn(end, blank)] != 0;
  bool fits = columns == 0 || put(NULL, at, end, LONG_MAX) + (more ? 4 : 0) <= columns;
  put(out, at, end, fits ? LONG_MAX : columns - 3);
  if (!fits || more) fputs(fits ? " ..." : "...", out);
}

int line_width(void) {
  struct winsize size;
  if (!isatty(STDOUT_FILENO) || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0) return 0;
  return size.ws_col;
}
