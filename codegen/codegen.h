/* codegen.h: the narrow door between libjx and the code generator.
 *
 * The code generator is a module of its own (libjx-codegen.so), opened at the first miss, so that
 * programs whose kernels are at hand never load LLVM. It takes a plan and gives an image; nothing
 * else passes. Only what is below codegen/ knows LLVM. */
#ifndef JX_CODEGEN_H
#define JX_CODEGEN_H

#include "base/architecture.h"
#include "codegen/image.h"
#include "codegen/object.h"
#include "codegen/string_job.h"
#include "codegen/weave.h"
#include "planner/plan.h"

/* Functions that kernels call through SLOT_HELPERS: rare slow paths, out of line, on small blocks
 * of lanes. Each reads n elements of each input and writes n of each output. The order is part of
 * the image format. */
typedef enum helper_id {
  HELPER_POW,      /* in: x, y. out: x**y */
  HELPER_CONTAINS, /* in: int64 or uint64 x, pattern bytes: see helper_contains() */
  HELPER_FMOD,     /* in: x, y. out: C's fmod(x, y) */
  HELPER_PAD,      /* see helper_table */
  HELPER_COPY,
  HELPER_REPEAT,
  HELPER_SPREAD,
  HELPER_BEYOND,    /* see planner/beyond.h */
  HELPER_LOGADDEXP, /* these three: see runtime/run/near_zero.h */
  HELPER_LOGADDEXP2,
  HELPER_LGAMMA,
  HELPER_STRINGS, /* see string_job.h */
  HELPER_STORE_STRINGS,
  HELPER_WEAVE_PREPARE, /* these three: see weave.h */
  HELPER_WEAVE_TAKE,
  HELPER_WEAVE_PUT,
  HELPER_COUNT_
} helper_id;

typedef struct helper_table {
  void (*pow)(const double *x, const double *y, double *out, int64_t n);
  void (*contains)(const int64_t *x, const char *pattern, int64_t length, int64_t *out, int64_t n,
                   int64_t is_signed); /* out: 0 or 1 */
  void (*fmod)(const double *x, const double *y, double *out, int64_t n);
  /* Copies `count` elements of `size` bytes and repeats the last one up to `lanes` elements. */
  void (*pad)(void *to, const void *from, int64_t count, int64_t lanes, int64_t size);
  void (*copy)(void *to, const void *from, int64_t bytes);
  /* Copies `count` elements of `size` bytes that lie `stride` bytes apart, over and over, up to `all`
   * elements. */
  void (*repeat)(void *to, const void *from, int64_t stride, int64_t count, int64_t all,
                 int64_t size);
  /* Puts down elements of `size` bytes that lie `stride` bytes apart, the first of them `first`
   * times and each other one `times`, up to `all` in all and as much as 16 bytes beyond. */
  void (*spread)(void *to, const void *from, int64_t stride, int64_t first, int64_t times,
                 int64_t all, int64_t size);
  void (*beyond)(int64_t what, double *block, double *beyond, int64_t step, int64_t rows,
                 int64_t lanes);
  void (*logaddexp)(const double *x, const double *y, double *out, int64_t n);
  void (*logaddexp2)(const double *x, const double *y, double *out, int64_t n);
  void (*lgamma)(const double *x, double *out, int64_t n);
  void (*strings)(const string_job *job);
  /* Copies `count` strings of `item` bytes, from[0], from[step], ..., to places `stride` apart. */
  void (*store_strings)(char *to, int64_t stride, int64_t count, const char *const *from,
                        int64_t step, int64_t item);
  void (*weave_prepare)(weave_table *table, int64_t points, int64_t inner, int64_t outer,
                        int64_t lanes, int64_t item, int64_t store);
  void (*weave_take)(void *to, const void *from, const weave_table *table, int64_t first,
                     int64_t count, int64_t lanes, int64_t item);
  void (*weave_put)(const void *from, void *to, const weave_table *table, int64_t first,
                    int64_t count, int64_t item);
} helper_table;

extern const helper_table helpers; /* runtime/run/helpers.c */

/* The processor that kernels are made for. */
typedef struct codegen_target {
  plan_target plan;
  const architecture *architecture;
  uint32_t can;         /* capabilities */
  const char *cpu;      /* LLVM's name, "x86-64-v4"; static */
  const char *features; /* LLVM's list, "+avx512f,+fma"; static or owned by the caller */
  uint32_t part_weight; /* operations in a part (parts.c); 0: as usual. For tests */
} codegen_target;

/* Whether a compilation is to stop: asked every tenth of a second or more often, in the thread that
 * compiles. */
typedef struct codegen_watch {
  bool (*stop)(void *user); /* NULL: never */
  void *user;
} codegen_watch;

#define CODEGEN_ABI 8

typedef struct codegen_api {
  uint32_t abi; /* CODEGEN_ABI */
  const char
      *build_id;    /* of the sources both sides were built from; must equal JX_BUILD_ID of libjx */
  const char *llvm; /* LLVM's version */

  /* Compiles a plan; the image is allocated from `arena`. `watch` may be NULL. Thread-safe. Errors:
   * JX_ERROR_CODEGEN, JX_ERROR_MEMORY, JX_ERROR_CANCELLED. */
  jx_status (*compile)(const plan *p, const codegen_target *target, const codegen_watch *watch,
                       arena *arena, diag *d, image *out);

  /* The same as text: JX_FORM_IR or JX_FORM_ASM. */
  jx_status (*print)(const plan *p, const codegen_target *target, jx_form form, diag *d, text *out);

  /* A kernel as an object file (object.h). Here, because only programs that compile need the part.
   */
  jx_status (*object)(const object_request *r, arena *arena, diag *d, const uint8_t **bytes,
                      size_t *size);
} codegen_api;

/* The module's one exported symbol. */
#define CODEGEN_SYMBOL "jx_codegen_api"
typedef const codegen_api *codegen_entry(void);

#endif
