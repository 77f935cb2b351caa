/* test_target.c: units of compilation: from IR built by hand to code that runs, and what goes
 * wrong. */
#include "codegen/llvm/target.h"

#include <pthread.h>
#include <string.h>

#include "runtime/kernel/loader.h"
#include "runtime/machine/cpu.h"
#include "tests/support/unit.h"

#ifdef __SANITIZE_THREAD__
/* LLVM is not built for the sanitizer, which therefore does not see how it synchronises. */
const char *__tsan_default_suppressions(void);
const char *__tsan_default_suppressions(void) { return "called_from_lib:libLLVM"; }
#endif

/* A level, whether this machine has it or not; the same place each time. */
static const codegen_target *level(int number) {
  static const char *const names[] = {"x86-64", "x86-64-v2", "x86-64-v3", "x86-64-v4"};
  static cpu levels[4];
  diag d;
  diag_init(&d, NULL, 0);
  ck_assert_int_eq(cpu_describe_level(&levels[number - 1], names[number - 1], &d), JX_OK);
  return &levels[number - 1].target;
}

/* A unit with what its functions are made of. */
typedef struct made {
  llvm_unit u;
  arena arena;
  diag d;
  LLVMBuilderRef b;
  LLVMTypeRef f64, ptr, void_;
} made;

static void made_open(made *m, const codegen_target *target) {
  arena_init(&m->arena, &alloc_default);
  diag_init(&m->d, NULL, 0);
  ck_assert_int_eq(llvm_open(&m->u, target, &m->d), JX_OK);
  m->b = LLVMCreateBuilderInContext(m->u.context);
  m->f64 = LLVMDoubleTypeInContext(m->u.context);
  m->ptr = LLVMPointerTypeInContext(m->u.context, 0);
  m->void_ = LLVMVoidTypeInContext(m->u.context);
}

static void made_close(made *m) {
  LLVMDisposeBuilder(m->b);
  llvm_close(&m->u);
  arena_free(&m->arena);
}

static LLVMValueRef add_function(made *m, const char *name, unsigned nparams) {
  LLVMTypeRef params[] = {m->ptr, m->ptr, m->ptr};
  LLVMTypeRef type = LLVMFunctionType(m->void_, params, nparams, false);
  LLVMValueRef function = LLVMAddFunction(m->u.module, name, type);
  LLVMPositionBuilderAtEnd(m->b, LLVMAppendBasicBlockInContext(m->u.context, function, "entry"));
  return function;
}

static LLVMValueRef splat(made *m, double c, unsigned lanes) {
  LLVMValueRef all[64];
  for (unsigned i = 0; i < lanes; i++) all[i] = LLVMConstReal(m->f64, c);
  return LLVMConstVector(all, lanes);
}

static LLVMValueRef load(made *m, LLVMValueRef from, unsigned lanes) {
  LLVMValueRef value = LLVMBuildLoad2(m->b, LLVMVectorType(m->f64, lanes), from, "");
  LLVMSetAlignment(value, 8);
  return value;
}

/* stage0(a, b, out): out[0 .. lanes) = 2 * a + 3 * b, through a variable in memory. */
static void add_axpby(made *m, unsigned lanes) {
  LLVMValueRef f = add_function(m, "stage0", 3);
  LLVMValueRef variable = LLVMBuildAlloca(m->b, LLVMVectorType(m->f64, lanes), "");
  LLVMValueRef a = load(m, LLVMGetParam(f, 0), lanes), b = load(m, LLVMGetParam(f, 1), lanes);
  LLVMBuildStore(m->b, LLVMBuildFMul(m->b, a, splat(m, 2, lanes), ""), variable);
  a = LLVMBuildLoad2(m->b, LLVMVectorType(m->f64, lanes), variable, "");
  b = LLVMBuildFMul(m->b, b, splat(m, 3, lanes), "");
  LLVMSetAlignment(LLVMBuildStore(m->b, LLVMBuildFAdd(m->b, a, b, ""), LLVMGetParam(f, 2)), 8);
  LLVMBuildRetVoid(m->b);
}

/* Finishes the unit and lays its object out. */
static jx_status finish(made *m, image *img) {
  LLVMMemoryBufferRef object;
  JX_TRY(llvm_finish(&m->u, llvm_passes, &m->d));
  JX_TRY(llvm_object(&m->u, &object, &m->d));
  jx_status status =
      image_layout(img, m->u.target->architecture, (const uint8_t *)LLVMGetBufferStart(object),
                   LLVMGetBufferSize(object), 1, &m->arena, &m->d);
  LLVMDisposeMemoryBuffer(object);
  return status;
}

static void run_axpby(const codegen_target *target, unsigned lanes) {
  made m;
  image img;
  loaded kernel;
  void (*stage)(const double *, const double *, double *);
  double a[64], b[64], out[64];
  made_open(&m, target);
  add_axpby(&m, lanes);
  ck_assert_int_eq(finish(&m, &img), JX_OK);
  ck_assert_int_eq(loader_map(&kernel, &img, &m.d), JX_OK);
  made_close(&m);

  void *entry = (char *)kernel.pages; /* the only function */
  memcpy(&stage, &entry, sizeof stage);
  for (unsigned i = 0; i < lanes; i++) a[i] = i + 0.25, b[i] = 1000 - 3.0 * i;
  stage(a, b, out);
  for (unsigned i = 0; i < lanes; i++) ck_assert(out[i] == 2 * a[i] + 3 * b[i]);
  loader_unmap(&kernel);
}

START_TEST(code_runs_on_this_machine_with_any_lanes) {
  cpu here;
  diag d;
  diag_init(&d, NULL, 0);
  ck_assert_int_eq(cpu_detect_named(&here, NULL, &d), JX_OK);
  for (unsigned lanes = 2; lanes <= 64; lanes *= 2) run_axpby(&here.target, lanes);
}
END_TEST

START_TEST(code_runs_at_every_level_of_this_machine) {
  static const char *const names[] = {"x86-64", "x86-64-v2", "x86-64-v3", "x86-64-v4"};
  for (int i = 0; i < 8; i++) {
    cpu level;
    diag d;
    diag_init(&d, NULL, 0);
    if (cpu_detect_named(&level, names[i % 4], &d) == JX_OK) run_axpby(&level.target, 16);
  }
}
END_TEST

static size_t count(const char *text, const char *what) {
  size_t n = 0;
  while ((text = strstr(text, what)) != NULL) n++, text++;
  return n;
}

/* The text of 2 * a + 3 * b; kept until the arena is freed. */
static const char *print_axpby(arena *a, const codegen_target *target, jx_form form) {
  made m;
  text out;
  text_init(&out, a);
  made_open(&m, target);
  add_axpby(&m, 16);
  ck_assert_int_eq(llvm_finish(&m.u, llvm_passes, &m.d), JX_OK);
  ck_assert_int_eq(llvm_print(&m.u, form, &out, &m.d), JX_OK);
  made_close(&m);
  return out.at;
}

START_TEST(vectors_are_as_wide_as_the_target_says) {
  arena a;
  arena_init(&a, &alloc_default);
  const char *wide = print_axpby(&a, level(4), JX_FORM_ASM),
             *middle = print_axpby(&a, level(3), JX_FORM_ASM);
  const char *narrow = print_axpby(&a, level(2), JX_FORM_ASM);
  ck_assert_uint_gt(count(wide, "%zmm"), 4);
  ck_assert_uint_eq(count(wide, "%ymm"), 0);
  ck_assert_uint_gt(count(middle, "%ymm"), 4);
  ck_assert_uint_eq(count(middle, "%zmm"), 0);
  ck_assert_uint_gt(count(narrow, "%xmm"), 4);
  ck_assert_uint_eq(count(narrow, "%ymm"), 0);
  arena_free(&a);
}
END_TEST

/* IEEE by default: a product and a sum stay two roundings where the machine could fuse them. */
START_TEST(nothing_is_contracted) {
  arena a;
  arena_init(&a, &alloc_default);
  const char *assembly = print_axpby(&a, level(4), JX_FORM_ASM);
  ck_assert_uint_eq(count(assembly, "vfmadd"), 0);
  ck_assert_uint_eq(count(assembly, "vmulpd"), 2); /* 2 * a is a + a, exactly */
  ck_assert_uint_eq(count(assembly, ".cfi_"), 0);
  arena_free(&a);
}
END_TEST

START_TEST(passes_lift_variables_into_registers) {
  arena a;
  arena_init(&a, &alloc_default);
  const char *ir = print_axpby(&a, level(4), JX_FORM_IR);
  ck_assert_uint_eq(count(ir, "define void @stage0"), 1);
  ck_assert_uint_eq(count(ir, "alloca"), 0);
  arena_free(&a);
}
END_TEST

START_TEST(the_same_module_gives_the_same_image) {
  image img[2];
  made m[2];
  for (int i = 0; i < 2; i++) { /* the second has the first one's machine */
    made_open(&m[i], level(4));
    add_axpby(&m[i], 32);
    ck_assert_int_eq(finish(&m[i], &img[i]), JX_OK);
    LLVMDisposeBuilder(m[i].b);
    llvm_close(&m[i].u);
  }
  ck_assert_uint_eq(img[0].size, img[1].size);
  ck_assert_mem_eq(img[0].bytes, img[1].bytes, img[0].size);
  for (int i = 0; i < 2; i++) arena_free(&m[i].arena);
}
END_TEST

/* An FDE of the table has the function's address, relative to the field itself, and its size. */
START_TEST(functions_have_unwind_tables) {
  made m;
  image img;
  made_open(&m, level(4));
  add_axpby(&m, 32);
  ck_assert_int_eq(finish(&m, &img), JX_OK);
  ck_assert_uint_eq(img.entries[0].at, 0);
  uint32_t at = img.unwind, end = img.unwind + img.unwind_size, head[4], functions = 0;
  ck_assert_uint_eq(end, img.size);
  for (;; at += 4 + head[0]) {
    ck_assert_uint_le(at + 4, end);
    memcpy(head, img.bytes + at, 4);
    if (!head[0]) break;
    memcpy(head, img.bytes + at, sizeof head);
    if (!head[1]) continue; /* a CIE */
    ck_assert_int_eq((int32_t)(at + 8 + head[2]), 0);
    ck_assert_uint_eq(head[3], img.entries[0].size);
    functions++;
  }
  ck_assert_uint_eq(at + 4, end);
  ck_assert_uint_eq(functions, 1);
  made_close(&m);
}
END_TEST

/* perf takes what lies behind a function for its unwind table, so it must not be the next one. */
START_TEST(functions_lie_apart) {
  made m;
  image img;
  made_open(&m, level(4));
  for (int i = 0; i < 3; i++) {
    add_function(&m, (const char *[]){"stage0", "stage1", "stage2"}[i], 0);
    LLVMBuildRetVoid(m.b);
  }
  LLVMMemoryBufferRef object;
  ck_assert_int_eq(llvm_finish(&m.u, llvm_passes, &m.d), JX_OK);
  ck_assert_int_eq(llvm_object(&m.u, &object, &m.d), JX_OK);
  ck_assert_int_eq(image_layout(&img, m.u.target->architecture,
                                (const uint8_t *)LLVMGetBufferStart(object),
                                LLVMGetBufferSize(object), 3, &m.arena, &m.d),
                   JX_OK);
  LLVMDisposeMemoryBuffer(object);
  for (int i = 0; i < 2; i++) {
    uint32_t end = img.entries[i].at + img.entries[i].size;
    ck_assert_uint_ge(img.entries[i + 1].at, end + 128);
    for (uint32_t at = end; at < img.entries[i + 1].at; at++)
      ck_assert_uint_eq(img.bytes[at], 0xcc); /* a trap */
  }
  made_close(&m);
}
END_TEST

START_TEST(malformed_modules_are_our_own_error) {
  made m;
  made_open(&m, level(3));
  add_function(&m, "stage0", 1); /* its block has no end */
  ck_assert_int_eq(llvm_finish(&m.u, llvm_passes, &m.d), JX_ERROR_INTERNAL);
  ck_assert_str_eq(
      m.d.message,
      "generated code is malformed: Basic Block in function 'stage0' does not have terminator!");
  made_close(&m);
}
END_TEST

START_TEST(calls_out_of_the_kernel_are_refused_by_name) {
  made m;
  image img;
  made_open(&m, level(3));
  LLVMTypeRef type = LLVMFunctionType(m.void_, NULL, 0, false);
  LLVMValueRef outside = LLVMAddFunction(m.u.module, "outside", type);
  add_function(&m, "stage0", 0);
  LLVMBuildCall2(m.b, type, outside, NULL, 0, "");
  LLVMBuildRetVoid(m.b);
  ck_assert_int_eq(finish(&m, &img), JX_ERROR_CODEGEN);
  ck_assert_str_eq(m.d.message, "kernel code refers to the undefined symbol 'outside'");
  made_close(&m);
}
END_TEST

/* LLVM's default for an error it meets in generating code is to end the process. */
START_TEST(errors_inside_llvm_become_diagnostics) {
  made m;
  image img;
  made_open(&m, level(3));
  LLVMTypeRef type = LLVMFunctionType(m.void_, &m.f64, 1, false);
  add_function(&m, "stage0", 0);
  LLVMValueRef assembly =
      LLVMGetInlineAsm(type, "", 0, "{nowhere}", 9, true, false, LLVMInlineAsmDialectATT, false);
  LLVMValueRef argument = LLVMConstReal(m.f64, 1);
  LLVMBuildCall2(m.b, type, assembly, &argument, 1, "");
  LLVMBuildRetVoid(m.b);
  ck_assert_int_eq(finish(&m, &img), JX_ERROR_CODEGEN);
  ck_assert_str_eq(m.d.message, "LLVM: couldn't allocate input reg for constraint '{nowhere}'");
  made_close(&m);
}
END_TEST

START_TEST(unknown_passes_are_refused) {
  made m;
  made_open(&m, level(3));
  add_axpby(&m, 4);
  ck_assert_int_eq(llvm_finish(&m.u, "mem2reg,magic", &m.d), JX_ERROR_CODEGEN);
  ck_assert_str_eq(m.d.message, "LLVM: unknown function pass 'magic'");
  made_close(&m);
}
END_TEST

static void *compile_often(void *arg) {
  for (int i = 0; i < 10; i++) run_axpby(arg, 8);
  return NULL;
}

START_TEST(threads_do_not_meet) {
  static codegen_target targets[4]; /* of two kinds, so that machines change hands */
  pthread_t threads[4];
  for (int i = 0; i < 4; i++) {
    targets[i] = *level(2);
    targets[i].features = i % 2 ? "+popcnt" : "";
    ck_assert_int_eq(pthread_create(&threads[i], NULL, compile_often, &targets[i]), 0);
  }
  for (int i = 0; i < 4; i++) ck_assert_int_eq(pthread_join(threads[i], NULL), 0);
}
END_TEST

/* As in test_image.c, on what LLVM really writes. */
START_TEST(spoilt_objects_of_llvm_are_survived) {
  made m;
  image img;
  LLVMMemoryBufferRef object;
  uint64_t state = 88172645463325252u;
  made_open(&m, level(4));
  add_axpby(&m, 32);
  ck_assert_int_eq(llvm_finish(&m.u, llvm_passes, &m.d), JX_OK);
  ck_assert_int_eq(llvm_object(&m.u, &object, &m.d), JX_OK);
  size_t size = LLVMGetBufferSize(object);
  uint8_t *bytes = malloc(size);
  for (int round = 0; round < 50000; round++) {
    arena work;
    memcpy(bytes, LLVMGetBufferStart(object), size);
    for (int n = round % 5; n >= 0; n--) {
      state ^= state << 13, state ^= state >> 7, state ^= state << 17;
      bytes[state % size] = (uint8_t)(state >> 32);
    }
    arena_init(&work, &alloc_default);
    diag_init(&m.d, NULL, 0);
    jx_status status = image_layout(&img, m.u.target->architecture, bytes, size, 1, &work, &m.d);
    ck_assert(status == JX_OK || status == JX_ERROR_CODEGEN);
    arena_free(&work);
  }
  free(bytes);
  LLVMDisposeMemoryBuffer(object);
  made_close(&m);
}
END_TEST

START_TEST(the_version_is_told) { ck_assert_int_eq(strncmp(llvm_version(), "19.", 3), 0); }
END_TEST

UNIT(target, code_runs_on_this_machine_with_any_lanes, code_runs_at_every_level_of_this_machine,
     vectors_are_as_wide_as_the_target_says, nothing_is_contracted,
     passes_lift_variables_into_registers, the_same_module_gives_the_same_image,
     functions_have_unwind_tables, functions_lie_apart, malformed_modules_are_our_own_error,
     calls_out_of_the_kernel_are_refused_by_name, errors_inside_llvm_become_diagnostics,
     unknown_passes_are_refused, threads_do_not_meet, spoilt_objects_of_llvm_are_survived,
     the_version_is_told)
