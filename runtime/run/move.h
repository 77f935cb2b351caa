/* move.h: arrays copied across the grain.
 *
 * A stage that only moves elements from one array to another needs no kernel, only an order in
 * which neither side fetches a cache line twice. That order depends on sizes and strides, which a
 * kernel does not know and a call does. */
#ifndef JX_MOVE_H
#define JX_MOVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "jx.h"
#include "runtime/run/cells.h"

/* Axes whose elements lie close together on one side, and how far each of `count` points of them is
 * from the first, on both sides. The outermost axis may be cut: then `count` points are a part of
 * it, and `parts` of them make up all. */
enum { MOVE_GROUP = 1024 };
typedef struct move_group {
  int64_t count, all, parts;
  int64_t part_to, part_from; /* from one part to the next, in bytes */
  bool affine;                /* one axis: offsets are multiples of the second one */
  int64_t to[MOVE_GROUP], from[MOVE_GROUP];
} move_group;

/* Runs of bytes that are in one order on both sides. */
typedef struct move_runs {
  char *to;
  const char *from;
  int64_t bytes, count; /* of a run, 0: this is none of it; and how many there are */
  int64_t piece;        /* and should go together */
  bool stream;          /* past the cache */
  int outer;            /* axes, outermost first */
  int64_t extent[JX_MAX_RANK], to_apart[JX_MAX_RANK], from_apart[JX_MAX_RANK];
} move_runs;

typedef struct move {
  move_runs runs; /* if it is that, of the rest only `pieces` is to be read */
  char *to;
  const char *from;
  size_t item;   /* bytes that go together */
  bool stream;   /* past the cache */
  bool together; /* near_to has no gaps in `to`, */
  bool dense;    /* nor has a block */
  bool celled;   /* near_to is together in `from`, too, in another order */
  bool woven;    /* near_from is all that is between points of near_to in `from` */
  bool turns;    /* near_from has none in `from` either (turn.h) */
  int outer;     /* axes in no group, outermost first */
  int64_t extent[JX_MAX_RANK], stride_to[JX_MAX_RANK], stride_from[JX_MAX_RANK];
  move_group near_to, near_from; /* what is close on either side */
  int64_t some;                  /* rows of a block are in a copy at a time, and where */
  int64_t copies[MOVE_GROUP];
  cells cells;
  int64_t blocks, piece, pieces; /* a block is a part of both groups; a piece is some blocks */
} move;

/* Prepares the copy of an array of these extents, all above 0, and strides in bytes. The two sides
 * are the same memory or do not overlap; no stride of `to` is 0. False where loops over rows do as
 * well: they read what is close together, too, or the array is small. */
bool move_prepare(move *m, int rank, const int64_t *extents, size_t item, char *to,
                  const int64_t *to_strides, const char *from, const int64_t *from_strides);

/* Copies n runs from the one with that number on. Where they pass the cache, a stream_fence() is to
 * follow before others read them. */
void move_some_runs(const move_runs *r, int64_t begin, int64_t n);

/* True when neither reads what the other one writes. That both write to the same place is for the
 * caller to rule out, as the pieces of one result do. */
bool move_runs_apart(const move_runs *a, const move_runs *b);

/* Copies the i-th of move.pieces; they may be copied in any order, by several threads. */
void move_piece(const move *m, int64_t i);

#endif
