/* kernels.h: vector functions as machine code, for the tests and benchmarks of this folder.
 *
 * A row of `functions` is a function of the emitter; kernel_open() makes a loop over arrays of it,
 * for a processor and a number of lanes, by the way that kernels of the library take: LLVM, image,
 * loader. */
#ifndef JX_TEST_KERNELS_H
#define JX_TEST_KERNELS_H

#include "codegen/math/functions.h"
#include "runtime/kernel/loader.h"

typedef enum function_kind { KIND_F64, KIND_F32, KIND_I64_TO_F64, KIND_F64_TO_I64 } function_kind;

typedef struct function {
  const char *name;
  function_kind kind; /* of inputs and output */
  unsigned nargs;
  val (*emit)(emitter *e, const val *args);
  op_id fast; /* it is this operation's fast form; OP_POISON: none */
} function;

/* Constant exponents that powers.c is tried with: a name, the exponent. */
/* clang-format off */
#define CONSTANT_POWERS(X)                                                                      \
  X(3, 3) X(4, 4) X(7, 7) X(10, 10) X(63, 63) X(64, 64) X(3h, 1.5) X(63h, 31.5) X(m2, -2)       \
  X(m3, -3) X(m52, -52) X(mh, -0.5) X(m3h, -1.5) X(m63h, -31.5)
/* clang-format on */

/* Those of codegen/math/table.h under their emitters' names, without "math_"; the same once more for
 * the fast forms, whether there is one or not; and single verbs. */
#define MATH_NAME(emitter) (&(#emitter)[sizeof "math_" - 1])
#define MATH_FAST_NAME(emitter) (&(#emitter "_fast")[sizeof "math_" - 1])
extern const function functions[];
extern const unsigned nfunctions;
bool function_exists(const function *f);

/* Processors from the newest to the oldest; the first is the best this machine has. */
extern codegen_target targets[]; /* after targets_here() */
extern const unsigned ntargets;
const codegen_target *targets_here(void);

typedef struct kernel {
  arena arena;
  loaded code;
  void (*run)(const int64_t *slots, const void *a, const void *b, const void *c, void *out,
              int64_t n);
  double compile_ms;
} kernel;

/* Prints what went wrong and returns false when it cannot be made. */
bool kernel_open(kernel *k, const function *f, const codegen_target *target, unsigned lanes);
/* n is a multiple of the lanes. */
void kernel_run(const kernel *k, const void *const *in, void *out, int64_t n);
void kernel_close(kernel *k);
size_t function_size(const function *f); /* bytes of an element */

#endif
