/* shapes.h: functions of shapes: views of an array, and arrays made of a shape.
 *
 * shapes.c has what changes a shape and moves no data, making.c what makes an array of a shape:
 * zeros and the like. What all of them read, axes and shapes as programs write them, is here. */
#ifndef JX_SHAPES_H
#define JX_SHAPES_H

#include "graph/build/calls.h"
#include "graph/graph_nodes.h"

/* Whether an operation is made here, of a call. */
bool shape_is_made(op_id op);
graph_ref make_shaped(call *c);

/* ---- Arguments ---- */

/* The argument at a position, 0 too, or the keyword; 0: there is none, or both. */
ast_ref shape_take(call *c, const char *name, uint32_t position);
/* The same of one that must be there. */
ast_ref shape_need(call *c, const char *name, uint32_t position);
/* An integer or a tuple of them, each an axis of `rank`: from the right, none twice, as many as the
 * result; -1 after an error. */
int shape_axes(call *c, ast_ref r, int rank, int *axes);
/* The shape that an integer or a tuple of integers says, which may be computed from scalars. An
 * extent may be -1 if `inferred` is not NULL: *inferred is its place from the left then, or else
 * -1, and its dim 1. */
bool shape_written(call *c, ast_ref r, shape *out, int *inferred);
/* An argument that must be a value, not weak; 0 after an error. */
graph_ref shape_array(call *c, ast_ref r);

/* The same along new axes and along those of extent 1. */
graph_ref shape_broadcast(graph *g, graph_ref r, const shape *to, span where);

/* With new axes of extent 1 where the set of the result's axes, from the right, has them. */
graph_ref shape_insert(graph *g, graph_ref r, uint32_t new, int rank, span where);
/* As atleast_1d, 2d and 3d have it. */
graph_ref shape_at_least(graph *g, graph_ref r, int rank, span where);
/* All axes in reverse order. */
graph_ref shape_reversed(graph *g, graph_ref r, span where);

/* ---- reshape.c ---- */

/* The same elements in a shape of as many elements, or of rank 1. */
graph_ref shape_reshape(graph *g, graph_ref r, const shape *to, span where);
graph_ref shape_flat(graph *g, graph_ref r, span where);
graph_ref make_reshape(call *c);

/* ---- joining.c ---- */

graph_ref make_concatenate(call *c);
/* Nodes one after the other along an axis (from the right), in the dtype of all. `at` is changed.
 */
graph_ref join_nodes(call *c, graph_ref *at, uint32_t n, int axis);
graph_ref make_stack(call *c);
graph_ref make_stacked(call *c);
graph_ref make_roll(call *c);

/* ---- making.c ---- */

graph_ref make_zeros(call *c);
graph_ref make_full(call *c);
graph_ref make_like(call *c);
graph_ref make_eye(call *c);

#endif
