/* erf.c: the error function and what it lacks of 1.
 *
 * erf is cut into pieces of equal length, each a polynomial beyond x, where x is small, or beyond a
 * value in two parts (S. Nagy's erf in Arm's optimized routines, 2023, has a table of values and
 * slopes likewise). erfc x is exp(-x^2) times a function that goes from 1 to about 1 / (x sqrt pi),
 * cut into pieces by the exponent and two more bits of x + 7/4. x^2 and the exponential are pairs, and
 * the power of 2 comes after the last rounding, so that results are as exact where they are
 * subnormal.
 */
#include "codegen/math/wide32.h"

/* erf(c + d) = x or first + rest + d Q(d), by columns first, rest, Q's; c is the row times `step`.
 */
typedef struct pieces {
  const char *name;
  const double *table;
  unsigned rows, columns;
  double step, end; /* from the end on it is 1 */
} pieces;

static const double ERF[16][15] = {
    {0x0p+0, 0x0p+0, 0x1.06eba8214db69p-3, 0x0p+0, -0x1.812746b037a73p-2, 0x0p+0,
     0x1.ce2f21a05a4dap-4, 0x0p+0, -0x1.b82ce32b5514p-6, 0x0p+0, 0x1.565bd69f63d66p-8, 0x0p+0,
     -0x1.c02c1ded509c2p-11, 0x0p+0, 0x1.f416e89b54b3cp-14},
    {0x0p+0, 0x1.ccfec24855b7bp-6, -0x1.62a571b36cb23p-5, -0x1.8dfd9939e3796p-2,
     -0x1.b588d8dc5bbc2p-3, 0x1.62338788a9dc9p-3, 0x1.26cf85bc6e46ap-5, -0x1.a1bcaa9feb021p-5,
     -0x1.5b4a77b072902p-9, 0x1.6ee0c1f1786bp-7, -0x1.03d19e12ca349p-11, -0x1.ff2822ef210cdp-10,
     0x1.d7ff094fbcef6p-13, 0x1.20cb39ec9e32ep-12, -0x1.9317975dc0297p-15},
    {0x1.7fb9bfaed8078p-1, 0x1.66cf14bcad032p-56, 0x1.2a8dcede3673bp-1, -0x1.e5267029187d4p-2,
     0x1.fe0796bb9cae8p-5, 0x1.0fa23021b1ac2p-3, -0x1.fa21ebca3f1e6p-5, -0x1.31546d72d68d7p-6,
     0x1.37e5467df9049p-6, 0x1.097c9009e93e9p-13, -0x1.e82a86e85a71bp-9, 0x1.3165ad32c65d6p-11,
     0x1.1257928cec223p-11, -0x1.45b7930aa20a4p-13, -0x1.bb908b6649aacp-15},
    {0x1.d4970f9ce00d9p-1, -0x1.56704fcbdd47dp-56, 0x1.059f59af7a906p-2, -0x1.3eda354ddd5ffp-2,
     0x1.57b85ad435f85p-3, 0x1.8e90c2a1575eap-10, -0x1.a2893b28cb6f3p-5, 0x1.4d6af44a22ac4p-6,
     0x1.4ccee55ce80a6p-8, -0x1.83306d6d23784p-8, 0x1.41356f15d5e74p-11, 0x1.d85fa4b24ccb9p-11,
     -0x1.3a75142cc24e9p-12, -0x1.3cf0cd6a21a3dp-14, 0x1.d3d2fabd1478bp-15},
    {0x1.f4f693b67bd77p-1, -0x1.3a1ee1406c356p-56, 0x1.499d478bca735p-4, -0x1.0bcfca21947cbp-3,
     0x1.d6631e1a28eb1p-4, -0x1.974c03686e767p-5, -0x1.17d430bd52cfep-9, 0x1.d857f2d679201p-7,
     -0x1.954ab0fc084cp-8, -0x1.2e443e7b7a08ap-11, 0x1.71cd819be4d8fp-10, -0x1.752edb9075d05p-12,
     -0x1.07949980e213dp-13, 0x1.6aa6535e20364p-14, -0x1.04271795cfbd5p-18},
    {0x1.fdea6e062d0c9p-1, -0x1.64c6b684260bcp-56, 0x1.2a875b5ffab56p-6, -0x1.2f3178cd7aa1dp-5,
     0x1.68d1c45b96f03p-5, -0x1.09648dd32ed75p-5, 0x1.ad8b14807aa4fp-7, -0x1.f00fa845267c7p-13,
     -0x1.87187606b3e78p-9, 0x1.9a7e77b33efe4p-10, -0x1.0998bb3f169a9p-13, -0x1.dbfc50c971321p-13,
     0x1.b66dcf3d621c6p-14, -0x1.aa1b65a87d7d3p-22, -0x1.e114d914c9b9bp-17},
    {0x1.ffb5bdf67fe6fp-1, 0x1.4e830346f6e7fp-62, 0x1.84ba3004a50cfp-9, -0x1.d9c2ea85a92a8p-8,
     0x1.60898536e10cdp-7, -0x1.5eb1c899ee48ap-7, 0x1.d854f73e66c96p-8, -0x1.897719afbdc7dp-9,
     0x1.88cdc911e721p-12, 0x1.b325ae62ae6a6p-12, -0x1.38155c22b6cfap-12, 0x1.2b184957eb41cp-14,
     0x1.1ef6eaf21b007p-16, -0x1.27b6cd6b2238dp-16, 0x1.1446dd51a1247p-18},
    {0x1.fff86cfd3e657p-1, -0x1.2e06af13b7209p-56, 0x1.6be02102b352p-12, -0x1.02b15777eb727p-10,
     0x1.cc1d886874d2bp-10, -0x1.1bff70664f70cp-9, 0x1.fc0f76c95a851p-10, -0x1.4a222858104f5p-10,
     0x1.268885ffff372p-11, -0x1.0fa2ebcaba6afp-13, -0x1.cb6149c95337cp-16, 0x1.43daa85ea620dp-15,
     -0x1.03af2e07d17cap-16, 0x1.6fff7b6e8ee87p-20, 0x1.9ffd58bc293d4p-20},
    {0x1.ffff6f9f67e55p-1, 0x1.e1e4483ba034bp-55, 0x1.e9b5e8d00ce7ap-16, -0x1.8de3cd290a7bep-14,
     0x1.9aa489e3cab8ep-13, -0x1.2c7d5ef053f8bp-12, 0x1.490a4d231bb5bp-12, -0x1.145464ea22846p-12,
     0x1.647f72103c338p-13, -0x1.567479cc4ea06p-14, 0x1.b2c3361e0fa22p-16, -0x1.38934b9c8f895p-19,
     -0x1.808676318c82ap-19, 0x1.ff3c3df389fc9p-20, -0x1.20cda3f759af9p-21},
    {0x1.fffff82cdcf1bp-1, 0x1.046bbe9a11838p-55, 0x1.d9c73698fb1cfp-20, -0x1.b11017e7d64f5p-18,
     0x1.fc0dfadc2cd16p-17, -0x1.ac4e1aa43f792p-16, 0x1.131810aaf4e51p-15, -0x1.1629d966fc872p-15,
     0x1.c22a7378fc929p-16, -0x1.24443c66aba28p-16, 0x1.2bde6ee52898fp-17, -0x1.cd844fa82e2f2p-19,
     0x1.b9fffe978980ap-21, 0x1.e82c1cfaed7b8p-26, -0x1.15ab437744aap-23},
    {0x1.ffffffb127525p-1, 0x1.504f382db4102p-55, 0x1.4980cb3c80917p-24, -0x1.4ea6ce6972fb6p-22,
     0x1.b771d9b6f1dfcp-21, -0x1.a26c653f7fda1p-20, 0x1.3302bb88dc908p-19, -0x1.67f42e602ceb5p-19,
     0x1.58b4add8c0f6cp-19, -0x1.10f572a261aep-19, 0x1.66ca312b8fdd7p-20, -0x1.84f032be77f51p-21,
     0x1.53bf6ac55fbb7p-22, -0x1.bf717284866c8p-24, 0x1.5991957c6053fp-26},
    {0x1.fffffffdbff2ap-1, 0x1.49438981074bfp-56, 0x1.4979ac8b289eep-29, -0x1.7015eec3682fap-27,
     0x1.0b487791569b1p-25, -0x1.1b44b64fad9afp-24, 0x1.d23ff3ed7b87ep-24, -0x1.357d662f37734p-23,
     0x1.53a573667eb22p-23, -0x1.392167c983451p-23, 0x1.e9d358a33d35ap-24, -0x1.465cddfe6e3f4p-24,
     0x1.7221d0c9cfd4bp-25, -0x1.678719240776dp-26, 0x1.17b2e2489b478p-27},
    {0x1.fffffffff4188p-1, 0x1.7a2cb3d056eacp-55, 0x1.d9a880f307d4fp-35, -0x1.20a2ae93c383ap-32,
     0x1.cb2a2e5603fbbp-31, -0x1.0bc6ed099ad1fp-29, 0x1.e7ba577691499p-29, -0x1.68934193627d5p-28,
     0x1.bc2ac02f0c571p-28, -0x1.d011a02e0e475p-28, 0x1.a05f291a9815fp-28, -0x1.433a24052cf13p-28,
     0x1.b4ef7ba135bfcp-29, -0x1.09717e3eedddep-29, 0x1.0d02271e02b86p-30},
    {0x1.ffffffffffd27p-1, 0x1.19e1a84064c3cp-56, 0x1.e98102958ffebp-41, -0x1.43262ab317106p-38,
     0x1.1756eae4beacfp-36, -0x1.6359d60f5ed22p-35, 0x1.626391e3a5f96p-34, -0x1.203eee06a7593p-33,
     0x1.88c0dba655849p-33, -0x1.c8ce5c57c1715p-33, 0x1.cbbc573dfe606p-33, -0x1.93cedefe84907p-33,
     0x1.38be987cb533fp-33, -0x1.c0def328523dep-34, 0x1.0e4c5b2014c91p-34},
    {0x1.ffffffffffff8p-1, 0x1.0160ef15c497dp-56, 0x1.6ba91ac74b253p-47, -0x1.028a39051eec8p-44,
     0x1.e29286391634bp-43, -0x1.4c4e6a15483bbp-41, 0x1.67e6e64ffd87cp-40, -0x1.3f00b04f68cbcp-39,
     0x1.db88c98f9b226p-39, -0x1.2feb1a92f4a6dp-38, 0x1.51e02b975ff91p-38, -0x1.49809a4d0dc8bp-38,
     0x1.1dbcb6da3b59p-38, -0x1.d688e201e39bp-39, 0x1.4367f2f222eadp-39},
    {0x1p+0, -0x1.f755ea760487dp-58, 0x1.846e9ddad16b7p-54, -0x1.27e0422e28bb7p-51,
     0x1.2873f197cc6d4p-49, -0x1.b74ca2cf9d175p-48, 0x1.0094bfac1822bp-46, -0x1.ebe43c5185cabp-46,
     0x1.8daa1ce475d02p-45, -0x1.149839f1ae9c9p-44, 0x1.4fe01f3a003e7p-44, -0x1.66d08d6e329dcp-44,
     0x1.570ed429dda33p-44, -0x1.3e682b0faffd4p-44, 0x1.e8218c476bb3dp-45},
};
static const double ERF_SHORT[32][7] = {
    {0x0p+0, 0x0p+0, 0x1.06eba8p-3, 0x0p+0, -0x1.8126f8p-2, 0x0p+0, 0x1.ccbfcap-4},
    {0x0p+0, 0x1.f5e1a35c3b897p-7, 0x1.c62fa2p-4, -0x1.1c62e6p-3, -0x1.6f5534p-2, 0x1.18eb28p-4,
     0x1.aa5e3cp-4},
    {0x0p+0, 0x1.af54e232d6089p-6, 0x1.eba2cp-5, -0x1.0f5d04p-2, -0x1.3c9716p-2, 0x1.039abap-3,
     0x1.47177ap-4},
    {0x0p+0, 0x1.dd0d2b721f38cp-6, -0x1.41e64ap-6, -0x1.787484p-2, -0x1.e106cap-3, 0x1.549a8p-3,
     0x1.7462dp-5},
    {0x0p+0, 0x1.4fdeb831dba45p-6, -0x1.f081aep-4, -0x1.c1efb4p-2, -0x1.2bf4bcp-3, 0x1.76636p-3,
     0x1.d6ffe8p-8},
    {0x1.3f196ep-1, -0x1.9787659f25f4fp-28, 0x1.86e96ap-1, -0x1.e8a3b2p-2, -0x1.c836b4p-5,
     0x1.68ef76p-3, -0x1.894ca8p-6},
    {0x1.6c1c98p-1, -0x1.4c5e341275e68p-26, 0x1.492e42p-1, -0x1.edc558p-2, 0x1.b73df4p-6,
     0x1.344dd2p-3, -0x1.d2133ep-5},
    {0x1.91724ap-1, -0x1.5c8e07493c897p-26, 0x1.0cab62p-1, -0x1.d62be6p-2, 0x1.7c9bc2p-4,
     0x1.cc217p-4, -0x1.11c4a8p-4},
    {0x1.af767ap-1, 0x1.d04222b1b4044p-27, 0x1.a911fp-2, -0x1.a911f2p-2, 0x1.1b6502p-3,
     0x1.1b78aep-4, -0x1.206ab8p-4},
    {0x1.c6dad2p-1, 0x1.053d8c3ca9125p-26, 0x1.45e99cp-2, -0x1.6ea6d6p-2, 0x1.4cb276p-3,
     0x1.cbb05ap-6, -0x1.f22a9p-5},
    {0x1.d8865ep-1, -0x1.9d507fdfcec4bp-27, 0x1.e4653p-3, -0x1.2ebf48p-2, 0x1.571bf6p-3,
     -0x1.8bd85ap-8, -0x1.7f62p-5},
    {0x1.e5768cp-1, 0x1.da51fe0c5b134p-28, 0x1.5ce596p-3, -0x1.dfbbc2p-3, 0x1.43741ap-3,
     -0x1.f1bac6p-6, -0x1.f14ba2p-6},
    {0x1.eea556p-1, -0x1.1d90a409c2f22p-26, 0x1.e72372p-4, -0x1.6d5aa8p-3, 0x1.1c2ab4p-3,
     -0x1.6c7908p-5, -0x1.efbcc6p-7},
    {0x1.f4f694p-1, -0x1.2610a249d0f71p-27, 0x1.499d48p-4, -0x1.0bcfd8p-3, 0x1.d661b8p-4,
     -0x1.96a25ap-5, -0x1.f6e07ap-10},
    {0x1.f92d08p-1, -0x1.00e55259d2a84p-26, 0x1.b0553p-5, -0x1.7a4a9ap-4, 0x1.714922p-4,
     -0x1.89a75ep-5, 0x1.ac29bep-8},
    {0x1.fbe61ep-1, 0x1.de99ed48aef6cp-26, 0x1.12ceb4p-5, -0x1.01a1dp-4, 0x1.143c5ap-4,
     -0x1.5a0172p-5, 0x1.7b3d26p-7},
    {0x1.fd9ae2p-1, -0x1.7b0d4399a36p-26, 0x1.529b9ep-6, -0x1.529bap-5, 0x1.8b0bd4p-5,
     -0x1.1a2744p-5, 0x1.a9bb88p-7},
    {0x1.fea422p-1, -0x1.ca69ad83c6668p-27, 0x1.94624ep-7, -0x1.ada866p-6, 0x1.0ea4dep-5,
     -0x1.b00f66p-6, 0x1.980626p-7},
    {0x1.ff4048p-1, -0x1.3f9cc9783af7ep-26, 0x1.d4143ap-8, -0x1.074b4cp-6, 0x1.63efe6p-6,
     -0x1.38ec42p-6, 0x1.5c65bp-7},
    {0x1.ff996p-1, 0x1.e7d664dbdd38dp-26, 0x1.06918cp-8, -0x1.37cca8p-7, 0x1.c1eb14p-7,
     -0x1.aee92ep-7, 0x1.12934ap-7},
    {0x1.ffcaa8p-1, 0x1.e9937d4d86771p-26, 0x1.1d8318p-9, -0x1.64e38cp-8, 0x1.119cd8p-7,
     -0x1.1b0a6ap-7, 0x1.922e36p-8},
    {0x1.ffe514p-1, 0x1.77b832de3269dp-26, 0x1.2ce898p-10, -0x1.8af0c8p-9, 0x1.40800cp-8,
     -0x1.63a286p-8, 0x1.14665p-8},
    {0x1.fff2dp-1, -0x1.3eeb09a656ec9p-27, 0x1.3360ccp-11, -0x1.a6a45cp-10, 0x1.69cfc2p-9,
     -0x1.ac3c0ep-9, 0x1.693c9ep-9},
    {0x1.fff9bap-1, 0x1.083a0d089bcf6p-27, 0x1.30539p-12, -0x1.b57718p-11, 0x1.89e0fcp-10,
     -0x1.eeedfp-10, 0x1.c216a6p-10},
    {0x1.fffd1ap-1, 0x1.8826bf2f757d1p-26, 0x1.2408eap-13, -0x1.b60c0cp-12, 0x1.9db6a8p-11,
     -0x1.12d756p-10, 0x1.0b28bep-10},
    {0x1.fffeb4p-1, -0x1.44d984e1b8097p-29, 0x1.0f9e1cp-14, -0x1.a8656cp-13, 0x1.a3725cp-12,
     -0x1.25a066p-11, 0x1.2f838p-11},
    {0x1.ffff7p-1, -0x1.82606aa1e1bb8p-27, 0x1.e9b5eap-16, -0x1.8de1e8p-14, 0x1.9aa354p-13,
     -0x1.2e00f6p-12, 0x1.4a41d4p-12},
    {0x1.ffffc4p-1, -0x1.d24c260c5997ap-26, 0x1.abe0ap-17, -0x1.69036cp-15, 0x1.8450bcp-14,
     -0x1.2b3deap-13, 0x1.58eb92p-13},
    {0x1.ffffe8p-1, -0x1.de553431b0ad7p-26, 0x1.6a5974p-18, -0x1.3d0c08p-16, 0x1.62cb28p-15,
     -0x1.1dd0c4p-14, 0x1.5a1f42p-14},
    {0x1.fffff6p-1, 0x1.8c3da5f7367b2p-29, 0x1.296a72p-19, -0x1.0d863p-17, 0x1.39499ep-16,
     -0x1.07476ap-15, 0x1.4dd37ep-15},
    {0x1.fffffcp-1, 0x1.78b8f1b0bdbap-28, 0x1.d93722p-21, -0x1.bb9f3cp-19, 0x1.0b6898p-17,
     -0x1.d3fb3ap-17, 0x1.361704p-16},
    {0x1.fffffep-1, 0x1.259db25169269p-26, 0x1.6ce1aep-22, -0x1.617676p-20, 0x1.b95becp-19,
     -0x1.917194p-18, 0x1.154b28p-17},
};

static const pieces erf64 = {"erf", ERF[0], 16, 15, 13.0 / 32, 6.2};
static const pieces erf32 = {"erf32", ERF_SHORT[0], 32, 7, 1.0 / 8, 3.93};

static val erf_of(emitter *e, val x, const pieces *p) {
  val row[16], rounder = ev_float_like(x, ev_is_f32(x) ? 0x1.8p23 : 0x1.8p52);
  val a = math_min(e, ev_float_like(x, p->end), ev_abs(e, x)); /* NaN passes */
  val shifted = ev_mad(e, a, ev_float_like(x, 1 / p->step), rounder);
  val d = ev_mad(e, ev_sub(e, shifted, rounder), ev_float_like(x, -p->step), a); /* exact */
  math_lookup_row(e, p->name, p->table, p->rows, p->columns, ev_as_int(e, shifted), row);
  return ev_copysign(e, math_piece(e, a, d, row, p->columns), x);
}

val math_erf(emitter *e, val x) { return erf_of(e, x, &erf64); }

val math_erf32(emitter *e, val x) { return erf_of(e, x, &erf32); }

/* ---- what it lacks of 1 ---- */

/* exp(x^2) erfc x = first + rest + d Q(d) for x = c + d, by columns first, rest, Q's. */
static const double TAIL[16][16] = {
    {0x1.3b3bc3c98b0f3p-1, -0x1.aa856b121880fp-56, -0x1.067f263ec85e7p-1, 0x1.6ff861544dbfcp-2,
     -0x1.c6ad7a6f37e0fp-3, 0x1.fc9a0571003e8p-4, -0x1.0605940f2ca87p-4, 0x1.f7744f3637766p-6,
     -0x1.c710171ba8a4cp-7, 0x1.85b04a1604c46p-8, -0x1.3de73cb55d0bcp-9, 0x1.f056c94a0cbbbp-11,
     -0x1.7411d18571e1bp-12, 0x1.0ce9bc8d0c5ebp-13, -0x1.804013481b9eep-15, 0x1.ff0174e101398p-17},
    {0x1.b5d8780f956b2p-2, 0x1.825447f231a67p-58, -0x1.17c4e3f17c05p-2, 0x1.3c27283c32cc4p-3,
     -0x1.44837f890701dp-4, 0x1.33cad0ef5ea1p-5, -0x1.10fcf1b555bf5p-6, 0x1.c8cb958c6ed5dp-8,
     -0x1.6af2654971674p-9, 0x1.135262f5424f3p-10, -0x1.9082330d6e946p-12, 0x1.184fbc126f09ep-13,
     -0x1.7aa307f17fc98p-15, 0x1.ef050368f8367p-17, -0x1.3fc8643a37p-18, 0x1.8763868051894p-20},
    {0x1.494daffa2ad68p-2, 0x1.39bdf0f0d8e21p-56, -0x1.4f1988444caf7p-3, 0x1.37ea271bc54bep-4,
     -0x1.0dc51d2941d06p-5, 0x1.b65944f34ef85p-7, -0x1.513ed7605748fp-8, 0x1.ee705e74f6b16p-10,
     -0x1.5b0abf741e4cap-11, 0x1.d4509ac6d55a9p-13, -0x1.30c1476df9ebbp-14, 0x1.7f9b2a2f48cbcp-16,
     -0x1.d3ca8c1186f0ap-18, 0x1.14cb1a20a2f86p-19, -0x1.4e25ccdca49f6p-21, 0x1.99716e907b758p-23},
    {0x1.058671b52c776p-2, -0x1.3b83c701df899p-58, -0x1.b57034efd3f72p-4, 0x1.5672b9ea13de5p-5,
     -0x1.fa9d3ac9560d2p-7, 0x1.64907215a4574p-8, -0x1.e028e8a4c7ad4p-10, 0x1.369ffa0616b6ep-11,
     -0x1.8382225b56263p-13, 0x1.d37baa331f575p-15, -0x1.115c4a0211e99p-16, 0x1.3693e21cfe0c8p-18,
     -0x1.57f8fcc14e7aep-20, 0x1.74d9cba085b0ap-22, -0x1.63d4865984bb8p-24, 0x1.b2fe3e139d124p-27},
    {0x1.8c9eb68ff27d7p-3, -0x1.bb4e763c64a35p-57, -0x1.030578133009ap-4, 0x1.43b98bac8381ep-6,
     -0x1.84e9ab30e5e69p-8, 0x1.c2c72fd72884cp-10, -0x1.f99e41eee3c8cp-12, 0x1.131bb160a8a3fp-13,
     -0x1.2312b0ff87b5dp-15, 0x1.2bfb5af38a3f6p-17, -0x1.2da4010c56991p-19, 0x1.28574f8382a8cp-21,
     -0x1.1c886d590cd8cp-23, 0x1.0beae7770e4f8p-25, -0x1.0346d19cc60fbp-27, 0x1.d209096df2478p-30},
    {0x1.2a2af19c1493p-3, -0x1.fa04a06a33f29p-57, -0x1.2aa6503acda11p-5, 0x1.22f0664f3cbf8p-7,
     -0x1.1434ae058734ep-9, 0x1.fff032a0dfd2p-12, -0x1.cfcdea1b58307p-14, 0x1.9b50d0d208f5bp-16,
     -0x1.65778a5896376p-18, 0x1.30c2fb60758f3p-20, -0x1.fe3ea74191a67p-23, 0x1.a3bef2dd44344p-25,
     -0x1.536c05775b34cp-27, 0x1.0e4c158ccecbep-29, -0x1.b647472225ecp-32, 0x1.505c76ce55c84p-34},
    {0x1.dc603a3e77e9bp-4, -0x1.d4e9c037b2163p-59, -0x1.81149bc4a104bp-6, 0x1.317c144f8b419p-8,
     -0x1.dc1af883a34dp-11, 0x1.6cc10c1625656p-13, -0x1.12f1743bafbc8p-15, 0x1.9818c0a19ed7ep-18,
     -0x1.2a625a382d37p-20, 0x1.ae1fad035fb8cp-23, -0x1.31c3dc68d5434p-25, 0x1.acf9f19b36bb7p-28,
     -0x1.290bc759872acp-30, 0x1.96633fef4cd55p-33, -0x1.17dbf47b204c3p-35, 0x1.7403e469e17ccp-38},
    {0x1.8c14049cd551ep-4, -0x1.060a6f657761dp-59, -0x1.0bc46cdc18fe6p-6, 0x1.6535040e2c859p-9,
     -0x1.d662fda6d56dp-12, 0x1.31dddbe436aa5p-14, -0x1.8900e0bbfd125p-17, 0x1.f31a3257833e7p-20,
     -0x1.395be2264bf62p-22, 0x1.853102ac9147dp-25, -0x1.de3fc7025c8a6p-28, 0x1.22d1b23000b74p-30,
     -0x1.5f182c9ede9cfp-33, 0x1.a41c54f6926c2p-36, -0x1.aed9e79c2d232p-39, 0x1.883756c5ca5b5p-42},
    {0x1.3bcc59a28358cp-4, 0x1.48de49928652ap-59, -0x1.5621e47157308p-7, 0x1.6f68a6f31539fp-10,
     -0x1.872cdb81fcec1p-13, 0x1.9d0000a8e301ep-16, -0x1.b07c4a8139d6cp-19, 0x1.c147c33139008p-22,
     -0x1.cf16f57341c76p-25, 0x1.d9af1ace680b6p-28, -0x1.e0e980530865dp-31, 0x1.e4abbdeee44adp-34,
     -0x1.e44e84b717bfep-37, 0x1.e152cbdad4d2bp-40, -0x1.f6ecbf375bea6p-43, 0x1.ea80b61463fa9p-46},
    {0x1.f0c9d48847e15p-5, 0x1.5f456df8b85ffp-59, -0x1.a8c62560288bbp-8, 0x1.692e54463ff4ep-11,
     -0x1.316dfd27c4073p-14, 0x1.00e4f208a79c9p-17, -0x1.addaa927325d3p-21, 0x1.65c15fb1e5071p-24,
     -0x1.28382d66e831cp-27, 0x1.e80d586f3e98cp-31, -0x1.900da7adeef3ep-34, 0x1.464e2c45d49d4p-37,
     -0x1.08b53f6ef4174p-40, 0x1.abc286d2e163bp-44, -0x1.6520fcf69cd4ep-47, 0x1.1c2b826d8d843p-50},
    {0x1.9939e4f6ef547p-5, 0x1.94087b6ee7d68p-64, -0x1.20c006896f723p-8, 0x1.95ede2d54de91p-12,
     -0x1.1c4103d18e5dap-15, 0x1.8c9d5da786f0dp-19, -0x1.13ac64bfe721ap-22, 0x1.7dd2a96546412p-26,
     -0x1.0777aae7b60a3p-29, 0x1.6a4c5edf04ef3p-33, -0x1.f06e9bb291915p-37, 0x1.52eb6dc5bfd4cp-40,
     -0x1.cdcc35cc33092p-44, 0x1.39c4df936d788p-47, -0x1.96805570bec2ap-51, 0x1.f2d3a53773b64p-55},
    {0x1.5bd54832ed9c3p-5, -0x1.08c2c95c5b1c6p-59, -0x1.a1aa73f9e2f99p-9, 0x1.f42027fda580cp-13,
     -0x1.2a9b9e9ca3a2ep-16, 0x1.639a528d9e153p-20, -0x1.a65419585fcd1p-24, 0x1.f439dad29dc11p-28,
     -0x1.277496fc0fa21p-31, 0x1.5c18145952b95p-35, -0x1.9908c41628dd5p-39, 0x1.df62b73dae248p-43,
     -0x1.181ec8bf51261p-46, 0x1.46f7d6891ac78p-50, -0x1.85d48c4552e16p-54, 0x1.ab51a266fdde2p-58},
    {0x1.1be2ae3770965p-5, 0x1.d950bf26863d6p-59, -0x1.167827b6bc40cp-9, 0x1.10a5e1d964a49p-13,
     -0x1.0a74394c05e2bp-17, 0x1.03ebd417153c6p-21, -0x1.fa2b1d461c9b1p-26, 0x1.ebf4d1d155846p-30,
     -0x1.dd46e566c7ebfp-34, 0x1.ce337f6b1a78p-38, -0x1.bece3c8be7294p-42, 0x1.af253f97cbf0cp-46,
     -0x1.9ec6004063cebp-50, 0x1.8edf09e7d7345p-54, -0x1.94d5489f41fe9p-58, 0x1.82fa32211180ep-62},
    {0x1.c7ec6e4e1cb8dp-6, 0x1.77f7da6ff8c91p-61, -0x1.675cdaee276e8p-10, 0x1.1ae938b2d0fdcp-14,
     -0x1.bce98fc93c528p-19, 0x1.5d6bb578b64fcp-23, -0x1.1218d82f4b16fp-27, 0x1.ad82938381d32p-32,
     -0x1.501f5549f09d7p-36, 0x1.06bab3044c29ap-40, -0x1.9a3e1cdfcadf2p-45, 0x1.3fe9c2fd00508p-49,
     -0x1.f2065659c5386p-54, 0x1.83650af7164b8p-58, -0x1.39912b7f5fca6p-62, 0x1.e9271d18863b3p-67},
    {0x1.7cdc079d227bp-6, 0x1.1808858cbd15p-60, -0x1.f5b9f8acacbe5p-11, 0x1.4a32548f25971p-15,
     -0x1.b240af9fb1e99p-20, 0x1.1d4f7820ccbd4p-24, -0x1.7697a4c90234bp-29, 0x1.eb67006b74d93p-34,
     -0x1.420cd699ea873p-38, 0x1.a5c5dc0784e5ap-43, -0x1.13f510127511ap-47, 0x1.68cbfd2ea89eap-52,
     -0x1.d786e2eff8c2dp-57, 0x1.3535563cced59p-61, -0x1.90466cc5edbb4p-66, 0x1.8a51d111da91p-71},
    {0x1.bf16ef058facfp-1, -0x1.07c49978e8d32p-55, -0x1.d1f52e46ef826p-1, 0x1.84d8493cb1bc9p-1,
     -0x1.163c18bf90ff6p-1, 0x1.6210c624c031p-2, -0x1.99c4e0945acf6p-3, 0x1.b5f0a020f19c2p-4,
     -0x1.b506aeaea9da9p-5, 0x1.9aa0401de85f4p-6, -0x1.6da3cc50c8529p-7, 0x1.3627add15ad1p-8,
     -0x1.fd6b19711a534p-10, 0x1.a06dff8d51899p-11, 0x1.04286ad8d2bbp-13, -0x1.8267c148734f9p-11},
};
/* The same for float32, without a rest. */
static const double TAIL_SHORT[16][8] = {
    {0x1.3b3bc3c98b0f3p-1, -0x1.067f26613d585p-1, 0x1.6ff873af8699p-2, -0x1.c6ad442ed3ab5p-3,
     0x1.fc7e592163827p-4, -0x1.060ba6ad141dcp-4, 0x1.01a8b1332b2f4p-5, -0x1.cbc4426d3690ep-7},
    {0x1.b5d8780f956b2p-2, -0x1.17c4e3fa5faebp-2, 0x1.3c272ebb990ep-3, -0x1.4483726e65bcbp-4,
     0x1.33c10b4fd9bf9p-5, -0x1.10fec522870d8p-6, 0x1.d12a5c5da6ebdp-8, -0x1.6e7a299cbb8bap-9},
    {0x1.494daffa2ad68p-2, -0x1.4f1988472a5b8p-3, 0x1.37ea29df37dc2p-4, -0x1.0dc519376fe93p-5,
     0x1.b650f79fc442bp-7, -0x1.513f30a25e0a8p-8, 0x1.f58c39b59005p-10, -0x1.5e05b570dad23p-11},
    {0x1.058671b52c776p-2, -0x1.b57034f0f3b6fp-4, 0x1.5672bb4af9d52p-5, -0x1.fa9d37e57fed9p-7,
     0x1.648c4e90d868dp-8, -0x1.e02893464ffc8p-10, 0x1.3a2b2ae10402ep-11, -0x1.865d13e29addfp-13},
    {0x1.8c9eb68ff27d7p-3, -0x1.03057835c6b16p-4, 0x1.43b9a86827f49p-6, -0x1.84e982abdf7c5p-8,
     0x1.c29c07682b7a6p-10, -0x1.f995a8ce42c23p-12, 0x1.1c52376997623p-13, -0x1.29d7f909b2deep-15},
    {0x1.2a2af19c1493p-3, -0x1.2aa650412600ap-5, 0x1.22f06d915c70ap-7, -0x1.1434a761de87dp-9,
     0x1.ffda69d671757p-12, -0x1.cfc869e22404dp-14, 0x1.a49fb6ea5ce3cp-16, -0x1.6b6fb642d56acp-18},
    {0x1.dc603a3e77e9bp-4, -0x1.81149bc65c894p-6, 0x1.317c16dc8aea2p-8, -0x1.dc1af533c5c2cp-11,
     0x1.6cb964df7cdb6p-13, -0x1.12ef7c797694dp-15, 0x1.9ea43562ae95ap-18, -0x1.2e0b1b889d87ap-20},
    {0x1.8c14049cd551ep-4, -0x1.0bc46cdc6a789p-6, 0x1.65350534c4a18p-9, -0x1.d662fc847bd02p-12,
     0x1.31da681db1d89p-14, -0x1.88ff2f7db7a71p-17, 0x1.f902880e65b86p-20, -0x1.3c427332e4edp-22},
    {0x1.3bcc59a28358cp-4, -0x1.5621e48501cd4p-7, 0x1.6f68bdbb97ea2p-10, -0x1.872ccb39927a7p-13,
     0x1.9cddd5e2304c1p-16, -0x1.b06d5706fe6c1p-19, 0x1.cfd987d5a728cp-22, -0x1.db0e9a375566cp-25},
    {0x1.f0c9d48847e15p-5, -0x1.a8c625640ab1bp-8, 0x1.692e5a178bc43p-11, -0x1.316dfa25d65fbp-14,
     0x1.00dc38a806777p-17, -0x1.add4243360c56p-21, 0x1.6d3544cde381ep-24, -0x1.2d372ffbfe9cbp-27},
    {0x1.9939e4f6ef547p-5, -0x1.20c0068a05274p-8, 0x1.95ede4fb4d894p-12, -0x1.1c4102f3129c6p-15,
     0x1.8c96ec04648cbp-19, -0x1.13aa522bcabebp-22, 0x1.835546a863879p-26, -0x1.0a92b36bbbe51p-29},
    {0x1.5bd54832ed9c3p-5, -0x1.a1aa73fa1f87dp-9, 0x1.f420290509c3fp-13, -0x1.2a9b9e4508a73p-16,
     0x1.63973c84b46e1p-20, -0x1.a6525de53458dp-24, 0x1.f981d09382d0fp-28, -0x1.2a045325ed656p-31},
    {0x1.1be2ae3770965p-5, -0x1.167827bf033f6p-9, 0x1.10a5ecf25bdabp-13, -0x1.0a74337235023p-17,
     0x1.03db30d611ae9p-21, -0x1.fa1b8abb916f6p-26, 0x1.fa261d3490aefp-30, -0x1.e89fc7dcf8e07p-34},
    {0x1.c7ec6e4e1cb8dp-6, -0x1.675cdaf0050d3p-10, 0x1.1ae93bd388a99p-14, -0x1.bce98d334d3ccp-19,
     0x1.5d62542d88266p-23, -0x1.12154216f4d8ap-27, 0x1.b5865bd259fb6p-32, -0x1.554fc36df515cp-36},
    {0x1.7cdc079d227bp-6, -0x1.f5b9f8e7cbb85p-11, 0x1.4a325450007cdp-15, -0x1.b23fe2c57f85bp-20,
     0x1.1d4e5a1247825p-24, -0x1.774c68616e102p-29, 0x1.efdd406c2e062p-34, -0x1.1524dd63b6399p-38},
    {0x1.bf16ef058facfp-1, -0x1.d1f52e47ac737p-1, 0x1.84d849d6b4834p-1, -0x1.163c1789a352ap-1,
     0x1.620ef72576c4ep-2, -0x1.99c63a1cb461bp-3, 0x1.b90ab91964cffp-4, -0x1.b6185af01c36p-5},
};

/* x less the middle of its interval; the interval's number is in the last bits of *j. They are fours
 * of octaves of x + 7/4, from there to 28, and the last one longer. */
static val from_middle(emitter *e, val x, val *j) {
  val offset = ev_f64(e, x, 1.75), shifted = ev_add(e, x, offset);
  val bits = ev_as_i64(e, math_min(e, ev_f64(e, x, 27.0), shifted));
  *j = ev_lshr(e, bits, 50);
  val place = ev_and(e, bits, ev_i64(e, x, -(INT64_C(1) << 50)));
  val c = ev_as_f64(e, ev_or(e, place, ev_i64(e, x, INT64_C(1) << 49)));
  return ev_sub(e, x, ev_sub(e, c, offset));
}

/* erfc x for x from 0 on. */
static val tail(emitter *e, val x) {
  x = math_min(e, ev_f64(e, x, 27.3), x); /* there it is 0; NaN passes */
  val j, d = from_middle(e, x, &j), row[16];
  math_lookup_row(e, "erfc", TAIL[0], 16, 16, j, row);
  val q = ev_mad(e, d, math_poly_of(e, d, ev_mul(e, d, d), row + 3, 13), row[2]);
  val rest = ev_mad(e, d, q, row[1]);
  dd square = math_two_product(e, x, x);
  math_exp_parts power = math_exp_of(e, ev_neg(e, square.hi), ev_neg(e, square.lo));
  dd product = math_two_product(e, power.hi, row[0]);
  val lo = ev_mad(e, power.lo, ev_add(e, row[0], rest), product.lo);
  lo = ev_mad(e, power.hi, rest, lo); /* the largest last, to round once at its size */
  return math_scale(e, ev_add(e, product.hi, lo), power.k, power.shifted);
}

/* erfc x from that of |x|. */
static val reflected(emitter *e, val x, val far) {
  val negative = ev_lt(e, x, ev_f64(e, x, 0.0));
  return ev_select(e, negative, ev_sub(e, ev_f64(e, x, 2.0), far), far);
}

val math_erfc(emitter *e, val x) { return reflected(e, x, tail(e, ev_abs(e, x))); }

/* For float32, float64 is exact enough without pairs. */
val math_erfc32_wide(emitter *e, val x32) {
  val x = ev_to_f64(e, x32), a = math_min(e, ev_f64(e, x, 10.1), ev_abs(e, x)); /* there it is 0 */
  val j, d = from_middle(e, a, &j), row[8];
  math_lookup_row(e, "erfc32", TAIL_SHORT[0], 16, 8, j, row);
  val h = math_poly_of(e, d, ev_mul(e, d, d), row, 8);
  return ev_to_f32(e, reflected(e, x, ev_mul(e, h, math_exp_short(e, ev_neg(e, ev_mul(e, a, a))))));
}
