/* joining.c: concatenate, stack and their kin, and roll: arrays made of pieces.
 *
 * Takes a call; gives a JOIN (graph/join.h). Pieces are expressions that the stages of the program
 * compute and store where they belong. Start at make_concatenate(). */
#include <stdio.h>

#include "base/dtype.h"
#include "graph/build/hints.h"
#include "graph/build/reduce.h"
#include "graph/build/shapes.h"
#include "graph/graph_dims.h"
#include "graph/graph_strings.h"
#include "graph/graph_types.h"
#include "graph/join.h"
#include "graph/times.h"
#include "graph/view.h"

/* Arrays to be joined, in one dtype when they have been read. */
typedef struct arrays {
  uint32_t n;
  graph_ref *at;
} arrays;

/* ---- Reading ---- */

/* The dtype of all; floats first, as promotion of three may depend on the order. */
static jx_dtype common_dtype(const graph *g, const arrays *a) {
  jx_dtype common = JX_DTYPE_NONE;
  for (int pass = 0; pass < 2; pass++)
    for (uint32_t i = 0; i < a->n; i++) {
      jx_dtype dtype = (jx_dtype)graph_at(g, a->at[i])->dtype;
      if (dtype_is_float(dtype) != (pass == 0)) continue;
      common = common == JX_DTYPE_NONE ? dtype : dtype_promote(common, dtype);
    }
  return common;
}

/* Strings are as long as the longest. */
static bool convert_strings(call *c, arrays *a) {
  graph *g = c->b->g;
  const graph_node first = *graph_at(g, a->at[0]);
  uint32_t item = first.item;
  for (uint32_t i = 1; i < a->n; i++) {
    const graph_node *n = graph_at(g, a->at[i]);
    if (n->item > item) item = n->item;
    if (n->dtype == first.dtype) continue;
    diag_fail(g->diag, JX_ERROR_TYPE, c->node->where, "%.*s of %s and %s is not defined",
              c->name_length, c->name, dtypes[first.dtype].name, dtypes[n->dtype].name);
    return false;
  }
  for (uint32_t i = 0; i < a->n; i++)
    if (!(a->at[i] = strings_sized(g, a->at[i], item, c->node->where))) return false;
  return true;
}

static bool times_concern(const graph *g, const arrays *a) {
  for (uint32_t i = 0; i < a->n; i++)
    if (time_is(g, a->at[i])) return true;
  return false;
}

/* Times of one dtype, in the unit that all have in common. */
static bool convert_times(call *c, arrays *a) {
  graph *g = c->b->g;
  jx_dtype dtype = (jx_dtype)graph_at(g, a->at[0])->dtype;
  bool span = dtype == JX_TIMEDELTA64, good = true;
  uint32_t unit = time_is(g, a->at[0]) ? time_unit_of(g, a->at[0]) : 0;
  for (uint32_t i = 0; i < a->n && good; i++)
    good = time_is(g, a->at[i]) && (jx_dtype)graph_at(g, a->at[i])->dtype == dtype &&
           unit_common(unit, span, time_unit_of(g, a->at[i]), span, &unit) == UNIT_FOUND;
  if (!good) {
    diag_fail(g->diag, JX_ERROR_TYPE, c->node->where,
              "%.*s of times takes times of one dtype, whose units have one in common",
              c->name_length, c->name);
    return false;
  }
  for (uint32_t i = 0; i < a->n; i++)
    if (!(a->at[i] = times_cast(g, a->at[i], dtype, unit, c->node->where))) return false;
  return true;
}

static bool convert_arrays(call *c, arrays *a) {
  graph *g = c->b->g;
  if (times_concern(g, a)) return convert_times(c, a);
  if (strings_concern(g, a->at, (int)a->n)) return convert_strings(c, a);
  ast_ref written = call_take(c, "dtype", 0);
  bool given = written && !make_is(c->b, written, AST_NONE);
  jx_dtype dtype = given ? make_dtype(c->b, written) : common_dtype(g, a);
  if (g->diag->status != JX_OK || dtype == JX_DTYPE_NONE) return false;
  for (uint32_t i = 0; i < a->n; i++) {
    jx_dtype from = (jx_dtype)graph_at(g, a->at[i])->dtype;
    if (!dtype_can_cast_same_kind(from, dtype)) {
      diag_fail(g->diag, JX_ERROR_TYPE, c->node->where, "%.*s cannot convert %s to %s",
                c->name_length, c->name, dtypes[from].name, dtypes[dtype].name);
      return false;
    }
    if (!(a->at[i] = types_cast(g, a->at[i], dtype, c->node->where))) return false;
  }
  return true;
}

static bool read_arrays(call *c, arrays *a) {
  builder *b = c->b;
  ast_ref first = call_arg(c, 0);
  const ast_node *list = make_syntax(b, first);
  if (!list || list->kind != AST_TUPLE || list->nargs == 0) {
    diag_fail(b->g->diag, JX_ERROR_TYPE, b->tree->nodes.at[first].where,
              "%.*s takes a tuple of arrays, as in %.*s((x, y))", c->name_length, c->name,
              c->name_length, c->name);
    return false;
  }
  a->n = list->nargs;
  a->at = arena_alloc(b->g->arena, a->n * sizeof *a->at);
  if (!a->at) return diag_memory(b->g->diag), false;
  for (uint32_t i = 0; i < a->n; i++)
    if (!(a->at[i] = shape_array(c, ast_arg(b->tree, list, i)))) return false;
  return true;
}

/* axis=, from the right; `left` when there is none. */
static bool read_axis(call *c, int rank, int left, int *axis) {
  ast_ref written = shape_take(c, "axis", 1);
  *axis = rank - 1 - left;
  if (c->b->g->diag->status != JX_OK) return false;
  return !written || make_axis(c->b, written, rank, axis);
}

/* ---- Along an axis ---- */

static bool differ(call *c, graph_ref a, graph_ref b, const char *how) {
  char text[2][256];
  graph_shape_text(c->b->g, a, text[0], sizeof text[0]);
  graph_shape_text(c->b->g, b, text[1], sizeof text[1]);
  diag_fail(c->b->g->diag, JX_ERROR_SHAPE, c->node->where, "%.*s: shapes %s and %s differ%s",
            c->name_length, c->name, text[0], text[1], how);
  return false;
}

/* Same ranks, and same extents but along the axis (-1: along all). */
static bool check_shapes(call *c, const arrays *a, int axis) {
  graph *g = c->b->g;
  shape s = graph_shape(g, a->at[0]);
  for (uint32_t i = 1; i < a->n; i++) {
    shape t = graph_shape(g, a->at[i]);
    if (t.rank != s.rank) return differ(c, a->at[0], a->at[i], " in rank");
    for (int k = 0; k < s.rank; k++) {
      dim_ref x = shape_axis(&s, k), y = shape_axis(&t, k);
      if (k == axis || x == y) continue;
      bool same =
          !dim_is_one(g, x) && !dim_is_one(g, y) && dim_value_of(g, x) == dim_value_of(g, y);
      if (!same)
        return differ(c, a->at[0], a->at[i], axis < 0 ? "" : " beside the axis joined along");
      if (!dim_equate(g, x, y)) return false;
    }
  }
  return true;
}

/* Arrays whose shapes fit, one after the other. */
static graph_ref join_along(call *c, const arrays *a, int axis) {
  graph *g = c->b->g;
  join_part *parts = arena_alloc(g->arena, a->n * sizeof *parts);
  if (!parts) return diag_memory(g->diag), 0;
  shape s = graph_shape(g, a->at[0]);
  dim_ref zero = dim_const(g, 0), at = zero;
  for (uint32_t i = 0; i < a->n; i++) {
    parts[i] = (join_part){.node = a->at[i]};
    for (int x = 0; x < s.rank; x++) parts[i].starts[x] = zero;
    parts[i].starts[s.rank - 1 - axis] = at;
    at = dim_push(g, DIM_ADD, at, graph_dim(g, graph_at(g, a->at[i]), axis), -1, 0);
    if (at < 0) return 0;
  }
  if (a->n == 1) return a->at[0];
  if ((s.dims[s.rank - 1 - axis] = dim_extent(g, at)) < 0) return 0;
  return graph_join(g, parts, a->n, &s, c->node->where);
}

static graph_ref concatenate(call *c, const arrays *a, int axis) {
  return check_shapes(c, a, axis) ? join_along(c, a, axis) : 0;
}

graph_ref join_nodes(call *c, graph_ref *at, uint32_t n, int axis) {
  arrays a = {n, at};
  return convert_arrays(c, &a) ? concatenate(c, &a, axis) : 0;
}

graph_ref make_concatenate(call *c) {
  graph *g = c->b->g;
  arrays a;
  if (!read_arrays(c, &a) || !convert_arrays(c, &a)) return 0;
  ast_ref written = shape_take(c, "axis", 1);
  if (written && make_is(c->b, written, AST_NONE)) {
    for (uint32_t i = 0; i < a.n; i++)
      if (!(a.at[i] = shape_flat(g, a.at[i], c->node->where))) return 0;
    return concatenate(c, &a, 0);
  }
  int rank = graph_at(g, a.at[0])->rank, axis;
  if (rank == 0) {
    diag_fail(g->diag, JX_ERROR_SHAPE, c->node->where,
              "arrays without axes cannot be concatenated; write 'stack'");
    return 0;
  }
  return read_axis(c, rank, 0, &axis) ? concatenate(c, &a, axis) : 0;
}

graph_ref make_stack(call *c) {
  graph *g = c->b->g;
  arrays a;
  int axis;
  if (!read_arrays(c, &a) || !convert_arrays(c, &a)) return 0;
  int rank = graph_at(g, a.at[0])->rank + 1;
  if (rank > JX_MAX_RANK) {
    diag_fail(g->diag, JX_ERROR_SHAPE, c->node->where, "rank %d is more than %d", rank,
              JX_MAX_RANK);
    return 0;
  }
  if (!read_axis(c, rank, 0, &axis) || !check_shapes(c, &a, -1)) return 0;
  for (uint32_t i = 0; i < a.n; i++)
    if (!(a.at[i] = shape_insert(g, a.at[i], UINT32_C(1) << axis, rank, c->node->where))) return 0;
  return join_along(c, &a, axis);
}

/* hstack, vstack, dstack and column_stack: with new axes up to 1, 2, 3 or 2, joined along the
 * second axis (the first of those that have one), the first, the third and the second. */
graph_ref make_stacked(call *c) {
  graph *g = c->b->g;
  arrays a;
  if (!read_arrays(c, &a) || !convert_arrays(c, &a)) return 0;
  int least = c->op == OP_HSTACK ? 1 : c->op == OP_DSTACK ? 3 : 2;
  int left = c->op == OP_VSTACK ? 0 : c->op == OP_DSTACK ? 2 : 1;
  for (uint32_t i = 0; i < a.n; i++) {
    bool column = c->op == OP_COLUMN_STACK && graph_at(g, a.at[i])->rank < 2;
    a.at[i] = shape_at_least(g, a.at[i], column ? 1 : least, c->node->where);
    if (column && a.at[i]) a.at[i] = shape_insert(g, a.at[i], 1, 2, c->node->where);
    if (!a.at[i]) return 0;
  }
  int rank = graph_at(g, a.at[0])->rank;
  if (rank == 1) left = 0;
  return concatenate(c, &a, rank - 1 - left);
}

/* ---- roll ---- */

/* Axes that one JOIN rolls along: every one doubles its pieces. */
#define ROLL_AXES 4

/* One axis to roll along: how many of the last elements come first, and how many are left. */
typedef struct turn {
  int axis;
  dim_ref moved, rest;
} turn;

/* A literal shift within the axis is plain arithmetic, with a guard that it stays within. */
static bool read_turn(graph *g, dim_ref extent, dim_ref shift, turn *t) {
  int64_t n = dim_value_of(g, extent), by = dim_value_of(g, shift);
  bool plain = dim_is_const(g, shift) && by > -n && by < n;
  if (plain) {
    dim_ref distance = dim_const(g, by < 0 ? -by : by);
    dim_ref rest = dim_push(g, DIM_SUB, extent, distance, -1, 0);
    t->moved = by < 0 ? rest : distance;
    t->rest = by < 0 ? distance : rest;
    if (!guard_push(g, GUARD_RANGE, extent, -1, by < 0 ? -by : by, INT64_MAX)) return false;
  } else {
    t->moved = dim_push(g, DIM_MOD, shift, extent, -1, 0);
    t->rest = t->moved < 0 ? -1 : dim_push(g, DIM_SUB, extent, t->moved, -1, 0);
  }
  return t->moved >= 0 && t->rest >= 0;
}

/* `length` elements along an axis, from `start` on. */
static graph_ref cut(graph *g, graph_ref r, int axis, dim_ref start, dim_ref length, span where) {
  if (!r) return 0;
  view_map m = view_identity(g, r);
  m.axes[axis].start = start;
  m.extents[axis] = dim_extent(g, length);
  return m.extents[axis] < 0 ? 0 : view_apply(g, r, &m, where);
}

static graph_ref roll(graph *g, graph_ref r, const turn *turns, int n, span where) {
  join_part parts[1 << ROLL_AXES];
  shape s = graph_shape(g, r);
  dim_ref zero = dim_const(g, 0);
  uint32_t count = 1;
  parts[0] = (join_part){.node = r};
  for (int i = 0; i < s.rank; i++) parts[0].starts[i] = zero;
  for (int i = 0; i < n; i++) {
    const turn *t = &turns[i];
    for (uint32_t p = 0; p < count; p++) {
      join_part *head = &parts[p], *tail = &parts[count + p];
      *tail = *head;
      tail->starts[s.rank - 1 - t->axis] = t->moved;
      tail->node = cut(g, head->node, t->axis, zero, t->rest, where);
      head->node = cut(g, head->node, t->axis, t->rest, t->moved, where);
    }
    count *= 2;
  }
  return graph_join(g, parts, count, &s, where);
}

/* A literal or computed integer. */
static dim_ref read_shift(call *c, ast_ref r) {
  graph *g = c->b->g;
  span where = c->b->tree->nodes.at[r].where;
  graph_ref v = make_node(c->b, r);
  if (!v) return -1;
  const graph_node *n = graph_at(g, v);
  if (n->rank == 0 && dtype_is_integer((jx_dtype)n->dtype))
    return dim_of_node(g, types_convert(g, v, JX_INT64, where), "a shift", where);
  diag_fail(g->diag, JX_ERROR_TYPE, where, "roll: a shift must be an integer");
  return -1;
}

/* The i-th of a tuple, or what is no tuple itself. */
static ast_ref item(const builder *b, ast_ref r, uint32_t i, uint32_t *count) {
  const ast_node *list = make_syntax(b, r);
  bool tuple = list && list->kind == AST_TUPLE;
  *count = tuple ? list->nargs : 1;
  return tuple ? ast_arg(b->tree, list, i < list->nargs ? i : 0) : r;
}

/* Pairs of shifts and axes, of which either may be one for all; shifts along one axis add up. */
static int read_turns(call *c, graph_ref r, ast_ref shifts, ast_ref axes, turn *turns) {
  graph *g = c->b->g;
  int rank = graph_at(g, r)->rank, n = 0;
  dim_ref by[JX_MAX_RANK];
  uint32_t nshifts, naxes;
  item(c->b, shifts, 0, &nshifts);
  item(c->b, axes, 0, &naxes);
  uint32_t pairs = nshifts > naxes ? nshifts : naxes;
  if (nshifts == 0 || naxes == 0) pairs = 0;
  if (nshifts != naxes && nshifts > 1 && naxes > 1) {
    diag_fail(g->diag, JX_ERROR_SHAPE, c->node->where, "roll: %u shifts and %u axes, not as many",
              nshifts, naxes);
    return -1;
  }
  for (uint32_t i = 0; i < pairs; i++) {
    int axis, at = 0;
    dim_ref shift = read_shift(c, item(c->b, shifts, i, &nshifts));
    if (shift < 0 || !make_axis(c->b, item(c->b, axes, i, &naxes), rank, &axis)) return -1;
    while (at < n && turns[at].axis != axis) at++;
    by[at] = at < n ? dim_push(g, DIM_ADD, by[at], shift, -1, 0) : shift;
    turns[at].axis = axis;
    if (at == n) n++;
  }
  int kept = 0;
  for (int i = 0; i < n; i++) {
    dim_ref extent = graph_dim(g, graph_at(g, r), turns[i].axis);
    turn t = {.axis = turns[i].axis};
    if (dim_is_one(g, extent) || (dim_is_const(g, by[i]) && dim_value_of(g, by[i]) == 0)) continue;
    if (!read_turn(g, extent, by[i], &t)) return -1;
    turns[kept++] = t;
  }
  return kept;
}

static graph_ref roll_all(graph *g, graph_ref r, const turn *turns, int n, span where) {
  for (int done = 0; done < n && r; done += ROLL_AXES)
    r = roll(g, r, turns + done, n - done < ROLL_AXES ? n - done : ROLL_AXES, where);
  return r;
}

/* Without an axis, of all elements in C order. */
graph_ref make_roll(call *c) {
  graph *g = c->b->g;
  span where = c->node->where;
  graph_ref r = shape_array(c, call_arg(c, 0));
  ast_ref shifts = shape_need(c, "shift", 1), axes = shape_take(c, "axis", 2);
  turn turns[JX_MAX_RANK];
  if (!r || !shifts) return 0;
  if (axes && !make_is(c->b, axes, AST_NONE)) {
    int n = read_turns(c, r, shifts, axes, turns);
    return n < 0 ? 0 : roll_all(g, r, turns, n, where);
  }
  shape s = graph_shape(g, r);
  graph_ref flat = shape_flat(g, r, where);
  if (!flat) return 0;
  uint32_t count;
  dim_ref shift = dim_const(g, 0);
  item(c->b, shifts, 0, &count);
  for (uint32_t i = 0; i < count; i++) {
    dim_ref by = read_shift(c, item(c->b, shifts, i, &count));
    shift = by < 0 ? -1 : dim_push(g, DIM_ADD, shift, by, -1, 0);
    if (shift < 0) return 0;
  }
  dim_ref extent = graph_dim(g, graph_at(g, flat), 0);
  if (dim_is_one(g, extent)) return r;
  if (!read_turn(g, extent, shift, &turns[0])) return 0;
  turns[0].axis = 0;
  return shape_reshape(g, roll_all(g, flat, turns, 1, where), &s, where);
}
