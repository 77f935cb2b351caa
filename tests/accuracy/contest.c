/* contest.c: see contest.h. Start reading at work(). */
#include "contest.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* One block of numbers. */
typedef union numbers {
  double f64[CONTEST_BLOCK];
  float f32[CONTEST_BLOCK];
} numbers;

/* What a thread needs for a block. */
typedef struct room {
  numbers x, y, out[CONTEST_MOST];
  union {
    long double f64[CONTEST_BLOCK];
    double f32[CONTEST_BLOCK];
  } truth;
  tally block[CONTEST_MOST], sum[CONTEST_MOST];
} room;

/* Writes block number `block` of some arguments. */
typedef void (*filler)(const contest *c, const void *source, size_t block, random_state *r,
                       room *m);

static bool same_f64(double a, double b) {
  uint64_t p, q;
  memcpy(&p, &a, sizeof p);
  memcpy(&q, &b, sizeof q);
  return p == q || (isnan(a) && isnan(b));
}

bool contest_same(const void *a, const void *b, bool f32, size_t n) {
  if (memcmp(a, b, n * (f32 ? sizeof(float) : sizeof(double))) == 0) return true;
  for (size_t i = 0; i < n; i++) {
    double x = f32 ? (double)((const float *)a)[i] : ((const double *)a)[i];
    double y = f32 ? (double)((const float *)b)[i] : ((const double *)b)[i];
    if (!same_f64(x, y)) return false;
  }
  return true;
}

static void find_truth(const contest *c, room *m) {
  for (size_t i = 0; i < CONTEST_BLOCK; i++) {
    if (c->f32)
      m->truth.f32[i] = truth_f32(c->id, m->x.f32[i], m->y.f32[i]);
    else
      m->truth.f64[i] = truth_f64(c->id, m->x.f64[i], m->y.f64[i]);
  }
}

/* The results of contender k, into its block's tally. Errors below what each of them has seen are
 * no news to any. */
static void judge(const contest *c, unsigned k, random_state *r, room *m) {
  tally *t = &m->block[k];
  *t = (tally){.worst = m->sum[k].worst, .finite = m->sum[k].finite};
  for (unsigned i = k + 1; i < c->n; i++) {
    t->worst = fmin(t->worst, m->sum[i].worst);
    t->finite = fmin(t->finite, m->sum[i].finite);
  }
  if (c->f32)
    tally_f32(t, c->id, r, m->x.f32, m->y.f32, m->truth.f32, m->out[k].f32, CONTEST_BLOCK);
  else
    tally_f64(t, c->id, r, m->x.f64, m->y.f64, m->truth.f64, m->out[k].f64, CONTEST_BLOCK);
}

/* Contenders that give the same bits are judged once. */
static void work(const contest *c, random_state *r, room *m) {
  const void *in[] = {&m->x, &m->y, &m->y};
  find_truth(c, m);
  for (unsigned k = 0; k < c->n; k++) {
    unsigned like = 0;
    c->c[k].run(c->c[k].self, in, &m->out[k], CONTEST_BLOCK);
    while (like < k && !contest_same(&m->out[like], &m->out[k], c->f32, CONTEST_BLOCK)) like++;
    if (like == k)
      judge(c, k, r, m);
    else
      m->block[k] = m->block[like];
    tally_merge(&m->sum[k], &m->block[k]);
  }
}

static void run_blocks(const contest *c, size_t blocks, filler fill, const void *source) {
#pragma omp parallel if (c->threads)
  {
    room *m = calloc(1, sizeof *m);
    if (!m) abort();
#pragma omp for schedule(dynamic)
    for (size_t b = 0; b < blocks; b++) {
      random_state r = {c->seed + b};
      r.s = random_bits(&r); /* else each block would go on where the one before it was */
      fill(c, source, b, &r, m);
      work(c, &r, m);
    }
#pragma omp critical(contest)
    for (unsigned k = 0; k < c->n; k++) tally_merge(&c->c[k].tally, &m->sum[k]);
    free(m);
  }
}

static void fill_random(const contest *c, const void *source, size_t block, random_state *r,
                        room *m) {
  (void)source;
  if (c->constant != 0 && c->f32)
    inputs_fill_power_f32(c->constant, r, m->x.f32, m->y.f32, CONTEST_BLOCK, block * CONTEST_BLOCK);
  else if (c->constant != 0)
    inputs_fill_power(c->constant, r, m->x.f64, m->y.f64, CONTEST_BLOCK, block * CONTEST_BLOCK);
  else if (c->f32)
    inputs_fill_f32(c->id, r, m->x.f32, m->y.f32, CONTEST_BLOCK, block * CONTEST_BLOCK);
  else
    inputs_fill(c->id, r, m->x.f64, m->y.f64, CONTEST_BLOCK, block * CONTEST_BLOCK);
}

void contest_random(const contest *c, size_t blocks) { run_blocks(c, blocks, fill_random, NULL); }

/* The last block is filled up with the last argument. */
static void fill_list(const contest *c, const void *source, size_t block, random_state *r,
                      room *m) {
  const input_list *list = source;
  (void)r;
  for (size_t i = 0; i < CONTEST_BLOCK; i++) {
    size_t at = block * CONTEST_BLOCK + i;
    if (at >= list->n) at = list->n - 1;
    if (c->f32)
      m->x.f32[i] = (float)list->x[at], m->y.f32[i] = (float)list->y[at];
    else
      m->x.f64[i] = list->x[at], m->y.f64[i] = list->y[at];
  }
}

void contest_list(const contest *c, const input_list *list) {
  run_blocks(c, (list->n + CONTEST_BLOCK - 1) / CONTEST_BLOCK, fill_list, list);
}

/* Past the last one, the first ones once more. */
static void fill_floats(const contest *c, const void *source, size_t block, random_state *r,
                        room *m) {
  (void)r;
  uint32_t every = *(const uint32_t *)source, bits = (uint32_t)(block * CONTEST_BLOCK) * every;
  for (size_t i = 0; i < CONTEST_BLOCK; i++, bits += every) {
    memcpy(&m->x.f32[i], &bits, sizeof bits);
    m->y.f32[i] = c->constant != 0 ? (float)c->constant : 1;
  }
}

void contest_floats(const contest *c, uint32_t every) {
  size_t blocks = ((UINT64_C(1) << 32) / every + CONTEST_BLOCK - 1) / CONTEST_BLOCK;
  run_blocks(c, blocks, fill_floats, &every);
}
