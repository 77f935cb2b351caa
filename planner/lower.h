/* lower.h: the values, accesses and stores of a stage, whose nodes have been collected. */
#ifndef JX_LOWER_H
#define JX_LOWER_H

#include "planner/planner.h"

/* Turns the nodes into values, accesses and stores. */
jx_status lower_stage(planner *p, proto *s, plan_stage *stage);

/* How a REDUCE node is folded. */
plan_fold lower_fold(const planner *p, graph_ref r);

/* The step of an axis in elements of its source, where it is a constant; else 0. */
int64_t lower_step(const planner *p, const view_axis *a);

/* The position of the stage's space that a node's position stands for in this phase, or -1. */
int proto_position(const planner *p, const proto *s, graph_ref node, int position, bool post);

/* How an access reads or writes: what it is of, and the node whose positions it is seen through. */
typedef struct access_view {
  uint8_t source;
  uint32_t index;
  uint8_t naxes;
  /* The array's axes, outermost first, as a leaf has them; to: position of the stage's space. */
  view_axis axes[GRAPH_MAX_AXES];
  graph_ref join; /* a piece of this JOIN is stored; 0: all of an array */
} access_view;

/* Whether a member gathers; its access says where from. */
bool access_gathers(const planner *p, const member *m);
/* The access of such a one, or of a loaded member (INPUT, VIEW or any node with a temp), or of a
 * request's target. */
void access_of_leaf(const planner *p, const proto *s, const member *m, bool post, access_view *out);
void access_of_request(const planner *p, const proto *s, const request *r, bool post,
                       access_view *out);

#endif
