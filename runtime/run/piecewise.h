/* piecewise.h: a bound call whose rows come in pieces.
 *
 * Takes a call that is bound for whole arrays of which some, the *pieced* operands, are there a few
 * rows at a time: elements along their first axis, which is the outermost one in memory. Their
 * addresses are those of whole arrays around the rows at hand, so every loop, index and cut is the
 * whole call's, and what is folded of some rows is, to the bit, what the whole call folds of them.
 *
 * Each stage (plan.h) has a role:
 *
 *   BEFORE  it reads neither rows nor what has been folded of them: it runs with every piece
 *   ROWS    its kept loops begin with the rows: it runs on those at hand, and leaves temps of them
 *   FOLD    it folds over the rows
 *   AFTER   it reads what has been folded: it runs in the end
 *   MEMBER  it belongs to the fold before it, of a chain or a crossed stage
 *
 * A fold is a *unit*: a flat range that begins with the rows, cut into chunks. The chunks are those
 * of the whole call where that cuts the range; where it does not, because what it keeps makes pieces
 * enough, it is cut here, by shapes alone. Each chunk leaves a state of `words` words; states of
 * neighbours combine as in the whole call (states.h). Start at piecewise_plan().
 */
#ifndef JX_PIECEWISE_H
#define JX_PIECEWISE_H

#include "base/arena.h"
#include "runtime/run/bind.h"

typedef enum piecewise_role {
  ROLE_BEFORE,
  ROLE_ROWS,
  ROLE_FOLD,
  ROLE_AFTER,
  ROLE_MEMBER
} piecewise_role;

typedef enum piecewise_form { UNIT_STAGE, UNIT_CHAIN, UNIT_CROSSED } piecewise_form;

typedef struct piecewise_unit {
  piecewise_form form;
  uint32_t first, count; /* stages */
  uint32_t chain;        /* UNIT_CHAIN: which of the call's */
  cut cut;               /* of the flat range, in chunks that are single rows of cut.h */
  int64_t inner;         /* points of it in a row of the operands */
  int64_t words;         /* of a state */
  double cost;           /* of all chunks, nanoseconds on one thread */
  bool same;             /* the chunks are the whole call's */
} piecewise_unit;

/* Why a call cannot be done in pieces. */
typedef enum piecewise_refusal {
  REFUSED_NOT,
  REFUSED_RESULT,   /* a result has an element for each row */
  REFUSED_SELECTED, /* a result is selected by a condition */
  REFUSED_AGAIN,    /* rows are read with what has been folded of all rows */
  REFUSED_SCAN,     /* running results along the rows */
  REFUSED_PLACE,    /* a row is read that is not the one at hand */
  REFUSED_ACROSS,   /* one pass folds along rows and across them */
} piecewise_refusal;

typedef struct piecewise {
  bound *bound;
  schedule_run run;
  int64_t rows;       /* of the whole */
  uint8_t *roles;     /* piecewise_role of each stage */
  uint8_t *per_row;   /* of each temp: it has rows */
  uint8_t *late;      /* of each temp: it is what has been folded, or made of that */
  uint8_t *dims;      /* of each dim: whether it is the number of rows */
  const bool *pieced; /* of each operand */
  piecewise_unit *units;
  uint32_t nunits;
  piecewise_refusal refused;
} piecewise;

/* Finds roles and units of a bound call; p->refused says why there are none. All of it lies in
 * `memory`. JX_ERROR_MEMORY. */
jx_status piecewise_plan(piecewise *p, bound *b, const bool *pieced, int64_t rows, arena *memory,
                         diag *d);

/* Chunks of a unit that lie within the rows [from, to): the first, and the one behind the last. */
void piecewise_within(const piecewise_unit *u, int64_t from, int64_t to, int64_t *begin,
                      int64_t *end);
/* The chunk that lies on both sides of a row's beginning; -1: none does. */
int64_t piecewise_across(const piecewise_unit *u, int64_t row);
/* The first row from which on no chunk of before is needed, from `row` on; and likewise the last
 * row up to which chunks are whole. */
int64_t piecewise_row_from(const piecewise_unit *u, int64_t row);
int64_t piecewise_row_to(const piecewise_unit *u, int64_t row);
/* Chunks begin at multiples of so many rows; all rows: there is one. */
int64_t piecewise_step(const piecewise_unit *u, int64_t rows);

/* Runs what precedes the folds, on the rows [from, to), which are at hand. False: stopped. */
bool piecewise_prepare(piecewise *p, int64_t from, int64_t to);
/* Folds chunks [begin, end) of a unit: a state each, u->words apart. */
bool piecewise_fold(piecewise *p, const piecewise_unit *u, int64_t begin, int64_t end,
                    int64_t *states);
/* into = into combined with from, which comes after it. */
void piecewise_combine(const piecewise *p, const piecewise_unit *u, int64_t *into,
                       const int64_t *from);
/* The state of no rows at all. */
void piecewise_identity(const piecewise *p, const piecewise_unit *u, int64_t *state);
/* Runs all that is behind the folds, states[i] being what unit i comes to. */
bool piecewise_finish(piecewise *p, int64_t *const *states);

/* A number that tells calls whose states do not belong together apart. */
uint64_t piecewise_mark(const piecewise *p);

#endif
