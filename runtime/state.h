/* state.h: a reduction whose rows come in pieces: what a jx_state is made of.
 *
 * A state holds a program, what its operands are like as a whole, and what it has been given so far:
 * which rows, and for each unit of folds (runtime/run/piecewise.h) the *nodes* of the whole call's
 * tree of chunks that can be known. A node of level l is what the chunks [index << l, (index + 1) <<
 * l) come to. Two that are neighbours in the tree become one as soon as both are there, and one
 * without a neighbour is the next level's, which is what states_tree() does; so whatever the order,
 * and whoever combines, one node is left in the end, and it is the whole call's.
 *
 * Chunks need not end where pieces do. Rows at the ends of what has been given whose chunks are not
 * whole yet are kept as they are, as a *rest*; when what is missing comes, the chunk is folded.
 *
 * Start at state.c, the entries; state_rows.c takes rows, state_tree.c keeps nodes, state_call.c
 * binds and runs, state_bytes.c saves and loads.
 */
#ifndef JX_RUNTIME_STATE_H
#define JX_RUNTIME_STATE_H

#include "runtime/call.h"
#include "runtime/run/piecewise.h"

typedef struct state_node {
  int64_t index;
  uint32_t level;
  int64_t *words; /* as many as the unit's state has */
} state_node;

typedef struct state_nodes {
  state_node *at;
  size_t n, room;
} state_nodes;

/* Rows as they are: of each pieced operand `room` rows, one operand behind the other. */
typedef struct state_rest {
  int64_t from, to, room;
  char *at;
} state_rest;

/* Rows that have been given. The rest in front has those of chunks that begin before it, the one
 * behind those of chunks that go on; `all`: no chunk is whole, and the rest behind has all rows. */
typedef struct state_rows {
  int64_t from, to;
  bool all;
  state_rest front, behind;
} state_rows;

struct jx_state {
  engine *engine;
  arena memory; /* of what does not change */
  const char *source;
  size_t length;
  size_t noperands, nresults;
  const char **names;
  jx_array *whole; /* pieced operands: of all rows, in C order; others: copies, with their data */
  bool *pieced;
  size_t *row_bytes; /* of each operand: of a row; 0 unless it is pieced */
  size_t *row_at;    /* and where its rows begin in those of all operands */
  size_t row_size;   /* of all pieced operands */
  jx_precision precision;
  int64_t rows; /* in all */
  bool buffers; /* nothing is folded before all rows are there: they are few */
  uint32_t nunits;
  piecewise_unit *units;
  state_nodes *nodes; /* of each unit */
  uint64_t mark;
  state_rows *given; /* in order; neighbours are one */
  size_t ngiven, given_room;
  bool spoiled; /* what went wrong has left it incomplete */
};

/* state_call.c: a state's call, bound for rows that lie at `data` (of each operand; NULL: nowhere),
 * the first of which has the number `from`. */
typedef struct state_call {
  call call;
  bound bound;
  piecewise pieces;
  arena memory;
  jx_array *results;
  call_progress progress;
} state_call;

/* Whatever the status, state_close() follows. `plan`: roles and units are found. */
jx_status state_open(state_call *s, const jx_state *state, jx_context *context, int64_t rows,
                     int64_t from, char *const *data, diag *d);
void state_close(state_call *s);
/* What running has met: a cancellation, an element without a result. */
jx_status state_ran(state_call *s, bool going, diag *d);
/* state_refuse.c: why the call cannot be done in pieces. */
jx_status state_refuse(state_call *s, diag *d);

/* state_tree.c. Adds what a chunk comes to, and combines what can be. */
jx_status state_add(jx_state *state, const piecewise *p, uint32_t unit, uint32_t level,
                    int64_t index, const int64_t *words, diag *d);
void state_free_nodes(jx_state *state);

/* state_rows.c. Rows [from, to) at `data`, none of which has been given. */
jx_status state_give(jx_state *state, jx_context *context, int64_t from, int64_t to,
                     char *const *data, diag *d);
/* Adds what another state was given. */
jx_status state_absorb(jx_state *state, jx_context *context, const jx_state *from, diag *d);
/* JX_ERROR_VALUE when some of these rows have been given. */
jx_status state_check_new(const jx_state *state, int64_t from, int64_t to, diag *d);
/* Where an operand's rows of a rest begin. */
char *state_rest_of(const jx_state *state, const state_rest *r, size_t operand);
/* A rest of rows [from, to) without contents. */
jx_status state_rest_new(const jx_state *state, state_rest *r, int64_t from, int64_t to, diag *d);
void state_free_rows(jx_state *state);
/* Whether the rests of what has been given are those that it needs. */
bool state_rests_fit(const jx_state *state, const state_rows *given);
/* How many chunks of a unit have been folded. */
int64_t state_chunks(const jx_state *state, uint32_t unit);
/* Room for one more. */
jx_status state_given_room(jx_state *state, diag *d);

/* state.c. A state that has been given nothing. The call has source, names and arrays; those
 * without data are pieced. */
jx_status state_new(jx_state **out, call *c, diag *d);

#endif
