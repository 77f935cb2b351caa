/* fuzz.h: what the fuzzers share: an input taken apart, operands made of it, and how one fails.
 *
 * An input is a program's text, a NUL, and numbers: bytes that choose the operands' dtypes, shapes,
 * strides and elements, 0 where there are no more of them. Operands are named after the names that
 * the program uses, so that a text from anywhere is a program of something. */
#ifndef JX_TESTS_FUZZ_H
#define JX_TESTS_FUZZ_H

#include "jx.h"

typedef struct fuzz_input {
  const char *text; /* a copy without a byte to spare, for the sanitizers to watch over */
  size_t length;
  const uint8_t *at, *end; /* numbers */
} fuzz_input;

void fuzz_open(fuzz_input *in, const uint8_t *data, size_t size);
void fuzz_close(fuzz_input *in);

/* The next number, and one that the input as a whole decides when there is none. */
unsigned fuzz_next(fuzz_input *in);

#define FUZZ_OPERANDS 8
#define FUZZ_RANK 4

typedef struct fuzz_operands {
  size_t n, nresults; /* as jx_inspect() has it, for programs that parse */
  char names[FUZZ_OPERANDS][40];
  jx_array arrays[FUZZ_OPERANDS];
  jx_operand list[FUZZ_OPERANDS];
  void *blocks[FUZZ_OPERANDS];
} fuzz_operands;

/* Operands for the names a program uses, without memory but for scalars; extents of all kinds when
 * `large`, else such that no operand has more than a few thousand elements. False when the program
 * does not parse, or takes more operands than there may be. */
bool fuzz_operands_make(fuzz_operands *o, fuzz_input *in, jx_context *context, bool large);
/* Memory of exactly their size, and elements. */
void fuzz_operands_fill(fuzz_operands *o, fuzz_input *in);
void fuzz_operands_free(fuzz_operands *o);

/* What holds of every failure: it has a status that is no bug of ours, a message of one line, a
 * span within the text, and no character that a terminal would take for an order. */
void fuzz_check_error(const jx_context *context, const fuzz_input *in, jx_status status);

/* Says what is wrong with the input, and stops as a crash does. */
_Noreturn void fuzz_fail(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* A context without a cache on disk, of so many threads; the code generator is that of this build.
 */
jx_context *fuzz_context(int threads);

/* What libFuzzer calls. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerInitialize(int *argc, char ***argv);

#endif
