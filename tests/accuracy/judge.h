/* judge.h: counts how far off results are.
 *
 * A tally takes results one block after the other. The C library says what is true; whatever looks
 * worse than all before is measured again by MPFR, and so are some results taken at random, in case
 * the C library errs alike. */
#ifndef JX_TEST_JUDGE_H
#define JX_TEST_JUDGE_H

#include <stddef.h>

#include "domains.h"
#include "reference.h"

enum { TALLY_BINS = 1000, TALLY_BLOCK = 16384 };

typedef struct tally {
  double worst; /* largest error, by MPFR */
  double x, y, result;
  double finite; /* the same without those that are infinitely wrong */
  size_t points;
  /* Of the results that had to be rounded, those farther than 0.002 ULP from a number of the
   * format: how many, how many of them rightly, and how many with an error of i/1000 ULP and more.
   * The last bin has what is above 1. */
  size_t rounded, rightly;
  size_t bins[TALLY_BINS + 1];
} tally;

/* Results for arguments and what is true of them, TALLY_BLOCK at most. */
void tally_f64(tally *t, reference_id id, random_state *r, const double *x, const double *y,
               const long double *truth, const double *result, size_t n);
void tally_f32(tally *t, reference_id id, random_state *r, const float *x, const float *y,
               const double *truth, const float *result, size_t n);

void tally_merge(tally *into, const tally *from);
double tally_median(const tally *t); /* ULP */
double tally_share(const tally *t);  /* percent that are rounded rightly */

#endif
