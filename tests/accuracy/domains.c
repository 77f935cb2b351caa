/* domains.c: see domains.h. Start reading at REGIONS. */
#include "domains.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "hard.h"

/* ---- random numbers ---- */

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

static double sign(random_state *r) { return random_bits(r) & 1 ? 1 : -1; }

static double uniform(random_state *r, double a, double b) { return a + (b - a) * random_unit(r); }

/* Magnitudes from 2^a to 2^b, either sign. */
static double log_uniform(random_state *r, double a, double b) {
  return sign(r) * exp2(uniform(r, a, b));
}

/* x and its neighbours, up to `ulps` away. */
static double near(random_state *r, double x, double ulps) {
  int64_t most = (int64_t)ulps, step = (int64_t)(random_bits(r) % (uint64_t)(2 * most + 1)) - most;
  uint64_t bits;
  memcpy(&bits, &x, sizeof bits);
  return from_bits(bits + (uint64_t)step);
}

/* ---- domains of one argument ---- */

/* How a region draws, and what its numbers a, b and c mean. */
typedef enum draw_kind {
  FLAT,      /* from a to b */
  SIZE,      /* of magnitude 2^a to 2^b, either sign */
  ABOVE,     /* c + 2^a to c + 2^b */
  BELOW,     /* c - 2^b to c - 2^a */
  BESIDE,    /* c, up to a units in the last place away */
  STEPS,     /* c (k + 1/2) with k from a to b, and beside */
  WHOLES,    /* c k with whole k from a to b, and beside */
  OCTAVES,   /* c 2^k with whole k from a to b, and beside */
  DECADES,   /* 10^k with whole k from a to b, and beside */
  SUBNORMAL, /* any magnitude below 2^-1022 */
  TURNS,     /* beside multiples of pi/2 and pi/4 below 2^a */
  NEAREST,   /* those that come nearest to such multiples, of every exponent */
  ZEROS,     /* zeros of the gamma function's logarithm, up to a units in the last place away */
  CUBES,     /* cubes of whole numbers up to 2^17, times 8^k, and beside */
} draw_kind;

/* 2^-5 ln 2: where the reduced argument of exp changes. */
#define STEP_E 0x1.62e42fefa39efp-6
#define STEP_10 0.01881437472914983 /* log10(2) / 16, of 10^x */

static const struct region {
  math_domain domain;
  draw_kind kind;
  double a, b, c;
} REGIONS[] = {
    {MATH_EXPONENT, FLAT, -1, 1, 0},
    {MATH_EXPONENT, FLAT, -746, 710, 0},
    {MATH_EXPONENT, FLAT, -746, -700, 0},
    {MATH_EXPONENT, FLAT, -40, 40, 0},
    {MATH_EXPONENT, BESIDE, 1000, 0, 709.782712893384},
    {MATH_EXPONENT, BESIDE, 1000, 0, -745.1332191019411},
    {MATH_EXPONENT, BESIDE, 1000, 0, -708.3964185322641},
    {MATH_EXPONENT, SIZE, -60, 10, 0},
    {MATH_EXPONENT, STEPS, -33000, 32000, STEP_E},
    {MATH_EXPONENT, WHOLES, -33000, 32000, STEP_E},

    {MATH_EXPONENT2, FLAT, -1, 1, 0},
    {MATH_EXPONENT2, FLAT, -1076, 1025, 0},
    {MATH_EXPONENT2, FLAT, -1076, -1020, 0},
    {MATH_EXPONENT2, BESIDE, 1000, 0, 1024},
    {MATH_EXPONENT2, BESIDE, 1000, 0, -1075},
    {MATH_EXPONENT2, BESIDE, 1000, 0, -1022},
    {MATH_EXPONENT2, SIZE, -60, 11, 0},
    {MATH_EXPONENT2, WHOLES, -1080, 1030, 1},
    {MATH_EXPONENT2, STEPS, -17200, 16400, 0x1p-4},
    {MATH_EXPONENT2, STEPS, -34400, 32800, 0x1p-5},

    {MATH_EXPONENT10, FLAT, -1, 1, 0},
    {MATH_EXPONENT10, FLAT, -324.5, 309, 0},
    {MATH_EXPONENT10, FLAT, -324, -307, 0},
    {MATH_EXPONENT10, BESIDE, 1000, 0, 308.2547155599167},
    {MATH_EXPONENT10, BESIDE, 1000, 0, -323.6072453387798},
    {MATH_EXPONENT10, WHOLES, -325, 310, 1},
    {MATH_EXPONENT10, STEPS, -17000, 16400, STEP_10},

    {MATH_HYPERBOLIC, FLAT, -1, 1, 0},
    {MATH_HYPERBOLIC, FLAT, -711, 711, 0},
    {MATH_HYPERBOLIC, FLAT, -45, 45, 0},
    {MATH_HYPERBOLIC, FLAT, -3, 3, 0},
    {MATH_HYPERBOLIC, SIZE, -1074, 2, 0},
    {MATH_HYPERBOLIC, SIZE, -30, 2, 0},
    {MATH_HYPERBOLIC, BESIDE, 1000, 0, 710.4758600739439},
    {MATH_HYPERBOLIC, BESIDE, 1000, 0, -710.4758600739439},
    {MATH_HYPERBOLIC, STEPS, -32768, 32768, STEP_E},
    {MATH_HYPERBOLIC, STEPS, -64, 64, STEP_E},

    {MATH_SATURATING, FLAT, -1, 1, 0},
    {MATH_SATURATING, FLAT, -23, 23, 0},
    {MATH_SATURATING, SIZE, -1074, 6, 0},
    {MATH_SATURATING, SIZE, -30, 5, 0},
    {MATH_SATURATING, BESIDE, 1000, 0, 19.061547465398},
    {MATH_SATURATING, BESIDE, 1000, 0, 0.5},
    {MATH_SATURATING, STEPS, -1000, 1000, STEP_E},
    {MATH_SATURATING, STEPS, -2000, 2000, STEP_E / 2},

    {MATH_POSITIVE, FLAT, 0.5, 2, 0},
    {MATH_POSITIVE, FLAT, 0, 100, 0},
    {MATH_POSITIVE, ABOVE, -53, -3, 1},
    {MATH_POSITIVE, BELOW, -54, -3, 1},
    {MATH_POSITIVE, BESIDE, 1000, 0, 1},
    {MATH_POSITIVE, ABOVE, -1074, 1024, 0},
    {MATH_POSITIVE, SUBNORMAL, 0, 0, 0},
    {MATH_POSITIVE, STEPS, 15, 64, 0x1p-5},
    {MATH_POSITIVE, OCTAVES, -1074, 1023, 1.40625},
    {MATH_POSITIVE, DECADES, -30, 30, 0},

    {MATH_ABOVE_MINUS_ONE, FLAT, -1, 1, 0},
    {MATH_ABOVE_MINUS_ONE, ABOVE, -60, 3, -1},
    {MATH_ABOVE_MINUS_ONE, SIZE, -1074, 0, 0},
    {MATH_ABOVE_MINUS_ONE, SIZE, -60, 0, 0},
    {MATH_ABOVE_MINUS_ONE, ABOVE, -30, 1024, 0},
    {MATH_ABOVE_MINUS_ONE, BESIDE, 1000, 0, -1},
    {MATH_ABOVE_MINUS_ONE, STEPS, -17, 32, 0x1p-5},
    {MATH_ABOVE_MINUS_ONE, OCTAVES, 1, 60, 1.40625},

    {MATH_ANGLE, FLAT, -0.8, 0.8, 0},
    {MATH_ANGLE, FLAT, -10, 10, 0},
    {MATH_ANGLE, SIZE, -30, 27, 0},
    {MATH_ANGLE, SIZE, -1074, 0, 0},
    {MATH_ANGLE, SIZE, 20, 1024, 0},
    {MATH_ANGLE, TURNS, 27, 0, 1000},
    {MATH_ANGLE, TURNS, 27, 0, 1},
    {MATH_ANGLE, TURNS, 60, 0, 1},
    {MATH_ANGLE, NEAREST, 0, 0, 0},

    {MATH_SIZE, FLAT, -2, 2, 0},
    {MATH_SIZE, SIZE, -1074, 1024, 0},
    {MATH_SIZE, SIZE, -56, 64, 0},
    {MATH_SIZE, SIZE, -6, 6, 0},
    {MATH_SIZE, OCTAVES, -56, 64, 1},
    {MATH_SIZE, OCTAVES, -56, 64, -1},

    {MATH_FROM_ONE, FLAT, 1, 3, 0},
    {MATH_FROM_ONE, ABOVE, -52, 10, 1},
    {MATH_FROM_ONE, BESIDE, 1000, 0, 1},
    {MATH_FROM_ONE, ABOVE, 0, 64, 0},
    {MATH_FROM_ONE, ABOVE, 0, 1024, 0},
    {MATH_FROM_ONE, OCTAVES, 0, 64, 1},

    {MATH_WITHIN_ONE, FLAT, -1, 1, 0},
    {MATH_WITHIN_ONE, SIZE, -1074, 0, 0},
    {MATH_WITHIN_ONE, SIZE, -56, 0, 0},
    {MATH_WITHIN_ONE, SIZE, -8, 0, 0},
    {MATH_WITHIN_ONE, BELOW, -53, -1, 1},
    {MATH_WITHIN_ONE, ABOVE, -53, -1, -1},
    {MATH_WITHIN_ONE, BESIDE, 1000, 0, 1},
    {MATH_WITHIN_ONE, BESIDE, 1000, 0, -1},
    {MATH_WITHIN_ONE, STEPS, -32, 31, 0x1p-5},

    {MATH_TURNS, FLAT, -2, 2, 0},
    {MATH_TURNS, FLAT, -100, 100, 0},
    {MATH_TURNS, SIZE, -60, 55, 0},
    {MATH_TURNS, SIZE, -1074, 0, 0},
    {MATH_TURNS, WHOLES, -1e6, 1e6, 1},
    {MATH_TURNS, OCTAVES, 0, 53, 1},
    {MATH_TURNS, STEPS, -300, 300, 0x1p-4},

    {MATH_ANY, FLAT, -4, 4, 0},
    {MATH_ANY, SIZE, -1074, 1024, 0},
    {MATH_ANY, CUBES, 0, 0, 0},
    {MATH_ANY, SUBNORMAL, 0, 0, 0},
    {MATH_ANY, OCTAVES, -1074, 1023, 1},
    {MATH_ANY, OCTAVES, -1074, 1023, 0.75},

    {MATH_UNIT, FLAT, -1, 1, 0},
    {MATH_UNIT, SIZE, -1074, 0, 0},
    {MATH_UNIT, SIZE, -30, 0, 0},
    {MATH_UNIT, BELOW, -54, -1, 1},
    {MATH_UNIT, ABOVE, -54, -1, -1},
    {MATH_UNIT, BESIDE, 1000, 0, 1},
    {MATH_UNIT, BESIDE, 1000, 0, -1},
    {MATH_UNIT, BESIDE, 1e6, 0, 0.5},
    {MATH_UNIT, BESIDE, 1e6, 0, -0.5},
    {MATH_UNIT, STEPS, -64, 63, 0x1p-6},

    {MATH_RATIO, FLAT, -1, 1, 0},
    {MATH_RATIO, FLAT, -20, 20, 0},
    {MATH_RATIO, SIZE, -1074, 1024, 0},
    {MATH_RATIO, SIZE, -30, 60, 0},
    {MATH_RATIO, BESIDE, 1e9, 0, 1},
    {MATH_RATIO, BESIDE, 1e9, 0, -1},
    {MATH_RATIO, OCTAVES, -5, 5, 1},
    {MATH_RATIO, OCTAVES, -5, 5, -1.5},
    {MATH_RATIO, STEPS, -64, 64, 0x1p-5},

    {MATH_SPREAD, FLAT, -1, 1, 0},
    {MATH_SPREAD, FLAT, -6, 6, 0},
    {MATH_SPREAD, FLAT, 6, 27.3, 0},
    {MATH_SPREAD, SIZE, -1074, 0, 0},
    {MATH_SPREAD, SIZE, -30, 3, 0},
    {MATH_SPREAD, FLAT, 26.5, 26.8, 0},
    {MATH_SPREAD, BESIDE, 1e6, 0, 0.5},
    {MATH_SPREAD, BESIDE, 1e6, 0, -0.5},
    {MATH_SPREAD, STEPS, -96, 430, 0x1p-4},

    {MATH_GAMMA, FLAT, 0, 3.5, 0},
    {MATH_GAMMA, FLAT, 0, 172, 0},
    {MATH_GAMMA, FLAT, -20, 0, 0},
    {MATH_GAMMA, FLAT, -187, 0, 0},
    {MATH_GAMMA, SIZE, -1074, 2, 0},
    {MATH_GAMMA, OCTAVES, -80, 2, 1},
    {MATH_GAMMA, OCTAVES, -80, 2, -1},
    {MATH_GAMMA, ABOVE, 0, 1024, 0},
    {MATH_GAMMA, WHOLES, -180, 172, 1},
    {MATH_GAMMA, BESIDE, 1000, 0, 171.6243769563027},
    {MATH_GAMMA, BESIDE, 1000, 0, -184.0000000000005},
    {MATH_GAMMA, ZEROS, 3, 0, 0},
    {MATH_GAMMA, ZEROS, 1e8, 0, 0},
};
enum { NREGIONS = sizeof REGIONS / sizeof *REGIONS };

static double turns(random_state *r, const struct region *g) {
  double k = rint(exp2(uniform(r, 0, g->a)));
  double x = (double)(k * (random_bits(r) & 1 ? 0xc.90fdaa22168c235p-3L : 0xc.90fdaa22168c235p-4L));
  return sign(r) * near(r, x, g->c);
}

static double cube(random_state *r) {
  double root = rint(log_uniform(r, 0, 17));
  return near(r, ldexp(root * root * root, 3 * (int)uniform(r, -340, 320)), 2);
}

static double zero_of_lgamma(random_state *r, double ulps) {
  static const double zeros[] = {1,
                                 2,
                                 -2.4570247382208006,
                                 -2.7476826467274127,
                                 -3.1435808883499798,
                                 -3.9552942848585979,
                                 -4.0393618397405443,
                                 -4.9915445640560481,
                                 -5.0082181691147449,
                                 -6.9997931104110497};
  return near(r, zeros[random_bits(r) % 10], ulps);
}

static double draw(random_state *r, const struct region *g) {
  switch (g->kind) {
  case FLAT: return uniform(r, g->a, g->b);
  case SIZE: return log_uniform(r, g->a, g->b);
  case ABOVE: return g->c + exp2(uniform(r, g->a, g->b));
  case BELOW: return g->c - exp2(uniform(r, g->a, g->b));
  case BESIDE: return near(r, g->c, g->a);
  case STEPS: return near(r, g->c * (rint(uniform(r, g->a, g->b)) + 0.5), 1000);
  case WHOLES: return near(r, g->c * rint(uniform(r, g->a, g->b)), 1000 * random_unit(r));
  case OCTAVES: return near(r, ldexp(g->c, (int)rint(uniform(r, g->a, g->b))), 1000);
  case DECADES: return near(r, pow(10, rint(uniform(r, g->a, g->b))), 1);
  case SUBNORMAL: return sign(r) * from_bits(random_bits(r) >> (12 + random_bits(r) % 50));
  case TURNS: return turns(r, g);
  case NEAREST: return sign(r) * hard_turn(random_bits(r));
  case ZEROS: return zero_of_lgamma(r, g->a);
  case CUBES: return cube(r);
  }
  abort();
}

double domain_argument(math_domain domain, random_state *r) {
  unsigned first = 0, count = 0;
  while (first < NREGIONS && REGIONS[first].domain != domain) first++;
  while (first + count < NREGIONS && REGIONS[first + count].domain == domain) count++;
  if (count == 0) abort(); /* a domain of pairs, or one without rows */
  return draw(r, &REGIONS[first + random_bits(r) % count]);
}

/* ---- domains of pairs ---- */

/* A ratio at which arctan2's reduction changes, times x, and beside. */
static double at_border(random_state *r, double x) {
  double end = ldexp(random_bits(r) & 1 ? 1.0 : 1.5, (int)(random_bits(r) % 10) - 5);
  return near(r, sign(r) * x * (random_bits(r) & 1 ? end : (double)(random_bits(r) % 64 + 1) / 32),
              random_bits(r) & 1 ? 2 : 1000);
}

static void point(random_state *r, double *x, double *y) {
  switch (random_bits(r) % 8) {
  case 0: *x = uniform(r, -1, 1), *y = uniform(r, -1, 1); return;
  case 1: *x = log_uniform(r, -1074, 1024), *y = *x * log_uniform(r, -60, 60); return;
  case 2: *x = log_uniform(r, -20, 20), *y = near(r, sign(r) * *x, 1000); return;
  case 3: *y = log_uniform(r, -20, 20), *x = *y * uniform(r, -2, 2); return;
  case 4: *x = log_uniform(r, -1000, 1000), *y = at_border(r, *x); return;
  case 5: *y = log_uniform(r, -1000, 1000), *x = at_border(r, *y); return;
  case 6: /* a subnormal quotient */
    *y = log_uniform(r, 0, 1024), *x = *y * log_uniform(r, -1074, -1020);
    return;
  default: *x = log_uniform(r, -1074, 1024), *y = log_uniform(r, -1074, 1024); return;
  }
}

/* Besides, m^2 - n^2 and 2 m n, whose hypotenuse is m^2 + n^2. */
static void sides(random_state *r, double *x, double *y) {
  double m = rint(fabs(log_uniform(r, 0, 26))), n = rint(uniform(r, 0, m));
  int shift = (int)uniform(r, -1074, 970);
  switch (random_bits(r) % 9) {
  case 0: *x = uniform(r, -1, 1), *y = uniform(r, -1, 1); return;
  case 1: *x = log_uniform(r, -1074, 1024), *y = *x * log_uniform(r, -30, 30); return;
  case 2: *x = log_uniform(r, -20, 20), *y = near(r, sign(r) * *x, 1000); return;
  case 3: *x = log_uniform(r, 1020, 1024), *y = log_uniform(r, 1020, 1024); return;
  case 4: *x = log_uniform(r, -1074, -1020), *y = log_uniform(r, -1074, -1020); return;
  case 5: *x = log_uniform(r, -1074, 1024), *y = *x * log_uniform(r, -2, 2); return;
  case 6: /* the smaller one is worth about half a unit in the last place */
    *x = log_uniform(r, -900, 1000), *y = *x * log_uniform(r, -28, -25);
    return;
  case 7: /* where the kernel's fast way ends */
    *x = near(r, random_bits(r) & 1 ? 0x1p-450 : 0x1p510, 1000), *y = *x * log_uniform(r, -60, 1);
    return;
  default: *x = ldexp(m * m - n * n, shift), *y = ldexp(2 * m * n, shift); return;
  }
}

/* x^y for whole y, or halves of them, that is exact or halfway between two float64. */
static void exact_power(random_state *r, double *x, double *y) {
  double n = (double)(random_bits(r) % 8 + 2);
  double root = rint(exp2(uniform(r, 0, 54 / n)));
  int shift = (int)uniform(r, -30, 30);
  if (random_bits(r) & 1) {
    *x = ldexp(root, shift), *y = n;
  } else {
    *x = ldexp(root * root, 2 * shift), *y = n / 2;
  }
  if (random_bits(r) % 4 == 0) *y = -*y;
}

static void power(random_state *r, double *x, double *y) {
  *x = domain_argument(MATH_POSITIVE, r);
  switch (random_bits(r) % 12) {
  case 0: *y = uniform(r, -10, 10); return;
  case 1: *y = rint(uniform(r, -40, 40)), *x *= sign(r); return;
  case 2: *y = (random_bits(r) & 1 ? 709.7827 : -745.133) / log(*x), *y = near(r, *y, 1e9); return;
  case 3: *y = uniform(r, -745.2, 709.8) / log(*x); return;
  case 4: *y = uniform(r, -745.2, -700) / log(*x); return;
  case 5: *y = log_uniform(r, -80, 80); return;
  case 6: *y = 0.5 * rint(uniform(r, -20, 20)); return;
  case 7: exact_power(r, x, y); return;
  case 8: *y = log_uniform(r, -60, 0) / log(*x); return; /* the result is near 1 */
  case 9: /* a base next to 1, with the exponents that make something of it */
    *x = 1 + log_uniform(r, -52, -10), *y = uniform(r, -745.2, 709.8) / log(*x);
    return;
  case 10: *y = log2(*x) == 0 ? 1 : rint(uniform(r, -1075, 1024) / log2(*x)); return;
  default: *x = uniform(r, 0.9, 1.1), *y = uniform(r, -709, 709) / log(*x); return;
  }
}

/* Of logarithms to base e or 2. */
static void logarithms(random_state *r, bool binary, double *x, double *y) {
  double ln2 = binary ? 1 : 0.6931471805599453, less;
  *x = uniform(r, -10, 10);
  switch (random_bits(r) % 8) {
  case 0: *y = uniform(r, -10, 10); return;
  case 1: *y = *x + log_uniform(r, -60, 11); return;
  case 2: *x = 0, *y = uniform(r, -1080, 40); return;
  case 3: *x = log_uniform(r, -1074, 1024), *y = *x + log_uniform(r, -60, 8); return;
  case 4: *x = near(r, -ln2, 100), *y = near(r, *x, 100); return;
  default: /* where the result is almost 0, or seven eighths cancel */
    *x = -fabs(log_uniform(r, random_bits(r) & 1 ? -1074 : -40, -0.53)) * ln2;
    less = log(-expm1(binary ? *x * 0.6931471805599453 : *x));
    *y = near(r, binary ? less / 0.6931471805599453 : less, random_bits(r) & 1 ? 2 : 1000);
    if (random_bits(r) % 4 == 0) *y += uniform(r, -0.3, 0.3);
    return;
  }
}

void domain_pair(math_domain domain, random_state *r, double *x, double *y) {
  switch (domain) {
  case MATH_POINT: point(r, x, y); return;
  case MATH_SIDES: sides(r, x, y); return;
  case MATH_POWER: power(r, x, y); return;
  case MATH_LOGARITHMS: logarithms(r, random_bits(r) & 1, x, y); return;
  default: abort();
  }
}

double domain_base(double exponent, random_state *r, int least, int most) {
  switch (random_bits(r) % 6) {
  case 0: return from_bits(random_bits(r));
  case 1: return uniform(r, -10, 10);
  case 2: return near(r, sign(r), random_bits(r) & 1 ? 1000 : 0x1p50);
  case 3: return near(r, exp2((random_bits(r) & 1 ? most : least) / exponent), 1000000);
  case 4: return log_uniform(r, least / exponent, (least + 60) / exponent);
  default: return log_uniform(r, least / exponent, most / exponent);
  }
}
