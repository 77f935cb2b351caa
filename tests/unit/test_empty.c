/* test_empty.c: every combination of extents 0, 1 and 2, strides and places of an operand, for
 * every kind of stage. Where an array has no element, nothing is read: its address is NULL, or that
 * of a page that cannot be touched; where it has some, its first or last one is beside such a page.
 * What comes out is what tests/support/graph_eval.c says, element by element. */
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/array.h"
#include "runtime/call.h"
#include "tests/support/graph_eval.h"
#include "tests/support/unit.h"

/* ---- Programs ---- */

/* Exact for small integers, so that no order of operations shows. b is a row as long as a's. */
static const char *const programs[] = {
    "a + 1",
    "-a",
    "a > 0",
    "where(a > 1, a, b)",
    "sqrt(a*a)",
    "a + b",
    "a.T",
    "a[::-1]",
    "a[1:]",
    "a[:0] + 1",
    "a[None] + a",
    "a + arange(size(a))[:,None][:1]",
    "a.T + transpose(a)*2",
    "a, a*2",
    /* folds of all, of the first and of the last axis, with what may follow them */
    "sum(a)",
    "sum(a, axis=0)",
    "sum(a, axis=-1)",
    "sum(a, axis=1, keepdims=True)",
    "sum(a, axis=(0, 1))",
    "sum(a, axis=())",
    "prod(a)",
    "prod(a, axis=0)",
    "any(a > 1, axis=0)",
    "all(a, axis=0), any(a)",
    "count_nonzero(a, axis=-1)",
    "mean(a)",
    "mean(a, axis=0)",
    "var(a, axis=0)",
    "std(a, axis=-1), var(a)",
    "min(a)",
    "min(a, axis=0)",
    "max(a, axis=-1)",
    "argmin(a, axis=0)",
    "argmax(a)",
    "ptp(a, axis=0)",
    "nansum(a, axis=0)",
    "nanmean(a, axis=0)",
    "nanmin(a, axis=-1)",
    "sum(a, axis=0, where=b > 1)",
    "sum(b, axis=0, where=a > 0)",
    "mean(a, axis=0, where=a > 1)",
    "vecdot(a, a)",
    "vecdot(a, b)",
    "vecdot(a, a, axis=0)",
    /* folds beside, behind and inside others: crossed stages, chains, temps, tables */
    "sum(a, axis=0), sum(a, axis=-1)",
    "sum(a*a, axis=0), max(a*a + 1, axis=-1)",
    "a - sum(a, axis=0)",
    "a - mean(a, axis=-1, keepdims=True)",
    "exp(a*0)/sum(exp(a*0), axis=-1, keepdims=True)",
    "max(sum(a, axis=0))",
    "sum(sum(a, axis=-1), axis=0)",
    "sum(a, axis=0) + sum(b)",
    "sum(sin(b)*0 + a, axis=0)",
    "sum(sin(a)*0 + b, axis=0)",
    "sum(sqrt(a)[...,None]*b, axis=0)",
    "sum(sqrt(a)[None]*arange(3)[:,None], axis=0)",
    "sum((a[...,None,:] - a[None])**2, axis=-1)",
    "min(sum((a[:,None] - a[None])**2, axis=-1), axis=-1)",
    "sum(a.T, axis=0)",
    "sum(a[1:], axis=0)",
    "sum(a[:0], axis=0)",
    "sum(a[::-1], axis=0)",
    "sum(a[1:] * b, axis=-1)",
    "sum(a, axis=0)[::-1] + 1",
    "sum(a, axis=1, keepdims=True)[:,1:] + 1",
    "sum(a + arange(0)[:,None], axis=0)",
    "sum(a[:,None] + arange(0)[:,None], axis=1)",
    "sum(arange(size(a)))",
    "sum(2**(a + b), axis=0)",
    "sum(contains(str(arange(size(a))), '1'))",
};
enum { PROGRAMS = sizeof programs / sizeof *programs, RESULTS = 2 };

/* ---- Places ---- */

typedef enum place { BEFORE_PAGE, BEHIND_PAGE, NOWHERE, PLACES } place;

static char *pages; /* one that can be used between two that cannot */
static size_t page;

static void make_pages(void) {
  page = (size_t)sysconf(_SC_PAGESIZE);
  pages = mmap(NULL, 6 * page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  ck_assert(pages != MAP_FAILED);
  for (int i = 1; i < 6; i += 2) /* for a, b and a result */
    ck_assert_int_eq(mprotect(pages + (size_t)i * page, page, PROT_READ | PROT_WRITE), 0);
}

/* Gives an array memory in the i-th of the pages, as close to one of its ends as it gets. */
static void put_at(jx_array *a, int i, place where) {
  char *low = pages + (size_t)(2 * i + 1) * page, *high = low + page;
  if (jx_array_size(a) == 0) {
    a->data = where == NOWHERE ? NULL : where == BEFORE_PAGE ? high : low - page;
    if (i == 2 && where == NOWHERE) a->data = low - page; /* a result without data would be made */
    return;
  }
  a->data = low;
  array_range covers = array_covers(a);
  size_t before = (size_t)((uintptr_t)low - covers.low), size = covers.high - covers.low;
  a->data = (where == BEHIND_PAGE ? low : high - size) + before;
}

/* 1, 2, ... in C order; equal elements where strides are 0. */
static void fill(const jx_array *a) {
  int64_t n = jx_array_size(a);
  for (int64_t k = n; k-- > 0;) {
    char *at = a->data;
    int64_t rest = k;
    for (int x = a->rank; x-- > 0; rest /= a->shape[x]) at += rest % a->shape[x] * a->strides[x];
    double f = (double)(k + 1);
    int32_t i = (int32_t)k + 1;
    memcpy(at, a->dtype == JX_FLOAT64 ? (void *)&f : &i, jx_dtype_size(a->dtype));
  }
}

/* ---- Strides ---- */

typedef enum pattern { ROWS, ZERO, WILD, COLUMNS, FIRST, LAST, BACKWARDS, GAPS, PATTERNS } pattern;

/* What a pattern asks of an axis; the strides of axes without a second index may be anything. */
static void set_strides(jx_array *a, pattern p) {
  int64_t stride = (int64_t)jx_dtype_size(a->dtype) * (p == GAPS ? 3 : 1);
  for (int i = 0; i < a->rank; i++) {
    int x = p == COLUMNS ? i : a->rank - 1 - i;
    a->strides[x] = p == BACKWARDS ? -stride : stride;
    if (a->shape[x] > 1) stride *= a->shape[x];
    bool none = p == ZERO || (p == FIRST && x == 0) || (p == LAST && x == a->rank - 1);
    if (none) a->strides[x] = 0;
  }
  bool empty = jx_array_size(a) == 0;
  static const int64_t wild[] = {INT64_C(1) << 40, -(INT64_C(1) << 41), INT64_MIN};
  for (int x = 0; p == WILD && x < a->rank; x++)
    if (empty || a->shape[x] == 1) a->strides[x] = wild[empty ? x : 0];
}

/* ---- What is expected ---- */

static bool is_nan(const char *at, jx_dtype dtype) {
  double f = 0;
  if (dtype == JX_FLOAT64) memcpy(&f, at, sizeof f);
  return f != f;
}

typedef struct trial {
  const char *program;
  jx_array a, b;
  jx_operand operands[2];
  char about[320];
} trial;

static void compare(const trial *t, const graph *g, size_t i, const jx_array *found) {
  const graph_node *n = graph_at(g, g->results.at[i]);
  const char *why = "";
  const cell *cells = graph_eval(g, g->results.at[i], &why);
  ck_assert_msg(cells, "%s: %s", t->about, why);
  ck_assert_msg(found->dtype == (jx_dtype)n->dtype && found->rank == n->rank, "%s", t->about);
  for (int k = 0; k < n->rank; k++)
    ck_assert_msg(found->shape[n->rank - 1 - k] == graph_extent(g, n, k), "%s", t->about);
  int64_t size = jx_array_size(found);
  for (int64_t k = 0; k < size; k++) {
    char wanted[8];
    const char *at = found->data;
    int64_t rest = k;
    for (int x = found->rank; x-- > 0; rest /= found->shape[x])
      at += rest % found->shape[x] * found->strides[x];
    element_store(wanted, found->dtype, cells[k]);
    bool same = memcmp(at, wanted, jx_dtype_size(found->dtype)) == 0 ||
                (is_nan(at, found->dtype) && is_nan(wanted, found->dtype));
    ck_assert_msg(same, "%s: result %zu, element %lld", t->about, i, (long long)k);
  }
}

/* ---- Trials ---- */

static jx_context *contexts[2]; /* of one and of two threads */
static unsigned evaluated, refused;

static void evaluate(const trial *t, jx_context *c, const graph *g, place where) {
  jx_array made[RESULTS] = {0}, given[RESULTS];
  size_t n = g->results.n;
  jx_status status = jx_eval(c, t->program, JX_NTS, t->operands, 2, made, n);
  ck_assert_msg(status == JX_OK, "%s: %s", t->about, jx_context_error(c)->message);
  for (size_t i = 0; i < n; i++) compare(t, g, i, &made[i]);
  evaluated++;
  if (n == 1) { /* into memory that is given, beside a page that is none */
    given[0] = jx_array_of(NULL, made[0].dtype, made[0].rank, made[0].shape);
    put_at(&given[0], 2, where);
    status = jx_eval(c, t->program, JX_NTS, t->operands, 2, given, n);
    ck_assert_msg(status == JX_OK, "%s: %s", t->about, jx_context_error(c)->message);
    compare(t, g, 0, &given[0]);
    evaluated++;
  }
  for (size_t i = 0; i < n; i++) jx_array_free(c, &made[i]);
}

/* A program that the shapes do not allow fails alike, however it is asked. */
static void refuse(const trial *t, jx_context *c, jx_status wanted) {
  jx_array results[RESULTS] = {0};
  jx_status status = jx_eval(c, t->program, JX_NTS, t->operands, 2, results, 1);
  if (status == JX_ERROR_ARGUMENT) /* two results */
    status = jx_eval(c, t->program, JX_NTS, t->operands, 2, results, 2);
  ck_assert_msg(status == wanted, "%s: status %d, not %d", t->about, (int)status, (int)wanted);
  refused++;
}

/* One program, which has one graph for all strides. */
static void try_strides(trial *t, const graph *g, jx_status status, int patterns) {
  bool empty = jx_array_size(&t->a) == 0;
  char shape[ARRAY_SHAPE_TEXT];
  array_shape_text(shape, t->a.rank, t->a.shape);
  for (int p = 0; p < patterns; p++) {
    set_strides(&t->a, (pattern)p);
    for (int i = 0; i < 2; i++) {
      place where = i == 0 ? BEFORE_PAGE : empty ? NOWHERE : BEHIND_PAGE;
      put_at(&t->a, 0, where);
      put_at(&t->b, 1, where);
      fill(&t->b);
      fill(&t->a);
      snprintf(t->about, sizeof t->about, "%s, a of shape %s, pattern %d, place %d", t->program,
               shape, p, (int)where);
      if (status == JX_OK)
        evaluate(t, contexts[(p + i) % 2], g, where);
      else
        refuse(t, contexts[(p + i) % 2], status);
    }
  }
}

static void try_program(trial *t, const char *program, int patterns) {
  compilation k;
  diag d;
  t->program = program;
  diag_init(&d, program, strlen(program));
  call c = {.context = contexts[0],
            .source = program,
            .length = strlen(program),
            .named = t->operands,
            .noperands = 2,
            .only_look = true};
  jx_status status = call_compile(&c, GOAL_GRAPH, &k, &d);
  try_strides(t, &k.graph, status, patterns);
  arena_free(&k.memory);
}

/* All strides where there is no element; few where there are, since every one is a kernel. */
static void try_shape(jx_dtype dtype, int rank, const int64_t *shape) {
  trial t = {.a = jx_array_of(NULL, dtype, rank, shape)};
  bool empty = jx_array_size(&t.a) == 0;
  t.b = jx_array_of(NULL, dtype, rank > 0, rank ? &shape[rank - 1] : NULL);
  put_at(&t.a, 0, BEFORE_PAGE); /* scalars are read where sizes are computed */
  put_at(&t.b, 1, BEFORE_PAGE);
  t.operands[0] = (jx_operand){"a", &t.a};
  t.operands[1] = (jx_operand){"b", &t.b};
  for (int i = 0; i < PROGRAMS; i++)
    try_program(&t, programs[i], empty ? PATTERNS : rank < 2 ? COLUMNS : ZERO);
}

/* Shapes of extents 0, 1 and 2, those from the first to before the end in the order of counting; of
 * rank 3 only those without elements. */
static void try_shapes(jx_dtype dtype, int rank, int first, int end) {
  int64_t shape[3];
  make_pages();
  contexts[0] = jx_context_new(&(jx_options){.threads = 1, .cache = JX_CACHE_OFF});
  contexts[1] = jx_context_share(contexts[0]);
  ck_assert_int_eq(jx_context_set_threads(contexts[1], 2), JX_OK);
  for (int i = first; i < end; i++) {
    bool empty = false;
    for (int x = rank, rest = i; x-- > 0; rest /= 3) {
      shape[x] = rest % 3;
      empty |= shape[x] == 0;
    }
    if (empty || rank < 3) try_shape(dtype, rank, shape);
  }
  printf("rank %d: %u evaluations, %u programs refused\n", rank, evaluated, refused);
  jx_context_free(contexts[1]);
  jx_context_free(contexts[0]);
}

START_TEST(every_combination_of_rank_0_and_1) {
  try_shapes(JX_FLOAT64, 0, 0, 1);
  try_shapes(JX_FLOAT64, 1, 0, 3);
}
END_TEST

/* In parts, each of which compiles for a second or two. */
#define PART(name, dtype, rank, first, end)                 \
  START_TEST(name) { try_shapes(dtype, rank, first, end); } \
  END_TEST

PART(shapes_0_of_rank_2, JX_FLOAT64, 2, 0, 3)
PART(shapes_1_of_rank_2, JX_FLOAT64, 2, 3, 6)
PART(shapes_2_of_rank_2, JX_FLOAT64, 2, 6, 9)
PART(shapes_0_of_rank_2_of_integers, JX_INT32, 2, 0, 4)
PART(shapes_0_0_of_rank_3, JX_FLOAT64, 3, 0, 3)
PART(shapes_0_1_of_rank_3, JX_FLOAT64, 3, 3, 6)
PART(shapes_0_2_of_rank_3, JX_FLOAT64, 3, 6, 9)
PART(shapes_1_0_of_rank_3, JX_FLOAT64, 3, 9, 12)
PART(shapes_1_of_rank_3, JX_FLOAT64, 3, 12, 18)
PART(shapes_2_0_of_rank_3, JX_FLOAT64, 3, 18, 21)
PART(shapes_2_of_rank_3, JX_FLOAT64, 3, 21, 27)

UNIT(empty, every_combination_of_rank_0_and_1, shapes_0_of_rank_2, shapes_1_of_rank_2,
     shapes_2_of_rank_2, shapes_0_of_rank_2_of_integers, shapes_0_0_of_rank_3, shapes_0_1_of_rank_3,
     shapes_0_2_of_rank_3, shapes_1_0_of_rank_3, shapes_1_of_rank_3, shapes_2_0_of_rank_3,
     shapes_2_of_rank_3)
