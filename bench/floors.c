/* floors.c: hand-written loops that mark the physical limit (see floors.h).
 *
 * In: the calls of floors.h. Each cuts its work into one contiguous piece a thread, takes the loop
 * for the best instruction set of this machine, and adds up partial sums. Out: the caller's arrays
 * filled, or the sum. The loops are in floors_kernels.h and floors_rows.h, written once in the
 * vector verbs of floors_isa.h and compiled here for three instruction sets, so this file needs no
 * -march. Compile with -ffp-contract=off: every fused multiply-add that the loops want is spelled
 * out. Start reading at floor_axpby().
 */
/* GCC: O3 takes the choice of store out of the loops, and mixing long independent chains before
 * registers are given out gains 5 to 10 %. */
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("O3", "schedule-insns", "sched-pressure")
#endif
#include "floors.h"

#include <math.h>
#include <omp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#if defined(__x86_64__)
#define FLOOR_X86 1
#include <immintrin.h>
#endif

/* Outputs of more bytes than this are streamed: those of a smaller one may be wanted in the cache
 * next. */
#define STREAM_BYTES ((size_t)4 << 20)
/* Flat loops, see K(map): LANES pieces of LANE elements at once, LINE elements (a cache line) of
 * each in turn. Lanes lie 64 KiB and 512 bytes apart: where addresses agree in their low 12 bits, a
 * load waits for a store it only seems to depend on, which cost sin**2 + cos**2 a third of its
 * speed. */
#define LANES 8
#define LANE 8256
#define LINE 8
/* Elements a step elsewhere: four cache lines, whatever the width of a vector. */
#define STEP 32
/* Side of a tile of a + a.T; two of them fit into a second-level cache. */
#define TILE 128
#define UNROLL _Pragma("GCC unroll 16")
#define FLOOR_INLINE inline __attribute__((always_inline))

/* pi/2 and pi as sums of parts: three doubles, and three parts of 27 bits with a rest. From mpmath,
 * 400 bits. */
struct floor_parts {
  double whole[3], split[4];
};
static const struct floor_parts floor_half_pi = {
    {0x1.921fb54442d18p+0, 0x1.1a62633145c07p-54, -0x1.f1976b7ed8fbcp-110},
    {0x1.921fb54p+0, 0x1.10b461p-30, 0x1.a62633p-58, 0x1.45c06e0e68948p-86}};
static const struct floor_parts floor_pi = {
    {0x1.921fb54442d18p+1, 0x1.1a62633145c07p-53, -0x1.f1976b7ed8fbcp-109},
    {0x1.921fb54p+1, 0x1.10b461p-29, 0x1.a62633p-57, 0x1.45c06e0e68948p-85}};

static const double floor_tenth_powers[] = {1e-1, 1e-2, 1e-3,  1e-4,  1e-5,  1e-6, 1e-7,
                                            1e-8, 1e-9, 1e-10, 1e-11, 1e-12, 1e-13};

/* The arguments of floor_velocity() with its tables; nt: stream the outputs. */
struct floor_grid {
  const double *sin_lat, *cos_lat, *sin_lon, *cos_lon;
  const double *vlat, *vlon, *vrad;
  double *vx, *vy, *vz;
  size_t nr, nlon;
  int nt;
};

/* Numbers seen, their mean, and the sum of squared deviations from it. */
struct floor_moments {
  double count, mean, squares;
};

/* Points as planes, padded with copies of the last one to n, a multiple of 8. */
struct floor_cloud {
  const double *x, *y, *z;
  size_t n;
};

struct floor_kernels {
  size_t lanes;
  double (*read)(const double *a, size_t n);
  double (*sum)(const double *a, size_t n);
  double (*sum_product)(const double *a, const double *b, size_t n);
  void (*copy)(const double *a, double *out, size_t n, int nt);
  void (*axpby)(const double *a, const double *b, double *out, size_t n, int nt);
  void (*laplacian)(const double *u, double *out, size_t nx, size_t row0, size_t row1, int nt);
  void (*tile_add_transpose)(const double *a, double *out, size_t n, size_t i, size_t j, int nt);
  void (*velocity)(const struct floor_grid *g, size_t row0, size_t row1);
  void (*sincos2)(const double *a, double *out, size_t n, int nt);
  double (*trig_series)(size_t lo, size_t hi);
  double (*slow_series)(size_t lo, size_t hi, int digits, int digit);
  double (*sum_reciprocals)(double base, const double *offset, size_t n);
  double (*chamfer)(const double *l, const struct floor_cloud *r, size_t row0, size_t row1,
                    double *colmin, int squared);
};

struct floor_row_kernels {
  void (*sum_rows)(const double *a, size_t rows, size_t cols, double *out, int nt);
  void (*sum_columns)(const double *a, size_t rows, size_t cols, double *out);
  void (*sum_narrow_columns)(const double *a, size_t rows, size_t cols, double *out);
  void (*moments)(const double *a, size_t n, struct floor_moments *m);
  void (*standardise)(const double *a, double *out, size_t n, double mean, double std, int nt);
  void (*softmax)(const double *a, size_t rows, size_t cols, double *out, double *scratch, int nt);
};

static inline size_t smaller(size_t a, size_t b) { return a < b ? a : b; }

/* Elements before the first one of `out` that a vector of `lanes` can be streamed to, at most n. */
static inline size_t unaligned_head(const double *out, size_t n, size_t lanes) {
  size_t past = (uintptr_t)out / sizeof *out % lanes;
  return past ? smaller(lanes - past, n) : 0;
}

static inline void prefetch_step(const double *p) {
  for (int i = 0; i < STEP; i += LINE) __builtin_prefetch(p + i);
}

/* Streaming stores are weakly ordered; another thread must see them once this one is done. */
static inline void end_stream(int nt) {
#ifdef FLOOR_X86
  if (nt) _mm_sfence();
#else
  (void)nt;
#endif
}

/* Row `row` of the grid from longitude i on, one by one. */
static void velocity_rest(const struct floor_grid *g, size_t row, size_t i) {
  double sa = g->sin_lat[row / g->nr], ca = g->cos_lat[row / g->nr];
  for (; i < g->nlon; i++) {
    double so = g->sin_lon[i], co = g->cos_lon[i];
    size_t at = row * g->nlon + i;
    double a = g->vlat[at], o = g->vlon[at], r = g->vrad[at];
    g->vx[at] = (-so * o - sa * co * a) + ca * co * r;
    g->vy[at] = (co * o - sa * so * a) + ca * so * r;
    g->vz[at] = ca * a + sa * r;
  }
}

/* Makes m the moments of its own and the other's numbers together. */
static void join_moments(struct floor_moments *m, const struct floor_moments *other) {
  double count = m->count + other->count, difference = other->mean - m->mean;
  if (other->count == 0) return;
  m->squares += other->squares + difference * difference * (m->count * other->count / count);
  m->mean += difference * (other->count / count);
  m->count = count;
}

#define FLOOR_ISA 128
#include "floors_isa.h"
#include "floors_kernels.h"
#include "floors_rows.h"
#undef FLOOR_ISA
#ifdef FLOOR_X86
#define FLOOR_ISA 256
#include "floors_isa.h"
#include "floors_kernels.h"
#include "floors_rows.h"
#undef FLOOR_ISA
#define FLOOR_ISA 512
#include "floors_isa.h"
#include "floors_kernels.h"
#include "floors_rows.h"
#undef FLOOR_ISA
#endif

static const struct {
  const char *name;
  const struct floor_kernels *kernels;
  const struct floor_row_kernels *row_kernels;
} isas[] = {
#ifdef FLOOR_X86
    {"avx512", &kernels_avx512, &row_kernels_avx512},
    {"avx2", &kernels_avx2, &row_kernels_avx2},
#endif
    {"portable", &kernels_portable, &row_kernels_portable},
};

static int isa_supported(const char *name) {
#ifdef FLOOR_X86
  if (strcmp(name, "avx512") == 0)
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
           __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl");
  if (strcmp(name, "avx2") == 0)
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
#endif
  return strcmp(name, "portable") == 0;
}

/* Index of the best instruction set of this machine, or of the one that FLOORS_ISA asks for if the
 * machine has it. */
static size_t isa_index(void) {
  const char *wanted = getenv("FLOORS_ISA");
  size_t last = sizeof isas / sizeof *isas - 1;
  for (size_t i = 0; i < last; i++)
    if ((!wanted || strcmp(wanted, isas[i].name) == 0) && isa_supported(isas[i].name)) return i;
  return last;
}

const char *floor_isa(void) { return isas[isa_index()].name; }

const char *floor_isa_at(size_t i) { return i < sizeof isas / sizeof *isas ? isas[i].name : NULL; }

static const struct floor_kernels *best_kernels(void) { return isas[isa_index()].kernels; }

static const struct floor_row_kernels *best_row_kernels(void) {
  return isas[isa_index()].row_kernels;
}

/* Cuts of flat arrays lie a page apart, so that no line is written by two threads. */
#define PAGE 512

/* The share [*lo, *hi) of one thread of a team in n pieces of work; all cuts but the last are
 * multiples of `unit`. */
static void share(size_t n, size_t unit, size_t *lo, size_t *hi) {
  size_t units = (n + unit - 1) / unit, team = (size_t)omp_get_num_threads();
  size_t me = (size_t)omp_get_thread_num();
  *lo = smaller(units * me / team * unit, n);
  *hi = smaller(units * (me + 1) / team * unit, n);
}

/* Runs `statement` for each share [lo, hi) of n pieces of work; one thread stays out of OpenMP,
 * whose empty region costs as much as a thousand elements. `clause` is nothing or a reduction. */
#define PRAGMA(text) _Pragma(#text)
#define IN_SHARES(n, unit, threads, clause, statement)                   \
  do {                                                                   \
    size_t lo = 0, hi = (n);                                             \
    if ((threads) <= 1) {                                                \
      statement;                                                         \
    } else {                                                             \
      PRAGMA(omp parallel num_threads(threads) private(lo, hi) clause) { \
        share(n, unit, &lo, &hi);                                        \
        statement;                                                       \
      }                                                                  \
    }                                                                    \
  } while (0)

double floor_read(const double *a, size_t n, int threads) {
  const struct floor_kernels *k = best_kernels();
  double kept = 0;
  IN_SHARES(n, PAGE, threads, reduction(+ : kept), kept += k->read(a + lo, hi - lo));
  return kept;
}

double floor_sum(const double *a, size_t n, int threads) {
  const struct floor_kernels *k = best_kernels();
  double sum = 0;
  IN_SHARES(n, PAGE, threads, reduction(+ : sum), sum += k->sum(a + lo, hi - lo));
  return sum;
}

double floor_sum_product(const double *a, const double *b, size_t n, int threads) {
  const struct floor_kernels *k = best_kernels();
  double sum = 0;
  IN_SHARES(n, PAGE, threads, reduction(+ : sum), sum += k->sum_product(a + lo, b + lo, hi - lo));
  return sum;
}

void floor_copy(const double *a, double *out, size_t n, int threads) {
  const struct floor_kernels *k = best_kernels();
  int nt = n * sizeof *out > STREAM_BYTES;
  IN_SHARES(n, PAGE, threads, , k->copy(a + lo, out + lo, hi - lo, nt));
}

void floor_axpby(const double *a, const double *b, double *out, size_t n, int threads) {
  const struct floor_kernels *k = best_kernels();
  int nt = n * sizeof *out > STREAM_BYTES;
  IN_SHARES(n, PAGE, threads, , k->axpby(a + lo, b + lo, out + lo, hi - lo, nt));
}

void floor_sincos2(const double *a, double *out, size_t n, int threads) {
  const struct floor_kernels *k = best_kernels();
  int nt = n * sizeof *out > STREAM_BYTES;
  IN_SHARES(n, PAGE, threads, , k->sincos2(a + lo, out + lo, hi - lo, nt));
}

void floor_laplacian(const double *u, double *out, size_t ny, size_t nx, int threads) {
  if (ny < 3 || nx < 3) return;
  const struct floor_kernels *k = best_kernels();
  int nt = (ny - 2) * (nx - 2) * sizeof *out > STREAM_BYTES;
  IN_SHARES(ny - 2, 1, threads, , k->laplacian(u, out, nx, lo, hi, nt));
}

/* Rows [row0, row1) and columns [col0, col1) of a + a.T, one by one: the rim that whole tiles leave
 * over. */
static void add_transpose_rim(const double *a, double *out, size_t n, size_t row0, size_t row1,
                              size_t col0, size_t col1) {
  for (size_t i = row0; i < row1; i++)
    for (size_t j = col0; j < col1; j++) out[i * n + j] = a[i * n + j] + a[j * n + i];
}

void floor_add_transpose(const double *a, double *out, size_t n, int threads) {
  const struct floor_kernels *k = best_kernels();
  int nt = n * n * sizeof *out > STREAM_BYTES && n % k->lanes == 0 &&
           unaligned_head(out, n, k->lanes) == 0;
  size_t tiles = n / TILE, whole = tiles * TILE;
#pragma omp parallel num_threads(threads) if (threads > 1)
  {
    /* The pairs i <= j of tiles, numbered by rows of the upper triangle. */
    size_t lo, hi, i = 0;
    share(tiles * (tiles + 1) / 2, 1, &lo, &hi);
    size_t row = 0; /* number of the pair (i, i) */
    for (size_t pair = lo; pair < hi; pair++) {
      while (pair >= row + (tiles - i)) row += tiles - i++;
      k->tile_add_transpose(a, out, n, i * TILE, (i + pair - row) * TILE, nt);
    }
  }
  add_transpose_rim(a, out, n, 0, whole, whole, n);
  add_transpose_rim(a, out, n, whole, n, 0, n);
}

/* Fills sine and cosine of angles in degrees. */
static void fill_table(const double *degrees, size_t n, double *sine, double *cosine) {
  for (size_t i = 0; i < n; i++) {
    double radians = degrees[i] * (3.141592653589793 / 180);
    sine[i] = sin(radians);
    cosine[i] = cos(radians);
  }
}

int floor_velocity(const double *lat, const double *lon, const double *vlat, const double *vlon,
                   const double *vrad, double *vx, double *vy, double *vz, size_t nlat, size_t nr,
                   size_t nlon, int threads) {
  const struct floor_kernels *k = best_kernels();
  double *table = malloc((2 * nlat + 2 * nlon + 1) * sizeof *table);
  if (!table) return -1;
  double *sin_lat = table, *cos_lat = sin_lat + nlat, *sin_lon = cos_lat + nlat,
         *cos_lon = sin_lon + nlon;
  fill_table(lat, nlat, sin_lat, cos_lat);
  fill_table(lon, nlon, sin_lon, cos_lon);
  struct floor_grid g = {sin_lat, cos_lat, sin_lon, cos_lon, vlat, vlon, vrad,
                         vx,      vy,      vz,      nr,      nlon, 0};
  /* A row that starts off a vector's boundary cannot be streamed whole. */
  g.nt = 3 * nlat * nr * nlon * sizeof *vx > STREAM_BYTES && nlon % k->lanes == 0 &&
         unaligned_head(vx, nlon, k->lanes) == 0 && unaligned_head(vy, nlon, k->lanes) == 0 &&
         unaligned_head(vz, nlon, k->lanes) == 0;
  IN_SHARES(nlat * nr, 1, threads, , k->velocity(&g, lo, hi));
  free(table);
  return 0;
}

double floor_trig_series(size_t n, int threads) {
  const struct floor_kernels *k = best_kernels();
  double sum = 0;
  IN_SHARES(n, PAGE, threads, reduction(+ : sum), sum += k->trig_series(lo + 1, hi + 1));
  return sum;
}

double floor_slow_series(size_t n, int digit, int threads) {
  const struct floor_kernels *k = best_kernels();
  double sum = 0;
  size_t first = 1;
  for (int digits = 1; first <= n; digits++, first *= 10) {
    size_t count = smaller(10 * first, n + 1) - first;
    IN_SHARES(count, PAGE, count > 10000 ? threads : 1, reduction(+ : sum),
                  sum += k->slow_series(first + lo, first + hi, digits, digit));
  }
  return sum;
}

/* Whether `digit` is among the last `digits` decimal digits of k, leading zeros included. */
static int has_digit(size_t k, int digits, int digit) {
  for (; digits > 0; digits--, k /= 10)
    if (k % 10 == (size_t)digit) return 1;
  return 0;
}

static int count_digits(size_t k) {
  int digits = 1;
  for (; k >= 10; k /= 10) digits++;
  return digits;
}

double floor_slow_series_blocks(size_t n, int digit, int threads) {
  enum { BLOCK = 10000 };
  const struct floor_kernels *k = best_kernels();
  /* The numbers of four digits, with leading zeros, that may follow: 9^4 of them, padded with
   * numbers so large that their reciprocals do not count. */
  double offset[(6561 + STEP - 1) / STEP * STEP];
  size_t count = 0;
  for (size_t i = 0; i < BLOCK; i++)
    if (!has_digit(i, 4, digit)) offset[count++] = (double)i;
  for (size_t i = count; i < sizeof offset / sizeof *offset; i++) offset[i] = 1e40;
  size_t blocks = (n + 1) / BLOCK; /* whole ones */
  if (blocks == 0) return floor_slow_series(n, digit, threads);
  double sum = floor_slow_series(BLOCK - 1, digit, 1);
#pragma omp parallel for num_threads(threads) if (threads > 1) reduction(+ : sum) \
    schedule(dynamic, 64)
  for (size_t b = 1; b < blocks; b++)
    if (!has_digit(b, count_digits(b), digit))
      sum += k->sum_reciprocals((double)b * BLOCK, offset, sizeof offset / sizeof *offset);
  size_t rest = blocks * BLOCK;
  return sum + k->slow_series(rest, n + 1, count_digits(rest), digit);
}

/* Splits (n, 3) into planes of `padded` elements, the last point repeated. */
static void split_planes(const double *points, size_t n, size_t padded, double *planes) {
  for (size_t i = 0; i < padded; i++)
    for (size_t c = 0; c < 3; c++) planes[c * padded + i] = points[3 * smaller(i, n - 1) + c];
}

double floor_chamfer(const double *l, const double *r, size_t nl, size_t nr, int squared,
                     int threads) {
  const struct floor_kernels *k = best_kernels();
  size_t padded = (nr + 7) / 8 * 8, team = threads > 1 ? (size_t)threads : 1;
  double *planes = aligned_alloc(64, (3 + team) * padded * sizeof *planes);
  if (!planes) return NAN;
  split_planes(r, nr, padded, planes);
  double *colmin = planes + 3 * padded;
  for (size_t i = 0; i < team * padded; i++) colmin[i] = INFINITY;
  struct floor_cloud cloud = {planes, planes + padded, planes + 2 * padded, padded};
  double rows = 0, cols = 0;
  IN_SHARES(nl, 4, threads, reduction(+ : rows), {
    size_t me = threads > 1 ? (size_t)omp_get_thread_num() : 0;
    rows += k->chamfer(l, &cloud, lo, hi, colmin + me * padded, squared);
  });
  for (size_t j = 0; j < nr; j++) {
    double least = colmin[j];
    for (size_t t = 1; t < team; t++)
      least = colmin[t * padded + j] < least ? colmin[t * padded + j] : least;
    cols += sqrt(least);
  }
  free(planes);
  double row_mean = rows / (double)nl, col_mean = cols / (double)nr;
  return row_mean > col_mean ? row_mean : col_mean;
}

void floor_chamfer_pairs(const double *l, const size_t *l_start, size_t l_clusters, const double *r,
                         const size_t *r_start, size_t r_clusters, int squared, double *out,
                         int threads) {
#pragma omp parallel for num_threads(threads) if (threads > 1) schedule(dynamic, 64)
  for (size_t pair = 0; pair < l_clusters * r_clusters; pair++) {
    size_t i = pair / r_clusters, j = pair % r_clusters;
    out[pair] = floor_chamfer(l + 3 * l_start[i], r + 3 * r_start[j], l_start[i + 1] - l_start[i],
                              r_start[j + 1] - r_start[j], squared, 1);
  }
}

/* ---- rows and columns ---- */

void floor_sum_axis1(const double *a, size_t rows, size_t cols, double *out, int threads) {
  const struct floor_row_kernels *k = best_row_kernels();
  int nt = rows * sizeof *out > STREAM_BYTES && unaligned_head(out, rows, 8) == 0;
  IN_SHARES(rows, LINE, threads, , k->sum_rows(a + lo * cols, hi - lo, cols, out + lo, nt));
}

int floor_sum_axis0(const double *a, size_t rows, size_t cols, double *out, int threads) {
  const struct floor_row_kernels *k = best_row_kernels();
  int narrow = cols > 0 && STEP % cols == 0;
  size_t team = threads > 1 ? (size_t)threads : 1;
  double *parts = calloc(team * cols + 1, sizeof *parts);
  if (!parts) return -1;
  IN_SHARES(rows, 1, threads, , {
    double *part = parts + (threads > 1 ? (size_t)omp_get_thread_num() : 0) * cols;
    (narrow ? k->sum_narrow_columns : k->sum_columns)(a + lo * cols, hi - lo, cols, part);
  });
  for (size_t j = 0; j < cols; j++) {
    out[j] = 0;
    for (size_t t = 0; t < team; t++) out[j] += parts[t * cols + j];
  }
  free(parts);
  return 0;
}

void floor_sum_middle(const double *a, size_t slabs, size_t rows, size_t cols, double *out,
                      int threads) {
  const struct floor_row_kernels *k = best_row_kernels();
#pragma omp parallel for num_threads(threads) if (threads > 1)
  for (size_t s = 0; s < slabs; s++)
    k->sum_columns(a + s * rows * cols, rows, cols, out + s * cols);
}

int floor_standardise(const double *a, double *out, size_t n, int threads) {
  const struct floor_row_kernels *k = best_row_kernels();
  size_t team = threads > 1 ? (size_t)threads : 1;
  int nt = n * sizeof *out > STREAM_BYTES;
  struct floor_moments all = {0, 0, 0}, *parts = calloc(team, sizeof *parts);
  if (!parts) return -1;
  IN_SHARES(n, PAGE, threads, ,
            k->moments(a + lo, hi - lo, parts + (threads > 1 ? omp_get_thread_num() : 0)));
  for (size_t t = 0; t < team; t++) join_moments(&all, parts + t);
  free(parts);
  double std = sqrt(all.squares / (double)n);
  IN_SHARES(n, PAGE, threads, , k->standardise(a + lo, out + lo, hi - lo, all.mean, std, nt));
  return 0;
}

int floor_softmax(const double *a, double *out, size_t rows, size_t cols, int threads) {
  const struct floor_row_kernels *k = best_row_kernels();
  size_t team = threads > 1 ? (size_t)threads : 1;
  double *scratch = malloc((2 * team * cols + 1) * sizeof *scratch);
  if (!scratch) return -1;
  int nt = rows * cols * sizeof *out > STREAM_BYTES && cols % LINE == 0 &&
           unaligned_head(out, cols, LINE) == 0;
  IN_SHARES(rows, 1, threads, ,
            k->softmax(a + lo * cols, hi - lo, cols, out + lo * cols,
                       scratch + (threads > 1 ? (size_t)omp_get_thread_num() : 0) * 2 * cols, nt));
  free(scratch);
  return 0;
}
