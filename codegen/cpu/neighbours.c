/* neighbours.c: what accesses at a fixed distance from one another have in common.
 *
 * A stencil reads an array at many places around a point. Those of a row are addressed from one
 * pointer, so that they take one register instead of one each; and what two of them load is loaded
 * once. */
#include "codegen/cpu/neighbours.h"

#include "codegen/cpu/access.h"
#include "codegen/cpu/parts.h"

/* Tiles may have copies of parts of what is read, each for itself; rows that end together, woven and
 * wide ones are addressed in ways of their own. */
int neighbour_of(const stage_emitter *k, uint32_t access) {
  uint32_t near = access_at(k, access)->near;
  bool none = !near || stage_is_tiled(k->s) || k->s->together || k->s->woven || k->s->wide ||
              parts_load(k, access) || parts_load(k, near - 1);
  return none ? -1 : (int)near - 1;
}

val neighbour_at(stage_emitter *k, uint32_t access, val address) {
  int64_t bytes = (int64_t)access_at(k, access)->along * access_size(k, access);
  return bytes ? ev_gep(k->e, address, ev_int64(k->e, bytes)) : address;
}

bool neighbour_moves(stage_emitter *k, row_state *row, uint32_t access) {
  int beside = neighbour_of(k, access);
  if (beside >= 0) row->pointer[access] = neighbour_at(k, access, row->pointer[beside]);
  return beside >= 0;
}

unsigned neighbour_step(const stage_emitter *k, uint32_t access) {
  const plan_access *a = access_at(k, access);
  int64_t step = k->p->steps.at[a->steps + k->s->vector].step;
  return a->vector == ACCESS_SPACED && step > 1 ? (unsigned)step : 0;
}

int neighbour_set(const stage_emitter *k, uint32_t access) {
  int32_t step = (int32_t)neighbour_step(k, access);
  if (!step || parts_load(k, access)) return -1;
  int first = neighbour_of(k, access);
  if (first >= 0 && (access_at(k, access)->along < 0 || access_at(k, access)->along >= step))
    return -1;
  if (first < 0) first = (int)access;
  for (uint32_t a = (uint32_t)first + 1; a < k->s->naccesses; a++)
    if (neighbour_of(k, a) == first && access_at(k, a)->along == step - 1 &&
        k->access_phase[a] == k->access_phase[access])
      return first;
  return -1;
}
