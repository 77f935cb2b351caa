/* recall.c: the calls a context made last; see recall.h. Start at recall_fits().
 *
 * The head of an array is what a call depends on, as words: dtype and rank, flags and detail, which
 * lie side by side in a jx_array; its shape and strides; of an operand of rank 0 also its value. A
 * result to be allocated has two words of 0.
 */
#include "runtime/recall.h"

#include <stddef.h>
#include <string.h>

#include "base/array.h"

#define VALUE_WORDS 2 /* a complex128 */

_Static_assert(offsetof(jx_array, rank) == offsetof(jx_array, dtype) + 4 &&
                   offsetof(jx_array, detail) == offsetof(jx_array, flags) + 4,
               "heads are read as words");

static uint64_t word_at(const void *at) {
  uint64_t word;
  memcpy(&word, at, sizeof word);
  return word;
}

static const jx_array *operand_of(const call *c, size_t i) {
  return c->named ? c->named[i].array : c->arrays[i];
}

static uint64_t *words_of(const buffer *b) { return b->at; }

/* ---- Whose call it is ---- */

static bool is_rememberable(const call *c) {
  return !c->only_look && !c->ticks && !c->careful && c->noperands + c->nresults <= RECALL_ARRAYS &&
         (c->program || (c->source && c->length <= RECALL_TEXT));
}

/* Whose call it is, and how long its first operand, so that sizes may alternate: as many as differ
 * by less than there are pairs of places have one each. Other calls may have the same tag. */
static uint64_t tag_of(const call *c) {
  const jx_array *first = c->noperands && (c->named || c->arrays) ? operand_of(c, 0) : NULL;
  uint64_t whose = c->program ? c->program : ((uintptr_t)c->source >> 3) + c->length;
  return (whose << 32) + whose + (first && first->rank > 0 ? (uint64_t)first->shape[0] : 0);
}

/* The one of two that is worth less: made again less often, or remembered before the other. */
static recall *lesser(recall *pair) {
  bool second =
      pair[1].used != pair[0].used ? pair[1].used < pair[0].used : pair[1].kept < pair[0].kept;
  return pair + second;
}

recall *recall_place(const call *c) {
  if (!is_rememberable(c)) return NULL;
  uint64_t tag = tag_of(c), at = tag ^ tag >> 3 ^ tag >> 6 ^ tag >> 12;
  recall *pair = c->context->recalls->calls + at % (RECALL_CALLS / 2) * 2;
  if (pair[0].tag == tag) return pair;
  return pair[1].tag == tag ? pair + 1 : lesser(pair);
}

/* The text and the names are those of the prefix: lengths, text, names with their NULs. */
static bool same_text(const recall *r, const call *c) {
  if (c->length != r->length) return false;
  const char *at = (const char *)r->prefix.at + 2 * sizeof(uint64_t);
  if (memcmp(at, c->source, c->length) != 0) return false;
  at += c->length;
  for (size_t i = 0; i < c->noperands; i++) {
    const char *name = c->named[i].name;
    if (!name) return false;
    do
      if (*name != *at) return false;
    while (at++, *name++);
  }
  return true;
}

static bool same_program(const recall *r, const call *c) {
  if (r->program != c->program || r->noperands != c->noperands || r->nresults != c->nresults ||
      r->precision != c->precision || (c->nresults && !c->results))
    return false;
  if (c->noperands && !c->named && !c->arrays) return false;
  return c->program || (c->noperands == 0 || c->named ? same_text(r, c) : false);
}

/* ---- What its arrays are like ---- */

static uint64_t *write_head(uint64_t *to, const jx_array *a, bool result) {
  if (result && !a->data) {
    to[0] = to[1] = 0;
    return to + 2;
  }
  *to++ = word_at(&a->dtype);
  *to++ = word_at(&a->flags);
  size_t bytes = (size_t)a->rank * sizeof *to;
  memcpy(to, a->shape, bytes);
  memcpy(to + a->rank, a->strides, bytes);
  to += 2 * a->rank;
  if (a->rank || result) return to;
  uint32_t item = array_item(a);
  memset(to, 0, VALUE_WORDS * sizeof *to);
  if (a->data)
    memcpy(to, a->data, item < VALUE_WORDS * sizeof *to ? item : VALUE_WORDS * sizeof *to);
  return to + VALUE_WORDS;
}

/* The head behind this one, when it is that of `a`; else NULL. */
static const uint64_t *skip_head(const uint64_t *at, const jx_array *a, bool result) {
  if (result && (!at[0] || !a->data)) return at[0] || a->data ? NULL : at + 2;
  if (at[0] != word_at(&a->dtype) || at[1] != word_at(&a->flags) || !a->data) return NULL;
  at += 2;
  int32_t rank = a->rank; /* that of a valid array: it was one */
  for (int32_t x = 0; x < rank; x++)
    if (at[x] != (uint64_t)a->shape[x] || at[rank + x] != (uint64_t)a->strides[x]) return NULL;
  return at + 2 * rank + (rank || result ? 0 : VALUE_WORDS);
}

static bool same_heads(const recall *r, const call *c) {
  const uint64_t *at = words_of(&r->heads);
  for (size_t i = 0; i < c->noperands; i++) {
    const jx_array *a = operand_of(c, i);
    if (!a || !(at = skip_head(at, a, false))) return false;
  }
  for (size_t i = 0; i < c->nresults; i++)
    if (!(at = skip_head(at, &c->results[i], true))) return false;
  return true;
}

/* Of arrays whose heads are the same. */
static bool same_values(const recall *r, const call *c) {
  const uint64_t *at = words_of(&r->heads);
  for (size_t i = 0; i < c->noperands && r->reads >> i; i++) {
    const jx_array *a = operand_of(c, i);
    if (r->reads >> i & 1 && memcmp(at + 2, a->data, array_item(a)) != 0) return false;
    at = skip_head(at, a, false);
    if (i == 63) break;
  }
  return true;
}

/* ---- Where its results lie ---- */

/* A given result is apart from the others, or lies to one as it did then: on an operand that it
 * replaces. Sums that are done again with care must find their operands. */
static bool lies_alike(const recall *r, const call *c, size_t result, size_t other,
                       const void *at) {
  const int64_t *covers = r->covers.at;
  const void *const *before = r->data.at;
  size_t own = c->noperands + result;
  uintptr_t low = (uintptr_t)c->results[result].data, high = low + (uint64_t)covers[2 * own + 1];
  uintptr_t begin = (uintptr_t)at, end = begin + (uint64_t)covers[2 * other + 1];
  uintptr_t from = begin + (uint64_t)covers[2 * other], to = low + (uint64_t)covers[2 * own];
  if (end <= to || high <= from) return true;
  return !r->kernel->spec->doubts &&
         begin - low == (uintptr_t)before[other] - (uintptr_t)before[own];
}

static bool results_lie_alike(const recall *r, const call *c) {
  for (size_t i = 0; i < c->nresults; i++) {
    if (!c->results[i].data) continue;
    for (size_t k = 0; k < c->noperands; k++)
      if (!lies_alike(r, c, i, k, operand_of(c, k)->data)) return false;
    for (size_t k = 0; k < i; k++)
      if (c->results[k].data && !lies_alike(r, c, i, c->noperands + k, c->results[k].data))
        return false;
  }
  return true;
}

/* ---- Making ready ---- */

/* False when one of them is no number in a jx_array of its own. */
static bool find_reads(recall *r, const call *c) {
  const kernel_spec *s = r->kernel->spec;
  const dim_node *dims = spec_dims(s);
  r->reads = 0;
  for (uint32_t i = 0; i < s->dims.n; i++) {
    if (dims[i].op != DIM_SCALAR) continue;
    const jx_array *a = operand_of(c, (size_t)dims[i].a);
    if (dims[i].a > 63 || a->rank || array_item(a) > VALUE_WORDS * sizeof(uint64_t)) return false;
    r->reads |= (uint64_t)1 << dims[i].a;
  }
  return true;
}

/* The bytes an array covers, from its data. */
static void write_covers(int64_t *to, const jx_array *a) {
  array_range range = array_covers(a);
  to[0] = (int64_t)(range.low - (uintptr_t)a->data);
  to[1] = (int64_t)(range.high - (uintptr_t)a->data);
}

static bool is_brief(const bound *b) {
  return b->spec->stages.n == 1 && schedule_is_piece(&b->stages[0]) &&
         b->stages[0].cost < RECALL_BRIEF_NS;
}

/* The call is made for the second time: what it takes to make it from now on. Its arrays are like
 * those it was bound with. */
static bool make_ready(recall *r, const call *c) {
  if (!rebind_possible(&r->bound) || !find_reads(r, c)) return false;
  r->nmoves = rebind_count(&r->bound);
  r->brief = is_brief(&r->bound);
  r->untimed = RECALL_TIMED; /* the first one is timed */
  int64_t *covers = r->covers.at;
  for (size_t i = 0; i < c->noperands; i++) write_covers(covers + 2 * i, operand_of(c, i));
  for (size_t i = 0; i < c->nresults; i++)
    if (c->results[i].data) write_covers(covers + 2 * (c->noperands + i), &c->results[i]);
  rebind_moves(&r->bound, r->data.at, r->moves.at);
  return true;
}

bool recall_fits(recall *r, const call *c, const jx_array *const **operands) {
  if (r->skip || (r->state != RECALL_SEEN && r->state != RECALL_READY)) return false;
  if (!same_program(r, c) || !same_heads(r, c)) return false;
  r->used++;
  if (r->state == RECALL_SEEN) r->state = make_ready(r, c) ? RECALL_READY : RECALL_NEVER;
  if (r->state != RECALL_READY) return false;
  if (r->reads && !same_values(r, c)) return false;
  if (!results_lie_alike(r, c)) return false;
  *operands = c->arrays;
  if (!c->named) return true;
  const jx_array **arrays = r->arrays.at;
  for (size_t i = 0; i < c->noperands; i++) arrays[i] = c->named[i].array;
  *operands = arrays;
  return true;
}

/* ---- Remembering ---- */

static bool reserve(const call *c, buffer *b, size_t size) {
  return !size || buffer_reserve(b, &c->context->engine->allocator, size);
}

static bool reserve_all(recall *r, const call *c, const kernel_spec *s) {
  size_t n = c->noperands + c->nresults, words = 0;
  size_t prefix = c->program ? 0 : call_prefix(c, NULL, 0);
  for (size_t i = 0; i < n; i++) {
    const jx_array *a = i < c->noperands ? operand_of(c, i) : &c->results[i - c->noperands];
    words += 2 + VALUE_WORDS + (i < c->noperands || a->data ? 2 * (size_t)a->rank : 0);
  }
  return reserve(c, &r->prefix, prefix) && reserve(c, &r->heads, words * sizeof(uint64_t)) &&
         reserve(c, &r->data, (n + 1) * sizeof(void *)) &&
         reserve(c, &r->covers, 2 * n * sizeof(int64_t)) &&
         reserve(c, &r->arrays, c->noperands * sizeof(jx_array *)) &&
         reserve(c, &r->moves, s->accesses.n * sizeof(rebind_move));
}

bool recall_wants(recall *r, const call *c) {
  if (c->alike) {
    r->used = r->skip = 0;
    return c->alike >= RECALL_ALIKE;
  }
  if (r->skip) {
    r->skip--;
    return false;
  }
  if (r->state != RECALL_NOTHING && r->used < RECALL_PAYS) {
    if (r->wasted < RECALL_WASTED) r->wasted++;
  } else if (r->wasted) {
    r->wasted--;
  }
  r->used = 0;
  r->skip = (1u << r->wasted) - 1;
  return true;
}

jx_status recall_begin(recall *r, const call *c, const kernel_spec *s, diag *d) {
  r->state = RECALL_NOTHING;
  return reserve_all(r, c, s) ? JX_OK : diag_memory(d);
}

/* Who calls, so that the next call is known by it. */
static bool keep_program(recall *r, const call *c) {
  r->program = c->program;
  r->tag = tag_of(c);
  r->noperands = c->noperands;
  r->nresults = c->nresults;
  r->length = c->length;
  r->precision = c->precision;
  if (r->program) return true;
  return call_prefix(c, r->prefix.at, r->prefix.size) <= r->prefix.size;
}

static bool keep_arrays(recall *r, const call *c, const jx_array *const *operands) {
  for (size_t i = 0; i < c->noperands; i++)
    if (operands[i]->flags & JX_ARRAY_LONG || !operands[i]->data) return false;
  uint64_t *at = words_of(&r->heads);
  const void **data = r->data.at;
  for (size_t i = 0; i < c->noperands; i++) {
    at = write_head(at, operands[i], false);
    *data++ = operands[i]->data;
  }
  for (size_t i = 0; i < c->nresults; i++) {
    at = write_head(at, &c->results[i], true);
    *data++ = r->bound.results[i].to.data;
  }
  *data = r->bound.block;
  return true;
}

void recall_keep(recall *r, const call *c, kernel *k, const jx_array *const *operands) {
  jx_context *x = c->context;
  if (!keep_program(r, c) || !keep_arrays(r, c, operands)) return;
  if (r->kernel != k) {
    kernel_release(r->kernel);
    r->kernel = kernel_retain(k);
  }
  buffer frame = r->frame;
  r->frame = x->frame;
  x->frame = frame;
  r->state = RECALL_SEEN;
  r->kept = ++x->recalls->kept;
}

static void free_one(recall *r, const jx_allocator *allocator) {
  buffer *const buffers[] = {&r->prefix, &r->heads, &r->data, &r->covers,
                             &r->arrays, &r->frame, &r->moves};
  kernel_release(r->kernel);
  for (size_t i = 0; i < sizeof buffers / sizeof *buffers; i++)
    mem_free(allocator, buffers[i]->at, buffers[i]->size);
}

void recall_free(recall_table *t, const jx_allocator *allocator) {
  for (size_t i = 0; i < RECALL_CALLS; i++) free_one(&t->calls[i], allocator);
}
