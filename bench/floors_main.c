/* floors_main.c: times the hand-written loops of floors.h, and checks them.
 *
 * In: `floors [rounds [name ...]]` times all floors, or those named, with one thread and with all;
 * `floors --check` compares every one, for every instruction set of this machine, with the plainest
 * C that says the same. Out: a table of the best times; for a check, a line for each failure, and
 * an exit status. The sizes are those of the project's standing workloads. Start with the table
 * `rows`: what a row does is in the function it names.
 */
#include "floors.h"

#include <math.h>
#include <omp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>

/* ---- arrays ---- */

/* n random numbers in [0, 1), in huge pages where the system gives them. */
static double *filled(size_t n) {
  const size_t huge_page = (size_t)2 << 20;
  size_t bytes = (n * sizeof(double) / huge_page + 1) * huge_page;
  double *a = aligned_alloc(huge_page, bytes);
  if (!a) {
    fprintf(stderr, "floors: no memory for %zu bytes\n", bytes);
    exit(1);
  }
  madvise(a, bytes, MADV_HUGEPAGE);
  uint64_t state = n + 1;
  for (size_t i = 0; i < n; i++) {
    state = state * 6364136223846793005u + 1442695040888963407u; /* Knuth's MMIX generator */
    a[i] = (double)(state >> 11) * 0x1p-53;
  }
  return a;
}

/* Arrays by number, made when first asked for and kept: all floors of one size share them. */
struct arrays {
  double *slot[6];
  size_t size[6];
};

static double *array(struct arrays *s, int slot, size_t n) {
  if (s->size[slot] < n) {
    free(s->slot[slot]);
    s->slot[slot] = filled(n);
    s->size[slot] = n;
  }
  return s->slot[slot];
}

/* ---- timing ---- */

enum { FLAT = 20000000, LONG = 50000000, SIDE = 8192, ROWS_COLS = 4096, SHORT = 4, SLABS = 300 };
enum { NLAT = 500, NR = 300, NLON = 800, POINTS = 20000 };
#define SERIES 100000000.0
#define GRID ((size_t)NLAT * NR * NLON)

static double time_read(struct arrays *s, int threads) {
  return floor_read(array(s, 0, FLAT), FLAT, threads);
}

static double time_copy(struct arrays *s, int threads) {
  floor_copy(array(s, 0, FLAT), array(s, 2, FLAT), FLAT, threads);
  return 0;
}

static double time_axpby(struct arrays *s, int threads) {
  floor_axpby(array(s, 0, FLAT), array(s, 1, FLAT), array(s, 2, FLAT), FLAT, threads);
  return 0;
}

static double time_sum(struct arrays *s, int threads) {
  return floor_sum(array(s, 0, FLAT), FLAT, threads);
}

static double time_sum_product(struct arrays *s, int threads) {
  return floor_sum_product(array(s, 0, FLAT), array(s, 1, FLAT), FLAT, threads);
}

static double time_laplacian(struct arrays *s, int threads) {
  size_t n = (size_t)SIDE * SIDE;
  floor_laplacian(array(s, 0, n), array(s, 1, n), SIDE, SIDE, threads);
  return 0;
}

static double time_add_transpose(struct arrays *s, int threads) {
  size_t n = (size_t)SIDE * SIDE;
  floor_add_transpose(array(s, 0, n), array(s, 1, n), SIDE, threads);
  return 0;
}

static double time_sum_axis1(struct arrays *s, int threads) {
  floor_sum_axis1(array(s, 0, (size_t)SIDE * SIDE), SIDE, SIDE, array(s, 1, SIDE), threads);
  return 0;
}

static double time_sum_axis0(struct arrays *s, int threads) {
  return floor_sum_axis0(array(s, 0, (size_t)SIDE * SIDE), SIDE, SIDE, array(s, 1, SIDE), threads);
}

/* Rows of SHORT numbers. */
static double time_short_axis1(struct arrays *s, int threads) {
  floor_sum_axis1(array(s, 0, FLAT), FLAT / SHORT, SHORT, array(s, 1, FLAT), threads);
  return 0;
}

static double time_short_axis0(struct arrays *s, int threads) {
  return floor_sum_axis0(array(s, 0, FLAT), FLAT / SHORT, SHORT, array(s, 1, FLAT), threads);
}

static double time_sum_middle(struct arrays *s, int threads) {
  floor_sum_middle(array(s, 0, (size_t)SLABS * 400 * 500), SLABS, 400, 500, array(s, 1, FLAT),
                   threads);
  return 0;
}

static double time_standardise(struct arrays *s, int threads) {
  return floor_standardise(array(s, 0, LONG), array(s, 1, LONG), LONG, threads);
}

static double time_softmax(struct arrays *s, int threads) {
  size_t n = (size_t)ROWS_COLS * ROWS_COLS;
  return floor_softmax(array(s, 0, n), array(s, 1, n), ROWS_COLS, ROWS_COLS, threads);
}

static double time_velocity(struct arrays *s, int threads) {
  double lat[NLAT], lon[NLON], *v[6];
  for (int i = 0; i < NLAT; i++) lat[i] = -90 + 180.0 * i / (NLAT - 1);
  for (int i = 0; i < NLON; i++) lon[i] = 360.0 * i / NLON;
  for (int i = 0; i < 6; i++) v[i] = array(s, i, GRID);
  return floor_velocity(lat, lon, v[0], v[1], v[2], v[3], v[4], v[5], NLAT, NR, NLON, threads);
}

static double time_sincos2(struct arrays *s, int threads) {
  floor_sincos2(array(s, 0, FLAT), array(s, 2, FLAT), FLAT, threads);
  return 0;
}

static double time_trig_series(struct arrays *s, int threads) {
  (void)s;
  return floor_trig_series((size_t)SERIES, threads);
}

static double time_slow_series(struct arrays *s, int threads) {
  (void)s;
  return floor_slow_series((size_t)SERIES, 9, threads);
}

static double time_slow_series_blocks(struct arrays *s, int threads) {
  (void)s;
  return floor_slow_series_blocks((size_t)SERIES, 9, threads);
}

static double time_chamfer(struct arrays *s, int threads) {
  return floor_chamfer(array(s, 0, 3 * POINTS), array(s, 1, 3 * POINTS), POINTS, POINTS, 0,
                       threads);
}

static double time_chamfer_squared(struct arrays *s, int threads) {
  return floor_chamfer(array(s, 0, 3 * POINTS), array(s, 1, 3 * POINTS), POINTS, POINTS, 1,
                       threads);
}

/* One row: bytes moved, or elements made (pairs of points for chamfer), and their unit. */
static const struct row {
  const char *name, *unit;
  double amount;
  double (*run)(struct arrays *s, int threads);
} rows[] = {
    {"read", "GB/s", 8.0 * FLAT, time_read},
    {"sum", "GB/s", 8.0 * FLAT, time_sum},
    {"sum_product", "GB/s", 16.0 * FLAT, time_sum_product},
    {"copy", "GB/s", 16.0 * FLAT, time_copy},
    {"axpby", "GB/s", 24.0 * FLAT, time_axpby},
    {"laplacian", "GB/s", 16.0 * SIDE *SIDE, time_laplacian},
    {"add_transpose", "GB/s", 16.0 * SIDE *SIDE, time_add_transpose},
    {"sum_axis1", "GB/s", 8.0 * SIDE *SIDE, time_sum_axis1},
    {"sum_axis0", "GB/s", 8.0 * SIDE *SIDE, time_sum_axis0},
    {"short_axis1", "GB/s", 8.0 * FLAT + 8.0 * FLAT / SHORT, time_short_axis1},
    {"short_axis0", "GB/s", 8.0 * FLAT, time_short_axis0},
    {"sum_middle", "GB/s", 8.0 * SLABS * 400 * 500, time_sum_middle},
    {"standardise", "GB/s", 24.0 * LONG, time_standardise},
    {"softmax", "GB/s", 16.0 * ROWS_COLS *ROWS_COLS, time_softmax},
    {"velocity", "GB/s", 48.0 * GRID, time_velocity},
    {"sincos2", "G/s", FLAT, time_sincos2},
    {"trig_series", "G/s", SERIES, time_trig_series},
    {"slow_series", "G/s", SERIES, time_slow_series},
    {"slow_series_blocks", "G/s", SERIES, time_slow_series_blocks},
    {"chamfer", "G/s", 1.0 * POINTS *POINTS, time_chamfer},
    {"chamfer_squared", "G/s", 1.0 * POINTS *POINTS, time_chamfer_squared},
};
enum { ROWS = sizeof rows / sizeof *rows };

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static int wanted(const char *name, int count, char **names) {
  for (int i = 0; i < count; i++)
    if (strcmp(name, names[i]) == 0) return 1;
  return count == 0;
}

/* Rounds are the outer loop, so that a disturbance of the machine does not fall on one floor alone.
 */
static void time_all(int rounds, int count, char **names) {
  struct arrays arrays = {{0}, {0}};
  double best[ROWS][2];
  int threads[2] = {1, omp_get_max_threads()};
  volatile double kept = 0;
  for (int round = -1; round < rounds; round++) /* the first one only warms up */
    for (int i = 0; i < ROWS; i++)
      for (int t = 0; t < 2 && wanted(rows[i].name, count, names); t++) {
        double start = now();
        kept = kept + rows[i].run(&arrays, threads[t]);
        double took = now() - start;
        if (round <= 0 || took < best[i][t]) best[i][t] = took;
      }
  printf("%-20s %10s %10s   %10s %10s   (%s, %d threads, best of %d)\n", "", "1: ms", "rate",
         "all: ms", "rate", floor_isa(), threads[1], rounds);
  for (int i = 0; i < ROWS; i++)
    if (wanted(rows[i].name, count, names))
      printf("%-20s %10.2f %10.2f   %10.2f %10.2f %s\n", rows[i].name, best[i][0] * 1e3,
             rows[i].amount / best[i][0] * 1e-9, best[i][1] * 1e3,
             rows[i].amount / best[i][1] * 1e-9, rows[i].unit);
  for (int i = 0; i < 6; i++) free(arrays.slot[i]);
}

/* ---- checking ---- */

struct check {
  size_t n;
  int threads, failures;
};

static void expect(struct check *c, const char *what, size_t i, double got, double want,
                   double tolerance) {
  if (fabs(got - want) <= tolerance || (isnan(got) && isnan(want))) return;
  if (c->failures++ < 20)
    printf("%s %s n=%zu threads=%d [%zu]: %.17g instead of %.17g\n", floor_isa(), what, c->n,
           c->threads, i, got, want);
}

/* The element-wise floors and the sums, with arrays that begin `off` elements after a vector's
 * boundary. */
static void check_flat(struct check *c, size_t off) {
  size_t n = c->n;
  double *a0 = filled(n + off), *b0 = filled(n + 2 * off), *out0 = filled(n + off);
  double *a = a0 + off, *b = b0 + 2 * off, *out = out0 + off, sum = 0, product = 0;
  for (size_t i = 0; i < n; i++) {
    sum += a[i];
    product += a[i] * b[i];
  }
  floor_read(a, n, c->threads);
  expect(c, "sum", 0, floor_sum(a, n, c->threads), sum, 1e-13 * (double)n);
  expect(c, "sum_product", 0, floor_sum_product(a, b, n, c->threads), product, 1e-13 * (double)n);
  floor_copy(a, out, n, c->threads);
  for (size_t i = 0; i < n; i++) expect(c, "copy", i, out[i], a[i], 0);
  floor_axpby(a, b, out, n, c->threads);
  for (size_t i = 0; i < n; i++) expect(c, "axpby", i, out[i], 2 * a[i] + 3 * b[i], 0);
  floor_sincos2(a, out, n, c->threads);
  for (size_t i = 0; i < n; i++) expect(c, "sincos2", i, out[i], 1, 0x1p-51);
  free(a0);
  free(b0);
  free(out0);
}

static void check_square(struct check *c) {
  size_t n = c->n;
  double *a = filled(n * n), *out = filled(n * n);
  floor_add_transpose(a, out, n, c->threads);
  for (size_t i = 0; i < n; i++)
    for (size_t j = 0; j < n; j++)
      expect(c, "add_transpose", i * n + j, out[i * n + j], a[i * n + j] + a[j * n + i], 0);
  floor_laplacian(a, out, n, n, c->threads);
  for (size_t i = 1; i + 1 < n; i++)
    for (size_t j = 1; j + 1 < n; j++) {
      const double *m = a + i * n + j;
      size_t k = (i - 1) * (n - 2) + j - 1;
      expect(c, "laplacian", k, out[k], *(m - n) + m[n] + m[-1] + m[1] - 4 * *m, 0);
    }
  free(a);
  free(out);
}

/* Row and column sums and the softmax of (n, cols), with columns on both sides of a vector and of
 * a block; and the same numbers as slabs. */
static void check_rows(struct check *c) {
  static const size_t widths[] = {1, 2, 3, 4, 7, 8, 12, 16, 31, 32, 33, 100, 1029};
  size_t rows = c->n;
  for (size_t w = 0; w < sizeof widths / sizeof *widths; w++) {
    size_t cols = widths[w], n = rows * cols;
    double *a = filled(n + 1) + 1, *out = filled(n), *want = filled(n);
    double *scaled = filled(n + 1) + 1;
    for (size_t i = 0; i < n; i++) scaled[i] = 100 * a[i];
    memset(want, 0, rows * sizeof *want);
    for (size_t i = 0; i < n; i++) want[i / cols] += a[i];
    floor_sum_axis1(a, rows, cols, out, c->threads);
    for (size_t i = 0; i < rows; i++) expect(c, "sum_axis1", i, out[i], want[i], 1e-11);
    memset(want, 0, cols * sizeof *want);
    for (size_t i = 0; i < n; i++) want[i % cols] += a[i];
    floor_sum_axis0(a, rows, cols, out, c->threads);
    for (size_t i = 0; i < cols; i++) expect(c, "sum_axis0", i, out[i], want[i], 1e-11);
    size_t slabs = 5, middle = rows / slabs;
    memset(want, 0, slabs * cols * sizeof *want);
    for (size_t i = 0; i < slabs * middle * cols; i++)
      want[i / (middle * cols) * cols + i % cols] += a[i];
    if (middle) {
      floor_sum_middle(a, slabs, middle, cols, out, c->threads);
      for (size_t i = 0; i < slabs * cols; i++) expect(c, "sum_middle", i, out[i], want[i], 1e-11);
    }
    floor_softmax(scaled, out, rows, cols, c->threads);
    for (size_t r = 0; r < rows; r++) {
      double most = scaled[r * cols], sum = 0;
      for (size_t j = 0; j < cols; j++) most = fmax(most, scaled[r * cols + j]);
      for (size_t j = 0; j < cols; j++) sum += exp(scaled[r * cols + j] - most);
      for (size_t j = 0; j < cols; j++) {
        double value = exp(scaled[r * cols + j] - most) / sum;
        expect(c, "softmax", r * cols + j, out[r * cols + j], value, 1e-14 * value);
      }
    }
    free(a - 1);
    free(out);
    free(want);
    free(scaled - 1);
  }
}

static void check_standardise(struct check *c) {
  size_t n = c->n;
  if (n < 2) return; /* 0/0 */
  double *a = filled(n + 3) + 3, *out = filled(n);
  long double sum = 0, squares = 0;
  for (size_t i = 0; i < n; i++) sum += a[i] += 1000;
  long double mean = sum / n;
  for (size_t i = 0; i < n; i++) squares += (a[i] - mean) * (a[i] - mean);
  long double std = sqrtl(squares / n);
  floor_standardise(a, out, n, c->threads);
  for (size_t i = 0; i < n; i++)
    expect(c, "standardise", i, out[i], (double)((a[i] - mean) / std), 1e-11);
  free(a - 3);
  free(out);
}

static void check_velocity(struct check *c) {
  enum { lats = 7, rs = 11 };
  size_t n = c->n, size = lats * rs * n;
  double *lat = filled(lats), *lon = filled(n), *v[6];
  for (int i = 0; i < 6; i++) v[i] = filled(size);
  floor_velocity(lat, lon, v[0], v[1], v[2], v[3], v[4], v[5], lats, rs, n, c->threads);
  const double degree = 3.141592653589793 / 180;
  for (size_t i = 0; i < size; i++) {
    double la = lat[i / (rs * n)] * degree, lo = lon[i % n] * degree;
    double a = v[0][i], o = v[1][i], r = v[2][i];
    expect(c, "velocity x", i, v[3][i],
           -sin(lo) * o - sin(la) * cos(lo) * a + cos(la) * cos(lo) * r, 1e-15);
    expect(c, "velocity y", i, v[4][i], cos(lo) * o - sin(la) * sin(lo) * a + cos(la) * sin(lo) * r,
           1e-15);
    expect(c, "velocity z", i, v[5][i], cos(la) * a + sin(la) * r, 1e-15);
  }
  for (int i = 0; i < 6; i++) free(v[i]);
  free(lat);
  free(lon);
}

static void check_series(struct check *c) {
  double trig = 0, slow[10] = {0};
  for (size_t k = 1; k <= c->n; k++) {
    trig += cos((double)k) / (double)k;
    unsigned seen = 0;
    for (size_t q = k; q; q /= 10) seen |= 1u << q % 10;
    for (int d = 0; d < 10; d++)
      if (!(seen >> d & 1)) slow[d] += 1.0 / (double)k;
  }
  expect(c, "trig_series", 0, floor_trig_series(c->n, c->threads), trig, 1e-13);
  for (int d = 0; d < 10; d++) {
    expect(c, "slow_series", (size_t)d, floor_slow_series(c->n, d, c->threads), slow[d], 1e-12);
    expect(c, "slow_series_blocks", (size_t)d, floor_slow_series_blocks(c->n, d, c->threads),
           slow[d], 1e-12);
  }
}

static double plain_chamfer(const double *l, const double *r, size_t nl, size_t nr, int squared) {
  double mean[2] = {0, 0};
  for (int way = 0; way < 2; way++) {
    const double *from = way ? r : l, *to = way ? l : r;
    size_t nfrom = way ? nr : nl, nto = way ? nl : nr;
    for (size_t i = 0; i < nfrom; i++) {
      double least = INFINITY;
      for (size_t j = 0; j < nto; j++) {
        double d = 0;
        for (size_t x = 0; x < 3; x++) {
          double p = from[3 * i + x], q = to[3 * j + x];
          d += squared ? (p - q) * (p - q) : p * q;
        }
        least = fmin(least, sqrt(d));
      }
      mean[way] += least / (double)nfrom;
    }
  }
  return fmax(mean[0], mean[1]);
}

static void check_chamfer(struct check *c) {
  size_t nl = c->n, nr = c->n * 2 / 3 + 1;
  double *l = filled(3 * nl), *r = filled(3 * nr + 3) + 3;
  for (int squared = 0; squared < 2; squared++)
    expect(c, squared ? "chamfer squared" : "chamfer", 0,
           floor_chamfer(l, r, nl, nr, squared, c->threads), plain_chamfer(l, r, nl, nr, squared),
           1e-14);
  free(l);
  free(r - 3);
}

static void check_chamfer_pairs(struct check *c) {
  enum { L = 5, R = 3 };
  size_t l_start[L + 1] = {0}, r_start[R + 1] = {0};
  for (size_t i = 0; i < L; i++) l_start[i + 1] = l_start[i] + 1 + (c->n * (i + 1)) % 201;
  for (size_t j = 0; j < R; j++) r_start[j + 1] = r_start[j] + 1 + (c->n * (j + 3)) % 201;
  double *l = filled(3 * l_start[L]), *r = filled(3 * r_start[R] + 3) + 3, out[L * R];
  floor_chamfer_pairs(l, l_start, L, r, r_start, R, 1, out, c->threads);
  for (size_t i = 0; i < L; i++)
    for (size_t j = 0; j < R; j++)
      expect(c, "chamfer pairs", i * R + j, out[i * R + j],
             plain_chamfer(l + 3 * l_start[i], r + 3 * r_start[j], l_start[i + 1] - l_start[i],
                           r_start[j + 1] - r_start[j], 1),
             1e-14);
  free(l);
  free(r - 3);
}

/* Checks all floors at sizes on both sides of a vector, a step, a page, a tile and the streaming
 * threshold. */
static int check_all(void) {
  static const size_t flat[] = {0, 1, 7, 8, 9, 31, 32, 33, 100, 4097, 99991, 1400003};
  static const size_t square[] = {1, 3, 8, 127, 128, 129, 260, 1024};
  static const size_t rows[] = {1, 7, 8, 9, 64, 200};
  static const size_t grid[] = {1, 5, 8, 800, 8000, 8003};
  static const size_t series[] = {0, 1, 9, 10, 31, 33, 100, 9999, 10000, 12345, 99999, 345678};
  static const size_t cloud[] = {1, 3, 4, 100, 261, 1500};
  struct check c = {0, 0, 0};
  const char *isa;
  for (size_t which = 0; (isa = floor_isa_at(which)); which++) {
    setenv("FLOORS_ISA", isa, 1);
    for (c.threads = 1; c.threads <= 3; c.threads++) {
#define FOR_SIZES(sizes, call)                                   \
  for (size_t i = 0; i < sizeof(sizes) / sizeof *(sizes); i++) { \
    c.n = (sizes)[i];                                            \
    call;                                                        \
  }
      FOR_SIZES(flat, check_flat(&c, 0))
      FOR_SIZES(flat, check_flat(&c, 3))
      FOR_SIZES(square, check_square(&c))
      FOR_SIZES(rows, check_rows(&c))
      FOR_SIZES(flat, check_standardise(&c))
      FOR_SIZES(grid, check_velocity(&c))
      FOR_SIZES(series, check_series(&c))
      FOR_SIZES(cloud, check_chamfer(&c))
      FOR_SIZES(cloud, check_chamfer_pairs(&c))
    }
    printf("%s: %s\n", isa, strcmp(floor_isa(), isa) ? "not on this machine" : "checked");
  }
  printf("%d failures\n", c.failures);
  return c.failures != 0;
}

int main(int argc, char **argv) {
  if (argc > 1 && strcmp(argv[1], "--check") == 0) return check_all();
  int rounds = argc > 1 ? atoi(argv[1]) : 9;
  if (rounds < 1) {
    fprintf(stderr, "usage: floors [rounds [name ...]] | floors --check\n");
    return 2;
  }
  time_all(rounds, argc > 2 ? argc - 2 : 0, argv + 2);
  return 0;
}
