/* speed.c: nanoseconds an element of the vector math, on one core, arrays in the second-level
 * cache.
 *
 *   vmath_speed [function ...]
 *
 * The best of many runs over 4096 elements, for each processor and lane count; with the time LLVM
 * took. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "domains.h"
#include "kernels.h"

#define N 4096
#define ROUNDS 300

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static double best(const kernel *k, const void *const *in, void *out) {
  double least = 1e9;
  for (int i = 0; i < ROUNDS; i++) {
    double begin = now();
    for (int j = 0; j < 4; j++) kernel_run(k, in, out, N);
    double t = now() - begin;
    if (t < least) least = t;
  }
  return least / (4.0 * N) * 1e9;
}

/* What people compute: positive, of magnitude 0.1 to 10. */
static void fill(double *x, size_t n, uint64_t seed) {
  random_state r = {seed};
  for (size_t i = 0; i < n; i++) x[i] = 0.1 + 9.9 * random_unit(&r);
}

int main(int argc, char **argv) {
  static const unsigned lanes[] = {4, 8, 16, 32};
  static double a[N], b[N], c[N], out[N];
  static float fa[N], fb[N], fc[N];
  fill(a, N, 1), fill(b, N, 2), fill(c, N, 3);
  for (int i = 0; i < N; i++) fa[i] = (float)a[i], fb[i] = (float)b[i], fc[i] = (float)c[i];
  printf("%-13s %-10s %6s %7s %7s\n", "function", "target", "lanes", "ns", "ms");
  for (unsigned i = 0; i < nfunctions; i++) {
    const function *f = &functions[i];
    bool chosen = argc == 1;
    if (!function_exists(f)) continue;
    for (int j = 1; j < argc; j++) chosen |= strcmp(argv[j], f->name) == 0;
    if (!chosen || f->kind == KIND_I64_TO_F64) continue;
    for (const codegen_target *target = targets_here(); target < targets + ntargets; target++) {
      for (unsigned l = 0; l < sizeof lanes / sizeof *lanes; l++) {
        kernel k;
        const void *in64[] = {a, b, c}, *in32[] = {fa, fb, fc};
        if (!kernel_open(&k, f, target, lanes[l])) return 1;
        double ns = best(&k, f->kind == KIND_F32 ? in32 : in64, out);
        printf("%-13s %-10s %6u %7.3f %7.2f\n", f->name, target->cpu, lanes[l], ns, k.compile_ms);
        fflush(stdout);
        kernel_close(&k);
      }
    }
  }
  return 0;
}
