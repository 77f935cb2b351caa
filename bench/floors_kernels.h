/* floors_kernels.h: the loops themselves, one thread each, in the verbs of floors_isa.h.
 *
 * In: a contiguous piece of the caller's arrays, as floors.c cuts it. Out: that piece of the
 * result, or its part of a sum. Included once for each instruction set; everything here is named
 * K(...), and the table K(kernels) at the end is all that floors.c sees. `nt` chooses streaming
 * stores, for which an output must be aligned to a vector; single steps lead up to that. What is
 * unrolled, and how far, was measured on Zen 4; nothing is left to the compiler's vectorizer.
 * Start with K(map), the pattern of every flat loop.
 */

FLOOR_FN inline V K(load_part)(const double *p, size_t k) {
  double x[W] = {0};
  memcpy(x, p, k * sizeof *x);
  return v_load(x);
}

FLOOR_FN inline void K(store_part)(double *p, V v, size_t k) {
  double x[W] = {0};
  v_store(x, v);
  memcpy(p, x, k * sizeof *x);
}

FLOOR_FN inline void K(put)(double *p, V v, int nt) {
  if (nt)
    v_stream(p, v);
  else
    v_store(p, v);
}

FLOOR_FN inline double K(sum_lanes)(V v) {
  double x[W] = {0}, s = 0;
  v_store(x, v);
  for (size_t i = 0; i < W; i++) s += x[i];
  return s;
}

/* ---- flat arrays ---- */

/* The pattern of all flat loops: out = f(a, b). While it can, it walks LANES pieces LANE elements
 * apart at once, a cache line of each in turn: with more of memory's banks open this is 5 to 25 %
 * faster than one stream (and asking for lines ahead by hand is slower). Short arrays and rests go
 * straight on, the last elements in part of a vector. f is a constant wherever this is called, so
 * that everything is inlined. */
FLOOR_FN FLOOR_INLINE void K(map)(V (*f)(V, V), const double *a, const double *b, double *out,
                                  size_t n, int nt) {
  size_t i = unaligned_head(out, n, W);
  K(store_part)(out, f(K(load_part)(a, i), K(load_part)(b, i)), i);
  for (; i + LANES * LANE <= n; i += LANES * LANE)
    for (size_t j = i; j < i + LANE; j += LINE) UNROLL for (size_t k = 0; k < LANES; k++) {
        UNROLL for (size_t u = j + k * LANE; u < j + k * LANE + LINE; u += W) {
          K(put)(out + u, f(v_load(a + u), v_load(b + u)), nt);
        }
      }
  for (; i + STEP <= n; i += STEP) UNROLL for (size_t u = i; u < i + STEP; u += W) {
      K(put)(out + u, f(v_load(a + u), v_load(b + u)), nt);
    }
  for (; i < n; i += W) {
    size_t k = smaller(W, n - i);
    K(store_part)(out + i, f(K(load_part)(a + i, k), K(load_part)(b + i, k)), k);
  }
  end_stream(nt);
}

/* The sum over accumulators that start at 0 and take s = f(s, a, b); f must leave s as it is where
 * a and b are 0. */
FLOOR_FN FLOOR_INLINE double K(fold)(V (*f)(V, V, V), const double *a, const double *b, size_t n) {
  V s[LANES] = {{0}};
  size_t i = 0;
  for (; i + LANES * LANE <= n; i += LANES * LANE)
    for (size_t j = i; j < i + LANE; j += LINE) UNROLL for (size_t k = 0; k < LANES; k++) {
        UNROLL for (size_t u = j + k * LANE; u < j + k * LANE + LINE; u += W) {
          s[k] = f(s[k], v_load(a + u), v_load(b + u));
        }
      }
  for (; i + LANES * W <= n; i += LANES * W) UNROLL for (size_t k = 0; k < LANES; k++) {
      s[k] = f(s[k], v_load(a + i + k * W), v_load(b + i + k * W));
    }
  for (; i < n; i += W) {
    size_t k = smaller(W, n - i);
    s[0] = f(s[0], K(load_part)(a + i, k), K(load_part)(b + i, k));
  }
  UNROLL for (size_t k = 1; k < LANES; k++) s[0] += s[k];
  return K(sum_lanes)(s[0]);
}

FLOOR_FN FLOOR_INLINE V K(read_one)(V s, V a, V b) {
  (void)b;
  return (V)((VI)s ^ (VI)a);
}

FLOOR_FN FLOOR_INLINE V K(sum_one)(V s, V a, V b) {
  (void)b;
  return s + a;
}

FLOOR_FN FLOOR_INLINE V K(sum_product_one)(V s, V a, V b) { return v_fma(a, b, s); }

FLOOR_FN double K(read)(const double *a, size_t n) { return K(fold)(K(read_one), a, a, n); }

FLOOR_FN double K(sum)(const double *a, size_t n) { return K(fold)(K(sum_one), a, a, n); }

FLOOR_FN double K(sum_product)(const double *a, const double *b, size_t n) {
  return K(fold)(K(sum_product_one), a, b, n);
}

FLOOR_FN FLOOR_INLINE V K(copy_one)(V a, V b) {
  (void)b;
  return a;
}

FLOOR_FN FLOOR_INLINE V K(axpby_one)(V a, V b) { return v_set1(2.0) * a + v_set1(3.0) * b; }

FLOOR_FN void K(copy)(const double *a, double *out, size_t n, int nt) {
  K(map)(K(copy_one), a, a, out, n, nt);
}

FLOOR_FN void K(axpby)(const double *a, const double *b, double *out, size_t n, int nt) {
  K(map)(K(axpby_one), a, b, out, n, nt);
}

/* ---- grids ---- */

/* Columns [i, end) of one row, one by one; m is its middle in u. */
FLOOR_FN inline void K(five_points)(const double *m, double *out, size_t nx, size_t i, size_t end) {
  for (; i < end; i++) {
    const double *p = m + i;
    out[i] = *(p - nx) + p[nx] + p[-1] + p[1] - 4 * p[0];
  }
}

/* Rows [row0, row1) of the inside; row r of `out` has its middle in row r+1 of u. BAND rows are
 * made at once, so that a row of u comes from the cache twice instead of three times, and that many
 * streams keep memory busy: together half as fast again as row by row. Each row of `out` has its
 * own way to a vector's boundary. */
FLOOR_FN void K(laplacian)(const double *u, double *out, size_t nx, size_t row0, size_t row1,
                           int nt) {
  enum { BAND = 6 };
  size_t n = nx - 2, r = row0;
  for (; r + BAND <= row1; r += BAND) {
    const double *m[BAND];
    double *o[BAND];
    size_t head[BAND], i = 0;
    for (size_t k = 0; k < BAND; k++) {
      m[k] = u + (r + k + 1) * nx + 1;
      o[k] = out + (r + k) * n;
      head[k] = unaligned_head(o[k], n, W);
      K(five_points)(m[k], o[k], nx, 0, head[k]);
    }
    for (; i + STEP + W <= n; i += STEP)
      for (size_t k = 0; k < BAND; k++) {
        UNROLL for (size_t j = i; j < i + STEP; j += W) {
          const double *p = m[k] + head[k] + j;
          V sum = ((v_load(p - nx) + v_load(p + nx)) + v_load(p - 1)) + v_load(p + 1);
          K(put)(o[k] + head[k] + j, sum - v_set1(4.0) * v_load(p), nt);
        }
      }
    for (size_t k = 0; k < BAND; k++) K(five_points)(m[k], o[k], nx, smaller(head[k] + i, n), n);
  }
  for (; r < row1; r++) K(five_points)(u + (r + 1) * nx + 1, out + r * n, nx, 0, n);
  end_stream(nt);
}

/* Transposes the W rows of a square of registers. */
FLOOR_FN inline void K(transpose)(V r[W]) {
#if FLOOR_ISA == 512
  V t[8];
  UNROLL for (int i = 0; i < 8; i += 2) {
    t[i] = _mm512_unpacklo_pd(r[i], r[i + 1]);
    t[i + 1] = _mm512_unpackhi_pd(r[i], r[i + 1]);
  }
  UNROLL for (int i = 0; i < 4; i++) {
    int j = i / 2 * 4 + i % 2; /* 0, 1, 4, 5 */
    r[j] = _mm512_shuffle_f64x2(t[j], t[j + 2], 0x88);
    r[j + 2] = _mm512_shuffle_f64x2(t[j], t[j + 2], 0xdd);
  }
  UNROLL for (int j = 0; j < 4; j++) {
    t[j] = _mm512_shuffle_f64x2(r[j], r[j + 4], 0x88);
    t[j + 4] = _mm512_shuffle_f64x2(r[j], r[j + 4], 0xdd);
  }
  UNROLL for (int j = 0; j < 8; j++) r[j] = t[j];
#elif FLOOR_ISA == 256
  V t0 = _mm256_unpacklo_pd(r[0], r[1]), t1 = _mm256_unpackhi_pd(r[0], r[1]);
  V t2 = _mm256_unpacklo_pd(r[2], r[3]), t3 = _mm256_unpackhi_pd(r[2], r[3]);
  r[0] = _mm256_permute2f128_pd(t0, t2, 0x20);
  r[1] = _mm256_permute2f128_pd(t1, t3, 0x20);
  r[2] = _mm256_permute2f128_pd(t0, t2, 0x31);
  r[3] = _mm256_permute2f128_pd(t1, t3, 0x31);
#else
  V lo = {r[0][0], r[1][0]}, hi = {r[0][1], r[1][1]};
  r[0] = lo;
  r[1] = hi;
#endif
}

/* Copies a tile of `a` to `buffer`, a row at a time: memory is slow at single lines that lie n
 * apart, and rows whose distance is a power of two would push each other out of the cache before
 * they are used. */
FLOOR_FN inline void K(stage_tile)(const double *a, size_t n, double *buffer) {
  for (size_t r = 0; r < TILE; r++) {
    for (size_t c = 0; c < TILE; c += STEP) prefetch_step(a + (r + 2) * n + c);
    UNROLL for (size_t c = 0; c < TILE; c += W) {
      v_store(buffer + r * TILE + c, v_load(a + r * n + c));
    }
  }
}

/* out(i,j) = a(i,j) + a(j,i).T for tiles i <= j of TILE by TILE, and out(j,i), which is its
 * transpose. Each element of a is read once. */
FLOOR_FN void K(tile_add_transpose)(const double *a, double *out, size_t n, size_t i, size_t j,
                                    int nt) {
  _Alignas(64) double p[TILE * TILE], q[TILE * TILE];
  K(stage_tile)(a + i * n + j, n, p);
  K(stage_tile)(a + j * n + i, n, q);
  for (size_t r = 0; r < TILE; r += W) {
    for (size_t c = 0; c < TILE; c += W) {
      V s[W];
      UNROLL for (size_t u = 0; u < W; u++) s[u] = v_load(q + (c + u) * TILE + r);
      K(transpose)(s);
      UNROLL for (size_t u = 0; u < W; u++) {
        s[u] += v_load(p + (r + u) * TILE + c);
        K(put)(out + (i + r + u) * n + j + c, s[u], nt);
      }
      if (i == j) continue;
      K(transpose)(s);
      UNROLL for (size_t u = 0; u < W; u++) K(put)(out + (j + c + u) * n + i + r, s[u], nt);
    }
  }
  end_stream(nt);
}

/* Rows [row0, row1) of the nlat*nr rows of nlon points. The operations are those of the formula as
 * it is written, so the bits are NumPy's if those of the tables are. Six streams keep memory busy
 * without more being done. */
FLOOR_FN void K(velocity)(const struct floor_grid *g, size_t row0, size_t row1) {
  const double *sin_lon = g->sin_lon, *cos_lon = g->cos_lon;
  size_t nlon = g->nlon;
  int nt = g->nt;
  for (size_t row = row0; row < row1; row++) {
    const double *vlat = g->vlat + row * nlon, *vlon = g->vlon + row * nlon;
    const double *vrad = g->vrad + row * nlon;
    double *vx = g->vx + row * nlon, *vy = g->vy + row * nlon, *vz = g->vz + row * nlon;
    V sa = v_set1(g->sin_lat[row / g->nr]), ca = v_set1(g->cos_lat[row / g->nr]);
    size_t i = 0;
    for (; i + W <= nlon; i += W) {
      V so = v_load(sin_lon + i), co = v_load(cos_lon + i);
      V a = v_load(vlat + i), o = v_load(vlon + i), r = v_load(vrad + i);
      V x = (-so * o - sa * co * a) + ca * co * r, y = (co * o - sa * so * a) + ca * so * r;
      V z = ca * a + sa * r;
      K(put)(vx + i, x, nt);
      K(put)(vy + i, y, nt);
      K(put)(vz + i, z, nt);
    }
    velocity_rest(g, row, i);
  }
  end_stream(nt);
}

/* ---- arithmetic ---- */

/* x + minus_k*step, with minus_k an integer or half integer, by the method of Cody and Waite:
 * `step` is a sum of parts, and the products with the first parts are exact. Where multiply-add
 * rounds once, x - k*whole[0] is exact when it is below 2, so two parts do, or three if x may be a
 * double next to a multiple of the step. Elsewhere the first parts have 27 bits each, for k below
 * 2^26. */
FLOOR_FN inline V K(reduce)(V x, V minus_k, const struct floor_parts *step, int parts) {
#if FLOOR_FUSED
  UNROLL for (int i = 0; i < parts; i++) x = v_fma(minus_k, v_set1(step->whole[i]), x);
#else
  (void)parts;
  UNROLL for (int i = 0; i < 4; i++) x += minus_k * v_set1(step->split[i]);
#endif
  return x;
}

/* sin(x)**2 + cos(x)**2 with x = 2*pi*a. Both are polynomials on |r| <= pi/4 (coefficients:
 * fdlibm's k_sin.c and k_cos.c, summed in pairs, for short chains); the quadrant exchanges them and
 * sets their signs. */
FLOOR_FN FLOOR_INLINE V K(sincos2_one)(V a, V b) {
  (void)b;
  const V magic = v_set1(0x1.8p52); /* rounds what is added to an integer, in the low bits */
  V x = v_set1(6.283185307179586) * a;
  V t = v_fma(x, v_set1(0.6366197723675814), magic);
  V r = K(reduce)(x, magic - t, &floor_half_pi, 3), z = r * r, zz = z * z;

  V p0 = v_fma(z, v_set1(8.33333333332248946124e-03), v_set1(-1.66666666666666324348e-01));
  V p1 = v_fma(z, v_set1(2.75573137070700676789e-06), v_set1(-1.98412698298579493134e-04));
  V p2 = v_fma(z, v_set1(1.58969099521155010221e-10), v_set1(-2.50507602534068634195e-08));
  V s = v_fma(r * z, v_fma(zz, v_fma(zz, p2, p1), p0), r);

  V q0 = v_fma(z, v_set1(-1.38888888888741095749e-03), v_set1(4.16666666666666019037e-02));
  V q1 = v_fma(z, v_set1(-2.75573143513906633035e-07), v_set1(2.48015872894767294178e-05));
  V q2 = v_fma(z, v_set1(-1.13596475577881948265e-11), v_set1(2.08757232129817482790e-09));
  V h = v_set1(0.5) * z, w = v_set1(1.0) - h; /* what rounding takes from 1 - z/2 is added back */
  V c = w + v_fma(zz, v_fma(zz, v_fma(zz, q2, q1), q0), (v_set1(1.0) - w) - h);

  VI q = (VI)t, sign = (VI)v_set1(-0.0), bit = v_shl(q, 62);
  V sine = (V)((VI)v_pick_odd(q, c, s) ^ (bit & sign));
  V cosine = (V)((VI)v_pick_odd(q, s, c) ^ ((bit ^ v_shl(q, 63)) & sign));
  return sine * sine + cosine * cosine;
}

FLOOR_FN void K(sincos2)(const double *a, double *out, size_t n, int nt) {
  K(map)(K(sincos2_one), a, a, out, n, nt);
}

/* -cos(x) for |x| up to 1e8: with k the odd multiple of pi/2 nearest to x, it is the sine of
 * x - k*pi/2, up to the sign. One odd polynomial on |r| <= pi/2 serves every lane. Coefficients:
 * minimax for the relative error of (sin(r)/r - 1)/r^2, our own Remez exchange in 60 digits, error
 * 2^-61.6 before rounding to double. */
FLOOR_FN inline V K(minus_cos)(V x) {
  V t = v_fma(x, v_set1(0.3183098861837907), v_set1(-0.5)) + v_set1(0x1.8p52);
  V r = K(reduce)(x, (v_set1(0x1.8p52) - t) - v_set1(0.5), &floor_pi, 2), z = r * r;
  V p = v_fma(z, v_set1(0x1.8829a0efc4e3dp-49), v_set1(-0x1.ae431d8527eedp-41));
  p = v_fma(z, p, v_set1(0x1.6123cb28b7ad6p-33));
  p = v_fma(z, p, v_set1(-0x1.ae6454cb56167p-26));
  p = v_fma(z, p, v_set1(0x1.71de3a5287c4ap-19));
  p = v_fma(z, p, v_set1(-0x1.a01a01a0148bcp-13));
  p = v_fma(z, p, v_set1(0x1.11111111110c1p-7));
  p = v_fma(z, p, v_set1(-0x1.5555555555555p-3));
  V s = v_fma(r * z, p, r);
  return (V)((VI)s ^ v_shl((VI)t, 63));
}

/* Sum of cos(i)/i for lo <= i < hi. Two terms share one division. */
FLOOR_FN double K(trig_series)(size_t lo, size_t hi) {
  V s0 = {0}, s1 = {0}, i0 = v_set1((double)lo) + v_iota();
  size_t i = lo;
  for (; i + 4 * W <= hi; i += 4 * W) {
    V i1 = i0 + v_set1(W), i2 = i0 + v_set1(2 * W), i3 = i0 + v_set1(3 * W);
    s0 -= v_fma(K(minus_cos)(i0), i1, K(minus_cos)(i1) * i0) / (i0 * i1);
    s1 -= v_fma(K(minus_cos)(i2), i3, K(minus_cos)(i3) * i2) / (i2 * i3);
    i0 += v_set1(4 * W);
  }
  double s = K(sum_lanes)(s0 + s1);
  for (; i < hi; i += W) {
    double x[W] = {0};
    v_store(x, K(minus_cos)(i0) / i0);
    for (size_t u = 0; u < smaller(W, hi - i); u++) s -= x[u];
    i0 += v_set1(W);
  }
  return s;
}

/* Sum of 1/k for lo <= k < hi without `digit`, where every k has `digits` decimal digits. Digit j
 * of k is `digit` just where (k+0.5)/10^(j+1) - digit/10 lies less than 0.1 above an integer; the
 * half keeps rounding away from the limits. The smallest such distance over all digits decides.
 * Four terms share one division. */
FLOOR_FN double K(slow_series)(size_t lo, size_t hi, int digits, int digit) {
  V sum = {0}, first = v_set1((double)lo) + v_iota(), shift = v_set1(-0.1 * digit);
  double tail = 0;
  for (size_t i = lo; i < hi; i += 4 * W) {
    V k[4], least[4];
    UNROLL for (int u = 0; u < 4; u++) {
      k[u] = first + v_set1(u * W);
      least[u] = v_set1(1.0);
    }
    for (int j = 0; j < digits; j++) {
      V scale = v_set1(floor_tenth_powers[j]), half = v_fma(v_set1(0.5), scale, shift);
      UNROLL for (int u = 0; u < 4; u++) {
        V y = v_fma(k[u], scale, half);
        least[u] = v_min(least[u], v_fma(v_floor(y), v_set1(-1.0), y));
      }
    }
    first += v_set1(4 * W);
    if (i + 4 * W <= hi) {
      V k01 = k[0] * k[1], k23 = k[2] * k[3], limit = v_set1(0.1);
      V n01 = v_keep(least[0], limit, k[1]) + v_keep(least[1], limit, k[0]);
      V n23 = v_keep(least[2], limit, k[3]) + v_keep(least[3], limit, k[2]);
      sum += v_fma(n01, k23, n23 * k01) / (k01 * k23);
    } else {
      double x[4 * W] = {0};
      UNROLL for (int u = 0; u < 4; u++) {
        v_store(x + u * W, v_keep(least[u], v_set1(0.1), v_set1(1.0) / k[u]));
      }
      for (size_t u = 0; u < hi - i; u++) tail += x[u];
    }
  }
  return K(sum_lanes)(sum) + tail;
}

/* Sum of 1/(base + offset[i]); n is a multiple of STEP. Four terms share one division. */
FLOOR_FN double K(sum_reciprocals)(double base, const double *offset, size_t n) {
  V sum = {0}, b = v_set1(base);
  for (size_t i = 0; i < n; i += 4 * W) {
    V k0 = b + v_load(offset + i), k1 = b + v_load(offset + i + W);
    V k2 = b + v_load(offset + i + 2 * W), k3 = b + v_load(offset + i + 3 * W);
    V k01 = k0 * k1, k23 = k2 * k3;
    sum += v_fma(k0 + k1, k23, (k2 + k3) * k01) / (k01 * k23);
  }
  return K(sum_lanes)(sum);
}

FLOOR_FN inline double K(min_lanes)(V v) {
#if FLOOR_ISA == 512
  return _mm512_reduce_min_pd(v);
#else
  double x[W] = {0}, least;
  v_store(x, v);
  least = x[0];
  for (size_t i = 1; i < W; i++) least = x[i] < least ? x[i] : least;
  return least;
#endif
}

/* Four points of l against columns [0, n) of r: lowers least[0..3] and colmin to the new smallest
 * sums. */
FLOOR_FN FLOOR_INLINE void K(chamfer_strip)(const double *const l[4], const struct floor_cloud *r,
                                            size_t col, size_t n, double *least, double *colmin,
                                            int squared) {
  V lx[4], ly[4], lz[4], m[4];
  UNROLL for (int u = 0; u < 4; u++) {
    lx[u] = v_set1(l[u][0]);
    ly[u] = v_set1(l[u][1]);
    lz[u] = v_set1(l[u][2]);
    m[u] = v_set1(INFINITY);
  }
  for (size_t j = col; j < col + n; j += W) {
    V x = v_load(r->x + j), y = v_load(r->y + j), z = v_load(r->z + j), c = v_load(colmin + j);
    UNROLL for (int u = 0; u < 4; u++) {
      if (squared) {
        V p = x - lx[u], q = y - ly[u], t = z - lz[u];
        V d = v_fma(t, t, v_fma(q, q, p * p));
        m[u] = v_min(m[u], d);
        c = v_min_bits(c, d);
      } else {
        V d = v_fma(z, lz[u], v_fma(y, ly[u], x * lx[u]));
        m[u] = v_min(m[u], d);
        c = v_min(c, d);
      }
    }
    v_store(colmin + j, c);
  }
  UNROLL for (int u = 0; u < 4; u++) {
    double low = K(min_lanes)(m[u]);
    least[u] = low < least[u] ? low : least[u];
  }
}

/* Points [row0, row1) of l against all of r: returns the sum of their nearest distances and lowers
 * colmin, which holds the smallest sum for each point of r before the root. The root is monotone
 * and correctly rounded, so it may wait until after the minimum. Blocks of rows and columns keep r
 * and colmin in the first-level cache. */
FLOOR_FN double K(chamfer)(const double *l, const struct floor_cloud *r, size_t row0, size_t row1,
                           double *colmin, int squared) {
  enum { ROWS = 256, COLS = 768 };
  double total = 0;
  for (size_t i = row0; i < row1; i += ROWS) {
    double least[ROWS + 3];
    size_t rows = smaller(ROWS, row1 - i);
    for (size_t u = 0; u < ROWS + 3; u++) least[u] = INFINITY;
    for (size_t j = 0; j < r->n; j += COLS) {
      size_t cols = smaller(COLS, r->n - j);
      for (size_t u = 0; u < rows; u += 4) {
        const double *four[4]; /* past the end: the last point again */
        for (size_t v = 0; v < 4; v++) four[v] = l + 3 * (i + smaller(u + v, rows - 1));
        if (squared)
          K(chamfer_strip)(four, r, j, cols, least + u, colmin, 1);
        else
          K(chamfer_strip)(four, r, j, cols, least + u, colmin, 0);
      }
    }
    for (size_t u = 0; u < rows; u++) total += sqrt(least[u]);
  }
  return total;
}

static const struct floor_kernels K(kernels) = {
    .lanes = W,
    .read = K(read),
    .sum = K(sum),
    .sum_product = K(sum_product),
    .copy = K(copy),
    .axpby = K(axpby),
    .laplacian = K(laplacian),
    .tile_add_transpose = K(tile_add_transpose),
    .velocity = K(velocity),
    .sincos2 = K(sincos2),
    .trig_series = K(trig_series),
    .slow_series = K(slow_series),
    .sum_reciprocals = K(sum_reciprocals),
    .chamfer = K(chamfer),
};
