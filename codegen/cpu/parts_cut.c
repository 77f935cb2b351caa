/* parts_cut.c: which values are cut into parts; see parts.h.
 *
 * Takes a stage; says of which phases the values are too many for one block, by what they weigh and
 * by how many arrays they read. Start at parts_init(). */
#include "codegen/cpu/parts.h"

#include "codegen/cpu/frame.h"
#include "codegen/cpu/spread.h"
#include "codegen/cpu/weaving.h"

/* Operations in a part, and in a level that is not cut. A part is about as long as the reorder
 * buffer of a processor, so that few of them wait for one another at its ends. */
#define PART_WEIGHT 192
#define WHOLE_WEIGHT 384

/* Elementwise stages that read more arrays than that are cut into parts that read fewer each
 * (GROUP_ARRAYS of parts.c), on long strips: processors follow some 32 runs of lines at once, and
 * each part does a few at a time, while what it leaves for the next one stays in the first-level
 * cache. */
#define MANY_ARRAYS 64

/* ---- Weights ---- */

uint32_t parts_weight(const stage_emitter *k) {
  uint32_t n = k->e->target->part_weight;
  return n ? n : PART_WEIGHT;
}

static uint32_t whole_weight(const stage_emitter *k) {
  uint32_t n = k->e->target->part_weight;
  return n ? 2 * n : WHOLE_WEIGHT;
}

uint32_t parts_weight_of(const plan_value *v) {
  uint32_t cost = ops[v->op].cost;
  return v->op == OP_CONST ? 0 : cost ? cost : 1;
}

/* ---- What a value reads ---- */

uint32_t parts_reads(const stage_emitter *k, const plan_value *v, uint32_t to[PARTS_MOST_READ]) {
  uint32_t n = 0;
  for (int j = 0; j < v->nargs; j++) to[n++] = v->args[j] - k->s->values;
  return n;
}

static bool in_main_vector(const stage_emitter *k, uint32_t i) {
  const plan_value *v = emit_stage_value(k, i);
  return v->phase == PHASE_MAIN && parts_is_vector(k, v);
}

bool parts_are_wanted(const stage_emitter *k, const uint32_t *list, uint32_t n) {
  uint64_t weight = 0;
  if (k->s->rows > 1 || k->parts->strings) return false;
  if (k->s->scans && n && emit_stage_value(k, list[0])->phase == PHASE_POST) return false;
  for (uint32_t i = 0; i < n; i++) weight += parts_weight_of(emit_stage_value(k, list[i]));
  return weight > whole_weight(k) || (n && k->parts->grouped && in_main_vector(k, list[0]));
}

bool parts_in_vector(const stage_emitter *k, uint32_t phase) { return k->parts->cut[phase]; }

bool parts_is_inside(const stage_emitter *k) { return k->parts->inside; }

uint32_t parts_strip(const stage_emitter *k) { return k->parts->strip; }

bool parts_load(const stage_emitter *k, uint32_t access) { return k->parts->loads[access]; }

jx_status parts_init(stage_emitter *k, arena *a, diag *d) {
  size_t n = k->s->nvalues + 1, m = k->s->naccesses + 1;
  uint64_t weight[PHASE_POST + 1] = {0};
  uint32_t arrays = 0;
  parts *p = k->parts = arena_zalloc(a, sizeof *p);
  if (!p) return diag_memory(d);
  p->arena = a;
  p->loads = arena_zalloc(a, m * sizeof *p->loads);
  p->part = arena_zalloc(a, n * sizeof *p->part);
  p->last = arena_zalloc(a, n * sizeof *p->last);
  p->wanted = arena_zalloc(a, n * sizeof *p->wanted);
  p->home = arena_zalloc(a, n * sizeof *p->home);
  p->pointer = arena_zalloc(a, m * sizeof *p->pointer);
  p->other = arena_zalloc(a, n * sizeof *p->other);
  p->index = arena_zalloc(a, (k->nloops + 1) * sizeof *p->index);
  p->size = 8 * (CELL_INDEX + k->nloops);
  if (a->failed) return diag_memory(d);
  for (uint32_t i = 0; i < k->s->nvalues; i++) {
    const plan_value *v = emit_stage_value(k, i);
    p->strings |= v->item > 0; /* whose scratch is that of the stage's function */
    if (parts_is_vector(k, v) && !op_folds((op_id)v->op)) weight[v->phase] += parts_weight_of(v);
    arrays += parts_is_load(v) && in_main_vector(k, i);
  }
  if (k->s->scans) weight[PHASE_POST] = 0; /* steps that depend on one another take no strip */
  for (uint32_t phase = PHASE_MAIN; phase <= PHASE_POST; phase++)
    p->cut[phase] = k->s->rows == 1 && !p->strings && weight[phase] > whole_weight(k);
  p->grouped = arrays > MANY_ARRAYS && k->s->rows == 1 && !p->strings && !k->s->naccumulators &&
               !stage_is_tiled(k->s) && !p->cut[PHASE_MAIN];
  p->cut[PHASE_MAIN] |= p->grouped;
  for (uint32_t i = 0; i < k->s->nvalues; i++) {
    const plan_value *v = emit_stage_value(k, i);
    if (!parts_is_vector(k, v) || !p->cut[v->phase]) continue;
    bool own = v->op == OP_INPUT && (spread_is(k, v->access) || weaving_is(k, v->access));
    if (parts_is_load(v) && !own) {
      p->loads[v->access] = true;
      p->nloads++;
    }
    uint32_t read[PARTS_MOST_READ], nread = parts_reads(k, v, read);
    for (uint32_t j = 0; j < nread; j++)
      p->wanted[read[j]] = !parts_is_vector(k, emit_stage_value(k, read[j]));
  }
  return JX_OK;
}
