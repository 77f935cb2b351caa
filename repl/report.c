/* report.c: how jxc says that something went wrong.
 *
 * Every line that jxc writes to standard error comes from here, but for the figures of --time.
 * Results already written go out first, so that the two streams keep their order on a terminal. */
#include "report.h"

#include <stdarg.h>
#include <stdio.h>

static void complain(const char *format, va_list arguments) {
  fflush(stdout);
  fputs("jxc: ", stderr);
  vfprintf(stderr, format, arguments);
  putc('\n', stderr);
}

jxc_exit report_usage(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  complain(format, arguments);
  va_end(arguments);
  fputs("try 'jxc --help'\n", stderr);
  return JXC_USAGE;
}

jxc_exit report_io(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  complain(format, arguments);
  va_end(arguments);
  return JXC_IO;
}

jxc_exit report_failure(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  complain(format, arguments);
  va_end(arguments);
  return JXC_FAILED;
}

void report_warning(void *unused, const char *message) {
  (void)unused;
  report_failure("warning: %s", message);
}

jxc_exit report_error(const jx_context *context, const char *place, bool position) {
  const jx_error *error = jx_context_error(context);
  if (error->status == JX_ERROR_CANCELLED) return JXC_FAILED;
  fflush(stdout);
  if (place && position && error->line > 0)
    fprintf(stderr, "%s:%zu:%zu: ", place, error->line, error->column);
  else if (place)
    fprintf(stderr, "%s: ", place);
  fputs(error->rendering, stderr);
  return JXC_FAILED;
}

const char *report_quote(char out[REPORT_QUOTE], const char *text, size_t length) {
  size_t n = 0, shown = length > 60 ? 60 : length;
  out[n++] = '\'';
  for (size_t i = 0; i < shown; i++) {
    unsigned char c = (unsigned char)text[i];
    bool plain = c >= ' ' && c < 127;
    n += (size_t)snprintf(out + n, REPORT_QUOTE - n, plain ? "%c" : "\\x%02x", c);
  }
  snprintf(out + n, REPORT_QUOTE - n, "'%s", shown < length ? "..." : "");
  return out;
}
