/* foreign.h: what people write who come from pandas, NumPy's corners, C, Fortran, MATLAB, Excel,
 * calculators and NumExpr, and how it is spelt here.
 *
 * Takes a word and where it stands; gives what a message says of it. All the messages that know
 * another language read this one table. tests/python/test_foreign.py tries every row: the message
 * has it, and what it says to write can be written.
 *
 * A row is X(place, word, write):
 *
 * place      where the word stands:
 *   CALL       a function, called or as a method or attribute. `write` is an expression of x, y, z,
 *              the integers i, j, the condition c, the numbers lo, hi and n
 *   LACKS      the same, of what the language has nothing for; `write` says what to do
 *   VALUE      a name that nothing is bound to. `write` is an expression
 *   KEYWORD    a keyword argument. `write` is the one that some function takes
 *   DTYPE      a dtype. `write` is its name here
 *   INFIX      a word between operands. `write` is an operator
 *   OPERATOR   an operator. `write` is one or, with blanks, the form of an expression
 *   RESERVED   a keyword of Python. `write` says what to do
 *   CHARACTER  what keyboards and word processors make of an operator or a name
 */
#ifndef JX_FOREIGN_H
#define JX_FOREIGN_H

#include <stddef.h>

#define FOREIGN_OUTSIDE "compute it outside, and bind the result to a name"
#define FOREIGN_RANDOM "make random numbers outside, and bind them to a name"
#define FOREIGN_BOUND "arrays are bound to names by whoever evaluates the program"

/* clang-format off */
#define FOREIGN_TABLE(X)                                                                           \
  /* logarithms, powers, roots */                                                                  \
  X(CALL, "ln", "log(x)")                                                                          \
  X(CALL, "lg", "log10(x)")                                                                        \
  X(CALL, "ld", "log2(x)")                                                                         \
  X(CALL, "logn", "log(x)/log(n)")                                                                 \
  X(CALL, "alog", "log(x)")                                                                        \
  X(CALL, "alog10", "log10(x)")                                                                    \
  X(CALL, "exp10", "10**x")                                                                        \
  X(CALL, "pow2", "exp2(x)")                                                                       \
  X(CALL, "pow10", "10**x")                                                                        \
  X(CALL, "sqr", "x*x")                                                                            \
  X(CALL, "cube", "x*x*x")                                                                         \
  X(CALL, "squareroot", "sqrt(x)")                                                                 \
  X(CALL, "sqroot", "sqrt(x)")                                                                     \
  X(CALL, "rsqrt", "1/sqrt(x)")                                                                    \
  X(CALL, "root", "x**(1/n)")                                                                      \
  X(CALL, "nthroot", "x**(1/n)")                                                                   \
  X(CALL, "inv", "1/x")                                                                            \
  X(CALL, "logsumexp", "max(x) + log(sum(exp(x - max(x))))")                                       \
  X(CALL, "softmax", "exp(x - max(x))/sum(exp(x - max(x)))")                                       \
  X(CALL, "sigmoid", "1/(1 + exp(-x))")                                                            \
  X(CALL, "expit", "1/(1 + exp(-x))")                                                              \
  X(CALL, "logit", "log(x/(1 - x))")                                                               \
  X(CALL, "relu", "maximum(x, 0)")                                                                 \
  /* angles */                                                                                     \
  X(CALL, "tg", "tan(x)")                                                                          \
  X(CALL, "cot", "1/tan(x)")                                                                       \
  X(CALL, "ctg", "1/tan(x)")                                                                       \
  X(CALL, "sec", "1/cos(x)")                                                                       \
  X(CALL, "csc", "1/sin(x)")                                                                       \
  X(CALL, "sind", "sin(radians(x))")                                                               \
  X(CALL, "cosd", "cos(radians(x))")                                                               \
  X(CALL, "tand", "tan(radians(x))")                                                               \
  X(CALL, "cosine", "cos(x)")                                                                      \
  X(CALL, "tangent", "tan(x)")                                                                     \
  X(CALL, "asn", "arcsin(x)")                                                                      \
  X(CALL, "arcsine", "arcsin(x)")                                                                  \
  X(CALL, "acs", "arccos(x)")                                                                      \
  X(CALL, "arccosine", "arccos(x)")                                                                \
  X(CALL, "atn", "arctan(x)")                                                                      \
  X(CALL, "arctg", "arctan(x)")                                                                    \
  X(CALL, "arctangent", "arctan(x)")                                                               \
  X(CALL, "datan2", "arctan2(x, y)")                                                               \
  X(CALL, "deg", "degrees(x)")                                                                     \
  X(CALL, "todegrees", "degrees(x)")                                                               \
  X(CALL, "rad", "radians(x)")                                                                     \
  X(CALL, "toradians", "radians(x)")                                                               \
  /* rounding, signs, limits */                                                                    \
  X(CALL, "ceiling", "ceil(x)")                                                                    \
  X(CALL, "nint", "rint(x)")                                                                       \
  X(CALL, "anint", "rint(x)")                                                                      \
  X(CALL, "nearbyint", "rint(x)")                                                                  \
  X(CALL, "lround", "round(x)")                                                                    \
  X(CALL, "truncate", "trunc(x)")                                                                  \
  X(CALL, "aint", "trunc(x)")                                                                      \
  X(CALL, "frac", "x - floor(x)")                                                                  \
  X(CALL, "fract", "x - floor(x)")                                                                 \
  X(CALL, "sgn", "sign(x)")                                                                        \
  X(CALL, "signum", "sign(x)")                                                                     \
  X(CALL, "iabs", "abs(x)")                                                                        \
  X(CALL, "dabs", "abs(x)")                                                                        \
  X(CALL, "cabs", "abs(x)")                                                                        \
  X(CALL, "clamp", "clip(x, lo, hi)")                                                              \
  X(CALL, "amin1", "minimum(x, y)")                                                                \
  X(CALL, "amax1", "maximum(x, y)")                                                                \
  X(CALL, "rem", "fmod(x, y)")                                                                     \
  X(CALL, "modulo", "x % y")                                                                       \
  X(CALL, "modulus", "x % y")                                                                      \
  X(CALL, "lerp", "x + (y - x)*z")                                                                 \
  X(CALL, "mix", "x + (y - x)*z")                                                                  \
  X(CALL, "fma", "x*y + z")                                                                        \
  /* operators as functions or methods */                                                          \
  X(CALL, "plus", "x + y")                                                                         \
  X(CALL, "minus", "x - y")                                                                        \
  X(CALL, "times", "x*y")                                                                          \
  X(CALL, "mul", "x*y")                                                                            \
  X(CALL, "sub", "x - y")                                                                          \
  X(CALL, "div", "x/y")                                                                            \
  X(CALL, "truediv", "x/y")                                                                        \
  X(CALL, "floordiv", "x//y")                                                                      \
  X(CALL, "idiv", "x//y")                                                                          \
  X(CALL, "quotient", "x//y")                                                                      \
  X(CALL, "neg", "-x")                                                                             \
  X(CALL, "expt", "x**y")                                                                          \
  X(CALL, "eq", "x == y")                                                                          \
  X(CALL, "ne", "x != y")                                                                          \
  X(CALL, "lt", "x < y")                                                                           \
  X(CALL, "le", "x <= y")                                                                          \
  X(CALL, "gt", "x > y")                                                                           \
  X(CALL, "ge", "x >= y")                                                                          \
  X(CALL, "xor", "logical_xor(x, y)")                                                              \
  X(CALL, "ieor", "i ^ j")                                                                         \
  X(CALL, "iand", "i & j")                                                                         \
  X(CALL, "ior", "i | j")                                                                          \
  X(CALL, "bitand", "i & j")                                                                       \
  X(CALL, "bitor", "i | j")                                                                        \
  X(CALL, "bitxor", "i ^ j")                                                                       \
  X(CALL, "bitnot", "~i")                                                                          \
  X(CALL, "bitcmp", "~i")                                                                          \
  X(CALL, "bitshift", "i << j")                                                                    \
  X(CALL, "ishft", "i << j")                                                                       \
  X(CALL, "shl", "i << j")                                                                         \
  X(CALL, "lshift", "i << j")                                                                      \
  X(CALL, "shr", "i >> j")                                                                         \
  X(CALL, "rshift", "i >> j")                                                                      \
  X(CALL, "AND", "x and y")                                                                        \
  X(CALL, "OR", "x or y")                                                                          \
  X(CALL, "NOT", "not x")                                                                          \
  /* conditions, missing values */                                                                 \
  X(CALL, "iff", "where(c, x, y)")                                                                 \
  X(CALL, "iif", "where(c, x, y)")                                                                 \
  X(CALL, "IF", "where(c, x, y)")                                                                  \
  X(CALL, "ifelse", "where(c, x, y)")                                                              \
  X(CALL, "if_else", "where(c, x, y)")                                                             \
  X(CALL, "ite", "where(c, x, y)")                                                                 \
  X(CALL, "cond", "where(c, x, y)")                                                                \
  X(CALL, "merge", "where(c, x, y)")                                                               \
  X(CALL, "mask", "where(c, y, x)")                                                                \
  X(CALL, "choose", "where(c, x, y)")                                                              \
  X(CALL, "between", "lo <= x <= hi")                                                              \
  X(CALL, "isin", "(x == lo) or (x == hi)")                                                        \
  X(CALL, "in1d", "(x == lo) or (x == hi)")                                                        \
  X(CALL, "allclose", "all(isclose(x, y))")                                                        \
  X(CALL, "array_equal", "all(x == y)")                                                            \
  X(CALL, "isna", "isnan(x)")                                                                      \
  X(CALL, "isnull", "isnan(x)")                                                                    \
  X(CALL, "is_nan", "isnan(x)")                                                                    \
  X(CALL, "ismissing", "isnan(x)")                                                                 \
  X(CALL, "notna", "not isnan(x)")                                                                 \
  X(CALL, "notnull", "not isnan(x)")                                                               \
  X(CALL, "finite", "isfinite(x)")                                                                 \
  X(CALL, "fillna", "where(isnan(x), y, x)")                                                       \
  X(CALL, "nvl", "where(isnan(x), y, x)")                                                          \
  X(CALL, "coalesce", "where(isnan(x), y, x)")                                                     \
  /* reductions */                                                                                 \
  X(CALL, "avg", "mean(x)")                                                                        \
  X(CALL, "average", "mean(x)")                                                                    \
  X(CALL, "total", "sum(x)")                                                                       \
  X(CALL, "fsum", "sum(x)")                                                                        \
  X(CALL, "product", "prod(x)")                                                                    \
  X(CALL, "stdev", "std(x, ddof=1)")                                                               \
  X(CALL, "stddev", "std(x, ddof=1)")                                                              \
  X(CALL, "stdevp", "std(x)")                                                                      \
  X(CALL, "variance", "var(x, ddof=1)")                                                            \
  X(CALL, "sem", "std(x, ddof=1)/sqrt(size(x))")                                                   \
  X(CALL, "maxval", "max(x)")                                                                      \
  X(CALL, "minval", "min(x)")                                                                      \
  X(CALL, "maxloc", "argmax(x)")                                                                   \
  X(CALL, "minloc", "argmin(x)")                                                                   \
  X(CALL, "idxmax", "argmax(x)")                                                                   \
  X(CALL, "idxmin", "argmin(x)")                                                                   \
  X(CALL, "alltrue", "all(x)")                                                                     \
  X(CALL, "sometrue", "any(x)")                                                                    \
  X(CALL, "every", "all(x)")                                                                       \
  X(CALL, "some", "any(x)")                                                                        \
  X(CALL, "countif", "count_nonzero(c)")                                                           \
  X(CALL, "nnz", "count_nonzero(x)")                                                               \
  X(CALL, "sumif", "sum(x, where=c)")                                                              \
  X(CALL, "averageif", "mean(x, where=c)")                                                         \
  X(CALL, "sumsq", "sum(x*x)")                                                                     \
  X(CALL, "sumproduct", "sum(x*y)")                                                                \
  X(CALL, "dot", "x @ y")                                                                          \
  X(CALL, "dot_product", "vecdot(x, y)")                                                           \
  X(CALL, "inner", "vecdot(x, y)")                                                                 \
  X(CALL, "vdot", "vecdot(x, y)")                                                                  \
  X(CALL, "outer", "x[:,None]*y[None,:]")                                                          \
  X(CALL, "norm", "sqrt(sum(x*x))")                                                                \
  X(CALL, "norm2", "sqrt(sum(x*x))")                                                               \
  X(CALL, "rms", "sqrt(mean(x*x))")                                                                \
  X(CALL, "cov", "mean((x - mean(x))*(y - mean(y)))")                                              \
  X(CALL, "corr", "mean((x - mean(x))*(y - mean(y)))/(std(x)*std(y))")                             \
  X(CALL, "corrcoef", "mean((x - mean(x))*(y - mean(y)))/(std(x)*std(y))")                         \
  X(CALL, "trapz", "sum((y[1:] + y[:-1])/2*(x[1:] - x[:-1]))")                                     \
  X(CALL, "trapezoid", "sum((y[1:] + y[:-1])/2*(x[1:] - x[:-1]))")                                 \
  /* shapes, casts */                                                                              \
  X(CALL, "len", "size(x)")                                                                        \
  X(CALL, "length", "size(x)")                                                                     \
  X(CALL, "numel", "size(x)")                                                                      \
  X(CALL, "ndims", "ndim(x)")                                                                      \
  X(CALL, "rank", "ndim(x)")                                                                       \
  X(CALL, "dim", "ndim(x)")                                                                        \
  X(CALL, "range", "arange(n)")                                                                    \
  X(CALL, "mT", "transpose(x)")                                                                    \
  X(CALL, "permute", "transpose(x)")                                                               \
  X(CALL, "flatten", "ravel(x)")                                                                   \
  X(CALL, "reverse", "x[::-1]")                                                                    \
  X(CALL, "unsqueeze", "expand_dims(x, 0)")                                                        \
  X(CALL, "meshgrid", "x[None,:] + y[:,None]")                                                     \
  X(CALL, "cast", "astype(x, 'float32')")                                                          \
  X(CALL, "dble", "float64(x)")                                                                    \
  X(CALL, "longdouble", "float64(x)")                                                              \
  X(CALL, "logical", "bool(x)")                                                                    \
  X(CALL, "integer", "int64(x)")                                                                   \
  /* what there is not */                                                                          \
  X(LACKS, "median", FOREIGN_OUTSIDE)                                                              \
  X(LACKS, "nanmedian", FOREIGN_OUTSIDE)                                                           \
  X(LACKS, "mode", FOREIGN_OUTSIDE)                                                                \
  X(LACKS, "quantile", FOREIGN_OUTSIDE)                                                            \
  X(LACKS, "percentile", FOREIGN_OUTSIDE)                                                          \
  X(LACKS, "nanpercentile", FOREIGN_OUTSIDE)                                                       \
  X(LACKS, "histogram", FOREIGN_OUTSIDE)                                                           \
  X(LACKS, "bincount", FOREIGN_OUTSIDE)                                                            \
  X(LACKS, "sort", FOREIGN_OUTSIDE)                                                                \
  X(LACKS, "argsort", FOREIGN_OUTSIDE)                                                             \
  X(LACKS, "unique", FOREIGN_OUTSIDE)                                                              \
  X(LACKS, "searchsorted", FOREIGN_OUTSIDE)                                                        \
  X(LACKS, "interp", FOREIGN_OUTSIDE)                                                              \
  X(LACKS, "convolve", FOREIGN_OUTSIDE)                                                            \
  X(LACKS, "fft", FOREIGN_OUTSIDE)                                                                 \
  X(LACKS, "shift", FOREIGN_OUTSIDE)                                                               \
  X(LACKS, "rolling", FOREIGN_OUTSIDE)                                                             \
  X(LACKS, "groupby", FOREIGN_OUTSIDE)                                                             \
  X(LACKS, "factorial", FOREIGN_OUTSIDE)                                                           \
  X(LACKS, "fact", FOREIGN_OUTSIDE)                                                                \
  X(LACKS, "comb", FOREIGN_OUTSIDE)                                                                \
  X(LACKS, "tensordot", "einsum('ij,jk->ik', x, y) sums over any axes")                            \
  X(LACKS, "array", FOREIGN_BOUND)                                                                 \
  X(LACKS, "asarray", FOREIGN_BOUND)                                                               \
  X(LACKS, "values", "a name stands for its values")                                               \
  X(LACKS, "to_numpy", "a name stands for its values")                                             \
  X(LACKS, "copy", "a name stands for its values")                                                 \
  X(LACKS, "item", "a name stands for its values")                                                 \
  X(LACKS, "dtype", "the dtype of a value cannot be asked for")                                    \
  X(LACKS, "apply", "write the expression itself: operations go over whole arrays")                \
  X(LACKS, "map", "write the expression itself: operations go over whole arrays")                  \
  X(LACKS, "vectorize", "write the expression itself: operations go over whole arrays")            \
  X(LACKS, "evaluate", "write the expression itself, not a string of it")                          \
  X(LACKS, "eval", "write the expression itself, not a string of it")                              \
  X(LACKS, "print", "the last line of a program gives its results")                                \
  X(LACKS, "tile", "operands broadcast by themselves")                                             \
  X(LACKS, "repeat", "operands broadcast by themselves")                                           \
  X(LACKS, "random", FOREIGN_RANDOM)                                                               \
  X(LACKS, "rand", FOREIGN_RANDOM)                                                                 \
  X(LACKS, "randn", FOREIGN_RANDOM)                                                                \
  X(LACKS, "randint", FOREIGN_RANDOM)                                                              \
  X(LACKS, "rnd", FOREIGN_RANDOM)                                                                  \
  X(LACKS, "uniform", FOREIGN_RANDOM)                                                              \
  X(LACKS, "normal", FOREIGN_RANDOM)                                                               \
  X(LACKS, "load", FOREIGN_BOUND)                                                                  \
  X(LACKS, "loadtxt", FOREIGN_BOUND)                                                               \
  X(LACKS, "read_csv", FOREIGN_BOUND)                                                              \
  X(CALL, "str_", "str(i)")                                                                        \
  X(LACKS, "bytes_", "bytes are operands, literals such as b'x', and what functions make of them") \
  /* values */                                                                                     \
  X(VALUE, "PI", "pi")                                                                             \
  X(VALUE, "Pi", "pi")                                                                             \
  X(VALUE, "M_PI", "pi")                                                                           \
  X(VALUE, "tau", "2*pi")                                                                          \
  X(VALUE, "E", "e")                                                                               \
  X(VALUE, "M_E", "e")                                                                             \
  X(VALUE, "euler", "e")                                                                           \
  X(VALUE, "NaN", "nan")                                                                           \
  X(VALUE, "NAN", "nan")                                                                           \
  X(VALUE, "NA", "nan")                                                                            \
  X(VALUE, "null", "nan")                                                                          \
  X(VALUE, "NULL", "nan")                                                                          \
  X(VALUE, "nil", "nan")                                                                           \
  X(VALUE, "Inf", "inf")                                                                           \
  X(VALUE, "INF", "inf")                                                                           \
  X(VALUE, "INFINITY", "inf")                                                                      \
  X(VALUE, "Infinity", "inf")                                                                      \
  X(VALUE, "infinity", "inf")                                                                      \
  X(VALUE, "infty", "inf")                                                                         \
  X(VALUE, "PINF", "inf")                                                                          \
  X(VALUE, "NINF", "-inf")                                                                         \
  X(VALUE, "eps", "2.0**-52")                                                                      \
  X(VALUE, "EPS", "2.0**-52")                                                                      \
  X(VALUE, "epsilon", "2.0**-52")                                                                  \
  X(VALUE, "DBL_EPSILON", "2.0**-52")                                                              \
  X(VALUE, "FLT_EPSILON", "2.0**-23")                                                              \
  X(VALUE, "INT_MAX", "2**31 - 1")                                                                 \
  X(VALUE, "true", "True")                                                                         \
  X(VALUE, "TRUE", "True")                                                                         \
  X(VALUE, "false", "False")                                                                       \
  X(VALUE, "FALSE", "False")                                                                       \
  X(VALUE, "none", "None")                                                                         \
  /* keyword arguments */                                                                          \
  X(KEYWORD, "dim", "axis")                                                                        \
  X(KEYWORD, "dims", "axis")                                                                       \
  X(KEYWORD, "axes", "axis")                                                                       \
  X(KEYWORD, "axis", "axes")                                                                       \
  X(KEYWORD, "dims", "axes")                                                                       \
  X(KEYWORD, "keepdim", "keepdims")                                                                \
  X(KEYWORD, "keep_dims", "keepdims")                                                              \
  X(KEYWORD, "correction", "ddof")                                                                 \
  X(KEYWORD, "unbiased", "ddof")                                                                   \
  X(KEYWORD, "mask", "where")                                                                      \
  X(KEYWORD, "condition", "where")                                                                 \
  X(KEYWORD, "init", "initial")                                                                    \
  X(KEYWORD, "start", "initial")                                                                   \
  X(KEYWORD, "type", "dtype")                                                                      \
  X(KEYWORD, "digits", "decimals")                                                                 \
  X(KEYWORD, "ndigits", "decimals")                                                                \
  X(KEYWORD, "n", "num")                                                                           \
  /* dtypes */                                                                                     \
  X(DTYPE, "real", "float64")                                                                      \
  X(DTYPE, "integer", "int64")                                                                     \
  X(DTYPE, "boolean", "bool")                                                                      \
  X(DTYPE, "logical", "bool")                                                                      \
  /* words between operands */                                                                     \
  X(INFIX, "AND", "and")                                                                           \
  X(INFIX, "And", "and")                                                                           \
  X(INFIX, "OR", "or")                                                                             \
  X(INFIX, "Or", "or")                                                                             \
  X(INFIX, "NOT", "not")                                                                           \
  X(INFIX, "Not", "not")                                                                           \
  X(INFIX, "xor", "^")                                                                             \
  X(INFIX, "XOR", "^")                                                                             \
  X(INFIX, "mod", "%")                                                                             \
  X(INFIX, "MOD", "%")                                                                             \
  X(INFIX, "div", "//")                                                                            \
  X(INFIX, "DIV", "//")                                                                            \
  X(INFIX, "eq", "==")                                                                             \
  X(INFIX, "ne", "!=")                                                                             \
  X(INFIX, "lt", "<")                                                                              \
  X(INFIX, "le", "<=")                                                                             \
  X(INFIX, "gt", ">")                                                                              \
  X(INFIX, "ge", ">=")                                                                             \
  X(INFIX, "shl", "<<")                                                                            \
  X(INFIX, "shr", ">>")                                                                            \
  X(INFIX, "then", "x if condition else y")                                                        \
  X(INFIX, "THEN", "x if condition else y")                                                        \
  X(INFIX, "IF", "x if condition else y")                                                          \
  X(INFIX, "ELSE", "x if condition else y")                                                        \
  /* operators */                                                                                  \
  X(OPERATOR, "&&", "and")                                                                         \
  X(OPERATOR, "||", "or")                                                                          \
  X(OPERATOR, "!", "not")                                                                          \
  X(OPERATOR, "<>", "!=")                                                                          \
  X(OPERATOR, "=>", ">=")                                                                          \
  X(OPERATOR, "=<", "<=")                                                                          \
  X(OPERATOR, "===", "==")                                                                         \
  X(OPERATOR, "!==", "!=")                                                                         \
  X(OPERATOR, ":=", "=")                                                                           \
  X(OPERATOR, "?", "x if condition else y")                                                        \
  /* Python */                                                                                     \
  X(RESERVED, "is", "write '==', or isnan(x) for what is missing")                                 \
  X(RESERVED, "lambda", "write the expression itself")                                             \
  X(RESERVED, "def", "give values names with '=', and write the expression itself")                \
  X(RESERVED, "return", "the last line gives the results, without a word before it")               \
  X(RESERVED, "yield", "the last line gives the results, without a word before it")                \
  X(RESERVED, "import", "functions are there without it")                                          \
  X(RESERVED, "from", "functions are there without it")                                            \
  X(RESERVED, "for", "operations go over whole arrays, as in sum(x*x)")                            \
  X(RESERVED, "while", "operations go over whole arrays, as in sum(x*x)")                          \
  X(RESERVED, "elif", "write 'x if a else y if b else z', or where(a, x, where(b, y, z))")         \
  X(RESERVED, "del", "names need not be given back")                                               \
  /* characters */                                                                                 \
  X(CHARACTER, "π", "pi")                                                                          \
  X(CHARACTER, "∞", "inf")                                                                         \
  X(CHARACTER, "√", "sqrt")                                                                        \
  X(CHARACTER, "∑", "sum")                                                                         \
  X(CHARACTER, "Σ", "sum")                                                                         \
  X(CHARACTER, "∏", "prod")                                                                        \
  X(CHARACTER, "−", "-")                                                                           \
  X(CHARACTER, "–", "-")                                                                           \
  X(CHARACTER, "—", "-")                                                                           \
  X(CHARACTER, "‐", "-")                                                                           \
  X(CHARACTER, "‑", "-")                                                                           \
  X(CHARACTER, "×", "*")                                                                           \
  X(CHARACTER, "·", "*")                                                                           \
  X(CHARACTER, "⋅", "*")                                                                           \
  X(CHARACTER, "∙", "*")                                                                           \
  X(CHARACTER, "∗", "*")                                                                           \
  X(CHARACTER, "÷", "/")                                                                           \
  X(CHARACTER, "∕", "/")                                                                           \
  X(CHARACTER, "⁄", "/")                                                                           \
  X(CHARACTER, "¹", "**1")                                                                         \
  X(CHARACTER, "²", "**2")                                                                         \
  X(CHARACTER, "³", "**3")                                                                         \
  X(CHARACTER, "⁴", "**4")                                                                         \
  X(CHARACTER, "½", "0.5")                                                                         \
  X(CHARACTER, "¼", "0.25")                                                                        \
  X(CHARACTER, "¾", "0.75")                                                                        \
  X(CHARACTER, "≠", "!=")                                                                          \
  X(CHARACTER, "≤", "<=")                                                                          \
  X(CHARACTER, "≥", ">=")                                                                          \
  X(CHARACTER, "≡", "==")                                                                          \
  X(CHARACTER, "∧", "and")                                                                         \
  X(CHARACTER, "∨", "or")                                                                          \
  X(CHARACTER, "⊕", "^")                                                                           \
  X(CHARACTER, "¬", "not")                                                                         \
  X(CHARACTER, "°", "*pi/180")                                                                     \
  X(CHARACTER, "…", "...")
/* clang-format on */

typedef enum foreign_place {
  FOREIGN_CALL,
  FOREIGN_LACKS,
  FOREIGN_VALUE,
  FOREIGN_KEYWORD,
  FOREIGN_DTYPE,
  FOREIGN_INFIX,
  FOREIGN_OPERATOR,
  FOREIGN_RESERVED,
  FOREIGN_CHARACTER
} foreign_place;

/* What the n-th row (from 0) for a word in this place says to write, or NULL. */
const char *foreign_write(foreign_place place, const char *word, size_t length, int n);

#endif
