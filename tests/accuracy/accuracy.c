/* accuracy.c: how exact the vector math is, and that every target and lane count agrees.
 *
 * For each function, a kernel of 8 lanes for each processor runs over special, hard and random
 * arguments (inputs.h) and, of one float32, over one in so many of all; judge.h says what is
 * measured. Kernels of other lane counts must give the same bits. Prints a table: the largest error
 * of each function and where it is, the median, and the share of results that are rounded rightly.
 *
 *   vmath_accuracy [option ...] [function ...]
 *
 *   --long            millions of points, every float32, on all cores; also JX_LONG_TESTS=1
 *   --every N         one float32 in N
 *   --float32         only these; --float64 likewise
 *   --target v3       only that processor's code
 *   --arguments FILE  instead, the arguments in a file (inputs.h)
 *   --seed N          other random arguments
 *
 * Exit status 1 when an error is above the bound, or bits differ; 2 when there is no such function,
 * option or file. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "contest.h"
#include "kernels.h"

#define LANES 8
#define POWER_ERROR 0.80 /* of powers.c */

/* What is tested: a row of `functions`, what it should give, the largest error allowed, 0 for what
 * users are told, and of which operation; and the second argument, where it is a constant. */
static const struct subject {
  const char *name;
  reference_id reference;
  double bound;
  op_id op;
  double constant;
} subjects[] = {
#define X(id, nargs, f64, f32, c, domain, error, error32) \
  {MATH_NAME(f64), REF_##id, error, OP_##id, 0},
    MATH_TABLE(X)
#undef X
#define X(id, nargs, f64, f32, c, domain, error, error32) \
  {MATH_NAME(f32), REF_##id, error32, OP_##id, 0},
        MATH_TABLE(X)
#undef X
#define X(name, exponent)                                   \
  {"power_" #name, REF_POW, POWER_ERROR, OP_POW, exponent}, \
      {"power32_" #name, REF_POW, POWER_ERROR, OP_POW, exponent},
            CONSTANT_POWERS(X)
#undef X
#define X(id, nargs, f64, ...) {MATH_FAST_NAME(f64), REF_##id, 0, OP_##id, 0},
                MATH_TABLE(X)
#undef X
};

/* What no fast form may be beyond. */
#define FAST_MOST 4

typedef struct options {
  bool thorough, f32, f64;
  uint32_t every; /* one float32 in so many */
  uint64_t seed;
  const char *target;
  input_list list; /* empty: those of inputs.h */
  const char **names;
  int nnames; /* 0: all */
} options;

/* ---- kernels of one function for one processor ---- */

/* Kernels of the other lane counts. One lane is left out where it is another algorithm: see
 * trig.c. */
typedef struct bench {
  const function *f;
  const codegen_target *target;
  kernel k, others[4];
  unsigned lanes[4], nothers;
  bool differ; /* two lane counts did */
} bench;

static bool bench_open(bench *b, const function *f, const codegen_target *target) {
  *b = (bench){.f = f, .target = target};
  if (!kernel_open(&b->k, f, target, LANES)) return false;
  static const unsigned lanes[] = {1, 4, 16, 32};
  unsigned n = target->can & CAN_FMA ? 4 : 3; /* else LLVM takes too long */
  for (; b->nothers < n; b->nothers++) {
    b->lanes[b->nothers] = lanes[b->nothers];
    if (!kernel_open(&b->others[b->nothers], f, target, lanes[b->nothers])) return false;
  }
  return true;
}

static void bench_close(bench *b) {
  kernel_close(&b->k);
  for (unsigned i = 0; i < b->nothers; i++) kernel_close(&b->others[i]);
}

/* A contender's run(): every lane count, and whether they agree. */
static void run_all(void *self, const void *const *in, void *out, size_t n) {
  bench *b = self;
  double other[CONTEST_BLOCK];
  kernel_run(&b->k, in, out, (int64_t)n);
  for (unsigned i = 0; i < b->nothers; i++) {
    kernel_run(&b->others[i], in, other, (int64_t)n);
    if (contest_same(other, out, b->f->kind == KIND_F32, n)) continue;
#pragma omp critical(differ)
    {
      if (!b->differ)
        printf("%s, %s: %u lanes give other bits than %d\n", b->f->name, b->target->cpu,
               b->lanes[i], LANES);
      b->differ = true;
    }
  }
}

/* One lane count alone. */
static void run_one(void *self, const void *const *in, void *out, size_t n) {
  kernel_run(&((bench *)self)->k, in, out, (int64_t)n);
}

/* ---- one function ---- */

static const function *function_named(const char *name) {
  for (unsigned i = 0; i < nfunctions; i++)
    if (strcmp(functions[i].name, name) == 0) return &functions[i];
  printf("no function is called %s\n", name);
  exit(1);
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

/* Prints a line of the table, and whether the bound is met. */
static bool report(const struct subject *s, const bench *b, const tally *t) {
  bool exceeded = !(t->worst <= bound_of(s, b->f));
  printf("%-13s %-10s %10zu %8.4f %7.3f %7.2f  %.17g (%a)", s->name, b->target->cpu, t->points,
         t->worst, tally_median(t), tally_share(t), t->x, t->x);
  if (b->f->nargs == 2) printf(", %.17g (%a)", t->y, t->y);
  if (exceeded) printf("  EXCEEDS %.2f: gave %.17g", bound_of(s, b->f), t->result);
  printf("\n");
  fflush(stdout);
  return !exceeded;
}

/* All arguments. Every float32 is also one of those at random. */
static void try_all(const contest *c, const options *o, const function *f) {
  if (o->list.n) {
    contest_list(c, &o->list);
    return;
  }
  bool sweep = c->f32 && f->nargs == 1;
  contest_random(c, !o->thorough ? 3 : sweep ? 16 : 1000); /* pairs of special values fill two */
  if (!sweep) return;
  for (unsigned i = 0; i < c->n; i++) {
    c->c[i].run = run_one;
    if (o->every == 1) c->c[i].tally = (tally){0};
  }
  contest_floats(c, o->every);
}

static bool check(const struct subject *s, const options *o, uint64_t seed) {
  const function *f = function_named(s->name);
  bench benches[CONTEST_MOST];
  contender contenders[CONTEST_MOST];
  contest c = {.id = s->reference,
               .f32 = f->kind == KIND_F32,
               .threads = o->thorough,
               .seed = seed,
               .constant = s->constant,
               .c = contenders};
  bool good = told_enough(s, f);
  for (const codegen_target *t = targets_here(); t < targets + ntargets; t++) {
    if (o->target && !strstr(t->cpu, o->target)) continue;
    if (!bench_open(&benches[c.n], f, t)) return false;
    contenders[c.n] = (contender){.run = run_all, .self = &benches[c.n]};
    c.n++;
  }
  try_all(&c, o, f);
  for (unsigned i = 0; i < c.n; i++) {
    if (!report(s, &benches[i], &contenders[i].tally) || benches[i].differ) good = false;
    bench_close(&benches[i]);
  }
  return good;
}

/* ---- the command ---- */

enum { NSUBJECTS = sizeof subjects / sizeof *subjects };

static bool exists(const struct subject *s) { return function_exists(function_named(s->name)); }

/* Prints the names that begin as `name` does, in the first of its letters that lead to any. */
static void print_near(const char *name) {
  size_t same = strlen(name), found = 0;
  printf("no function is called %s; there are", name);
  for (; !found; same--) {
    for (unsigned i = 0; i < NSUBJECTS; i++) {
      if (strncmp(subjects[i].name, name, same) != 0 || !exists(&subjects[i])) continue;
      printf(" %s", subjects[i].name);
      found++;
    }
  }
  printf("\n");
}

static bool names_exist(const options *o) {
  for (int i = 0; i < o->nnames; i++) {
    unsigned s = 0;
    while (s < NSUBJECTS && (strcmp(subjects[s].name, o->names[i]) != 0 || !exists(&subjects[s])))
      s++;
    if (s == NSUBJECTS) return print_near(o->names[i]), false;
  }
  return true;
}

static bool wanted(const struct subject *s, const options *o) {
  const function *f = function_named(s->name);
  if (!exists(s) || !(f->kind == KIND_F32 ? o->f32 : o->f64)) return false;
  for (int i = 0; i < o->nnames; i++)
    if (strcmp(o->names[i], s->name) == 0) return true;
  return o->nnames == 0;
}

/* One option, with a value if it has one: how many words it took, 0 for none that exists. */
static int read_option(options *o, const char *word, const char *value) {
  if (strcmp(word, "--long") == 0) return o->thorough = true, 1;
  if (strcmp(word, "--float32") == 0) return o->f64 = false, 1;
  if (strcmp(word, "--float64") == 0) return o->f32 = false, 1;
  if (!value) return 0;
  if (strcmp(word, "--every") == 0) return o->every = (uint32_t)strtoul(value, NULL, 0), 2;
  if (strcmp(word, "--target") == 0) return o->target = value, 2;
  if (strcmp(word, "--seed") == 0) return o->seed = strtoull(value, NULL, 0), 2;
  if (strcmp(word, "--arguments") == 0 && input_list_read(&o->list, value)) return 2;
  return 0;
}

static bool read_options(options *o, int argc, char **argv) {
  const char *variable = getenv("JX_LONG_TESTS");
  o->thorough = variable && strcmp(variable, "1") == 0;
  for (int i = 1, took; i < argc; i += took) {
    took = 1;
    if (argv[i][0] != '-') {
      o->names[o->nnames++] = argv[i];
    } else if ((took = read_option(o, argv[i], argv[i + 1])) == 0) {
      printf("%s: no such option, or not its value\n", argv[i]);
      return false;
    }
  }
  if (o->every == 0) o->every = o->thorough ? 1 : 4099;
  return true;
}

int main(int argc, char **argv) {
  options o = {.f32 = true, .f64 = true, .seed = 1};
  bool good = true;
  struct timespec begin, end;
  clock_gettime(CLOCK_MONOTONIC, &begin);
  o.names = calloc((size_t)argc, sizeof *o.names);
  if (!o.names || !read_options(&o, argc, argv) || !names_exist(&o)) return 2;
  printf("%-13s %-10s %10s %8s %7s %7s  %s\n", "function", "target", "points", "max ULP", "median",
         "right %", "at");
  for (unsigned i = 0; i < NSUBJECTS; i++)
    if (wanted(&subjects[i], &o) && !check(&subjects[i], &o, o.seed << 32 | i << 24)) good = false;
  clock_gettime(CLOCK_MONOTONIC, &end);
  printf("took %.1f s\n",
         (double)(end.tv_sec - begin.tv_sec) + 1e-9 * (double)(end.tv_nsec - begin.tv_nsec));
  input_list_free(&o.list);
  free(o.names);
  return good ? 0 : 1;
}
