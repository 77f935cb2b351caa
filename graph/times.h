/* times.h: datetime64 and timedelta64 while the graph is built.
 *
 * A time is int64 in every kernel. What it counts is known while the graph is built: a TIME node
 * names dtype and unit (imm.i, a JX_UNIT) and has the int64 as its operand. Operations take the
 * operand out, convert it to a common unit, compute in int64 with care for NaT, and wrap what comes
 * out; results are unwrapped, and graph.stamps remembers what they are. So no finished graph has a
 * TIME node, and nothing behind it knows of times. */
#ifndef JX_TIMES_H
#define JX_TIMES_H

#include "base/time_unit.h"
#include "graph/graph.h"

static inline bool time_is(const graph *g, graph_ref r) { return graph_at(g, r)->op == OP_TIME; }
static inline uint32_t time_unit_of(const graph *g, graph_ref r) {
  return (uint32_t)graph_at(g, r)->imm.i;
}
/* The int64 below a time, any other node itself. */
static inline graph_ref time_bare(const graph *g, graph_ref r) {
  return time_is(g, r) ? graph_at(g, r)->args[0] : r;
}

/* An int64 as a time. */
graph_ref time_make(graph *g, graph_ref x, jx_dtype dtype, uint32_t unit, span where);

/* An operation of which some operand is a time. */
graph_ref times_apply(graph *g, op_id op, const graph_ref *args, int n, span where);

/* A time as a number, a number as a time, a time in another unit (0: in its own). */
graph_ref times_cast(graph *g, graph_ref r, jx_dtype dtype, uint32_t unit, span where);

/* What stands where a number must: an error. */
graph_ref times_no_number(graph *g, graph_ref r, jx_dtype wanted, span where);

/* ---- For reductions: of the int64 ---- */
graph_ref time_is_nat(graph *g, graph_ref x, span where);
/* NaT where the mask is set, else x. */
graph_ref time_unless(graph *g, graph_ref mask, graph_ref x, span where);
/* So that NaT is the largest, not the smallest: x - 1, which wraps; and back. */
graph_ref time_nat_last(graph *g, graph_ref x, span where);
graph_ref time_nat_first(graph *g, graph_ref x, span where);
/* Truncated; NaT of NaT and by 0. */
graph_ref time_quotient(graph *g, graph_ref x, graph_ref by, span where);
/* A value of one unit as one of another. */
graph_ref time_convert(graph *g, graph_ref x, jx_dtype dtype, uint32_t from, uint32_t to,
                       span where);

/* "datetime64[ns]"; returns out. */
#define TIME_NAME 40
const char *time_name(char out[TIME_NAME], jx_dtype dtype, uint32_t unit);

#endif
