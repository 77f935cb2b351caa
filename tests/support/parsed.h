/* parsed.h: a program parsed for a test, from exactly its own bytes.
 *
 * The text is copied to a block without a byte to spare, so that a parser that reads past its end
 * is caught by the sanitizers. */
#ifndef JX_TESTS_PARSED_H
#define JX_TESTS_PARSED_H

#include "parser/ast.h"

typedef struct parsed {
  jx_status status;
  arena arena;
  diag diag;
  ast tree;
  char *source;
  text print; /* ast_print()'s text, or the rendering of the error */
} parsed;

#define PARSED_NODES 1000000 /* a limit on nodes that no test reaches by chance */

void parsed_init(parsed *p, const jx_allocator *allocator, const char *source, size_t length,
                 size_t max_nodes);
void parsed_text(parsed *p, const char *source); /* the C library's memory, PARSED_NODES */
void parsed_free(parsed *p);

/* The last node of that kind, or NULL. */
const ast_node *parsed_last(const parsed *p, ast_kind kind);

/* Draws a span under the text, as diagnostics do: blanks, '~' and one '^'; `out` has room for the
 * text and a NUL. */
void parsed_underline(span where, char *out);

#endif
