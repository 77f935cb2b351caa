/* main.c: two programs that were compiled ahead of time, in one that knows nothing of jx.
 *
 *   jxc --emit object -o kinetic.o kinetic.jx m='float64[n]' v='float64[n]'
 *   jxc --emit header -o kinetic.h kinetic.jx m='float64[n]' v='float64[n]'
 *   jxc --emit object -o shares.o shares.jx x='float32[rows, columns]'
 *   jxc --emit header -o shares.h shares.jx x='float32[rows, columns]'
 *   cc -fopenmp main.c kinetic.o shares.o -lm
 *
 * Without -fopenmp it runs on one thread, with the same results to the bit. It is C++ as well.
 */
#include <stdio.h>
#include <stdlib.h>

#include "kinetic.h"
#include "shares.h"

/* The energy of n bodies of mass 1, all with speed 2. */
static int energy(int64_t n) {
  double *m = (double *)malloc((size_t)n * sizeof *m), *v = (double *)malloc((size_t)n * sizeof *v);
  double result = 0;
  int status = m && v ? KINETIC_OK : KINETIC_MEMORY;
  for (int64_t i = 0; i < n && !status; i++) m[i] = 1, v[i] = 2;
  if (!status) status = kinetic(n, m, v, &result);
  free(m);
  free(v);
  if (status) {
    fprintf(stderr, "kinetic: %s\n", kinetic_message(status));
    return 1;
  }
  printf("%.0f bodies: %.0f\n", (double)n, result);
  return result != 2 * (double)n;
}

static int divide(void) {
  const float x[2][3] = {{1, 2, 5}, {3, 3, 6}};
  float share[2][3], total[2];
  int status = shares(2, 3, x[0], share[0], total);
  if (status) {
    fprintf(stderr, "shares: %s\n", shares_message(status));
    return 1;
  }
  for (int i = 0; i < 2; i++)
    printf("%g %g %g of %g\n", (double)share[i][0], (double)share[i][1], (double)share[i][2],
           (double)total[i]);
  return share[0][2] != 0.625f || total[1] != 12;
}

int main(void) {
  int wrong = energy(3) | energy(1000000) | divide();
  int refused = kinetic(-1, NULL, NULL, NULL); /* there are no -1 bodies */
  printf("%s\n", kinetic_message(refused));
  return wrong || refused != KINETIC_SIZE;
}
