/* slabs.c: pieces of stages that read an array in several planes at once.
 *
 * A stencil of three axes reads at every point what lies in the planes before and behind. When it
 * goes through plane after plane, a plane is read again for each of its neighbours; by then it has
 * left the cache if planes are large. So pieces are slabs: some rows of a plane, and the same ones
 * of the planes that follow, of which a few at a time stay in cache. Start at slabs_cut(). */
#include "runtime/run/slabs.h"

/* What a slab may hold of all planes that it reads at once: what two threads of a core both find in
 * a second-level cache, and rows enough that those read beyond its ends do not count. */
#define SLAB_BYTES 393216
#define SLAB_ROWS 16
/* Planes farther away than this are another part of an array. */
#define SLAB_PLANES 9
/* What is larger in all may be files that outgrow memory, which are read from beginning to end. */
#define SLAB_MOST ((int64_t)1 << 32)
/* Pieces for any machine, and planes in each, whose first ones are read for the first time. */
#define SLAB_PIECES 32
#define SLAB_DEEP 16

static const int64_t *slots_of(const schedule_stage *s, uint32_t access) {
  return s->slots + stage_access_slot(s->plan, access);
}

/* Whether two accesses read one array in the same way. */
static bool read_alike(const schedule_stage *s, uint32_t a, uint32_t b) {
  const plan_access *x = &s->accesses[a], *y = &s->accesses[b];
  if (x->store || y->store || x->source != y->source || x->index != y->index) return false;
  for (uint32_t l = 1; l <= s->plan->nkept; l++)
    if (slots_of(s, a)[l] != slots_of(s, b)[l]) return false;
  return true;
}

/* Planes that are read at once of the array whose first access this is; 0: it is not the first. */
static int64_t planes_of(const schedule_stage *s, uint32_t access) {
  const int64_t *first = slots_of(s, access);
  int64_t plane = first[1 + s->plan->nkept - 3], low = 0, high = 0;
  if (plane < 0) plane = -plane;
  for (uint32_t a = 0; a < s->plan->naccesses; a++) {
    if (a == access || !read_alike(s, a, access)) continue;
    if (a < access) return 0;
    int64_t far = slots_of(s, a)[0] - first[0];
    if (plane == 0 || far > plane * SLAB_PLANES || -far > plane * SLAB_PLANES) continue;
    if (far < low) low = far;
    if (far > high) high = far;
  }
  return plane ? 1 + (high - low + plane / 2) / plane : 1;
}

/* Bytes that a row of a slab holds, in all planes that are read at once; 0: one is all. */
static int64_t held_bytes(const schedule_stage *s) {
  int64_t bytes = 0;
  bool several = false;
  for (uint32_t a = 0; a < s->plan->naccesses; a++) {
    int64_t planes = s->accesses[a].store ? 1 : planes_of(s, a);
    bytes += planes * s->row * (int64_t)s->accesses[a].item;
    several = several || planes > 1;
  }
  return several ? bytes : 0;
}

void slabs_cut(schedule_stage *s) {
  const plan_stage *p = s->plan;
  if (p->nreduced || p->nkept < 3 || p->vector != p->nkept - 1 || s->kept_cut.count < 2) return;
  if (p->woven) return; /* rows are those of two loops */
  const int64_t *extents = s->slots + SLOT_FIRST;
  int64_t rows = extents[p->nkept - 2], plane = rows * s->row, held = held_bytes(s);
  int64_t slab = held ? SLAB_BYTES / held / SLAB_ROWS * SLAB_ROWS : 0;
  if (slab < SLAB_ROWS || slab >= rows || s->kept > SLAB_MOST / (p->bytes_read + 1)) return;
  slab = (rows - 1) / ((rows - 1) / slab + 1) + 1; /* all about as many */
  slab = (slab + PLAN_MAX_ROWS - 1) / PLAN_MAX_ROWS * PLAN_MAX_ROWS;
  int64_t across = (rows - 1) / slab + 1, outer = s->kept / plane;
  int64_t along = (SLAB_PIECES - 1) / across + 1, deep = (outer - 1) / along + 1;
  if (deep < SLAB_DEEP) deep = SLAB_DEEP;
  s->kept_cut = cut_tiles(s->kept, plane, slab * s->row, deep < outer ? deep : outer);
}
