/* velocity.c: three results from one pass, into memory of the caller's.
 *
 * Velocities on a spherical grid turn from (latitude, longitude, radius) to (x, y, z). The grid has
 * nlat × nr × nlon points; lat has shape (nlat,1,1) and lon (nlon,), and both broadcast. jx takes
 * nlat + nlon sines and cosines, not one for every point. The program is compiled once and run for
 * two grids of different sizes. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "jx.h"

static const char text[] = "phi = radians(lat); lam = radians(lon)\n"
                           "vx = -sin(lam)*vlon - sin(phi)*cos(lam)*vlat + cos(phi)*cos(lam)*vrad\n"
                           "vy =  cos(lam)*vlon - sin(phi)*sin(lam)*vlat + cos(phi)*sin(lam)*vrad\n"
                           "vz =  cos(phi)*vlat + sin(phi)*vrad\n"
                           "vx, vy, vz";
static const char *const names[] = {"lat", "lon", "vlat", "vlon", "vrad"};

static bool run_grid(jx_context *ctx, const jx_program *program, int64_t nlat, int64_t nr,
                     int64_t nlon) {
  int64_t n = nlat * nr * nlon;
  double *memory = malloc((size_t)(nlat + nlon + 6 * n) * sizeof *memory);
  if (!memory) return false;
  double *lat = memory, *lon = lat + nlat, *v = lon + nlon, *w = v + 3 * n;
  for (int64_t i = 0; i < nlat; i++) lat[i] = -90 + 180.0 * (double)i / (double)(nlat - 1);
  for (int64_t i = 0; i < nlon; i++) lon[i] = 360.0 * (double)i / (double)nlon;
  for (int64_t i = 0; i < 3 * n; i++) v[i] = (double)(i % 97) - 48;

  int64_t grid[] = {nlat, nr, nlon};
  jx_array operands[] = {
      jx_array_of(lat, JX_FLOAT64, 3, (int64_t[]){nlat, 1, 1}),
      jx_array_of(lon, JX_FLOAT64, 1, (int64_t[]){nlon}),
      jx_array_of(v, JX_FLOAT64, 3, grid),
      jx_array_of(v + n, JX_FLOAT64, 3, grid),
      jx_array_of(v + 2 * n, JX_FLOAT64, 3, grid),
  };
  const jx_array *order[5];
  for (int i = 0; i < 5; i++) order[i] = &operands[i];
  jx_array results[3];
  for (int i = 0; i < 3; i++) results[i] = jx_array_of(w + i * n, JX_FLOAT64, 3, grid);

  bool good = jx_run(ctx, program, order, 5, results, 3) == JX_OK;
  if (!good) fputs(jx_context_error(ctx)->rendering, stderr);

  /* A rotation keeps lengths. */
  double worst = 0;
  for (int64_t i = 0; good && i < n; i++) {
    double before = v[i] * v[i] + v[i + n] * v[i + n] + v[i + 2 * n] * v[i + 2 * n];
    double after = w[i] * w[i] + w[i + n] * w[i + n] + w[i + 2 * n] * w[i + 2 * n];
    worst = fmax(worst, fabs(after - before));
  }
  if (good) printf("%lld points, lengths change by at most %.1e\n", (long long)n, worst);
  free(memory);
  return good && worst < 1e-10;
}

int main(void) {
  jx_context *ctx = jx_context_new(NULL);
  jx_program *program = NULL;
  if (!ctx) return 1;
  bool good = jx_compile(ctx, text, JX_NTS, names, 5, &program) == JX_OK;
  if (!good) fputs(jx_context_error(ctx)->rendering, stderr);

  good = good && run_grid(ctx, program, 50, 30, 80) && run_grid(ctx, program, 25, 10, 40);

  /* Sizes are not compiled in: the second grid used the first one's kernel. */
  jx_stats stats;
  jx_context_stats(ctx, &stats);
  printf("%llu kernel compiled\n", (unsigned long long)stats.compiles);
  good = good && stats.compiles == 1;

  jx_program_free(program);
  jx_context_free(ctx);
  return good ? 0 : 1;
}
