/* cut.h: a flat range in pieces.
 *
 * A range of `total` points is rows of `span` points. A piece is `piece` points of a row, the last
 * one of a row perhaps fewer; or the same points of `rows` rows, the last ones perhaps fewer. Where
 * pieces lie follows from these numbers alone.
 */
#ifndef JX_CUT_H
#define JX_CUT_H

#include <stdint.h>

typedef struct cut {
  int64_t total, span, piece, rows;
  int64_t per_row, count; /* pieces */
} cut;

static inline cut cut_tiles(int64_t total, int64_t span, int64_t piece, int64_t rows) {
  if (total == 0) return (cut){0, 1, 1, 1, 1, 0};
  int64_t per_row = (span - 1) / piece + 1, blocks = (total / span - 1) / rows + 1;
  return (cut){total, span, piece, rows, per_row, blocks * per_row};
}

static inline cut cut_make(int64_t total, int64_t span, int64_t piece) {
  return cut_tiles(total, span, piece, 1);
}

/* The whole range as one piece. */
static inline cut cut_none(int64_t total) { return (cut){total, total, total, 1, 1, 1}; }

/* The i-th piece, 0 <= i < count, is [*begin, *end), and so again in the rows that follow: returns
 * how many rows. */
static inline int64_t cut_at(const cut *c, int64_t i, int64_t *begin, int64_t *end) {
  int64_t row = i / c->per_row * c->rows, start = i % c->per_row * c->piece;
  int64_t left = c->span - start;
  *begin = row * c->span + start;
  *end = *begin + (left < c->piece ? left : c->piece);
  if (c->rows == 1) return 1;
  int64_t below = c->total / c->span - row;
  return below < c->rows ? below : c->rows;
}

/* The same of rectangles that are ranges from their first point to their last: see contracting
 * stages in plan.h. */
static inline void cut_rectangle(const cut *c, int64_t i, int64_t *begin, int64_t *end) {
  int64_t rows = cut_at(c, i, begin, end);
  *end += (rows - 1) * c->span;
}

#endif
