/* tiles.h: tiles of stages that read large arrays across the grain.
 *
 * Of an array that lies along the rows of a tiled stage (plan.h), eight rows read a line or half of
 * one in as many pages as there are columns. When the next eight come to what is left of a line, it
 * is gone, at the latest where pages are a power of two apart. So a tile's part of the array is
 * copied to a buffer first, each line read once, and slots let the kernel find it there. An array
 * that is read both ways, as in `a + a.T`, is also read once for the two tiles that mirror one
 * another. Results whose rows begin anywhere in a line go through a buffer, too, so that they can
 * be written past the cache.
 */
#ifndef JX_TILES_H
#define JX_TILES_H

#include "runtime/run/schedule.h"

/* Accesses that go through buffers. */
enum { TILES_BUFFERED = 4 };

/* One of them. Strides and items are bytes. */
typedef struct tiles_array {
  uint32_t slot; /* of its address */
  uint32_t item;
  bool across;     /* lies along the rows; else along the columns */
  bool store;      /* is written */
  int64_t stride;  /* of an array across from column to column, else from row to row */
  int64_t pitch;   /* the same in the buffer, */
  size_t buffer;   /* which is so far behind the first one */
  uint32_t mirror; /* the same array read the other way; itself: there is none */
} tiles_array;

typedef struct tiles {
  const schedule_stage *stage;
  int64_t rows, columns; /* of the two innermost loops */
  int64_t side;          /* rows and columns of a tile, */
  int64_t lead;          /* and how many more the first ones have */
  int64_t down, along;   /* tiles */
  bool mirrored;         /* an item is a tile and its mirror */
  bool streams;          /* results go through buffers */
  int64_t each, count;   /* items of the two loops, and of all */
  uint32_t n;
  tiles_array arrays[TILES_BUFFERED];
} tiles;

/* False where the stage's pieces as they are do as well: it is not tiled, or arrays are small. */
bool tiles_prepare(tiles *t, const schedule_stage *s);

/* Runs the i-th of tiles.count items; they may be run in any order, by several threads. */
void tiles_run(const tiles *t, int64_t i);

#endif
