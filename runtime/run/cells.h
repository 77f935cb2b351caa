/* cells.h: bytes that change places within some cache lines, over and over: small matrices that are
 * transposed, pixels whose channels run backwards, pieces of rows that do.
 */
#ifndef JX_CELLS_H
#define JX_CELLS_H

#include <stdbool.h>
#include <stdint.h>

/* Bytes of a cell at most, and registers that it takes. */
enum { CELLS_BYTES = 512, CELLS_REGISTERS = CELLS_BYTES / 64 };

typedef struct cells {
  int64_t bytes, low; /* of a cell; and where it begins in `from`, beside its first element */
  int64_t times;      /* how many that adjoin each other are moved at once */
  uint8_t index[CELLS_REGISTERS][64];
  uint64_t from[CELLS_REGISTERS][CELLS_REGISTERS]; /* which bytes of the one come from the other */
} cells;

/* A cell of `count` elements, which are together in `to`, and at from_at[...] in `from`; both in
 * bytes. With `adjoin` cells follow one another on both sides. False where there are gaps in `from`,
 * or the processor cannot. */
bool cells_prepare(cells *c, const int64_t *from_at, int64_t count, int64_t item, bool adjoin);

/* Moves n cells, from from + from_at[...] to to + to_at[...]. The sides do not overlap. */
void cells_move(const cells *c, char *to, const int64_t *to_at, const char *from,
                const int64_t *from_at, int64_t n);

#endif
