/* evaluate.h: running a program in a session.
 *
 * Takes a program's text and the session's variables; gives arrays. What the program assigns is
 * forgotten (evaluate_program), or becomes variables (evaluate_statement, for the loop). Errors are
 * reported here. */
#ifndef JXC_EVALUATE_H
#define JXC_EVALUATE_H

#include "session.h"

typedef struct program {
  const char *text;
  size_t length;
  const char *place; /* stands before errors, with line and column when `position`; or NULL */
  bool position;
} program;

typedef struct results {
  jx_array *at; /* allocated by jx */
  size_t count;
} results;

/* Evaluates a program. `out` is to be freed with results_free(), also on failure. */
jxc_exit evaluate_program(session *s, const program *p, results *out);

/* The same, and every name that the program assigns becomes a variable, all or none of them. A
 * program whose last statement is an assignment has no results. */
jxc_exit evaluate_statement(session *s, const program *p, results *out);

/* Prints a form of the program, compiled for the session's variables, on standard output. */
jxc_exit evaluate_form(session *s, const program *p, jx_form form);

/* Prints results one after another on standard output. */
void results_print(const results *r);
void results_free(session *s, results *r);

/* Prints the figures of the last evaluation on standard error. */
void evaluate_report(const session *s);

#endif
