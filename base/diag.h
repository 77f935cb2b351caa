/* diag.h: one diagnostic, from whichever pass fails first.
 *
 * A fallible function takes a diag, fills it and returns its status; JX_TRY passes a failure on.
 * The first error wins: diag_fail() on a diag that already holds one changes nothing. Rendering
 * adds the source line and a caret:
 *
 *     error: operands could not be broadcast together with shapes (3,2) and (3,)
 *       a + b
 *       ~~^~~
 */
#ifndef JX_DIAG_H
#define JX_DIAG_H

#include "jx.h"

/* A range of bytes of the source, and the byte the caret points at (operators: the operator;
 * else the start). A span with length 0 is no span. */
typedef struct span {
  uint32_t offset, length, caret;
} span;

/* The smallest span that covers both, its caret at `caret`. */
span span_join(span a, span b, uint32_t caret);

typedef struct diag {
  jx_status status;
  span where;
  const char *source; /* borrowed; set by diag_init */
  size_t length;
  char message[512];
  char rendering[1536]; /* filled by diag_render */
} diag;

void diag_init(diag *d, const char *source, size_t length);

/* Records an error and returns `status`. Messages are one line, lower case, without a final
 * stop. */
jx_status diag_fail(diag *d, jx_status status, span where, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* The failure that arena.failed or a NULL allocation stands for. */
jx_status diag_memory(diag *d);

/* Fills d->rendering. Long lines are shown around the span, tabs and control characters as
 * spaces, UTF-8 counted by character. */
void diag_render(diag *d);

/* Line and column, from 1, of an offset. */
void diag_position(const diag *d, uint32_t offset, size_t *line, size_t *column);

#define JX_TRY(call)                              \
  do {                                            \
    jx_status try_status_ = (call);               \
    if (try_status_ != JX_OK) return try_status_; \
  } while (0)

/* Gives a warning to the hook of jx_options, or to standard error. */
void diag_warn(jx_warning hook, void *user, const char *message);

/* The candidate nearest to `name` by edit distance, or NULL: for hints. One edit of up to five
 * letters, two of more; capitals are no difference. */
const char *diag_nearest(const char *name, size_t length, const char *const *candidates, size_t n);

#endif
