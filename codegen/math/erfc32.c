/* erfc32.c: what the error function of float32 lacks of 1.
 *
 * As in erf.c, exp(-x^2) times a function cut into pieces, with twice as many pieces, so that a few
 * terms do. x^2 and the values in the middle of pieces are pairs, and so is the product until its
 * last addition; the power of 2 comes after that. Where there is no fused multiply-add, float64 is
 * faster.
 */
#include "codegen/math/float32_parts.h"
#include "codegen/math/wide32.h"

#define COLUMNS 7

/* exp(x^2) erfc(x) = first + rest + d Q(d), d being how far x is from the middle of its piece: by
 * columns first, rest, Q's. */
static const double PIECES[32][COLUMNS] = {
    {0x1.5416ap-2, 0x1.658786p-28, -0x1.63698ep-3, 0x1.528acap-4, -0x1.2ae49ep-5, 0x1.f06f62p-7,
     -0x1.83c61p-8},
    {0x1.2c6c3ep-2, -0x1.aa73dep-27, -0x1.1b110cp-3, 0x1.ecae98p-5, -0x1.9121e2p-6, 0x1.35499ap-7,
     -0x1.cacc76p-9},
    {0x1.0c8804p-2, -0x1.02b6a6p-29, -0x1.cb9b14p-4, 0x1.6f470ap-5, -0x1.14d0fp-6, 0x1.8d6e82p-8,
     -0x1.0ed646p-9},
    {0x1.e4dac2p-3, 0x1.b2b062p-28, -0x1.7b5d28p-4, 0x1.17b368p-5, -0x1.87aabap-7, 0x1.06920ap-8,
     -0x1.572258p-10},
    {0x1.b97394p-3, 0x1.0d53b2p-33, -0x1.3db06ep-4, 0x1.b2245ep-6, -0x1.1b5b48p-7, 0x1.63c5b4p-9,
     -0x1.bddf4ap-11},
    {0x1.94e02p-3, -0x1.ce1e64p-29, -0x1.0d6dfep-4, 0x1.56a28ap-6, -0x1.a251c4p-8, 0x1.ed3ae6p-10,
     -0x1.28d398p-11},
    {0x1.75aefp-3, 0x1.6bb416p-28, -0x1.ce1f88p-5, 0x1.127e3cp-6, -0x1.3a747ep-8, 0x1.5d0cc4p-10,
     -0x1.7a497cp-12},
    {0x1.5acd34p-3, -0x1.c2fbb6p-28, -0x1.903e08p-5, 0x1.bdbc32p-7, -0x1.e08cccp-9, 0x1.f75fb2p-11,
     -0x1.dc31aep-13},
    {0x1.38d602p-3, -0x1.bf7704p-29, -0x1.47db74p-5, 0x1.4d686cp-7, -0x1.49bff8p-9, 0x1.3f4e44p-11,
     -0x1.2c3c1p-13},
    {0x1.147d1cp-3, -0x1.cde6b8p-28, -0x1.01ccbp-5, 0x1.d5269ep-8, -0x1.a13b8p-10, 0x1.6c96f6p-12,
     -0x1.378864p-14},
    {0x1.ef1f8ap-4, 0x1.b88cb6p-35, -0x1.9f5e14p-6, 0x1.558382p-8, -0x1.137c82p-10, 0x1.b5ece8p-13,
     -0x1.56ec0ep-15},
    {0x1.c00c86p-4, -0x1.72835ep-29, -0x1.55622cp-6, 0x1.ff889p-9, -0x1.791dd4p-11, 0x1.128f68p-13,
     -0x1.8ea9eap-16},
    {0x1.9908e4p-4, -0x1.4d3d24p-29, -0x1.1d51bcp-6, 0x1.88671cp-9, -0x1.0a2998p-11, 0x1.652b8p-14,
     -0x1.d7efd4p-17},
    {0x1.783214p-4, 0x1.8f508cp-30, -0x1.e3c0c8p-7, 0x1.333f8p-9, -0x1.81b53p-12, 0x1.dfabfep-15,
     -0x1.23faeap-17},
    {0x1.5c2fcap-4, -0x1.42377ap-30, -0x1.9f20cap-7, 0x1.e9b916p-10, -0x1.1de286p-12,
     0x1.4b1932p-15, -0x1.8b0dd4p-18},
    {0x1.440622p-4, 0x1.0f3a7ap-31, -0x1.680572p-7, 0x1.8c5502p-10, -0x1.b05898p-13, 0x1.d458dep-16,
     -0x1.0b35eap-18},
    {0x1.256e9p-4, 0x1.6eae72p-29, -0x1.27bdd8p-7, 0x1.27ca56p-10, -0x1.25a332p-13, 0x1.22dd6p-16,
     -0x1.1b28ccp-19},
    {0x1.04934cp-4, 0x1.ad1a76p-29, -0x1.d3326p-8, 0x1.a0469cp-11, -0x1.70af54p-14, 0x1.45f8f6p-17,
     -0x1.1da742p-20},
    {0x1.d49b5cp-5, -0x1.cdf966p-30, -0x1.7a2e26p-8, 0x1.2faff8p-11, -0x1.e558c2p-15,
     0x1.834b76p-18, -0x1.334042p-21},
    {0x1.ee6f36p-1, 0x1.57813p-29, -0x1.1169fcp+0, 0x1.dd5894p-1, -0x1.628a36p-1, 0x1.d27bc8p-2,
     -0x1.788482p-2},
    {0x1.ce0a06p-1, 0x1.1b9444p-27, -0x1.eb1908p-1, 0x1.9fffacp-1, -0x1.2d70fep-1, 0x1.83e6d4p-2,
     -0x1.4826b6p-3},
    {0x1.b0e65ap-1, 0x1.7361c4p-30, -0x1.ba72eep-1, 0x1.6bc464p-1, -0x1.011178p-1, 0x1.43b78cp-2,
     -0x1.82752p-3},
    {0x1.969b7ap-1, 0x1.2ba11ep-26, -0x1.8fd6e4p-1, 0x1.3f2478p-1, -0x1.b8138p-2, 0x1.0f1afcp-2,
     -0x1.ebd174p-4},
    {0x1.7ecff4p-1, -0x1.37ef0ep-26, -0x1.6a65f2p-1, 0x1.18e346p-1, -0x1.79c6f4p-2, 0x1.c7b9f6p-3,
     -0x1.7b2d8ap-3},
    {0x1.5f28aep-1, -0x1.c35b54p-29, -0x1.3a5c68p-1, 0x1.d28bfap-2, -0x1.2e8062p-2, 0x1.619d94p-3,
     -0x1.817e7p-4},
    {0x1.3b3bc4p-1, -0x1.b3a786p-28, -0x1.067f26p-1, 0x1.6ff854p-2, -0x1.c6b09ap-3, 0x1.fd484ep-4,
     -0x1.01c61p-4},
    {0x1.1d16b6p-1, -0x1.fd8542p-27, -0x1.babd0ep-2, 0x1.257738p-2, -0x1.59c55p-3, 0x1.734f3ap-4,
     -0x1.6a87d8p-5},
    {0x1.038d54p-1, 0x1.d47b06p-26, -0x1.78cdd6p-2, 0x1.d90086p-3, -0x1.09e32p-3, 0x1.11e6fp-4,
     -0x1.11f7ccp-5},
    {0x1.db747ep-2, 0x1.c81358p-27, -0x1.4369f6p-2, 0x1.80ef86p-3, -0x1.9d5878p-4, 0x1.98a558p-5,
     -0x1.77b774p-6},
    {0x1.b5d878p-2, 0x1.f2ad64p-31, -0x1.17c4e4p-2, 0x1.3c2722p-3, -0x1.4482c4p-4, 0x1.341abcp-5,
     -0x1.1340b4p-6},
    {0x1.9531ep-2, 0x1.362936p-27, -0x1.e78b36p-3, 0x1.05e72p-3, -0x1.013066p-4, 0x1.d55f06p-6,
     -0x1.a7308cp-7},
    {0x1.78a692p-2, 0x1.38767ap-30, -0x1.abaacep-3, 0x1.b56f4p-4, -0x1.9b6022p-5, 0x1.68f1e6p-6,
     -0x1.32f3fap-7},
};

/* x less the middle of its piece, whose number is in the last bits of *j: they are eights of
 * octaves of x + 11/16, from there to 11. */
static val from_middle(emitter *e, val x, val *j) {
  val offset = ev_f32(e, x, 0.6875F), bits = ev_as_int(e, ev_add(e, x, offset));
  *j = ev_lshr(e, bits, 20);
  val place = ev_and(e, bits, ev_i32(e, x, -(1 << 20)));
  val c = ev_as_float(e, ev_or(e, place, ev_i32(e, x, 1 << 19)));
  return ev_sub(e, x, ev_sub(e, c, offset));
}

/* y * 2^k for positive y of about 1, k from -150 to 0, rounded once. Processors take a hundred
 * cycles to make a subnormal number, so it is made as an integer: the sum's last bits. */
static val scaled(emitter *e, val y, val shifted) {
  val large = ev_mul(e, y, float32_power(e, shifted, 64)), least = ev_f32(e, y, 0x1p-62F);
  val normal = ev_mul(e, math_max(e, least, large), ev_f32(e, y, 0x1p-64F));
  val one = ev_f32(e, y, 0x1p23F), sum = ev_mad(e, large, ev_f32(e, y, 0x1p85F), one);
  val tiny = ev_as_float(e, ev_sub(e, ev_as_int(e, sum), ev_as_int(e, one)));
  return ev_select(e, ev_lt(e, large, least), tiny, normal);
}

/* erfc x for x from 0 on: (1 + y) (first + g) 2^k, where first + first * y.hi is made without error,
 * and all else is small. */
static val tail(emitter *e, val x) {
  x = math_min(e, ev_f32(e, x, 10.1F), x); /* there it is 0; NaN passes */
  val j, d = from_middle(e, x, &j), row[COLUMNS];
  math_lookup_row(e, "erfc_32", PIECES[0], 32, COLUMNS, j, row);
  val first = row[0], g = ev_mad(e, d, math_poly_of(e, d, ev_mul(e, d, d), row + 2, 5), row[1]);

  dd square = math_two_product(e, x, x);
  float32_reduced y = float32_reduce(e, ev_neg(e, square.hi));
  y.lo = ev_sub(e, y.lo, square.lo);
  val small = float32_exp_tail(e, y), sum = ev_mad(e, first, y.hi, first);
  val lo = ev_mad(e, first, y.hi, ev_sub(e, first, sum));
  lo = ev_mad(e, first, small, ev_add(e, lo, ev_mad(e, g, ev_add(e, y.hi, small), g)));
  return scaled(e, ev_add(e, sum, lo), y.shifted);
}

val math_erfc32(emitter *e, val x) {
  if (!ev_can(e, CAN_FMA)) return math_erfc32_wide(e, x);
  val far = tail(e, ev_abs(e, x)), negative = ev_lt(e, x, ev_f32(e, x, 0.0F));
  return ev_select(e, negative, ev_sub(e, ev_f32(e, x, 2.0F), far), far);
}
