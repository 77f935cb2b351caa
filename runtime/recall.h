/* recall.h: the calls a context made last, so that one which is made again need not be looked up.
 *
 * A context remembers a few calls: whose they were (a program, or a text with its names), what
 * their arrays were like (dtypes, shapes, strides, flags; not where they lie), the kernel, and the
 * call as it was bound. A call that is like one of them has the same layouts, the same key, the
 * same dims and the same cuts: it moves addresses and runs (rebind.h). What else depends on the
 * arrays is looked at each time: how given results lie to the others, and the values of scalars
 * that the dims read.
 *
 * Remembering costs a fifth of a call, so where calls are not made again, most are let pass.
 *
 * Of one context, and so of one thread. Kernels that are remembered stay; nothing else is held.
 */
#ifndef JX_RECALL_H
#define JX_RECALL_H

#include "runtime/call.h"
#include "runtime/run/rebind.h"

#define RECALL_CALLS 16 /* of a context: pairs of places, a power of two */
#define RECALL_WASTED 6 /* where every call differs, one in 2^6 is remembered */
#define RECALL_PAYS 4   /* calls that must be made again for one to have been worth it */
#define RECALL_ALIKE 3 /* so many that are known to be alike are worth it, the first one included */
#define RECALL_TEXT 4096  /* bytes of a text and its names, at most */
#define RECALL_ARRAYS 256 /* of a call, at most */
/* A call in one piece that is estimated to take less is timed once in so many: reading the counter
 * twice is a fifth of it. The others are said to have taken as long. */
#define RECALL_BRIEF_NS 1000
#define RECALL_TIMED 16

typedef enum recall_state {
  RECALL_NOTHING,
  RECALL_SEEN,  /* made once: what making it again takes is not known yet */
  RECALL_READY, /* moves and covers are */
  RECALL_NEVER, /* it cannot be made again like this */
} recall_state;

/* A remembered call. */
typedef struct recall {
  recall_state state;
  uint32_t used;    /* how often it was made again */
  uint32_t wasted;  /* calls in a row that were remembered here and not worth it, */
  uint32_t skip;    /* and so many are now let pass */
  uint64_t program; /* its number; 0: a text, which the prefix holds (call_prefix()) */
  uint64_t tag;     /* what its place was chosen by */
  uint64_t kept;    /* when it was remembered: so many had been */
  size_t noperands, nresults, length;
  jx_precision precision;
  kernel *kernel;
  uint64_t reads; /* bit i: dims are made from the value of operand i */
  buffer prefix;
  buffer heads;  /* of operands, then of results: recall.c */
  buffer data;   /* where they, and the block, were */
  buffer covers; /* bytes each covers, from its data */
  buffer arrays; /* operands' pointers of a call by text */
  buffer frame;
  buffer moves;
  size_t nmoves;
  bool brief;       /* timed now and then: */
  uint32_t untimed; /* so many calls were not, */
  uint64_t ticks;   /* since one took so long */
  bound bound;      /* lies in `frame` */
} recall;

typedef struct recall_table {
  uint64_t kept; /* calls remembered so far */
  recall calls[RECALL_CALLS];
} recall_table;

/* The place of a call among those that are remembered: of the two it may have, where one with its
 * tag is, else the one that is used less. NULL for a call that is not to be remembered: it only
 * looks, is timed or careful, or is too large. */
recall *recall_place(const call *c);

/* Whether the call is like the one in its place. Then *operands are its arrays, to be bound with
 * rebind_call(). Takes anything that a caller may pass. */
bool recall_fits(recall *r, const call *c, const jx_array *const **operands);

/* Whether this call is to be timed, should it be like the one in its place. */
static inline bool recall_is_timed(recall *r) {
  if (r->state != RECALL_READY || !r->brief || ++r->untimed >= RECALL_TIMED) r->untimed = 0;
  return !r->untimed;
}

/* Whether a call that is not like the one in its place is to be remembered instead. */
bool recall_wants(recall *r, const call *c);

/* Before a call of this kernel is bound in r->bound: what was there is forgotten, and there is room
 * for what recall_keep() has to remember. Errors: JX_ERROR_MEMORY. */
jx_status recall_begin(recall *r, const call *c, const kernel_spec *s, diag *d);

/* Remembers a call that has run, and is not finished yet. Its frame is the context's, which gets
 * another. */
void recall_keep(recall *r, const call *c, kernel *k, const jx_array *const *operands);

/* Of a table, which starts as {0}: all that is remembered. */
void recall_free(recall_table *t, const jx_allocator *allocator);

#endif
