/* stage.h: what the parts of the loop emitter share, and the loops of a stage.
 *
 * A stage becomes one function: stage.c lays out its loops, vector.c the vector loop and its
 * tail, access.c loads and stores, words.c accumulators; operations and folds are words of
 * codegen/ops. */
#ifndef JX_STAGE_H
#define JX_STAGE_H

#include "codegen/ops/operations.h"

/* Integers that rise by `step` from lane to lane: base + step * lane. base is a scalar, NULL if a
 * value is none such. */
typedef struct affine {
  val base;
  int64_t step;
} affine;

/* What rows that run side by side (plan_stage.rows) have of their own. What does not vary along the
 * row loop is the same value in all of them. Outside of emit_rows() row 0 is all there is. */
typedef struct row_state {
  val index; /* of the row loop */
  /* of each value of the stage */
  val *value;     /* as last emitted: scalar, or as wide as the vector loop */
  val *wide;      /* a scalar one splatted for the vector loop; NULL: not needed so far */
  affine *affine; /* of one that is linear along the lanes */
  /* of each access */
  val *pointer;       /* at the loops that are open */
  val *slot;          /* contiguous: where this step's elements are, in memory or padded scratch */
  val *pad;           /* that scratch */
  val *saved_slots;   /* the memory behind `slot` in a partial step */
  val *table;         /* periodic or spread: its elements, in scratch; woven: where they are; */
  val *apart, *base;  /* and how steps pick them, see spread.c and weaving.c */
  val *loaded, *part; /* this step's elements as they are in memory, and those of a partial step;
                         NULL: not loaded yet */
} row_state;

/* A word of an accumulator in memory, along the vector loop: read and written at every step, in
 * padded scratch by a partial one. */
typedef struct word_stream {
  val base; /* where it is at index 0 of the vector loop; NULL: not such a word */
  val memory, slot, pad;
} word_stream;

/* What a call of the entry asks for. */
typedef struct stage_call {
  val kept_begin, kept_end, reduced_begin, reduced_end; /* flat ranges */
  val state_in, state_out;                              /* NULL when run: none */
  val stream;                                           /* i1: stores bypass the cache */
} stage_call;

/* The stage's loops, but for what the vector loop has in lanes. */
typedef struct open_loops {
  val *extent; /* of each loop */
  val *index;  /* of each loop that is open; of the row loop, row 0's */
  val *saved;  /* of each loop and row, the accesses' pointers to go back to when it ends */
} open_loops;

/* Of a band (bands.h): the part of the vector loop that its rows take. */
typedef struct band_range {
  val begin, end;
} band_range;

/* The step of the vector loop that is at hand. */
typedef struct vector_step {
  val index;       /* of lane 0 */
  val end;         /* of the loop */
  val lane_offset; /* number of each lane; lanes past the end repeat the last one's */
  val lane_index;  /* index of each lane: lane_offset counted from `index` */
  val count, full; /* lanes in use; i1: all of them */
  bool masked;     /* contiguous stores are of the lanes in use, and need no pads */
  val phase;       /* `index` within a period, if the stage has one; */
  val spread;      /* within the tables of what is spread, if anything is; */
  val number;      /* and elements before it in those that steps pick from; woven: whole rows */
  val over;        /* a large power of two over the points of a period, rounded up */
  val point;       /* index of each lane within its period, if some value is that */
} vector_step;

typedef enum pair_place { PAIR_NONE, PAIR_FIRST, PAIR_SECOND } pair_place;

/* Accumulators: where their words are, and what is folded into them. */
typedef struct stage_folds {
  val *word;              /* of each row, a vector in registers (alloca); or a block in memory */
  val *block, *registers; /* of rows that end together (together.c): what `word` is when they are
                             finished, and when they are folded; NULL: of others */
  val *single;            /* words of one lane, at the end of a kept point: an array of rows */
  word_stream *stream;    /* of each word of a crossed stage */
  val run_mask;           /* a run ends behind steps whose number has none of these bits */
  val *run, run_count;    /* words of the short runs (allocas), FOLD_RUN_WORDS for each accumulator;
                          steps so far */
  bool runs_over;         /* the code behind the row's loop finds all runs given to the words */
  val place_count;        /* alloca: steps so far of the runs of places, in run[0] and run[1] */
  val settled; /* alloca, i1: no element that follows changes the words; NULL: nobody asks */
  val *arguments, *masked;    /* of the step at hand, FOLD_MAX_ARGS for each accumulator */
  pair_place of_pair;         /* which of two steps that are given to a run together */
  val *firsts;                /* of the first of them, one for each accumulator */
  val kept_total;             /* kept points, the distance between state words */
  val block_begin, block_end; /* the part of a kept vector loop whose words are in memory */
} stage_folds;

/* Of a wide stage: columns of a row, rows of a wide one, a power of two, and points; where words
 * begin, and how many points into them those of single rows. */
typedef struct wide_rows {
  val columns, rows, power, points;
  val *base, behind;
  val numbers; /* table: the row of each point; NULL: no value is made of it */
} wide_rows;

/* What has been folded and may have overflowed, see watch.c. */
typedef struct stage_watches {
  struct watch *at;
  uint32_t n;
  val block; /* scratch of the one at hand */
} stage_watches;

typedef struct stage_emitter {
  emitter *e;
  const plan *p;
  const plan_stage *s;
  uint32_t nloops;
  stage_call call;
  open_loops loops;
  row_state row[PLAN_MAX_ROWS];
  uint32_t rows;  /* open side by side: plan_stage.rows, or 1 for those that are left over */
  val row_number; /* in emit_rows()'s `after`: which of them this is */
  vector_step step;
  band_range band;
  bool storing; /* of a scanning stage: the loops at hand store, and not only fold */
  stage_folds folds;
  stage_watches watches;
  wide_rows wide;
  uint32_t *list;             /* values of the level at hand */
  uint8_t *access_phase;      /* of each access: the phases that make it */
  const plan_stage *together; /* together.c: the stage's form that folds */
  bool zeros; /* together.c: lanes past the end are loaded as zeros, which is as if they were not */
  val *past;  /* of each access: what lanes past the end are loaded as; NULL: the last element */
  val *ahead; /* of each access: vector_ahead_of_rows(); NULL: a constant */
  bool near;  /* what is read is in cache, and not asked for ahead */
  bool few_loads;                  /* of the vector loop at hand: see vector.c */
  val points;                      /* table of indices within periods: see periodic.c */
  struct parts *parts;             /* parts.h */
  struct contraction *contraction; /* contract.c */
  val plain; /* contract.h: the function of the stage's other form; NULL: there is none */
} stage_emitter;

/* Adds the function of a stage to the emitter's module. */
jx_status llvm_emit_stage(emitter *e, const plan *p, uint32_t stage, diag *d);

/* ---- loops ---- */
/* for (i = begin; i < end; i += step): emit_for() opens the body with *index set, emit_end() closes
 * it. */
typedef struct emit_loop {
  LLVMBasicBlockRef head, done;
  val counter, index, step;
} emit_loop;
void emit_for(stage_emitter *k, emit_loop *l, val begin, val end, val step, const char *name);
void emit_end(stage_emitter *k, emit_loop *l);

/* ---- nests and levels (stage.c) ---- */
typedef struct nest {
  uint32_t loops[JX_MAX_RANK]; /* outermost first */
  uint32_t n;
  uint32_t phase; /* or both of them, of a scan that stores */
  uint32_t open;  /* set of loops open so far */
} nest;

typedef void nest_body(stage_emitter *k, const nest *n, val begin, val end);

/* Opens the loops of the nest from `level` on over the flat range [begin, end), then runs the body;
 * the `last` innermost loops are left to the body, which gets their flat range. */
void emit_nest(stage_emitter *k, const nest *n, uint32_t level, uint32_t last, val begin, val end,
               nest_body *body);
/* The vector loop of an elementwise stage, in all rows that are open. */
void emit_element_row(stage_emitter *k, const nest *n, val begin, val end);
val emit_least(stage_emitter *k, val a, val b);
val emit_most(stage_emitter *k, val a, val b);

/* Moves the accesses along a loop that has been opened, in every row; leaves in `saved` the
 * pointers to go back to. */
void emit_advance(stage_emitter *k, uint32_t loop, val *saved);
void emit_go_back(stage_emitter *k, const val *saved);

/* All values of a phase, or of one and then the other, that vary along `inner` (a loop, or -1 for
 * none) and otherwise only along `outer`. */
void emit_level(stage_emitter *k, uint32_t phases, uint32_t outer, int inner);
void emit_value(stage_emitter *k, row_state *row, uint32_t i);
/* One operation of codegen/ops; arguments have as many lanes as the result. */
val emit_operation(stage_emitter *k, const plan_value *v, val *args);
/* A value as an operand of something `lanes` wide. */
val emit_operand(stage_emitter *k, row_state *row, plan_ref r, unsigned lanes);
/* Values of one level, in their order; `open` is the set of loops around them that are not in
 * lanes. What was made in parts (parts.h) has NULL in `value` then, and is at home. */
void emit_values(stage_emitter *k, uint32_t *list, uint32_t n, uint32_t open);

bool emit_access_by_row(const stage_emitter *k, uint32_t access); /* rows read or write apart */

/* Runs `body` for the rows [begin, end) of the row loop, plan_stage.rows at a time and then one at
 * a time; k->rows says how many, and their values of the row loop's level are at hand. `after` (may
 * be NULL) follows for each row by itself, as row 0. */
typedef void rows_body(stage_emitter *k, const nest *n);
void emit_rows(stage_emitter *k, const nest *n, val begin, val end, rows_body *body,
               rows_body *after);
/* The same for so many rows from `first` on, of which those from `end` on are the last one again
 * (NULL: all are there); pointers outside of the row loop are in `from`. */
void emit_side_by_side(stage_emitter *k, const nest *n, const val *from, val first, val end,
                       uint32_t rows, rows_body *body);
/* Splats what the vector loop needs of outer levels, and fills tables of what is periodic, so that
 * it is done once, before it. `open` is the set of loops around it. */
void emit_splats(stage_emitter *k, uint32_t phases, uint32_t open);
const plan_value *emit_stage_value(const stage_emitter *k, uint32_t i);
/* As many as a step of the vector loop has where it varies along that; 1. */
unsigned emit_value_lanes(const stage_emitter *k, const plan_value *v);

#endif
