/* rebind.c: a bound call, made ready once more; see rebind.h. */
#include "runtime/run/rebind.h"

bool rebind_possible(const bound *b) {
  for (uint32_t i = 0; i < b->spec->results.n; i++)
    if (b->results[i].shadow || spec_results(b->spec)[i].selects) return false;
  for (uint32_t i = 0; i < b->spec->chains.n; i++)
    if (b->chains[i].count) return false;
  for (uint32_t i = 0; i < b->spec->stages.n; i++)
    if (b->stages[i].kept && b->stages[i].slots[SLOT_STREAM]) return false;
  return true;
}

/* ---- Moves ---- */

size_t rebind_count(const bound *b) {
  size_t n = 0;
  for (uint32_t i = 0; i < b->spec->stages.n; i++)
    if (b->stages[i].kept) n += b->stages[i].plan->naccesses;
  return n;
}

static uint32_t base_of(const bound *b, const plan_access *a) {
  switch ((plan_source)a->source) {
  case SOURCE_OPERAND: return a->index;
  case SOURCE_RESULT: return b->spec->noperands + a->index;
  case SOURCE_TEMP: break;
  }
  return b->spec->noperands + b->spec->results.n;
}

void rebind_moves(const bound *b, const void *const *data, rebind_move *moves) {
  for (uint32_t i = 0; i < b->spec->stages.n; i++) {
    const schedule_stage *s = &b->stages[i];
    const plan_access *a = spec_accesses(b->spec) + s->plan->accesses;
    for (uint32_t k = 0; s->kept && k < s->plan->naccesses; k++, moves++) {
      moves->slot = s->slots + stage_access_slot(s->plan, k);
      moves->base = base_of(b, &a[k]);
      moves->offset = (int64_t)((uint64_t)*moves->slot - (uintptr_t)data[moves->base]);
    }
  }
}

/* ---- Calling again ---- */

static bool take_results(bound *b, const jx_array *results) {
  for (uint32_t i = 0; i < b->spec->results.n; i++) {
    bound_result *r = &b->results[i];
    if (r->given) {
      r->given = &results[i];
      r->to.data = results[i].data;
      continue;
    }
    r->block = b->host.take(b->host.user, r->need, &r->size);
    if (!r->block) return false;
    r->to.data = r->block;
  }
  return true;
}

static bool take_block(bound *b) {
  size_t size = b->temp_bytes + b->window_bytes + b->state_bytes;
  if (!size) return true;
  b->block = b->host.take(b->host.user, size, &b->block_size);
  b->states = (int64_t *)(void *)((char *)b->block + b->temp_bytes + b->window_bytes);
  return b->block;
}

static uintptr_t address_of(const bound *b, uint32_t base) {
  if (base < b->spec->noperands) return (uintptr_t)b->operands[base]->data;
  base -= b->spec->noperands;
  return (uintptr_t)(base < b->spec->results.n ? (void *)b->results[base].to.data : b->block);
}

jx_status rebind_call(bound *b, int32_t threads, const rebind_move *moves, size_t n,
                      const jx_array *const *operands, const jx_array *results, diag *d) {
  b->host.threads = threads;
  b->operands = operands;
  b->fault = 0;
  b->block = NULL;
  for (int i = 0; b->spec->faults && i < PLAN_FAULTS; i++) b->index[i] = INT64_MAX;
  for (uint32_t i = 0; i < b->spec->results.n; i++) b->results[i].block = NULL;
  if (!take_block(b) || !take_results(b, results)) {
    bind_abandon(b);
    return diag_memory(d);
  }
  for (size_t i = 0; i < n; i++)
    *moves[i].slot = (int64_t)(address_of(b, moves[i].base) + (uint64_t)moves[i].offset);
  return JX_OK;
}
