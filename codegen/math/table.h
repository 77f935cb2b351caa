/* table.h: the one table of mathematical functions, those whose results are approximations.
 *
 * A row is what is known of a function beside its row of OP_TABLE: emit_op() calls what it names,
 * and the programs that measure errors and speed, the inputs they try and the interpreters of the
 * tests are made from it. Nothing is included here, so that those without LLVM can use it.
 *
 *   X(id, nargs, f64, f32, c, domain, error, error32)
 *
 * id         of the operation.
 * nargs      arguments, 1 or 2.
 * f64, f32   the emitters for either dtype; declared in functions.h.
 * c          the function's name in C, which is long double's and MPFR's but for an l or mpfr_;
 *            tests/support/math_names.h has what C has not.
 * domain     which arguments are worth trying.
 * error, error32
 *            bounds in ULP that hold, and that tests hold it to; OP_TABLE's, which users see, is
 *            the next whole number. */
#ifndef JX_MATH_TABLE_H
#define JX_MATH_TABLE_H

/* clang-format off */
#define MATH_TABLE(X)                                                                            \
  X(EXP,     1, math_exp,     math_exp32,      exp,   EXPONENT,        0.80, 0.90)               \
  X(EXP2,    1, math_exp2,    math_exp2_32,    exp2,  EXPONENT2,       0.80, 0.92)               \
  X(EXP10,   1, math_exp10,   math_exp10_32,   exp10, EXPONENT10,      0.80, 0.97)               \
  X(EXPM1,   1, math_expm1,   math_expm1_32,   expm1, EXPONENT,        0.60, 0.98)               \
  X(LOG,     1, math_log,     math_log32,      log,   POSITIVE,        0.92, 0.78)               \
  X(LOG2,    1, math_log2,    math_log2_32,    log2,  POSITIVE,        0.99, 0.72)               \
  X(LOG10,   1, math_log10,   math_log10_32,   log10, POSITIVE,        0.92, 0.75)               \
  X(LOG1P,   1, math_log1p,   math_log1p_32,   log1p, ABOVE_MINUS_ONE, 0.92, 0.82)               \
  X(SIN,     1, math_sin,     math_sin32,      sin,   ANGLE,           0.93, 0.95)               \
  X(COS,     1, math_cos,     math_cos32,      cos,   ANGLE,           0.93, 0.95)               \
  X(TAN,     1, math_tan,     math_tan32,      tan,   ANGLE,           0.60, 0.90)               \
  X(SINC,    1, math_sinc,    math_sinc32,     sinc,  TURNS,           0.60, 0.60)               \
  X(SINH,    1, math_sinh,    math_sinh32,     sinh,  HYPERBOLIC,      0.93, 0.88)               \
  X(COSH,    1, math_cosh,    math_cosh32,     cosh,  HYPERBOLIC,      0.97, 0.98)               \
  X(TANH,    1, math_tanh,    math_tanh32,     tanh,  SATURATING,      0.85, 0.85)               \
  X(ARCSINH, 1, math_arcsinh, math_arcsinh32,  asinh, SIZE,            0.90, 0.66)               \
  X(ARCCOSH, 1, math_arccosh, math_arccosh32,  acosh, FROM_ONE,        0.87, 0.64)               \
  X(ARCTANH, 1, math_arctanh, math_arctanh32,  atanh, WITHIN_ONE,      0.82, 0.66)               \
  X(CBRT,    1, math_cbrt,    math_cbrt32,     cbrt,  ANY,             0.60, 0.60)               \
  X(ARCSIN,  1, math_arcsin,  math_arcsin32,   asin,  UNIT,            0.80, 0.75)               \
  X(ARCCOS,  1, math_arccos,  math_arccos32,   acos,  UNIT,            0.80, 0.75)               \
  X(ARCTAN,  1, math_arctan,  math_arctan32,   atan,  RATIO,           0.90, 0.80)               \
  X(ERF,     1, math_erf,     math_erf32,      erf,   SPREAD,          0.92, 0.90)               \
  X(ERFC,    1, math_erfc,    math_erfc32,     erfc,  SPREAD,          0.95, 0.87)               \
  X(GAMMA,   1, math_gamma,   math_gamma32,    tgamma, GAMMA,          0.80, 0.60)               \
  X(LGAMMA,  1, math_lgamma,  math_lgamma32,   loggamma, GAMMA,          0.90, 0.60)               \
  X(LOGADDEXP,  2, math_logaddexp,  math_logaddexp32,   logaddexp,  LOGARITHMS, 0.80, 0.60)      \
  X(LOGADDEXP2, 2, math_logaddexp2, math_logaddexp2_32, logaddexp2, LOGARITHMS, 0.80, 0.60)      \
  X(ARCTAN2, 2, math_arctan2, math_arctan2_32, atan2, POINT,           0.80, 0.92)               \
  X(HYPOT,   2, math_hypot,   math_hypot32,    hypot, SIDES,           0.80, 0.60)               \
  X(POW,     2, math_pow,     math_pow32,      pow,   POWER,           0.80, 0.85)

typedef enum math_domain {
  MATH_EXPONENT,        /* any; results overflow beyond 710, underflow below -746 */
  MATH_EXPONENT2,       /* any; those of 2: beyond 1024, below -1075 */
  MATH_EXPONENT10,      /* and of 10: beyond 308.3, below -323.7 */
  MATH_HYPERBOLIC,      /* any, down to the smallest; results overflow beyond 710.4 */
  MATH_SATURATING,      /* any; the results of large ones are all but one */
  MATH_POSITIVE,        /* from 0 on, hardest around 1 */
  MATH_ABOVE_MINUS_ONE, /* from -1 on, hardest around 0 */
  MATH_ANGLE,           /* any, hardest around multiples of pi/2 */
  MATH_SIZE,            /* any, of every magnitude */
  MATH_FROM_ONE,        /* from 1 on, hardest there */
  MATH_WITHIN_ONE,      /* from -1 to 1, hardest there and around 0 */
  MATH_TURNS,           /* any, hardest around whole numbers */
  MATH_ANY,             /* any: what counts is the exponent's remainder by 3, and exact cubes */
  MATH_UNIT,            /* -1 to 1, hardest around the ends and halves */
  MATH_RATIO,           /* any, hardest around 1 and where intervals end */
  MATH_SPREAD,          /* any; results are all but 0, 1 or 2 from 6 on, subnormal around 27 */
  MATH_GAMMA,           /* any, hardest around whole numbers below 3; overflow beyond 171.6 */
  MATH_LOGARITHMS,      /* two, hardest where the sum of their exponentials is about 1 */
  MATH_POINT,           /* two of any size: what counts is their ratio */
  MATH_SIDES,           /* as a point, and sides of exact right triangles */
  MATH_POWER,           /* a base and an exponent */
} math_domain;
/* clang-format on */

#endif
