/* complex_calls.c: complex(re, im) and angle(z, deg).
 *
 * Takes a call; gives its node. */
#include "graph/build/complex_calls.h"

#include "base/dtype.h"
#include "graph/complex.h"
#include "graph/graph_nodes.h"
#include "graph/graph_types.h"

/* Of a part that is complex itself, as Python has it, re + im*1j. */
graph_ref make_complex(call *c) {
  graph *g = c->b->g;
  span where = c->node->where;
  graph_ref x[2] = {make_node(c->b, call_arg(c, 0)), 0};
  if (!x[0]) return 0;
  bool real = !dtype_is_complex((jx_dtype)graph_at(g, x[0])->dtype);
  if (c->nargs == 1 && !real) return x[0];
  x[1] = c->nargs > 1 ? make_node(c->b, call_arg(c, 1))
                      : graph_const_float(g, JX_FLOAT64, true, 0, where);
  if (!x[1]) return 0;
  if (real && !dtype_is_complex((jx_dtype)graph_at(g, x[1])->dtype))
    return types_operands(g, OP_COMPLEX, x, 2, where) ? complex_join(g, x[0], x[1], where) : 0;
  graph_ref zero = graph_const_float(g, JX_FLOAT64, true, 0, where);
  graph_ref unit = complex_join(g, zero, graph_const_float(g, JX_FLOAT64, true, 1, where), where);
  return types_apply2(g, OP_ADD, x[0], types_apply2(g, OP_MUL, x[1], unit, where), where);
}

/* Of a real number, 0 or pi: its imaginary part is 0. */
graph_ref make_angle_of(call *c) {
  graph *g = c->b->g;
  span where = c->node->where;
  bool degrees = false;
  graph_ref z = make_node(c->b, call_arg(c, 0)), r = z;
  if (!z || !make_flag(c->b, call_take(c, "deg", 1), "deg", &degrees)) return 0;
  if (dtype_is_complex((jx_dtype)graph_at(g, z)->dtype))
    r = types_apply1(g, OP_ANGLE, z, where);
  else
    r = types_apply2(g, OP_ARCTAN2, complex_part(g, OP_IMAG, z, where), z, where);
  if (!degrees) return r;
  return types_apply2(
      g, OP_MUL, r,
      graph_const_float(g, JX_FLOAT64, true, 180 / 3.141592653589793238462643383279502884, where),
      where);
}
