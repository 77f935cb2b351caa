/* inputs.c: see inputs.h. */
#include "inputs.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Sebastiano Vigna's splitmix64. */
uint64_t random_bits(random_state *r) {
  uint64_t z = (r->s += 0x9e3779b97f4a7c15);
  z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
  z = (z ^ z >> 27) * 0x94d049bb133111eb;
  return z ^ z >> 31;
}

double random_unit(random_state *r) { return (double)(random_bits(r) >> 11) * 0x1p-53; }

static double from_bits(uint64_t bits) {
  double x;
  memcpy(&x, &bits, sizeof x);
  return x;
}

static double uniform(random_state *r, double a, double b) { return a + (b - a) * random_unit(r); }

/* Magnitudes from 2^a to 2^b, either sign. */
static double log_uniform(random_state *r, double a, double b) {
  double x = exp2(uniform(r, a, b));
  return random_bits(r) & 1 ? x : -x;
}

/* x and its neighbours, up to `ulps` away. */
static double near(random_state *r, double x, int64_t ulps) {
  int64_t step = (int64_t)(random_bits(r) % (uint64_t)(2 * ulps + 1)) - ulps;
  uint64_t bits;
  memcpy(&bits, &x, sizeof bits);
  return from_bits(bits + (uint64_t)step);
}

static const double SPECIAL[] = {0.0,
                                 0x1p-1074,
                                 0x1p-1060,
                                 0x0.fffffffffffffp-1022,
                                 0x1p-1022,
                                 0x1.8p-1022,
                                 0x1p-1000,
                                 0x1p-540,
                                 0x1p-55,
                                 0x1p-53,
                                 0x1p-30,
                                 0x1p-27,
                                 0x1p-10,
                                 0.1,
                                 0.25,
                                 1.0 / 3,
                                 0.5,
                                 0x1.fffffffffffffp-2,
                                 0x1.921fb54442d18p-1,
                                 0.99,
                                 0x1.fffffffffffffp-1,
                                 1.0,
                                 0x1.0000000000001p0,
                                 1.01,
                                 1.5,
                                 0x1.921fb54442d18p0,
                                 2.0,
                                 0x1.5bf0a8b145769p1,
                                 0x1.921fb54442d18p1,
                                 3.0,
                                 4.0,
                                 5.0,
                                 7.0,
                                 10.0,
                                 22.0,
                                 63.0,
                                 64.0,
                                 100.0,
                                 255.0,
                                 511.5,
                                 0x1.62e42fefa39efp9,
                                 0x1.62e42fefa39fp9,
                                 0x1.74910d52d3051p9,
                                 0x1.74910d52d3053p9,
                                 745.2,
                                 746.0,
                                 1023.0,
                                 1024.0,
                                 1074.0,
                                 1075.0,
                                 1e5,
                                 1048575.0,
                                 1e8,
                                 1.05e8,
                                 0x1.fffffffffffffp51,
                                 0x1p52,
                                 0x1.0000000000001p52,
                                 0x1.fffffffffffffp52,
                                 0x1p53,
                                 0x1.0000000000001p53,
                                 0x1p54,
                                 0x1p63,
                                 0x1p64,
                                 1e22,
                                 0x1p500,
                                 6381956970095103.0 * 0x1p797,
                                 0x1p1022,
                                 0x1p1023,
                                 0x1.fffffffffffffp1023,
                                 HUGE_VAL,
                                 NAN};
#define NSPECIAL (sizeof SPECIAL / sizeof *SPECIAL)

static double special(size_t i) { return i % 2 ? -SPECIAL[i / 2] : SPECIAL[i / 2]; }

/* Next to a multiple of pi/2 as no other float64 of thirty-two exponents is, those in turn. Printed
 * by scripts/minimax.py. */
static const double HARD_ANGLES[] = {
    0x1.6c6cbc45dc8dep+5,   0x1.065c829d6873p+39,   0x1.782b7a20df6d4p+67,  0x1.ae04fdb542be8p+113,
    0x1.504cac51f1eafp+131, 0x1.0539b48d14c55p+182, 0x1.e7e44a78ac18cp+197, 0x1.b2196364d750bp+253,
    0x1.0809c95f020f7p+276, 0x1.c45cd11154dfdp+295, 0x1.979b4570b7a0ep+341, 0x1.8c091fdf23d65p+363,
    0x1.e3ca9b6c655cbp+408, 0x1.6dd6b29edc33ap+421, 0x1.ac593e47e035bp+458, 0x1.b88cbb4e32576p+487,
    0x1.1fab41ebe9846p+535, 0x1.8b28676cdcc5bp+555, 0x1.4c96c11134d36p+577, 0x1.83009e2e9e2ebp+614,
    0x1.41c5fceb2921dp+661, 0x1.db41f3cb71d7bp+680, 0x1.8c50c5644903fp+725, 0x1.d5c8d09f26ebfp+759,
    0x1.6e8d778c94d66p+794, 0x1.15652b043fd63p+813, 0x1.6ac5b262ca1ffp+849, 0x1.a5de46db774e4p+872,
    0x1.fce36f3ebfe43p+928, 0x1.4117573397d42p+939, 0x1.e009c53148be1p+991, 0x1.61a3db8c8d129p+1021,
};

/* Arguments of sin, cos, tan. */
static double trig(random_state *r) {
  double sign = random_bits(r) & 1 ? 1 : -1;
  switch (random_bits(r) % 7) {
  case 0: return uniform(r, -0.8, 0.8);
  case 1: return uniform(r, -10, 10);
  case 2: return log_uniform(r, -30, 27);
  case 3: return log_uniform(r, 20, 1023);
  case 4: return sign * near(r, HARD_ANGLES[random_bits(r) % 32], 3);
  default: { /* around multiples of pi/2, the nearest ones first */
    double limit = random_bits(r) & 1 ? 27 : 60;
    double k = rint(exp2(uniform(r, 0, limit)));
    return sign * near(r, (double)(k * 0xc.90fdaa22168c235p-3L), random_bits(r) & 1 ? 1 : 1000);
  }
  }
}

static double exponent(random_state *r) {
  switch (random_bits(r) % 6) {
  case 0: return uniform(r, -1, 1);
  case 1: return uniform(r, -746, 710);
  case 2: return uniform(r, -746, -700);
  case 3: return near(r, random_bits(r) & 1 ? 709.782712893384 : -745.1332191019411, 1000);
  case 4: return log_uniform(r, -60, 10);
  default: /* where the reduced argument changes */
    return near(r, 0.02166084939249829 * (rint(uniform(r, -30000, 30000)) + 0.5), 1000);
  }
}

static double exponent2(random_state *r) {
  switch (random_bits(r) % 6) {
  case 0: return uniform(r, -1, 1);
  case 1: return uniform(r, -1076, 1025);
  case 2: return uniform(r, -1076, -1020);
  case 3: return near(r, random_bits(r) & 1 ? 1024 : -1075, 1000);
  case 4: return rint(uniform(r, -1080, 1030));
  default: /* where the reduced argument changes */
    return near(r, (rint(uniform(r, -17000, 16400)) + 0.5) / 16, 1000);
  }
}

static double positive(random_state *r) {
  switch (random_bits(r) % 8) {
  case 0: return uniform(r, 0.5, 2);
  case 1: return 1 + log_uniform(r, -53, -3);
  case 2: return near(r, 1.0, 1000);
  case 3: return from_bits(random_bits(r) >> 12 | (uint64_t)(random_bits(r) % 0x7ff) << 52);
  case 4: return from_bits(random_bits(r) >> (12 + random_bits(r) % 50)); /* subnormal */
  case 5: return near(r, 1 + (rint(uniform(r, -16, 16)) + 0.5) / 32, 1000);
  case 6: return near(r, pow(10, rint(uniform(r, -30, 30))), 1);
  default: return uniform(r, 0, 100);
  }
}

static double saturating(random_state *r) {
  switch (random_bits(r) % 5) {
  case 0: return uniform(r, -1, 1);
  case 1: return uniform(r, -23, 23);
  case 2: return log_uniform(r, -1074, 6);
  case 3: return near(r, random_bits(r) & 1 ? 19.061547465398 : 0.5, 1000);
  default: /* where the reduced argument of exp(2x) changes */
    return near(r, 0.02166084939249829 * (rint(uniform(r, -1000, 1000)) + 0.5), 1000);
  }
}

static double hyperbolic(random_state *r) {
  double sign = random_bits(r) & 1 ? 1 : -1;
  switch (random_bits(r) % 6) {
  case 0: return uniform(r, -1, 1);
  case 1: return uniform(r, -711, 711);
  case 2: return uniform(r, -45, 45);
  case 3: return log_uniform(r, -1074, 2);
  case 4: return sign * near(r, 710.4758600739439, 1000);
  default: /* where the reduced argument changes */
    return near(r, sign * 0.02166084939249829 * (rint(exp2(uniform(r, 0, 15))) - 0.5), 1000);
  }
}

static double above_minus_one(random_state *r) {
  switch (random_bits(r) % 7) {
  case 0: return uniform(r, -1, 1);
  case 1: return exp2(uniform(r, -60, 3)) - 1;
  case 2: return log_uniform(r, -1074, 0);
  case 3: return fabs(log_uniform(r, -30, 1024));
  case 4: return near(r, -1.0, 1000);
  case 5: return near(r, (rint(uniform(r, -16, 16)) + 0.5) / 32, 1000);
  default: return ldexp(1 + (rint(uniform(r, -16, 16)) + 0.5) / 32, (int)(uniform(r, -5, 60))) - 1;
  }
}

static double of_any_size(random_state *r) {
  switch (random_bits(r) % 4) {
  case 0: return uniform(r, -2, 2);
  case 1: return log_uniform(r, -1074, 1024);
  case 2: return log_uniform(r, -56, 64);
  default: return near(r, (random_bits(r) & 1 ? 1 : -1) * exp2(rint(uniform(r, -56, 64))), 1000);
  }
}

static double from_one(random_state *r) {
  switch (random_bits(r) % 5) {
  case 0: return uniform(r, 1, 3);
  case 1: return 1 + fabs(log_uniform(r, -52, 10));
  case 2: return near(r, 1.0, 1000);
  case 3: return fabs(log_uniform(r, 0, 64));
  default: return fabs(log_uniform(r, 0, 1024));
  }
}

static double within_one(random_state *r) {
  switch (random_bits(r) % 5) {
  case 0: return uniform(r, -1, 1);
  case 1: return log_uniform(r, -1074, 0);
  case 2: return log_uniform(r, -56, 0);
  case 3: return copysign(1 - fabs(log_uniform(r, -53, -1)), uniform(r, -1, 1));
  default: return near(r, random_bits(r) & 1 ? 1.0 : -1.0, 1000);
  }
}

static double turns(random_state *r) {
  switch (random_bits(r) % 5) {
  case 0: return uniform(r, -2, 2);
  case 1: return uniform(r, -100, 100);
  case 2: return log_uniform(r, -60, 55);
  case 3: return near(r, (random_bits(r) & 1 ? 1 : -1) * rint(exp2(uniform(r, 0, 52))), 1000);
  default: /* where the reduced argument changes */
    return near(r, (rint(uniform(r, -300, 300)) + 0.5) / 16, 1000);
  }
}

/* Arguments of cbrt. */
static double any(random_state *r) {
  double root = rint(log_uniform(r, 0, 17));
  switch (random_bits(r) % 5) {
  case 0: return uniform(r, -4, 4);
  case 1: return log_uniform(r, -1074, 1024);
  case 2: return near(r, root * root * root, 2);
  case 3: return ldexp(root * root * root, 3 * (int)uniform(r, -340, 320));
  default: return ldexp(near(r, 0.75, 1000), (int)uniform(r, -1070, 1020)); /* where m ends */
  }
}

/* Arguments of arcsin and arccos. */
static double unit(random_state *r) {
  double sign = random_bits(r) & 1 ? 1 : -1;
  switch (random_bits(r) % 5) {
  case 0: return uniform(r, -1, 1);
  case 1: return log_uniform(r, -1074, 0);
  case 2: return sign * (1 - exp2(uniform(r, -54, -1)));
  case 3: return near(r, sign, 1000);
  default: return near(r, 0.5 * sign, 1000000);
  }
}

/* Arguments of arctan. */
static double ratio(random_state *r) {
  switch (random_bits(r) % 5) {
  case 0: return uniform(r, -1, 1);
  case 1: return uniform(r, -20, 20);
  case 2: return log_uniform(r, -1074, 1024);
  case 3: return 1 / near(r, random_bits(r) & 1 ? 1.0 : -1.0, 1000000000);
  default: { /* where the reduced argument changes */
    double end = ldexp(random_bits(r) & 1 ? 1.0 : 1.5, (int)(random_bits(r) % 10) - 5);
    return near(r, random_bits(r) & 1 ? end : -end, 1000);
  }
  }
}

/* Arguments of erf and erfc. */
static double spread(random_state *r) {
  switch (random_bits(r) % 6) {
  case 0: return uniform(r, -1, 1);
  case 1: return uniform(r, -6, 6);
  case 2: return uniform(r, 6, 27.3);
  case 3: return log_uniform(r, -1074, 0);
  case 4: return near(r, 26.5 + 0.3 * random_unit(r), 1000); /* subnormal */
  default: return near(r, random_bits(r) & 1 ? 0.5 : -0.5, 1000000);
  }
}

static const struct {
  int nargs;
  math_domain domain;
} functions[] = {
#define X(id, nargs, f64, f32, c, domain, ...) [REF_##id] = {nargs, MATH_##domain},
    MATH_TABLE(X)
#undef X
};

/* Arguments of hypot: besides, m^2 - n^2 and 2 m n, whose hypotenuse is m^2 + n^2. */
static void sides(random_state *r, double *x, double *y) {
  double m = rint(fabs(log_uniform(r, 0, 26))), n = rint(uniform(r, 0, m));
  int shift = (int)uniform(r, -1074, 970);
  switch (random_bits(r) % 6) {
  case 0: *x = uniform(r, -1, 1), *y = uniform(r, -1, 1); return;
  case 1: *x = log_uniform(r, -1074, 1024), *y = *x * log_uniform(r, -30, 30); return;
  case 2: *x = log_uniform(r, -20, 20), *y = near(r, random_bits(r) & 1 ? *x : -*x, 1000); return;
  case 3: *x = log_uniform(r, 1020, 1024), *y = log_uniform(r, 1020, 1024); return;
  case 4: *x = log_uniform(r, -1074, -1020), *y = log_uniform(r, -1074, -1020); return;
  default: *x = ldexp(m * m - n * n, shift), *y = ldexp(2 * m * n, shift); return;
  }
}

static void pair(reference_id id, random_state *r, double *x, double *y) {
  if (functions[id].domain == MATH_POINT) {
    switch (random_bits(r) % 5) {
    case 0: *x = uniform(r, -1, 1), *y = uniform(r, -1, 1); return;
    case 1: *x = log_uniform(r, -1074, 1024), *y = *x * log_uniform(r, -60, 60); return;
    case 2: *x = log_uniform(r, -20, 20), *y = near(r, random_bits(r) & 1 ? *x : -*x, 1000); return;
    case 3: *y = log_uniform(r, -20, 20), *x = *y * uniform(r, -2, 2); return;
    default: *x = log_uniform(r, -1074, 1024), *y = log_uniform(r, -1074, 1024); return;
    }
  }
  if (functions[id].domain == MATH_SIDES) {
    sides(r, x, y);
    return;
  }
  *x = positive(r);
  switch (random_bits(r) % 8) {
  case 0: *y = uniform(r, -10, 10); return;
  case 1: *y = rint(uniform(r, -40, 40)), *x = random_bits(r) & 1 ? *x : -*x; return;
  case 2:
    *y = (random_bits(r) & 1 ? 709.7827 : -745.133) / log(*x), *y = near(r, *y, 1000000000);
    return;
  case 3: *y = uniform(r, -745.2, 709.8) / log(*x); return;
  case 4: *y = uniform(r, -745.2, -700) / log(*x); return;
  case 5: *y = log_uniform(r, -80, 80); return;
  case 6: *y = 0.5 * rint(uniform(r, -20, 20)); return;
  default: *x = uniform(r, 0.9, 1.1), *y = uniform(r, -709, 709) / log(*x); return;
  }
}

static double single(reference_id id, random_state *r) {
  if (random_bits(r) % 8 == 0) return from_bits(random_bits(r));
  switch (functions[id].domain) {
  case MATH_ANGLE: return trig(r);
  case MATH_EXPONENT: return exponent(r);
  case MATH_EXPONENT2: return exponent2(r);
  case MATH_POSITIVE: return positive(r);
  case MATH_HYPERBOLIC: return hyperbolic(r);
  case MATH_SIZE: return of_any_size(r);
  case MATH_FROM_ONE: return from_one(r);
  case MATH_WITHIN_ONE: return within_one(r);
  case MATH_TURNS: return turns(r);
  case MATH_SATURATING: return saturating(r);
  case MATH_ABOVE_MINUS_ONE: return above_minus_one(r);
  case MATH_ANY: return any(r);
  case MATH_UNIT: return unit(r);
  case MATH_RATIO: return ratio(r);
  case MATH_SPREAD: return spread(r);
  case MATH_POINT:
  case MATH_SIDES:
  case MATH_POWER: break;
  }
  abort(); /* they take two */
}

void inputs_fill(reference_id id, random_state *r, double *x, double *y, size_t n, size_t first) {
  bool two = functions[id].nargs == 2;
  for (size_t i = 0; i < n; i++) {
    y[i] = 1.0;
    size_t at = first + i;
    if (at < (two ? 4 * NSPECIAL * NSPECIAL : 2 * NSPECIAL)) {
      x[i] = special(two ? at / (2 * NSPECIAL) : at);
      if (two) y[i] = special(at % (2 * NSPECIAL));
    } else if (!two) {
      x[i] = single(id, r);
    } else if (random_bits(r) % 16 == 0) {
      x[i] = from_bits(random_bits(r)), y[i] = from_bits(random_bits(r));
    } else {
      pair(id, r, &x[i], &y[i]);
    }
  }
}

static float f32_from_bits(uint32_t bits) {
  float x;
  memcpy(&x, &bits, sizeof x);
  return x;
}

/* Half of them any bits, half of them of magnitudes at which functions do something. */
static float any_f32(random_state *r) {
  uint64_t bits = random_bits(r);
  if (bits & 1) return f32_from_bits((uint32_t)(bits >> 32));
  return (float)(bits & 2 ? log_uniform(r, -40, 40) : uniform(r, -20, 20));
}

void inputs_fill_f32(reference_id id, random_state *r, float *x, float *y, size_t n, size_t first) {
  bool two = functions[id].nargs == 2;
  for (size_t i = 0; i < n; i++) {
    y[i] = 1.0f;
    size_t at = first + i;
    if (at < (two ? 4 * NSPECIAL * NSPECIAL : 2 * NSPECIAL)) {
      x[i] = (float)special(two ? at / (2 * NSPECIAL) : at);
      if (two) y[i] = (float)special(at % (2 * NSPECIAL));
      continue;
    }
    x[i] = any_f32(r);
    if (!two) continue;
    y[i] = any_f32(r);
    if (functions[id].domain == MATH_POWER && random_bits(r) % 2) {
      x[i] = fabsf(x[i]);
      y[i] = (float)(uniform(r, -104, 89) / log((double)x[i]));
    }
  }
}
