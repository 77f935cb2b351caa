/* ops.h: the one table of operations.
 *
 * A row is everything that is known of an operation outside its emitter: how it is spelled, what it
 * takes, which rule gives its dtype, what it costs, how exact it is, one line of help. Parsing and
 * typing read this table; jx_functions() (catalogue.c) gives it to users, so help texts,
 * completion, Python's list and the documents come from it. Functions whose results are
 * approximations have a row in codegen/math/table.h as well.
 *
 *   X(id, operator, names, min, max, class, rule, cost, ulp, help)
 *
 * operator  the grammar's operator ("" when there is none).
 * names     of the functions, separated by blanks, first the one that is printed ("": it has none).
 * min, max  positional arguments.
 * class     ELEMENT: one value per point, a node of the graph. REDUCE: a node that folds axes.
 *           BUILD: written in terms of others when the graph is built; never a node.
 *           OVER: the same over axes, in terms of reductions, with their arguments.
 *           SCAN: a node with the running results of a fold along an axis.
 *           RUNNING: written in terms of scans and slices, with their arguments.
 *           LEAF: nodes without a spelling.
 * rule      how the operands' dtypes become the result's: a row of rules.h.
 * cost      of one point, in units of one simple vector instruction.
 * ulp       largest error in units in the last place, 0 for exact or correctly rounded.
 *
 * FAST_TABLE behind it lists those that have a faster form beside, for those who ask for it. */
#ifndef JX_OPS_H
#define JX_OPS_H

#include <stdbool.h>
#include <string.h>

#include "jx.h"

#define OP_TABLE(X)                                                                                \
  X(POISON, "", "", 0, 0, LEAF, NONE, 0, 0, "")                                                    \
  X(CONST, "", "", 0, 0, LEAF, NONE, 0, 0, "a literal")                                            \
  X(INPUT, "", "", 0, 0, LEAF, NONE, 1, 0, "an element of an operand")                             \
  X(IOTA, "", "", 0, 0, LEAF, NONE, 1, 0, "the index along an axis")                               \
  X(DIM, "", "", 0, 0, LEAF, NONE, 0, 0,                                                           \
    "a number known when the call is bound: an extent or a scalar")                                \
  X(VIEW, "", "", 0, 0, LEAF, NONE, 1, 0, "an element of a reduction's result")                    \
  X(JOIN, "", "", 0, 0, LEAF, NONE, 1, 0, "an element of an array that is stored in pieces")       \
  X(GATHER, "", "", 1, 3, ELEMENT, NONE, 4, 0,                                                     \
    "an element of an operand, at places that are computed")                                       \
  X(GATHER_KEPT, "", "", 1, 3, ELEMENT, NONE, 4, 0, "the same of a value that is stored")          \
  X(INDEX, "", "", 2, 2, ELEMENT, INDEX, 3, 0,                                                     \
    "an index from 0 on, of one that may count from the end")                                      \
  X(SELECT, "", "", 2, 2, LEAF, NONE, 0, 0, "where a condition holds; see select.h")               \
  X(SOME, "", "", 2, 2, ELEMENT, NONE, 2, 0, "what has been folded, unless that was nothing")      \
  X(ADD, "+", "add", 2, 2, ELEMENT, ADD, 1, 0, "sum")                                              \
  X(SUB, "-", "subtract", 2, 2, ELEMENT, SUBTRACT, 1, 0, "difference")                             \
  X(MUL, "*", "multiply", 2, 2, ELEMENT, MULTIPLY, 1, 0, "product")                                \
  X(DIV, "/", "divide true_divide", 2, 2, ELEMENT, DIVIDE, 8, 0, "quotient, always a float")       \
  X(FLOORDIV, "//", "floor_divide", 2, 2, ELEMENT, MODULO, 16, 0,                                  \
    "quotient rounded down; 0 for an integer divided by 0")                                        \
  X(MOD, "%", "mod remainder", 2, 2, ELEMENT, MODULO, 16, 0,                                       \
    "remainder with the sign of the divisor; 0 for an integer modulo 0")                           \
  X(POW, "**", "power pow", 2, 2, ELEMENT, POWER, 60, 1, "power; integers exact modulo 2^n")       \
  X(RAISE, "", "", 1, 1, ELEMENT, FLOAT, 12, 1, "power of a constant, by products and a root")     \
  X(NEG, "-", "negative", 1, 1, ELEMENT, NEGATE, 1, 0, "negation")                                 \
  X(POS, "+", "positive", 1, 1, BUILD, PLUS, 0, 0, "the operand itself")                           \
  X(INVERT, "~", "invert bitwise_not bitwise_invert", 1, 1, ELEMENT, INVERT, 1, 0,                 \
    "every bit inverted; not, for bool")                                                           \
  X(BITAND, "&", "bitwise_and", 2, 2, ELEMENT, BITAND, 1, 0, "and of bits")                        \
  X(BITOR, "|", "bitwise_or", 2, 2, ELEMENT, BITOR, 1, 0, "or of bits")                            \
  X(BITXOR, "^", "bitwise_xor", 2, 2, ELEMENT, BITXOR, 1, 0, "exclusive or of bits")               \
  X(SHL, "<<", "left_shift bitwise_left_shift", 2, 2, ELEMENT, SHIFT, 2, 0,                        \
    "shift left; 0 from the width on")                                                             \
  X(SHR, ">>", "right_shift bitwise_right_shift", 2, 2, ELEMENT, SHIFT, 2, 0,                      \
    "shift right; the sign from the width on")                                                     \
  X(EQ, "==", "equal", 2, 2, ELEMENT, COMPARE, 1, 0, "equal")                                      \
  X(NE, "!=", "not_equal", 2, 2, ELEMENT, COMPARE, 1, 0, "not equal")                              \
  X(LT, "<", "less", 2, 2, ELEMENT, COMPARE, 1, 0, "less than")                                    \
  X(LE, "<=", "less_equal", 2, 2, ELEMENT, COMPARE, 1, 0, "less than or equal")                    \
  X(GT, ">", "greater", 2, 2, BUILD, COMPARE, 1, 0, "greater than")                                \
  X(GE, ">=", "greater_equal", 2, 2, BUILD, COMPARE, 1, 0, "greater than or equal")                \
  X(AND, "and", "logical_and", 2, 2, ELEMENT, LOGIC, 1, 0, "true where both are nonzero")          \
  X(OR, "or", "logical_or", 2, 2, ELEMENT, LOGIC, 1, 0, "true where either is nonzero")            \
  X(XOR, "", "logical_xor", 2, 2, ELEMENT, LOGIC, 1, 0, "true where exactly one is nonzero")       \
  X(NOT, "not", "logical_not", 1, 1, ELEMENT, LOGIC, 1, 0, "true where zero")                      \
  X(WHERE, "", "where", 3, 3, ELEMENT, WHERE, 1, 0,                                                \
    "the second where the first is true, else the third; of one alone, as nonzero")                \
  X(CAST, "", "", 1, 1, ELEMENT, CAST, 1, 0, "conversion to another dtype")                        \
  X(ABS, "", "abs absolute fabs", 1, 1, ELEMENT, ABSOLUTE, 1, 0, "absolute value")                 \
  X(SIGN, "", "sign", 1, 1, BUILD, SIGN, 2, 0, "-1, 0 or 1 with the sign of x; NaN of NaN")        \
  X(SIGNBIT, "", "signbit", 1, 1, ELEMENT, SIGNBIT, 1, 0, "true below 0, of -0.0 and of -nan")     \
  X(COPYSIGN, "", "copysign", 2, 2, ELEMENT, FLOAT, 1, 0, "the first with the sign of the second") \
  X(SQUARE, "", "square", 1, 1, BUILD, MODULO, 1, 0, "x*x")                                        \
  X(RECIPROCAL, "", "reciprocal", 1, 1, BUILD, MODULO, 8, 0, "1/x, of integers without fraction")  \
  X(FMOD, "", "fmod", 2, 2, ELEMENT, FMOD, 16, 0,                                                  \
    "remainder with the sign of the dividend; 0 for an integer modulo 0")                          \
  X(FLOAT_POWER, "", "float_power", 2, 2, BUILD, DOUBLE, 60, 1, "power, computed in float64")      \
  X(SQRT, "", "sqrt", 1, 1, ELEMENT, FLOAT, 12, 0, "square root")                                  \
  X(EXP, "", "exp", 1, 1, ELEMENT, FLOAT, 24, 1, "e to the power of x")                            \
  X(EXP2, "", "exp2", 1, 1, ELEMENT, FLOAT, 24, 1, "2 to the power of x")                          \
  X(EXP10, "", "", 1, 1, ELEMENT, FLOAT, 26, 1, "10 to the power of x")                            \
  X(EXPM1, "", "expm1", 1, 1, ELEMENT, FLOAT, 36, 1, "exp(x) - 1, as exact where x is small")      \
  X(LOG, "", "log", 1, 1, ELEMENT, FLOAT, 28, 1, "natural logarithm")                              \
  X(LOG2, "", "log2", 1, 1, ELEMENT, FLOAT, 34, 1, "logarithm to base 2")                          \
  X(LOG10, "", "log10", 1, 1, ELEMENT, FLOAT, 34, 1, "logarithm to base 10")                       \
  X(LOG1P, "", "log1p", 1, 1, ELEMENT, FLOAT, 40, 1, "log(1 + x), as exact where x is small")      \
  X(SIN, "", "sin", 1, 1, ELEMENT, FLOAT, 30, 1, "sine of radians")                                \
  X(COS, "", "cos", 1, 1, ELEMENT, FLOAT, 30, 1, "cosine of radians")                              \
  X(TAN, "", "tan", 1, 1, ELEMENT, FLOAT, 40, 1, "tangent of radians")                             \
  X(SINC, "", "sinc", 1, 1, ELEMENT, FLOAT, 50, 1,                                                 \
    "sin(pi x)/(pi x): 1 for 0, and 0 for any other whole number")                                 \
  X(SINH, "", "sinh", 1, 1, ELEMENT, FLOAT, 44, 1, "hyperbolic sine")                              \
  X(COSH, "", "cosh", 1, 1, ELEMENT, FLOAT, 44, 1, "hyperbolic cosine")                            \
  X(TANH, "", "tanh", 1, 1, ELEMENT, FLOAT, 44, 1, "hyperbolic tangent")                           \
  X(ARCSINH, "", "arcsinh asinh", 1, 1, ELEMENT, FLOAT, 56, 1, "inverse hyperbolic sine")          \
  X(ARCCOSH, "", "arccosh acosh", 1, 1, ELEMENT, FLOAT, 56, 1, "inverse hyperbolic cosine")        \
  X(ARCTANH, "", "arctanh atanh", 1, 1, ELEMENT, FLOAT, 56, 1, "inverse hyperbolic tangent")       \
  X(CBRT, "", "cbrt", 1, 1, ELEMENT, FLOAT, 34, 1, "cube root")                                    \
  X(ARCSIN, "", "arcsin asin", 1, 1, ELEMENT, FLOAT, 44, 1, "inverse sine in radians")             \
  X(ARCCOS, "", "arccos acos", 1, 1, ELEMENT, FLOAT, 44, 1, "inverse cosine in radians")           \
  X(ARCTAN, "", "arctan atan", 1, 1, ELEMENT, FLOAT, 40, 1, "inverse tangent in radians")          \
  X(ERF, "", "erf", 1, 1, ELEMENT, FLOAT, 90, 1, "error function")                                 \
  X(ERFC, "", "erfc", 1, 1, ELEMENT, FLOAT, 90, 1, "1 - erf(x), as exact where that is small")     \
  X(GAMMA, "", "gamma", 1, 1, ELEMENT, FLOAT, 150, 1,                                              \
    "gamma function: (x - 1)! of whole numbers; NaN of those below 0")                             \
  X(LGAMMA, "", "lgamma", 1, 1, ELEMENT, FLOAT, 180, 1, "log(abs(gamma(x))) without overflow")     \
  X(ARCTAN2, "", "arctan2 atan2", 2, 2, ELEMENT, FLOAT, 50, 1,                                     \
    "angle of the point (x2, x1) in radians")                                                      \
  X(HYPOT, "", "hypot", 2, 2, ELEMENT, FLOAT, 40, 1,                                               \
    "sqrt(x1**2 + x2**2) without overflow on the way")                                             \
  X(LOGADDEXP, "", "logaddexp", 2, 2, ELEMENT, FLOAT, 80, 1,                                       \
    "log(exp(x1) + exp(x2)) without overflow on the way")                                          \
  X(LOGADDEXP2, "", "logaddexp2", 2, 2, ELEMENT, FLOAT, 80, 1, "log2(2**x1 + 2**x2), the same")    \
  X(FLOOR, "", "floor", 1, 1, ELEMENT, ROUND, 1, 0, "nearest integer below")                       \
  X(CEIL, "", "ceil", 1, 1, ELEMENT, ROUND, 1, 0, "nearest integer above")                         \
  X(TRUNC, "", "trunc fix", 1, 1, ELEMENT, ROUND, 1, 0, "integer without the fraction")            \
  X(RINT, "", "round rint around", 1, 2, ELEMENT, ROUND, 1, 0, "nearest integer, halves to even")  \
  X(MINIMUM, "", "minimum", 2, 2, ELEMENT, SMALLER, 2, 0, "the smaller; NaN if either is")         \
  X(MAXIMUM, "", "maximum", 2, 2, ELEMENT, LARGER, 2, 0, "the larger; NaN if either is")           \
  X(FMIN, "", "fmin", 2, 2, BUILD, SMALLER, 4, 0, "the smaller; NaN if both are")                  \
  X(FMAX, "", "fmax", 2, 2, BUILD, LARGER, 4, 0, "the larger; NaN if both are")                    \
  X(CLIP, "", "clip", 1, 3, BUILD, LARGER, 4, 0, "x between two bounds; NaN if any is")            \
  X(HEAVISIDE, "", "heaviside", 2, 2, BUILD, FLOAT, 4, 0,                                          \
    "0 below 0, 1 above, and there the second; NaN of NaN")                                        \
  X(RADIANS, "", "radians deg2rad", 1, 1, BUILD, FLOAT, 1, 0, "degrees to radians")                \
  X(DEGREES, "", "degrees rad2deg", 1, 1, BUILD, FLOAT, 1, 0, "radians to degrees")                \
  X(LDEXP, "", "ldexp", 2, 2, ELEMENT, FLOAT, 8, 0, "x times 2 to the power of an integer")        \
  X(MODF_FRACTION, "", "modf_fraction", 1, 1, BUILD, FLOAT, 4, 0,                                  \
    "x less trunc(x), with the sign of x: the first of NumPy's modf")                              \
  X(FREXP_MANTISSA, "", "frexp_mantissa", 1, 1, ELEMENT, FLOAT, 6, 0,                              \
    "m of x = m * 2**k with 0.5 <= abs(m) < 1; 0, infinity and NaN themselves")                    \
  X(FREXP_EXPONENT, "", "frexp_exponent", 1, 1, ELEMENT, EXPONENT, 6, 0,                           \
    "k of x = m * 2**k with 0.5 <= abs(m) < 1; 0 of 0, infinity and NaN")                          \
  X(NEXTAFTER, "", "nextafter", 2, 2, ELEMENT, FLOAT, 8, 0,                                        \
    "the float after the first, towards the second")                                               \
  X(SPACING, "", "spacing", 1, 1, BUILD, FLOAT, 10, 0, "distance to the next float away from 0")   \
  X(GCD, "", "gcd", 2, 2, ELEMENT, DIVISOR, 100, 0, "greatest common divisor; 0 of two zeros")     \
  X(LCM, "", "lcm", 2, 2, ELEMENT, DIVISOR, 120, 0, "least common multiple; 0 where one is 0")     \
  X(BITCOUNT, "", "bitwise_count", 1, 1, ELEMENT, BITCOUNT, 8, 0,                                  \
    "how many bits of the absolute value are 1")                                                   \
  X(REAL, "", "real", 1, 1, ELEMENT, PART, 1, 0, "real part")                                      \
  X(IMAG, "", "imag", 1, 1, ELEMENT, PART, 1, 0, "imaginary part; 0 of real numbers")              \
  X(PAIR, "", "", 2, 2, ELEMENT, PAIR, 1, 0, "the complex number with these two parts")            \
  X(COMPLEX, "", "complex", 1, 2, BUILD, PAIR, 1, 0, "the complex number with these parts")        \
  X(CONJ, "", "conj conjugate", 1, 1, BUILD, MODULO, 1, 0, "complex conjugate")                    \
  X(ANGLE, "", "angle", 1, 2, BUILD, FLOAT, 50, 1, "angle of a complex number in radians")         \
  X(ISNAN, "", "isnan", 1, 1, ELEMENT, TEST, 1, 0, "true where not a number")                      \
  X(ISINF, "", "isinf", 1, 1, BUILD, TEST, 2, 0, "true where infinite")                            \
  X(ISFINITE, "", "isfinite", 1, 1, BUILD, TEST, 2, 0, "true where neither infinite nor NaN")      \
  X(ISNAT, "", "isnat", 1, 1, BUILD, TIMES, 1, 0, "true where not a time")                         \
  X(ISCLOSE, "", "isclose", 2, 5, BUILD, COMPARE, 8, 0, "abs(x - y) <= atol + rtol*abs(y)")        \
  X(NAN_TO_NUM, "", "nan_to_num", 1, 1, BUILD, ROUND, 6, 0,                                        \
    "numbers instead of NaN and infinities")                                                       \
  X(CONTAINS, "", "contains", 2, 4, ELEMENT, TEXT, 60, 0,                                          \
    "true where the string holds the other one")                                                   \
  X(CONCAT, "", "", 2, 2, ELEMENT, TEXT, 12, 0, "one string behind the other")                     \
  X(DIGITS, "", "", 1, 1, ELEMENT, TEXT, 20, 0, "the decimal digits of an integer")                \
  X(TURNED, "", "", 1, 1, ELEMENT, TEXT, 12, 0, "its characters in the other byte order")          \
  X(STARTSWITH, "", "startswith", 2, 4, ELEMENT, TEXT, 12, 0,                                      \
    "true where the string begins with the other one")                                             \
  X(ENDSWITH, "", "endswith", 2, 4, ELEMENT, TEXT, 12, 0,                                          \
    "true where the string ends in the other one")                                                 \
  X(FIND, "", "find", 2, 4, ELEMENT, TEXT, 20, 0,                                                  \
    "where the other string begins in it first; -1: nowhere")                                      \
  X(RFIND, "", "rfind", 2, 4, ELEMENT, TEXT, 20, 0,                                                \
    "where the other string begins in it last; -1: nowhere")                                       \
  X(OCCURRENCES, "", "count", 2, 4, ELEMENT, TEXT, 20, 0,                                          \
    "how often the other string is in it, side by side")                                           \
  X(STR_LEN, "", "str_len", 1, 1, ELEMENT, TEXT, 8, 0, "number of characters")                     \
  X(LOWER, "", "lower", 1, 1, ELEMENT, TEXT, 20, 0, "in lower case")                               \
  X(UPPER, "", "upper", 1, 1, ELEMENT, TEXT, 20, 0, "in upper case")                               \
  X(STRIP, "", "strip", 1, 2, ELEMENT, TEXT, 20, 0,                                                \
    "without white space, or the given characters, at both ends")                                  \
  X(LSTRIP, "", "lstrip", 1, 2, ELEMENT, TEXT, 20, 0, "without those at the beginning")            \
  X(RSTRIP, "", "rstrip", 1, 2, ELEMENT, TEXT, 20, 0, "without those at the end")                  \
  X(ISALPHA, "", "isalpha", 1, 1, ELEMENT, TEXT, 20, 0,                                            \
    "true where all characters are letters, and there are some")                                   \
  X(ISDIGIT, "", "isdigit", 1, 1, ELEMENT, TEXT, 20, 0,                                            \
    "true where all are digits, and there are some")                                               \
  X(ISSPACE, "", "isspace", 1, 1, ELEMENT, TEXT, 20, 0,                                            \
    "true where all are white space, and there are some")                                          \
  X(ISALNUM, "", "isalnum", 1, 1, ELEMENT, TEXT, 20, 0,                                            \
    "true where all are letters or digits, and there are some")                                    \
  X(ISLOWER, "", "islower", 1, 1, ELEMENT, TEXT, 20, 0,                                            \
    "true where all letters with case are lower case, and there are some")                         \
  X(ISUPPER, "", "isupper", 1, 1, ELEMENT, TEXT, 20, 0,                                            \
    "true where all letters with case are upper case, and there are some")                         \
  X(ISTITLE, "", "istitle", 1, 1, ELEMENT, TEXT, 20, 0,                                            \
    "true where words begin in upper case and go on in lower case")                                \
  X(ISDECIMAL, "", "isdecimal", 1, 1, ELEMENT, TEXT, 20, 0,                                        \
    "true where all are decimal digits, and there are some")                                       \
  X(ISNUMERIC, "", "isnumeric", 1, 1, ELEMENT, TEXT, 20, 0,                                        \
    "true where all are numerals, and there are some")                                             \
  X(STR, "", "str", 1, 1, BUILD, TEXT, 0, 0, "the decimal digits of an integer, as a string")      \
  X(ASTYPE, "", "astype", 2, 2, BUILD, CAST, 1, 0, "conversion to a named dtype")                  \
  X(ARANGE, "", "arange", 1, 3, BUILD, NONE, 1, 0, "start, start + step, … below stop")            \
  X(LINSPACE, "", "linspace", 2, 4, BUILD, NONE, 2, 0, "evenly spaced points, both ends included") \
  X(SIZE, "", "size", 1, 2, BUILD, NONE, 0, 0, "number of elements, or extent of one axis")        \
  X(NDIM, "", "ndim", 1, 1, BUILD, NONE, 0, 0, "number of axes")                                   \
  X(SHAPE, "", "shape", 2, 2, BUILD, NONE, 0, 0, "extent of an axis")                              \
  X(MATMUL, "@", "matmul", 2, 2, BUILD, MULTIPLY, 2, 0,                                            \
    "product of matrices, of the last two axes")                                                   \
  X(EINSUM, "", "einsum", 2, 32, BUILD, NONE, 2, 0,                                                \
    "sum of products, over the axes that its subscripts name")                                     \
  X(TAKE, "", "take", 2, 3, BUILD, NONE, 4, 0, "elements at the places an integer array gives")    \
  X(TAKE_ALONG, "", "take_along_axis", 2, 3, BUILD, NONE, 4, 0,                                    \
    "the same, places for each row along an axis")                                                 \
  X(NONZERO, "", "nonzero", 1, 1, BUILD, NONE, 0, 0,                                               \
    "places of what is not zero, along each axis")                                                 \
  X(FLATNONZERO, "", "flatnonzero", 1, 1, BUILD, NONE, 0, 0,                                       \
    "places of what is not zero, among all elements")                                              \
  X(ARGWHERE, "", "argwhere", 1, 1, BUILD, NONE, 0, 0,                                             \
    "the same, as rows with a place on each axis")                                                 \
  X(COMPRESS, "", "compress", 2, 3, BUILD, NONE, 0, 0,                                             \
    "elements along an axis for which a condition holds")                                          \
  X(EXTRACT, "", "extract", 2, 2, BUILD, NONE, 0, 0, "elements for which a condition holds")       \
  X(TRANSPOSE, "", "transpose permute_dims", 1, 2, BUILD, NONE, 0, 0, "axes reversed or permuted") \
  X(EXPAND_DIMS, "", "expand_dims", 1, 2, BUILD, NONE, 0, 0, "new axes of extent 1")               \
  X(SQUEEZE, "", "squeeze", 1, 2, BUILD, NONE, 0, 0, "without axes of extent 1")                   \
  X(BROADCAST_TO, "", "broadcast_to", 1, 2, BUILD, NONE, 0, 0,                                     \
    "the same along new axes and along those of extent 1")                                         \
  X(FLIP, "", "flip", 1, 2, BUILD, NONE, 0, 0, "axes turned around")                               \
  X(FLIPUD, "", "flipud", 1, 1, BUILD, NONE, 0, 0, "the first axis turned around")                 \
  X(FLIPLR, "", "fliplr", 1, 1, BUILD, NONE, 0, 0, "the second axis turned around")                \
  X(ROT90, "", "rot90", 1, 3, BUILD, NONE, 0, 0,                                                   \
    "quarter turns from the first of two axes to the second")                                      \
  X(MOVEAXIS, "", "moveaxis", 1, 3, BUILD, NONE, 0, 0, "axes moved to other places")               \
  X(SWAPAXES, "", "swapaxes", 1, 3, BUILD, NONE, 0, 0, "two axes exchanged")                       \
  X(MATRIX_TRANSPOSE, "", "matrix_transpose", 1, 1, BUILD, NONE, 0, 0,                             \
    "the last two axes exchanged")                                                                 \
  X(ATLEAST_1D, "", "atleast_1d", 1, 1, BUILD, NONE, 0, 0, "a scalar as an array of one element")  \
  X(ATLEAST_2D, "", "atleast_2d", 1, 1, BUILD, NONE, 0, 0, "new axes in front, up to two")         \
  X(ATLEAST_3D, "", "atleast_3d", 1, 1, BUILD, NONE, 0, 0, "new axes around, up to three")         \
  X(RESHAPE, "", "reshape", 1, 3, BUILD, NONE, 0, 0, "the same elements in another shape")         \
  X(RAVEL, "", "ravel", 1, 2, BUILD, NONE, 0, 0, "the elements as an array of rank 1")             \
  X(CONCATENATE, "", "concatenate concat", 1, 2, BUILD, NONE, 0, 0,                                \
    "arrays one after the other along an axis")                                                    \
  X(STACK, "", "stack", 1, 2, BUILD, NONE, 0, 0, "arrays of one shape along a new axis")           \
  X(HSTACK, "", "hstack", 1, 1, BUILD, NONE, 0, 0, "arrays side by side")                          \
  X(VSTACK, "", "vstack", 1, 1, BUILD, NONE, 0, 0, "arrays below one another")                     \
  X(DSTACK, "", "dstack", 1, 1, BUILD, NONE, 0, 0, "arrays behind one another")                    \
  X(COLUMN_STACK, "", "column_stack", 1, 1, BUILD, NONE, 0, 0, "arrays of rank 1 as columns")      \
  X(ROLL, "", "roll", 1, 3, BUILD, NONE, 0, 0,                                                     \
    "elements moved along an axis, the last ones to its front")                                    \
  X(ZEROS, "", "zeros", 0, 2, BUILD, NONE, 0, 0, "zeros in a shape")                               \
  X(ONES, "", "ones", 0, 2, BUILD, NONE, 0, 0, "ones in a shape")                                  \
  X(FULL, "", "full", 0, 3, BUILD, NONE, 0, 0, "one value in a shape")                             \
  X(ZEROS_LIKE, "", "zeros_like", 1, 2, BUILD, NONE, 0, 0, "zeros in an array's shape and dtype")  \
  X(ONES_LIKE, "", "ones_like", 1, 2, BUILD, NONE, 0, 0, "ones in an array's shape and dtype")     \
  X(FULL_LIKE, "", "full_like", 1, 3, BUILD, NONE, 0, 0,                                           \
    "one value in an array's shape and dtype")                                                     \
  X(EYE, "", "eye", 0, 4, BUILD, NONE, 0, 0, "ones on a diagonal, zeros elsewhere")                \
  X(IDENTITY, "", "identity", 0, 2, BUILD, NONE, 0, 0, "the unit matrix")                          \
  X(SUM, "", "sum", 1, 1, REDUCE, SUM, 2, 0, "sum over axes")                                      \
  X(PROD, "", "prod", 1, 1, REDUCE, PRODUCT, 2, 0, "product over axes")                            \
  X(PROD_RE, "", "", 2, 2, REDUCE, FLOAT, 6, 0, "real part of a product of complex numbers")       \
  X(PROD_IM, "", "", 2, 2, REDUCE, FLOAT, 6, 0, "imaginary part of it")                            \
  X(MIN, "", "min amin", 1, 1, REDUCE, LEAST, 2, 0, "smallest over axes; NaN if any is")           \
  X(MAX, "", "max amax", 1, 1, REDUCE, GREATEST, 2, 0, "largest over axes; NaN if any is")         \
  X(MEAN, "", "mean", 1, 1, OVER, FLOAT, 2, 0, "mean over axes")                                   \
  X(VAR, "", "var", 1, 1, OVER, FLOAT, 8, 0, "variance: mean square of the distance to the mean")  \
  X(STD, "", "std", 1, 1, OVER, FLOAT, 8, 0, "standard deviation: square root of the variance")    \
  X(ANY, "", "any", 1, 1, REDUCE, LOGIC, 1, 0, "true if any is nonzero")                           \
  X(ALL, "", "all", 1, 1, REDUCE, LOGIC, 1, 0, "true if all are nonzero")                          \
  X(COUNT, "", "count_nonzero", 1, 1, REDUCE, COUNT, 1, 0, "how many are nonzero")                 \
  X(ARGMIN, "", "argmin", 1, 1, OVER, PLACE, 4, 0,                                                 \
    "index of the smallest, the first of several; of the first NaN if there is one")               \
  X(ARGMAX, "", "argmax", 1, 1, OVER, PLACE, 4, 0,                                                 \
    "index of the largest, the first of several; of the first NaN if there is one")                \
  X(PTP, "", "ptp", 1, 1, OVER, SUBTRACT, 4, 0, "largest less smallest")                           \
  X(NANSUM, "", "nansum", 1, 1, OVER, SUM, 2, 0, "sum of what is not NaN")                         \
  X(NANPROD, "", "nanprod", 1, 1, OVER, PRODUCT, 2, 0, "product of what is not NaN")               \
  X(NANMIN, "", "nanmin", 1, 1, OVER, LEAST, 2, 0, "smallest of what is not NaN; NaN if all is")   \
  X(NANMAX, "", "nanmax", 1, 1, OVER, GREATEST, 2, 0, "largest of what is not NaN; NaN if all is") \
  X(NANMEAN, "", "nanmean", 1, 1, OVER, FLOAT, 2, 0, "mean of what is not NaN; NaN if all is")     \
  X(NANVAR, "", "nanvar", 1, 1, OVER, FLOAT, 8, 0, "variance of what is not NaN; NaN if all is")   \
  X(NANSTD, "", "nanstd", 1, 1, OVER, FLOAT, 8, 0,                                                 \
    "standard deviation of what is not NaN; NaN if all is")                                        \
  X(VECDOT, "", "vecdot", 2, 2, OVER, MULTIPLY, 2, 0, "sum of products along an axis")             \
  X(CUMSUM, "", "cumsum", 1, 3, SCAN, PRODUCT, 4, 0, "running sum along an axis")                  \
  X(CUMPROD, "", "cumprod", 1, 3, SCAN, PRODUCT, 4, 0, "running product along an axis")            \
  X(CUMULATIVE_SUM, "", "cumulative_sum", 1, 1, RUNNING, PRODUCT, 4, 0,                            \
    "running sum along an axis, which must be named where there are several")                      \
  X(CUMULATIVE_PROD, "", "cumulative_prod", 1, 1, RUNNING, PRODUCT, 4, 0,                          \
    "running product along an axis, which must be named where there are several")                  \
  X(NANCUMSUM, "", "nancumsum", 1, 3, RUNNING, PRODUCT, 4, 0, "running sum of what is not NaN")    \
  X(NANCUMPROD, "", "nancumprod", 1, 3, RUNNING, PRODUCT, 4, 0,                                    \
    "running product of what is not NaN")                                                          \
  X(DIFF, "", "diff", 1, 5, RUNNING, NEIGHBOURS, 1, 0,                                             \
    "differences of neighbours along an axis, n times over; of bool, whether they differ")         \
  X(DEVIATIONS, "", "", 2, 2, REDUCE, SQUARES, 6, 0,                                               \
    "sum of squared distances to the mean, of what the second operand marks")                      \
  X(SUM_SMALL, "", "", 1, 1, REDUCE, SUM, 0, 0, "2^-100 of the sum, where that overflows")         \
  X(DEVIATIONS_SMALL, "", "", 2, 2, REDUCE, SQUARES, 0, 0, "2^-1120 of them, where they overflow") \
  X(TOTAL, "", "", 1, 1, ELEMENT, FLOAT, 0, 0,                                                     \
    "a sum of a few terms, which says when it overflowed")                                         \
  X(BOUNDED, "", "", 1, 1, ELEMENT, FLOAT, 0, 0,                                                   \
    "an element of such sums, which says when it is too large for them")                           \
  X(TIME, "", "", 1, 1, ELEMENT, NONE, 0, 0,                                                       \
    "an int64 that counts time, while the graph is built")                                         \
  X(IF_FINITE, "", "", 2, 2, ELEMENT, FLOAT, 0, 0,                                                 \
    "the first where it is finite, else the second")                                               \
  X(LEAST_AT, "", "", 2, 2, REDUCE, PLACE, 4, 0, "the second operand where the first is smallest") \
  X(GREATEST_AT, "", "", 2, 2, REDUCE, PLACE, 4, 0, "the second operand where the first is largest")

/* Functions whose emitter has a second, faster form for float64 (JX_PRECISION_FAST): only those that
 * gain a tenth or more. X(id, ulp): the error that the form is held to. */
#define FAST_TABLE(X) \
  X(EXPM1, 2.5)       \
  X(LOG, 2.5)         \
  X(LOG2, 2)          \
  X(LOG10, 2)         \
  X(LOG1P, 2.5)       \
  X(SIN, 2)           \
  X(COS, 2)           \
  X(TAN, 4)           \
  X(SINC, 4)          \
  X(ARCSINH, 3)       \
  X(ARCCOSH, 3.5)     \
  X(ARCTANH, 3)       \
  X(ARCSIN, 2.5)      \
  X(ARCCOS, 2)        \
  X(ARCTAN, 2)        \
  X(ARCTAN2, 2)

typedef enum op_class {
  OP_CLASS_LEAF,
  OP_CLASS_ELEMENT,
  OP_CLASS_REDUCE,
  OP_CLASS_BUILD,
  OP_CLASS_OVER,
  OP_CLASS_SCAN,
  OP_CLASS_RUNNING
} op_class;

typedef enum op_id {
#define X(id, ...) OP_##id,
  OP_TABLE(X)
#undef X
      OP_COUNT_
} op_id;

typedef struct op_info {
  const char *id;    /* "ADD" */
  const char *spelt; /* the operator, or "" */
  const char *names; /* blank-separated */
  uint8_t min_args, max_args;
  uint8_t class_; /* op_class */
  uint8_t rule;   /* rule_id */
  uint8_t cost;
  uint8_t ulp;
  const char *help;
} op_info;

extern const op_info ops[OP_COUNT_];

/* The largest error of an operation's fast form; 0: it has none. */
double op_fast_ulp(op_id op);
/* Whether an operation takes that form, of operands of a dtype, if it may. */
static inline bool op_is_fast(op_id op, jx_dtype dtype) {
  return dtype == JX_FLOAT64 && op_fast_ulp(op) > 0;
}

/* What users call an operation, "+" or "sin", for "%.*s". */
static inline const char *op_name(op_id op) {
  return ops[op].spelt[0] ? ops[op].spelt : ops[op].names;
}
static inline int op_name_length(op_id op) { return (int)strcspn(op_name(op), " "); }

/* True when `word` is one of the blank-separated words. */
bool words_hold(const char *words, const char *word, size_t length);

/* The operation a function name stands for, or OP_POISON. */
op_id op_named(const char *name, size_t length);

/* True for what folds axes and takes the arguments that say which. */
bool op_is_reduction(op_id op);

/* True for what gives a value for each of the points before it along an axis. */
bool op_is_running(op_id op);

/* True for nodes that fold: of finished folds, or of all that they were on the way. */
static inline bool op_folds(op_id op) {
  return ops[op].class_ == OP_CLASS_REDUCE || ops[op].class_ == OP_CLASS_SCAN;
}

/* Names of the arguments that have one, separated by blanks; "": it has none. */
const char *op_keywords(op_id op);

#endif
