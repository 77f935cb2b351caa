/* proto.c: the protos of a plan, found by their space.
 *
 * Takes a space, a wave and what is done there; gives the proto for it, made when there is none. A
 * proto takes so many folds and stores and no more, because a stage keeps accumulators in registers
 * and writes to as many places at once as a processor follows: what comes when it is full goes to
 * another proto for the same space. Those run side by side, as a chain where they can
 * (chain.c), so that what one reads is in cache for the next. What several of them would
 * compute is kept when it is dear (split.c). Start at proto_find(). */
#include "planner/proto.h"

#include <string.h>

/* Words of accumulators in a stage, each of which counts for two at least: 16 sums. */
#define FOLD_WORDS 32
/* Arrays a stage writes. More are slower: pages and lines that are written take turns in the
 * processor's buffers. Results of folds are few elements, and may be more. */
#define STORES 8
#define FOLD_STORES 64

bool proto_same_space(const planner *p, const proto *s, graph_ref node, uint32_t positions) {
  if (s->positions != positions) return false;
  const graph_node *m = graph_at(p->g, s->model), *n = graph_at(p->g, node);
  for (int k = 0; k < JX_MAX_RANK; k++)
    if (positions >> k & 1 && graph_dim(p->g, m, k) != graph_dim(p->g, n, k)) return false;
  return true;
}

/* ---- The table ---- */

static uint32_t mix(uint32_t hash, uint32_t word) {
  hash = (hash ^ word) * UINT32_C(0x9e3779b1);
  return hash ^ hash >> 15;
}

static uint32_t space_hash(const planner *p, const proto *s) {
  const graph_node *n = graph_at(p->g, s->model);
  uint32_t kind = (uint32_t)s->scanning << 2 | (uint32_t)s->folding << 1 | s->table;
  uint32_t hash = mix(mix(s->positions, s->axes), s->wave << 3 | kind);
  for (int k = 0; k < n->rank; k++)
    if (s->positions >> k & 1) hash = mix(hash, (uint32_t)graph_dim(p->g, n, k));
  return hash;
}

/* The slot of the proto for what `s` describes, or the empty one that it belongs in. */
static uint32_t *slot_of(const planner *p, const proto *s) {
  uint32_t mask = p->nslots - 1, at = space_hash(p, s) & mask;
  for (; p->slots[at]; at = (at + 1) & mask) {
    const proto *o = &p->protos.at[p->slots[at] - 1];
    if (o->folding == s->folding && o->scanning == s->scanning && o->table == s->table &&
        o->axes == s->axes && o->wave == s->wave && proto_same_space(p, o, s->model, s->positions))
      break;
  }
  return &p->slots[at];
}

/* At most half full; a slot has the last proto of its kind. */
static bool grow(planner *p) {
  if (2 * (p->protos.n + 1) <= p->nslots) return true;
  uint32_t *old = p->slots, n = p->nslots;
  p->nslots = n ? 2 * n : 64;
  p->slots = arena_zalloc(p->arena, p->nslots * sizeof *p->slots);
  if (!p->slots) return false;
  for (uint32_t i = 0; i < n; i++)
    if (old[i]) *slot_of(p, &p->protos.at[old[i] - 1]) = old[i];
  return true;
}

/* ---- Finding ---- */

static bool has_room(const proto *s) {
  if (s->scanning) return s->folds.n < STORES; /* each may be stored */
  if (!s->folding) return s->requests.n < STORES;
  return s->words < FOLD_WORDS;
}

void proto_add_words(proto *s, plan_fold fold) {
  s->words += fold_words(fold) < 2 ? 2 : fold_words(fold);
}

bool proto_takes_stores(const proto *s) {
  return s->requests.n < (s->scanning ? STORES : FOLD_STORES);
}

/* A stage of scans that has more behind them than this leaves the rest to later stages: what is
 * there is not compiled in parts (parts.h). */
#define BEHIND_MOST 200

bool proto_takes_behind(proto *s, uint32_t cost) {
  if (!s->scanning) return true;
  if (s->behind + cost > BEHIND_MOST) return false;
  s->behind += cost;
  return true;
}

bool proto_takes_beside(const proto *s) { return s->beside.n < STORES; }

bool proto_may_cross(const proto *crossed, const proto *s) {
  return crossed->words + s->words <= 2 * FOLD_WORDS;
}

static uint32_t find(planner *p, proto s) {
  if (!grow(p)) return NONE;
  uint32_t *slot = slot_of(p, &s);
  if (*slot && has_room(&p->protos.at[*slot - 1])) return *slot - 1;
  s.follows = *slot != 0;
  s.next = NONE;
  memset(s.post_position, -1, sizeof s.post_position);
  proto *at = VEC_PUSH(p->arena, &p->protos);
  if (!at) return NONE;
  *at = s;
  if (*slot) p->protos.at[*slot - 1].next = (uint32_t)p->protos.n - 1;
  *slot = (uint32_t)p->protos.n;
  return *slot - 1;
}

uint32_t proto_find(planner *p, graph_ref node, uint32_t positions, uint32_t wave, bool table) {
  return find(p, (proto){.model = node, .positions = positions, .wave = wave, .table = table});
}

uint32_t proto_find_fold(planner *p, graph_ref fold) {
  const graph_node *n = graph_at(p->g, fold);
  uint32_t positions = planner_positions(p, n->args[0]);
  return find(p, (proto){.model = n->args[0],
                         .positions = positions,
                         .axes = n->axes,
                         .reduced = n->axes & positions,
                         .wave = p->wave[fold],
                         .folding = true,
                         .scanning = ops[n->op].class_ == OP_CLASS_SCAN});
}
