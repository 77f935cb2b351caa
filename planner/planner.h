/* planner.h: the planner's working state, which all its files share.
 *
 * While planning, a stage is a `proto`: an iteration space given by positions (axes counted from
 * the right, as in the graph), the reductions folded over it, and the requests it serves. Positions
 * become loops last, when everything that is read and written in the space is known.
 *
 * In the order in which plan.c runs them: proto (which stages there are), split, cross and share
 * (what they compute for one another), lower and tables (their nodes), space (their loops), lower
 * again (their values), rate (what they cost), chain (which run piece by piece). */
#ifndef JX_PLANNER_H
#define JX_PLANNER_H

#include "planner/plan.h"

#define NONE UINT32_MAX

/* A node whose value is to be stored: into a result or a temp. */
typedef struct request {
  graph_ref node;
  uint8_t target; /* SOURCE_RESULT or SOURCE_TEMP */
  uint32_t index;
  graph_ref join;           /* 0: the node's value is all that the array holds; */
  const graph_piece *piece; /* else it is this piece of a JOIN */
} request;

typedef VEC(graph_ref) ref_list;

/* A node as one phase of a stage needs it: computed there, or read from memory. */
typedef struct member {
  graph_ref node;
  bool loaded;
  bool packed; /* an operand that is read from a table */
} member;

typedef VEC(member) member_list;

typedef struct proto {
  graph_ref model;    /* a node with the dims of the space */
  uint32_t positions; /* those with an extent other than 1 */
  uint32_t reduced;   /* a subset: what the folds reduce over; extents of 1 left out */
  uint32_t axes;      /* the folds' axes as the graph has them */
  uint32_t wave;      /* reductions and kept values that must be finished before */
  uint32_t depth;     /* among equal waves, tables come before their users */
  bool folding;
  bool scanning; /* folding, and each point keeps what the folds are there: `reduced` is what they
                    run along */
  bool table;
  ref_list folds;  /* REDUCE or SCAN nodes */
  uint32_t words;  /* of their accumulators, as proto_find() counts them */
  uint32_t behind; /* scanning: operations of the nodes that are at home behind the scans */
  bool follows;    /* another proto of its kind was full */
  uint32_t next;   /* the proto that took what this one had no room for, or NONE */
  VEC(request) requests;
  VEC(request) beside;               /* of main values, in a folding stage */
  VEC(uint32_t) members;             /* crossed stage: the protos whose folds it computes */
  uint32_t crossed;                  /* of a member: 1 + the proto of the crossed stage */
  uint32_t run;                      /* 1 + the stage it became */
  int8_t post_position[JX_MAX_RANK]; /* from a post value's to the space's; -1: none */
  bool post_claimed;
  size_t collected;         /* requests when its nodes were last collected, */
  uint32_t collected_depth; /* and its depth then */
  /* made by space.c */
  bool ordered; /* the order stands */
  uint8_t npositions;
  uint8_t order[JX_MAX_RANK]; /* kept positions, then reduced ones, each outermost first */
  uint8_t loop[JX_MAX_RANK];  /* loop of a position */
  bool inner[JX_MAX_RANK];    /* the position is the innermost of its loop */
  uint32_t nkept, nreduced, vector;
  /* made by period.c */
  int8_t innermost, around; /* positions of the vector loop: the innermost; the first outside of
                               what is periodic, or -1: nothing is */
  uint8_t merged_from, merged_to; /* the vector loop takes positions order[from .. to] */
  dim_ref period;                 /* points of the period */
  bool contracts;                 /* see contraction.h */
  uint32_t together;              /* plan_stage.together: see short_axis.h */
  /* made by woven.c */
  bool woven;           /* lanes run over rows of the positions order[first ..], innermost last, */
  uint8_t outer, first; /* that are around one another along `outer` */
  bool wide;            /* see wide.h */
  uint8_t narrow;       /* the same: lanes that a row has no more points than; or 0 */
  /* made by collect.c */
  member_list main, post; /* nodes of the two phases, in graph order */
} proto;

/* Where a node that depends on reductions can be computed as a post value: in the stage that folds
 * them, at each kept point, from the finished folds (plan.c). So `sum(a, axis=1) / n` is one stage.
 * A node that is at home nowhere is computed by a later stage, which reads the folds from temps. */
typedef struct home {
  uint32_t proto;    /* NONE: nowhere */
  const int8_t *map; /* position of the node -> position of the proto's space */
} home;

/* What the planner knows of a temp beyond plan_temp: the node it holds, and the node's positions
 * that are its axes. Row-major from the largest position to the smallest, but for `last`: a table
 * of an operand that is strided along the vector loop has that loop's position last, to be
 * contiguous there. */
typedef struct temp_info {
  graph_ref node;
  uint32_t positions;
  int last; /* the position that comes last whatever its number, or -1 */
} temp_info;

typedef struct planner {
  plan *out;
  const graph *g;
  const layout *operands, *results;
  jx_precision precision;
  arena *arena;
  VEC(proto) protos;
  uint32_t *slots; /* hash table: 1 + the proto that may have room, by space and kind */
  uint32_t nslots;
  VEC(temp_info) temps;
  uint32_t *wave;
  home *home;
  uint32_t *temp_of; /* temp that holds the node, or NONE */
  uint32_t *stored;  /* 1 + the proto that stores a kept node as a result, or 0 */
  uint32_t *mark;    /* stamp of the last walk that met the node */
  uint8_t *kept;     /* users read the node from its temp, in later waves */
  uint32_t *share;   /* 1 + the proto that reads the node from a fold's stage; 0: none */
  uint32_t *cut;     /* proto that reads the node from a table, as of the last collection */
  uint32_t *cost;    /* of one point, within the proto at hand */
  uint32_t *value;   /* plan value of the node in the phase being lowered */
  uint32_t stamp;
  dim_ref zero; /* the constant 0 */
} planner;

/* ---- plan.c ---- */

/* Bits of the node's positions whose extent is not 1. */
uint32_t planner_positions(const planner *p, graph_ref node);

/* The temp that holds a node; asks the stage it belongs to for it if need be. A new one has
 * position `last` last, unless that is -1. NONE when out of memory. */
uint32_t planner_materialise(planner *p, graph_ref node, bool table, int last);
/* A new temp for a node's values along the given positions, to be asked for. */
uint32_t planner_temp(planner *p, graph_ref node, uint32_t positions, int last);

/* The i-th of a temp's positions, outermost first. */
int temp_position(const temp_info *t, int i);

/* Appends a constant, extent, product or difference to the plan's dims. */
dim_ref planner_dim(planner *p, dim_op op, dim_ref a, dim_ref b, int64_t imm);
jx_status planner_guard(planner *p, guard_op op, dim_ref a, dim_ref b, int64_t low, int64_t high);
dim_value planner_value(const planner *p, dim_ref d);
/* Whether some positions of a node have at most so many elements together. What is decided by it
 * may change costs, and with them how sums are made, so a kernel is for fewer or for more: bits do
 * not depend on which of them was asked for first. */
bool planner_within(planner *p, const graph_node *n, uint32_t positions, int64_t most,
                    jx_status *status);

#endif
