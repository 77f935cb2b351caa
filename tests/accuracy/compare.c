/* compare.c: how exact jx's functions are beside other libraries', on the same arguments.
 *
 * The arguments are those of vmath_accuracy (inputs.h), and so is the judge: special, hard and
 * random ones, and of functions of one float32 one in N, by default 61. jx is this machine's best
 * code.
 *
 *   export LD_LIBRARY_PATH=FOLDER JX_PYTHON=.venv/bin/python
 *   build/tests/vmath_compare [option ...] [function ...]
 *
 *   --markdown   tables for docs/performance.md
 *   --blocks N   so many times 16384 special, hard and random arguments, by default 64
 *   --every N    one float32 in N; 1: all of them, which takes an hour or two
 *   --float32    only these; --float64 likewise
 *
 * FOLDER is where Intel's libsvml.so is. A library that is missing is left out. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "contest.h"
#include "kernels.h"
#include "peers.h"

static const struct subject {
  const char *f64, *f32; /* rows of `functions` */
  reference_id reference;
  op_id op;
} subjects[] = {
#define X(id, nargs, f64, f32, ...) {MATH_NAME(f64), MATH_NAME(f32), REF_##id, OP_##id},
    MATH_TABLE(X)
#undef X
};

typedef struct options {
  bool markdown, f32, f64;
  size_t blocks;
  uint32_t every;
  const char **names;
  int nnames;
} options;

static const function *function_named(const char *name) {
  for (unsigned i = 0; i < nfunctions; i++)
    if (strcmp(functions[i].name, name) == 0) return &functions[i];
  abort();
}

static void run_kernel(void *self, const void *const *in, void *out, size_t n) {
  kernel_run(self, in, out, (int64_t)n);
}

/* ---- tables ---- */

static void print_head(const options *o, bool f32) {
  if (o->markdown) {
    printf("\n| %s | jx | median | right | ", f32 ? "float32" : "float64");
    for (unsigned i = 0; i < PEER_COUNT; i++)
      printf("%s |%s", peer_names[i], i + 1 < PEER_COUNT ? " " : "\n");
    printf("|---|---|---|---|");
    for (unsigned i = 0; i < PEER_COUNT; i++) printf("---|");
  } else {
    printf("%-11s %8s %7s %7s", f32 ? "float32" : "float64", "jx", "median", "right %");
    for (unsigned i = 0; i < PEER_COUNT; i++) printf(" %9s", peer_names[i]);
  }
  printf("\n");
}

/* The largest finite error, with a star where a special case is wrong. */
static void print_cell(const options *o, const tally *t) {
  char text[32] = "–";
  const char *wrong = t && isinf(t->worst) ? "*" : "";
  if (t && t->finite < 1000)
    snprintf(text, sizeof text, "%.3f%s", t->finite, wrong);
  else if (t)
    snprintf(text, sizeof text, "%.0e%s", t->finite, wrong);
  if (o->markdown)
    printf(" %s |", text);
  else
    printf(" %9s", t ? text : "-");
}

static void print_row(const options *o, const struct subject *s, const tally *jx,
                      const tally *const *peers) {
  const char *form =
      o->markdown ? "| `%.*s` | %.3f | %.2f | %.1f %% |" : "%-11.*s %8.4f %7.3f %7.2f";
  const char *name = *ops[s->op].names ? ops[s->op].names : s->f64;
  printf(form, (int)strcspn(name, " "), name, jx->worst, tally_median(jx), tally_share(jx));
  for (unsigned i = 0; i < PEER_COUNT; i++) print_cell(o, peers[i]);
  printf("\n");
  fflush(stdout);
}

/* ---- one function ---- */

static void compare(const struct subject *s, const options *o, bool f32) {
  const function *f = function_named(f32 ? s->f32 : s->f64);
  char numpy[32];
  kernel k;
  peer peers[PEER_COUNT];
  contender contenders[1 + PEER_COUNT];
  const tally *tallies[PEER_COUNT] = {NULL};
  contest c = {.id = s->reference, .f32 = f32, .threads = true, .seed = 1, .c = contenders, .n = 1};
  snprintf(numpy, sizeof numpy, "%.*s", (int)strcspn(ops[s->op].names, " "), ops[s->op].names);
  if (!kernel_open(&k, f, targets_here(), f32 ? 16 : 8)) return;
  contenders[0] = (contender){.run = run_kernel, .self = &k};
  for (peer_id id = 0; id < PEER_COUNT; id++) {
    if (!peer_open(&peers[id], id, s->reference, numpy, f32)) continue;
    contenders[c.n] = (contender){.run = peer_run, .self = &peers[id]};
    tallies[id] = &contenders[c.n++].tally;
  }
  contest_random(&c, o->blocks);
  if (f32 && f->nargs == 1) contest_floats(&c, o->every);
  print_row(o, s, &contenders[0].tally, tallies);
  kernel_close(&k);
}

/* ---- the command ---- */

static bool wanted(const struct subject *s, const options *o) {
  for (int i = 0; i < o->nnames; i++)
    if (strcmp(o->names[i], s->f64) == 0) return true;
  return o->nnames == 0;
}

static bool read_options(options *o, int argc, char **argv) {
  for (int i = 1; i < argc; i++) {
    const char *value = argv[i + 1];
    if (argv[i][0] != '-')
      o->names[o->nnames++] = argv[i];
    else if (strcmp(argv[i], "--markdown") == 0)
      o->markdown = true;
    else if (strcmp(argv[i], "--float32") == 0)
      o->f64 = false;
    else if (strcmp(argv[i], "--float64") == 0)
      o->f32 = false;
    else if (strcmp(argv[i], "--blocks") == 0 && value)
      o->blocks = strtoul(value, NULL, 0), i++;
    else if (strcmp(argv[i], "--every") == 0 && value && strtoul(value, NULL, 0) > 0)
      o->every = (uint32_t)strtoul(value, NULL, 0), i++;
    else
      return printf("%s: no such option, or not its value\n", argv[i]), false;
  }
  return true;
}

int main(int argc, char **argv) {
  options o = {.f32 = true, .f64 = true, .blocks = 64, .every = 61};
  o.names = calloc((size_t)argc, sizeof *o.names);
  if (!o.names || !read_options(&o, argc, argv)) return 2;
  printf("jx for %s; largest errors in ULP\n", targets_here()->cpu);
  for (int f32 = 0; f32 < 2; f32++) {
    if (!(f32 ? o.f32 : o.f64)) continue;
    print_head(&o, f32);
    for (unsigned i = 0; i < sizeof subjects / sizeof *subjects; i++)
      if (wanted(&subjects[i], &o)) compare(&subjects[i], &o, f32);
  }
  free(o.names);
  return 0;
}
