/* plan.h: a graph as a sequence of fused loop nests.
 *
 * Takes a graph and the layouts of operands and results; gives stages, to be run one after the
 * other. The plan knows no LLVM; the emitter turns each stage into one function, and the runtime
 * runs it from the plain arrays below, which hold indices only and are kept with the kernel (see
 * kernel.h). Read plan_stage first.
 *
 * A stage is one iteration space: loops, values computed at the outermost level that their loops
 * allow, reductions with their accumulators, stores. A stage without reduced loops computes and
 * stores at every point. A stage with reduced loops folds its main values into accumulators, and
 * computes its post values, which vary along kept loops only, from the finished ones.
 *
 *   kept loops, reduced loops   in plan.loops, each list outermost first
 *   vector loop                 the one that runs in lanes: the last reduced loop (accumulators in
 *                               registers), or the last kept loop (then it runs innermost, and
 *                               accumulators are a block in memory)
 *
 * The entry of a stage covers the flat ranges [kept_begin, kept_end) of the kept space and
 * [reduced_begin, reduced_end) of the reduced space, each row-major in loop order:
 *
 *   void stage(const int64_t *slots, int64_t kept_begin, int64_t kept_end,
 *              int64_t reduced_begin, int64_t reduced_end,
 *              int64_t *state_in, int64_t *state_out);
 *
 * Accumulators start from state_in, or from their identities when it is NULL. At the end they are
 * written to state_out; when that is NULL, post values are computed and stored instead. So a long
 * reduction is cut into ranges that each leave their state, the states are combined (accumulators
 * combine as plan_fold says), and a last call with an empty reduced range finishes: (chunk,
 * combine, finalize). States are 8-byte words, word w of the flat kept index k at [w * kept_total +
 * k]. A stage without reduced loops is given the reduced range [0, 1) and no states.
 *
 * Folds of one space that reduce over different loops share one pass: a *crossed* stage, which has
 * main values alone, followed by a *finishing* stage for each set of reduced loops, which has the
 * accumulators and post values and is only ever called with an empty reduced range. The kept loops
 * of a crossed stage are all but the vector loop, which is its reduced one. An accumulator that
 * keeps all of the kept loops and not the vector loop is folded in registers, and its words are
 * written to state_out; every other keeps the vector loop or fewer of the kept loops, and is folded
 * into state_in, which holds identities or what calls before have left there. Each of the two holds
 * the states of the finishing stages concerned, one after the other.
 *
 * A *scanning* stage gives, at every point of its reduced loops, what its accumulators are once the
 * point is folded: they run in order. Main values are what is folded; post values, the running
 * results and what is computed from them, vary along all loops and may read main values; its stores
 * are post ones. A call that starts from nothing and leaves a state folds alone. Every other one
 * stores: it starts from state_in, which may be what the states of all ranges before it combine to,
 * and leaves what it ends with in state_out unless that is NULL.
 *
 * A *tiled* stage is an elementwise one that reads something across the grain, as in a + a.T. Its
 * kept range covers all loops but the vector loop, and the reduced range is that of the vector
 * loop.
 *
 * A *woven* stage is an elementwise one whose last kept loop, the vector loop, is short: steps take
 * points of the last two kept loops as if they were one, row after row. What varies along the outer
 * one of them counts as varying along the vector loop, too. An access that moves along both as along
 * one loop is ACCESS_UNIT as anywhere else, others are ACCESS_WOVEN.
 *
 * A *contracting* stage folds what varies along the last kept loop but one, the rows, or along the
 * last one, the columns, which is its vector loop, and along its one reduced loop; nothing that is
 * read varies along rows and columns. It runs over blocks of `block_rows` rows by `block_vectors`
 * vectors of columns, with the reduced loop inside. Its kept range is that of the rows from that of
 * the first point to that of the last one, and of the columns likewise: whole rows, or a rectangle.
 *
 * Where the vector loop is a short reduced one, rows that go side by side *end together*: their lanes
 * are folded in the same instructions, which leave the words of as many kept points side by side.
 * Post values are computed in lanes of the last kept loop then.
 *
 * A *wide* stage has few kept points and folds in memory. A value that varies along the innermost
 * reduced loop varies along the vector loop, too.
 *
 * Slots, all 8 bytes, filled by the binder, in this order:
 *
 *   SLOT_HELPERS            address of the helper table (codegen.h)
 *   SLOT_STREAM             nonzero: stores may bypass the cache. All results of the stage then have
 *                           the same address modulo 64 at the start of every row of the vector loop
 *   SLOT_FAULT              address of an int64 in which a kernel sets the bit plan_fault_bit() of
 *                           each value that met an element it cannot do; it never stops
 *   SLOT_RUN                steps of a run of accumulators whose runs vary, a power of two, less 1
 *   SLOT_FIRST + l          extent of loop l of the stage
 *   SLOT_FIRST + nloops + d value of plan.dimlists[stage.dims + d]: a dim as int64, or the bits of a
 *                           double
 *   then, for each access   address of its element at index 0 of every loop, then nloops strides in
 *                           bytes
 *   then, for each argument of the GATHERs, in the order of their accesses: its stride in bytes
 */
#ifndef JX_PLAN_H
#define JX_PLAN_H

#include "base/layout.h"
#include "graph/graph.h"
#include "planner/accumulator.h"

/* Plans are compared and written to disk as bytes: the structs in their arrays have no padding,
 * whose bytes would be anything. */
#pragma GCC diagnostic push
#pragma GCC diagnostic error "-Wpadded"

enum { SLOT_HELPERS = 0, SLOT_STREAM = 1, SLOT_FAULT = 2, SLOT_RUN = 3, SLOT_FIRST = 4 };

/* What SLOT_RUN says: runs of this many steps, or of one. */
enum { PLAN_RUN_STEPS = 4 };

/* What an element can do wrong that only running finds out: an integer's power is negative, or an
 * index out of bounds. The bit of the fault word for the power or index with this number
 * (graph_node.imm); those from 62 on share one. Behind the word is one for each bit, in which the
 * least of the indices that are out of bounds is left: INT64_MAX before. */
enum { PLAN_FAULTS = 63 };
static inline int plan_fault_place(int64_t number) {
  return number < PLAN_FAULTS - 1 ? (int)number : PLAN_FAULTS - 1;
}
static inline uint64_t plan_fault_bit(int64_t number) {
  return UINT64_C(1) << plan_fault_place(number);
}
/* And the one that is no fault: a sum is not finite, which it may be when it is done with more care
 * (graph_beyond.c). */
#define PLAN_DOUBT (UINT64_C(1) << 63)

typedef uint32_t plan_ref; /* index of a value within plan.values */

typedef struct plan_loop {
  uint32_t dims, ndims; /* extent: the product of plan.dimlists[dims .. dims+ndims) */
  uint8_t reduced;
  uint8_t reserved[3];
} plan_loop;

typedef enum plan_source { SOURCE_OPERAND, SOURCE_RESULT, SOURCE_TEMP } plan_source;

/* How an access moves along one loop: stride in bytes = strides[axis] * step * by of its array;
 * axis < 0: it does not. */
typedef struct plan_step {
  int16_t axis;
  uint16_t reserved;
  uint32_t by; /* 1 + a dim that the step is multiplied by; 0: none */
  int64_t step;
} plan_step;

typedef enum access_class {
  ACCESS_BROADCAST,
  ACCESS_UNIT,
  ACCESS_STRIDED,
  ACCESS_TRANSPOSED, /* strided, and contiguous along the row loop of a stage that takes
                        PLAN_MAX_ROWS rows at once, or the reduced loop of a contracting one */
  ACCESS_SPACED,     /* a few elements apart on a contiguous axis: the step is -1, 2, -2, or up to
                    PLAN_SPACED */
  ACCESS_SPREAD, /* moves along the outer dims of the vector loop alone: its step is taken once in a
                    period of plan_stage.period points */
  ACCESS_PERIODIC, /* moves along the innermost dims of the vector loop, of plan_stage.period
                     points together, by its step, and begins anew with each such period */
  ACCESS_WOVEN     /* of a woven stage: moves along its vector loop and the one around it, or one of
                  them, in any steps. Loads and stores */
} access_class;

/* One way of reading or writing an array. */
typedef struct plan_access {
  uint8_t source;           /* plan_source */
  uint8_t dtype;            /* of the array's elements */
  uint8_t vector;           /* access_class along the stage's vector loop */
  uint8_t store;            /* written in this phase; 0: read */
  uint8_t again;            /* an earlier stage of its chain has just touched what it reads */
  uint8_t gathers;          /* of a GATHER: so many arguments say where along an axis, */
  uint8_t close;            /* those of these bits along one whose elements are neighbours */
  uint8_t swapped;          /* the bytes of each element are in the other order */
  uint32_t item;            /* bytes of an element */
  uint32_t index;           /* which operand, result or temp */
  uint32_t starts, nstarts; /* plan.starts: byte offset = sum of strides[axis] * dim */
  uint32_t steps;           /* plan.steps[steps .. steps+nloops), then one for each argument */
  uint32_t gather;          /* the first of its arguments among those of the stage */
  uint32_t near;            /* 1 + an earlier access that reads the same array in the same rows, */
  int32_t along;            /* so many of its elements before this one. 0: there is none */
  uint32_t above; /* 1 + one that reads the same columns of it, so many rows of the loop */
  int32_t below;  /* around the vector loop above this one. 0: there is none */
} plan_access;

typedef struct plan_start {
  int16_t axis;
  uint16_t reserved;
  dim_ref dim;
} plan_start;

/* A value. Operands stand before it in the same stage. */
typedef struct plan_value {
  uint8_t op; /* op_id
                 INPUT   a load through `access`
                 GATHER  a load through `access`, so many strides further as the arguments say
                 IOTA    start + step * index of `loop`; args[0] is the stage's dim slot of start,
                         imm.i the step; args[1] = 1: of the index within a period of the stage
                 DIM     the stage's dim slot `dim`
                 REDUCE  fold args[0 .. accumulator's nargs) into `accumulator`; as an operand of
                         post values, the finished fold
                 SCAN    likewise; its value is what the fold is so far, finished
                 POW     of integers, and INDEX: imm.i is its number, see plan_fault_bit()
                 RAISE   to the power of imm.f
                 CAST    to float16: imm.i is graph_node.imm.i */
  uint8_t dtype;
  uint8_t nargs;
  uint8_t phase; /* PHASE_MAIN, PHASE_POST or both */
  plan_ref args[GRAPH_MAX_ARGS];
  union {                 /* 0 where the op has none of these; accesses and so on are the stage's */
    uint32_t access;      /* INPUT, GATHER */
    uint32_t loop;        /* IOTA */
    uint32_t dim;         /* DIM */
    uint32_t accumulator; /* REDUCE, SCAN */
    uint32_t pattern;     /* CONTAINS of an integer: offset in plan.bytes; imm.i is its length.
                             CONST strings: the same, `item` is it */
    uint32_t fast;        /* functions of FAST_TABLE: 1: the fast form */
  };
  uint32_t loops; /* bit l: varies along loop l of the stage */
  uint32_t item;  /* bytes of a string; 0 of everything else */
  uint32_t reserved;
  union {
    int64_t i;
    double f;
  } imm;
} plan_value;

enum { PHASE_MAIN = 1, PHASE_POST = 2 };

/* Whether a value is an index within a period of the vector loop. */
static inline bool plan_counts_in_period(const plan_value *v) {
  return v->op == OP_IOTA && v->args[1];
}

/* Whether a value is a string that its stage makes, in memory of its own. */
static inline bool plan_makes_string(const plan_value *v) {
  return v->item && ops[v->op].class_ == OP_CLASS_ELEMENT && v->op != OP_WHERE;
}

enum { PLAN_MAX_ROWS = 8 };
/* Operations at a point up to which the tests of a step are much of what it does. */
enum { PLAN_CHEAP_COST = 12 };
enum { PLAN_SPACED = 4 }; /* the largest step of ACCESS_SPACED */
enum { PLAN_MAX_LANES = 64 };

/* The most points of a period, and periodic accesses of a stage, whose tables are on the stack. */
enum { PLAN_MAX_PERIOD = 512, PLAN_MAX_PERIODIC = 8 };

/* The most points of a row of a woven stage. */
enum { PLAN_MAX_WOVEN = 128 };

/* Whether an access reads the same element at several points of the vector loop. */
static inline bool access_repeats(const plan_access *a) {
  return a->vector == ACCESS_PERIODIC || a->vector == ACCESS_SPREAD;
}

/* Strings that lie without a gap along the vector loop are read as vectors up to this many bytes
 * (ACCESS_UNIT); longer ones, and all that are stored, one by one (ACCESS_STRIDED). */
enum { PLAN_SHORT_STRING = 64 };
/* Bytes on the stack that a stage has for strings it computes, in a step of more than two lanes,
 * and at most. */
enum { PLAN_STRING_SCRATCH = 1 << 15, PLAN_STRING_SCRATCH_MOST = 1 << 18 };

typedef struct plan_store {
  uint32_t access;
  plan_ref value;
} plan_store;

/* Which list of a stage's loops begins with the spine of its chain. */
typedef enum plan_spine { SPINE_NONE, SPINE_KEPT, SPINE_REDUCED } plan_spine;

typedef struct plan_stage {
  uint32_t loops, nkept, nreduced; /* plan.loops[loops ..]: kept ones, then reduced ones */
  uint32_t vector; /* loop (of the stage) that runs in lanes; nloops when there is no loop */
  uint32_t lanes;  /* elements of the vector loop a step takes, a power of two to PLAN_MAX_LANES */
  uint32_t rows;   /* runs of the vector loop side by side, 1 to PLAN_MAX_ROWS, so that they share
                      what does not vary along the row loop; where nothing is folded, tiles or bands
                    */
  uint32_t dims, ndims; /* plan.dimlists: numbers the stage needs */
  uint32_t period;      /* 1 + the one of them that is the period of ACCESS_PERIODIC and
                           ACCESS_SPREAD, to PLAN_MAX_PERIOD points. 0: there are none */
  uint32_t accesses, naccesses;
  uint32_t ngathers; /* arguments of GATHERs, over all accesses */
  uint32_t values, nvalues;
  uint32_t accumulators, naccumulators;
  uint32_t stores, nstores; /* of main values, at every point; of post values, at every kept one */
  uint32_t words;           /* 8-byte words of state per kept point, */
  uint32_t watched;         /* and how many of them are BEYOND, which hardly anything touches */
  uint32_t cost;            /* operations at one point of the innermost level (op_info.cost) */
  uint32_t bytes_read, bytes_written; /* at one point of the innermost level */
  uint32_t nfinish;                   /* crossed stage: so many stages behind it finish its folds */
  uint32_t crossed;      /* of a finishing stage: 1 + the crossed stage it belongs to */
  uint8_t spine;         /* plan_spine; SPINE_NONE: in no chain */
  uint8_t spine_loops;   /* loops at the head of that list that the spine takes, */
  uint8_t spine_rest;    /* and how many dims of the last of them lie behind it */
  uint8_t scans;         /* running results at every point, see above */
  uint8_t block_rows;    /* contracting stage, see above: rows of a block; 0: it is none */
  uint8_t block_vectors; /* and vectors of columns */
  uint8_t block_run;     /* so many elements are added plainly */
  uint8_t block_checked; /* what is not finite then is folded once more in the other way */
  uint32_t woven;        /* nonzero: lanes run over the last two kept loops, see above */
  uint32_t doubled;      /* 1: a step is two of the usual width side by side, else 0 */
  uint32_t narrow;       /* of a scan: its rows have no more points than a step has lanes */
  uint32_t wide; /* points of the innermost reduced loop, which lie one behind the other, are taken
                      together, each of theirs with accumulators of its own */
  uint32_t ends; /* folds whose finished values some element settles: what follows it in its row,
                    and rows and ranges behind it that fold into the same words, may be left out */
  uint32_t together; /* rows side by side end together, see above: their reduced loop has at most
                        so many points; 0: each ends by itself */
  uint32_t whole;    /* 1: cheap rows, elementwise, of steps without a test; where their stores
                        bypass the cache, whole lines do */
} plan_stage;

static inline uint32_t stage_loops(const plan_stage *s) { return s->nkept + s->nreduced; }
/* True when accumulators are a block in memory along the (kept) vector loop. */
static inline bool stage_folds_in_memory(const plan_stage *s) {
  return s->nreduced > 0 && s->vector < s->nkept;
}
/* True when running results are made across the lanes of a step. */
static inline bool stage_scans_in_lanes(const plan_stage *s) {
  return s->scans && !stage_folds_in_memory(s);
}
/* The phase of what is stored at every point; what is stored at kept points alone is PHASE_POST. */
static inline uint8_t stage_point_phase(const plan_stage *s) {
  return s->scans ? PHASE_POST : PHASE_MAIN;
}
/* True for an elementwise stage that takes PLAN_MAX_ROWS rows at once and turns around what lies
 * along them. */
static inline bool stage_is_tiled(const plan_stage *s) {
  return !s->nreduced && s->rows == PLAN_MAX_ROWS;
}
/* True for one that takes a few rows at once, which read the same elements of arrays. */
static inline bool stage_has_bands(const plan_stage *s) {
  return !s->nreduced && s->rows > 1 && s->rows < PLAN_MAX_ROWS;
}
/* The loop that is around the vector loop where rows can go side by side: the last kept one, or the
 * last reduced one when accumulators are in memory. No loop: the number of loops. */
static inline uint32_t stage_row_loop(const plan_stage *s) {
  if (s->block_rows) return s->nkept - 2;
  if (!s->nreduced) return s->rows > 1 ? s->nkept - 2 : stage_loops(s);
  if (stage_folds_in_memory(s)) return stage_loops(s) - 1;
  return s->nkept ? s->nkept - 1 : stage_loops(s);
}
/* The loop along which values of a phase run in lanes. */
static inline uint32_t stage_lane_loop(const plan_stage *s, uint32_t phase) {
  return s->together && phase == PHASE_POST ? s->nkept - 1 : s->vector;
}
static inline uint32_t stage_access_slot(const plan_stage *s, uint32_t access) {
  return SLOT_FIRST + stage_loops(s) + s->ndims + access * (1 + stage_loops(s));
}
static inline uint32_t stage_gather_slot(const plan_stage *s, uint32_t gather) {
  return stage_access_slot(s, s->naccesses) + gather;
}
static inline uint32_t stage_slots(const plan_stage *s) {
  return stage_gather_slot(s, s->ngathers);
}

/* Of a temp that several stores fill, also of several stages. */
enum { KEPT_IN_PIECES = 2 };

/* An array between stages: contiguous, row-major in its dims. */
typedef struct plan_temp {
  uint8_t dtype;
  uint8_t table;  /* a subexpression on few axes, not a reduction */
  uint8_t shared; /* a value that a folding stage stores for a later one */
  uint8_t kept;   /* an elementwise value that is read through views, or KEPT_IN_PIECES */
  uint32_t item;  /* bytes of an element */
  uint32_t dims, ndims;
  uint32_t window; /* 1 + the chain that alone makes and reads it: while that runs, only so much of
                      it need exist as one piece of the spine takes. 0: of no chain */
} plan_temp;

/* Consecutive stages that may run piece by piece over a common outer range, the spine: all of them
 * on spine points [b, e), then all of them on the next ones, so that what one leaves is in cache
 * for the next. A stage whose kept space has K points and whose kept loops begin with the spine (of
 * n points) runs on the kept points [b*K/n, e*K/n); one that folds over the spine runs on all kept
 * points and the reduced points [b*R/n, e*R/n), and leaves a state; what it stores when it finishes
 * is read by no stage of the chain. A temp that one stage of a chain makes is read by others of it
 * only at the spine point at which it was made: accesses step along the spine as the temp's first
 * axes do, from 0 and by 1.
 *
 * Whether a chain runs so is the runtime's choice (schedule.h); running its stages one after the
 * other is right as well. */
typedef struct plan_chain {
  uint32_t first, count; /* stages; at least two */
  uint32_t dims, ndims;  /* plan.dimlists: the spine, outermost first; at least one */
} plan_chain;

typedef struct plan_result {
  uint8_t dtype;
  uint8_t rank;
  uint8_t weak; /* JX_ARRAY_WEAK goes on the result */
  uint8_t
      order[JX_MAX_RANK]; /* layout when allocated: axes from the largest stride to the smallest */
  uint8_t pieces;         /* several stores fill it */
  uint8_t
      selects; /* no stage writes it: it is what a condition selects of an array, which the runtime
                      does when all stages have run (selecting.h); along this axis, */
  uint8_t selected; /* whose extent is 0 in `dims`; */
  uint8_t in_place; /* of an operand, in C order, not of a temp, */
  uint8_t reserved;
  uint32_t item;         /* bytes of an element */
  uint32_t detail;       /* jx_array.detail of a time */
  uint32_t dims;         /* plan.dimlists, `rank` of them, outermost first */
  uint32_t values, mask; /* which that is, and the temp of the condition */
} plan_result;

#pragma GCC diagnostic pop

/* What the planner needs to know of the machine; part of a kernel's key. */
typedef struct plan_target {
  uint32_t vector_bytes; /* 16, 32 or 64 */
  uint32_t registers;    /* vector registers */
} plan_target;

typedef struct plan {
  arena *arena;
  diag *diag;
  plan_target target;
  /* with the kernel */
  VEC(dim_node) dims;
  VEC(guard) guards;
  VEC(plan_result) results;
  VEC(plan_temp) temps;
  VEC(plan_stage) stages;
  VEC(plan_chain) chains; /* in the order of their stages, which they do not share */
  VEC(plan_loop) loops;
  VEC(plan_access) accesses;
  VEC(plan_start) starts;
  VEC(plan_step) steps;
  VEC(dim_ref) dimlists;
  VEC(plan_accumulator) accumulators;
  /* for the emitter */
  VEC(plan_value) values;
  VEC(plan_store) stores;
  VEC(char) bytes;
  size_t noperands;
  const char *const *names; /* of the operands, for plan_print; may be NULL */
} plan;

/* The dtype in which a block of a contracting stage folds an accumulator's arguments, before its
 * words are given what a run comes to: floats in their own. */
static inline jx_dtype plan_block_run(const plan *p, const plan_accumulator *a) {
  jx_dtype of = (jx_dtype)p->values.at[p->values.at[a->value].args[0]].dtype;
  bool own = dtype_is_float((jx_dtype)a->dtype) && a->fold != FOLD_PROD;
  return own ? element_worked(of) : (jx_dtype)a->dtype;
}

/* Plans a graph. operands[i] and results[i] are layouts (a result of dtype JX_DTYPE_NONE is still
 * to be allocated). What `precision` asks for is in the values that it concerns and nowhere else: a
 * plan without any is the same in both. */
jx_status plan_build(plan *out, const graph *g, const layout *operands, const layout *results,
                     const plan_target *target, jx_precision precision);

/* Checks every invariant above; Debug builds and tests run it on every plan. */
jx_status plan_check(const plan *p, diag *d);

/* What --explain prints. `values` are the dims for the operands at hand, or NULL: then sizes are
 * named, not numbered. */
void plan_print(const plan *p, const dim_value *values, text *out);

#endif
