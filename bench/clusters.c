/* clusters.c: many small evaluations from C, where the cost of a call matters (see clusters.h).
 *
 * In: a program for L and R and two sets of clusters. Out: its value for every pair. The program is
 * parsed once; threads share its kernels and divide the pairs, as jx.h means it for callers with
 * threads of their own. A library of it is what planner.py calls. Start with clusters_run(). */
#include "clusters.h"

#include <omp.h>
#include <stdio.h>
#include <stdlib.h>

#include "jx.h"

struct clusters {
  jx_context *ctx; /* evaluates nothing itself: the threads share it */
  jx_program *program;
};

void clusters_close(clusters *c) {
  if (!c) return;
  jx_program_free(c->program);
  jx_context_free(c->ctx);
  free(c);
}

clusters *clusters_open(const char *program) {
  clusters *c = calloc(1, sizeof *c);
  if (c) c->ctx = jx_context_new(&(jx_options){.threads = 1});
  if (!c || !c->ctx) {
    fputs("clusters: out of memory\n", stderr);
    clusters_close(c);
    return NULL;
  }
  if (jx_compile(c->ctx, program, JX_NTS, (const char *const[]){"L", "R"}, 2, &c->program)) {
    fputs(jx_context_error(c->ctx)->rendering, stderr);
    clusters_close(c);
    return NULL;
  }
  return c;
}

/* A cluster as jx sees it. Operands are only read, so the points may lose their qualifier. */
static jx_array cluster(const double *points, const size_t *start, size_t i) {
  int64_t shape[] = {(int64_t)(start[i + 1] - start[i]), 3};
  return jx_array_of((double *)points + 3 * start[i], JX_FLOAT64, 2, shape);
}

int clusters_run(const clusters *c, const double *l, const size_t *l_start, size_t l_clusters,
                 const double *r, const size_t *r_start, size_t r_clusters, double *out,
                 int threads) {
  int failures = 0;
#pragma omp parallel num_threads(threads) if (threads > 1) reduction(+ : failures)
  {
    jx_context *ctx = jx_context_share(c->ctx);
    if (!ctx) {
      fputs("clusters: out of memory\n", stderr);
      failures++;
    }
#pragma omp for schedule(dynamic, 64)
    for (size_t pair = 0; pair < l_clusters * r_clusters; pair++) {
      if (failures) continue;
      jx_array left = cluster(l, l_start, pair / r_clusters);
      jx_array right = cluster(r, r_start, pair % r_clusters);
      jx_array result = jx_array_of(out + pair, JX_FLOAT64, 0, NULL);
      const jx_array *operands[] = {&left, &right};
      if (jx_run(ctx, c->program, operands, 2, &result, 1)) {
        fputs(jx_context_error(ctx)->rendering, stderr);
        failures++;
      }
    }
    jx_context_free(ctx);
  }
  return failures ? -1 : 0;
}
