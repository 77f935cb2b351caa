/* hard_cases.c: where a small error is a wrong result: exact cases, the ends of the range, signs.
 *
 * Every function of codegen/math/table.h in both types, for every processor: results that are
 * floats themselves are given exactly, and what lies on either side of them stays there; what is
 * the largest argument with a finite result, and the smallest with one that is not 0, has it, and
 * the next has not; odd and even functions are so to the bit. Start with `exact_cases`. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "inputs.h"
#include "kernels.h"

static int wrong;

static void report(const function *f, const codegen_target *t, double x, double y, double got,
                   const char *what, double than) {
  if (++wrong > 40) return;
  printf("%s, %s: of %a, %a gave %.17g, %s %.17g\n", f->name, t->cpu, x, y, got, what, than);
}

static bool same(double a, double b) {
  return (isnan(a) && isnan(b)) || (a == b && !signbit(a) == !signbit(b));
}

/* ---- Running a kernel ---- */

#define N (1 << 15)

/* Arguments and results as float64, of a function of either type. */
typedef struct batch {
  double x[N], y[N], out[N];
  float fx[N], fy[N], fout[N];
  size_t n;
} batch;

static void run(const kernel *k, const function *f, batch *b) {
  size_t n = (b->n + 7) / 8 * 8;
  for (size_t i = b->n; i < n; i++) b->x[i] = b->y[i] = 1;
  if (f->kind == KIND_F64) {
    kernel_run(k, (const void *[]){b->x, b->y, b->y}, b->out, (int64_t)n);
    return;
  }
  for (size_t i = 0; i < n; i++) b->fx[i] = (float)b->x[i], b->fy[i] = (float)b->y[i];
  kernel_run(k, (const void *[]){b->fx, b->fy, b->fy}, b->fout, (int64_t)n);
  for (size_t i = 0; i < n; i++) b->out[i] = (double)b->fout[i];
}

/* The float of f's type that is `steps` after x. */
static double after(const function *f, double x, int64_t steps) {
  double to = steps < 0 ? -HUGE_VAL : HUGE_VAL;
  for (int64_t i = llabs(steps); i > 0; i--)
    x = f->kind == KIND_F64 ? nextafter(x, to) : (double)nextafterf((float)x, (float)to);
  return x;
}

/* ---- Exact cases ---- */

/* Those of one function; of float32, where all three are such. */
typedef struct cases {
  double x[N], y[N], result[N];
  size_t n;
} cases;

static void add(cases *c, double x, double y, double result) {
  if (c->n == N) return;
  c->x[c->n] = x, c->y[c->n] = y, c->result[c->n++] = result;
}

static void powers(cases *c, double base, int most) {
  double power = 1;
  for (int i = 0; i <= most; i++, power *= base) {
    add(c, base, i, power);
    if (i % 2) add(c, -base, i, -power);
  }
}

static void exact_powers(cases *c) {
  for (int i = -1074; i < 1024; i++) add(c, 2, i, ldexp(1, i)), add(c, 0.5, -i, ldexp(1, i));
  powers(c, 10, 22), powers(c, 3, 33), powers(c, 5, 22), powers(c, 7, 18), powers(c, 0.75, 30);
  for (int i = 1; i < 3000; i++) {
    double x = i;
    add(c, x, 1, x), add(c, x, 0, 1), add(c, 1, x, 1), add(c, x, 2, x * x),
        add(c, -x, 3, -x * x * x);
    add(c, x * x, 0.5, x), add(c, x * x, 1.5, x * x * x);
  }
}

static void exact_triangles(cases *c) {
  for (int m = 1; m < 100; m++)
    for (int n = 1; n < m; n++) {
      double a = m * m - n * n, b = 2 * m * n;
      add(c, a, b, m * m + n * n), add(c, -b, a, m * m + n * n);
    }
  for (int i = -1074; i < 1020; i++) add(c, 0, ldexp(1, i), ldexp(1, i));
}

static void exact_cases(op_id op, cases *c) {
  double product = 1;
  c->n = 0;
  switch (op) {
  case OP_EXP:
  case OP_COS:
  case OP_COSH:
  case OP_ERFC: add(c, 0, 0, 1), add(c, -0.0, 0, 1); return;
  case OP_SINC:
    add(c, 0, 0, 1), add(c, -0.0, 0, 1);
    for (int i = 1; i < 5000; i++) add(c, i, 0, 0), add(c, -i, 0, 0);
    return;
  case OP_EXP2:
    for (int i = -1074; i < 1024; i++) add(c, i, 0, ldexp(1, i));
    return;
  case OP_EXP10:
    for (int i = 0; i <= 22; i++, product *= 10) add(c, i, 0, product);
    return;
  case OP_LOG2:
    for (int i = -1074; i < 1024; i++) add(c, ldexp(1, i), 0, i);
    return;
  case OP_LOG10:
    for (int i = 0; i <= 22; i++, product *= 10) add(c, product, 0, i);
    return;
  case OP_CBRT:
    for (int i = -13000; i <= 13000; i++) add(c, (double)i * i * i, 0, i == 0 ? 0 : i);
    for (int i = -358; i < 341; i++) add(c, ldexp(1, 3 * i), 0, ldexp(1, i));
    return;
  case OP_GAMMA:
    for (int i = 1; i <= 23; product *= i++) add(c, i, 0, product);
    return;
  case OP_LGAMMA:
  case OP_LOG:
  case OP_ARCCOS:
  case OP_ARCCOSH:
    add(c, 1, 0, 0);
    if (op == OP_LGAMMA) add(c, 2, 0, 0);
    return;
  case OP_LOGADDEXP2:
    for (int i = -1000; i <= 1000; i++)
      add(c, i, i, i + 1), add(c, 0.25 * i, 0.25 * i, 0.25 * i + 1);
    return;
  case OP_HYPOT: exact_triangles(c); return;
  case OP_POW: exact_powers(c); return;
  case OP_LOGADDEXP: return;
  default: /* of 0 with its sign that 0 */ add(c, 0, 1, 0), add(c, -0.0, 1, -0.0);
  }
}

static bool is_single(double x) { return (double)(float)x == x; }

static void check_exact(op_id op, const function *f, const codegen_target *t, const kernel *k) {
  static cases c;
  static batch b;
  exact_cases(op, &c);
  b.n = c.n;
  memcpy(b.x, c.x, sizeof b.x);
  memcpy(b.y, c.y, sizeof b.y);
  run(k, f, &b);
  for (size_t i = 0; i < c.n; i++) {
    double want = c.result[i];
    bool single = is_single(c.x[i]) && is_single(c.y[i]) && is_single(want);
    if ((f->kind == KIND_F64 || single) && !same(b.out[i], want))
      report(f, t, c.x[i], c.y[i], b.out[i], "not", want);
  }
}

/* ---- Order ---- */

/* Functions that rise or fall from `low` to `high`. */
static const struct {
  op_id op;
  int slope;
  double low, high;
} ordered[] = {
    {OP_EXP, 1, -1000, 1000},    {OP_EXP2, 1, -2000, 2000},   {OP_EXPM1, 1, -1000, 1000},
    {OP_LOG, 1, 0, HUGE_VAL},    {OP_LOG2, 1, 0, HUGE_VAL},   {OP_LOG10, 1, 0, HUGE_VAL},
    {OP_LOG1P, 1, -1, HUGE_VAL}, {OP_SIN, 1, -1.5, 1.5},      {OP_COS, -1, 0, 3.1},
    {OP_TAN, 1, -1.5, 1.5},      {OP_SINH, 1, -1000, 1000},   {OP_COSH, 1, 0, 1000},
    {OP_TANH, 1, -50, 50},       {OP_ARCSINH, 1, -1e9, 1e9},  {OP_ARCCOSH, 1, 1, HUGE_VAL},
    {OP_ARCTANH, 1, -1, 1},      {OP_CBRT, 1, -1e300, 1e300}, {OP_ARCSIN, 1, -1, 1},
    {OP_ARCCOS, -1, -1, 1},      {OP_ARCTAN, 1, -1e20, 1e20}, {OP_ERF, 1, -10, 10},
    {OP_ERFC, -1, -10, 30},      {OP_GAMMA, 1, 1.5, 171},     {OP_LGAMMA, 1, 1.5, 1e300},
    {OP_EXP10, 1, -400, 400},
};

/* About these there are exact cases, or tables and intervals end. */
static const double centres[] = {0.0625,
                                 0.25,
                                 0.5,
                                 0.75,
                                 1,
                                 1.0625,
                                 1.5,
                                 2,
                                 2.5,
                                 3,
                                 4,
                                 8,
                                 10,
                                 22,
                                 27,
                                 64,
                                 100,
                                 125,
                                 170,
                                 1000,
                                 1e5,
                                 1e22,
                                 0.6875,
                                 1.375,
                                 -1,
                                 -0.5,
                                 -2,
                                 -10,
                                 0.0216608493924983};

#define AROUND (1 << 14)

/* Results may stay, and where they are no floats themselves may step back by the last bit: two
 * arguments that differ by their last bits may have results on either side of what halves two
 * floats. */
static void check_order(size_t row, const function *f, const codegen_target *t, const kernel *k,
                        double centre) {
  static batch b;
  double x = after(f, f->kind == KIND_F64 ? centre : (double)(float)centre, -AROUND / 2);
  b.n = 0;
  for (int i = 0; i < AROUND; i++, x = after(f, x, 1))
    if (x >= ordered[row].low && x <= ordered[row].high) b.x[b.n] = x, b.y[b.n++] = 1;
  run(k, f, &b);
  for (size_t i = 1; i < b.n; i++) {
    double last = b.out[i - 1], limit = after(f, last, -ordered[row].slope);
    bool back = ordered[row].slope > 0 ? b.out[i] < limit : b.out[i] > limit;
    if (back) report(f, t, b.x[i], 0, b.out[i], "after", last);
  }
}

/* What lies on one side of an exact case has no result on the other. */
static void check_sides(size_t row, const function *f, const codegen_target *t, const kernel *k) {
  static cases c;
  static batch b;
  exact_cases(ordered[row].op, &c);
  for (size_t i = 0; i < c.n; i += 1 + c.n / 64) {
    if (f->kind == KIND_F32 && !(is_single(c.x[i]) && is_single(c.result[i]))) continue;
    double x = after(f, c.x[i], -64), want = c.result[i];
    b.n = 0;
    for (int j = 0; j < 129; j++, x = after(f, x, 1))
      if (x >= ordered[row].low && x <= ordered[row].high) b.x[b.n] = x, b.y[b.n++] = 1;
    run(k, f, &b);
    for (size_t j = 0; j < b.n; j++) {
      double beyond = (b.x[j] - c.x[i]) * (b.out[j] - want) * ordered[row].slope;
      if (beyond < 0) report(f, t, b.x[j], 0, b.out[j], "beyond", want);
    }
  }
}

/* ---- Ends of the range ---- */

/* The last argument whose result, rounded, is finite, or not 0; on the side `toward` of it lies the
 * first whose result is `beyond`. By bisection in 60 digits. */
static const struct {
  op_id op;
  double f64, f32;
  int toward; /* 1: up; -1: down */
  double beyond;
} ends[] = {
    {OP_EXP, 0x1.62e42fefa39efp+9, 0x1.62e42ep+6, 1, HUGE_VAL},
    {OP_EXP, -0x1.74910d52d3051p+9, -0x1.9fe368p+6, -1, 0},
    {OP_EXP2, 0x1.fffffffffffffp+9, 0x1.fffffep+6, 1, HUGE_VAL},
    {OP_EXP2, -0x1.0cbffffffffffp+10, -0x1.2bfffep+7, -1, 0},
    {OP_EXP10, 0x1.34413509f79fep+8, 0x1.344134p+5, 1, HUGE_VAL},
    {OP_EXP10, -0x1.439b746e36b52p+8, -0x1.693c6ap+5, -1, 0},
    {OP_EXPM1, 0x1.62e42fefa39efp+9, 0x1.62e42ep+6, 1, HUGE_VAL},
    {OP_SINH, 0x1.633ce8fb9f87dp+9, 0x1.65a9f8p+6, 1, HUGE_VAL},
    {OP_SINH, -0x1.633ce8fb9f87dp+9, -0x1.65a9f8p+6, -1, -HUGE_VAL},
    {OP_COSH, 0x1.633ce8fb9f87dp+9, 0x1.65a9f8p+6, 1, HUGE_VAL},
    {OP_GAMMA, 0x1.573fae561f647p+7, 0x1.18521ep+5, 1, HUGE_VAL},
    {OP_GAMMA, 0x0.4000000000001p-1022, 0x1.000008p-128, -1, HUGE_VAL},
    {OP_LGAMMA, 0x1.754d9278b51a7p+1014, 0x1.895f1ap+121, 1, HUGE_VAL},
    {OP_ERFC, 0x1.b39dc41e48bfcp+4, 0x1.41bbf6p+3, 1, 0},
};

static void check_ends(op_id op, const function *f, const codegen_target *t, const kernel *k) {
  static batch b;
  for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
    if (ends[i].op != op) continue;
    double x = f->kind == KIND_F64 ? ends[i].f64 : ends[i].f32;
    b.n = 2;
    b.x[0] = x, b.x[1] = after(f, x, ends[i].toward);
    run(k, f, &b);
    bool inside = ends[i].beyond == 0 ? b.out[0] != 0 : isfinite(b.out[0]);
    if (!inside) report(f, t, b.x[0], 0, b.out[0], "already", ends[i].beyond);
    if (!same(b.out[1], ends[i].beyond))
      report(f, t, b.x[1], 0, b.out[1], "not yet", ends[i].beyond);
  }
}

/* ---- Symmetry ---- */

static int symmetry_of(op_id op) {
  switch (op) {
  case OP_EXPM1:
  case OP_EXP:
  case OP_EXP2:
  case OP_EXP10:
  case OP_LOG:
  case OP_LOG2:
  case OP_LOG10:
  case OP_LOG1P:
  case OP_ARCCOS:
  case OP_ARCCOSH:
  case OP_ERFC:
  case OP_GAMMA:
  case OP_LGAMMA: return 0;
  case OP_COS:
  case OP_COSH:
  case OP_SINC: return 1;
  default: return -1;
  }
}

static void check_symmetry(op_id op, const function *f, const codegen_target *t, const kernel *k) {
  static batch b;
  random_state r = {op + 1};
  int sign = symmetry_of(op);
  if (!sign || f->nargs == 2) return;
  b.n = N;
  for (size_t i = 0; i < N; i += 2) {
    uint64_t bits = random_bits(&r);
    double x = ldexp(random_unit(&r) - 0.5, (int)(bits % 40) - 30);
    float single;
    if (bits >> 63 && f->kind == KIND_F64) memcpy(&x, &bits, sizeof x);
    if (bits >> 63 && f->kind == KIND_F32)
      memcpy(&single, &bits, sizeof single), x = (double)single;
    b.x[i] = x, b.x[i + 1] = -x, b.y[i] = b.y[i + 1] = 1;
  }
  run(k, f, &b);
  for (size_t i = 0; i < N; i += 2)
    if (!same(b.out[i + 1], sign * b.out[i]))
      report(f, t, b.x[i + 1], 0, b.out[i + 1], "beside", b.out[i]);
}

/* ---- All of it ---- */

static void check(op_id op, const function *f, const codegen_target *t) {
  kernel k;
  if (!kernel_open(&k, f, t, 8)) exit(1);
  check_exact(op, f, t, &k);
  check_ends(op, f, t, &k);
  check_symmetry(op, f, t, &k);
  for (size_t row = 0; row < sizeof ordered / sizeof *ordered; row++) {
    if (ordered[row].op != op) continue;
    check_sides(row, f, t, &k);
    for (size_t i = 0; i < sizeof centres / sizeof *centres; i++)
      check_order(row, f, t, &k, centres[i]);
  }
  kernel_close(&k);
}

static const function *function_named(const char *name) {
  for (unsigned i = 0; i < nfunctions; i++)
    if (strcmp(functions[i].name, name) == 0) return &functions[i];
  abort();
}

int main(void) {
  static const struct {
    op_id op;
    const char *f64, *f32;
  } rows[] = {
#define X(id, nargs, f64, f32, ...) {OP_##id, MATH_NAME(f64), MATH_NAME(f32)},
      MATH_TABLE(X)
#undef X
  };
  const codegen_target *first = targets_here();
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    for (const codegen_target *t = first; t < targets + ntargets; t++) {
      check(rows[i].op, function_named(rows[i].f64), t);
      check(rows[i].op, function_named(rows[i].f32), t);
    }
  if (wrong) printf("%d results are wrong\n", wrong);
  return wrong ? 1 : 0;
}
