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

exp2(a)
a: float64 [0.0, -0.0, inf, -inf, nan, 1.0, 52.0, 1023.0, 1024.0, -1.0, -1022.0, -1023.0, -1074.0, -1075.0, -1074.5]
-> float64 [1.0, 1.0, inf, 0.0, nan, 2.0, 4503599627370496.0, 8.98846567431158e+307, inf, 0.5, 2.2250738585072014e-308, 1.1125369292536007e-308, 5e-324, 0.0, 5e-324]

exp2(a)
a: float32 [0.0, -0.0, inf, -inf, nan, 10.0, 127.0, 128.0, -126.0, -149.0, -150.0]
-> float32 [1.0, 1.0, inf, 0.0, nan, 1024.0, 1.7014118e+38, inf, 1.1754944e-38, 1e-45, 0.0]

exp2(i), exp2(b), exp2(k)*f
i: int32 [0, 10, -3, 2147483647]
b: bool [False, True]
k: weak 3.0
f: float32 [2.0]
-> float64 [1.0, 1024.0, 0.125, inf]
-> float64 [1.0, 2.0]
-> float32 [16.0]

log2(a)
a: float64 [0.0, -0.0, inf, -inf, nan, -1.0, 1.0, 2.0, 5e-324, 2.2250738585072014e-308, 8.98846567431158e+307, 0.125, 8.0]
-> float64 [-inf, -inf, inf, nan, nan, nan, 0.0, 1.0, -1074.0, -1022.0, 1023.0, -3.0, 3.0]

log2(a)
a: float32 [0.0, -0.0, inf, -inf, nan, -1.0, 1.0, 1e-45, 1.7014118e+38, 1024.0, 0.25]
-> float32 [-inf, -inf, inf, nan, nan, nan, 0.0, -149.0, 127.0, 10.0, -2.0]

log2(i), log2(b), log2(k)*f
i: int32 [0, -1, 1, 65536]
b: bool [False, True]
k: weak 8.0
f: float32 [2.0]
-> float64 [-inf, nan, 0.0, 16.0]
-> float64 [-inf, 0.0]
-> float32 [6.0]

log10(a)
a: float64 [0.0, -0.0, inf, -inf, nan, -1.0, 1.0, 10.0, 100.0, 1000.0, 1e6, 1e15, 1e22]
-> float64 [-inf, -inf, inf, nan, nan, nan, 0.0, 1.0, 2.0, 3.0, 6.0, 15.0, 22.0]

log10(a)
a: float32 [0.0, -0.0, inf, -inf, nan, -1.0, 1.0, 10.0, 1000.0, 1e10]
-> float32 [-inf, -inf, inf, nan, nan, nan, 0.0, 1.0, 3.0, 10.0]

log10(i), log10(b), log10(k)*f
i: int32 [0, -1, 1, 1000000000]
b: bool [False, True]
k: weak 1000.0
f: float32 [2.0]
-> float64 [-inf, nan, 0.0, 9.0]
-> float64 [-inf, 0.0]
-> float32 [6.0]

sinh(a)
a: float64 [0.0, -0.0, inf, -inf, nan, 5e-324, -5e-324, 1e-300, -1e-9, 710.4758600739439, 710.475860073944, -711.0]
-> float64 [0.0, -0.0, inf, -inf, nan, 5e-324, -5e-324, 1e-300, -1e-9, 1.7976931348621744e+308, inf, -inf]

sinh(a)
a: float32 [0.0, -0.0, inf, -inf, nan, 1e-45, -1e-30, 1.0, -1.0, 90.0, -90.0]
-> float32 [0.0, -0.0, inf, -inf, nan, 1e-45, -1e-30, 1.1752012, -1.1752012, inf, -inf]

cosh(a)
a: float64 [0.0, -0.0, inf, -inf, nan, 5e-324, 1e-9, 710.4758600739439, -710.4758600739439, 710.475860073944]
-> float64 [1.0, 1.0, inf, inf, nan, 1.0, 1.0, 1.7976931348621744e+308, 1.7976931348621744e+308, inf]

cosh(a)
a: float32 [0.0, -0.0, inf, -inf, nan, 1e-45, 2.0, -2.0, 90.0, -90.0]
-> float32 [1.0, 1.0, inf, inf, nan, 1.0, 3.7621956, 3.7621956, inf, inf]

sinh(i), cosh(b), sinh(k)*f
i: int32 [0, 711, -2147483648]
b: bool [False]
k: weak -0.0
f: float32 [2.0]
-> float64 [0.0, inf, -inf]
-> float64 [1.0]
-> float32 [-0.0]

arcsinh(a)
a: float64 [0.0, -0.0, inf, -inf, nan, 5e-324, -5e-324, 1e-300, -1e-9, 1.7976931348623157e+308, -1.7976931348623157e+308]
-> float64 [0.0, -0.0, inf, -inf, nan, 5e-324, -5e-324, 1e-300, -1e-9, 710.475860073944, -710.475860073944]

asinh(a)
a: float32 [0.0, -0.0, inf, -inf, nan, 1e-45, -1e-30, 1.0, -1.0]
-> float32 [0.0, -0.0, inf, -inf, nan, 1e-45, -1e-30, 0.8813736, -0.8813736]

arccosh(a)
a: float64 [1.0, 0.9999999999999999, 0.0, -1.0, -1e300, inf, -inf, nan, 1.0000000000000002, 1.7976931348623157e+308]
-> float64 [0.0, nan, nan, nan, nan, inf, nan, nan, 2.1073424255447014e-08, 710.475860073944]

acosh(a)
a: float32 [1.0, 0.99999994, -0.0, -1.0, -1e30, inf, -inf, nan, 2.0]
-> float32 [0.0, nan, nan, nan, nan, inf, nan, nan, 1.316958]

arctanh(a)
a: float64 [0.0, -0.0, 1.0, -1.0, 1.0000000000000002, -2.0, inf, nan, 5e-324, -1e-300, 1e-9, 0.9999999999999999]
-> float64 [0.0, -0.0, inf, -inf, nan, nan, nan, nan, 5e-324, -1e-300, 1e-9, 18.714973875118524]

atanh(a)
a: float32 [0.0, -0.0, 1.0, -1.0, 1.0000001, -2.0, inf, nan, 1e-45, -1e-30, 0.5]
-> float32 [0.0, -0.0, inf, -inf, nan, nan, nan, nan, 1e-45, -1e-30, 0.54930615]

arcsinh(i), arccosh(b), arctanh(k)*f
i: int32 [0]
b: bool [True, False]
k: weak -0.0
f: float32 [2.0]
-> float64 [0.0]
-> float64 [0.0, nan]
-> float32 [-0.0]

sinc(a)
a: float64 [0.0, -0.0, inf, -inf, nan, 5e-324, -1e-9, 1.0, -1.0, 2.0, 0.5, 1e300, -9007199254740993.0]
-> float64 [1.0, 1.0, nan, nan, nan, 1.0, 1.0, 0.0, 0.0, 0.0, 0.6366197723675814, 0.0, 0.0]

sinc(a)
a: float32 [0.0, -0.0, inf, -inf, nan, 1e-45, 1.0, -1.0, 2.0, 0.5, 3e38]
-> float32 [1.0, 1.0, nan, nan, nan, 1.0, 0.0, 0.0, 0.0, 0.63661975, 0.0]

sinc(i), sinc(b), sinc(k)*f
i: int32 [0, 1, -2147483648]
b: bool [False, True]
k: weak -0.0
f: float32 [2.0]
-> float64 [1.0, 0.0, 0.0]
-> float64 [1.0, 0.0]
-> float32 [2.0]

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

erf(a), erfc(a)
a: float64 [0.0, -0.0, inf, -inf, nan, 5e-324, 1e-9, 6.0, -6.5, 1e308]
-> float64 [0.0, -0.0, 1.0, -1.0, nan, 5e-324, 1.1283791670955126e-09, 1.0, -1.0, 1.0]
-> float64 [1.0, 1.0, 0.0, 2.0, nan, 1.0, 0.9999999988716208, 2.1519736712498913e-17, 2.0, 0.0]

erfc(a)
a: float64 [27.23, 27.2, -27.3, 28.0, 0.5, -0.5]
-> float64 [0.0, 1e-323, 2.0, 0.0, 0.4795001221869535, 1.5204998778130465]

erf(a), erfc(a)
a: float32 [0.0, -0.0, inf, -inf, nan, 1e-45, 4.0, 10.05]
-> float32 [0.0, -0.0, 1.0, -1.0, nan, 1e-45, 1.0, 1.0]
-> float32 [1.0, 1.0, 0.0, 2.0, nan, 1.0, 1.5417259e-08, 1e-45]

erf(i), erfc(b), erf(k)*f
i: int32 [0, 100, -2147483648]
b: bool [False]
k: weak -0.0
f: float32 [2.0]
-> float64 [0.0, 1.0, -1.0]
-> float64 [1.0]
-> float32 [-0.0]
