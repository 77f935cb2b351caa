/* judge.c: see judge.h. */
#include "judge.h"

#include <math.h>

/* What the C library may be wrong by, in ULP: long double's functions err by up to 5 units of 2^-11
 * ULP of float64; float64's by up to 10 of 2^-29 of float32. */
#define DOUBT_F64 0.003
#define DOUBT_F32 1e-7

/* Errors below this are no news: every function has larger ones. */
#define DULL 0.01

/* About one result in so many is measured by MPFR whatever it looks like. */
#define SAMPLE_F64 512
#define SAMPLE_F32 (1 << 16)

static void worse(tally *t, double error, double x, double y, double result) {
  if (error > t->finite && !isinf(error)) t->finite = error;
  if (!(error > t->worst)) return;
  t->worst = error, t->x = x, t->y = y, t->result = result;
}

/* Whether a number is nearest to the truth shows in its error: it is at most 1/2, but for a truth
 * halfway between two numbers. */
static void count(tally *t, double error, double result) {
  t->points++;
  if (!(error > 0.002 && error < INFINITY) || result == 0) return;
  t->rounded++;
  t->rightly += error <= 0.5;
  t->bins[error < 1 ? (size_t)(error * TALLY_BINS) : TALLY_BINS]++;
}

/* The numbers of a block. */
typedef struct view {
  bool f32;
  const void *x, *y, *truth, *result;
} view;

static double number(const view *v, const void *numbers, size_t i) {
  return v->f32 ? (double)((const float *)numbers)[i] : ((const double *)numbers)[i];
}

static void confirm(tally *t, reference_id id, const view *v, size_t i) {
  double x = number(v, v->x, i), y = number(v, v->y, i), result = number(v, v->result, i);
  double error = v->f32 ? error_exact_f32(id, (float)x, (float)y, (float)result)
                        : error_exact_f64(id, x, y, result);
  worse(t, error, x, y, result);
}

/* Fills in the errors by the C library; the largest finite one. */
static double first_look(tally *t, const view *v, double *errors, size_t n) {
  const double *truth = v->truth;
  const long double *wide = v->truth;
  double most = 0;
  for (size_t i = 0; i < n; i++) {
    double result = number(v, v->result, i);
    errors[i] = v->f32 ? error_f32(truth[i], (float)result) : error_f64(wide[i], result);
    if (errors[i] > most && errors[i] < INFINITY) most = errors[i];
    count(t, errors[i], result);
  }
  return most;
}

static long double truth_of(const view *v, size_t i) {
  return v->f32 ? ((const double *)v->truth)[i] : ((const long double *)v->truth)[i];
}

/* Whether result and truth are what they are one argument before: arccos of what is next to 0 is the
 * same for half of all arguments. */
static bool as_before(const view *v, size_t i) {
  return i > 0 && truth_of(v, i) == truth_of(v, i - 1) &&
         number(v, v->result, i) == number(v, v->result, i - 1);
}

/* MPFR sees what is next to the largest error of the block, where that is news; what the C library
 * calls infinitely wrong, until it agrees; and the samples. */
static void add(tally *t, reference_id id, random_state *r, const view *v, size_t n) {
  double errors[TALLY_BLOCK];
  double doubt = v->f32 ? DOUBT_F32 : DOUBT_F64;
  double most = fmax(fmax(first_look(t, v, errors, n), t->finite) - doubt, DULL);
  for (size_t i = 0; i < n; i++)
    if (errors[i] > most && (errors[i] < INFINITY || !isinf(t->worst)) && !as_before(v, i))
      confirm(t, id, v, i);
  uint64_t gap = v->f32 ? 2 * SAMPLE_F32 : 2 * SAMPLE_F64;
  for (size_t i = random_bits(r) % gap; i < n; i += 1 + random_bits(r) % gap) confirm(t, id, v, i);
}

void tally_f64(tally *t, reference_id id, random_state *r, const double *x, const double *y,
               const long double *truth, const double *result, size_t n) {
  add(t, id, r, &(view){false, x, y, truth, result}, n);
}

void tally_f32(tally *t, reference_id id, random_state *r, const float *x, const float *y,
               const double *truth, const float *result, size_t n) {
  add(t, id, r, &(view){true, x, y, truth, result}, n);
}

void tally_merge(tally *into, const tally *from) {
  worse(into, from->worst, from->x, from->y, from->result);
  into->finite = fmax(into->finite, from->finite);
  into->points += from->points;
  into->rounded += from->rounded;
  into->rightly += from->rightly;
  for (unsigned i = 0; i <= TALLY_BINS; i++) into->bins[i] += from->bins[i];
}

double tally_median(const tally *t) {
  size_t below = 0;
  for (unsigned i = 0; i <= TALLY_BINS; i++) {
    below += t->bins[i];
    if (2 * below >= t->rounded) return (i + 0.5) / TALLY_BINS;
  }
  return 0;
}

double tally_share(const tally *t) {
  return t->rounded ? 100 * (double)t->rightly / (double)t->rounded : 100;
}
