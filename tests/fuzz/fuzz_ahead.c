/* fuzz_ahead.c: a program and its parameters' types, names and all, to a header.
 *
 * An input is lines: the function's name, then the program, then for each parameter a name, a blank
 * and a type; a NUL ends a line, so that a program may have several. What becomes a header is C
 * whose comments and strings are those of ahead/header.c, whatever was in the input. */
#include "tests/fuzz/fuzz.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define PARAMETERS 6

/* Copies up to the next NUL. */
static char *take(const uint8_t **at, const uint8_t *end, size_t *length) {
  const uint8_t *nul = *at < end ? memchr(*at, 0, (size_t)(end - *at)) : NULL;
  *length = (size_t)((nul ? nul : end) - *at);
  char *text = malloc(*length + 1);
  if (!text) abort();
  if (*length) memcpy(text, *at, *length);
  text[*length] = 0;
  *at = nul ? nul + 1 : end;
  return text;
}

/* Takes comments and strings out of C, as a compiler with trigraphs would, and checks that what is
 * left has nothing but what the header's own code has. */
static void check_header(const char *h) {
  static const char code[] = "_*&()[]{};,=<>:!?#\"+-.|%/\n ";
  size_t depth = 0;
  for (const char *p = h; *p; p++) {
    unsigned char c = (unsigned char)*p;
    if ((c < ' ' && c != '\n') || c >= 127) fuzz_fail("byte %d in the header:\n%s", c, h);
    if (c == '?' && p[1] == '?') fuzz_fail("a trigraph in the header:\n%s", h);
    if (c == '\\' && p[1] == '\n' && strncmp(p + 2, " *", 2) != 0)
      fuzz_fail("a line is spliced to one that is no comment's:\n%s", h);
  }
  for (const char *p = h; *p;) {
    if (p[0] == '/' && p[1] == '*') {
      const char *end = strstr(p + 2, "*/");
      if (!end) fuzz_fail("a comment does not end:\n%s", h);
      for (const char *q = p + 2; q < end; q++)
        if (q[0] == '/' && q[1] == '*') fuzz_fail("a comment in a comment:\n%s", h);
      p = end + 2;
      continue;
    }
    if (*p == '"') {
      const char *end = strchr(p + 1, '"');
      if (!end || memchr(p, '\n', (size_t)(end - p))) fuzz_fail("a string does not end:\n%s", h);
      p = end + 1;
      continue;
    }
    if (!isalnum((unsigned char)*p) && !strchr(code, *p)) fuzz_fail("'%c' in the code:\n%s", *p, h);
    depth += *p == '{';
    if (*p == '}' && depth-- == 0) fuzz_fail("braces do not match:\n%s", h);
    p++;
  }
  if (strncmp(h, "/* ", 3) != 0 || depth) fuzz_fail("not a header:\n%s", h);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static jx_context *context;
  if (!context) context = fuzz_context(1);
  const uint8_t *at = data, *end = data + size;
  size_t length, ignored, n = 0, bytes;
  char *name = take(&at, end, &ignored), *program = take(&at, end, &length);
  char *lines[PARAMETERS];
  jx_parameter p[PARAMETERS];
  while (at < end && n < PARAMETERS) {
    lines[n] = take(&at, end, &ignored);
    char *blank = strchr(lines[n], ' ');
    if (blank) *blank = 0;
    p[n] = (jx_parameter){lines[n], blank ? blank + 1 : "float64"};
    n++;
  }
  const void *made;
  jx_status status =
      jx_emit_ahead(context, program, length, p, n, name, JX_FORM_HEADER, &made, &bytes);
  if (status == JX_OK) {
    if (strlen(made) != bytes) fuzz_fail("a NUL in the header:\n%s", (const char *)made);
    check_header(made);
  } else {
    fuzz_input in = {.text = program, .length = length};
    fuzz_check_error(context, &in, status);
  }
  while (n-- > 0) free(lines[n]);
  free(program);
  free(name);
  return 0;
}
