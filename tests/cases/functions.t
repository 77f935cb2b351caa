# Mathematical functions where results are exact: limits, NaN, zeros with their sign, subnormal numbers, the ends of the
# range; what dtypes they give. Everywhere else tests/accuracy measures them.

expm1(a)
a: float64 [0.0, -0.0, inf, -inf, nan, 1e-300, -5e-324, 1e-17, 709.7827128933841, -37.5, -800.0]
-> float64 [0.0, -0.0, inf, -1.0, nan, 1e-300, -5e-324, 1e-17, inf, -1.0, -1.0]

expm1(a)
a: float32 [0.0, -0.0, inf, -inf, nan, 1e-45, -1e-30, 1.0, 88.72284, -18.0]
-> float32 [0.0, -0.0, inf, -1.0, nan, 1e-45, -1e-30, 1.7182819, inf, -1.0]

expm1(i), expm1(b), expm1(k)*f
i: int32 [0, 710, -40]
b: bool [False]
k: weak -0.0
f: float32 [2.0]
-> float64 [0.0, inf, -1.0]
-> float64 [0.0]
-> float32 [-0.0]

tanh(a)
a: float64 [0.0, -0.0, inf, -inf, nan, 1e-300, -5e-324, 1e-9, 19.07, -1e308]
-> float64 [0.0, -0.0, 1.0, -1.0, nan, 1e-300, -5e-324, 1e-9, 1.0, -1.0]

tanh(a)
a: float32 [0.0, -0.0, inf, -inf, nan, 1e-45, -1e-30, 1.0, 9.1, -3e38]
-> float32 [0.0, -0.0, 1.0, -1.0, nan, 1e-45, -1e-30, 0.7615942, 1.0, -1.0]

tanh(i), tanh(b), tanh(k)*f
i: int32 [0, 100, -2147483648]
b: bool [False]
k: weak -0.0
f: float32 [2.0]
-> float64 [0.0, 1.0, -1.0]
-> float64 [0.0]
-> float32 [-0.0]

log1p(a)
a: float64 [0.0, -0.0, inf, -inf, nan, -1.0, -1.0000000000000002, 1e-300, -5e-324, 1e-17, -1e-17]
-> float64 [0.0, -0.0, inf, nan, nan, -inf, nan, 1e-300, -5e-324, 1e-17, -1e-17]

log1p(a)
a: float32 [0.0, -0.0, inf, -inf, nan, -1.0, -1.5, 1e-45, -1e-30, 1.0, -0.5]
-> float32 [0.0, -0.0, inf, nan, nan, -inf, nan, 1e-45, -1e-30, 0.6931472, -0.6931472]

log1p(i), log1p(b), log1p(k)*f
i: int32 [0, -1, -2]
b: bool [False]
k: weak -0.0
f: float32 [2.0]
-> float64 [0.0, -inf, nan]
-> float64 [0.0]
-> float32 [-0.0]

arctan(a)
a: float64 [0.0, -0.0, inf, -inf, nan, 5e-324, -1e-300, 1.0, -1.0, 1e308]
-> float64 [0.0, -0.0, 1.5707963267948966, -1.5707963267948966, nan, 5e-324, -1e-300, 0.7853981633974483, -0.7853981633974483, 1.5707963267948966]

arctan(a), atan(a)
a: float32 [0.0, -0.0, inf, -inf, nan, 1e-45, -1.0, 3e38]
-> float32 [0.0, -0.0, 1.5707964, -1.5707964, nan, 1e-45, -0.7853982, 1.5707964]
-> float32 [0.0, -0.0, 1.5707964, -1.5707964, nan, 1e-45, -0.7853982, 1.5707964]

arcsin(a)
a: float64 [0.0, -0.0, 1.0, -1.0, nan, inf, -inf, 1.0000000000000002, 5e-324, -2.2250738585072014e-308, 1e-9]
-> float64 [0.0, -0.0, 1.5707963267948966, -1.5707963267948966, nan, nan, nan, nan, 5e-324, -2.2250738585072014e-308, 1e-9]

arcsin(a), asin(a)
a: float32 [0.0, -0.0, 1.0, -1.0, 0.5, nan, inf, 1.0000001, 1e-45]
-> float32 [0.0, -0.0, 1.5707964, -1.5707964, 0.5235988, nan, nan, nan, 1e-45]
-> float32 [0.0, -0.0, 1.5707964, -1.5707964, 0.5235988, nan, nan, nan, 1e-45]

arccos(a)
a: float64 [1.0, -1.0, 0.0, -0.0, 0.5, -0.5, nan, inf, -inf, -1.0000000000000002, 5e-324, 0.9999999999999999]
-> float64 [0.0, 3.141592653589793, 1.5707963267948966, 1.5707963267948966, 1.0471975511965979, 2.0943951023931957, nan, nan, nan, nan, 1.5707963267948966, 1.4901161193847656e-08]

arccos(a), acos(a)
a: float32 [1.0, -1.0, 0.0, -0.0, 0.5, nan, -inf, 1.0000001]
-> float32 [0.0, 3.1415927, 1.5707964, 1.5707964, 1.0471976, nan, nan, nan]
-> float32 [0.0, 3.1415927, 1.5707964, 1.5707964, 1.0471976, nan, nan, nan]

arctan(i), arcsin(b), arccos(k)*f
i: int32 [0, 1]
b: bool [False, True]
k: weak 1
f: float32 [2.0]
-> float64 [0.0, 0.7853981633974483]
-> float64 [0.0, 1.5707963267948966]
-> float32 [0.0]

cbrt(a)
a: float64 [0.0, -0.0, inf, -inf, nan, 27.0, -8.0, 1e-300, 1e300, -2.53e-321, 9006961502894328.0]
-> float64 [0.0, -0.0, inf, -inf, nan, 3.0, -2.0, 1e-100, 1e100, -1.3625471488026082e-107, 208062.0]

cbrt(a)
a: float32 [0.0, -0.0, inf, -inf, nan, 27.0, -8.0, 1e-45, 16777216.0, -0.125]
-> float32 [0.0, -0.0, inf, -inf, nan, 3.0, -2.0, 1.1190347e-15, 256.0, -0.5]

hypot(a, b)
a: float64 [3.0, -5.0, 0.0, -0.0, inf, nan, nan, 1e308, 3e-323, 5e-324, 1.7e308, 1e300, 8.0]
b: float64 [4.0, -12.0, -0.0, 2.0, nan, -inf, 1.0, 0.0, 4e-323, 0.0, -1.7e308, 1e-300, 15.0]
-> float64 [5.0, 13.0, 0.0, 2.0, inf, inf, nan, 1e308, 4.9e-323, 5e-324, inf, 1e300, 17.0]

hypot(a, b)
a: float32 [3.0, -5.0, 0.0, inf, nan, nan, 3e38, 1e-45]
b: float32 [4.0, -12.0, -0.0, nan, -inf, 1.0, 3e38, 0.0]
-> float32 [5.0, 13.0, 0.0, inf, inf, nan, inf, 1e-45]

hypot(i, b)
i: int32 [3, -2147483648]
b: bool [False, True]
-> float64 [3.0, 2147483648.0]
