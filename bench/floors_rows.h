/* floors_rows.h: the loops over the rows and columns of a matrix, one thread each, in the verbs of
 * floors_isa.h.
 *
 * In: a matrix (rows, cols) in C order, or a piece of whole rows of one, as floors.c cuts it; a
 * flat piece for the standardisation. Out: that piece of the result, or its part of one. Included
 * once for each instruction set after floors_kernels.h, whose small functions it uses; floors.c
 * sees the table K(row_kernels) alone. What is unrolled, and how far, was measured on Zen 4. Start
 * with K(sum_rows).
 */

/* ---- sums ---- */

/* The sums of BAND rows, rows short or long: as many streams keep memory busy, and one transposed
 * square of registers turns W rows' lanes into W sums. */
FLOOR_FN void K(sum_rows)(const double *a, size_t rows, size_t cols, double *out, int nt) {
  enum { BAND = 8 };
  size_t r = 0, whole = cols / W * W, rest = cols - whole;
  for (; r + BAND <= rows; r += BAND) {
    const double *p = a + r * cols;
    V s[BAND];
    UNROLL for (size_t k = 0; k < BAND; k++) s[k] = v_load_first(p + k * cols + whole, rest);
    size_t j = 0;
    for (; j + LINE <= whole; j += LINE) UNROLL for (size_t k = 0; k < BAND; k++) {
        UNROLL for (size_t u = j; u < j + LINE; u += W) s[k] += v_load(p + k * cols + u);
      }
    for (; j < whole; j += W) UNROLL for (size_t k = 0; k < BAND; k++) {
        s[k] += v_load(p + k * cols + j);
      }
    UNROLL for (size_t q = 0; q < BAND; q += W) {
      K(transpose)(s + q);
      UNROLL for (size_t k = 1; k < W; k++) s[q] += s[q + k];
      K(put)(out + r + q, s[q], nt);
    }
  }
  for (; r < rows; r++) out[r] = K(sum)(a + r * cols, cols);
  end_stream(nt);
}

/* Adds up the columns of a wide matrix into out, which need not be set before. BAND rows are added
 * to a block of sums in the second-level cache at once, so that those are touched once in BAND
 * times and as many streams keep memory busy. */
FLOOR_FN void K(sum_columns)(const double *a, size_t rows, size_t cols, double *out) {
  enum { BAND = 8, BLOCK = 8192 };
  memset(out, 0, cols * sizeof *out);
  for (size_t c = 0; c < cols; c += BLOCK) {
    size_t end = smaller(c + BLOCK, cols), whole = c + (end - c) / W * W, r = 0;
    for (; r + BAND <= rows; r += BAND) {
      const double *p = a + r * cols;
      for (size_t j = c; j < whole; j += W) {
        V s[BAND];
        UNROLL for (size_t k = 0; k < BAND; k++) s[k] = v_load(p + k * cols + j);
        UNROLL for (size_t half = BAND / 2; half; half /= 2)
            UNROLL for (size_t k = 0; k < half; k++) s[k] += s[k + half];
        v_store(out + j, v_load(out + j) + s[0]);
      }
      for (size_t k = 0; k < BAND; k++)
        for (size_t j = whole; j < end; j++) out[j] += p[k * cols + j];
    }
    for (; r < rows; r++)
      for (size_t j = c; j < end; j++) out[j] += a[r * cols + j];
  }
}

/* The same for a narrow matrix whose `cols` divides STEP: every lane of STEP elements belongs to
 * one column for good. Four pieces are walked at once. */
FLOOR_FN void K(sum_narrow_columns)(const double *a, size_t rows, size_t cols, double *out) {
  enum { PIECES = 4, VECTORS = STEP / W };
  size_t n = rows * cols, piece = n / PIECES / STEP * STEP, i = 0;
  V s[VECTORS] = {{0}};
  for (; i < piece; i += STEP) UNROLL for (size_t k = 0; k < PIECES; k++) {
      UNROLL for (size_t v = 0; v < VECTORS; v++) s[v] += v_load(a + k * piece + i + v * W);
    }
  memset(out, 0, cols * sizeof *out);
  double lanes[STEP];
  for (size_t v = 0; v < VECTORS; v++) v_store(lanes + v * W, s[v]);
  for (size_t u = 0; u < STEP; u++) out[u % cols] += lanes[u];
  for (i = PIECES * piece; i < n; i++) out[i % cols] += a[i];
}

/* ---- few passes ---- */

/* Number, mean and squared deviations from it, of a piece in blocks that stay in the first-level
 * cache for their second reading; blocks are joined by the method of Chan, Golub and LeVeque
 * (1979). */
FLOOR_FN void K(moments)(const double *a, size_t n, struct floor_moments *m) {
  enum { BLOCK = 2048 };
  for (size_t i = 0; i < n; i += BLOCK) {
    size_t count = smaller(BLOCK, n - i), whole = count / STEP * STEP;
    struct floor_moments block = {(double)count, K(sum)(a + i, count) / (double)count, 0};
    V s[STEP / W] = {{0}}, mean = v_set1(block.mean);
    for (size_t j = i; j < i + whole; j += STEP) UNROLL for (size_t v = 0; v < STEP / W; v++) {
        V d = v_load(a + j + v * W) - mean;
        s[v] = v_fma(d, d, s[v]);
      }
    UNROLL for (size_t v = 1; v < STEP / W; v++) s[0] += s[v];
    block.squares = K(sum_lanes)(s[0]);
    for (size_t j = i + whole; j < i + count; j++)
      block.squares += (a[j] - block.mean) * (a[j] - block.mean);
    join_moments(m, &block);
  }
}

/* out = (a - mean)/std, in the pattern of K(map). */
FLOOR_FN void K(standardise)(const double *a, double *out, size_t n, double mean, double std,
                             int nt) {
  size_t i = unaligned_head(out, n, W);
  V m = v_set1(mean), s = v_set1(std);
  for (size_t j = 0; j < i; j++) out[j] = (a[j] - mean) / std;
  for (; i + LANES * LANE <= n; i += LANES * LANE)
    for (size_t j = i; j < i + LANE; j += LINE) UNROLL for (size_t k = 0; k < LANES; k++) {
        UNROLL for (size_t u = j + k * LANE; u < j + k * LANE + LINE; u += W) {
          K(put)(out + u, (v_load(a + u) - m) / s, nt);
        }
      }
  for (; i + W <= n; i += W) K(put)(out + i, (v_load(a + i) - m) / s, nt);
  for (; i < n; i++) out[i] = (a[i] - mean) / std;
  end_stream(nt);
}

/* exp(x) for x <= 0, within 1 ULP; below -708 it is exp(-708). Reduction by Cody and Waite: the
 * high part of log(2) has 21 trailing zeros, so that its products with the exponent are exact.
 * Coefficients: polynomial of degree 11 through the 12 Chebyshev points of [-log(2)/2, log(2)/2],
 * by our own computation in 60 digits; relative error below 2^-57 before rounding. Summed in pairs.
 */
FLOOR_FN FLOOR_INLINE V K(exp_negative)(V x) {
  const V magic = v_set1(0x1.8p52);
  x = v_max(x, v_set1(-708.0));
  V t = v_fma(x, v_set1(1.4426950408889634), magic), k = magic - t;
  V r = v_fma(k, v_set1(0x1.62e42feep-1), x);
  r = v_fma(k, v_set1(0x1.a39ef35793c76p-33), r);
  V rr = r * r, r4 = rr * rr;
  V p2 = v_fma(r, v_set1(0x1.555555555555ap-3), v_set1(0x1.0000000000011p-1));
  V p4 = v_fma(r, v_set1(0x1.111111110f21ep-7), v_set1(0x1.555555554f0bap-5));
  V p6 = v_fma(r, v_set1(0x1.a01a01b1461c5p-13), v_set1(0x1.6c16c1880029fp-10));
  V p8 = v_fma(r, v_set1(0x1.71ddf56d8deb5p-19), v_set1(0x1.a01991a10d9aep-16));
  V p10 = v_fma(r, v_set1(0x1.af632a0f7e2cep-26), v_set1(0x1.28b4101c77212p-22));
  V high = v_fma(r4, v_fma(rr, p10, p8), v_fma(rr, p6, p4));
  V p = v_set1(1.0) + v_fma(rr, v_fma(rr, high, p2), r);
  return (V)((VI)p + v_shl((VI)t, 52));
}

FLOOR_FN inline double K(max_lanes)(V v) {
  double x[W], most;
  v_store(x, v);
  most = x[0];
  for (size_t i = 1; i < W; i++) most = x[i] > most ? x[i] : most;
  return most;
}

FLOOR_FN inline double K(row_max)(const double *a, size_t n) {
  V m[STEP / W];
  UNROLL for (size_t v = 0; v < STEP / W; v++) m[v] = v_set1(-INFINITY);
  size_t j = 0;
  for (; j + STEP <= n; j += STEP) UNROLL for (size_t v = 0; v < STEP / W; v++) {
      m[v] = v_max(m[v], v_load(a + j + v * W));
    }
  UNROLL for (size_t v = 1; v < STEP / W; v++) m[0] = v_max(m[0], m[v]);
  double most = K(max_lanes)(m[0]);
  for (; j < n; j++) most = a[j] > most ? a[j] : most;
  return most;
}

/* exp(a - max(a))/sum(exp(a - max(a))) of each row: one pass over memory. A row's exponentials stay
 * in the cache (`scratch`, two rows) and are scaled and written while those of the next row are
 * computed and the one after it is asked for, so that memory does not wait. The last columns are
 * done in part of a vector. */
FLOOR_FN void K(softmax)(const double *a, size_t rows, size_t cols, double *out, double *scratch,
                         int nt) {
  enum { PAIR = 2 * W };
  size_t whole = cols / PAIR * PAIR;
  double *now = scratch, *before = scratch + cols, scale = 0;
  for (size_t r = 0; r < rows; r++, a += cols) {
    double sum = 0;
    V most = v_set1(K(row_max)(a, cols)), scales = v_set1(scale), s0 = {0}, s1 = {0};
    for (size_t j = 0; j < whole; j += PAIR) {
      __builtin_prefetch(a + cols + j, 0, 2);
      if (PAIR > LINE) __builtin_prefetch(a + cols + j + LINE, 0, 2);
      V e0 = K(exp_negative)(v_load(a + j) - most);
      V e1 = K(exp_negative)(v_load(a + j + W) - most);
      v_store(now + j, e0);
      v_store(now + j + W, e1);
      s0 += e0;
      s1 += e1;
      if (r == 0) continue;
      K(put)(out + j - cols, v_load(before + j) * scales, nt);
      K(put)(out + j + W - cols, v_load(before + j + W) * scales, nt);
    }
    for (size_t j = whole; j < cols; j += W) {
      size_t k = smaller(W, cols - j);
      if (r) K(store_part)(out + j - cols, K(load_part)(before + j, k) * scales, k);
      K(store_part)(now + j, K(exp_negative)(K(load_part)(a + j, k) - most), k);
      for (size_t u = j; u < j + k; u++) sum += now[u];
    }
    scale = 1 / (sum + K(sum_lanes)(s0 + s1));
    out += cols;
    double *swap = now;
    now = before;
    before = swap;
  }
  for (size_t j = 0; rows && j < cols; j += W) {
    size_t k = smaller(W, cols - j);
    K(store_part)(out + j - cols, K(load_part)(before + j, k) * v_set1(scale), k);
  }
  end_stream(nt);
}

static const struct floor_row_kernels K(row_kernels) = {
    .sum_rows = K(sum_rows),
    .sum_columns = K(sum_columns),
    .sum_narrow_columns = K(sum_narrow_columns),
    .moments = K(moments),
    .standardise = K(standardise),
    .softmax = K(softmax),
};
