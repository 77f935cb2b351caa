/* floors.h: hand-written loops that mark the physical limit of what jx is compared with.
 *
 * In: caller's float64 arrays, contiguous, naturally aligned. Out: the caller's output array or the
 * returned sum. Every loop exists three times (AVX-512, AVX2 with FMA, any vector machine) from one
 * text, floors_kernels.h and floors_rows.h; the best one the processor has is taken on every call,
 * or the one that the variable FLOORS_ISA names (avx512, avx2, portable). `threads` is the OpenMP
 * team; 1 never enters OpenMP. Results depend on `threads` in the last bits only where something is
 * summed. NaN is carried along by sums, but minima and maxima may lose it.
 * Outputs of more than 4 MiB are written around the cache. No output overlaps an input, except that
 * those of floor_axpby() and floor_sincos2() may be one. All functions may be called from several
 * threads at once.
 *
 * Start with floor_axpby() in floors.c, then its loop in floors_kernels.h. floors_main.c times and
 * checks them all.
 */
#ifndef JX_BENCH_FLOORS_H
#define JX_BENCH_FLOORS_H

#include <stddef.h>

/* Name of the loops in use: "avx512", "avx2" or "portable". */
const char *floor_isa(void);
/* All there are loops for on this architecture, best first; NULL after the last. */
const char *floor_isa_at(size_t i);

/* ---- memory ---- */

/* Reads n elements and does nothing else; the value returned only keeps the loads alive. */
double floor_read(const double *a, size_t n, int threads);
void floor_copy(const double *a, double *out, size_t n, int threads);
/* out = 2*a + 3*b */
void floor_axpby(const double *a, const double *b, double *out, size_t n, int threads);
double floor_sum(const double *a, size_t n, int threads);
/* sum(a*b) */
double floor_sum_product(const double *a, const double *b, size_t n, int threads);
/* Five points over the inside of u (ny, nx): out (ny-2, nx-2) = up + down + left + right -
 * 4*middle. Writes nothing when ny or nx is below 3. */
void floor_laplacian(const double *u, double *out, size_t ny, size_t nx, int threads);
/* out = a + a.T, both (n, n). */
void floor_add_transpose(const double *a, double *out, size_t n, int threads);
/* Velocity on a spherical grid. lat (nlat) and lon (nlon) in degrees; the six others (nlat, nr,
 * nlon). Sines and cosines are taken once per angle. Returns 0, or -1 if its small tables could not
 * be allocated. */
int floor_velocity(const double *lat, const double *lon, const double *vlat, const double *vlon,
                   const double *vrad, double *vx, double *vy, double *vz, size_t nlat, size_t nr,
                   size_t nlon, int threads);

/* ---- rows and columns ---- */

/* Sums of the matrix a (rows, cols): along its rows, out (rows); along its columns, out (cols),
 * written for many rows. The latter returns 0, or -1 if `threads` rows of scratch could not be
 * allocated. */
void floor_sum_axis1(const double *a, size_t rows, size_t cols, double *out, int threads);
int floor_sum_axis0(const double *a, size_t rows, size_t cols, double *out, int threads);
/* Sums of a (slabs, rows, cols) along its middle axis; out (slabs, cols). */
void floor_sum_middle(const double *a, size_t slabs, size_t rows, size_t cols, double *out,
                      int threads);
/* out = (a - mean(a))/std(a) in two passes over memory; the variance is that of all numbers (ddof
 * 0). Returns 0, or -1 if a few bytes a thread could not be allocated. */
int floor_standardise(const double *a, double *out, size_t n, int threads);
/* Each row of exp(a - max(a))/sum(exp(a - max(a))), a and out (rows, cols), in one pass over
 * memory. The sum's reciprocal is taken once a row. Elements are finite. Returns 0, or -1 if two
 * rows a thread could not be allocated. */
int floor_softmax(const double *a, double *out, size_t rows, size_t cols, int threads);

/* ---- arithmetic ---- */

/* out = sin(2*pi*a)**2 + cos(2*pi*a)**2, both functions really computed with one range reduction,
 * each within 1.5 ULP (2.4 without fused multiply-add) for |2*pi*a| up to 1e5; with growing
 * arguments beyond, the reduction loses digits near multiples of pi/2. */
void floor_sincos2(const double *a, double *out, size_t n, int threads);
/* Sum of cos(i)/i for i = 1 ... n; n up to 1e8. */
double floor_trig_series(size_t n, int threads);
/* Sum of 1/k for k = 1 ... n without the decimal digit `digit` (0 ... 9); n up to 1e12. Every digit
 * of every number is tested. */
double floor_slow_series(size_t n, int digit, int threads);
/* The same sum by a better algorithm: the high digits are tested once per ten thousand numbers. */
double floor_slow_series_blocks(size_t n, int digit, int threads);
/* Chamfer distance of the clouds l (nl, 3) and r (nr, 3): the larger of the two means of nearest
 * distances. The distance is sqrt(sum(l*r)) if `squared` is 0, else sqrt(sum((l-r)**2)).
 * Coordinates are finite; nl, nr > 0. Returns NaN if its scratch (32 bytes a point of r, for each
 * thread 8 more) could not be allocated. */
double floor_chamfer(const double *l, const double *r, size_t nl, size_t nr, int squared,
                     int threads);
/* The same for every pair of clusters, out (l_clusters, r_clusters): cluster i of l has the points
 * l_start[i] ... l_start[i+1]-1. Threads share the pairs. */
void floor_chamfer_pairs(const double *l, const size_t *l_start, size_t l_clusters, const double *r,
                         const size_t *r_start, size_t r_clusters, int squared, double *out,
                         int threads);

#endif
