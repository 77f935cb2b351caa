/* signs.h: what can be proven of the sign of a value, whatever the operands hold.
 *
 * Rewrites that hold from 0 on, or but for -0, ask it. Facts are of every element that is not
 * NaN. */
#ifndef JX_SIGNS_H
#define JX_SIGNS_H

#include "graph/graph.h"

/* What holds of every element of a node that is not NaN. */
enum {
  SIGN_NO_MINUS_ZERO = 1,
  SIGN_NOT_NEGATIVE = 2, /* above 0, +0, or -0 */
  SIGN_PLUS = SIGN_NO_MINUS_ZERO | SIGN_NOT_NEGATIVE,
};
uint8_t sign_of(graph *g, graph_ref r);

#endif
