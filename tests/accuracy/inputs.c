/* inputs.c: see inputs.h. */
#include "inputs.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "hard.h"

static const double SPECIAL[] = {0.0,
                                 0x1p-1074,
                                 0x1p-1060,
                                 0x0.fffffffffffffp-1022,
                                 0x1p-1022,
                                 0x1.8p-1022,
                                 0x1p-1000,
                                 0x1p-540,
                                 0x1p-149,
                                 0x0.fffffep-126,
                                 0x1p-126,
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
                                 88.72283935546875,
                                 100.0,
                                 103.97207641601562,
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
                                 0x1.fffffep127,
                                 0x1p500,
                                 6381956970095103.0 * 0x1p797,
                                 0x1p1022,
                                 0x1p1023,
                                 0x1.fffffffffffffp1023,
                                 HUGE_VAL,
                                 NAN};
#define NSPECIAL (sizeof SPECIAL / sizeof *SPECIAL)

static double special(size_t i) { return i % 2 ? -SPECIAL[i / 2] : SPECIAL[i / 2]; }

static const struct {
  unsigned nargs;
  math_domain domain;
} functions[] = {
#define X(id, nargs, f64, f32, c, domain, ...) [REF_##id] = {nargs, MATH_##domain},
    MATH_TABLE(X)
#undef X
};

/* Argument number `at` out of those that come first; false past the last. */
static bool listed(reference_id id, size_t at, double *x, double *y) {
  size_t count = 2 * NSPECIAL;
  bool two = functions[id].nargs == 2;
  if (at < (two ? count * count : count)) {
    *x = special(two ? at / count : at);
    if (two) *y = special(at % count);
    return true;
  }
  at -= two ? count * count : count;
  if (!hard_argument(id, at / 2, x, y)) return false;
  if (at % 2) *x = -*x;
  return true;
}

/* Any number; or a power of two or a neighbour of it, where algorithms turn. */
static double any_bits(random_state *r) {
  uint64_t bits = random_bits(r);
  double x;
  if (random_bits(r) % 2) bits = (bits & UINT64_C(0xfff) << 52) + bits % 3 - 1;
  memcpy(&x, &bits, sizeof x);
  return x;
}

static void at_random(reference_id id, random_state *r, double *x, double *y) {
  bool two = functions[id].nargs == 2;
  if (random_bits(r) % 16 == 0) {
    *x = any_bits(r);
    if (two) *y = any_bits(r);
  } else if (two) {
    domain_pair(functions[id].domain, r, x, y);
  } else {
    *x = domain_argument(functions[id].domain, r);
  }
}

void inputs_fill(reference_id id, random_state *r, double *x, double *y, size_t n, size_t first) {
  for (size_t i = 0; i < n; i++) {
    y[i] = 1;
    if (!listed(id, first + i, &x[i], &y[i])) at_random(id, r, &x[i], &y[i]);
  }
}

/* Half of them any bits, half of them of magnitudes at which functions do something. */
static float any_f32(random_state *r) {
  uint64_t bits = random_bits(r);
  uint32_t some = (uint32_t)(bits >> 32);
  float x;
  memcpy(&x, &some, sizeof x);
  if (bits & 1) return x;
  double unit = random_unit(r);
  if (bits & 2) return (float)(bits & 4 ? exp2(80 * unit - 40) : -exp2(80 * unit - 40));
  return (float)(40 * unit - 20);
}

/* Pairs are drawn in float32's range where the domain's own are hardly ever in it. */
static void domain_f32(reference_id id, random_state *r, float *x, float *y) {
  double a, b = 1;
  if (functions[id].nargs == 1) {
    *x = (float)domain_argument(functions[id].domain, r), *y = 1;
    return;
  }
  domain_pair(functions[id].domain, r, &a, &b);
  *x = (float)a, *y = (float)b;
  if (functions[id].domain != MATH_POWER || random_bits(r) % 2) return;
  *x = fabsf(any_f32(r));
  *y = (float)((193 * random_unit(r) - 104) / log((double)*x));
}

void inputs_fill_f32(reference_id id, random_state *r, float *x, float *y, size_t n, size_t first) {
  bool two = functions[id].nargs == 2;
  for (size_t i = 0; i < n; i++) {
    double a, b = 1;
    if (listed(id, first + i, &a, &b)) {
      x[i] = (float)a, y[i] = (float)b;
    } else if (random_bits(r) % 2) {
      x[i] = any_f32(r), y[i] = two ? any_f32(r) : 1;
    } else {
      domain_f32(id, r, &x[i], &y[i]);
    }
  }
}

/* ---- bases for one exponent ---- */

void inputs_fill_power(double exponent, random_state *r, double *x, double *y, size_t n,
                       size_t first) {
  for (size_t i = 0; i < n; i++) {
    bool listed = first + i < 2 * NSPECIAL;
    x[i] = listed ? special(first + i) : domain_base(exponent, r, -1075, 1024);
    y[i] = exponent;
  }
}

void inputs_fill_power_f32(double exponent, random_state *r, float *x, float *y, size_t n,
                           size_t first) {
  for (size_t i = 0; i < n; i++) {
    bool any = random_bits(r) % 4 == 0, listed = first + i < 2 * NSPECIAL;
    x[i] = (float)(listed ? special(first + i) : domain_base(exponent, r, -150, 128));
    if (any && !listed) x[i] = any_f32(r);
    y[i] = (float)exponent;
  }
}

/* ---- files ---- */

static bool push(input_list *list, size_t *room, double x, double y) {
  if (list->n == *room) {
    *room = 2 * *room + 1024;
    double *more_x = realloc(list->x, *room * sizeof x);
    if (more_x) list->x = more_x;
    double *more_y = realloc(list->y, *room * sizeof y);
    if (more_y) list->y = more_y;
    if (!more_x || !more_y) return false;
  }
  list->x[list->n] = x, list->y[list->n++] = y;
  return true;
}

bool input_list_read(input_list *list, const char *path) {
  char line[256], *end;
  size_t room = 0;
  bool good = true;
  *list = (input_list){0};
  FILE *file = fopen(path, "r");
  if (!file) return perror(path), false;
  while (good && fgets(line, sizeof line, file)) {
    double x = strtod(line, &end), y = 1;
    if (end == line) continue; /* no number */
    if (*end == ',') y = strtod(end + 1, NULL);
    good = push(list, &room, x, y);
  }
  fclose(file);
  return good;
}

void input_list_free(input_list *list) {
  free(list->x);
  free(list->y);
}
