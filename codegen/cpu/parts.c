/* parts.c: values of a level in functions of their own.
 *
 * LLVM takes more than twice as long for a function that is twice as large: its register allocator
 * sees a whole function at once, its selection of instructions and its scheduler a whole block. So
 * the values of a level (emit_level()) are cut into parts when they weigh too much for one block.
 * Each part is a function, part(slots, frame), which the stage's function calls where the values
 * would have stood:
 *
 *   stage3       for each step { cells = where the step is; stage3.part0(); stage3.part1(); stores;
 * folds } stage3.part0 loads what it reads first, computes its values, leaves those that others
 * read
 *
 * What passes between them lies in the frame, scratch of the stage's function: cells that say where
 * the loops are, and a home for each value that crosses. A home is taken again when the last part
 * that reads it has run, so a chain of additions needs two or three, which stay in the first-level
 * cache. Loads are done by the part that uses them first; stores and folds stay where they are and
 * read homes.
 *
 * What always holds: parts follow from the plan alone; every value is computed by the same
 * operations as in one block, so its bits are the same; a stage whose rows go side by side is cheap
 * and never cut. Start reading at parts_emit(). */
#include "codegen/cpu/parts.h"

#include <stdio.h>
#include <string.h>

#include "codegen/cpu/access.h"
#include "codegen/cpu/dear.h"
#include "codegen/cpu/frame.h"
#include "codegen/cpu/periodic.h"
#include "codegen/cpu/spread.h"
#include "codegen/cpu/vector.h"

/* What a call of an operation by itself weighs in a part: the call, and what is saved around it. */
#define CALL_WEIGHT 6

/* Steps that a part takes at once, and what bounds them (bytes of homes, and of arrays). Steps are
 * independent of one another: a processor begins the next while the last one waits for its
 * operands. Of more arrays than a cache holds a strip of, a part reads long runs: lines that are
 * asked for in thousands of pages wait for the pages. */
#define STRIP 8
#define LONG_STRIP 256
#define STRIP_HOMES (16 << 10)
#define STRIP_LOADS (256 << 10)

/* Arrays that a part reads of a stage with very many of them (MANY_ARRAYS of parts_cut.c). */
#define GROUP_ARRAYS 16

#define FOREVER UINT32_MAX

/* ---- Functions ---- */

val parts_declare(stage_emitter *k, const char *name, LLVMTypeRef type) {
  val f = LLVMGetNamedFunction(k->e->module, name);
  if (f) return f;
  f = LLVMAddFunction(k->e->module, name, type);
  LLVMSetVisibility(f, LLVMHiddenVisibility); /* called directly */
  return f;
}

void parts_enter(stage_emitter *k, part_function *f, LLVMModuleRef module, const char *name,
                 LLVMTypeRef type) {
  emitter *e = k->e;
  *f = (part_function){e->function, e->entry, LLVMGetInsertBlock(e->b), e->module, e->slots};
  e->module = module;
  e->function = parts_declare(k, name, type);
  e->entry = ev_block(k->e, "entry");
  LLVMBasicBlockRef start = ev_block(k->e, "start");
  LLVMPositionBuilderAtEnd(e->b, e->entry);
  ev_goto(k->e, start);
  e->slots = LLVMGetParam(e->function, 0);
  e->scope++;
}

val parts_leave(stage_emitter *k, const part_function *f) {
  emitter *e = k->e;
  val made = e->function;
  e->function = f->function;
  e->entry = f->entry;
  e->slots = f->slots;
  e->module = f->module;
  LLVMPositionBuilderAtEnd(e->b, f->block);
  e->scope++;
  return made;
}

/* A function of the slots and the frame, open for code. The state of the stage's function is put
 * aside. */
typedef struct open_part {
  part_function function;
  stage_emitter outside;
  val frame;
} open_part;

static LLVMTypeRef part_type(emitter *e) {
  return LLVMFunctionType(e->void_, (LLVMTypeRef[]){e->ptr, e->ptr}, 2, false);
}

static void open_function(stage_emitter *k, open_part *o, uint32_t open) {
  emitter *e = k->e;
  parts *p = k->parts;
  char name[40];
  snprintf(name, sizeof name, "stage%u.part%u", (unsigned)(k->s - k->p->stages.at), p->count++);
  o->outside = *k;
  o->frame = frame_open(k);
  parts_enter(k, &o->function, e->units ? units_part(e->units) : e->module, name, part_type(e));
  p->frame = LLVMGetParam(e->function, 1);
  p->inside = true;
  k->loops.index = p->index;
  for (uint32_t l = 0; l < k->nloops; l++)
    if (open >> l & 1) k->loops.index[l] = frame_load_cell(k, CELL_INDEX + l, e->i64);
}

static void close_function(stage_emitter *k, const open_part *o) {
  parts *p = k->parts;
  LLVMBuildRetVoid(k->e->b);
  const char *name = LLVMGetValueName(parts_leave(k, &o->function));
  *k = o->outside;
  p->frame = o->frame;
  p->inside = false;
  val args[] = {k->e->slots, p->frame};
  LLVMBuildCall2(k->e->b, part_type(k->e), parts_declare(k, name, part_type(k->e)), args, 2, "");
}

/* ---- Before a vector loop ---- */

static void store_indices(stage_emitter *k, uint32_t open) {
  frame_open(k);
  for (uint32_t l = 0; l < k->nloops; l++)
    if (open >> l & 1) frame_store_cell(k, CELL_INDEX + l, k->loops.index[l]);
}

static void bring(stage_emitter *k, uint32_t i) {
  val x = k->row[0].value[i];
  if (!x || LLVMIsConstant(x)) return; /* at home, or known anywhere */
  frame_open(k);
  frame_store_home(k, i, x);
}

static const plan_step *step_along(const stage_emitter *k, uint32_t access, uint32_t loop) {
  return &k->p->steps.at[k->p->accesses.at[k->s->accesses + access].steps + loop];
}

static bool moves(const stage_emitter *k, uint32_t access, uint32_t open) {
  for (uint32_t l = 0; l < k->nloops; l++)
    if (open >> l & 1 && step_along(k, access, l)->axis >= 0) return true;
  return false;
}

/* An access at the loops that are open, whose indices are at hand. */
val parts_find_pointer(stage_emitter *k, uint32_t access, uint32_t open) {
  uint32_t slot = stage_access_slot(k->s, access);
  val at = ev_slot(k->e, slot, k->e->ptr);
  for (uint32_t l = 0; l < k->nloops; l++) {
    if (!(open >> l & 1) || step_along(k, access, l)->axis < 0) continue;
    val stride = ev_slot(k->e, slot + 1 + l, k->e->i64);
    at = ev_gep(k->e, at, LLVMBuildMul(k->e->b, k->loops.index[l], stride, ""));
  }
  return at;
}

void parts_place(stage_emitter *k, uint32_t access, val pointer) {
  parts *p = k->parts;
  frame_open(k);
  if (!p->pointer[access]) p->pointer[access] = frame_room(k, 8, 8) / 8;
  frame_store_cell(k, p->pointer[access], pointer);
}

/* Where the rows of a vector loop begin, in cells: in functions too, for there may be thousands. */
static void bring_pointers(stage_emitter *k, uint32_t open) {
  parts *p = k->parts;
  open_part o;
  uint32_t in_this = 0;
  for (uint32_t a = 0; a < k->s->naccesses; a++) {
    if (!p->loads[a] || !moves(k, a, open) || periodic_is(k, a)) continue;
    if (!in_this++) open_function(k, &o, open);
    parts_place(k, a, parts_find_pointer(k, a, open));
    if (in_this < parts_weight(k)) continue;
    close_function(k, &o);
    in_this = 0;
  }
  if (in_this) close_function(k, &o);
}

void parts_made(stage_emitter *k, uint32_t i) {
  if (k->parts->wanted[i]) bring(k, i);
}

void parts_before_vector(stage_emitter *k, uint32_t open) {
  parts *p = k->parts;
  if (!p->left) {
    p->left = ev_scratch(k->e, k->e->i64, 8);
    p->next = ev_scratch(k->e, k->e->i64, 8);
  }
  LLVMBuildStore(k->e->b, ev_int64(k->e, 0), p->left);
  store_indices(k, open);
  bring_pointers(k, open);
}

/* ---- A part ---- */

static bool is_dear(const plan_value *v) {
  return ops[v->op].class_ == OP_CLASS_ELEMENT && ops[v->op].cost >= DEAR_COST &&
         v->op != OP_CONTAINS; /* its pattern is part of it */
}

static uint32_t weight_in_part(const plan_value *v) {
  return is_dear(v) ? CALL_WEIGHT : parts_weight_of(v);
}

/* Gives out parts; returns how many. */
static uint32_t number_parts(stage_emitter *k, const uint32_t *list, uint32_t n) {
  uint32_t part = 1, weight = 0, arrays = 0;
  for (uint32_t i = 0; i < n; i++) {
    const plan_value *v = emit_stage_value(k, list[i]);
    uint32_t w = weight_in_part(v);
    bool full = k->parts->grouped && parts_is_load(v) && arrays == GROUP_ARRAYS;
    if (weight && (full || weight + w > parts_weight(k))) {
      part++;
      weight = arrays = 0;
    }
    weight += w;
    arrays += parts_is_load(v);
    k->parts->part[list[i]] = part;
    k->parts->last[list[i]] = 0;
  }
  return part;
}

/* The last part that reads each value of the list. */
static void find_last(stage_emitter *k) {
  parts *p = k->parts;
  for (uint32_t i = 0; i < k->s->nvalues; i++) {
    const plan_value *v = emit_stage_value(k, i);
    uint32_t reader = p->part[i] ? p->part[i] : FOREVER;
    uint32_t read[PARTS_MOST_READ], nread = parts_reads(k, v, read);
    for (uint32_t j = 0; j < nread; j++)
      if (reader > p->last[read[j]]) p->last[read[j]] = reader;
  }
  for (uint32_t i = 0; i < k->s->naccumulators && !k->s->crossed; i++) {
    const plan_accumulator *a = &k->p->accumulators.at[k->s->accumulators + i];
    for (uint32_t j = 0; j < a->nargs; j++)
      p->last[k->p->values.at[a->value].args[j] - k->s->values] = FOREVER;
  }
  for (uint32_t i = 0; i < k->s->nstores; i++)
    p->last[k->p->stores.at[k->s->stores + i].value - k->s->values] = FOREVER;
}

/* Values of other levels that are not at home yet. */
static void bring_operands(stage_emitter *k, const uint32_t *list, uint32_t n, bool vector) {
  parts *p = k->parts;
  for (uint32_t i = 0; i < n; i++) {
    uint32_t read[PARTS_MOST_READ], nread = parts_reads(k, emit_stage_value(k, list[i]), read);
    for (uint32_t j = 0; j < nread; j++)
      if (!p->part[read[j]] && parts_is_vector(k, emit_stage_value(k, read[j])) == vector)
        bring(k, read[j]);
  }
}

/* What the next loads of a part are, as many as half of the registers hold. */
static void load_group(stage_emitter *k, const uint32_t *list, uint32_t n) {
  uint32_t room = k->p->target.registers / 2 * k->p->target.vector_bytes, count = 0;
  uint32_t group[64];
  for (uint32_t i = 0; i < n && count < sizeof group / sizeof *group; i++) {
    const plan_value *v = emit_stage_value(k, list[i]);
    if (v->op != OP_INPUT) continue;
    uint32_t bytes = access_size(k, v->access) * k->s->lanes;
    if (count && bytes > room) break;
    room = bytes < room ? room - bytes : 0;
    group[count++] = v->access;
  }
  emit_load_group(k, group, count);
}

static void prepare_input(stage_emitter *k, const uint32_t *list, uint32_t n, uint32_t open,
                          bool vector) {
  uint32_t a = emit_stage_value(k, *list)->access;
  if (!vector) {
    k->row[0].pointer[a] = parts_find_pointer(k, a, open);
  } else if (!k->row[0].loaded[a]) {
    load_group(k, list, n);
  }
}

val parts_pointer(stage_emitter *k, uint32_t access) {
  uint32_t cell = k->parts->pointer[access];
  return cell ? frame_load_cell(k, cell, k->e->ptr)
              : ev_slot(k->e, stage_access_slot(k->s, access), k->e->ptr);
}

/* Sine and cosine of one argument, in one part, share their work. */
static bool is_other(const plan_value *v, const plan_value *w) {
  return (w->op == OP_SIN || w->op == OP_COS) && w->op != v->op && w->args[0] == v->args[0];
}

static void call_dear(stage_emitter *k, const uint32_t *list, uint32_t n) {
  parts *p = k->parts;
  row_state *row = &k->row[0];
  const plan_value *v = emit_stage_value(k, *list);
  unsigned lanes = parts_is_vector(k, v) ? k->s->lanes : 1;
  val args[GRAPH_MAX_ARGS] = {0};
  if (p->other[*list]) {
    row->value[*list] = p->other[*list];
    p->other[*list] = NULL;
    return;
  }
  for (int j = 0; j < v->nargs; j++) args[j] = emit_operand(k, row, v->args[j], lanes);
  if (v->op == OP_SIN || v->op == OP_COS)
    for (uint32_t i = 1; i < n; i++)
      if (is_other(v, emit_stage_value(k, list[i]))) {
        row->value[*list] = parts_call_pair(k, v, args, &p->other[list[i]]);
        return;
      }
  row->value[*list] = parts_call(k, v, args);
}

static void part_values(stage_emitter *k, const uint32_t *list, uint32_t n, uint32_t open,
                        bool vector) {
  parts *p = k->parts;
  for (uint32_t i = 0; i < n; i++) {
    const plan_value *v = emit_stage_value(k, list[i]);
    if (v->op == OP_INPUT) prepare_input(k, list + i, n - i, open, vector);
    if (op_gathers((op_id)v->op))
      k->row[0].pointer[v->access] =
          vector ? parts_pointer(k, v->access) : parts_find_pointer(k, v->access, open);
    if (is_dear(v))
      call_dear(k, list + i, n - i);
    else
      emit_value(k, &k->row[0], list[i]);
    if (p->last[list[i]] > p->part[list[i]]) frame_store_home(k, list[i], k->row[0].value[list[i]]);
  }
}

static bool alloc_inside(parts *p, size_t values, size_t accesses) {
  row_state *r = &p->row;
  arena *a = p->arena;
  if (r->value) return true;
  r->wide = arena_zalloc(a, values * sizeof(val));
  r->affine = arena_zalloc(a, values * sizeof(affine));
  r->pointer = arena_zalloc(a, accesses * sizeof(val));
  r->saved_slots = arena_zalloc(a, accesses * sizeof(val));
  r->loaded = arena_zalloc(a, accesses * sizeof(val));
  r->part = arena_zalloc(a, accesses * sizeof(val));
  r->value = a->failed ? NULL : arena_zalloc(a, values * sizeof(val));
  return r->value;
}

/* Forgets what the part had at hand. */
static void forget(stage_emitter *k, uint32_t i) {
  row_state *r = &k->parts->row;
  const plan_value *v = emit_stage_value(k, i);
  r->value[i] = r->wide[i] = NULL;
  r->affine[i] = (affine){NULL, 0};
  if (v->op == OP_INPUT) r->loaded[v->access] = NULL;
}

static void begin_step(stage_emitter *k, emit_loop *l) {
  LLVMBuilderRef b = k->e->b;
  parts *p = k->parts;
  val i = frame_load_cell(k, CELL_VECTOR_INDEX, k->e->i64),
      count = frame_load_cell(k, CELL_COUNT, k->e->i64);
  if (p->strip > 1) {
    val steps = frame_load_cell(k, CELL_STEPS, k->e->i64), lanes = ev_int64(k->e, k->s->lanes);
    emit_for(k, l, ev_int64(k->e, 0), steps, ev_int64(k->e, 1), "steps");
    p->step = l->index;
    i = LLVMBuildAdd(b, i, LLVMBuildMul(b, l->index, lanes, ""), "");
  }
  emit_step_in_part(k, i, count);
}

static void emit_part(stage_emitter *k, const uint32_t *list, uint32_t n, uint32_t open,
                      bool vector) {
  parts *p = k->parts;
  const val *outside = k->row[0].value;
  open_part o;
  emit_loop l;
  open_function(k, &o, open);
  k->row[0] = p->row;
  if (stage_row_loop(k->s) < k->nloops) k->row[0].index = k->loops.index[stage_row_loop(k->s)];
  if (vector) begin_step(k, &l);
  uint32_t read[PARTS_MOST_READ];
  for (uint32_t i = 0; i < n; i++) {
    uint32_t nread = parts_reads(k, emit_stage_value(k, list[i]), read);
    for (uint32_t j = 0; j < nread; j++)
      if (outside[read[j]] && LLVMIsConstant(outside[read[j]]))
        k->row[0].value[read[j]] = outside[read[j]];
  }
  part_values(k, list, n, open, vector);
  for (uint32_t i = 0; i < n; i++) {
    uint32_t nread = parts_reads(k, emit_stage_value(k, list[i]), read);
    for (uint32_t j = 0; j < nread; j++) forget(k, read[j]);
    forget(k, list[i]);
  }
  if (vector && p->strip > 1) emit_end(k, &l);
  close_function(k, &o);
}

/* Homes that no later part reads. */
static void leave_homes(stage_emitter *k, const uint32_t *list, uint32_t n, uint32_t part) {
  parts *p = k->parts;
  for (uint32_t i = 0; i < n; i++) {
    uint32_t read[PARTS_MOST_READ], nread = parts_reads(k, emit_stage_value(k, list[i]), read);
    for (uint32_t j = 0; j < nread; j++)
      if (p->part[read[j]] && p->last[read[j]] == part && p->home[read[j]])
        frame_leave_home(k, read[j]);
  }
}

/* ---- Strips ---- */

/* Arrays that are read at once before they are too many for the hardware to follow. */
#define STREAMS 24

bool parts_prefetch(const stage_emitter *k) {
  return k->parts->nloads > STREAMS && k->parts->strip <= STRIP;
}

/* Most values that are at home at once. */
static uint32_t most_at_home(const stage_emitter *k, const uint32_t *list, uint32_t n) {
  const parts *p = k->parts;
  uint32_t here = 0, most = 0, count = p->part[list[n - 1]];
  int32_t *change = arena_zalloc(p->arena, (count + 2) * sizeof *change);
  if (!change) return n;
  for (uint32_t i = 0; i < n; i++) {
    uint32_t made = p->part[list[i]], last = p->last[list[i]];
    if (last <= made) continue;
    change[made]++;
    if (last <= count) change[last + 1]--;
  }
  for (uint32_t part = 1; part <= count; part++) {
    here += (uint32_t)change[part];
    if (here > most) most = here;
  }
  return most;
}

/* Steps that a part takes at once: as many as leave homes in the first-level cache. What is read
 * ahead fits the second; of arrays too many for that nothing is. Values of this level that come
 * from elsewhere are there one step at a time. */
static uint32_t strip_of(const stage_emitter *k, const uint32_t *list, uint32_t n) {
  const parts *p = k->parts;
  uint64_t bytes = k->s->lanes * 8;
  uint64_t steps = p->grouped || STRIP * p->nloads * bytes > STRIP_LOADS ? LONG_STRIP : STRIP;
  for (uint32_t i = 0; i < n; i++) {
    uint32_t read[PARTS_MOST_READ], nread = parts_reads(k, emit_stage_value(k, list[i]), read);
    for (uint32_t j = 0; j < nread; j++)
      if (!p->part[read[j]] && parts_is_vector(k, emit_stage_value(k, read[j]))) return 1;
  }
  uint32_t homes = most_at_home(k, list, n);
  while (steps > 1 && steps * homes * bytes > STRIP_HOMES) steps /= 2;
  return (uint32_t)steps;
}

/* The parts are called for the first step of a strip; the others find their values at home. */
typedef struct strip {
  LLVMBasicBlockRef join;
  val steps;
} strip;

/* Steps of the strip that begins: whole ones, or a partial one. */
static val count_steps(stage_emitter *k) {
  LLVMBuilderRef b = k->e->b;
  val left = LLVMBuildSub(b, k->step.end, k->step.index, "");
  val whole = LLVMBuildUDiv(b, left, ev_int64(k->e, k->s->lanes), "");
  val most = ev_int64(k->e, k->parts->strip);
  whole = LLVMBuildSelect(b, LLVMBuildICmp(b, LLVMIntULT, whole, most, ""), whole, most, "");
  return LLVMBuildSelect(b, k->step.full, whole, ev_int64(k->e, 1), "");
}

static void begin_strip(stage_emitter *k, strip *s) {
  LLVMBuilderRef b = k->e->b;
  parts *p = k->parts;
  frame_open(k);
  if (p->strip > 1) {
    LLVMBasicBlockRef begin = ev_block(k->e, "strip");
    s->join = ev_block(k->e, "in_strip");
    val left = LLVMBuildLoad2(b, k->e->i64, p->left, "");
    LLVMBuildCondBr(b, LLVMBuildICmp(b, LLVMIntEQ, left, ev_int64(k->e, 0), ""), begin, s->join);
    LLVMPositionBuilderAtEnd(b, begin);
    s->steps = count_steps(k);
    frame_store_cell(k, CELL_STEPS, s->steps);
  }
  frame_store_cell(k, CELL_VECTOR_INDEX, k->step.index);
  frame_store_cell(k, CELL_COUNT, k->step.count);
}

static void end_strip(stage_emitter *k, const strip *s) {
  LLVMBuilderRef b = k->e->b;
  parts *p = k->parts;
  if (p->strip == 1) return;
  val one = ev_int64(k->e, 1);
  LLVMBuildStore(b, s->steps, p->left);
  LLVMBuildStore(b, ev_int64(k->e, 0), p->next);
  ev_goto(k->e, s->join);
  k->e->scope++;
  p->step = LLVMBuildLoad2(b, k->e->i64, p->next, "");
  LLVMBuildStore(b, LLVMBuildAdd(b, p->step, one, ""), p->next);
  LLVMBuildStore(b, LLVMBuildSub(b, LLVMBuildLoad2(b, k->e->i64, p->left, ""), one, ""), p->left);
}

/* Values of the list that a part cannot load, whose tables are renewed step by step, come before
 * all others. Returns how many are left in the list. */
static uint32_t load_spread(stage_emitter *k, uint32_t *list, uint32_t n) {
  uint32_t left = 0;
  for (uint32_t i = 0; i < n; i++) {
    const plan_value *v = emit_stage_value(k, list[i]);
    if (v->op == OP_INPUT && parts_is_vector(k, v) && spread_is(k, v->access))
      emit_value(k, &k->row[0], list[i]);
    else
      list[left++] = list[i];
  }
  return left;
}

void parts_emit(stage_emitter *k, uint32_t *list, uint32_t n, uint32_t open) {
  parts *p = k->parts;
  n = load_spread(k, list, n);
  if (!n) return;
  bool vector = parts_is_vector(k, emit_stage_value(k, list[0]));
  if (!alloc_inside(p, k->s->nvalues + 1, k->s->naccesses + 1)) return; /* noticed at the end */
  uint32_t count = number_parts(k, list, n);
  find_last(k);
  p->strip = vector ? strip_of(k, list, n) : 1;
  if (vector) memset(p->empty[1], 0, sizeof p->empty[1]); /* they may have been of other strips */
  bring_operands(k, list, n, vector);
  strip s = {0};
  if (vector)
    begin_strip(k, &s);
  else
    store_indices(k, open);
  for (uint32_t at = 0, part = 1; part <= count; part++) {
    uint32_t end = at;
    while (end < n && p->part[list[end]] == part) end++;
    emit_part(k, list + at, end - at, open, vector);
    leave_homes(k, list + at, end - at, part);
    at = end;
  }
  if (vector) end_strip(k, &s);
  for (uint32_t i = 0; i < n; i++) {
    p->part[list[i]] = 0;
    k->row[0].value[list[i]] = k->row[0].wide[list[i]] = NULL;
    k->row[0].affine[list[i]] = (affine){NULL, 0};
  }
}
