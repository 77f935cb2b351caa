/* kernels.c: see kernels.h. */
#include "kernels.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/alloc.h"
#include "codegen/llvm/target.h"
#include "runtime/machine/cpu.h"

/* ---- functions ---- */

#define X(id, nargs, f64, f32, ...)                                                        \
  static val emit_##f64(emitter *e, const val *a) { return MATH_CALL_##nargs(f64, e, a); } \
  static val emit_##f32(emitter *e, const val *a) { return MATH_CALL_##nargs(f32, e, a); }
MATH_TABLE(X)
#undef X
#define X(name, exponent) \
  static val emit_power_##name(emitter *e, const val *a) { return math_power(e, a[0], exponent); }
CONSTANT_POWERS(X)
#undef X
/* The fast forms. What has none gives the other one. */
#define X(id, nargs, f64, ...)                           \
  static val emit_fast_##f64(emitter *e, const val *a) { \
    e->fast = true;                                      \
    val result = MATH_CALL_##nargs(f64, e, a);           \
    e->fast = false;                                     \
    return result;                                       \
  }
MATH_TABLE(X)
#undef X
#define VERB1(name) \
  static val emit_##name(emitter *e, const val *a) { return ev_##name(e, a[0]); }
static val emit_sin2cos2_32(emitter *e, const val *a) {
  val s = math_sin32(e, a[0]), c = math_cos32(e, a[0]);
  return ev_add(e, ev_mul(e, s, s), ev_mul(e, c, c));
}
static val emit_sin2cos2(emitter *e, const val *a) {
  val s = math_sin(e, a[0]), c = math_cos(e, a[0]);
  return ev_add(e, ev_mul(e, s, s), ev_mul(e, c, c));
}
VERB1(rint)
VERB1(floor)
VERB1(ceil)
VERB1(trunc)
VERB1(sqrt)
VERB1(to_f64)
VERB1(to_i64)
static val emit_fma(emitter *e, const val *a) { return ev_fma(e, a[0], a[1], a[2]); }

/* clang-format off */
#define VERB(name, nargs) \
  {#name, KIND_F64, nargs, emit_##name, OP_POISON}, \
  {#name "32", KIND_F32, nargs, emit_##name, OP_POISON}
const function functions[] = {
#define X(id, nargs, f64, f32, ...) \
    {MATH_NAME(f64), KIND_F64, nargs, emit_##f64, OP_POISON}, \
    {MATH_NAME(f32), KIND_F32, nargs, emit_##f32, OP_POISON},
    MATH_TABLE(X)
#undef X
#define X(name, exponent)                               \
    {"power_" #name, KIND_F64, 1, emit_power_##name, OP_POISON}, \
    {"power32_" #name, KIND_F32, 1, emit_power_##name, OP_POISON},
    CONSTANT_POWERS(X)
#undef X
#define X(id, nargs, f64, ...) {MATH_FAST_NAME(f64), KIND_F64, nargs, emit_fast_##f64, OP_##id},
    MATH_TABLE(X)
#undef X
    {"sin2cos2", KIND_F64, 1, emit_sin2cos2, OP_POISON},
    {"sin2cos2_32", KIND_F32, 1, emit_sin2cos2_32, OP_POISON},
    VERB(fma, 3),
    VERB(rint, 1),
    VERB(floor, 1),
    VERB(ceil, 1),
    VERB(trunc, 1),
    VERB(sqrt, 1),
    {"to_f64", KIND_I64_TO_F64, 1, emit_to_f64, OP_POISON},
    {"to_i64", KIND_F64_TO_I64, 1, emit_to_i64, OP_POISON},
};
/* clang-format on */
const unsigned nfunctions = sizeof functions / sizeof *functions;

bool function_exists(const function *f) { return !f->fast || op_fast_ulp(f->fast) > 0; }

size_t function_size(const function *f) { return f->kind == KIND_F32 ? 4 : 8; }

/* ---- processors ---- */

static const char *const levels[] = {"x86-64-v4", "x86-64-v3", "x86-64-v2", "x86-64"};
enum { TARGETS = sizeof levels / sizeof *levels };
codegen_target targets[TARGETS];
const unsigned ntargets = TARGETS;

const codegen_target *targets_here(void) {
  static cpu described[TARGETS]; /* what targets[] points into */
  diag d;
  unsigned n = 0, missing = 0;
  for (; n < TARGETS; n++) {
    cpu here;
    diag_init(&d, NULL, 0);
    if (cpu_detect_named(&here, levels[n], &d) != JX_OK) missing = n + 1;
    if (cpu_describe_level(&described[n], levels[n], &d) != JX_OK) abort();
    targets[n] = described[n].target;
  }
  return &targets[missing];
}

/* ---- kernels ---- */

/* void stage0(slots, a, b, c, out, n): for (i = 0; i < n; i += lanes) out[i ..] = f(a[i ..], ...)
 */
static void emit_loop(emitter *e, const function *f, unsigned lanes) {
  LLVMTypeRef params[] = {e->ptr, e->ptr, e->ptr, e->ptr, e->ptr, e->i64};
  e->function = LLVMAddFunction(e->module, "stage0", LLVMFunctionType(e->void_, params, 6, false));
  e->entry = LLVMAppendBasicBlockInContext(e->context, e->function, "");
  LLVMBasicBlockRef body = LLVMAppendBasicBlockInContext(e->context, e->function, "");
  LLVMBasicBlockRef done = LLVMAppendBasicBlockInContext(e->context, e->function, "");
  e->slots = LLVMGetParam(e->function, 0);
  val args[3], zero = LLVMConstInt(e->i64, 0, false);

  LLVMPositionBuilderAtEnd(e->b, e->entry);
  LLVMBuildBr(e->b, body);
  LLVMPositionBuilderAtEnd(e->b, body);
  val i = LLVMBuildPhi(e->b, e->i64, "");
  LLVMTypeRef in = f->kind == KIND_F32 ? e->f32 : f->kind == KIND_I64_TO_F64 ? e->i64 : e->f64;
  for (unsigned a = 0; a < f->nargs; a++) {
    val at = LLVMBuildInBoundsGEP2(e->b, in, LLVMGetParam(e->function, a + 1), &i, 1, "");
    args[a] = LLVMBuildLoad2(e->b, ev_type(e, in, lanes), at, "");
    LLVMSetAlignment(args[a], (unsigned)function_size(f));
  }
  val result = f->emit(e, args);
  LLVMTypeRef out = f->kind == KIND_F32 ? e->f32 : e->f64;
  val at = LLVMBuildInBoundsGEP2(e->b, out, LLVMGetParam(e->function, 4), &i, 1, "");
  LLVMSetAlignment(LLVMBuildStore(e->b, result, at), (unsigned)function_size(f));
  val next = LLVMBuildAdd(e->b, i, LLVMConstInt(e->i64, lanes, false), "");
  val more = LLVMBuildICmp(e->b, LLVMIntSLT, next, LLVMGetParam(e->function, 5), "");
  LLVMBasicBlockRef latch = LLVMGetInsertBlock(e->b);
  LLVMBuildCondBr(e->b, more, body, done);
  LLVMAddIncoming(i, (val[]){zero, next}, (LLVMBasicBlockRef[]){e->entry, latch}, 2);
  LLVMPositionBuilderAtEnd(e->b, done);
  LLVMBuildRetVoid(e->b);
}

bool kernel_open(kernel *k, const function *f, const codegen_target *target, unsigned lanes) {
  llvm_unit u;
  emitter e;
  diag d;
  image img;
  LLVMMemoryBufferRef object = NULL;
  struct timespec begin, end;
  *k = (kernel){0};
  diag_init(&d, "", 0);
  arena_init(&k->arena, &alloc_default);
  clock_gettime(CLOCK_MONOTONIC, &begin);
  jx_status status = llvm_open(&u, target, &d);
  if (status == JX_OK) {
    ev_open(&e, u.target, u.context, u.module);
    emit_loop(&e, f, lanes);
    LLVMDisposeBuilder(e.b);
    status = llvm_finish(&u, llvm_passes, &d);
    if (status == JX_OK) status = llvm_object(&u, &object, &d);
    if (status == JX_OK) {
      status = image_layout(&img, target->architecture, (const uint8_t *)LLVMGetBufferStart(object),
                            LLVMGetBufferSize(object), 1, &k->arena, &d);
      LLVMDisposeMemoryBuffer(object);
    }
    llvm_close(&u);
  }
  if (status == JX_OK) status = loader_map(&k->code, &img, &d);
  clock_gettime(CLOCK_MONOTONIC, &end);
  k->compile_ms =
      1e3 * (double)(end.tv_sec - begin.tv_sec) + 1e-6 * (double)(end.tv_nsec - begin.tv_nsec);
  if (status != JX_OK) {
    printf("%s, %s, %u lanes: %s\n", f->name, target->cpu, lanes, d.message);
    kernel_close(k);
    return false;
  }
  char *entry = (char *)k->code.pages + img.entries[0].at;
  memcpy(&k->run, &entry, sizeof entry);
  return true;
}

void kernel_run(const kernel *k, const void *const *in, void *out, int64_t n) {
  int64_t slots[SLOT_FIRST] = {0};
  const helper_table *table = &helpers;
  memcpy(&slots[SLOT_HELPERS], &table, sizeof table);
  k->run(slots, in[0], in[1], in[2], out, n);
}

void kernel_close(kernel *k) {
  loader_unmap(&k->code);
  arena_free(&k->arena);
}
