/* progress.c: watching a long evaluation, and stopping it.
 *
 * The callback runs on the calling thread, between pieces of the work. Anything but 0 stops the
 * evaluation: jx_eval() then returns JX_ERROR_CANCELLED, and the context can be used again. */
#include <math.h>
#include <stdio.h>

#include "jx.h"

typedef struct watch {
  double stop_at, seen;
  bool backwards;
} watch;

static int on_progress(void *user, double done) {
  watch *w = user;
  w->backwards = w->backwards || done < w->seen;
  w->seen = done;
  return done >= w->stop_at;
}

int main(void) {
  jx_context *ctx = jx_context_new(NULL);
  if (!ctx) return 1;
  /* arange makes no array: this runs over twenty million indices in no memory. */
  const char *program = "i = arange(1, 20000001); sum(cos(i)/i)";
  double sum = 0;
  jx_array y = jx_array_of(&sum, JX_FLOAT64, 0, NULL);

  watch w = {.stop_at = 0.25};
  jx_context_set_progress(ctx, on_progress, &w);
  jx_status stopped = jx_eval(ctx, program, JX_NTS, NULL, 0, &y, 1);
  printf("%s after %.0f %%\n", jx_status_name(stopped), 100 * w.seen);

  w = (watch){.stop_at = 2};
  jx_status finished = jx_eval(ctx, program, JX_NTS, NULL, 0, &y, 1);
  printf("%s after %.0f %%: %.6f\n", jx_status_name(finished), 100 * w.seen, sum);

  jx_context_free(ctx);
  bool good = stopped == JX_ERROR_CANCELLED && finished == JX_OK && !w.backwards &&
              fabs(sum + log(2 * sin(0.5))) < 1e-6;
  return good ? 0 : 1;
}
