/* clusters.h: one program evaluated for every pair of two sets of point clusters, from C. */
#ifndef JX_BENCH_CLUSTERS_H
#define JX_BENCH_CLUSTERS_H

#include <stddef.h>

typedef struct clusters clusters;

/* Parses `program`, whose names are L and R and whose result is a float64 scalar. NULL after a
 * message on stderr. Freed, with the kernels that its runs compiled, by clusters_close(). */
clusters *clusters_open(const char *program);
void clusters_close(clusters *c);

/* Runs it for each cluster i of l (points l_start[i] ... l_start[i+1]-1 of three coordinates) and j
 * of r, into out (l_clusters, r_clusters). Each of `threads` OpenMP threads takes pairs with a
 * context of its own that runs on itself alone. Returns 0, or -1 after a message on stderr. */
int clusters_run(const clusters *c, const double *l, const size_t *l_start, size_t l_clusters,
                 const double *r, const size_t *r_start, size_t r_clusters, double *out,
                 int threads);

#endif
