/* tanh.c: the hyperbolic tangent.
 *
 * Where permutations look up it is cut into pieces by the exponent and two more bits of |x| + 5/4,
 * so that they are the longer the flatter it is: sixteen polynomials, no exponential and no
 * quotient. Each gives what it is beyond x, where x is small, or beyond a value in two parts; the
 * first one is odd. Elsewhere loading so many coefficients takes longer than an exponential. The
 * sign comes last.
 */
#include "codegen/math/math_parts.h"

/* tanh(c + d) = x or first + rest + d Q(d) by columns c, first, rest, Q's, 2^-57 or closer. */
#define COLUMNS 18
static const double TANH[16][COLUMNS] = {
    {0x1p+0, 0x1.85efab514f394p-1, 0x1.5618caf8a4f11p-55, 0x1.ae0dc0f990c45p-2,
     -0x1.4786c26f14a7fp-2, 0x1.a85d22eb4a265p-4, 0x1.c60915a584e04p-6, -0x1.7b59c0f028925p-5,
     0x1.3605fde776406p-6, 0x1.3f935924d4be8p-9, -0x1.c255fd4451c6fp-8, 0x1.ab73930153015p-9,
     0x1.a778cbb096acap-14, -0x1.05da53e420ae8p-10, 0x1.1ee4aec62840fp-11, -0x1.be7115723618p-16,
     -0x1.2e3e69f9bc081p-13, 0x1.5e0e6d24c2451p-14},
    {0x1.8p+0, 0x1.cf6f9786df577p-1, 0x1.834edd51ae31ep-55, 0x1.72165282c6f72p-3,
     -0x1.4efbd8fb38e3bp-3, 0x1.67b1f6914aa23p-4, -0x1.99050d6663f9cp-6, -0x1.5c9d3e6e400e2p-9,
     0x1.d0ec38d8b483bp-8, -0x1.03e4e55ca1535p-8, 0x1.0a643c5b5e89cp-10, 0x1.99b2ff606f51dp-13,
     -0x1.6432d25044a99p-12, 0x1.6e2cf3f8a92cbp-13, -0x1.47845422500adp-15, -0x1.a158d0776bd65p-17,
     0x1.128ba33707bf8p-16, -0x1.b6c4819cfe63ep-18},
    {0x1p+1, 0x1.ed9505e1bc3d4p-1, -0x1.661de681e0bedp-56, 0x1.2162c262e051bp-4,
     -0x1.16f9d2bcd3f63p-4, 0x1.58f4ff0eeba25p-5, -0x1.2520da0eb597ap-6, 0x1.3957aeccf6562p-8,
     -0x1.4d954a7098d1ep-13, -0x1.56f91e06e7f2bp-11, 0x1.c31f9bb65a8bdp-12, -0x1.5935dbc35d2c7p-13,
     0x1.273dc57dbd04bp-15, 0x1.ed207bf33e2e5p-19, -0x1.030bb2167a8bfp-17, 0x1.22255e51e51c3p-18,
     -0x1.745f05272644ap-20, -0x1.2a3c6b87f6cf3p-22},
    {0x1.4p+1, 0x1.f9258260a71c2p-1, -0x1.c47c0e1b448e9p-56, 0x1.b3afe1fba5c7bp-6,
     -0x1.addae58c7142p-6, 0x1.16df44871ec28p-6, -0x1.07b55c1c7ce3bp-7, 0x1.7682afa661af5p-9,
     -0x1.793826f815d3cp-11, 0x1.4cffcf68a74b9p-14, 0x1.4055bd8b8ada7p-15, -0x1.04628f11b4428p-15,
     0x1.c12e83b61d0fbp-17, -0x1.139961f84a822p-18, 0x1.b9312a974e8f3p-21, -0x1.04a15b275f29p-25,
     -0x1.a573f61aecf6fp-24, 0x1.7c90df44f4f27p-23},
    {0x1.ap+1, 0x1.fe76795d353ap-1, 0x1.5ace83f582f4p-55, 0x1.88ef67211da0ap-8,
     -0x1.87c1640add589p-8, 0x1.0399d15fb1f78p-8, -0x1.0078fb0e221e8p-9, 0x1.90657c84afc41p-11,
     -0x1.fb814b73daa6ap-13, 0x1.0439db5d557f6p-14, -0x1.9367191702f51p-17, 0x1.37de7a35edd4p-20,
     0x1.752711327dbc1p-22, -0x1.18608c3654422p-22, 0x1.baf2b732ef12fp-24, -0x1.0dd9d2e06d723p-25,
     0x1.0de086f56720ep-27, -0x1.7fee9946d8cd5p-30},
    {0x1.1p+2, 0x1.ffcaac3f20e66p-1, -0x1.17aa45074b7ddp-56, 0x1.aa87cf66470c5p-11,
     -0x1.aa5b62919e0c3p-11, 0x1.1c01b53b65c22p-11, -0x1.1b8b54d0acbecp-12, 0x1.c4312f5ba32p-14,
     -0x1.2b7dea9df84fp-15, 0x1.51c8120bdb20ep-17, -0x1.48d00872ba5d6p-19, 0x1.146383d22afbbp-21,
     -0x1.87a349f196c59p-24, 0x1.a7ab93c1b0d94p-27, -0x1.6b958c6617597p-31, -0x1.604a516b23685p-32,
     0x1.85cad4b260653p-33, -0x1.e5c407678f89ep-35},
    {0x1.5p+2, 0x1.fff8c81c6dc34p-1, -0x1.bd986837c49f7p-57, 0x1.cdf5a2e4d7481p-14,
     -0x1.cdef1f9be5cddp-14, 0x1.33ec10c8d8ba8p-14, -0x1.33dab326865f1p-15, 0x1.ec598def106b9p-17,
     -0x1.47f1a052d5edbp-18, 0x1.7621b7fd5795ap-20, -0x1.74cf428624329p-22, 0x1.490979cd7f68cp-24,
     -0x1.0379210a548a5p-26, 0x1.6e7fde39f7863p-29, -0x1.cbab565c80b8ap-32, 0x1.ee808090c4a0ap-35,
     -0x1.886b7ab8d7f9dp-38, 0x1.aeb4cd62d0343p-44},
    {0x1.9p+2, 0x1.ffff05e8d3192p-1, -0x1.b5a824232e239p-55, 0x1.f42ddfa52ac73p-17,
     -0x1.f42ceb5420a6ap-17, 0x1.4d7201cc7f9cdp-17, -0x1.4d6f764c0e871p-18, 0x1.0abb7f72b0a33p-19,
     -0x1.6399ce471d99ap-21, 0x1.964dd14ba15d7p-23, -0x1.961c2f1b11f27p-25, 0x1.68a45fb5572cep-27,
     -0x1.1ff665cbf35bep-29, 0x1.a140a434306b9p-32, -0x1.13ff72aad519bp-34, 0x1.4e4a8061d27dap-37,
     -0x1.772be046e7375p-40, 0x1.7e834d6bbd92bp-43},
    {0x1.fp+2, 0x1.fffff38c76668p-1, 0x1.ae016b204d28dp-55, 0x1.8e712e56e08f7p-21,
     -0x1.8e7124a657c5ep-21, 0x1.09a0b62e23812p-21, -0x1.09a09c55c5376p-22, 0x1.a900a7740c1bfp-24,
     -0x1.1b555721e1203p-25, 0x1.43ce42e555111p-27, -0x1.43cc3027c026dp-29, 0x1.1fce7716cde25p-31,
     -0x1.cc79a424808b4p-34, 0x1.4ed2e938b169p-36, -0x1.bd2aea6d59435p-39, 0x1.11d22c53cc19dp-41,
     -0x1.4e4203d8789dep-44, 0x1.61f8c220c406bp-47},
    {0x1.38p+3, 0x1.ffffffc59e429p-1, 0x1.dce0e8a2248b9p-55, 0x1.d30deb29c2eadp-27,
     -0x1.d30deaf48a74ep-27, 0x1.375e9c5c03611p-27, -0x1.375e9bcc2bfeep-28, 0x1.f230f780fd037p-30,
     -0x1.4c20a31fabe36p-31, 0x1.7b92fe05f440dp-33, -0x1.7b92d364ca721p-35, 0x1.516603d05386p-37,
     -0x1.0def6db959733p-39, 0x1.88a0ba51e7727p-42, -0x1.05197fa34e94bp-44, 0x1.416f6544b0bf8p-47,
     -0x1.893ed93610d4dp-50, 0x1.a1eddc4d37f19p-53},
    {0x1.78p+3, 0x1.fffffffeee426p-1, -0x1.ba9678d377e19p-56, 0x1.11bda374e3b5p-32,
     -0x1.11bda37456ca2p-32, 0x1.6cfcd9eeebf1ap-33, -0x1.6cfcd9e9bc1c5p-34, 0x1.23fd7b1cf6052p-35,
     -0x1.8551fa0173533p-37, 0x1.bceff8df906c8p-39, -0x1.bcefd3583eef5p-41, 0x1.8b7fdeb310095p-43,
     -0x1.3c6b60de7e046p-45, 0x1.cc3deac2d6cfp-48, -0x1.3210b0a2d2017p-50, 0x1.78cbe4d1ced2ap-53,
     -0x1.ccfe4eb87e988p-56, 0x1.e9f62bd0465ap-59},
    {0x1.b8p+3, 0x1.fffffffffafc8p-1, -0x1.11f58e137a343p-55, 0x1.40e111f58c6f8p-38,
     -0x1.40e111f58fabp-38, 0x1.abd6c29cb56e2p-39, -0x1.abd6c29a23264p-40, 0x1.5645687bbbecbp-41,
     -0x1.c85c8bfb1c16ep-43, 0x1.04c72b52a0cb5p-44, -0x1.04c71575eeb7bp-46, 0x1.cf9ad8c8a1104p-49,
     -0x1.72e83cf67ccb9p-51, 0x1.0dbf7ca8b94ap-53, -0x1.66c51d57131aap-56, 0x1.b9ae6a131da28p-59,
     -0x1.0e30531c7c2e9p-61, 0x1.1f2af701fa4c9p-64},
    {0x1.0cp+4, 0x1.fffffffffffcdp-1, 0x1.87e9fe91291a1p-57, 0x1.973c014818aa2p-47,
     -0x1.973be8a81c25dp-47, 0x1.0f7d96b3d100dp-47, -0x1.0f7e788feef66p-48, 0x1.b25f87d014a75p-50,
     -0x1.218a3516f8983p-51, 0x1.4afdfe8611f63p-53, -0x1.4b798da3b2076p-55, 0x1.2658c6cd60511p-57,
     -0x1.d164d23d5a578p-60, 0x1.50d9898132c3p-62, -0x1.df710d53f445dp-65, 0x1.43afe31bbab0cp-67,
     -0x1.3eb4cc9366e4bp-70, 0x1.29c42514f2166p-74},
    {0x0p+0, 0x0p+0, 0x0p+0, -0x1.161032f2da89p-58, 0x0p+0, -0x1.55555555554cap-2, 0x0p+0,
     0x1.11111110fa294p-3, 0x0p+0, -0x1.ba1ba18c2b93fp-5, 0x0p+0, 0x1.664f31dce38f9p-6, 0x0p+0,
     -0x1.226821fa86247p-7, 0x0p+0, 0x1.d5039fe7d819dp-9, 0x0p+0, -0x1.59346137c84cep-10},
    {0x1.8p-2, 0x0p+0, -0x1.10ac217370501p-6, -0x1.070113fa969b9p-3, -0x1.3fd54e226f8f8p-2,
     -0x1.6dc4f6e8f8a02p-3, 0x1.584c5e7f1a043p-3, 0x1.31a9afccbe8cep-6, -0x1.1d58913b578d8p-4,
     0x1.a7c69afde7ad9p-7, 0x1.789190f97fa78p-6, -0x1.7b217c333a09p-7, -0x1.67785429b2ed9p-8,
     0x1.89620647c663ap-8, 0x1.8b6a24f0c91cap-12, -0x1.0160cf7227cf4p-9, 0x1.f31b2d62650e6p-12,
     -0x1.a9b2fd062fddcp-8},
    {0x1.4p-1, 0x1.1bf47eabb8f95p-1, 0x1.2221cd286d06p-55, 0x1.6284c3374f815p-1,
     -0x1.893b59c35c881p-2, -0x1.2426c751e48a5p-6, 0x1.1a686f6ab1868p-3, -0x1.c3c021789a1d9p-5,
     -0x1.87d27cc244ee5p-6, 0x1.e7f838008b828p-6, -0x1.31feaf5d603abp-8, -0x1.129a07e46ddaep-7,
     0x1.5b47f4dd3a6cp-8, 0x1.5f80c363b6d7bp-11, -0x1.1672c2a63413ap-9, -0x1.8f3c2c77de34fp-10,
     0x1.e2af5193e176cp-12, 0x1.240d9db1d087bp-5},
};

static val by_pieces(emitter *e, val x) {
  val row[COLUMNS], a = math_min(e, ev_f64(e, x, 20.0), ev_abs(e, x)); /* there 1; NaN passes */
  val place = ev_add(e, a, ev_f64(e, x, 1.25)); /* below 20, as the last piece goes on */
  val bits = ev_as_i64(e, math_min(e, ev_f64(e, x, 19.0), place));
  math_lookup_row(e, "tanh", TANH[0], 16, COLUMNS, ev_lshr(e, bits, 50), row);
  val d = ev_sub(e, a, row[0]);
  return ev_copysign(e, math_piece(e, a, d, row + 1, COLUMNS - 1), x);
}

/* (exp 2x - 1) / (exp 2x + 1). With y = 2^-n (exp 2|x| - 1) as expm1 has it, before its last
 * rounding, that is y / (y + 2^(1-n)): sum and quotient of pairs, so that only the last step
 * rounds. */
static val by_exponential(emitter *e, val x) {
  val twice = ev_abs(e, x);
  twice = ev_add(e, twice, twice);
  twice = math_min(e, ev_f64(e, x, 40.0), twice); /* there the result is 1; NaN passes */
  math_expm1_parts parts = math_expm1_of(e, twice);
  dd y = math_fast_two_sum(e, parts.hi, parts.lo), under;
  under.hi = ev_two_sum(e, y.hi, parts.twice, &under.lo);
  under.lo = ev_add(e, under.lo, y.lo);
  return ev_copysign(e, math_divide(e, y, under), x);
}

val math_tanh(emitter *e, val x) {
  return ev_can(e, CAN_PERMUTE_PAIR) ? by_pieces(e, x) : by_exponential(e, x);
}
