/* bandwidth.c: how fast this machine moves memory; see jx_bandwidth().
 *
 * What is measured runs as a stage does, cut and shared by schedule_all(), so that figures compare.
 * Start at bandwidth_measure(). */
#include <string.h>
#include <unistd.h>

#include "runtime/look/profile.h"
#include "runtime/machine/stream.h"
#include "runtime/run/schedule.h"

/* Buffers of so many times the last cache, within these bounds. */
#define CACHES 4
#define LEAST_BYTES ((size_t)64 << 20)
#define MOST_BYTES ((size_t)128 << 20)
/* What is timed at once is a part of a buffer, so short that on a busy machine some part runs
 * undisturbed; a part comes again when all others have thrown it out of the caches. For either
 * measurement: parts after the first pass, which touches the pages. */
#define PARTS 8
#define LEAST_TIMED PARTS
#define MOST_TIMED (12 * PARTS)
#define TIMED_NS 60e6

enum { FROM = SLOT_FIRST + 1, TO, NSLOTS };

typedef uint64_t words __attribute__((vector_size(64)));
enum { STEP = 2 * sizeof(words) / sizeof(int64_t) }; /* points begin and end at multiples of it */

static void read_words(const int64_t *slots, int64_t begin, int64_t end, int64_t reduced_begin,
                       int64_t reduced_end, int64_t *state_in, int64_t *state_out) {
  (void)reduced_begin, (void)reduced_end, (void)state_in, (void)state_out;
  const words *at = (const words *)(uintptr_t)slots[FROM] + begin / (STEP / 2);
  words a = {0}, b = {0};
  for (int64_t i = begin; i < end; i += STEP, at += 2) {
    a += at[0];
    b += at[1];
  }
  a += b;
  uint64_t sum = 0; /* wraps */
  for (size_t i = 0; i < sizeof a / sizeof sum; i++) sum += a[i];
  __atomic_fetch_add((uint64_t *)(uintptr_t)slots[SLOT_FAULT], sum, __ATOMIC_RELAXED);
}

static void copy_words(const int64_t *slots, int64_t begin, int64_t end, int64_t reduced_begin,
                       int64_t reduced_end, int64_t *state_in, int64_t *state_out) {
  (void)reduced_begin, (void)reduced_end, (void)state_in, (void)state_out;
  const int64_t *from = (const int64_t *)(uintptr_t)slots[FROM] + begin;
  stream_copy((int64_t *)(uintptr_t)slots[TO] + begin, from, end - begin);
}

static size_t buffer_size(void) {
  size_t size = LEAST_BYTES;
#ifdef _SC_LEVEL3_CACHE_SIZE
  long cache = sysconf(_SC_LEVEL3_CACHE_SIZE);
  if (cache > 0 && (size_t)cache > LEAST_BYTES / CACHES) size = (size_t)cache * CACHES;
#endif
  if (size > MOST_BYTES) size = MOST_BYTES;
  return size & ~(size_t)4095;
}

/* Bytes a second, best of many parts. The second half of the block is where copies go. */
static double best_of(jx_context *c, kernel_entry *entry, const plan_stage *plan, char *block,
                      size_t size) {
  size_t part = size / PARTS;
  int64_t n = (int64_t)(part / sizeof(int64_t)), sum = 0, slots[NSLOTS] = {0};
  slots[SLOT_STREAM] = plan->bytes_written > 0;
  slots[SLOT_FAULT] = (int64_t)(uintptr_t)&sum;
  slots[SLOT_FIRST] = n;
  schedule_stage s = {
      .plan = plan, .entry = entry, .slots = slots, .kept = n, .reduced = 1, .row = n};
  schedule_cut(&s);
  double best = 0, spent = 0;
  for (size_t i = 0; i < PARTS + MOST_TIMED; i++) {
    if (i >= PARTS + LEAST_TIMED && spent > TIMED_NS) break;
    slots[FROM] = (int64_t)(uintptr_t)(block + i % PARTS * part);
    slots[TO] = slots[FROM] + (int64_t)size;
    schedule_run r = {.stages = &s,
                      .n = 1,
                      .threads = jx_context_threads(c),
                      .team = team_threads,
                      .cancel = c->cancel};
    uint64_t start = clock_ns(CLOCK_MONOTONIC);
    if (schedule_all(&r) != JX_OK) break;
    double ns = (double)(clock_ns(CLOCK_MONOTONIC) - start);
    if (i < PARTS) continue;
    spent += ns;
    double rate = (double)n * (plan->bytes_read + plan->bytes_written) / ns * 1e9;
    if (rate > best) best = rate;
  }
  return best;
}

jx_status bandwidth_measure(jx_context *c, double *read, double *copy, diag *d) {
  const jx_allocator *allocator = &c->engine->allocator;
  size_t size = buffer_size();
  if (2 * size > c->engine->max_bytes)
    return diag_fail(d, JX_ERROR_LIMIT, (span){0},
                     "measuring takes %zu bytes, more than max_bytes, %zu bytes", 2 * size,
                     c->engine->max_bytes);
  char *block = mem_alloc(allocator, 2 * size, JX_ALIGN);
  if (!block) return diag_memory(d);
  memset(block, 1, size); /* pages never written are all the same one */
  plan_stage plan = {.nkept = 1, .lanes = 8, .cost = 1, .bytes_read = 8};
  *read = best_of(c, read_words, &plan, block, size);
  plan.bytes_written = 8;
  *copy = best_of(c, copy_words, &plan, block, size);
  mem_free(allocator, block, 2 * size);
  if (context_stopped(c, d) == JX_OK) return JX_OK;
  *read = *copy = 0;
  return d->status;
}

jx_status jx_bandwidth(jx_context *context, double *read, double *copy) {
  diag d;
  double unwanted[2];
  if (!read) read = &unwanted[0];
  if (!copy) copy = &unwanted[1];
  *read = *copy = 0;
  JX_TRY(context_enter(context));
  diag_init(&d, NULL, 0);
  return context_leave(context, bandwidth_measure(context, read, copy, &d), &d);
}
