/* math_calls.c: a mathematical function over whole arrays (see math_calls.h).
 *
 * In: a program, or the address of a function of vectors. Out: the array filled, by jx_run() or by a
 * plain loop. There is a loop for each form and number of arguments, made by FORM(). Start with
 * vector_run(). */
#include "math_calls.h"

#include <omp.h>
#include <stdio.h>
#include <stdlib.h>

#include "jx.h"

/* ---- jx -------------------------------------------------------------------------------------- */

struct formula {
  jx_context *ctx;
  jx_program *program;
  jx_dtype dtype;
  size_t nargs;
};

void formula_close(formula *f) {
  if (!f) return;
  jx_program_free(f->program);
  jx_context_free(f->ctx);
  free(f);
}

formula *formula_open(const char *program, const char *dtype, int nargs, int threads, bool fast) {
  formula *f = calloc(1, sizeof *f);
  jx_options options = {.threads = threads,
                        .cache = JX_CACHE_OFF,
                        .precision = fast ? JX_PRECISION_FAST : JX_PRECISION_FULL};
  if (f) f->ctx = jx_context_new(&options);
  if (!f || !f->ctx) {
    fputs("formula: out of memory\n", stderr);
    formula_close(f);
    return NULL;
  }
  f->dtype = jx_dtype_named(dtype);
  f->nargs = (size_t)nargs;
  static const char *const names[] = {"a", "b"};
  if (jx_compile(f->ctx, program, JX_NTS, names, f->nargs, &f->program)) {
    fputs(jx_context_error(f->ctx)->rendering, stderr);
    formula_close(f);
    return NULL;
  }
  return f;
}

int formula_run(const formula *f, void *a, void *b, void *out, size_t n, int calls) {
  const int64_t shape[] = {(int64_t)n};
  jx_array x = jx_array_of(a, f->dtype, 1, shape), y = jx_array_of(b, f->dtype, 1, shape);
  jx_array result = jx_array_of(out, f->dtype, 1, shape);
  const jx_array *operands[] = {&x, &y};
  for (int i = 0; i < calls; i++) {
    if (jx_run(f->ctx, f->program, operands, f->nargs, &result, 1)) {
      fputs(jx_context_error(f->ctx)->rendering, stderr);
      return -1;
    }
  }
  return 0;
}

/* ---- Vector libraries ------------------------------------------------------------------------ */

#if defined(__x86_64__)
#include <immintrin.h>

/* Outputs of more bytes than this are streamed. */
#define STREAM_BYTES ((size_t)4 << 20)

typedef void (*vector_loop)(vector_function function, const void *a, const void *b, void *out,
                            size_t n, int stream);

/* Loops over functions of one and of two `vector`s of `element`s. */
#define FORM(name, isa, vector, element, load, store, stream_store)                              \
  __attribute__((target(isa))) static void name##_one(                                           \
      vector_function function, const void *a, const void *b, void *out, size_t n, int stream) { \
    vector (*call)(vector) = (vector(*)(vector))function;                                        \
    const element *x = a;                                                                        \
    element *y = out;                                                                            \
    (void)b;                                                                                     \
    for (size_t i = 0; i < n; i += sizeof(vector) / sizeof(element)) {                           \
      vector value = call(load(x + i));                                                          \
      if (stream)                                                                                \
        stream_store((void *)(y + i), value);                                                    \
      else                                                                                       \
        store((void *)(y + i), value);                                                           \
    }                                                                                            \
  }                                                                                              \
  __attribute__((target(isa))) static void name##_two(                                           \
      vector_function function, const void *a, const void *b, void *out, size_t n, int stream) { \
    vector (*call)(vector, vector) = (vector(*)(vector, vector))function;                        \
    const element *x = a, *z = b;                                                                \
    element *y = out;                                                                            \
    for (size_t i = 0; i < n; i += sizeof(vector) / sizeof(element)) {                           \
      vector value = call(load(x + i), load(z + i));                                             \
      if (stream)                                                                                \
        stream_store((void *)(y + i), value);                                                    \
      else                                                                                       \
        store((void *)(y + i), value);                                                           \
    }                                                                                            \
  }

FORM(f64x8, "avx512f", __m512d, double, _mm512_load_pd, _mm512_store_pd, _mm512_stream_pd)
FORM(f32x16, "avx512f", __m512, float, _mm512_load_ps, _mm512_store_ps, _mm512_stream_ps)
FORM(f64x4, "avx2", __m256d, double, _mm256_load_pd, _mm256_store_pd, _mm256_stream_pd)
FORM(f32x8, "avx2", __m256, float, _mm256_load_ps, _mm256_store_ps, _mm256_stream_ps)

static const struct {
  vector_loop one, two;
  size_t element;
} forms[] = {
    [VECTOR_F64X8] = {f64x8_one, f64x8_two, sizeof(double)},
    [VECTOR_F32X16] = {f32x16_one, f32x16_two, sizeof(float)},
    [VECTOR_F64X4] = {f64x4_one, f64x4_two, sizeof(double)},
    [VECTOR_F32X8] = {f32x8_one, f32x8_two, sizeof(float)},
};

int vector_can(vector_form form) {
  if (form == VECTOR_F64X8 || form == VECTOR_F32X16) return !!__builtin_cpu_supports("avx512f");
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
}

/* A piece of `n` elements from `start` on. */
static void run_piece(vector_function function, vector_form form, const char *a, const char *b,
                      char *out, size_t start, size_t n, int stream) {
  size_t offset = start * forms[form].element;
  vector_loop loop = b ? forms[form].two : forms[form].one;
  loop(function, a + offset, b ? b + offset : NULL, out + offset, n, stream);
  if (stream) _mm_sfence();
}

void vector_run(vector_function function, vector_form form, const void *a, const void *b, void *out,
                size_t n, int threads, int calls) {
  int stream = n * forms[form].element > STREAM_BYTES;
  for (int i = 0; i < calls; i++) {
    if (threads == 1) {
      run_piece(function, form, a, b, out, 0, n, stream);
      continue;
    }
#pragma omp parallel num_threads(threads)
    {
      size_t blocks = n / 16, team = (size_t)omp_get_num_threads(),
             me = (size_t)omp_get_thread_num();
      size_t start = blocks * me / team * 16, end = blocks * (me + 1) / team * 16;
      run_piece(function, form, a, b, out, start, end - start, stream);
    }
  }
}

#else

int vector_can(vector_form form) {
  (void)form;
  return 0;
}

void vector_run(vector_function function, vector_form form, const void *a, const void *b, void *out,
                size_t n, int threads, int calls) {
  (void)function, (void)form, (void)a, (void)b, (void)out, (void)n, (void)threads, (void)calls;
}

#endif
