/* string_values.h: strings in a kernel.
 *
 * The value of a string is where it is: a pointer, or a vector of pointers in the vector loop, to
 * plan_value.item bytes. What a stage computes lies in scratch of its function, a block for each
 * such value, which every step fills anew. So selecting and broadcasting strings is that of
 * pointers, and nothing is copied until something is stored. */
#ifndef JX_STRING_VALUES_H
#define JX_STRING_VALUES_H

#include "codegen/cpu/stage.h"

/* Whether a value is a string, or made of some. */
bool string_concerns(const stage_emitter *k, const plan_value *v);
/* Such a value. */
val emit_string_value(stage_emitter *k, row_state *row, const plan_value *v);
/* Stores strings; of a step, those in use. */
void emit_string_store(stage_emitter *k, row_state *row, const plan_store *s, bool vector);
/* Copies the strings in use of a partial step to the pad, and repeats the last one. */
void emit_string_pad(stage_emitter *k, uint32_t access, const row_state *row);
LLVMTypeRef string_pad_type(stage_emitter *k, uint32_t access);

/* Where the strings of an operand that lie without a gap begin in this step, or NULL. */
val string_base(stage_emitter *k, const row_state *row, plan_ref r);
/* The bytes of a literal, without the NULs at its end, or NULL where the value is none. */
const char *string_literal(const stage_emitter *k, plan_ref r, uint32_t *length);

#endif
