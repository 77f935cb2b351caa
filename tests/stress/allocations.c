/* allocations.c: calls of every kind with the n-th allocation failing, for n = 1, 2, ... until the
 * call no longer gets so far.
 *
 *   allocations [--every K] [--after] [KIND ...]
 *
 * Each kind is a call, or a few, from a context of its own that has made nothing before, with the
 * real code generator. With the n-th allocation of jx failing (with --after, all that follow as
 * well) a call gives JX_ERROR_MEMORY, with nothing left in its results, or the right result; with
 * memory back, the same context gives the right one; and when it is freed, nothing is left. With
 * --every only each K-th n is tried. What LLVM allocates is not counted: room for that is looked
 * for before it is called (room.h), and memory.c limits it.
 *
 * Prints how many n were tried for each kind, and how many of them failed. Start with main(). */
#include <ftw.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "jx.h"
#include "tests/support/fail_alloc.h"

enum { N = 64, ROWS = 32 };

static double a[N * ROWS], b[N * ROWS], out[N * ROWS];
static int32_t places[N];
static char words[N][4];
static double pairs[2 * N];
static char folder[] = "/tmp/jx-allocations-XXXXXX";

static void fail(const char *kind, size_t n, const char *what) {
  fprintf(stderr, "allocations: %s, n = %zu: %s\n", kind, n, what);
  exit(1);
}

/* ---- Kinds ---- */

/* One operand, and results that are right when their sum is. */
typedef struct evaluation {
  const char *source;
  size_t nresults;
  double expected; /* of the last result's elements the sum */
  bool given;      /* result 0 is `out`, of N elements */
} evaluation;

static jx_array vector(void *data, jx_dtype dtype, int64_t n) {
  return jx_array_of(data, dtype, 1, &n);
}

static double element(const jx_array *r, int64_t i) {
  switch (r->dtype) {
  case JX_BOOL: return ((bool *)r->data)[i];
  case JX_INT64: return (double)((int64_t *)r->data)[i];
  case JX_FLOAT64: return ((double *)r->data)[i];
  case JX_COMPLEX128: return ((double *)r->data)[2 * i];
  default: return NAN;
  }
}

static double total(const jx_array *r) {
  double sum = 0;
  for (int64_t i = 0; i < jx_array_size(r); i++) sum += element(r, i);
  return sum;
}

static size_t operands_for(jx_operand *o, jx_array *arrays) {
  static const char *const names[] = {"a", "b", "i", "s", "z", "m", "w"};
  arrays[0] = vector(a, JX_FLOAT64, N);
  arrays[1] = vector(b, JX_FLOAT64, N);
  arrays[2] = vector(places, JX_INT32, N);
  arrays[3] = vector(words, JX_BYTES, N);
  arrays[3].detail = 4;
  arrays[3].strides[0] = 4;
  arrays[4] = vector(pairs, JX_COMPLEX128, N);
  arrays[5] = jx_array_of(a, JX_FLOAT64, 2, (int64_t[]){ROWS, N});
  arrays[6] = jx_array_of(b, JX_FLOAT64, 2, (int64_t[]){ROWS, N});
  for (int i = 0; i < 7; i++) o[i] = (jx_operand){names[i], &arrays[i]};
  return 7;
}

static jx_status finish(jx_context *c, const evaluation *e, jx_array *r, jx_status status) {
  for (size_t i = 0; status != JX_OK && i < e->nresults; i++)
    if (r[i].data && r[i].data != out) return JX_ERROR_INTERNAL;
  if (status == JX_OK && fabs(total(&r[e->nresults - 1]) - e->expected) > 1e-9)
    status = JX_ERROR_VALUE;
  for (size_t i = 0; i < e->nresults; i++) jx_array_free(c, &r[i]);
  return status;
}

static void results_for(const evaluation *e, jx_array *r) {
  memset(r, 0, e->nresults * sizeof *r);
  if (e->given) r[0] = vector(out, JX_FLOAT64, N);
}

static jx_status evaluate(jx_context *c, const evaluation *e) {
  jx_array arrays[7], r[4];
  jx_operand o[7];
  results_for(e, r);
  size_t n = operands_for(o, arrays);
  return finish(c, e, r, jx_eval(c, e->source, JX_NTS, o, n, r, e->nresults));
}

/* Twice, so that the second call is made ready to be made again, and once more. */
static jx_status evaluate_again(jx_context *c, const evaluation *e) {
  for (int i = 0; i < 3; i++) {
    jx_status status = evaluate(c, e);
    if (status != JX_OK) return status;
  }
  return JX_OK;
}

static jx_status run_program(jx_context *c, const evaluation *e) {
  const char *const names[] = {"a", "b"};
  jx_array x = vector(a, JX_FLOAT64, N), y = vector(b, JX_FLOAT64, N), r[4];
  const jx_array *const arrays[] = {&x, &y};
  jx_program *p;
  jx_status status = jx_compile(c, e->source, JX_NTS, names, 2, &p);
  if (status != JX_OK) return p ? JX_ERROR_INTERNAL : status;
  results_for(e, r);
  status = finish(c, e, r, jx_run(c, p, arrays, 2, r, e->nresults));
  jx_program_free(p);
  return status;
}

enum { SETS = 12 };

static jx_status run_sets(jx_context *c, const evaluation *e, bool stacked) {
  const char *const names[] = {"a"};
  jx_array x[SETS], r[SETS] = {{0}};
  const jx_array *arrays[SETS];
  jx_program *p;
  jx_status status = jx_compile(c, e->source, JX_NTS, names, 1, &p);
  if (status != JX_OK) return status;
  for (int i = 0; i < SETS; i++) {
    x[i] = vector(a, JX_FLOAT64, N - i % 3);
    arrays[i] = &x[i];
  }
  status = stacked ? jx_run_stacked(c, p, SETS, arrays, 1, r, 1, NULL)
                   : jx_run_many(c, p, SETS, arrays, 1, r, 1, NULL);
  double sum = 0;
  for (int i = 0; i < (stacked ? 1 : SETS); i++) {
    if (status != JX_OK && r[i].data) status = JX_ERROR_INTERNAL;
    if (status == JX_OK) sum += total(&r[i]);
    jx_array_free(c, &r[i]);
  }
  jx_program_free(p);
  return status == JX_OK && fabs(sum - e->expected) > 1e-9 ? JX_ERROR_VALUE : status;
}

static jx_status run_many(jx_context *c, const evaluation *e) { return run_sets(c, e, false); }
static jx_status run_stacked(jx_context *c, const evaluation *e) { return run_sets(c, e, true); }

/* A context that shares this one, and what it evaluates. */
static jx_status share(jx_context *c, const evaluation *e) {
  jx_context *other = jx_context_share(c);
  if (!other) return JX_ERROR_MEMORY;
  jx_status status = evaluate(other, e);
  jx_context_free(other);
  return status;
}

static jx_status inspect(jx_context *c, const evaluation *e) {
  jx_inspection seen;
  jx_status status = jx_inspect(c, e->source, JX_NTS, &seen);
  if (status != JX_OK) return status;
  return seen.nresults == e->nresults && (double)seen.nfree == e->expected ? JX_OK : JX_ERROR_VALUE;
}

static jx_status emit(jx_context *c, const evaluation *e) {
  for (int form = JX_FORM_AST; form <= JX_FORM_ASM; form++) {
    jx_array arrays[7];
    jx_operand o[7];
    const char *text;
    size_t n = operands_for(o, arrays);
    jx_status status = jx_emit(c, e->source, JX_NTS, o, n, (jx_form)form, &text);
    if (status != JX_OK) return text ? JX_ERROR_INTERNAL : status;
    if (!*text) return JX_ERROR_VALUE;
  }
  return JX_OK;
}

static jx_status emit_ahead(jx_context *c, const evaluation *e) {
  const jx_parameter p[] = {{"a", "float64[n]"}, {"b", "float64[n]"}};
  const jx_form forms[] = {JX_FORM_OBJECT, JX_FORM_HEADER};
  for (int i = 0; i < 2; i++) {
    const void *bytes;
    size_t size;
    jx_status status = jx_emit_ahead(c, e->source, JX_NTS, p, 2, "f", forms[i], &bytes, &size);
    if (status != JX_OK) return bytes || size ? JX_ERROR_INTERNAL : status;
    if (size < 100) return JX_ERROR_VALUE;
  }
  return JX_OK;
}

static jx_cache_verdict next(void *user, const jx_cache_file *file) {
  (void)file;
  ++*(size_t *)user;
  return JX_CACHE_NEXT;
}

static jx_status look_at_cache(jx_context *c, const evaluation *e) {
  (void)e;
  jx_cache_summary s;
  size_t files = 0;
  jx_status status = jx_cache_info(c, &s);
  if (status == JX_OK) status = jx_cache_visit(c, next, &files);
  if (status != JX_OK) return status;
  return *s.path && s.files == files ? JX_OK : JX_ERROR_VALUE;
}

static jx_status clear_cache(jx_context *c, const evaluation *e) {
  jx_status status = evaluate(c, e);
  return status == JX_OK ? jx_cache_clear(c, NULL) : status;
}

/* What is refused is refused for the same reason, or for want of memory. */
static jx_status refuse(jx_context *c, const evaluation *e) {
  jx_array r = {0};
  jx_status status = jx_eval(c, e->source, JX_NTS, NULL, 0, &r, 1);
  return status == JX_ERROR_NAME ? JX_OK : status;
}

static jx_status bandwidth(jx_context *c, const evaluation *e) {
  (void)e;
  double read;
  return jx_bandwidth(c, &read, NULL);
}

typedef enum disk_use { OFF, EMPTY, FILLED } disk_use;

typedef struct kind {
  const char *name;
  jx_status (*call)(jx_context *c, const evaluation *e);
  evaluation e;
  int32_t threads;
  disk_use disk;
} kind;

/* a is 0 ... 63 in each row, b is 1, i counts down, s is "ab" or "cd", z is a + 1j. */
static const kind kinds[] = {
    {"elementwise", evaluate, {"2*a + b", 1, 4096, false}, 1, OFF},
    {"given", evaluate, {"2*a + b", 1, 4096, true}, 1, OFF},
    {"again", evaluate_again, {"2*a + b", 1, 4096, false}, 1, OFF},
    {"reduction", evaluate, {"sum(m, axis=1) - sum(max(m, axis=0))", 1, 0, false}, 2, OFF},
    {"several", evaluate, {"t = a - mean(a)\nt, t*t, sum(b), a[:5] < 3", 4, 3, false}, 1, OFF},
    {"strings", evaluate, {"s == b'ab'", 1, 32, false}, 1, OFF},
    {"complex", evaluate, {"z*conj(z) - z", 1, 85344 + 64 - 2016, false}, 1, OFF},
    {"gather", evaluate, {"a[i]", 1, 2016, false}, 1, OFF},
    {"selection", evaluate, {"a[a > 3]", 1, 2010, false}, 1, OFF},
    {"scan", evaluate, {"cumsum(b)", 1, 2080, false}, 1, OFF},
    {"contraction",
     evaluate,
     {"sum(m[:,None,:]*w[None,:,:], axis=2)", 1, 2016 * 1024, false},
     2,
     OFF},
    {"program", run_program, {"2*a + b", 1, 4096, false}, 1, OFF},
    {"many", run_many, {"a + 1", 1, 12 * 2080 - 4 * (64 + 64 + 63), false}, 2, OFF},
    {"stacked", run_stacked, {"min(a) + 1", 1, 12, false}, 2, OFF},
    {"share", share, {"2*a + b", 1, 4096, false}, 1, OFF},
    {"inspect", inspect, {"t = a + b\nt*c, t", 2, 3, false}, 1, OFF},
    {"emit", emit, {"2*a + sum(b)", 1, 0, false}, 1, OFF},
    {"ahead", emit_ahead, {"2*a + sum(b)", 1, 0, false}, 1, OFF},
    {"refused", refuse, {"1 + missing", 1, 0, false}, 1, OFF},
    {"bandwidth", bandwidth, {"", 0, 0, false}, 1, OFF},
    {"disk, empty", evaluate, {"2*a + b", 1, 4096, false}, 1, EMPTY},
    {"disk, filled", evaluate, {"2*a + b", 1, 4096, false}, 1, FILLED},
    {"disk, looked at", look_at_cache, {"2*a + b", 1, 4096, false}, 1, FILLED},
    {"disk, cleared", clear_cache, {"2*a + b", 1, 4096, false}, 1, EMPTY},
};
#define KINDS (sizeof kinds / sizeof *kinds)

/* ---- Trying ---- */

static int remove_one(const char *path, const struct stat *s, int type, struct FTW *walk) {
  (void)s, (void)type, (void)walk;
  return remove(path);
}

static void remove_folder(void) { nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS); }

static void ignore(void *user, const char *message) { (void)user, (void)message; }

static jx_context *open_context(const kind *k, fail_alloc *f) {
  return jx_context_new(&(jx_options){.threads = k->threads,
                                      .allocator = &f->allocator,
                                      .cache = k->disk == OFF ? JX_CACHE_OFF : JX_CACHE_ON,
                                      .cache_dir = k->disk == OFF ? NULL : folder,
                                      .warning = ignore});
}

/* Whether the n-th allocation was asked for; *failed: and its failing told. */
static bool attempt(const kind *k, size_t n, bool after, bool *failed) {
  fail_alloc f;
  if (k->disk == EMPTY) remove_folder();
  fail_alloc_init(&f, n);
  f.fail_after = after;
  jx_context *c = open_context(k, &f);
  jx_status status = c ? k->call(c, &k->e) : JX_ERROR_MEMORY;
  bool reached = f.calls >= n;
  if (status != JX_OK && (status != JX_ERROR_MEMORY || !reached))
    fail(k->name, n, c ? jx_context_error(c)->rendering : "no context");
  f.fail_at = 0;
  f.fail_after = false;
  if (c && k->call(c, &k->e) != JX_OK) fail(k->name, n, jx_context_error(c)->rendering);
  jx_context_free(c);
  if (f.live) fail(k->name, n, "memory is left");
  *failed = status != JX_OK;
  return reached;
}

static void try_kind(const kind *k, size_t every, bool after) {
  size_t tried = 0, failures = 0, n = 1;
  bool failed;
  if (k->disk == FILLED) attempt(k, SIZE_MAX, false, &failed);
  for (; attempt(k, n, after, &failed); n += every) {
    tried++;
    failures += failed;
  }
  printf("%-16s %5zu tried, %5zu out of memory, %5zu right nevertheless\n", k->name, tried,
         failures, tried - failures);
  fflush(stdout);
}

static bool is_wanted(const char *name, int argc, char **argv) {
  bool all = true;
  for (int i = 1; i < argc; i++) {
    if (argv[i][0] == '-') {
      i += strcmp(argv[i], "--every") == 0;
      continue;
    }
    if (strcmp(argv[i], name) == 0) return true;
    all = false;
  }
  return all;
}

int main(int argc, char **argv) {
  size_t every = 1;
  bool after = false;
  for (int i = 1; i < argc; i++) {
    if (strcmp(argv[i], "--every") == 0 && i + 1 < argc) every = strtoul(argv[i + 1], NULL, 10);
    after = after || strcmp(argv[i], "--after") == 0;
  }
  if (!every || !mkdtemp(folder)) return 2;
  atexit(remove_folder);
  for (int i = 0; i < N * ROWS; i++) {
    a[i] = i % N;
    b[i] = 1;
  }
  for (int i = 0; i < N; i++) {
    places[i] = N - 1 - i;
    memcpy(words[i], i % 2 ? "ab\0" : "cd\0", 4);
    pairs[2 * i] = i;
    pairs[2 * i + 1] = 1;
  }
  for (size_t i = 0; i < KINDS; i++)
    if (is_wanted(kinds[i].name, argc, argv)) try_kind(&kinds[i], every, after);
  return 0;
}
