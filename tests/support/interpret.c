/* interpret.c: see interpret.h. Start at interpret_stage(). */
#include "tests/support/interpret.h"

#include <math.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/dtype.h"
#include "base/element.h"
#include "build_id.h"
#include "codegen/math/table.h"
#include "runtime/run/states.h"
#include "tests/support/converted.h"
#include "tests/support/math_names.h"

static atomic_uint compiles, failures, delay;

unsigned interpret_compiles(void) { return atomic_load(&compiles); }
void interpret_fail(unsigned n) { atomic_store(&failures, n); }
void interpret_delay(unsigned delay_us) { atomic_store(&delay, delay_us); }

/* ---- What is kept of a stage; for ever, since nothing tells when its kernel goes ---- */

typedef struct stage_copy {
  struct stage_copy *next;
  plan_stage stage;
  plan_access *accesses;
  plan_value *values;
  plan_accumulator *accumulators;
  plan_store *stores;
} stage_copy;

static _Atomic(stage_copy *) kept; /* so that leak checkers see them */

static void *copied(const void *from, size_t n, size_t size) {
  void *to = malloc(n * size + 1);
  if (!to) abort();
  if (n) memcpy(to, from, n * size);
  return to;
}

static stage_copy *keep(const plan *p, const plan_stage *s) {
  stage_copy *c = copied(&(stage_copy){.stage = *s}, 1, sizeof *c);
  c->accesses = copied(p->accesses.at + s->accesses, s->naccesses, sizeof *c->accesses);
  c->values = copied(p->values.at + s->values, s->nvalues, sizeof *c->values);
  c->accumulators =
      copied(p->accumulators.at + s->accumulators, s->naccumulators, sizeof *c->accumulators);
  c->stores = copied(p->stores.at + s->stores, s->nstores, sizeof *c->stores);
  c->next = atomic_load(&kept);
  while (!atomic_compare_exchange_weak(&kept, &c->next, c)) {}
  return c;
}

/* ---- Values ---- */

typedef element_value cell;

static cell integer(int64_t i) { return (cell){.i = i}; }
static cell real(double f) { return (cell){.f = f}; }

#define INTERPRETED(X)                                                                    \
  X(ADD, a.f + b.f, (int64_t)((uint64_t)a.i + (uint64_t)b.i))                             \
  X(SUB, a.f - b.f, (int64_t)((uint64_t)a.i - (uint64_t)b.i))                             \
  X(MUL, a.f *b.f, (int64_t)((uint64_t)a.i * (uint64_t)b.i))                              \
  X(DIV, a.f / b.f, 0)                                                                    \
  X(NEG, -a.f, (int64_t)(0 - (uint64_t)a.i))                                              \
  X(SQRT, sqrt(a.f), 0)                                                                   \
  X(ABS, fabs(a.f), dtype_less(arg, a.i, 0) ? (int64_t)(0 - (uint64_t)a.i) : a.i)         \
  X(MINIMUM, a.f <= b.f || a.f != a.f ? a.f : b.f, dtype_less(arg, a.i, b.i) ? a.i : b.i) \
  X(MAXIMUM, a.f >= b.f || a.f != a.f ? a.f : b.f, dtype_less(arg, b.i, a.i) ? a.i : b.i) \
  X(AND, 0, a.i &b.i)                                                                     \
  X(OR, 0, a.i | b.i)                                                                     \
  X(BITXOR, 0, a.i ^ b.i)                                                                 \
  X(NOT, 0, !a.i)

/* Functions of floats; a power of integers is 1. */
#define CALL_1(function) function(a.f)
#define CALL_2(function) function(a.f, b.f)

#define COMPARED(X)                   \
  X(EQ, ==, a.i == b.i)               \
  X(NE, !=, a.i != b.i)               \
  X(LT, <, dtype_less(arg, a.i, b.i)) \
  X(LE, <=, !dtype_less(arg, b.i, a.i))

static bool element(const plan_value *v, const cell *args, jx_dtype arg, cell *out) {
  cell a = args[0], b = args[1];
  bool is_real = dtype_is_float((jx_dtype)v->dtype);
  switch (v->op) {
#define X(id, float_, int_)                                                          \
  case OP_##id:                                                                      \
    *out = is_real ? real(float_) : integer(int_);                                   \
    if (is_real) out->f = element_round(out->f, element_worked((jx_dtype)v->dtype)); \
    if (!is_real) out->i = dtype_wrap((jx_dtype)v->dtype, (uint64_t)out->i);         \
    return true;
    INTERPRETED(X)
#undef X
#define X(id, nargs, f64, f32, c, ...)                                               \
  case OP_##id:                                                                      \
    *out = is_real ? real(CALL_##nargs(c)) : integer(1);                             \
    if (is_real) out->f = element_round(out->f, element_worked((jx_dtype)v->dtype)); \
    return true;
    MATH_TABLE(X)
#undef X
#define X(id, is, int_) \
  case OP_##id: *out = integer(dtype_is_float(arg) ? a.f is b.f : (int_)); return true;
    COMPARED(X)
#undef X
  case OP_WHERE: *out = a.i ? b : args[2]; return true;
  case OP_CAST:
    *out = converted(a, arg, v->imm.i ? element_worked((jx_dtype)v->dtype) : (jx_dtype)v->dtype);
    return true;
  case OP_RAISE:
    *out = real(pow(a.f, v->imm.f));
    if (is_real) out->f = element_round(out->f, element_worked((jx_dtype)v->dtype));
    return true;
  case OP_INDEX: *out = integer(a.i < 0 ? a.i + b.i : a.i); return true;
  case OP_TOTAL:
  case OP_BOUNDED: *out = a; return true;
  case OP_IF_FINITE: *out = isfinite(a.f) ? a : b; return true;
  default: return false;
  }
}

static bool known(const plan_value *v) {
  cell out, args[3] = {{.i = 1}, {.i = 1}, {.i = 1}};
  return v->op == OP_INPUT || op_gathers((op_id)v->op) || v->op == OP_IOTA || v->op == OP_DIM ||
         v->op == OP_CONST || op_folds((op_id)v->op) || element(v, args, JX_INT64, &out);
}

/* ---- Folds ---- */

/* Folding in a value is combining with the state that holds it alone. */
static void fold(const plan_accumulator *a, int64_t *words, const cell *x) {
  plan_accumulator only = *a;
  int64_t other[FOLD_MAX_WORDS] = {x[0].i, x[1].i};
  only.word = 0;
  if (a->fold == FOLD_DEVIATIONS) {
    other[MOMENT_COUNT] = real((double)x[1].i).i;
    other[MOMENT_MEAN] = x[0].i;
  }
  states_combine(&only, 1, 1, 0, 1, words, other);
}

static cell finished(const plan_accumulator *a, const int64_t *words, op_id op, jx_dtype d) {
  fold_form form = accumulator_form(a);
  bool place = form == FORM_PLACE, moments = form == FORM_MOMENTS;
  cell c = {.i = words[moments ? MOMENT_SQUARES : place]},
       rest = {.i = words[fold_words((plan_fold)a->fold) - 1]};
  if ((moments || form == FORM_COMPENSATED) && isfinite(c.f)) c.f += rest.f;
  if (op == OP_SUM_SMALL) c.f = ldexp(c.f, -BEYOND_SMALL);
  if (op == OP_DEVIATIONS_SMALL) c.f = ldexp(c.f, -2 * GRAPH_SMALL_SQUARES);
  if (dtype_is_float(d)) c.f = element_round(c.f, element_worked(d));
  if (!dtype_is_float(d)) c.i = dtype_wrap(d, (uint64_t)c.i);
  return c;
}

/* ---- A stage ---- */

typedef struct frame {
  const stage_copy *c;
  const int64_t *slots;
  int64_t index[JX_MAX_RANK];
  cell *values;
  int64_t *words;
} frame;

static char *address(const frame *f, uint32_t access) {
  const plan_stage *s = &f->c->stage;
  const int64_t *slot = f->slots + stage_access_slot(s, access);
  uintptr_t at = (uintptr_t)slot[0];
  const plan_access *a = &f->c->accesses[access];
  for (uint32_t l = 0; l < stage_loops(s); l++) {
    int64_t i = f->index[l];
    if (l == s->vector && access_repeats(a)) {
      int64_t period = f->slots[SLOT_FIRST + stage_loops(s) + s->period - 1];
      i = a->vector == ACCESS_PERIODIC ? i % period : i / period;
    }
    at += (uintptr_t)(slot[1 + l] * i);
  }
  return (char *)at;
}

/* Where a gather reads, its arguments' strides further each. */
static char *gathered(const frame *f, const plan_value *v, const cell *args) {
  const plan_stage *s = &f->c->stage;
  uintptr_t at = (uintptr_t)address(f, v->access);
  for (int j = 0; j < v->nargs; j++)
    at +=
        (uintptr_t)(args[j].i *
                    f->slots[stage_gather_slot(s, f->c->accesses[v->access].gather + (uint32_t)j)]);
  return (char *)at;
}

/* A fault is told; the index is then one that there is. */
static int64_t checked(const frame *f, const plan_value *v, int64_t index, int64_t given,
                       int64_t extent) {
  int64_t *faults = (int64_t *)f->slots[SLOT_FAULT];
  int64_t *least = &faults[1 + plan_fault_place(v->imm.i)];
  if (index >= 0 && index < extent) return index;
  faults[0] |= (int64_t)plan_fault_bit(v->imm.i);
  if (given < *least) *least = given;
  return 0;
}

static void swap(char *at, const plan_access *a) {
  for (uint32_t i = 0, j = a->item - 1; a->swapped && i < j; i++, j--) {
    char c = at[i];
    at[i] = at[j];
    at[j] = c;
  }
}

static cell load(const char *at, const plan_access *a) {
  char element[16];
  memcpy(element, at, a->item);
  swap(element, a);
  return element_load(element, (jx_dtype)a->dtype);
}

static void store(char *at, const plan_access *a, cell x) {
  element_store(at, (jx_dtype)a->dtype, x);
  swap(at, a);
}

static void set_indices(frame *f, uint32_t first, uint32_t n, int64_t flat) {
  for (uint32_t l = first + n; l-- > first;) {
    int64_t extent = f->slots[SLOT_FIRST + l];
    f->index[l] = flat % extent;
    flat /= extent;
  }
}

static void evaluate(frame *f, uint8_t phase) {
  const plan_stage *s = &f->c->stage;
  for (uint32_t i = 0; i < s->nvalues; i++) {
    const plan_value *v = &f->c->values[i];
    cell args[3] = {0};
    jx_dtype arg = JX_INT64;
    if (!(v->phase & phase)) continue;
    bool folds = op_folds((op_id)v->op);
    for (int j = 0; j < v->nargs && v->op != OP_IOTA; j++) {
      args[j] = f->values[v->args[j] - s->values];
      if (j == 0 || v->op != OP_WHERE) arg = (jx_dtype)f->c->values[v->args[j] - s->values].dtype;
    }
    const int64_t *dims = f->slots + SLOT_FIRST + stage_loops(s);
    if (op_gathers((op_id)v->op))
      f->values[i] = load(gathered(f, v, args), &f->c->accesses[v->access]);
    else if (v->op == OP_INPUT)
      f->values[i] = load(address(f, v->access), &f->c->accesses[v->access]);
    else if (v->op == OP_IOTA)
      f->values[i] = integer(dims[v->args[0]] + v->imm.i * f->index[v->loop]);
    else if (v->op == OP_DIM)
      f->values[i] = integer(dims[v->dim]);
    else if (v->op == OP_CONST)
      f->values[i] = integer(v->imm.i);
    else if (!folds)
      element(v, args, arg, &f->values[i]);
    if (v->op == OP_INDEX) f->values[i].i = checked(f, v, f->values[i].i, args[0].i, args[1].i);
    if (v->op == OP_POW && !dtype_is_float((jx_dtype)v->dtype) && args[1].i < 0)
      *(uint64_t *)f->slots[SLOT_FAULT] |= plan_fault_bit(v->imm.i);
  }
}

/* Points an accumulator keeps, and the flat index of the point at hand among them. */
static int64_t kept_points(const frame *f, const plan_accumulator *a, int64_t *flat) {
  int64_t total = 1;
  *flat = 0;
  for (uint32_t l = 0; l < stage_loops(&f->c->stage); l++) {
    if (!(a->kept >> l & 1)) continue;
    int64_t extent = f->slots[SLOT_FIRST + l];
    *flat = *flat * extent + f->index[l];
    total *= extent;
  }
  return total;
}

static bool is_along(const frame *f, const plan_accumulator *a) {
  return a->kept == (UINT32_C(1) << f->c->stage.nkept) - 1;
}

/* Word w of an accumulator of a crossed stage, in the states it belongs to. */
static int64_t *crossed_word(const frame *f, const plan_accumulator *a, uint32_t w, int64_t *in,
                             int64_t *out) {
  int64_t flat, before = 0;
  for (uint32_t i = 0; i < f->c->stage.naccumulators; i++) {
    const plan_accumulator *o = &f->c->accumulators[i];
    if (o->finish < a->finish && is_along(f, o) == is_along(f, a))
      before += o->words * kept_points(f, o, &flat);
  }
  int64_t total = kept_points(f, a, &flat);
  return (is_along(f, a) ? out : in) + before + (a->state + w) * total + flat;
}

/* Folds the point at hand; accumulators of a crossed stage that are not along rows into `in`. */
static void fold_all(frame *f, int64_t *in) {
  for (uint32_t i = 0; i < f->c->stage.naccumulators; i++) {
    const plan_accumulator *a = &f->c->accumulators[i];
    uint32_t first = f->c->stage.values;
    bool shared = f->c->stage.nfinish && !is_along(f, a);
    int64_t *words = f->words + a->word;
    cell args[FOLD_MAX_ARGS] = {{0}};
    for (uint32_t j = 0; j < a->nargs; j++)
      args[j] = f->values[f->c->values[a->value - first].args[j] - first];
    for (uint32_t w = 0; shared && w < a->words; w++) words[w] = *crossed_word(f, a, w, in, NULL);
    fold(a, words, args);
    for (uint32_t w = 0; shared && w < a->words; w++) *crossed_word(f, a, w, in, NULL) = words[w];
  }
}

static void leave_along(const frame *f, int64_t *out) {
  for (uint32_t i = 0; i < f->c->stage.naccumulators; i++) {
    const plan_accumulator *a = &f->c->accumulators[i];
    for (uint32_t w = 0; is_along(f, a) && w < a->words; w++)
      *crossed_word(f, a, w, NULL, out) = f->words[a->word + w];
  }
}

static void finish_folds(frame *f) {
  for (uint32_t i = 0; i < f->c->stage.nvalues; i++) {
    const plan_value *v = &f->c->values[i];
    if (!op_folds((op_id)v->op)) continue;
    const plan_accumulator *a = &f->c->accumulators[v->accumulator];
    f->values[i] = finished(a, f->words + a->word, (op_id)v->op, (jx_dtype)v->dtype);
  }
}

static void store_all(const frame *f, uint8_t phase) {
  const plan_stage *s = &f->c->stage;
  for (uint32_t i = 0; i < s->nstores; i++) {
    const plan_store *t = &f->c->stores[i];
    if (f->c->accesses[t->access].store != phase) continue;
    store(address(f, t->access), &f->c->accesses[t->access], f->values[t->value - s->values]);
  }
}

__attribute__((used, visibility("hidden"))) void interpret_stage(
    const int64_t *slots, int64_t kept_begin, int64_t kept_end, int64_t reduced_begin,
    int64_t reduced_end, int64_t *in, int64_t *out, const stage_copy *c) {
  const plan_stage *s = &c->stage;
  frame f = {.c = c, .slots = slots};
  int64_t total = 1;
  bool storing = s->scans && (in || !out);
  for (uint32_t l = 0; l < stage_loops(s); l++)
    if (slots[SLOT_FIRST + l] < 1) abort(); /* real code divides by them */
  for (uint32_t l = 0; l < s->nkept; l++) total *= slots[SLOT_FIRST + l];
  f.values = calloc(s->nvalues + 1, sizeof *f.values);
  f.words = calloc(s->words + 1, sizeof *f.words);
  for (int64_t k = kept_begin; k < kept_end; k++) {
    set_indices(&f, 0, stage_is_tiled(s) ? s->nkept - 1 : s->nkept, k);
    states_identity(c->accumulators, s->naccumulators, 1, 0, 1, f.words);
    for (uint32_t w = 0; in && !s->nfinish && w < s->words; w++) f.words[w] = in[w * total + k];
    for (int64_t r = reduced_begin; r < reduced_end; r++) {
      if (stage_is_tiled(s))
        f.index[s->vector] = r;
      else
        set_indices(&f, s->nkept, s->nreduced, r);
      evaluate(&f, PHASE_MAIN);
      fold_all(&f, in);
      store_all(&f, PHASE_MAIN);
      if (!storing) continue;
      finish_folds(&f);
      evaluate(&f, PHASE_POST);
      store_all(&f, PHASE_POST);
    }
    if (s->nfinish) leave_along(&f, out);
    for (uint32_t w = 0; out && !s->nfinish && w < s->words; w++) out[w * total + k] = f.words[w];
    if (out || !s->naccumulators || s->scans) continue;
    finish_folds(&f);
    evaluate(&f, PHASE_POST);
    store_all(&f, PHASE_POST);
  }
  free(f.values);
  free(f.words);
}

/* ---- Code ---- */

#if defined(__x86_64__)

/* An entry has seven arguments, six of them in registers; interpret_stage() takes what is in r11 as
 * the eighth. */
__asm__(".text\n"
        "interpret_bridge:\n"
        "  subq $8, %rsp\n"
        "  pushq %r11\n"
        "  pushq 24(%rsp)\n"
        "  call interpret_stage\n"
        "  addq $24, %rsp\n"
        "  ret\n");
extern void interpret_bridge(void) __attribute__((visibility("hidden")));

void interpret_jump(uint8_t *code, kernel_entry *to) {
  static const uint8_t jump[] = {0x48, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xe0};
  memcpy(code, jump, sizeof jump); /* mov rax, to; jmp rax */
  memcpy(code + 2, &to, 8);
}

static jx_status interpret_compile(const plan *p, const codegen_target *target,
                                   const codegen_watch *watch, arena *memory, diag *d, image *out) {
  (void)target, (void)watch;
  if (atomic_load(&delay)) usleep(atomic_load(&delay));
  atomic_fetch_add(&compiles, 1);
  if (atomic_load(&failures)) {
    atomic_fetch_sub(&failures, 1);
    return diag_fail(d, JX_ERROR_CODEGEN, (span){0}, "the interpreter was told to fail");
  }
  for (size_t i = 0; i < p->values.n; i++)
    if (!known(&p->values.at[i]))
      return diag_fail(d, JX_ERROR_UNSUPPORTED, (span){0}, "the interpreter has no %s",
                       ops[p->values.at[i].op].id);
  uint8_t *code = arena_zalloc(memory, (p->stages.n + 1) * INTERPRET_JUMP);
  image_entry *entries = arena_zalloc(memory, (p->stages.n + 1) * sizeof *entries);
  if (!code || !entries) return diag_memory(d);
  for (size_t i = 0; i < p->stages.n; i++) {
    uint8_t *at = code + i * INTERPRET_JUMP;
    stage_copy *stage = keep(p, &p->stages.at[i]);
    entries[i] = (image_entry){(uint32_t)(i * INTERPRET_JUMP), INTERPRET_JUMP};
    memcpy(at, (uint8_t[]){0x49, 0xbb}, 2); /* mov r11, stage */
    memcpy(at + 2, &stage, 8);
    interpret_jump(at + 10, (kernel_entry *)(void (*)(void))interpret_bridge);
  }
  *out = (image){.bytes = code,
                 .size = (p->stages.n + 1) * INTERPRET_JUMP,
                 .entries = entries,
                 .nentries = p->stages.n};
  return JX_OK;
}

static jx_status interpret_print(const plan *p, const codegen_target *target, jx_form form, diag *d,
                                 text *out) {
  (void)target, (void)d;
  text_printf(out, "%zu stages in form %d\n", p->stages.n, (int)form);
  return JX_OK;
}

const codegen_api *interpret_api(void) {
  static const codegen_api api = {.abi = CODEGEN_ABI,
                                  .build_id = JX_BUILD_ID,
                                  .llvm = "none",
                                  .compile = interpret_compile,
                                  .print = interpret_print};
  return &api;
}

#else
const codegen_api *interpret_api(void) { return NULL; }
void interpret_jump(uint8_t *code, kernel_entry *to) { (void)code, (void)to; }
#endif
