/* floors_isa.h: the vector verbs in which floors_kernels.h is written, for one instruction set.
 *
 * In: FLOOR_ISA (512: AVX-512; 256: AVX2 with FMA; 128: GNU vectors of two, any machine). Out: the
 * types V (float64 lanes) and VI (int64 lanes), W lanes in each; K(name), the name of a function of
 * this set; FLOOR_FN before each of them; and the verbs. Operators (+ - * / & ^) work on V and
 * VI as they are. Included once for each set, so it has no include guard and defines every macro
 * anew.
 *
 *   v_load v_store v_stream     p need not be aligned, except to W lanes for v_stream
 *   v_load_first(p, k)          the first k < W lanes, the others 0; reads no more than them
 *   v_set1 v_iota               the same number in all lanes; 0, 1, 2, ...
 *   v_fma v_min v_max v_floor   FLOOR_FUSED says whether v_fma rounds once
 *   v_min_bits                  the smaller of two numbers that are both >= +0, where that takes
 *                               other ports
 *   v_keep(a, b, x)             x where a >= b, else 0
 *   v_pick_odd(q, a, b)         a where the integer q is odd, else b
 */
#undef FLOOR_FN
#undef FLOOR_FUSED
#undef K
#undef V
#undef VI
#undef W
#undef v_load
#undef v_load_first
#undef v_store
#undef v_stream
#undef v_set1
#undef v_iota
#undef v_fma
#undef v_min
#undef v_max
#undef v_min_bits
#undef v_floor
#undef v_keep
#undef v_pick_odd
#undef v_shl

#if FLOOR_ISA == 512

#define FLOOR_FN static __attribute__((target("avx512f,avx512dq,avx512bw,avx512vl,fma")))
#define FLOOR_FUSED 1
#define K(name) name##_avx512
#define V __m512d
#define VI __m512i
#define W 8
#define v_load(p) _mm512_loadu_pd(p)
#define v_load_first(p, k) _mm512_maskz_loadu_pd((__mmask8)((1u << (k)) - 1), p)
#define v_store(p, v) _mm512_storeu_pd(p, v)
#define v_stream(p, v) _mm512_stream_pd(p, v)
#define v_set1(x) _mm512_set1_pd(x)
#define v_iota() _mm512_setr_pd(0, 1, 2, 3, 4, 5, 6, 7)
#define v_fma(a, b, c) _mm512_fmadd_pd(a, b, c)
#define v_min(a, b) _mm512_min_pd(a, b)
#define v_max(a, b) _mm512_max_pd(a, b)
#define v_min_bits(a, b) \
  _mm512_castsi512_pd(_mm512_min_epi64(_mm512_castpd_si512(a), _mm512_castpd_si512(b)))
#define v_shl(q, k) _mm512_slli_epi64(q, k)
#define v_floor(a) _mm512_roundscale_pd(a, _MM_FROUND_TO_NEG_INF | _MM_FROUND_NO_EXC)
#define v_keep(a, b, x) _mm512_maskz_mov_pd(_mm512_cmp_pd_mask(a, b, _CMP_GE_OQ), x)
#define v_pick_odd(q, a, b) \
  _mm512_mask_blend_pd(_mm512_test_epi64_mask(q, _mm512_set1_epi64(1)), b, a)

#elif FLOOR_ISA == 256

#define FLOOR_FN static __attribute__((target("avx2,fma")))
#define FLOOR_FUSED 1
#define K(name) name##_avx2
#define V __m256d
#define VI __m256i
#define W 4
#define v_load(p) _mm256_loadu_pd(p)
#define v_load_first(p, k) \
  _mm256_maskload_pd(      \
      p, _mm256_cmpgt_epi64(_mm256_set1_epi64x((long long)(k)), _mm256_setr_epi64x(0, 1, 2, 3)))
#define v_store(p, v) _mm256_storeu_pd(p, v)
#define v_stream(p, v) _mm256_stream_pd(p, v)
#define v_set1(x) _mm256_set1_pd(x)
#define v_iota() _mm256_setr_pd(0, 1, 2, 3)
#define v_fma(a, b, c) _mm256_fmadd_pd(a, b, c)
#define v_min(a, b) _mm256_min_pd(a, b)
#define v_max(a, b) _mm256_max_pd(a, b)
#define v_min_bits(a, b) _mm256_min_pd(a, b)
#define v_shl(q, k) _mm256_slli_epi64(q, k)
#define v_floor(a) _mm256_floor_pd(a)
#define v_keep(a, b, x) _mm256_and_pd(_mm256_cmp_pd(a, b, _CMP_GE_OQ), x)
#define v_pick_odd(q, a, b) _mm256_blendv_pd(b, a, (V)v_shl(q, 63))

#else

#define FLOOR_FN static
#define FLOOR_FUSED 0
#define K(name) name##_portable
#define V floor_v2
#define VI floor_i2
#define W 2
typedef double V __attribute__((vector_size(16)));
typedef long long VI __attribute__((vector_size(16)));
typedef unsigned long long floor_u2 __attribute__((vector_size(16)));
typedef V floor_v2_unaligned __attribute__((aligned(8), may_alias));
#define v_load(p) (*(const floor_v2_unaligned *)(p))
#define v_load_first(p, k) ((V){(k) ? *(p) : 0, 0})
#define v_store(p, v) ((void)(*(floor_v2_unaligned *)(p) = (v)))
#define v_stream(p, v) v_store(p, v)
#define v_set1(x) ((V){(x), (x)})
#define v_iota() ((V){0, 1})
#define v_fma(a, b, c) ((a) * (b) + (c))
#define v_min(a, b) ((V)(((VI)(a) & ((a) < (b))) | ((VI)(b) & ~((a) < (b)))))
#define v_min_bits(a, b) v_min(a, b)
#define v_max(a, b) ((V)(((VI)(a) & ((a) > (b))) | ((VI)(b) & ~((a) > (b)))))
#define v_shl(q, k) ((VI)((floor_u2)(q) << (k)))
#define v_floor(a) floor_down_portable(a)
#define v_keep(a, b, x) ((V)((VI)(x) & ((a) >= (b))))
#define v_pick_odd(q, a, b) ((V)(((VI)(a) & -((q)&1)) | ((VI)(b) & ~-((q)&1))))
/* Rounds to the nearest integer by adding 1.5*2^52, then steps down where that went up; |a| < 2^51.
 */
static inline V floor_down_portable(V a) {
  V k = (a + 0x1.8p52) - 0x1.8p52;
  return k - (V)((VI)v_set1(1.0) & (k > a));
}

#endif
