/* fuzz_eval.c: any program over small arrays, evaluated in several ways that must agree.
 *
 *   on another number of threads, from copies of the operands       the same bits
 *   from operands of other strides, so with another kernel          the same bits, unless a float
 *                                                                   reduction took another order
 *   by tests/support/graph_eval.c, element by element               the same bits, where every
 *                                                                   operation of the graph is exact
 *
 * The sanitizers watch the binder and the scheduler; the memory of operands has its exact size,
 * results are compared whole. */
#include "tests/fuzz/fuzz.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/call.h"
#include "tests/support/graph_eval.h"

#define RESULTS 4
#define CALLS_OF_A_CONTEXT 3000 /* then another one, since kernels are kept */

static jx_context *one, *three;

static void renew_contexts(void) {
  static unsigned calls;
  if (calls++ % CALLS_OF_A_CONTEXT) return;
  jx_context_free(three);
  jx_context_free(one);
  one = fuzz_context(1);
  three = jx_context_share(one);
  if (!three || jx_context_set_threads(three, 3) != JX_OK) fuzz_fail("no second context");
}

/* ---- Comparing ---- */

static const char *element(const jx_array *a, int64_t i) {
  const char *at = a->data;
  for (int x = a->rank - 1; x >= 0; x--) {
    at += i % a->shape[x] * a->strides[x];
    i /= a->shape[x];
  }
  return at;
}

static bool is_nan(const char *at, jx_dtype dtype) {
  double f = 0;
  float f32;
  if (dtype == JX_FLOAT64) memcpy(&f, at, sizeof f);
  if (dtype == JX_FLOAT32) memcpy(&f32, at, sizeof f32), f = (double)f32;
  return isnan(f);
}

static void same(const fuzz_input *in, const char *how, const jx_array *a, const jx_array *b) {
  if (a->dtype != b->dtype || a->rank != b->rank || a->flags != b->flags)
    fuzz_fail("%s: another type: %.*s", how, (int)in->length, in->text);
  for (int x = 0; x < a->rank; x++)
    if (a->shape[x] != b->shape[x])
      fuzz_fail("%s: another shape: %.*s", how, (int)in->length, in->text);
  int64_t n = jx_array_size(a);
  for (int64_t i = 0; i < n; i++) {
    const char *x = element(a, i), *y = element(b, i);
    if (memcmp(x, y, jx_dtype_size(a->dtype)) == 0) continue;
    if (is_nan(x, a->dtype) && is_nan(y, a->dtype)) continue;
    double p = 0, q = 0;
    memcpy(&p, x, jx_dtype_size(a->dtype));
    memcpy(&q, y, jx_dtype_size(a->dtype));
    fuzz_fail("%s: element %lld is %a, not %a: %.*s", how, (long long)i, q, p, (int)in->length,
              in->text);
  }
}

/* ---- Other operands ---- */

/* The same elements elsewhere: with the same strides at an odd place, or with other strides. */
static void copy_operand(jx_array *to, void **block, const jx_array *a, bool restride) {
  size_t item = jx_dtype_size(a->dtype);
  *to = *a;
  if (jx_array_size(a) == 0) { /* nothing to be read, and so nowhere to read it */
    to->data = NULL;
    return;
  }
  size_t before = 0, size = item;
  int64_t stride = (int64_t)item * 3;
  for (int x = 0; restride && x < a->rank; x++) {
    to->strides[x] = x & 1 ? -stride : stride;
    stride *= a->shape[x] + 1;
  }
  for (int x = 0; x < a->rank; x++) {
    int64_t reach = (to->shape[x] - 1) * to->strides[x];
    before += reach < 0 ? (size_t)-reach : 0;
    size += (size_t)(reach < 0 ? -reach : reach);
  }
  char *at = *block = malloc(size + 1);
  if (!at) abort();
  memset(at, 0xa5, size + 1);
  to->data = at + before + !restride;
  int64_t n = jx_array_size(a);
  for (int64_t i = 0; i < n; i++) memcpy((char *)element(to, i), element(a, i), item);
}

static jx_status evaluate_copies(jx_context *c, const fuzz_input *in, const fuzz_operands *o,
                                 bool restride, jx_array *results) {
  jx_array copies[FUZZ_OPERANDS];
  jx_operand list[FUZZ_OPERANDS];
  void *blocks[FUZZ_OPERANDS] = {0};
  for (size_t i = 0; i < o->n; i++) {
    copy_operand(&copies[i], &blocks[i], &o->arrays[i], restride);
    list[i] = (jx_operand){o->names[i], &copies[i]};
  }
  jx_status status = jx_eval(c, in->text, in->length, list, o->n, results, o->nresults);
  for (size_t i = 0; i < o->n; i++) free(blocks[i]);
  return status;
}

/* ---- What the graph says ---- */

typedef struct verdict {
  bool exact;   /* every operation is, and no sum depends on its order */
  bool ordered; /* no float reduction whose bits depend on the order */
} verdict;

static verdict judge(const graph *g) {
  verdict v = {true, true};
  for (graph_ref r = 1; r < g->nodes.n; r++) {
    const graph_node *n = graph_at(g, r);
    bool real = jx_dtype_kind((jx_dtype)n->dtype) == 'f';
    bool folds = n->op == OP_SUM || n->op == OP_PROD || n->op == OP_DEVIATIONS;
    if (folds && real) v.ordered = v.exact = false;
    if (ops[n->op].ulp) v.exact = false;
  }
  return v;
}

/* Whether a sum overflows, which jx then computes again with more care than the graph has. */
static bool is_doubted(const graph *g) {
  const char *why;
  for (graph_ref r = 1; r < g->nodes.n; r++) {
    if (graph_at(g, r)->op != OP_TOTAL) continue;
    const cell *cells = graph_eval(g, r, &why);
    int64_t n = cells ? graph_eval_size(g, r) : 0;
    for (int64_t i = 0; i < n; i++)
      if (!isfinite(cells[i].f)) return true;
  }
  return false;
}

static void compare_with_graph(const fuzz_input *in, const graph *g, size_t i,
                               const jx_array *found) {
  const char *why;
  graph_ref r = g->results.at[i];
  const cell *cells = graph_eval(g, r, &why);
  if (!cells || g->selected.at[i].mask)
    return; /* too large for it; packed when it has been computed */
  size_t item = jx_dtype_size(found->dtype);
  jx_array wanted = jx_array_of(NULL, found->dtype, found->rank, found->shape);
  wanted.flags = found->flags;
  int64_t n = graph_eval_size(g, r);
  char *block = malloc((size_t)n * item + 1);
  if (!block) abort();
  wanted.data = block;
  for (int64_t k = 0; k < n; k++) element_store(block + (size_t)k * item, found->dtype, cells[k]);
  same(in, "element by element", &wanted, found);
  free(block);
}

static verdict look_at_graph(const fuzz_input *in, const fuzz_operands *o,
                             const jx_array *results) {
  compilation k;
  diag d;
  diag_init(&d, in->text, in->length);
  call c = {.context = one,
            .source = in->text,
            .length = in->length,
            .named = o->list,
            .noperands = o->n,
            .only_look = true};
  jx_status status = call_compile(&c, GOAL_GRAPH, &k, &d);
  if (status != JX_OK) fuzz_fail("no graph: %s", d.message);
  verdict v = judge(&k.graph);
  bool compare = v.exact && !is_doubted(&k.graph);
  for (size_t i = 0; compare && i < o->nresults; i++)
    compare_with_graph(in, &k.graph, i, &results[i]);
  arena_free(&k.memory);
  return v;
}

/* ---- All of it ---- */

static void free_results(jx_array *results, size_t n) {
  for (size_t i = 0; i < n; i++) jx_array_free(one, &results[i]);
}

static void again(jx_context *c, const fuzz_input *in, const fuzz_operands *o, bool restride,
                  const char *how, const jx_array *results) {
  jx_array others[RESULTS] = {0};
  jx_status status = evaluate_copies(c, in, o, restride, others);
  if (status != JX_OK) fuzz_fail("%s: %s", how, jx_context_error(c)->message);
  for (size_t i = 0; i < o->nresults; i++) same(in, how, &results[i], &others[i]);
  free_results(others, o->nresults);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  jx_array results[RESULTS] = {0};
  fuzz_input in;
  fuzz_operands o;
  renew_contexts();
  fuzz_open(&in, data, size);
  if (fuzz_operands_make(&o, &in, one, false) && o.nresults <= RESULTS) {
    fuzz_operands_fill(&o, &in);
    jx_status status = jx_eval(one, in.text, in.length, o.list, o.n, results, o.nresults);
    if (status != JX_OK) {
      fuzz_check_error(one, &in, status);
    } else {
      again(three, &in, &o, false, "copies on three threads", results);
      verdict v = look_at_graph(&in, &o, results);
      if (v.ordered) again(one, &in, &o, true, "other strides", results);
    }
    free_results(results, o.nresults);
  }
  fuzz_operands_free(&o);
  fuzz_close(&in);
  return 0;
}
