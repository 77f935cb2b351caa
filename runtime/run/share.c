/* share.c: see share.h. */
#include "runtime/run/share.h"

/* A team's usual end: no more than this, or than what it saves. */
#define USUAL_NS 100000.0
/* What saves so much is done by a team, late or not: a wait is a part of it, not many times it. */
#define WORTH_WAITING_NS 300000.0
#define MOST_FACTOR 64.0
#define FIRST_TEAMS 32
/* Work that follows on other work within the time for which workers look for it: so much of it, and
 * a worker is woken, who then finds the next at once. */
#define SOON_NS 60000.0
#define WAKE_NS 120000.0

void share_begin(share *s, int64_t count, int threads, bool ordered) {
  s->runs = ordered || threads < 1 ? 1 : threads < SHARE_RUNS ? threads : SHARE_RUNS;
  int64_t each = count / s->runs, more = count % s->runs, at = 0;
  for (int i = 0; i < s->runs; i++) {
    share_run *r = &s->run[i];
    r->begin = at;
    r->end = at += each + (i < more);
    atomic_init(&r->next, r->begin);
  }
}

int64_t share_take(share *s, int thread) {
  for (int i = 0; i < s->runs; i++) {
    share_run *r = &s->run[(thread + i) % s->runs];
    if (atomic_load_explicit(&r->next, memory_order_relaxed) >= r->end) continue;
    int64_t item = atomic_fetch_add_explicit(&r->next, 1, memory_order_relaxed);
    if (item < r->end) return item;
  }
  return -1;
}

int64_t share_taken(const share *s) {
  int64_t taken = 0;
  for (int i = 0; i < s->runs; i++) {
    const share_run *r = &s->run[i];
    int64_t next = atomic_load_explicit(&r->next, memory_order_relaxed);
    taken += (next < r->end ? next : r->end) - r->begin;
  }
  return taken;
}

bool lateness_allows(lateness *l, double saves) {
  if (l->forgo <= 0 || saves >= WORTH_WAITING_NS) return true;
  l->forgo -= saves;
  return false;
}

bool lateness_wakes(lateness *l, double cost, uint64_t now, double ns_a_tick) {
  bool soon = (double)(now - l->asked) * ns_a_tick < cost + SOON_NS;
  l->asked = now;
  l->missed = soon ? l->missed + cost : 0;
  if (l->missed < WAKE_NS) return false;
  l->missed = 0;
  return true;
}

void lateness_note(lateness *l, double saves, double waited) {
  bool first = l->teams < FIRST_TEAMS, paid = l->owed <= saves;
  l->teams += first;
  if (first || waited < USUAL_NS || waited < saves) {
    l->owed = paid ? 0 : l->owed - saves;
    return;
  }
  l->factor = paid ? 0 : l->factor < 1 ? 1 : l->factor * 4;
  if (l->factor > MOST_FACTOR) l->factor = MOST_FACTOR;
  l->owed = waited;
  l->forgo = l->factor * waited;
}
