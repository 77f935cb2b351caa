/* parts.h: the code generator with parts of a size of one's own (codegen_target.part_weight). */
#ifndef JX_TESTS_PARTS_H
#define JX_TESTS_PARTS_H

#include "jx.h"

/* Nothing is cut. */
#define PARTS_NONE (1u << 30)

/* Sets the weight of a part for what is compiled from now on by contexts of parts_context(); 0 is
 * the usual one. */
void parts_set(uint32_t weight);
/* NULL when the code generator cannot be opened. */
jx_context *parts_context(const jx_options *options);

#endif
