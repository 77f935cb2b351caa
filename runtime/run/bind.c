/* bind.c: shapes, memory and slots of a call; see bind.h. Start at bind_call(). */
#include "runtime/run/bind.h"

#include <stdio.h>
#include <string.h>

#include "base/array.h"
#include "base/dtype.h"
#include "base/element.h"
#include "codegen/codegen.h"
#include "runtime/run/slabs.h"

static int64_t wrap_mul(int64_t a, int64_t b) { return (int64_t)((uint64_t)a * (uint64_t)b); }
static int64_t wrap_add(int64_t a, int64_t b) { return (int64_t)((uint64_t)a + (uint64_t)b); }

static jx_status too_large(diag *d, const char *what) {
  return diag_fail(d, JX_ERROR_LIMIT, (span){0}, "%s is too large", what);
}

/* ---- The frame ---- */

/* Shapes and strides of results and temps: at most two numbers for every entry of the dim lists.
 * The dims' bigints lie where the rest will, which is laid out when they have served. */
size_t bind_frame(const kernel *k) {
  const kernel_spec *s = k->spec;
  size_t dims = dims_size(s->dims.n, k->nbigints);
  size_t frame = (s->dims.n + 2 * (size_t)s->dimlists.n + k->nslots) * sizeof(int64_t) +
                 s->results.n * sizeof(bound_result) + s->temps.n * sizeof(bound_array) +
                 s->stages.n * sizeof(schedule_stage) + s->chains.n * sizeof(schedule_chain) +
                 (s->chains.n ? s->accesses.n * sizeof(schedule_shift) : 0);
  return frame > dims ? frame : dims;
}

/* What the frame has left for numbers: shapes, strides and slots, which are taken from it in turn.
 */
typedef struct frame {
  int64_t *at;
} frame;

static int64_t *frame_take(frame *f, size_t n) {
  int64_t *at = f->at;
  f->at += n;
  return at;
}

/* Lays out, behind the dims' values, the call's tables, and what is taken from later. Everything in
 * a frame is a multiple of 8 bytes. */
static frame frame_open(bound *b, void *memory) {
  const kernel_spec *s = b->spec;
  char *at = (char *)memory + s->dims.n * sizeof(dim_value);
  b->dims = memory;
  b->results = (bound_result *)at;
  at += s->results.n * sizeof *b->results;
  b->temps = (bound_array *)at;
  at += s->temps.n * sizeof *b->temps;
  b->stages = (schedule_stage *)at;
  at += s->stages.n * sizeof *b->stages;
  b->chains = (schedule_chain *)at;
  at += s->chains.n * sizeof *b->chains;
  b->shifts = (schedule_shift *)at;
  if (s->chains.n) at += s->accesses.n * sizeof *b->shifts;
  return (frame){(int64_t *)(void *)at};
}

static int64_t dim_of(const bound *b, uint32_t list) {
  int64_t n = b->dims[spec_dimlists(b->spec)[list]].i;
  return n < 0 ? 0 : n;
}

/* ---- Results ---- */

static jx_status check_given(const bound *b, uint32_t i, diag *d) {
  const plan_result *p = spec_results(b->spec) + i;
  const bound_result *r = &b->results[i];
  bool same = r->given->rank == p->rank;
  for (int x = 0; same && x < p->rank; x++) same = r->given->shape[x] == r->shape[x];
  if (same) return JX_OK;
  char what[40] = "result", has[ARRAY_SHAPE_TEXT], wants[ARRAY_SHAPE_TEXT];
  if (b->spec->results.n > 1) snprintf(what, sizeof what, "result %u", (unsigned)i + 1);
  return diag_fail(d, JX_ERROR_ARGUMENT, (span){0}, "%s has shape %s, expected %s", what,
                   array_shape_text(has, r->given->rank, r->given->shape),
                   array_shape_text(wants, p->rank, r->shape));
}

/* Strides of fresh memory: without gaps, in the order the planner chose. They wrap only where there
 * are no elements, and mean nothing there. */
static void fresh_strides(int64_t *strides, const int64_t *shape, const plan_result *p) {
  int64_t stride = p->item;
  for (int j = p->rank; j-- > 0;) {
    int x = p->order[j];
    strides[x] = stride;
    if (shape[x] > 1) stride = wrap_mul(stride, shape[x]);
  }
}

static jx_status bind_result(bound *b, uint32_t i, const jx_array *results, frame *f, diag *d) {
  const plan_result *p = spec_results(b->spec) + i;
  bound_result *r = &b->results[i];
  *r = (bound_result){.shape = frame_take(f, p->rank)};
  r->to.strides = frame_take(f, p->rank);
  for (int x = 0; x < p->rank; x++) r->shape[x] = dim_of(b, p->dims + (uint32_t)x);
  int64_t n = array_elements(p->rank, r->shape, p->item);
  if (n < 0) return too_large(d, "a result");
  if (p->selects) { /* see selecting.h */
    b->selects = true;
    r->selected = results[i].data ? &results[i] : NULL;
    return JX_OK;
  }
  if (!results[i].data) {
    fresh_strides(r->to.strides, r->shape, p);
    r->need = (size_t)n * p->item;
    return JX_OK;
  }
  r->given = &results[i];
  JX_TRY(check_given(b, i, d));
  memcpy(r->to.strides, r->given->strides, p->rank * sizeof *r->to.strides);
  r->to.data = r->given->data;
  return JX_OK;
}

/* ---- Spaces ---- */

/* Most points of a stage, so that a few more do not overflow, and most kept points of one that
 * folds, so that words of their states can be counted: more than any memory holds results of. */
#define POINTS_MOST DIMS_MAX_LENGTH
#define FOLDED_MOST ((int64_t)1 << 48)

static jx_status loop_extent(const bound *b, const plan_loop *l, int64_t *extent, diag *d) {
  *extent = 1;
  for (uint32_t i = 0; i < l->ndims; i++)
    if (__builtin_mul_overflow(*extent, dim_of(b, l->dims + i), extent))
      return too_large(d, "an iteration space");
  return JX_OK;
}

/* The loops' extents go to the slots; a stage without points to fold keeps extents that divide. */
static jx_status bind_space(bound *b, uint32_t i, const kernel *k, frame *f, diag *d) {
  const plan_stage *p = spec_stages(b->spec) + i;
  schedule_stage *s = &b->stages[i];
  s->plan = p;
  s->accesses = spec_accesses(b->spec) + p->accesses;
  s->accumulators = spec_accumulators(b->spec) + p->accumulators;
  s->entry = k->entries[i];
  s->slots = frame_take(f, stage_slots(p));
  s->kept = s->reduced = s->row = 1;
  s->chained = false;
  s->cost = 0;
  s->step = s->group = 0;
  int64_t *extents = s->slots + SLOT_FIRST, all;
  for (uint32_t l = 0; l < stage_loops(p); l++) {
    JX_TRY(loop_extent(b, spec_loops(b->spec) + p->loops + l, &extents[l], d));
    bool kept = l < p->nkept && !(stage_is_tiled(p) && l == p->vector);
    int64_t *points = kept ? &s->kept : &s->reduced;
    if (__builtin_mul_overflow(*points, extents[l], points))
      return too_large(d, "an iteration space");
  }
  if (__builtin_mul_overflow(s->kept, s->reduced, &all) || all > POINTS_MOST ||
      s->kept > POINTS_MOST || s->reduced > POINTS_MOST || (p->words && s->kept > FOLDED_MOST))
    return too_large(d, "an iteration space");
  if (p->vector < stage_loops(p)) s->row = extents[p->vector];
  if (p->woven && s->row) s->row *= extents[p->vector - 1];
  if (s->reduced == 0 && stage_is_tiled(p)) s->kept = 0;
  if (s->reduced == 0) {
    for (uint32_t l = p->nkept; l < stage_loops(p); l++)
      if (extents[l] == 0) extents[l] = 1;
    if (s->row == 0) s->row = 1;
  }
  if ((uint64_t)all > b->elements) b->elements = (uint64_t)all;
  return JX_OK;
}

/* Crossed stages are cut together with those that finish them, and these may run when the crossed
 * one has no points; nothing else does. */
static void cut_stages(bound *b) {
  for (uint32_t i = 0; i < b->spec->stages.n; i++) {
    schedule_stage *s = &b->stages[i];
    if (s->plan->crossed || (s->kept == 0 && !s->plan->nfinish)) continue;
    size_t states = schedule_cut(s);
    if (states > b->state_bytes) b->state_bytes = states;
  }
}

/* ---- Memory ---- */

jx_status bind_limited(bound *b, size_t size, diag *d) {
  size_t most = b->host.max_bytes;
  if (size > most || b->allocated > most - size)
    return diag_fail(d, JX_ERROR_LIMIT, (span){0},
                     "the call would allocate more than max_bytes, %zu bytes", most);
  b->allocated += size;
  return JX_OK;
}

static size_t aligned(size_t size) { return (size + JX_ALIGN - 1) & ~(size_t)(JX_ALIGN - 1); }

static void *take(bound *b, size_t size, size_t *got) {
  if (b->look) {
    b->look_at += JX_ALIGN;
    void *at = (void *)b->look_at; /* never read or written */
    b->look_at += aligned(size);
    *got = size;
    return at;
  }
  return b->host.take(b->host.user, size, got);
}

static void give_back(bound *b, void *block, size_t size) {
  if (block && !b->look) b->host.give(b->host.user, block, size);
}

/* Strides of a temp, and its bytes added to *at; its data is its offset until the block is there.
 */
static jx_status lay_out_temp(bound *b, uint32_t i, frame *f, size_t *at, diag *d) {
  const plan_temp *t = spec_temps(b->spec) + i;
  int64_t stride = t->item;
  b->temps[i] = (bound_array){.strides = frame_take(f, t->ndims), .offset = *at};
  for (uint32_t x = t->ndims; x-- > 0;) {
    b->temps[i].strides[x] = stride;
    if (__builtin_mul_overflow(stride, dim_of(b, t->dims + x), &stride))
      return too_large(d, "a temporary");
  }
  if (bind_window_of(b, i)) return JX_OK; /* bind_windows() has a place for it */
  if (__builtin_add_overflow(*at, aligned((size_t)stride), at) || *at > SIZE_MAX / 4)
    return too_large(d, "a temporary");
  return JX_OK;
}

static jx_status bind_memory(bound *b, frame *f, diag *d) {
  size_t size = 0;
  for (uint32_t i = 0; i < b->spec->temps.n; i++) JX_TRY(lay_out_temp(b, i, f, &size, d));
  size_t windows = size, states = size;
  if (b->spec->chains.n) states += bind_windows(b);
  size = states + b->state_bytes;
  b->temp_bytes = windows;
  b->window_bytes = states - windows;
  JX_TRY(bind_limited(b, size, d));
  for (uint32_t i = 0; i < b->spec->results.n; i++)
    if (!b->results[i].given) JX_TRY(bind_limited(b, b->results[i].need, d));
  if (size) {
    b->block = take(b, size, &b->block_size);
    if (!b->block) return diag_memory(d);
    for (uint32_t i = 0; i < b->spec->temps.n; i++) {
      uintptr_t base = bind_window_of(b, i) ? 0 : (uintptr_t)b->block;
      b->temps[i].data = (char *)(base + b->temps[i].offset);
    }
    if (b->spec->chains.n) bind_shifts(b, (char *)b->block + windows);
    b->states = (int64_t *)(void *)((char *)b->block + states);
  }
  for (uint32_t i = 0; i < b->spec->results.n; i++) {
    bound_result *r = &b->results[i];
    if (r->given || spec_results(b->spec)[i].selects) continue;
    r->block = take(b, r->need, &r->size);
    if (!r->block) return diag_memory(d);
    r->to.data = r->block;
  }
  return JX_OK;
}

/* ---- Slots ---- */

static const bound_array *source_of(const bound *b, const plan_access *a, bound_array *operand) {
  switch ((plan_source)a->source) {
  case SOURCE_RESULT: return &b->results[a->index].to;
  case SOURCE_TEMP: return &b->temps[a->index];
  case SOURCE_OPERAND: break;
  }
  const jx_array *o = b->operands[a->index];
  operand->data = o->data;
  operand->strides = (int64_t *)o->strides; /* only read */
  return operand;
}

/* Address and strides of an access, and strides of its gather; returns the bytes it moves, each
 * element counted once. */
static uint64_t bind_access(const bound *b, const plan_access *a, const plan_stage *p,
                            const int64_t *slots, int64_t *slot, int64_t *gathers) {
  const int64_t *extents = slots + SLOT_FIRST;
  uint32_t nloops = stage_loops(p);
  const plan_step *step = spec_steps(b->spec) + a->steps;
  const plan_start *start = spec_starts(b->spec) + a->starts;
  bound_array operand;
  const bound_array *source = source_of(b, a, &operand);
  const int64_t *strides = source->strides;
  int64_t offset = 0;
  for (uint32_t i = 0; i < a->nstarts; i++, start++)
    offset = wrap_add(offset, wrap_mul(strides[start->axis], b->dims[start->dim].i));
  slot[0] = (int64_t)((uintptr_t)source->data + (uintptr_t)offset);
  uint64_t points = a->item;
  for (uint32_t l = 0; l < nloops; l++, step++) {
    int64_t stride = step->axis < 0 ? 0 : wrap_mul(strides[step->axis], step->step);
    if (step->by) stride = wrap_mul(stride, b->dims[step->by - 1].i);
    slot[1 + l] = stride;
    if (l == p->vector && a->vector == ACCESS_PERIODIC)
      points *= (uint64_t)extents[nloops + p->period - 1];
    else if (l == p->vector && a->vector == ACCESS_SPREAD)
      points *= (uint64_t)(extents[l] / extents[nloops + p->period - 1]);
    else if (stride || a->gathers)
      points *= (uint64_t)extents[l];
  }
  for (uint32_t i = 0; i < a->gathers; i++, step++)
    gathers[a->gather + i] = step->axis < 0 ? 0 : wrap_mul(strides[step->axis], step->step);
  return points;
}

/* Outputs larger than this are written past the cache. */
#define STREAM_BYTES ((uint64_t)4 << 20)

/* Whether every row of a store begins at a cache line, as scans in lanes need, whose first step
 * takes all lanes wherever a result lies: which elements are added first must not depend on that.
 */
static bool rows_are_aligned(const plan_stage *p, const int64_t *slot) {
  if (!stage_scans_in_lanes(p)) return true;
  for (uint32_t l = 0; l < stage_loops(p); l++)
    if (l != p->vector && slot[1 + l] % 64) return false;
  return slot[0] % 64 == 0;
}

/* A line that is written in pieces goes to memory in pieces, each of which takes as long as some
 * hundred bytes, when stores pass the cache. That is so where rows do not begin and end with a line
 * and steps are less than one. Such rows, in bytes, gain from streaming only if they are long. Where
 * the stage goes by lines, those at the ends of rows are read first, and rows are to have some more
 * of them, or not to fit any cache. Measured with bools and floats on Sapphire Rapids. */
#define STREAM_BROKEN 32768
#define STREAM_ROW 2048
#define STREAM_SHORT 256
#define STREAM_LARGE ((uint64_t)48 << 20)
#define STREAM_LINE 64

static bool breaks_lines(const schedule_stage *s, const int64_t *slot, int64_t size,
                         uint64_t moved) {
  const plan_stage *p = s->plan;
  int64_t row = s->row * size, step = p->lanes * size;
  if (p->nreduced || p->nkept < 2 || row >= STREAM_BROKEN) return false;
  int64_t enough = moved > STREAM_LARGE ? STREAM_SHORT : STREAM_ROW;
  if (p->whole ? row >= enough : step >= STREAM_LINE) return false;
  int64_t apart = slot[0];
  for (uint32_t l = 0; l < p->nkept; l++)
    if (l != p->vector) apart |= slot[1 + l];
  return apart % STREAM_LINE != 0;
}

/* Streaming aligns the first contiguous store; others of its size must lie alike (plan.h), and no
 * operand may be rewritten in place, whose lines are in cache anyway; a window is to stay there. */
static bool may_stream(const bound *b, const schedule_stage *s, uint64_t moved) {
  const plan_stage *p = s->plan;
  const plan_access *accesses = spec_accesses(b->spec) + p->accesses;
  const int64_t *first = NULL;
  size_t size = 0;
  for (uint32_t a = 0; a < p->naccesses; a++) {
    if (accesses[a].store != stage_point_phase(p)) continue;
    if (accesses[a].source == SOURCE_TEMP && bind_window_of(b, accesses[a].index)) return false;
    if (accesses[a].vector != ACCESS_UNIT) continue;
    const int64_t *slot = s->slots + stage_access_slot(p, a);
    if (!first) {
      first = slot;
      size = accesses[a].item;
    }
    if (accesses[a].item != size) continue;
    if (breaks_lines(s, slot, (int64_t)size, moved)) return false;
    if (slot[0] % (int64_t)size || (slot[0] - first[0]) % 64 || !rows_are_aligned(p, slot))
      return false;
    for (uint32_t l = 0; l < (p->scans ? stage_loops(p) : p->nkept); l++)
      if (l != p->vector && !(p->woven && l + 1 == p->vector) &&
          (slot[1 + l] % (int64_t)size || (slot[1 + l] - first[1 + l]) % 64))
        return false;
    if (stage_is_tiled(p) && slot[1 + stage_row_loop(p)] % 64) return false;
    for (uint32_t o = 0; o < p->naccesses; o++)
      if (!accesses[o].store && s->slots[stage_access_slot(p, o)] == slot[0]) return false;
  }
  return first != NULL;
}

/* True when an access leaps to another cache line at every step of the vector loop. */
static bool leaps(const bound *b, const schedule_stage *s) {
  const plan_stage *p = s->plan;
  const plan_access *accesses = spec_accesses(b->spec) + p->accesses;
  for (uint32_t a = 0; p->vector < p->nkept && a < p->naccesses; a++) {
    if (access_repeats(&accesses[a])) continue;
    int64_t stride = s->slots[stage_access_slot(p, a) + 1 + p->vector];
    if (stride >= 64 || stride <= -64) return true;
  }
  return false;
}

bool bind_stays_in_cache(const bound *b, const plan_access *a) {
  return a->again || (a->source == SOURCE_TEMP && bind_window_of(b, a->index));
}

/* A tiled kernel moves whole vectors, where there are enough of them along both loops: small arrays
 * as fast as others are prepared for, and large ones past the cache where all rows lie alike. */
#define TILED_LEAST 16
#define TILED_SMALL 65536

static bool tiles_well(const schedule_stage *s, const plan_access *a) {
  const int64_t *inner = s->slots + SLOT_FIRST + s->plan->nkept - 2;
  if (!stage_is_tiled(s->plan) || a->item < 4) return false;
  if (inner[0] < TILED_LEAST || inner[1] < TILED_LEAST) return false;
  return s->slots[SLOT_STREAM] || s->kept < TILED_SMALL / a->item;
}

/* Bytes of an element of a stage that does nothing but copy them as they are in memory, and not in
 * tiles; else 0. */
static uint32_t moved_item(const schedule_stage *s, const plan_access *a) {
  const plan_stage *p = s->plan;
  if (p->nreduced || p->nvalues != 1 || p->naccesses != 2 || p->nstores != 1 || p->ngathers)
    return 0;
  if (tiles_well(s, a)) return 0;
  element_form form = element_form_of((jx_dtype)a[0].dtype);
  bool string = dtype_is_string((jx_dtype)a[0].dtype);
  bool alike = a[0].dtype == a[1].dtype && a[0].item == a[1].item && !a[0].swapped && !a[1].swapped;
  return alike && a[1].store && (string || form.stored == form.worked) ? a[0].item : 0;
}

/* Up to so many bytes of elements are taken to be so near, on any machine, that adding them takes
 * longer than reading: bits depend on it. A second-level cache or two; what comes from farther away
 * leaves the time to compensate every addition, as do elements that are computed of nothing. */
#define RUN_BYTES ((int64_t)4 << 20)

static int64_t run_mask(const schedule_stage *s) {
  int64_t bytes = s->plan->bytes_read;
  return bytes && s->reduced <= RUN_BYTES / bytes ? PLAN_RUN_STEPS - 1 : 0;
}

static void bind_slots(bound *b, schedule_stage *s) {
  const plan_stage *p = s->plan;
  const plan_access *accesses = spec_accesses(b->spec) + p->accesses;
  uint64_t read = 0, written = 0;
  s->slots[SLOT_HELPERS] = (int64_t)(uintptr_t)&helpers;
  s->slots[SLOT_FAULT] = (int64_t)(uintptr_t)&b->fault;
  s->slots[SLOT_RUN] = run_mask(s);
  for (uint32_t i = 0; i < p->ndims; i++)
    s->slots[SLOT_FIRST + stage_loops(p) + i] = b->dims[spec_dimlists(b->spec)[p->dims + i]].i;
  uint32_t nloops = stage_loops(p);
  int64_t *slot = s->slots + stage_access_slot(p, 0);
  int64_t *gathers = s->slots + stage_gather_slot(p, 0);
  for (uint32_t a = 0; a < p->naccesses; a++, slot += 1 + nloops) {
    uint64_t bytes = bind_access(b, &accesses[a], p, s->slots, slot, gathers);
    if (s->chained && bind_stays_in_cache(b, &accesses[a])) continue;
    *(accesses[a].store ? &written : &read) += bytes;
  }
  bool streams = p->scans || !stage_folds_in_memory(p);
  s->slots[SLOT_STREAM] = streams && written > STREAM_BYTES && may_stream(b, s, read + written);
  s->moves = moved_item(s, accesses);
  bool map = !p->nreduced && p->nkept > 1 && !stage_is_tiled(p);
  if (map && leaps(b, s))
    schedule_tile(s);
  else if (map && !s->chained)
    slabs_cut(s);
  b->bytes_read += read;
  b->bytes_written += written;
}

static void bind_all_slots(bound *b) {
  b->bytes_read = b->bytes_written = 0;
  for (uint32_t i = 0; i < b->spec->stages.n; i++)
    if (b->stages[i].kept) bind_slots(b, &b->stages[i]);
}

/* ---- Shadows ---- */

/* Compact strides in the order of the given result's own, so that whatever the kernel knows of its
 * layout holds. */
static size_t shadow_strides(const bound_result *r) {
  layout l;
  layout_of(&l, r->given);
  int64_t stride = l.item;
  int n = 0;
  for (int x = 0; x < r->given->rank; x++) {
    r->to.strides[x] = 0;
    n += r->shape[x] != 1; /* as many are in the order */
  }
  while (n-- > 0) {
    r->to.strides[l.order[n]] = stride;
    stride *= r->shape[l.order[n]];
  }
  return aligned((size_t)stride);
}

static jx_status bind_shadows(bound *b, diag *d) {
  size_t size = 0;
  for (uint32_t i = 0; i < b->spec->results.n; i++) {
    bound_result *r = &b->results[i];
    if (!r->shadow) continue;
    r->to.offset = size;
    size += shadow_strides(r);
  }
  JX_TRY(bind_limited(b, size, d));
  b->shadows = take(b, size, &b->shadows_size);
  if (!b->shadows) return diag_memory(d);
  for (uint32_t i = 0; i < b->spec->results.n; i++)
    if (b->results[i].shadow) b->results[i].to.data = (char *)b->shadows + b->results[i].to.offset;
  bind_all_slots(b);
  return JX_OK;
}

/* ---- All of it ---- */

static jx_status bind_steps(bound *b, const kernel *k, void *memory, const jx_array *results,
                            diag *d) {
  frame f = frame_open(b, memory);
  bool given = false;
  memset(b->results, 0, b->spec->results.n * sizeof *b->results); /* bind_abandon() looks at them */
  for (uint32_t i = 0; i < b->spec->results.n; i++) {
    JX_TRY(bind_result(b, i, results, &f, d));
    given = given || b->results[i].given;
  }
  if (given) JX_TRY(bind_check_results(b, d));
  for (uint32_t i = 0; i < b->spec->stages.n; i++) JX_TRY(bind_space(b, i, k, &f, d));
  cut_stages(b);
  if (b->spec->chains.n) bind_chains(b);
  JX_TRY(bind_memory(b, &f, d));
  bind_all_slots(b);
  return given && bind_find_shadows(b) ? bind_shadows(b, d) : JX_OK;
}

static jx_status bind_with(bound *b, const kernel *k, void *memory, const jx_array *results,
                           diag *d) {
  b->spec = k->spec;
  jx_status status = bind_steps(b, k, memory, results, d);
  if (status != JX_OK) bind_abandon(b);
  return status;
}

jx_status bind_call(bound *b, const bind_host *host, const kernel *k, void *memory,
                    const jx_array *const *operands, const jx_array *results, diag *d) {
  memset(b, 0, offsetof(bound, index));
  b->host = *host;
  b->operands = operands;
  for (int i = 0; k->spec->faults && i < PLAN_FAULTS; i++) b->index[i] = INT64_MAX;
  return bind_with(b, k, memory, results, d);
}

jx_status bind_look(bound *b, const bind_host *host, const kernel *k, void *memory,
                    const jx_array *const *operands, const jx_array *results, diag *d) {
  *b = (bound){.host = *host, .operands = operands, .look = true};
  return bind_with(b, k, memory, results, d);
}

static void free_blocks(bound *b) {
  give_back(b, b->block, b->block_size);
  give_back(b, b->shadows, b->shadows_size);
  b->block = b->shadows = NULL;
}

/* To results that were given, where stages did not write. */
static bool copy_results(const bound *b, jx_array *results) {
  for (uint32_t i = 0; i < b->spec->results.n; i++) {
    const plan_result *p = spec_results(b->spec) + i;
    const bound_result *r = &b->results[i];
    bound_array to = {.data = results[i].data, .strides = results[i].strides};
    if (!r->shadow && !(r->selected && r->block)) continue;
    if (!bind_copy(p->rank, r->shape, p->item, &to, &r->to, b->host.cancel)) return false;
  }
  return true;
}

bool bind_finish(bound *b, jx_array *results) {
  if (!copy_results(b, results)) {
    bind_abandon(b);
    return false;
  }
  for (uint32_t i = 0; i < b->spec->results.n; i++) {
    const plan_result *p = spec_results(b->spec) + i;
    bound_result *r = &b->results[i];
    jx_array *out = &results[i];
    if (r->given || (r->selected && !r->block)) continue;
    if (r->selected) {
      give_back(b, r->block, r->size);
      r->block = NULL;
      continue;
    }
    out->data = r->block;
    out->dtype = (jx_dtype)p->dtype;
    out->rank = p->rank;
    out->flags = p->weak ? JX_ARRAY_WEAK : 0;
    out->detail = dtype_is_string(out->dtype) ? p->item : p->detail;
    out->owned = r->size;
    memcpy(out->shape, r->shape, p->rank * sizeof *out->shape);
    memcpy(out->strides, r->to.strides, p->rank * sizeof *out->strides);
  }
  free_blocks(b);
  return true;
}

void bind_abandon(bound *b) {
  for (uint32_t i = 0; b->results && i < b->spec->results.n; i++) {
    give_back(b, b->results[i].block, b->results[i].size);
    b->results[i].block = NULL;
  }
  free_blocks(b);
}
