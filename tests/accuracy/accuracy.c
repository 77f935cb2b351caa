/* accuracy.c: how exact the vector math is, and that every target and lane count agrees.
 *
 * For each function and processor, a kernel of 8 lanes runs over special values and random
 * arguments. Each result is held against long double (float32: against float64); whatever looks
 * worse than what was seen before is measured again with MPFR, and so are arguments taken at
 * random. Kernels of other lane counts must give the same bits. Prints a table: the largest error
 * of each function, and where it is.
 *
 *   vmath_accuracy [--long] [--seed N] [function ...]      --long, or JX_LONG_TESTS=1: many more
 * points, every float32
 *
 * Exit status 1 when an error is above the bound, or bits differ. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "inputs.h"
#include "kernels.h"

#define BLOCK 4096
#define LANES 8

/* What is tested: a row of `functions`, what it should give, the largest error allowed, 0 for what
 * users are told, and of which operation. */
static const struct subject {
  const char *name;
  reference_id reference;
  double bound;
  op_id op;
} subjects[] = {
#define X(id, nargs, f64, f32, c, domain, error, error32) \
  {MATH_NAME(f64), REF_##id, error, OP_##id},
    MATH_TABLE(X)
#undef X
#define X(id, nargs, f64, f32, c, domain, error, error32) \
  {MATH_NAME(f32), REF_##id, error32, OP_##id},
        MATH_TABLE(X)
#undef X
#define X(id, nargs, f64, ...) {MATH_FAST_NAME(f64), REF_##id, 0, OP_##id},
            MATH_TABLE(X)
#undef X
};

/* What no fast form may be beyond. */
#define FAST_MOST 4

typedef struct tally {
  double worst; /* largest error by MPFR */
  double x, y, result;
  size_t points;
} tally;

static const function *function_named(const char *name) {
  for (unsigned i = 0; i < nfunctions; i++)
    if (strcmp(functions[i].name, name) == 0) return &functions[i];
  printf("no function is called %s\n", name);
  exit(1);
}

static void measure(tally *t, reference_id id, double x, double y, double result, bool sample) {
  double fast = error_fast(id, x, y, result);
  t->points++;
  if (!(fast > t->worst - 0.01) && !sample) return;
  double exact = error_exact(id, x, y, result);
  if (!(exact > t->worst)) return;
  t->worst = exact, t->x = x, t->y = y, t->result = result;
}

static void measure_f32(tally *t, reference_id id, float x, float y, float result) {
  double error = error_f32(id, x, y, result);
  t->points++;
  if (!(error > t->worst)) return;
  t->worst = error, t->x = (double)x, t->y = (double)y, t->result = (double)result;
}

static uint64_t bits_of(double x) {
  uint64_t bits;
  memcpy(&bits, &x, sizeof bits);
  return bits;
}

static bool same_bits(const void *a, const void *b, size_t size, size_t n) {
  for (size_t i = 0; i < n; i++) {
    double x = size == 8 ? ((const double *)a)[i] : (double)((const float *)a)[i];
    double y = size == 8 ? ((const double *)b)[i] : (double)((const float *)b)[i];
    if (!(isnan(x) && isnan(y)) && bits_of(x) != bits_of(y)) return false;
  }
  return true;
}

/* Kernels of the other lane counts. One lane is left out where it is another algorithm: see
 * trig.c. */
typedef struct others {
  kernel k[4];
  unsigned lanes[4], n;
} others;

static bool others_open(others *o, const function *f, const codegen_target *target) {
  o->n = 0;
  o->lanes[o->n++] = 1;
  o->lanes[o->n++] = 4;
  o->lanes[o->n++] = 16;
  if ((target->can & CAN_FMA)) o->lanes[o->n++] = 32; /* else LLVM takes too long */
  for (unsigned i = 0; i < o->n; i++)
    if (!kernel_open(&o->k[i], f, target, o->lanes[i])) return false;
  return true;
}

static void others_close(others *o) {
  for (unsigned i = 0; i < o->n; i++) kernel_close(&o->k[i]);
}

/* Every lane count against `expected`, on one block. */
static bool others_agree(const others *o, const function *f, const codegen_target *target,
                         const void *const *in, const void *expected) {
  bool good = true;
  for (unsigned i = 0; i < o->n; i++) {
    double out[BLOCK];
    kernel_run(&o->k[i], in, out, BLOCK);
    if (same_bits(out, expected, function_size(f), BLOCK)) continue;
    printf("%s, %s: %u lanes give other bits than %d\n", f->name, target->cpu, o->lanes[i], LANES);
    good = false;
  }
  return good;
}

/* One block of arguments, from number `first` on, and its results. */
typedef union block {
  double f64[BLOCK];
  float f32[BLOCK];
} block;

static void try_block(const struct subject *s, const function *f, const kernel *k,
                      random_state *random, size_t first, block *x, block *y, block *out,
                      tally *t) {
  const void *in[] = {x, y, y};
  if (f->kind == KIND_F32) {
    inputs_fill_f32(s->reference, random, x->f32, y->f32, BLOCK, first);
    kernel_run(k, in, out, BLOCK);
    for (size_t i = 0; i < BLOCK; i++)
      measure_f32(t, s->reference, x->f32[i], y->f32[i], out->f32[i]);
  } else {
    inputs_fill(s->reference, random, x->f64, y->f64, BLOCK, first);
    kernel_run(k, in, out, BLOCK);
    for (size_t i = 0; i < BLOCK; i++) {
      bool sample = random_bits(random) % 256 == 0;
      measure(t, s->reference, x->f64[i], y->f64[i], out->f64[i], sample);
    }
  }
}

static bool check(const struct subject *s, const function *f, const codegen_target *target,
                  size_t blocks, uint64_t seed, tally *t) {
  static block x, y, out;
  random_state random = {seed};
  others o;
  kernel k;
  *t = (tally){0};
  if (!kernel_open(&k, f, target, LANES)) return false;
  bool good = others_open(&o, f, target);
  for (size_t b = 0; b < blocks && good; b++) {
    try_block(s, f, &k, &random, b * BLOCK, &x, &y, &out, t);
    good = others_agree(&o, f, target, (const void *[]){&x, &y, &y}, &out);
  }
  others_close(&o);
  kernel_close(&k);
  return good;
}

/* Every float32, of a function of one argument. */
static void check_all_f32(const struct subject *s, const function *f, const codegen_target *target,
                          tally *t) {
  static float x[BLOCK], out[BLOCK];
  const void *in[] = {x, x, x};
  kernel k;
  if (!kernel_open(&k, f, target, LANES)) return;
  for (uint64_t first = 0; first < UINT64_C(1) << 32; first += BLOCK) {
    for (uint32_t i = 0; i < BLOCK; i++) {
      uint32_t bits = (uint32_t)first + i;
      memcpy(&x[i], &bits, sizeof bits);
    }
    kernel_run(&k, in, out, BLOCK);
    for (size_t i = 0; i < BLOCK; i++) measure_f32(t, s->reference, x[i], 1.0f, out[i]);
  }
  kernel_close(&k);
}

/* The largest error that users are told, and the one allowed here. */
static double told(const struct subject *s, const function *f) {
  return f->fast ? op_fast_ulp(s->op) : ops[s->op].ulp;
}

static double bound_of(const struct subject *s, const function *f) {
  return s->bound > 0 ? s->bound : told(s, f);
}

static bool told_enough(const struct subject *s, const function *f) {
  double most = f->fast ? FAST_MOST : told(s, f);
  if (bound_of(s, f) <= most) return true;
  printf("%s: bound %.2f is above %g ULP\n", s->name, bound_of(s, f), most);
  return false;
}

static bool wanted(const char *name, int argc, char **argv) {
  bool any = false;
  for (int i = 1; i < argc; i++) {
    if (argv[i][0] == '-' || (i > 1 && strcmp(argv[i - 1], "--seed") == 0)) continue;
    any = true;
    if (strcmp(argv[i], name) == 0) return true;
  }
  return !any;
}

int main(int argc, char **argv) {
  const char *variable = getenv("JX_LONG_TESTS");
  bool good = true, thorough = variable && strcmp(variable, "1") == 0;
  uint64_t seed = 1;
  for (int i = 1; i < argc; i++) {
    if (strcmp(argv[i], "--long") == 0) thorough = true;
    if (strcmp(argv[i], "--seed") == 0 && i + 1 < argc) seed = strtoull(argv[i + 1], NULL, 0);
  }
  printf("%-13s %-10s %9s %8s  %s\n", "function", "target", "points", "max ULP", "at");
  for (unsigned i = 0; i < sizeof subjects / sizeof *subjects; i++) {
    const struct subject *s = &subjects[i];
    const function *f = function_named(s->name);
    if (!function_exists(f) || !wanted(s->name, argc, argv)) continue;
    if (!told_enough(s, f)) good = false;
    for (const codegen_target *target = targets_here(); target < targets + ntargets; target++) {
      tally t;
      size_t blocks = thorough ? 5000 : 12; /* of which special pairs fill five */
      if (!check(s, f, target, blocks, seed + i, &t)) good = false;
      bool sweep =
          target == targets_here() || target == targets + ntargets - 1; /* with and without FMA */
      if (thorough && sweep && f->kind == KIND_F32 && f->nargs == 1)
        check_all_f32(s, f, target, &t);
      bool exceeded = !(t.worst <= bound_of(s, f));
      printf("%-13s %-10s %9zu %8.4f  %.17g (%a)", s->name, target->cpu, t.points, t.worst, t.x,
             t.x);
      if (f->nargs == 2) printf(", %.17g (%a)", t.y, t.y);
      printf(exceeded ? "  EXCEEDS %.2f: gave %.17g\n" : "\n", bound_of(s, f), t.result);
      fflush(stdout);
      if (exceeded) good = false;
    }
  }
  return good ? 0 : 1;
}
