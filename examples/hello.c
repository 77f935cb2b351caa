/* hello.c: the smallest use of jx: one expression, one array in, one array out.
 *
 *   cc hello.c $(pkg-config --cflags --libs jx) -o hello
 */
#include <stdio.h>

#include "jx.h"

int main(void) {
  jx_context *ctx = jx_context_new(NULL);
  if (!ctx) return 1;

  double a[] = {1, 2, 3};
  jx_array x = jx_array_of(a, JX_FLOAT64, 1, (int64_t[]){3});
  jx_array y = {0}; /* no data: jx allocates it */
  if (jx_eval(ctx, "2*a + 1", JX_NTS, &(jx_operand){"a", &x}, 1, &y, 1) != JX_OK) {
    fputs(jx_context_error(ctx)->rendering, stderr);
    return 1;
  }

  const double *values = y.data;
  bool good = true;
  for (int i = 0; i < 3; i++) {
    printf("%g\n", values[i]);
    good = good && values[i] == 2 * a[i] + 1;
  }

  jx_array_free(ctx, &y);
  jx_context_free(ctx);
  return good ? 0 : 1;
}
