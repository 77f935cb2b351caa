/* cut.h: a flat range in pieces.
 *
 * A range of `total` points is rows of `span` points, and each row is pieces of `piece` points, the
 * last one of a row perhaps shorter. Where pieces lie follows from these numbers alone.
 */
#ifndef JX_CUT_H
#define JX_CUT_H

#include <stdint.h>

typedef struct cut {
  int64_t total, span, piece;
  int64_t per_row, count; /* pieces */
} cut;

static inline cut cut_make(int64_t total, int64_t span, int64_t piece) {
  if (total == 0) return (cut){.span = 1, .piece = 1, .per_row = 1};
  int64_t per_row = (span - 1) / piece + 1;
  return (cut){total, span, piece, per_row, total / span * per_row};
}

/* The i-th piece, 0 <= i < count, is [*begin, *end). */
static inline void cut_at(const cut *c, int64_t i, int64_t *begin, int64_t *end) {
  int64_t row = i / c->per_row, start = i % c->per_row * c->piece;
  int64_t left = c->span - start;
  *begin = row * c->span + start;
  *end = *begin + (left < c->piece ? left : c->piece);
}

#endif
