/* explain.h: what a call of a plan does with the operands at hand, as text behind the plan's own.
 *
 * The figures come from binding the call without running it (bind_look()), so they are those of
 * the very functions that decide when it runs.
 */
#ifndef JX_EXPLAIN_H
#define JX_EXPLAIN_H

#include "runtime/run/bind.h"

/* A call that is bound to be looked at. */
typedef struct explanation {
  const plan *plan;
  bound bound;
  bool bound_ok; /* else the call would fail, as `why` says */
  diag why;
} explanation;

/* What a stage moves from and to memory. Accesses of one array that differ in where they begin
 * alone are neighbours, whose elements are in cache after the first: together they count no more
 * than the array. What a running chain keeps in cache does not count. */
typedef struct traffic {
  double read, written;
} traffic;

/* Looks at a call of a plan, whose spec is given; all of the explanation lies in the plan's arena.
 * JX_ERROR_MEMORY. */
jx_status explain_bind(explanation *out, jx_context *context, const plan *p,
                       const kernel_spec *spec, const dim_value *values,
                       const jx_array *const *operands, diag *d);

traffic explain_traffic(const explanation *e, size_t stage);

/* Operations of a stage, each at the innermost level. */
double explain_operations(const explanation *e, size_t stage);

/* Of what schedule_all() runs as one, beginning at a stage: how many stages. A chain that runs, a
 * crossed stage with those that finish it, else one. */
size_t explain_unit(const explanation *e, size_t stage);

/* Prints totals, scratch memory, then stages and chains. */
void explain_print(const explanation *e, text *out);

/* "2.88 GB": a number with three digits and the prefix it needs. */
void explain_amount(text *out, double amount, const char *unit);

#endif
