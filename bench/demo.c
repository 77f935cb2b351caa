/* demo.c: jx's main job on real-sized input, beside hand-written C.
 *
 * Takes optional --threads N and --quick; gives, for each workload, the program as a user types it,
 * a check against an independent value, the time, the achieved bandwidth or rate, and the ratio to
 * a hand-written loop (floors.c) that runs in turn with it in the same process on the same arrays.
 * Times are the best of several turns. The exit status is nonzero when any check fails. Start at
 * main(): one function a workload. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#include "floors.h"
#include "jx.h"

#define TURNS 7

typedef struct demo {
  jx_context *ctx;
  int threads, turns, failures;
  double scale; /* of sizes: 1, less with --quick or when memory is short */
} demo;

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* Memory on huge pages, touched, so that neither side pays for page faults. */
static double *numbers(size_t n) {
  size_t bytes = (n * sizeof(double) + (2u << 20) - 1) & ~(size_t)((2u << 20) - 1);
  double *a = aligned_alloc(2u << 20, bytes);
  if (!a) {
    fprintf(stderr, "demo: out of memory\n");
    exit(1);
  }
  madvise(a, bytes, MADV_HUGEPAGE);
  memset(a, 0, bytes);
  return a;
}

static void evaluate(demo *d, const char *program, const jx_operand *operands, size_t n,
                     jx_array *results, size_t nresults) {
  if (jx_eval(d->ctx, program, JX_NTS, operands, n, results, nresults) == JX_OK) return;
  fputs(jx_context_error(d->ctx)->rendering, stderr);
  exit(1);
}

static void show(const char *title, const char *program) {
  printf("\n%s\n", title);
  for (const char *s = program; *s;) {
    size_t n = strcspn(s, "\n");
    printf("    %.*s\n", (int)n, s);
    s += n + (s[n] == '\n');
  }
}

static void check(demo *d, const char *what, double error, double bound) {
  bool good = error <= bound;
  printf("  check     %s: error %.2g (bound %.2g) %s\n", what, error, bound, good ? "ok" : "WRONG");
  d->failures += !good;
}

typedef struct timing {
  double jx, floor, first;
} timing;

static void report(const timing *t, double points, double bytes) {
  printf("  first     %.2f ms, compiling included\n", t->first * 1e3);
  printf("  jx        %.4f s", t->jx);
  if (bytes > 0)
    printf(", %.1f GB/s\n", bytes / t->jx * 1e-9);
  else
    printf(", %.0f million elements/s\n", points / t->jx * 1e-6);
  printf("  floor     %.4f s\n  ratio     %.2f\n", t->floor, t->jx / t->floor);
}

static void keep_best(double *best, double t) {
  if (*best == 0 || t < *best) *best = t;
}

/* ---- Velocity on a spherical grid ---- */

static double legendre2(double x) { return (3 * x * x - 1) / 2; }
static double legendre3(double x) { return (5 * x * x * x - 3 * x) / 2; }

static const char velocity_program[] =
    "vx = -sin(radians(lon))*vlon - sin(radians(lat))*cos(radians(lon))*vlat + cos(radians(lat))*cos(radians(lon))*vrad\n"
    "vy =  cos(radians(lon))*vlon - sin(radians(lat))*sin(radians(lon))*vlat + cos(radians(lat))*sin(radians(lon))*vrad\n"
    "vz =  cos(radians(lat))*vlat + sin(radians(lat))*vrad\n"
    "vx, vy, vz";

typedef struct grid {
  size_t nlat, nr, nlon;
  double *lat, *lon, *v[3], *out[3]; /* v: vlat, vlon, vrad */
} grid;

static void fill_grid(const grid *g) {
  for (size_t i = 0; i < g->nlat; i++) g->lat[i] = -90 + 180 * ((double)i + 0.5) / (double)g->nlat;
  for (size_t i = 0; i < g->nlon; i++) g->lon[i] = 360 * (double)i / (double)g->nlon;
  for (size_t i = 0; i < g->nlat; i++)
    for (size_t j = 0; j < g->nr; j++) {
      double r = 3485 + (6371 - 3485) * (double)j / (double)(g->nr - 1);
      for (size_t k = 0; k < g->nlon; k++) {
        size_t at = (i * g->nr + j) * g->nlon + k;
        g->v[0][at] = legendre3(g->lat[i] / 90);
        g->v[1][at] = legendre2(g->lon[k] / 180 - 1);
        g->v[2][at] = legendre3((r - 4928) / 1443);
      }
    }
}

/* The largest deviation from long double arithmetic at some thousand points. */
static double grid_error(const grid *g) {
  long double pi = acosl(-1), worst = 0;
  size_t n = g->nlat * g->nr * g->nlon;
  for (size_t at = 0; at < n; at += n / 5003 + 1) {
    long double lat = g->lat[at / (g->nr * g->nlon)] * pi / 180,
                lon = g->lon[at % g->nlon] * pi / 180;
    long double vlat = g->v[0][at], vlon = g->v[1][at], vrad = g->v[2][at];
    long double want[3] = {
        -sinl(lon) * vlon - sinl(lat) * cosl(lon) * vlat + cosl(lat) * cosl(lon) * vrad,
        cosl(lon) * vlon - sinl(lat) * sinl(lon) * vlat + cosl(lat) * sinl(lon) * vrad,
        cosl(lat) * vlat + sinl(lat) * vrad};
    for (int c = 0; c < 3; c++) worst = fmaxl(worst, fabsl(want[c] - g->out[c][at]));
  }
  return (double)worst;
}

static void demo_velocity(demo *d) {
  grid g = {.nlat = (size_t)(500 * d->scale), .nr = 300, .nlon = 800};
  size_t n = g.nlat * g.nr * g.nlon;
  show("Velocity on a spherical grid, three results in one pass", velocity_program);
  printf("  grid      %zu x %zu x %zu = %.1f million points%s\n", g.nlat, g.nr, g.nlon,
         (double)n * 1e-6, d->scale < 1 ? " (smaller than 500 x 300 x 800)" : "");
  g.lat = numbers(g.nlat);
  g.lon = numbers(g.nlon);
  for (int c = 0; c < 3; c++) {
    g.v[c] = numbers(n);
    g.out[c] = numbers(n);
  }
  fill_grid(&g);
  int64_t full[] = {(int64_t)g.nlat, (int64_t)g.nr, (int64_t)g.nlon};
  jx_array lat = jx_array_of(g.lat, JX_FLOAT64, 3, (int64_t[]){full[0], 1, 1});
  jx_array lon = jx_array_of(g.lon, JX_FLOAT64, 1, &full[2]);
  jx_array v[3], out[3];
  for (int c = 0; c < 3; c++) {
    v[c] = jx_array_of(g.v[c], JX_FLOAT64, 3, full);
    out[c] = jx_array_of(g.out[c], JX_FLOAT64, 3, full);
  }
  jx_operand operands[] = {
      {"lat", &lat}, {"lon", &lon}, {"vlat", &v[0]}, {"vlon", &v[1]}, {"vrad", &v[2]}};
  timing t = {0};
  for (int turn = -1; turn < d->turns; turn++) {
    double start = now();
    evaluate(d, velocity_program, operands, 5, out, 3);
    double middle = now();
    if (turn < 0) {
      t.first = middle - start;
      check(d, "5000 points in long double", grid_error(&g), 1e-14);
    } else {
      keep_best(&t.jx, middle - start);
    }
    middle = now();
    if (floor_velocity(g.lat, g.lon, g.v[0], g.v[1], g.v[2], g.out[0], g.out[1], g.out[2], g.nlat,
                       g.nr, g.nlon, d->threads)) {
      fprintf(stderr, "demo: out of memory\n");
      exit(1);
    }
    keep_best(&t.floor, now() - middle);
  }
  report(&t, (double)n, 48.0 * (double)n);
  for (int c = 0; c < 3; c++) {
    free(g.v[c]);
    free(g.out[c]);
  }
  free(g.lat);
  free(g.lon);
}

/* ---- sin(2*pi*a)**2 + cos(2*pi*a)**2, and 2*a + 3*b ---- */

static double distance_from_one(const double *x, size_t n) {
  double worst = 0;
  for (size_t i = 0; i < n; i++) worst = fmax(worst, isnan(x[i]) ? INFINITY : fabs(x[i] - 1));
  return worst;
}

static void demo_sincos(demo *d) {
  static const char program[] = "sin(2*pi*a)**2 + cos(2*pi*a)**2";
  size_t n = (size_t)(100e6 * d->scale);
  show("Sines and cosines", program);
  printf("  elements  %.1f million\n", (double)n * 1e-6);
  double *a = numbers(n), *out = numbers(n);
  for (size_t i = 0; i < n; i++) a[i] = (double)i / (double)n * 10 - 5;
  int64_t shape[] = {(int64_t)n};
  jx_array x = jx_array_of(a, JX_FLOAT64, 1, shape), y = jx_array_of(out, JX_FLOAT64, 1, shape);
  timing t = {0};
  for (int turn = -1; turn < d->turns; turn++) {
    double start = now();
    evaluate(d, program, &(jx_operand){"a", &x}, 1, &y, 1);
    double middle = now();
    if (turn < 0) {
      t.first = middle - start;
      check(d, "distance from 1, every element", distance_from_one(out, n), 4.5e-16);
    } else {
      keep_best(&t.jx, middle - start);
    }
    middle = now();
    floor_sincos2(a, out, n, d->threads);
    keep_best(&t.floor, now() - middle);
  }
  report(&t, (double)n, 16.0 * (double)n);
  free(a);
  free(out);
}

static void demo_axpby(demo *d) {
  static const char program[] = "2*a + 3*b";
  size_t n = (size_t)(50e6 * d->scale);
  show("A weighted sum into a given array", program);
  printf("  elements  %.1f million\n", (double)n * 1e-6);
  double *a = numbers(n), *b = numbers(n), *out = numbers(n);
  for (size_t i = 0; i < n; i++) {
    a[i] = sin((double)i);
    b[i] = (double)i;
  }
  int64_t shape[] = {(int64_t)n};
  jx_array x = jx_array_of(a, JX_FLOAT64, 1, shape), y = jx_array_of(b, JX_FLOAT64, 1, shape),
           z = jx_array_of(out, JX_FLOAT64, 1, shape);
  timing t = {0};
  for (int turn = -1; turn < d->turns * 2; turn++) {
    double start = now();
    evaluate(d, program, (jx_operand[]){{"a", &x}, {"b", &y}}, 2, &z, 1);
    double middle = now();
    if (turn < 0) {
      t.first = middle - start;
      double worst = 0;
      for (size_t i = 0; i < n; i++) worst = fmax(worst, fabs(out[i] - (2 * a[i] + 3 * b[i])));
      check(d, "every element, bit for bit", worst, 0);
    } else {
      keep_best(&t.jx, middle - start);
    }
    middle = now();
    floor_axpby(a, b, out, n, d->threads);
    keep_best(&t.floor, now() - middle);
  }
  report(&t, (double)n, 24.0 * (double)n);
  free(a);
  free(b);
  free(out);
}

/* ---- Series ---- */

typedef double series(size_t n, const demo *d);
static double slow_floor(size_t n, const demo *d) { return floor_slow_series(n, 9, d->threads); }
static double trig_floor(size_t n, const demo *d) { return floor_trig_series(n, d->threads); }

static double demo_series(demo *d, const char *title, const char *program, size_t n,
                          series *by_hand, timing *t) {
  show(title, program);
  printf("  elements  %.1f million\n", (double)n * 1e-6);
  int64_t count = (int64_t)n;
  jx_array operand = jx_array_of(&count, JX_INT64, 0, NULL);
  double value = 0;
  for (int turn = -1; turn < d->turns; turn++) {
    jx_array result = {0};
    double start = now();
    evaluate(d, program, &(jx_operand){"n", &operand}, 1, &result, 1);
    double middle = now();
    if (turn < 0)
      t->first = middle - start;
    else
      keep_best(&t->jx, middle - start);
    value = *(double *)result.data;
    jx_array_free(d->ctx, &result);
    middle = now();
    volatile double keep = by_hand(n, d);
    (void)keep;
    keep_best(&t->floor, now() - middle);
  }
  printf("  value     %.15g\n", value);
  return value;
}

static void demo_slow_series(demo *d) {
  timing t = {0};
  size_t n = 100000000;
  double v = demo_series(d, "The harmonic series without the digit 9",
                         "i = arange(1, n+1)\nsum(where(contains(str(i), '9'), 0, 1/i))", n,
                         slow_floor, &t);
  /* The 43 046 721 terms added without rounding error (Python's math.fsum). */
  check(d, "exact sum 13.277605949854023", fabs(v - 13.277605949854023), 1e-13);
  report(&t, (double)n, 0);
}

static void demo_trig_series(demo *d) {
  timing t = {0};
  size_t n = 100000000;
  double v = demo_series(d, "A trigonometric series", "i = arange(1, n+1)\nsum(cos(i)/i)", n,
                         trig_floor, &t);
  /* The limit, and the first term of the remainder by summation by parts. */
  double limit = -log(2 * sin(0.5)) + sin((double)n + 0.5) / (2 * sin(0.5) * (double)n);
  check(d, "-log(2*sin(0.5)) and its remainder", fabs(v - limit), 1e-13);
  report(&t, (double)n, 0);
}

/* ---- */

static double memory_scale(void) {
  double have = (double)sysconf(_SC_AVPHYS_PAGES) * (double)sysconf(_SC_PAGESIZE), want = 6.5e9;
  return have > want ? 1 : have / want;
}

int main(int argc, char **argv) {
  demo d = {.threads = 0, .turns = TURNS, .scale = memory_scale()};
  for (int i = 1; i < argc; i++) {
    if (!strcmp(argv[i], "--quick")) {
      d.scale *= 0.05;
      d.turns = 2;
    } else if (!strcmp(argv[i], "--threads") && i + 1 < argc && atoi(argv[i + 1]) > 0) {
      d.threads = atoi(argv[++i]);
    } else {
      fprintf(stderr, "usage: demo [--quick] [--threads N]\n");
      return 2;
    }
  }
  /* Without the disk, the first calls compile. */
  d.ctx = jx_context_new(&(jx_options){.threads = d.threads, .cache = JX_CACHE_OFF});
  if (!d.ctx) {
    fprintf(stderr, "demo: no context\n");
    return 1;
  }
  d.threads = jx_context_threads(d.ctx);
  printf("jx %s, %d threads; floors: %s, by hand; best of %d turns each, in turn\n", jx_version(),
         d.threads, floor_isa(), d.turns);
  demo_velocity(&d);
  demo_sincos(&d);
  demo_axpby(&d);
  demo_slow_series(&d);
  demo_trig_series(&d);
  jx_context_free(d.ctx);
  printf("\n%s\n", d.failures ? "some checks FAILED" : "all checks passed");
  return d.failures != 0;
}
