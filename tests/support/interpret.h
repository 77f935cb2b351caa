/* interpret.h: a code generator for tests that interprets plans.
 *
 *     jx_context *ctx = context_new_with(&options, interpret_api());
 *
 * It makes images like the real one's, whose entries jump here, so everything around code
 * generation runs as it does with LLVM, in any process and under any sanitizer. It is also a second
 * opinion: point by point, scalar, without lanes. Operations: see element() in interpret.c; others
 * are JX_ERROR_UNSUPPORTED. Only on x86-64; interpret_api() is NULL elsewhere. */
#ifndef JX_TESTS_INTERPRET_H
#define JX_TESTS_INTERPRET_H

#include "codegen/codegen.h"
#include "runtime/kernel/kernel.h"

const codegen_api *interpret_api(void);

/* Plans compiled so far, by all contexts of this process. */
unsigned interpret_compiles(void);

/* The next `n` compilations fail with JX_ERROR_CODEGEN, after `delay_us` microseconds each. */
void interpret_fail(unsigned n);
void interpret_delay(unsigned delay_us);

/* Appends to `code` (at least INTERPRET_JUMP bytes) a jump to a function of ours: an entry for a
 * hand-made kernel. */
#define INTERPRET_JUMP 32
void interpret_jump(uint8_t *code, kernel_entry *to);

#endif
