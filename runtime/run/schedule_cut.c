/* schedule_cut.c: how stages and chains are cut into pieces; see schedule.h.
 *
 * Takes shapes and what a plan says of bytes and operations; gives pieces, and where states lie.
 * What is cut follows from shapes alone. Start at schedule_cut().
 */
#include "base/dtype.h"
#include "base/least.h"
#include "runtime/run/schedule.h"

/* ---- Pieces ---- */

/* What a piece should hold: about half of a small second-level cache, or this much time. */
#define PIECE_BYTES 196608
#define PIECE_NS 40000
/* A rough machine: bytes a nanosecond from memory and from cache, and nanoseconds for one operation
 * on one vector. */
#define BYTES_PER_NS 12.0
#define CACHED_BYTES_PER_NS 40.0
#define CACHED_BYTES 1048576
#define NS_PER_STEP 0.35
#define BLOCK_STEP_NS 0.12 /* the same within the blocks of a contracting stage */

/* Less than a piece, and not worth an estimate. */
#define SMALL_POINTS 32768
#define SMALL_BYTES 65536
#define SMALL_STEPS 4096

/* Enough pieces for any machine; more are made only when one would be too long. */
#define PIECES_WANTED 512
#define LONGEST_NS 20000000   /* of a piece of a reduction, until there are */
#define KEPT_ENOUGH 64        /* pieces that are not cut in two to be as many as wanted */
#define REDUCED_PIECES 4096   /* most ranges of one reduction */
#define REDUCED_LEAST 4096    /* points, so that a state is worth its while */
#define REDUCED_LEAST_ROWS 64 /* times words of the state, where there is one for each column */
#define STATE_BYTES SCHEDULE_STATES /* of all states of a stage */
/* Kept points that share a pass over the reduced range when accumulators lie in memory: whole cache
 * lines of each row, and as many as make a row worth its TLB miss. */
#define MEMORY_FOLD_LEAST 2048
#define STREAM_UNIT 64 /* elements: pieces begin where the row's first element is aligned alike */

static int64_t most(int64_t a, int64_t b) { return a > b ? a : b; }
static int64_t round_up(int64_t n, int64_t unit) { return (n + unit - 1) / unit * unit; }
static int64_t divide_up(int64_t n, int64_t by) { return by > 1 ? (n - 1) / by + 1 : n; }

/* Pieces of about `points` points: whole rows, or parts of a row. */
static cut cut_rows(int64_t total, int64_t row, int64_t points) {
  points = most(points, 1);
  if (total == 0) return cut_make(0, 1, 1); /* rows may be empty, too */
  if (row <= points) return cut_make(total, total, points / row * row);
  return cut_make(total, row, round_up(points, STREAM_UNIT));
}

static double point_cost(const plan_stage *p, double points) {
  double bytes = p->bytes_read + p->bytes_written;
  double moving = bytes / (bytes * points < CACHED_BYTES ? CACHED_BYTES_PER_NS : BYTES_PER_NS);
  double steps = p->cost * NS_PER_STEP * (1 + p->doubled) / p->lanes;
  return (moving > steps ? moving : steps) + 0.01;
}

static int64_t piece_points(const plan_stage *p, double cost) {
  double bytes = p->bytes_read + p->bytes_written + 1, by_time = PIECE_NS / cost;
  double points = PIECE_BYTES / bytes;
  return (int64_t)(points < by_time ? points : by_time) + 1;
}

/* Points of a piece of an elementwise stage, of however many arrays: as much of each as makes a few
 * pages, which are looked up and followed from their beginning. */
#define MAP_LEAST 2048

/* As many rows as go side by side in bands, or a few times as many. */
static int64_t whole_bands(const schedule_stage *s, int64_t points) {
  int64_t band = s->row * s->plan->rows;
  return s->row && points > band ? points / band * band : points;
}

/* Of little work, so many that two or four threads have as many each; or fewer of less than this. */
#define MAP_PIECES 4
#define MAP_PIECES_MOST 64
#define MAP_PIECE_NS 2000

/* Pieces of an elementwise stage, whose bits do not depend on them. */
static int64_t map_pieces(const schedule_stage *s, int64_t points) {
  int64_t pieces = divide_up(s->kept, points);
  if (pieces < MAP_PIECES && s->cost < SCHEDULE_AWAKE_NS) return pieces;
  if (pieces < MAP_PIECES)
    return most(pieces, least(MAP_PIECES, (int64_t)(s->cost / MAP_PIECE_NS)));
  return pieces < MAP_PIECES_MOST ? round_up(pieces, MAP_PIECES) : pieces;
}

static void cut_map(schedule_stage *s, int64_t points) {
  points = divide_up(s->kept, map_pieces(s, most(points, 1)));
  if (s->plan->cost < MAP_LEAST) points = most(points, MAP_LEAST);
  if (stage_has_bands(s->plan)) points = whole_bands(s, points);
  s->kept_cut = cut_rows(s->kept, s->row, points);
  s->reduced_cut = cut_none(1);
}

/* Rows and columns of a tile: two cache lines' worth of rows, and as many columns as their lines
 * fit the first-level cache. */
#define TILE_ROWS 16
#define TILE_COLUMNS 128

void schedule_tile(schedule_stage *s) {
  double bytes = s->plan->bytes_read + s->plan->bytes_written;
  if (s->kept_cut.count > 1 && s->row < s->kept && bytes * (double)s->kept > PIECE_BYTES)
    s->kept_cut = cut_tiles(s->kept, s->row, least(s->row, TILE_COLUMNS), TILE_ROWS);
}

/* Of a step, and of an item from which on it is done in steps. For tests they may be less. */
#ifndef STEP_NS
#define STEP_NS 4000000
#define STEP_LONGEST_NS (2.0 * LONGEST_NS)
#endif

/* How many steps an item of so many points is done in, each of which takes `cost` nanoseconds. */
static int64_t steps_of(double points, double cost) {
  double ns = points * cost;
  return ns > STEP_LONGEST_NS ? (int64_t)(ns / STEP_NS) + 1 : 1;
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
  if (s->kept_cut.count >= KEPT_ENOUGH && s->kept_cut.count > wanted / 2) return;
  uint32_t words = s->plan->words - s->plan->watched;
  size_t state = words * sizeof(int64_t); /* of one kept point, what is touched of it */
  if ((uint64_t)s->kept > STATE_BYTES / state) return;
  int64_t ranges = divide_up(wanted, s->kept_cut.count);
  ranges = least(ranges, (int64_t)(STATE_BYTES / state) / s->kept);
  ranges = least(ranges, REDUCED_PIECES);
  if (ranges < 2) return;
  int64_t least_range = in_memory ? REDUCED_LEAST_ROWS * words : REDUCED_LEAST;
  int64_t range = most(divide_up(all, ranges), least_range);
  s->reduced_cut = cut_rows(all, reduced_row, range);
  if ((uint64_t)s->reduced_cut.count >
      STATE_BYTES / state / (uint64_t)s->kept) /* short ends of rows */
    s->reduced_cut = cut_none(all);
}

/* A scan that is cut along its axis folds every element twice, so it is worth less than this to one
 * thread; and kept pieces that are as many as this are enough for any machine. */
#define SCAN_SERIAL_NS 60000
#define SCAN_PIECES 64

/* Products of floats are taken one after the other, as they may become 0 or infinite on the way. */
static bool scan_may_be_cut(const schedule_stage *s) {
  for (uint32_t i = 0; i < s->plan->naccumulators; i++)
    if (s->accumulators[i].fold == FOLD_PROD && dtype_is_float((jx_dtype)s->accumulators[i].dtype))
      return false;
  return true;
}

/* Kept pieces if they are enough; else pieces of the scanned range that stay in cache while they
 * are read twice. */
static void cut_scan(schedule_stage *s, int64_t points) {
  bool in_memory = stage_folds_in_memory(s->plan);
  int64_t kept_row = in_memory ? s->row : 1, reduced_row = in_memory ? 1 : s->row;
  int64_t all = most(s->reduced, 1);
  int64_t kept_points = most(divide_up(points, all), in_memory ? MEMORY_FOLD_LEAST : 1);
  s->kept_cut = cut_rows(s->kept, kept_row, kept_points);
  s->reduced_cut = cut_none(s->reduced);
  if (s->kept_cut.count >= SCAN_PIECES || s->cost < SCAN_SERIAL_NS || !scan_may_be_cut(s)) return;
  int64_t piece = in_memory ? least(s->row, kept_points) : 1;
  int64_t range = most(points / piece, in_memory ? REDUCED_LEAST_ROWS * s->plan->words : 1);
  uint64_t state = s->plan->words * sizeof(int64_t) * (uint64_t)s->kept;
  uint64_t states = STATE_BYTES / (state + sizeof(int64_t) * (uint64_t)s->kept_cut.count);
  if (states < 2) return;
  range = most(range, divide_up(all, (int64_t)states / 2)); /* rows may have short ends */
  if (range >= all) return;
  s->reduced_cut = cut_rows(all, reduced_row, range);
  if ((uint64_t)s->reduced_cut.count > states) s->reduced_cut = cut_none(s->reduced);
}

/* Pieces of contracting stages are rows by columns: of rows as many as share what is laid out of
 * columns, and of columns all, or so many that there are pieces for all threads. Where points are
 * too few for that, ranges of the reduced loop, of whole rows. */
#define BLOCK_ROWS 96
#define BLOCK_COLUMNS 192
#define BLOCK_PIECES 64
#define BLOCK_NS 60000
#define BLOCK_RANGE 1024

static void cut_contraction(schedule_stage *s) {
  int64_t rows = s->kept / s->row, columns = s->row;
  int64_t wanted = least((int64_t)(s->cost / BLOCK_NS) + 1, BLOCK_PIECES);
  int64_t strip = least(rows, BLOCK_ROWS), strips = divide_up(rows, strip);
  s->reduced_cut = cut_none(most(s->reduced, 1));
  if (strips < wanted) {
    int64_t parts = least(divide_up(wanted, strips), divide_up(columns, BLOCK_COLUMNS));
    int64_t all = s->reduced / BLOCK_RANGE, ranges = least(divide_up(wanted, strips * parts), all);
    uint64_t state = (uint64_t)(s->plan->words - s->plan->watched) * sizeof(int64_t);
    ranges = least(ranges, (int64_t)(STATE_BYTES / state) / s->kept);
    if (ranges > 1)
      s->reduced_cut = cut_make(s->reduced, s->reduced, round_up(s->reduced / ranges + 1, 64));
    else
      columns = round_up(divide_up(columns, parts), BLOCK_COLUMNS);
  }
  s->kept_cut = cut_tiles(s->kept, s->row, least(columns, s->row), strip);
  if (s->reduced_cut.count > 1) /* states are combined of whole rows */
    s->kept_cut = cut_make(s->kept, s->kept, strip * s->row);
  double point = s->cost / ((double)s->kept * (double)most(s->reduced, 1));
  int64_t wide = least(columns, s->row);
  int64_t steps = steps_of((double)strip * (double)wide * (double)s->reduced, point);
  if (steps > 1 && s->reduced_cut.count < 2)
    s->step = round_up(divide_up(wide, steps), STREAM_UNIT);
}

/* True for work that is one piece without further thought: most calls on short arrays. */
static bool is_small(const schedule_stage *s) {
  const plan_stage *p = s->plan;
  int64_t all = s->kept * most(s->reduced, 1);
  return all < SMALL_POINTS && all * (p->bytes_read + p->bytes_written) < SMALL_BYTES &&
         all * p->cost < (int64_t)SMALL_STEPS * p->lanes;
}

static int64_t cut_most(const cut *c) { return least(c->piece, c->span) * c->rows; }

/* Products of floats that have come to the smallest numbers there are take so many times as long as
 * others; and running ones stay there, where factors are above a half. */
#define TINY_TIMES 16

static double cost_of_steps(const schedule_stage *s, double cost) {
  for (uint32_t i = 0; i < s->plan->naccumulators; i++)
    if (!s->plan->scans || s->accumulators[i].fold != FOLD_PROD) return cost;
  return TINY_TIMES * cost;
}

/* The reduced points of a step of a range; 0 where all are one. */
static int64_t step_of(const schedule_stage *s, int64_t range, int64_t steps) {
  int64_t row = stage_folds_in_memory(s->plan) ? 1 : s->row;
  int64_t step = divide_up(range, steps);
  if (steps < 2 || range < 2) return 0;
  return step > row ? step / row * row : round_up(step, STREAM_UNIT);
}

static int64_t fold_step(const schedule_stage *s, double cost) {
  int64_t range = cut_most(&s->reduced_cut);
  double points = (double)cut_most(&s->kept_cut) * (double)range;
  return step_of(s, range, steps_of(points, cost_of_steps(s, cost)));
}

/* Columns of a piece of a crossed stage: what it reads and folds into along them stays in a
 * second-level cache. */
#define CROSS_COLUMNS 2048

bool schedule_is_along(const schedule_stage *s, uint32_t finish) {
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
    if (schedule_is_along(s, i - 1) != along) continue;
    f->state_at = size;
    size += f->plan->words * f->kept;
  }
  return size;
}

/* The same as far as it decides how work is cut: what is kept of overflows is left out, so that it
 * changes no bit. */
static int64_t counted_words(const schedule_stage *s, bool along) {
  int64_t size = 0;
  for (uint32_t i = 1; i <= s->plan->nfinish; i++)
    if (schedule_is_along(s, i - 1) == along)
      size += (int64_t)(s[i].plan->words - s[i].plan->watched) * s[i].kept;
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

/* Whether results may have other bits when rows are cut otherwise. */
static bool folds_round(const schedule_stage *s) {
  for (uint32_t i = 0; i < s->plan->naccumulators; i++) {
    const plan_accumulator *a = &s->accumulators[i];
    bool adds = a->fold == FOLD_SUM || a->fold == FOLD_PROD;
    if (accumulator_form(a) != FORM_PLAIN || (adds && dtype_is_float((jx_dtype)a->dtype)))
      return true;
  }
  return false;
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
      int64_t most_columns = most(words / most(counted_words(s, true), 1), 1);
      columns = most(divide_up(s->reduced, most_columns), least(CROSS_COLUMNS, s->reduced));
      columns = round_up(columns, STREAM_UNIT);
    }
    int64_t most_rows = most(words / most(counted_words(s, false), 1), 1);
    rows = most(divide_up(s->kept, most_rows), divide_up(points, least(columns, s->reduced)));
    if (shared) rows = most(rows, REDUCED_LEAST_ROWS);
    rows = round_up(rows, PLAN_MAX_ROWS);
    if (s->cost < SCHEDULE_SERIAL_NS && !folds_round(s)) rows = s->kept; /* nobody shares them */
    int64_t some = least(rows, s->kept);
    int64_t steps = steps_of((double)some * (double)least(columns, s->reduced), cost);
    if (steps > 1) s->step = round_up(divide_up(some, steps), PLAN_MAX_ROWS);
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
    bool own = schedule_is_along(s, i - 1);
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
  if (s->plan->block_rows)
    s->cost = (double)s->plan->cost * BLOCK_STEP_NS / s->plan->lanes * all, cut_contraction(s);
  else if (s->plan->scans)
    cut_scan(s, points);
  else if (s->plan->nreduced)
    cut_fold(s, points);
  else if (stage_is_tiled(s->plan))
    cut_tiled(s);
  else
    cut_map(s, points);
  if (!s->plan->nreduced) return 0;
  s->state_count = s->reduced_cut.count;
  if (!s->plan->block_rows) s->step = fold_step(s, cost);
  return schedule_states(s);
}

size_t schedule_states(const schedule_stage *s) {
  int64_t words =
      s->state_count < 2 && (!s->step || s->plan->block_rows) ? 0 : s->state_size * s->state_count;
  if (words && s->plan->scans) words += s->kept_cut.count * s->state_count; /* flags */
  if (s->plan->nfinish) words = s->shared_at + s->shared_size * s->kept_cut.count;
  return (size_t)words * sizeof(int64_t);
}

/* ---- Cutting chains ---- */

/* Below this all of it is in cache anyway. */
#define CHAIN_NS 20000
#define CHAIN_PIECES 16        /* fewer do not share well */
#define CHAIN_PIECES_WANTED 64 /* if they need not be smaller than */
#define CHAIN_PIECE_LEAST 32768
/* Of a window, so that a call that stops is not heard too late; longer when more stages than a few
 * share it, each of which takes up its state and leaves it. */
#define CHAIN_WINDOW_NS 160000
#define CHAIN_WINDOW_STAGES 8
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
  double points = PIECE_BYTES / bytes, longest = CHAIN_WINDOW_NS;
  if (z->stages > CHAIN_WINDOW_STAGES) longest *= z->stages / (double)CHAIN_WINDOW_STAGES;
  double timed = longest / (z->cost / n + 0.01);
  if (timed < points) points = timed;
  double even = n / CHAIN_PIECES_WANTED, smallest = CHAIN_PIECE_LEAST / bytes;
  if (points > even) points = even > smallest ? even : points < smallest ? points : smallest;
  int64_t window = points < 1 ? 1 : (int64_t)points;
  if (z->fixed + z->state > PIECE_BYTES / 2) window = most(window, CHAIN_SHARING);
  if (!z->along) return window;
  return round_up(most(window, z->in_memory ? MEMORY_FOLD_LEAST : CHAIN_ALONG), STREAM_UNIT);
}

/* Kept points of a call: spine points, or parts of one where nothing is folded. */
static int64_t group_of(const schedule_chain *c, const schedule_stage *s, int64_t *steps) {
  int64_t inner = s->kept / c->points;
  if (s->plan->vector < s->plan->spine_loops) return 0; /* vectors are along the spine */
  int64_t group = most(c->window / *steps, 1);
  *steps = divide_up(*steps, divide_up(c->window, group));
  if (*steps < 2 || s->plan->nreduced) return group * inner;
  int64_t points = divide_up(inner, *steps);
  return points > s->row ? points / s->row * s->row : round_up(points, STREAM_UNIT);
}

void schedule_member_steps(const schedule_chain *c, schedule_stage *s) {
  double all = (double)s->kept * (double)most(s->reduced, 1), n = (double)c->points;
  int64_t steps = steps_of(all / n * (double)c->window, cost_of_steps(s, s->cost / all));
  uint64_t state = s->plan->words * sizeof(int64_t) * (uint64_t)s->kept;
  s->step = s->group = 0;
  if (steps < 2 || s->plan->block_rows) return;
  if (s->plan->spine == SPINE_REDUCED) {
    s->step = step_of(s, s->reduced / c->points * c->window, steps);
    return;
  }
  s->group = group_of(c, s, &steps);
  if (s->plan->nreduced && state <= STATE_BYTES) s->step = step_of(s, s->reduced, steps);
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
