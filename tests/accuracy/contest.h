/* contest.h: runs implementations of one function over the same arguments and judges each.
 *
 * An implementation is whatever takes arrays and gives one: a kernel of jx for some processor, the
 * C library, a peer. Arguments are worked through in blocks, on all cores if so wanted. */
#ifndef JX_TEST_CONTEST_H
#define JX_TEST_CONTEST_H

#include "inputs.h"
#include "judge.h"

/* CONTEST_BLOCK is a multiple of all lane counts. */
enum { CONTEST_BLOCK = TALLY_BLOCK, CONTEST_MOST = 8 };

typedef struct contender {
  /* out[i] = f(in[0][i], in[1][i]) for n elements, double or float. Called by several threads. */
  void (*run)(void *self, const void *const *in, void *out, size_t n);
  void *self;
  tally tally; /* added to */
} contender;

typedef struct contest {
  reference_id id;
  bool f32;     /* arguments and results are float, else double */
  bool threads; /* on all cores */
  uint64_t seed;
  double constant; /* the second argument of a power; 0: any */
  contender *c;
  unsigned n; /* CONTEST_MOST at most */
} contest;

/* So many blocks of inputs.h. */
void contest_random(const contest *c, size_t blocks);
/* The arguments of a list. */
void contest_list(const contest *c, const input_list *list);
/* Every float32, or one in `every`, of a function of one argument. */
void contest_floats(const contest *c, uint32_t every);

/* Whether n elements are the same bits, NaN being NaN. */
bool contest_same(const void *a, const void *b, bool f32, size_t n);

#endif
