/* turn.h: rectangles of elements whose rows become columns.
 *
 * What lies together on one side lies apart on the other: element (row, column) is the row's
 * column-th in `to` and the column's row-th in `from`. Both sides are read and written in whole
 * registers, which turn squares of elements around. */
#ifndef JX_TURN_H
#define JX_TURN_H

#include <stdbool.h>
#include <stdint.h>

/* Rows of `to` begin at to + to_at[row], columns of `from` at from + from_at[column]; all are bytes.
 */
typedef struct turn {
  char *to;
  const char *from;
  const int64_t *to_at, *from_at;
  int64_t rows, columns;
  bool rows_adjoin, columns_adjoin; /* each begins where the one before ends */
} turn;

/* Elements of 1, 2, 4, 8 or 16 bytes. The sides do not overlap. */
void turn_elements(const turn *t, int64_t item);

#endif
