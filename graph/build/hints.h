/* hints.h: what to write instead of what is no name, function, method, keyword or argument.
 *
 * A hint is the end of a message that its user writes, in the graph's arena; what begins with fail
 * writes the message itself. */
#ifndef JX_HINTS_H
#define JX_HINTS_H

#include "graph/build/calls.h"

/* The end of a message, or "". "; write 'pi'" or "; did you mean 'sin'?": of a name nothing is
 * bound to, and of a function, or of a word of other languages alone. */
const char *hint_value(builder *b, const char *text, size_t length);
const char *hint_function(builder *b, const char *text, size_t length);
const char *hint_foreign(builder *b, const char *text, size_t length);
/* Of a keyword the function has not; of two arrays where it goes over the axes of one; of a number
 * of arguments it does not take. */
const char *hint_keyword(call *c, const char *name, size_t length);
const char *hint_two(call *c, op_id op);
const char *hint_count(call *c, op_id op);
/* True for what is followed by a '.'. */
bool hint_before_dot(const builder *b, span where);
/* The whole message. fail_named() gives false without one when all keywords are the function's. */
void fail_method(builder *b, const ast_node *n);
void fail_attribute(builder *b, const ast_node *n);
bool fail_named(call *c);

#endif
