/* verbs.c: the emitter's verbs against C, bit by bit, on every processor and for several lane
 * counts.
 *
 * What matters is the older processors: there rounding, fused multiply-add and the conversion of
 * int64 are spelled out in simpler instructions. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "domains.h"
#include "kernels.h"

#define N 8192

/* Numbers of which no product or sum overflows, underflows or loses bits to subnormals: 2^-300 to
 * 2^300, of which some cancel almost; and special values. */
static void fill(double *a, double *b, double *c, random_state *r) {
  static const double special[] = {
      0.0, -0.0, 0.5, -0.5, 1.5, 2.5, 1.0, -1.0, 0x1p52, 0x1p53, 4503599627370495.5, HUGE_VAL, NAN};
  size_t count = sizeof special / sizeof *special;
  for (size_t i = 0; i < N; i++) {
    a[i] = ldexp(random_unit(r) - 0.5, (int)(random_bits(r) % 600) - 300);
    b[i] = ldexp(random_unit(r) - 0.5, (int)(random_bits(r) % 60) - 30);
    c[i] = ldexp(random_unit(r) - 0.5, (int)(random_bits(r) % 200) - 100) * a[i];
    if (i % 4 == 1) c[i] = -a[i] * b[i];
    if (i % 4 == 2) a[i] = ldexp(random_unit(r) - 0.5, (int)(random_bits(r) % 60));
    if (i % 16 == 3) a[i] = special[random_bits(r) % count], c[i] = special[random_bits(r) % count];
    if (i % 16 == 7) a[i] = rint(a[i]) + 0.5;
  }
}

static float fused32(float a, float b, float c) { return fmaf(a, b, c); }

/* What the verb of that name gives, or false when there is no such verb. */
static bool expect(const char *name, double a, double b, double c, double *out) {
  if (strcmp(name, "fma") == 0) return *out = fma(a, b, c), true;
  if (strcmp(name, "rint") == 0) return *out = rint(a), true;
  if (strcmp(name, "floor") == 0) return *out = floor(a), true;
  if (strcmp(name, "ceil") == 0) return *out = ceil(a), true;
  if (strcmp(name, "trunc") == 0) return *out = trunc(a), true;
  if (strcmp(name, "sqrt") == 0) return *out = sqrt(a), true;
  return false;
}

static bool expect32(const char *name, float a, float b, float c, float *out) {
  if (strcmp(name, "fma32") == 0) return *out = fused32(a, b, c), true;
  if (strcmp(name, "rint32") == 0) return *out = rintf(a), true;
  if (strcmp(name, "floor32") == 0) return *out = floorf(a), true;
  if (strcmp(name, "ceil32") == 0) return *out = ceilf(a), true;
  if (strcmp(name, "trunc32") == 0) return *out = truncf(a), true;
  if (strcmp(name, "sqrt32") == 0) return *out = sqrtf(a), true;
  return false;
}

static int wrong; /* results that differ */

static void report(const function *f, const codegen_target *t, unsigned lanes, double a, double b,
                   double c, double got, double want) {
  if (++wrong > 20) return;
  printf("%s, %s, %u lanes: (%a, %a, %a) gave %a, not %a\n", f->name, t->cpu, lanes, a, b, c, got,
         want);
}

static bool same(double a, double b) {
  return (isnan(a) && isnan(b)) || (a == b && !signbit(a) == !signbit(b));
}

static void check_f64(const function *f, const codegen_target *t, unsigned lanes, const kernel *k) {
  static double a[N], b[N], c[N], out[N];
  random_state r = {7};
  double want;
  fill(a, b, c, &r);
  kernel_run(k, (const void *[]){a, b, c}, out, N);
  for (size_t i = 0; i < N; i++)
    if (expect(f->name, a[i], b[i], c[i], &want) && !same(out[i], want))
      report(f, t, lanes, a[i], b[i], c[i], out[i], want);
}

static void check_f32(const function *f, const codegen_target *t, unsigned lanes, const kernel *k) {
  static double a[N], b[N], c[N];
  static float fa[N], fb[N], fc[N], out[N];
  random_state r = {8};
  float want;
  fill(a, b, c, &r);
  for (size_t i = 0; i < N; i++) {
    fa[i] = (float)ldexp(a[i], ilogb(a[i]) / -8 * 7), fb[i] = (float)b[i];
    fc[i] = i % 4 == 1 ? -fa[i] * fb[i] : (float)ldexp(c[i], ilogb(c[i]) / -8 * 7);
  }
  kernel_run(k, (const void *[]){fa, fb, fc}, out, N);
  for (size_t i = 0; i < N; i++)
    if (expect32(f->name, fa[i], fb[i], fc[i], &want) && !same((double)out[i], (double)want))
      report(f, t, lanes, (double)fa[i], (double)fb[i], (double)fc[i], (double)out[i],
             (double)want);
}

static void check_conversion(const function *f, const codegen_target *t, unsigned lanes,
                             const kernel *k) {
  static int64_t integer[N];
  static double real[N];
  random_state r = {9};
  for (size_t i = 0; i < N; i++) integer[i] = (int64_t)random_bits(&r) >> (random_bits(&r) % 64);
  integer[0] = INT64_MIN, integer[1] = INT64_MAX, integer[2] = 0, integer[3] = -1;
  if (f->kind == KIND_I64_TO_F64) {
    kernel_run(k, (const void *[]){integer, NULL, NULL}, real, N);
    for (size_t i = 0; i < N; i++)
      if (!same(real[i], (double)integer[i]))
        report(f, t, lanes, (double)integer[i], 0, 0, real[i], (double)integer[i]);
  } else {
    static int64_t back[N];
    for (size_t i = 0; i < N; i++) real[i] = (double)(integer[i] >> 1) + 0.25;
    kernel_run(k, (const void *[]){real, NULL, NULL}, back, N);
    for (size_t i = 0; i < N; i++)
      if (back[i] != (int64_t)real[i])
        report(f, t, lanes, real[i], 0, 0, (double)back[i], trunc(real[i]));
  }
}

int main(void) {
  static const unsigned lanes[] = {1, 2, 8, 32};
  for (unsigned i = 0; i < nfunctions; i++) {
    const function *f = &functions[i];
    double d;
    float s;
    bool conversion = f->kind == KIND_I64_TO_F64 || f->kind == KIND_F64_TO_I64;
    if (!conversion && !expect(f->name, 1, 1, 1, &d) && !expect32(f->name, 1, 1, 1, &s)) continue;
    for (const codegen_target *t = targets_here(); t < targets + ntargets; t++) {
      for (unsigned l = 0; l < sizeof lanes / sizeof *lanes; l++) {
        kernel k;
        if (!kernel_open(&k, f, t, lanes[l])) return 1;
        if (conversion)
          check_conversion(f, t, lanes[l], &k);
        else if (f->kind == KIND_F32)
          check_f32(f, t, lanes[l], &k);
        else
          check_f64(f, t, lanes[l], &k);
        kernel_close(&k);
      }
    }
  }
  if (wrong) printf("%d results are wrong\n", wrong);
  return wrong ? 1 : 0;
}
