/* schedule.c: cutting stages and sharing the pieces; see schedule.h.
 *
 * Start at schedule_all(). Work comes as numbered items, which threads take from one counter; a
 * stage is one or two rounds of items: its pieces, and for cut reductions the combining of states
 * with the last call.
 */
#include "runtime/schedule.h"

#include <omp.h>
#include <stdatomic.h>
#include <string.h>

#include "runtime/fork.h"
#include "runtime/states.h"
#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* ---- Cutting ---- */

/* What a piece should hold: about half of a small second-level cache, or this much time. */
#define PIECE_BYTES 196608
#define PIECE_NS 40000
/* A rough machine: bytes a nanosecond from memory and from cache, and nanoseconds for one operation
 * on one vector. */
#define BYTES_PER_NS 12.0
#define CACHED_BYTES_PER_NS 40.0
#define CACHED_BYTES 1048576
#define NS_PER_STEP 0.35

/* Less than a piece, and not worth an estimate. */
#define SMALL_POINTS 32768
#define SMALL_BYTES 65536
#define SMALL_STEPS 4096

/* Enough pieces for any machine; more are made only when one would be too long. */
#define PIECES_WANTED 512
#define LONGEST_NS 20000000   /* of a piece of a reduction, until there are */
#define REDUCED_PIECES 4096   /* most ranges of one reduction */
#define REDUCED_LEAST 4096    /* points, so that a state is worth its while */
#define REDUCED_LEAST_ROWS 64 /* times words of the state, where there is one for each column */
#define STATE_BYTES SCHEDULE_STATES /* of all states of a stage */
/* Kept points that share a pass over the reduced range when accumulators lie in memory: whole cache
 * lines of each row, and as many as make a row worth its TLB miss. */
#define MEMORY_FOLD_LEAST 2048
#define STREAM_UNIT 64 /* elements: pieces begin where the row's first element is aligned alike */

static int64_t least(int64_t a, int64_t b) { return a < b ? a : b; }
static int64_t most(int64_t a, int64_t b) { return a > b ? a : b; }
static int64_t round_up(int64_t n, int64_t unit) { return (n + unit - 1) / unit * unit; }
static int64_t divide_up(int64_t n, int64_t by) { return by > 1 ? (n - 1) / by + 1 : n; }

/* Pieces of about `points` points: whole rows, or parts of a row. */
static cut cut_rows(int64_t total, int64_t row, int64_t points) {
  points = most(points, 1);
  if (row <= points) return cut_make(total, total, points / row * row);
  return cut_make(total, row, round_up(points, STREAM_UNIT));
}

static double point_cost(const plan_stage *p, double points) {
  double bytes = p->bytes_read + p->bytes_written;
  double moving = bytes / (bytes * points < CACHED_BYTES ? CACHED_BYTES_PER_NS : BYTES_PER_NS);
  double steps = p->cost * NS_PER_STEP / p->lanes;
  return (moving > steps ? moving : steps) + 0.01;
}

static int64_t piece_points(const plan_stage *p, double cost) {
  double bytes = p->bytes_read + p->bytes_written + 1, by_time = PIECE_NS / cost;
  double points = PIECE_BYTES / bytes;
  return (int64_t)(points < by_time ? points : by_time) + 1;
}

static void cut_map(schedule_stage *s, int64_t points) {
  s->kept_cut = cut_rows(s->kept, s->row, points);
  s->reduced_cut = cut_none(1);
}

/* Rows and columns of a tile: two cache lines' worth of rows, and as many columns as their lines
 * fit the first-level cache. */
#define TILE_ROWS 16
#define TILE_COLUMNS 128

void schedule_tile(schedule_stage *s) {
  if (s->kept_cut.count > 1 && s->row < s->kept)
    s->kept_cut = cut_tiles(s->kept, s->row, least(s->row, TILE_COLUMNS), TILE_ROWS);
}

/* Kept pieces if they are enough; reduced ones too if not. */
static void cut_fold(schedule_stage *s, int64_t points) {
  bool in_memory = stage_folds_in_memory(s->plan);
  int64_t kept_row = in_memory ? s->row : 1, reduced_row = in_memory ? 1 : s->row;
  int64_t all = s->reduced ? s->reduced : 1;
  int64_t kept_points = most(divide_up(points, all), in_memory ? MEMORY_FOLD_LEAST : 1);
  s->kept_cut = cut_rows(s->kept, kept_row, kept_points);
  s->reduced_cut = cut_none(all);

  double pieces = (double)s->kept * (double)all / (double)points;
  int64_t wanted = pieces < PIECES_WANTED ? (int64_t)pieces : PIECES_WANTED;
  if (s->cost > (double)PIECES_WANTED * LONGEST_NS) /* so that it can be stopped */
    wanted = s->cost < (double)REDUCED_PIECES * LONGEST_NS ? (int64_t)(s->cost / LONGEST_NS)
                                                           : REDUCED_PIECES;
  if (s->kept_cut.count >= wanted) return;
  size_t state = (size_t)s->plan->words * sizeof(int64_t); /* of one kept point */
  if ((uint64_t)s->kept > STATE_BYTES / state) return;
  int64_t ranges = divide_up(wanted, s->kept_cut.count);
  ranges = least(ranges, (int64_t)(STATE_BYTES / state) / s->kept);
  ranges = least(ranges, REDUCED_PIECES);
  if (ranges < 2) return;
  int64_t least_range = in_memory ? REDUCED_LEAST_ROWS * s->plan->words : REDUCED_LEAST;
  int64_t range = most(divide_up(all, ranges), least_range);
  s->reduced_cut = cut_rows(all, reduced_row, range);
  if ((uint64_t)s->reduced_cut.count >
      STATE_BYTES / state / (uint64_t)s->kept) /* short ends of rows */
    s->reduced_cut = cut_none(all);
}

/* True for work that is one piece without further thought: most calls on short arrays. */
static bool is_small(const schedule_stage *s) {
  const plan_stage *p = s->plan;
  int64_t all = s->kept * most(s->reduced, 1);
  return all < SMALL_POINTS && all * (p->bytes_read + p->bytes_written) < SMALL_BYTES &&
         all * p->cost < (int64_t)SMALL_STEPS * p->lanes;
}

/* Columns of a piece of a crossed stage: what it reads and folds into along them stays in a
 * second-level cache. */
#define CROSS_COLUMNS 2048

/* Whether the i-th finishing stage keeps just what the crossed stage keeps: its folds are along the
 * rows. */
static bool is_along(const schedule_stage *s, uint32_t finish) {
  for (uint32_t i = 0; i < s->plan->naccumulators; i++)
    if (s->accumulators[i].finish == finish)
      return s->accumulators[i].kept == (1u << s->plan->nkept) - 1;
  return false;
}

/* Words of the states of the finishing stages, those along rows or the others; each stage learns
 * where its own begin. */
static int64_t lay_out_states(schedule_stage *s, bool along) {
  int64_t size = 0;
  for (uint32_t i = 1; i <= s->plan->nfinish; i++) {
    schedule_stage *f = &s[i];
    if (is_along(s, i - 1) != along) continue;
    f->state_at = size;
    size += f->plan->words * f->kept;
  }
  return size;
}

static bool columns_may_be_cut(const schedule_stage *s) {
  if (s->plan->nreduced > 1) return false;
  for (uint32_t i = 0; i < s->plan->naccumulators; i++) {
    uint32_t kept = s->accumulators[i].kept, all = (1u << s->plan->nkept) - 1;
    if (kept != all && !(kept >> s->plan->vector & 1)) return false;
  }
  return true;
}

/* Pieces are rows by columns. Pieces of the same rows share the states that are not along rows,
 * those of the same columns the states along rows; so there may be as many of either as memory
 * allows. */
static size_t cut_crossed(schedule_stage *s) {
  int64_t along = lay_out_states(s, true), shared = lay_out_states(s, false);
  int64_t columns = s->reduced, rows = s->kept, words = STATE_BYTES / sizeof(int64_t);
  if (!is_small(s) && s->kept && s->reduced) {
    double cost = point_cost(s->plan, (double)s->kept * (double)s->reduced);
    int64_t points = piece_points(s->plan, cost);
    s->cost = cost * (double)s->kept * (double)s->reduced;
    if (columns_may_be_cut(s)) {
      int64_t most_columns = most(words / most(along, 1), 1);
      columns = most(divide_up(s->reduced, most_columns), least(CROSS_COLUMNS, s->reduced));
      columns = round_up(columns, STREAM_UNIT);
    }
    int64_t most_rows = most(words / most(shared, 1), 1);
    rows = most(divide_up(s->kept, most_rows), divide_up(points, least(columns, s->reduced)));
    if (shared) rows = most(rows, REDUCED_LEAST_ROWS);
    rows = round_up(rows, PLAN_MAX_ROWS);
  }
  s->kept_cut = s->kept ? cut_make(s->kept, s->kept, rows) : cut_none(0);
  s->reduced_cut = s->reduced ? cut_make(s->reduced, s->reduced, columns) : cut_none(0);
  s->state_at = 0;
  s->state_size = along;
  s->state_count = s->reduced_cut.count;
  s->shared_at = along * s->state_count;
  s->shared_size = shared;
  for (uint32_t i = 1; i <= s->plan->nfinish; i++) {
    schedule_stage *f = &s[i];
    bool own = is_along(s, i - 1);
    f->state_size = own ? along : shared;
    f->state_count = own ? s->reduced_cut.count : s->kept_cut.count;
    if (!own) f->state_at += s->shared_at;
    int64_t row = stage_folds_in_memory(f->plan) ? f->row : 1;
    f->kept_cut = cut_rows(f->kept, row, most(MEMORY_FOLD_LEAST, f->kept / PIECES_WANTED));
    f->cost = 0; /* little beside the crossed stage's own */
  }
  return schedule_states(s);
}

/* Rows and columns of a piece of a tiled stage: as many pages as the TLB holds, and rows enough to
 * use them again. */
#define TILED_ROWS 256
#define TILED_COLUMNS 256

static void cut_tiled(schedule_stage *s) {
  s->kept_cut = cut_make(s->kept, s->kept, TILED_ROWS);
  s->reduced_cut = cut_make(s->reduced, s->reduced, TILED_COLUMNS);
}

size_t schedule_cut(schedule_stage *s) {
  if (s->plan->nfinish) return cut_crossed(s);
  s->state_at = 0;
  s->state_size = s->plan->words * s->kept;
  s->state_count = 1;
  if (is_small(s)) {
    s->kept_cut = cut_none(s->kept);
    s->reduced_cut = cut_none(stage_is_tiled(s->plan) ? s->reduced : 1);
    s->cost = 0;
    return 0;
  }
  double all = (double)s->kept * (double)most(s->reduced, 1), cost = point_cost(s->plan, all);
  int64_t points = piece_points(s->plan, cost);
  s->cost = cost * all;
  if (s->plan->nreduced)
    cut_fold(s, points);
  else if (stage_is_tiled(s->plan))
    cut_tiled(s);
  else
    cut_map(s, points);
  if (!s->plan->nreduced) return 0;
  s->state_count = s->reduced_cut.count;
  return schedule_states(s);
}

size_t schedule_states(const schedule_stage *s) {
  int64_t words = s->state_count < 2 ? 0 : s->state_size * s->state_count;
  if (s->plan->nfinish) words = s->shared_at + s->shared_size * s->kept_cut.count;
  return (size_t)words * sizeof(int64_t);
}

/* ---- Cutting chains ---- */

/* Below this all of it is in cache anyway. */
#define CHAIN_NS 20000
#define CHAIN_PIECES 16        /* fewer do not share well */
#define CHAIN_PIECES_WANTED 64 /* if they need not be smaller than */
#define CHAIN_PIECE_LEAST 32768
/* Of a window, so that a call that stops is not heard too late. */
#define CHAIN_WINDOW_NS 160000
/* What one window may touch and still be in cache when the next stage comes: a second-level cache
 * and a part of the third. Beyond, a chain pays only for the temps that it keeps small. */
#define CHAIN_CACHE 1048576
#define CHAIN_TEMPS 4194304
/* Temps of this size are kept small even on a spine of a few points. */
#define CHAIN_LARGE 67108864
/* Spine points that share what is read at each of them, and what it takes to write a state and read
 * it again. */
#define CHAIN_SHARING 8
/* Points of a window when vectors run along the spine. */
#define CHAIN_ALONG 256
#define CHAIN_STATES 16

static int64_t window_points(const schedule_chain_size *z) {
  double bytes = z->moved + z->windows + 1, n = (double)z->points;
  double points = PIECE_BYTES / bytes, timed = CHAIN_WINDOW_NS / (z->cost / n + 0.01);
  if (timed < points) points = timed;
  double even = n / CHAIN_PIECES_WANTED, smallest = CHAIN_PIECE_LEAST / bytes;
  if (points > even) points = even > smallest ? even : points < smallest ? points : smallest;
  int64_t window = points < 1 ? 1 : (int64_t)points;
  if (z->fixed + z->state > PIECE_BYTES / 2) window = most(window, CHAIN_SHARING);
  if (!z->along) return window;
  return round_up(most(window, z->in_memory ? MEMORY_FOLD_LEAST : CHAIN_ALONG), STREAM_UNIT);
}

bool schedule_chain_cut(schedule_chain *c, const schedule_chain_size *z) {
  if (z->points == 0 || z->cost < CHAIN_NS) return false;
  int64_t window = window_points(z), pieces = divide_up(z->points, window), parts = pieces;
  double temps = z->windows * (double)z->points;
  if (pieces < CHAIN_PIECES && temps >= CHAIN_LARGE && !z->along)
    pieces = parts = z->points, window = 1;
  if (pieces < (temps >= CHAIN_LARGE ? 2 : CHAIN_PIECES)) return false;
  if ((z->moved + z->windows) * (double)window > CHAIN_CACHE && temps < CHAIN_TEMPS) return false;
  if (z->state > 0) {
    if (z->state * CHAIN_STATES > STATE_BYTES && z->state * CHAIN_STATES >= temps) return false;
    int64_t bounded = z->state < STATE_BYTES ? (int64_t)(STATE_BYTES / z->state) : 0;
    parts = least(least(parts, PIECES_WANTED), most(bounded, CHAIN_STATES));
  }
  c->points = z->points;
  c->window = window;
  c->parts = cut_make(z->points, z->points, divide_up(pieces, parts) * window);
  c->cost = z->cost;
  return true;
}

/* ---- Sharing ---- */

typedef struct work work;
typedef void work_item(work *w, int64_t item, int thread);

struct work {
  const schedule_stage *stage;
  const schedule_chain *chain;
  schedule_run *run;
  work_item *item;
  int64_t count;
  double done, share;     /* of the whole run: finished before, and by this work */
  _Atomic int64_t next;   /* item to be taken */
  atomic_bool stop;       /* the callback said so */
  atomic_int begun, over; /* for sanitizers, which do not see libgomp's barriers */
};

/* Between items and their parts, on the calling thread. */
static void report(work *w, double taken) {
  schedule_run *r = w->run;
  double fraction = w->done + w->share * taken / (double)w->count;
  if (r->progress(r->user, fraction < 1 ? fraction : 1)) atomic_store(&w->stop, true);
}

/* Thread 0 is the calling one. */
static void take_items(work *w, int thread) {
  for (;;) {
    int64_t i = atomic_fetch_add_explicit(&w->next, 1, memory_order_relaxed);
    if (i >= w->count || atomic_load_explicit(&w->stop, memory_order_relaxed)) return;
    w->item(w, i, thread);
    if (atomic_load_explicit(&w->stop, memory_order_relaxed)) return;
    if (thread == 0 && w->run->progress && i + 1 < w->count) report(w, (double)(i + 1));
  }
}

#if defined(__SANITIZE_THREAD__)
#define UNSEEN __attribute__((no_sanitize("thread"), noinline))
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define UNSEEN __attribute__((no_sanitize("thread"), noinline))
#endif
#endif
#ifndef UNSEEN
#define UNSEEN
#endif

static void take_as_member(work *w, int thread) {
  atomic_load(&w->begun);
  take_items(w, thread);
  atomic_fetch_add(&w->over, 1);
}

UNSEEN static int fan_out(work *w, int threads) {
  int used = 1;
#pragma omp parallel num_threads(threads)
  {
    int thread = omp_get_thread_num();
    if (thread == 0) used = omp_get_num_threads();
    take_as_member(w, thread);
  }
  return used;
}

/* Threads that `cost` nanoseconds in `count` items are worth. */
static int worth(const schedule_run *r, double cost, int64_t count) {
  if (cost < SCHEDULE_SERIAL_NS || count < 2 || r->threads < 2) return 1;
  if (fork_is_child() || omp_in_parallel()) return 1;
  int64_t n = (int64_t)(cost / (SCHEDULE_SERIAL_NS / 2.0));
  return (int)least(least(n, count), r->threads);
}

/* Runs all items; false when the callback stopped them. */
static bool work_through(work *w, double cost) {
  int threads = worth(w->run, cost, w->count);
  if (w->chain) threads = (int)least(threads, w->chain->nblocks);
  if (threads < 2) {
    take_items(w, 0);
  } else {
    atomic_store(&w->begun, 1);
    int used = fan_out(w, threads);
    atomic_load(&w->over);
    if (used > w->run->used) w->run->used = used;
  }
  return !atomic_load(&w->stop);
}

/* ---- Stages ---- */

static void fence(const schedule_stage *s) {
#ifdef __SSE2__
  if (s->slots[SLOT_STREAM]) _mm_sfence(); /* streaming stores are ordered with nothing else */
#else
  (void)s;
#endif
}

static int64_t *state_of(const schedule_run *r, const schedule_stage *s, int64_t range) {
  return r->states + s->state_at + range * s->state_size;
}

/* A piece of the kept range, over the whole reduced range. */
static void run_piece(work *w, int64_t item, int thread) {
  (void)thread;
  const schedule_stage *s = w->stage;
  int64_t begin, end, rows = cut_at(&s->kept_cut, item, &begin, &end);
  for (int64_t row = 0; row < rows; row++)
    s->entry(s->slots, begin + row * s->row, end + row * s->row, 0, s->reduced, NULL, NULL);
  fence(s);
}

/* A piece of the kept range, over a range of the reduced one: leaves its state. */
static void run_range(work *w, int64_t item, int thread) {
  (void)thread;
  const schedule_stage *s = w->stage;
  int64_t begin, end, from, to, range = item / s->kept_cut.count;
  cut_at(&s->kept_cut, item % s->kept_cut.count, &begin, &end);
  cut_at(&s->reduced_cut, range, &from, &to);
  s->entry(s->slots, begin, end, from, to, NULL, state_of(w->run, s, range));
}

/* Combines the states of a piece of the kept range, and finishes it. */
static void run_finish(work *w, int64_t item, int thread) {
  (void)thread;
  const schedule_stage *s = w->stage;
  int64_t begin, end, *state = state_of(w->run, s, 0);
  cut_at(&s->kept_cut, item, &begin, &end);
  states_tree(s->accumulators, s->plan->naccumulators, s->kept, begin, end, state, s->state_size,
              s->state_count);
  s->entry(s->slots, begin, end, 0, 0, state, NULL);
  fence(s);
}

static bool finish_stage(schedule_run *r, const schedule_stage *s, double done) {
  double combining = (double)s->state_count * (double)s->kept * s->plan->words;
  work w = {.stage = s, .run = r, .item = run_finish, .count = s->kept_cut.count, .done = done};
  return work_through(&w, combining);
}

static void run_tile(work *w, int64_t item, int thread) {
  const schedule_stage *s = w->stage;
  int64_t begin, end, from, to;
  (void)thread;
  cut_at(&s->kept_cut, item / s->reduced_cut.count, &begin, &end);
  cut_at(&s->reduced_cut, item % s->reduced_cut.count, &from, &to);
  s->entry(s->slots, begin, end, from, to, NULL, NULL);
  fence(s);
}

/* ---- Crossed stages ---- */

static int64_t *shared_of(const work *w, int64_t rows) {
  return w->run->states + w->stage->shared_at + rows * w->stage->shared_size;
}

/* Rows by columns. */
static void run_crossed(work *w, int64_t item, int thread) {
  (void)thread;
  const schedule_stage *s = w->stage;
  int64_t begin, end, from, to;
  int64_t columns = item % s->reduced_cut.count, rows = item / s->reduced_cut.count;
  cut_at(&s->kept_cut, rows, &begin, &end);
  cut_at(&s->reduced_cut, columns, &from, &to);
  s->entry(s->slots, begin, end, from, to, shared_of(w, rows), state_of(w->run, s, columns));
  fence(s);
}

/* States to fold into, of a piece of rows. */
static void start_states(work *w, int64_t rows, int thread) {
  (void)thread;
  const schedule_stage *s = w->stage;
  for (uint32_t i = 1; i <= s->plan->nfinish; i++)
    if (!is_along(s, i - 1))
      states_identity(s[i].accumulators, s[i].plan->naccumulators, s[i].kept,
                      w->run->states + s[i].state_at + rows * s->shared_size);
}

/* What is left when there is no point at all. */
static void start_all_states(const work *w) {
  const schedule_stage *s = w->stage;
  for (uint32_t i = 1; i <= s->plan->nfinish; i++)
    states_identity(s[i].accumulators, s[i].plan->naccumulators, s[i].kept,
                    w->run->states + s[i].state_at);
}

static bool finish_crossed(schedule_run *r, const schedule_stage *s, double done) {
  for (uint32_t i = 1; i <= s->plan->nfinish; i++) {
    const schedule_stage *f = &s[i];
    if (f->kept == 0) continue;
    if (!finish_stage(r, f, done)) return false;
  }
  return true;
}

static bool run_crossed_stage(schedule_run *r, const schedule_stage *s, double done, double share) {
  int64_t rows = s->kept_cut.count, columns = s->reduced_cut.count;
  work w = {.stage = s, .run = r, .item = start_states, .count = rows, .done = done};
  if (s->kept == 0 || s->reduced == 0) {
    start_all_states(&w);
    return finish_crossed(r, s, done);
  }
  if (!work_through(&w, (double)rows * (double)s->shared_size)) return false;
  w.item = run_crossed;
  w.count = rows * columns;
  w.share = share;
  atomic_store(&w.next, 0);
  atomic_store(&w.over, 0);
  return work_through(&w, s->cost) && finish_crossed(r, s, done + share);
}

static bool run_stage(schedule_run *r, const schedule_stage *s, double done, double share) {
  int64_t pieces = s->kept_cut.count, ranges = s->reduced_cut.count;
  if (s->plan->nfinish) return run_crossed_stage(r, s, done, share);
  if (pieces * ranges == 1) {
    s->entry(s->slots, 0, s->kept, 0, s->reduced, NULL, NULL);
    fence(s);
    return true;
  }
  work w = {.stage = s, .run = r, .item = run_piece, .count = pieces, .done = done, .share = share};
  if (stage_is_tiled(s->plan)) {
    w.item = run_tile;
    w.count = pieces * ranges;
    return work_through(&w, s->cost);
  }
  if (ranges < 2) return work_through(&w, s->cost);
  w.item = run_range;
  w.count = pieces * ranges;
  if (!work_through(&w, s->cost)) return false;
  return finish_stage(r, s, done + share);
}

/* ---- Chains ---- */

/* One stage on the spine points [begin, end). A fold over the spine goes on from its part's state,
 * which earlier windows of the part left. */
static void run_member(const work *w, const schedule_stage *s, const int64_t *slots, int64_t part,
                       bool goes_on, int64_t begin, int64_t end) {
  int64_t n = w->chain->points;
  if (s->plan->spine == SPINE_KEPT) {
    int64_t inner = s->kept / n;
    s->entry(slots, begin * inner, end * inner, 0, s->reduced, NULL, NULL);
  } else {
    int64_t inner = s->reduced / n, *state = state_of(w->run, s, part);
    s->entry(slots, 0, s->kept, begin * inner, end * inner, goes_on ? state : NULL, state);
  }
}

/* A part of the spine, window by window. */
static void run_part(work *w, int64_t part, int thread) {
  const schedule_chain *c = w->chain;
  const schedule_stage *stages = w->run->stages + c->first;
  char *block = c->blocks + (size_t)thread * c->block;
  int64_t *slots = (int64_t *)(void *)block, first, last;
  cut_at(&c->parts, part, &first, &last);
  memcpy(slots, c->slots, c->nslots * sizeof *slots);
  for (int64_t begin = first; begin < last; begin += c->window) {
    int64_t end = least(begin + c->window, last);
    for (size_t i = 0; i < c->nshifts; i++) {
      const schedule_shift *h = &c->shifts[i];
      uint64_t back = (uint64_t)begin * (uint64_t)h->point;
      slots[h->slot] = (int64_t)((uint64_t)c->slots[h->slot] + (uintptr_t)block - back);
    }
    for (uint32_t m = 0; m < c->count; m++)
      run_member(w, &stages[m], slots + (stages[m].slots - c->slots), part, begin > first, begin,
                 end);
    if (end == last) break;
    if (thread == 0 && w->run->progress)
      report(w, (double)part + (double)(end - first) / (double)(last - first));
    if (atomic_load_explicit(&w->stop, memory_order_relaxed)) break;
  }
  for (uint32_t m = 0; m < c->count; m++) fence(&stages[m]);
}

static bool run_chain(schedule_run *r, const schedule_chain *c, double done, double share) {
  work w = {.chain = c,
            .run = r,
            .item = run_part,
            .count = c->parts.count,
            .done = done,
            .share = share};
  if (!work_through(&w, c->cost)) return false;
  for (uint32_t m = 0; m < c->count; m++) {
    const schedule_stage *s = &r->stages[c->first + m];
    if (s->plan->spine == SPINE_REDUCED && !finish_stage(r, s, done + share)) return false;
  }
  return true;
}

/* ---- All of it ---- */

jx_status schedule_all(schedule_run *r) {
  double all = 0, done = 0;
  const schedule_chain *chain = r->chains, *end = chain + r->nchains;
  r->used = 1;
  for (size_t i = 0; i < r->n; i++) all += r->stages[i].cost;
  for (size_t i = 0; i < r->n; i++) {
    const schedule_stage *s = &r->stages[i];
    while (chain < end && chain->first < i) chain++;
    if (s->plan->crossed || (s->kept == 0 && !s->plan->nfinish)) continue;
    if (i && r->progress && r->progress(r->user, done)) return JX_ERROR_CANCELLED;
    bool chained = chain < end && chain->first == i && chain->count > 0;
    uint64_t start = r->ticks ? ticker_now(r->ticker) : 0;
    double share = all > 0 ? (chained ? chain->cost : s->cost) / all : 0;
    if (!(chained ? run_chain(r, chain, done, share) : run_stage(r, s, done, share)))
      return JX_ERROR_CANCELLED;
    if (r->ticks) r->ticks[i] = ticker_now(r->ticker) - start;
    if (chained) i += chain->count - 1;
    done += share;
  }
  return JX_OK;
}
