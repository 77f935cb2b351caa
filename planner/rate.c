/* rate.c: what a stage costs, and how wide it runs.
 *
 * Takes a lowered stage; gives its operations and bytes at a point, how its sums are compensated,
 * how many rows go side by side, and how many lanes a step takes. All of it follows from the plan
 * and the target; nothing of it from sizes. Start at rate_stage(). */
#include "planner/rate.h"

#include "base/dtype.h"
#include "base/element.h"
#include "planner/near.h"
#include "planner/places.h"

/* Rows go side by side when a point of them costs no more operations than this; fewer of them, when
 * they compute more values than this. */
#define ROWS_COST 48
#define ROWS_VALUES 12
/* Of a value that rows share, so that they go side by side although each reads an array of its own.
 */
#define SHARED_COST 4
/* Elementwise stages are tiled when a point costs no more than this: their body is there nine
 * times.
 */
#define TILED_COST 24
/* Rows go side by side in bands when a point costs no more than this, and each spares so many
 * loads; from so many addresses at most; registers for other things than what is loaded and what is
 * made of it. */
#define BAND_COST 40
#define BAND_SPARES 2
#define BAND_ADDRESSES 8
#define BAND_OTHERS 4

/* Which values are there at every step, NULL: all of them. */
static const bool *busy_values(const plan *out, const plan_stage *stage) {
  bool places = false;
  for (uint32_t i = 0; i < stage->naccumulators; i++)
    places = places || out->accumulators.at[stage->accumulators + i].step;
  bool *busy = places ? arena_zalloc(out->arena, stage->nvalues * sizeof *busy) : NULL;
  if (busy) mark_busy(out, stage, busy);
  return busy;
}

/* What a value costs that rows could share. Loads alone are no reason beside an array of which each
 * row reads its own: memory is faster along one row than along eight, and what all of them read is
 * in cache. */
static uint32_t sharing(const plan *out, const plan_stage *stage, const plan_value *v,
                        bool streams) {
  if (v->op == OP_INPUT) {
    const plan_access *a = &out->accesses.at[stage->accesses + v->access];
    return !streams || a->vector == ACCESS_STRIDED;
  }
  return ops[v->op].cost >= (streams ? SHARED_COST : 1) || v->item || op_gathers((op_id)v->op);
}

/* True where each row reads an array of its own along the vector loop. */
static bool rows_stream(const plan *out, const plan_stage *stage, uint32_t row) {
  for (uint32_t i = 0; i < stage->nvalues; i++) {
    const plan_value *v = &out->values.at[stage->values + i];
    if (v->op == OP_INPUT && v->phase == PHASE_MAIN && v->loops >> stage->vector & 1 &&
        v->loops >> row & 1)
      return true;
  }
  return false;
}

static void load_one_by_one(const plan *out, const plan_stage *stage) {
  for (uint32_t i = 0; i < stage->naccesses; i++) {
    plan_access *a = &out->accesses.at[stage->accesses + i];
    if (a->vector == ACCESS_TRANSPOSED) a->vector = ACCESS_STRIDED;
  }
}

/* Its tables are for one row. */
static bool spreads(const plan *out, const plan_stage *stage) {
  for (uint32_t i = 0; i < stage->naccesses; i++)
    if (out->accesses.at[stage->accesses + i].vector == ACCESS_SPREAD) return true;
  return false;
}

/* Rows that end together have their words in registers, beside what a step loads. */
#define TOGETHER_REGISTERS 24
/* Of rows of 8-byte elements that are dear and take so many words, fewer keep the processor as busy,
 * and compile in as much less time: what a step of all rows costs at most. Ends of one or two sums
 * gain from eight rows, be elements ever so dear. */
#define TOGETHER_WORDS 3
#define TOGETHER_STEP 150

/* Whether all that is read along the vector loop has 8 bytes. */
static bool reads_wide(const plan *out, const plan_stage *stage) {
  for (uint32_t i = 0; i < stage->naccesses; i++) {
    const plan_access *a = &out->accesses.at[stage->accesses + i];
    if (!a->store && a->vector != ACCESS_BROADCAST && a->item < 8) return false;
  }
  return true;
}

static uint32_t rows_together(const plan *out, const plan_stage *stage) {
  uint32_t words = 0, rows = PLAN_MAX_ROWS;
  for (uint32_t i = 0; i < stage->naccumulators; i++) {
    const plan_accumulator *a = &out->accumulators.at[stage->accumulators + i];
    words += a->fold == FOLD_SUM_OF_RUNS ? 1 : a->words;
  }
  while (rows > 2 && rows * words > TOGETHER_REGISTERS) rows /= 2;
  bool dear = words >= TOGETHER_WORDS && rows * stage->cost > TOGETHER_STEP;
  if (dear && rows == PLAN_MAX_ROWS && reads_wide(out, stage)) rows /= 2;
  return rows;
}

/* An operation of strings. */
static bool is_text(const plan *out, const plan_value *v) {
  return v->nargs && (v->item || out->values.at[v->args[0]].item);
}

static bool has_text(const plan *out, const plan_stage *stage) {
  for (uint32_t i = 0; i < stage->nvalues; i++)
    if (is_text(out, &out->values.at[stage->values + i])) return true;
  return false;
}

/* ---- Bands ---- */

/* Vectors that so many rows side by side load at a step; and addresses that are no constant away
 * from others. */
static uint32_t count_loads(const plan *out, const plan_stage *stage, int32_t rows,
                            uint32_t *addresses) {
  uint32_t loads = 0;
  *addresses = 0;
  const plan_access *at = out->accesses.at + stage->accesses;
  for (uint32_t i = 0; i < stage->naccesses; i++) {
    if (at[i].store || at[i].vector == ACCESS_BROADCAST) continue;
    for (int32_t r = 0; r < rows; r++) {
      if (near_loaded_before(at, i, r, rows, NULL, NULL)) continue;
      loads++;
      *addresses += !at[i].near;
    }
  }
  return loads;
}

/* Whether rows of the stage may go side by side: it is cheap, being compiled for one row beside, and
 * nothing in it knows of one row alone. */
static bool may_have_bands(const plan *out, const plan_stage *stage) {
  if (stage->nreduced || stage->nkept < 2 || stage->rows > 1 || stage->period ||
      has_text(out, stage))
    return false;
  bool any = false;
  for (uint32_t i = 0; i < stage->naccesses; i++) {
    const plan_access *a = &out->accesses.at[stage->accesses + i];
    bool fits = a->vector == ACCESS_UNIT || a->vector == ACCESS_BROADCAST ||
                (a->vector == ACCESS_SPACED && !a->store);
    if (!fits || a->gathers || dtype_is_string((jx_dtype)a->dtype)) return false;
    any = any || a->above;
  }
  return any && stage->cost <= BAND_COST;
}

/* Rows that read the same elements, as those of a stencil do, go side by side where that spares
 * loads, and all that they load has room in registers. */
static void choose_bands(const plan *out, plan_stage *stage) {
  if (!may_have_bands(out, stage)) return;
  uint32_t addresses, one = count_loads(out, stage, 1, &addresses);
  for (uint32_t rows = 4; rows >= 2; rows /= 2) {
    uint32_t loads = count_loads(out, stage, (int32_t)rows, &addresses);
    bool fits = loads + rows + BAND_OTHERS <= out->target.registers && addresses <= BAND_ADDRESSES;
    if (fits && rows * one - loads >= BAND_SPARES * rows) {
      stage->rows = rows;
      return;
    }
  }
}

/* Rows side by side: where accumulators are in memory, so that they are read and written once for
 * several rows; and where rows share what does not vary from one to the other, which then is loaded
 * or computed once. Not where a row is dear or long as it is. */
static void choose_rows(const plan *out, plan_stage *stage) {
  if (stage->together) {
    stage->rows = rows_together(out, stage);
    return;
  }
  if (stage_is_tiled(stage) && (stage->cost > TILED_COST || spreads(out, stage))) {
    stage->rows = 1;
    load_one_by_one(out, stage);
  }
  choose_bands(out, stage);
  uint32_t row = stage_row_loop(stage), own = 0, shared = 0;
  if (!stage->nreduced || row == stage_loops(stage) || stage->crossed || stage->scans ||
      stage->cost > ROWS_COST)
    return;
  bool memory = stage_folds_in_memory(stage) || stage->nfinish;
  bool streams = rows_stream(out, stage, row);
  const bool *busy = busy_values(out, stage);
  for (uint32_t i = 0; i < stage->nvalues; i++) {
    const plan_value *v = &out->values.at[stage->values + i];
    if (v->phase != PHASE_MAIN || !(v->loops >> stage->vector & 1) || (busy && !busy[i])) continue;
    if (v->loops >> row & 1)
      own++;
    else
      shared += sharing(out, stage, v, streams);
  }
  for (uint32_t i = 0; i < stage->nstores; i++) {
    const plan_access *a =
        &out->accesses.at[stage->accesses + out->stores.at[stage->stores + i].access];
    if (a->store == PHASE_MAIN) return; /* rows would have to be streamed apart */
  }
  if (memory || shared) stage->rows = own <= ROWS_VALUES ? PLAN_MAX_ROWS : PLAN_MAX_ROWS / 2;
}

/* Bytes of a lane that an accumulator folds in: those of its words, or fewer of integers whose fold
 * they hold, a sum of FOLD_RUN of them among others. 0: bools, as wide as what they go with. */
static uint32_t lane_bytes(const plan *out, const plan_stage *stage, const plan_accumulator *a) {
  jx_dtype of = (jx_dtype)out->values.at[out->values.at[a->value].args[0]].dtype;
  bool sum = a->fold == FOLD_SUM, crossed = stage->crossed || stage->nfinish;
  bool in_runs = !stage_folds_in_memory(stage) || stage->rows > 1;
  if (a->step) return element_form_of(of).worked / 8;
  if (crossed || stage->scans || dtype_is_float((jx_dtype)a->dtype) ||
      accumulator_form(a) != FORM_PLAIN || a->fold == FOLD_PROD || (sum && !in_runs))
    return 8;
  uint32_t size = element_form_of(of).worked / 8;
  return sum && size < 8 ? 2 * size : size;
}

/* Bytes of digits are looked up for many lanes at once, and the numbers themselves rarely: what is
 * counted should not be as wide as they are. */
static bool counts_digits(const plan *out, const plan_accumulator *a) {
  const plan_value *x = &out->values.at[out->values.at[a->value].args[0]];
  return a->fold == FOLD_SUM && x->op == OP_CONTAINS && !is_text(out, x);
}

static void choose_lane_types(const plan *out, const plan_stage *stage, uint32_t widest) {
  for (uint32_t i = 0; i < stage->naccumulators; i++) {
    plan_accumulator *a = &out->accumulators.at[stage->accumulators + i];
    uint32_t bytes = lane_bytes(out, stage, a);
    if (bytes == 0 && counts_digits(out, a)) a->lane = JX_INT8;
    if (bytes == 0) bytes = widest;
    if (!a->step && widest < 8 && bytes < 8)
      a->lane = (uint8_t)dtype_integer(dtype_is_signed((jx_dtype)a->dtype), bytes);
  }
}

uint32_t rate_strings(const plan *out, const plan_stage *stage) {
  uint32_t bytes = 0;
  for (uint32_t i = 0; i < stage->nvalues; i++) {
    const plan_value *v = &out->values.at[stage->values + i];
    if (plan_makes_string(v)) bytes += v->item;
  }
  return bytes;
}

/* As many strings to a step as are searched 64 characters at a time, if some are; but no more than
 * the stack has room for what is made of them. */
static void choose_strings(const plan *out, plan_stage *stage) {
  uint32_t made = rate_strings(out, stage);
  for (uint32_t i = 0; i < stage->naccesses; i++) {
    const plan_access *a = &out->accesses.at[stage->accesses + i];
    if (!dtype_is_string((jx_dtype)a->dtype) || a->vector != ACCESS_UNIT) continue;
    uint32_t characters = a->item / dtype_character((jx_dtype)a->dtype);
    while (stage->lanes < PLAN_MAX_LANES && stage->lanes * characters % 64) stage->lanes *= 2;
  }
  while (stage->lanes > 2 && made * stage->lanes > PLAN_STRING_SCRATCH) stage->lanes /= 2;
}

/* What is emitted three times or four should be small. */
#define WHOLE_VALUES 10

/* Rows that end again and again, and are walked point by point in the one way. */
static void choose_whole(const plan *out, plan_stage *stage) {
  if (stage->nkept < 2 || stage->nreduced || stage->naccumulators || stage->scans ||
      stage->crossed || stage->rows > 1 || stage->woven || stage->period || stage->ngathers ||
      stage->vector != stage->nkept - 1 || stage->cost > PLAN_CHEAP_COST ||
      stage->nvalues > WHOLE_VALUES)
    return;
  for (uint32_t i = 0; i < stage->naccesses; i++) {
    const plan_access *a = &out->accesses.at[stage->accesses + i];
    if (a->gathers || dtype_is_string((jx_dtype)a->dtype)) return;
    if (a->store && a->vector != ACCESS_UNIT) return;
  }
  for (uint32_t i = 0; i < stage->nvalues; i++) {
    const plan_value *v = &out->values.at[stage->values + i];
    if (v->item || v->op == OP_CONTAINS) return;
  }
  stage->whole = 1;
}

/* With masks in registers, an index is compared with what does not vary along it without being in
 * lanes (find_place() of codegen/cpu/stage.c). */
#define MASKS_BYTES 64

static bool finds_place(const plan *out, const plan_stage *stage, const plan_value *v) {
  if (v->op != OP_EQ && v->op != OP_NE) return false;
  for (int j = 0; j < 2; j++) {
    const plan_value *index = &out->values.at[v->args[j]], *x = &out->values.at[v->args[1 - j]];
    if (index->op == OP_IOTA && index->loop == stage->vector && index->imm.i == 1 &&
        !plan_counts_in_period(index) && x->dtype == JX_INT64 && !(x->loops >> stage->vector & 1))
      return true;
  }
  return false;
}

/* Values, as a set, that are only compared so. */
static uint32_t outside_lanes(const plan *out, const plan_stage *stage) {
  uint32_t asked = 0, used = 0;
  if (!stage->whole || out->target.vector_bytes != MASKS_BYTES) return 0;
  for (uint32_t i = 0; i < stage->nvalues; i++) {
    const plan_value *v = &out->values.at[stage->values + i];
    for (int j = 0; j < v->nargs; j++)
      *(finds_place(out, stage, v) ? &asked : &used) |= 1u << (v->args[j] - stage->values);
  }
  for (uint32_t i = 0; i < stage->nstores; i++)
    used |= 1u << (out->stores.at[stage->stores + i].value - stage->values);
  return asked & ~used;
}

/* The most bytes of a lane of a value or a word, until folds are finished; 0 where all are bools.
 */
static uint32_t widest_lane(const plan *out, const plan_stage *stage) {
  const bool *busy = busy_values(out, stage);
  uint32_t widest = 0, outside = outside_lanes(out, stage);
  for (uint32_t i = 0; i < stage->naccumulators; i++) {
    uint32_t size = lane_bytes(out, stage, &out->accumulators.at[stage->accumulators + i]);
    if (size > widest) widest = size;
  }
  for (uint32_t i = 0; i < stage->nvalues; i++) {
    const plan_value *v = &out->values.at[stage->values + i];
    uint32_t size = element_form_of(v->dtype).worked / 8;
    if (v->phase == PHASE_POST || (busy && !busy[i]) || (i < 32 && outside >> i & 1)) continue;
    if (v->loops && size > widest) widest = size;
    bool dear = v->op != OP_INPUT && ops[v->op].cost > 20 && !is_text(out, v);
    if (v->op == OP_IOTA || dear) widest = 8;
  }
  return widest;
}

/* Cheap elementwise stages that store less than they read, as comparisons, fill a register with what
 * they store: a step's own work is small beside that of going on to the next. */
#define NARROW_COST 12

/* Bytes of the smallest element that is stored along the vector loop; 0: none is. */
static uint32_t narrowest_store(const plan *out, const plan_stage *stage) {
  uint32_t least = 0;
  for (uint32_t i = 0; i < stage->nstores; i++) {
    uint32_t access = out->stores.at[stage->stores + i].access;
    const plan_access *a = &out->accesses.at[stage->accesses + access];
    bool lined = a->vector == ACCESS_UNIT || a->vector == ACCESS_WOVEN;
    if (lined && (!least || a->item < least)) least = a->item;
  }
  return least;
}

/* Rows so short that no lane takes more than four elements of them are bound by their additions. */
#define TOGETHER_PLAIN 32

/* What rows that end together take longest for is their end, of places in indices of 8 bytes. */
static bool few_places(const plan *out, const plan_stage *stage) {
  if (!stage->together) return false;
  for (uint32_t i = 0; i < stage->naccumulators; i++)
    if (accumulator_form(&out->accumulators.at[stage->accumulators + i]) == FORM_PLACE) return true;
  return false;
}

/* An elementwise stage of so many cheap operations most of which wait for one another, as those of
 * a polynomial do. */
#define CHAIN_COST 24
#define CHAIN_STEP 4
#define CHAIN_ARRAYS 3 /* more of them are read in parts, or wait for memory */

/* Whether the longest chain of operations that wait for one another is more than half of them all.
 */
static bool is_chain(const plan *out, const plan_stage *stage) {
  if (stage->naccumulators || stage->cost < CHAIN_COST) return false;
  uint32_t *length = arena_zalloc(out->arena, stage->nvalues * sizeof *length);
  uint32_t longest = 0, arrays = 0;
  for (uint32_t i = 0; length && i < stage->nvalues; i++) {
    const plan_value *v = &out->values.at[stage->values + i];
    if (!(v->loops >> stage->vector & 1)) continue;
    arrays += v->op == OP_INPUT;
    if (ops[v->op].cost > CHAIN_STEP || op_gathers((op_id)v->op) || is_text(out, v)) return false;
    for (int j = 0; j < v->nargs; j++)
      if (length[v->args[j] - stage->values] > length[i])
        length[i] = length[v->args[j] - stage->values];
    length[i] += ops[v->op].cost;
    if (length[i] > longest) longest = length[i];
  }
  return arrays <= CHAIN_ARRAYS && 2 * longest > stage->cost;
}

/* Whether a stage makes nothing but tables: small arrays, beside which the stages that read them
 * take all the time. */
static bool fills_tables(const plan *out, const plan_stage *stage) {
  for (uint32_t i = 0; i < stage->nstores; i++) {
    uint32_t access = out->stores.at[stage->stores + i].access;
    const plan_access *a = &out->accesses.at[stage->accesses + access];
    if (a->source != SOURCE_TEMP || !out->temps.at[a->index].table) return false;
  }
  return stage->nstores && !stage->naccumulators;
}

/* Lanes: registers of the widest type at hand, side by side, so that independent operations fill
 * the time that dependent ones wait. Two do, and compile fast; four gain a tenth where long
 * formulas are folded and nothing is stored, a fifth where operations wait for one another, and more
 * where digits are peeled off one after the other. */
static void choose_lanes(const plan *out, plan_stage *stage) {
  uint32_t widest = widest_lane(out, stage);
  bool folds = stage->naccumulators > 0, in_registers = folds && !stage_folds_in_memory(stage);
  uint32_t registers = folds && stage->cost >= 24 ? 4 : 2;
  bool alone = stage->rows == 1 && !stage->woven && !stage_is_tiled(stage);
  if (alone && is_chain(out, stage)) registers = 4, stage->doubled = 1;
  if (stage->rows > 1) registers = 1; /* rows are independent of one another, too */
  if (!folds && stage->rows == 1 && stage->cost <= NARROW_COST && !has_text(out, stage)) {
    uint32_t narrow = narrowest_store(out, stage);
    while (narrow && registers * narrow < widest && registers < 4) registers *= 2;
  }
  while (in_registers && registers > 1 && stage->words * registers > out->target.registers)
    registers /= 2; /* many accumulators are independent, and should not spill */
  for (uint32_t i = 0; i < stage->nvalues; i++)
    if (out->values.at[stage->values + i].op == OP_CONTAINS &&
        !is_text(out, &out->values.at[stage->values + i]))
      registers = 4;
  if (fills_tables(out, stage) && !has_text(out, stage)) registers = 1, stage->doubled = 0;
  if (!widest) widest = folds || !has_text(out, stage) ? 1 : 4;
  stage->lanes = stage_loops(stage) ? registers * out->target.vector_bytes / widest : 1;
  if (stage->lanes > PLAN_MAX_LANES) stage->lanes = PLAN_MAX_LANES;
  if (few_places(out, stage)) stage->lanes = out->target.vector_bytes / 8;
  if (stage_loops(stage)) choose_strings(out, stage);
  if (stage->narrow) stage->lanes = stage->narrow;
  if (stage_is_tiled(stage)) /* whole squares */
    stage->lanes = widest > 4 ? PLAN_MAX_ROWS : 2 * PLAN_MAX_ROWS;
  bool squares = stage->lanes == PLAN_MAX_ROWS || stage->lanes == 2 * PLAN_MAX_ROWS;
  if (stage->rows < PLAN_MAX_ROWS || !squares) load_one_by_one(out, stage);
  if (stage_loops(stage)) choose_lane_types(out, stage, widest);
}

/* Made once for each kept point although it is in lanes: behind rows that end together. */
static bool is_behind(const plan *out, const plan_stage *stage, uint32_t access) {
  if (!stage->together) return false;
  for (uint32_t i = 0; i < stage->nvalues; i++) {
    const plan_value *v = &out->values.at[stage->values + i];
    if (v->op == OP_INPUT && v->access == access) return v->phase == PHASE_POST;
  }
  return out->accesses.at[stage->accesses + access].store == PHASE_POST;
}

static void count_costs(const plan *out, plan_stage *stage) {
  uint32_t all = (1u << stage_loops(stage)) - 1;
  uint32_t vector = stage_loops(stage) ? 1u << stage->vector : 0;
  for (uint32_t i = 0; i < stage->nvalues; i++) {
    const plan_value *v = &out->values.at[stage->values + i];
    bool innermost = (v->phase == PHASE_MAIN || stage->scans) && (v->loops & vector || !all);
    if (innermost && v->op != OP_INPUT) stage->cost += ops[v->op].cost;
  }
  stage->cost += stage->naccumulators * 2;
  for (uint32_t i = 0; i < stage->naccesses; i++) {
    const plan_access *a = &out->accesses.at[stage->accesses + i];
    bool stays = a->vector == ACCESS_BROADCAST || access_repeats(a) || is_behind(out, stage, i);
    uint32_t bytes = stays && !a->gathers ? 0 : a->item;
    if (!stage->nreduced && (a->near || a->above)) bytes = 0; /* what its neighbours read */
    if (a->store)
      stage->bytes_written += bytes;
    else
      stage->bytes_read += bytes;
  }
}

/* Every addition of a sum is compensated, at the cost of six more, where that does not show:
 * elements come from memory, or cost no more than a root. Beside dearer elements, and for those
 * that had half of a float64's digits before they were converted, a few plain additions lose no
 * more than the elements' own rounding. */
#define COMPENSATED_COST 16

/* A product of a matrix and a vector: its terms are products of which one side is the same at some
 * kept points, so that they are in cache more often than not, and additions bind. They are rounded
 * themselves, and taken as blocks of larger products take theirs (contraction.c). */
static bool is_shared_product(const plan *out, const plan_stage *stage, const plan_value *x) {
  if (x->op != OP_MUL || !stage->nkept) return false;
  uint32_t kept = (1u << stage->nkept) - 1, both = kept, either = 0;
  for (int j = 0; j < 2; j++) {
    uint32_t loops = out->values.at[x->args[j]].loops;
    if (!(loops & ~kept)) return false; /* a number that could stand outside of the sum */
    both &= loops;
    either |= loops;
  }
  return both != kept && (either & kept) == kept;
}

static void choose_sums(const plan *out, const plan_stage *stage) {
  if (stage->crossed) return; /* it has no elements, and states are the same */
  for (uint32_t i = 0; i < stage->naccumulators; i++) {
    plan_accumulator *a = &out->accumulators.at[stage->accumulators + i];
    const plan_value *x = &out->values.at[out->values.at[a->value].args[0]];
    uint8_t made_of = x->op == OP_CAST ? out->values.at[x->args[0]].dtype : x->dtype;
    bool in_runs = stage->cost >= COMPENSATED_COST || dtypes[made_of].size <= 4 ||
                   (stage->together && stage->together <= TOGETHER_PLAIN) ||
                   is_shared_product(out, stage, x);
    if (a->fold == FOLD_SUM_COMPENSATED && in_runs) a->fold = FOLD_SUM_OF_RUNS;
  }
}

/* A cheap sum of everything is bound by its additions where its elements are in cache, and by
 * memory elsewhere, so the call decides which it is. Not where other runs go on, of one length. */
static void choose_runs(const plan *out, const plan_stage *stage) {
  if (stage->nkept || stage->crossed || stage->nfinish || stage->scans || stage->rows > 1) return;
  for (uint32_t i = 0; i < stage->naccumulators; i++) {
    const plan_accumulator *a = &out->accumulators.at[stage->accumulators + i];
    if (a->fold == FOLD_SUM_OF_RUNS || a->fold == FOLD_DEVIATIONS || accumulator_is_narrow(a))
      return;
  }
  for (uint32_t i = 0; i < stage->naccumulators; i++) {
    plan_accumulator *a = &out->accumulators.at[stage->accumulators + i];
    a->varies = a->fold == FOLD_SUM_COMPENSATED;
  }
}

void rate_stage(const plan *out, plan_stage *stage) {
  count_costs(out, stage);
  choose_sums(out, stage);
  choose_places(out, stage);
  choose_rows(out, stage);
  choose_whole(out, stage);
  choose_lanes(out, stage);
  choose_runs(out, stage);
}
