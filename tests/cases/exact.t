# Functions whose results are exact or correctly rounded, where they could go wrong: NaN, infinities, zeros with their
# sign, subnormal numbers, the ends of the ranges. tests/python/test_exact_functions.py compares them with NumPy's.

trunc(a), trunc(s)
a: float64 [0.0, -0.0, inf, -inf, nan, 1.5, -1.5, 5e-324, -5e-324, 1.7976931348623157e+308, -1.7976931348623157e+308]
s: float32 [0.0, -0.0, inf, -inf, nan, 2.5, -0.5, 1e-45, -1e-45, 3.4028235e+38, -3.4028235e+38]
-> float64 [0.0, -0.0, inf, -inf, nan, 1.0, -1.0, 0.0, -0.0, 1.7976931348623157e+308, -1.7976931348623157e+308]
-> float32 [0.0, -0.0, inf, -inf, nan, 2.0, -0.0, 0.0, -0.0, 3.4028235e+38, -3.4028235e+38]

square(a), square(s)
a: float64 [0.0, -0.0, inf, -inf, nan, 1.5, -1.5, 5e-324, -5e-324, 1.7976931348623157e+308, -1.7976931348623157e+308]
s: float32 [0.0, -0.0, inf, -inf, nan, 2.5, -0.5, 1e-45, -1e-45, 3.4028235e+38, -3.4028235e+38]
-> float64 [0.0, 0.0, inf, inf, nan, 2.25, 2.25, 0.0, 0.0, inf, inf]
-> float32 [0.0, 0.0, inf, inf, nan, 6.25, 0.25, 0.0, 0.0, inf, inf]

reciprocal(a), reciprocal(s)
a: float64 [0.0, -0.0, inf, -inf, nan, 1.5, -1.5, 5e-324, -5e-324, 1.7976931348623157e+308, -1.7976931348623157e+308]
s: float32 [0.0, -0.0, inf, -inf, nan, 2.5, -0.5, 1e-45, -1e-45, 3.4028235e+38, -3.4028235e+38]
-> float64 [inf, -inf, 0.0, -0.0, nan, 0.6666666666666666, -0.6666666666666666, inf, -inf, 5.562684646268003e-309, -5.562684646268003e-309]
-> float32 [inf, -inf, 0.0, -0.0, nan, 0.4, -2.0, inf, -inf, 2.938736e-39, -2.938736e-39]

sign(a), sign(s)
a: float64 [0.0, -0.0, inf, -inf, nan, 1.5, -1.5, 5e-324, -5e-324, 1.7976931348623157e+308, -1.7976931348623157e+308]
s: float32 [0.0, -0.0, inf, -inf, nan, 2.5, -0.5, 1e-45, -1e-45, 3.4028235e+38, -3.4028235e+38]
-> float64 [0.0, 0.0, 1.0, -1.0, nan, 1.0, -1.0, 1.0, -1.0, 1.0, -1.0]
-> float32 [0.0, 0.0, 1.0, -1.0, nan, 1.0, -1.0, 1.0, -1.0, 1.0, -1.0]

signbit(a), signbit(s)
a: float64 [0.0, -0.0, inf, -inf, nan, 1.5, -1.5, 5e-324, -5e-324, 1.7976931348623157e+308, -1.7976931348623157e+308]
s: float32 [0.0, -0.0, inf, -inf, nan, 2.5, -0.5, 1e-45, -1e-45, 3.4028235e+38, -3.4028235e+38]
-> bool [False, True, False, True, False, False, True, False, True, False, True]
-> bool [False, True, False, True, False, False, True, False, True, False, True]

isinf(a), isinf(s)
a: float64 [0.0, -0.0, inf, -inf, nan, 1.5, -1.5, 5e-324, -5e-324, 1.7976931348623157e+308, -1.7976931348623157e+308]
s: float32 [0.0, -0.0, inf, -inf, nan, 2.5, -0.5, 1e-45, -1e-45, 3.4028235e+38, -3.4028235e+38]
-> bool [False, False, True, True, False, False, False, False, False, False, False]
-> bool [False, False, True, True, False, False, False, False, False, False, False]

isfinite(a), isfinite(s)
a: float64 [0.0, -0.0, inf, -inf, nan, 1.5, -1.5, 5e-324, -5e-324, 1.7976931348623157e+308, -1.7976931348623157e+308]
s: float32 [0.0, -0.0, inf, -inf, nan, 2.5, -0.5, 1e-45, -1e-45, 3.4028235e+38, -3.4028235e+38]
-> bool [True, True, False, False, False, True, True, True, True, True, True]
-> bool [True, True, False, False, False, True, True, True, True, True, True]

degrees(a), degrees(s)
a: float64 [0.0, -0.0, inf, -inf, nan, 1.5, -1.5, 5e-324, -5e-324, 1.7976931348623157e+308, -1.7976931348623157e+308]
s: float32 [0.0, -0.0, inf, -inf, nan, 2.5, -0.5, 1e-45, -1e-45, 3.4028235e+38, -3.4028235e+38]
-> float64 [0.0, -0.0, inf, -inf, nan, 85.94366926962348, -85.94366926962348, 2.8e-322, -2.8e-322, inf, -inf]
-> float32 [0.0, -0.0, inf, -inf, nan, 143.23944, -28.647888, 8e-44, -8e-44, inf, -inf]

spacing(a), spacing(s)
a: float64 [0.0, -0.0, inf, -inf, nan, 1.5, -1.5, 5e-324, -5e-324, 1.7976931348623157e+308, -1.7976931348623157e+308]
s: float32 [0.0, -0.0, inf, -inf, nan, 2.5, -0.5, 1e-45, -1e-45, 3.4028235e+38, -3.4028235e+38]
-> float64 [5e-324, 5e-324, nan, nan, nan, 2.220446049250313e-16, -2.220446049250313e-16, 5e-324, -5e-324, inf, -inf]
-> float32 [1e-45, 1e-45, nan, nan, nan, 2.3841858e-07, -5.9604645e-08, 1e-45, -1e-45, inf, -inf]

nan_to_num(a), nan_to_num(s)
a: float64 [0.0, -0.0, inf, -inf, nan, 1.5, -1.5, 5e-324, -5e-324, 1.7976931348623157e+308, -1.7976931348623157e+308]
s: float32 [0.0, -0.0, inf, -inf, nan, 2.5, -0.5, 1e-45, -1e-45, 3.4028235e+38, -3.4028235e+38]
-> float64 [0.0, -0.0, 1.7976931348623157e+308, -1.7976931348623157e+308, 0.0, 1.5, -1.5, 5e-324, -5e-324, 1.7976931348623157e+308, -1.7976931348623157e+308]
-> float32 [0.0, -0.0, 3.4028235e+38, -3.4028235e+38, 0.0, 2.5, -0.5, 1e-45, -1e-45, 3.4028235e+38, -3.4028235e+38]

trunc(a), trunc(b), trunc(c), trunc(d), trunc(u), trunc(w)
a: int8 [0, 1, -1, 2, -128, 127]
b: int16 [0, -1, 2, -32768]
c: int32 [0, 1, -1, 5, -2147483648]
d: int64 [0, -1, 3, -9223372036854775808, 9223372036854775807]
u: uint8 [0, 1, 2, 255]
w: uint64 [0, 1, 18446744073709551615]
-> int8 [0, 1, -1, 2, -128, 127]
-> int16 [0, -1, 2, -32768]
-> int32 [0, 1, -1, 5, -2147483648]
-> int64 [0, -1, 3, -9223372036854775808, 9223372036854775807]
-> uint8 [0, 1, 2, 255]
-> uint64 [0, 1, 18446744073709551615]

square(a), square(b), square(c), square(d), square(u), square(w)
a: int8 [0, 1, -1, 2, -128, 127]
b: int16 [0, -1, 2, -32768]
c: int32 [0, 1, -1, 5, -2147483648]
d: int64 [0, -1, 3, -9223372036854775808, 9223372036854775807]
u: uint8 [0, 1, 2, 255]
w: uint64 [0, 1, 18446744073709551615]
-> int8 [0, 1, 1, 4, 0, 1]
-> int16 [0, 1, 4, 0]
-> int32 [0, 1, 1, 25, 0]
-> int64 [0, 1, 9, 0, 1]
-> uint8 [0, 1, 4, 1]
-> uint64 [0, 1, 1]

reciprocal(a), reciprocal(b), reciprocal(c), reciprocal(d), reciprocal(u), reciprocal(w)
a: int8 [0, 1, -1, 2, -128, 127]
b: int16 [0, -1, 2, -32768]
c: int32 [0, 1, -1, 5, -2147483648]
d: int64 [0, -1, 3, -9223372036854775808, 9223372036854775807]
u: uint8 [0, 1, 2, 255]
w: uint64 [0, 1, 18446744073709551615]
-> int8 [0, 1, -1, 0, 0, 0]
-> int16 [0, -1, 0, 0]
-> int32 [-2147483648, 1, -1, 0, 0]
-> int64 [-9223372036854775808, -1, 0, 0, 0]
-> uint8 [0, 1, 0, 0]
-> uint64 [0, 1, 0]

sign(a), sign(b), sign(c), sign(d), sign(u), sign(w)
a: int8 [0, 1, -1, 2, -128, 127]
b: int16 [0, -1, 2, -32768]
c: int32 [0, 1, -1, 5, -2147483648]
d: int64 [0, -1, 3, -9223372036854775808, 9223372036854775807]
u: uint8 [0, 1, 2, 255]
w: uint64 [0, 1, 18446744073709551615]
-> int8 [0, 1, -1, 1, -1, 1]
-> int16 [0, -1, 1, -1]
-> int32 [0, 1, -1, 1, -1]
-> int64 [0, -1, 1, -1, 1]
-> uint8 [0, 1, 1, 1]
-> uint64 [0, 1, 1]

bitwise_count(a), bitwise_count(b), bitwise_count(c), bitwise_count(d), bitwise_count(u), bitwise_count(w)
a: int8 [0, 1, -1, 2, -128, 127]
b: int16 [0, -1, 2, -32768]
c: int32 [0, 1, -1, 5, -2147483648]
d: int64 [0, -1, 3, -9223372036854775808, 9223372036854775807]
u: uint8 [0, 1, 2, 255]
w: uint64 [0, 1, 18446744073709551615]
-> uint8 [0, 1, 1, 1, 1, 7]
-> uint8 [0, 1, 1, 1]
-> uint8 [0, 1, 1, 2, 1]
-> uint8 [0, 1, 2, 1, 63]
-> uint8 [0, 1, 1, 8]
-> uint8 [0, 1, 64]

signbit(a), signbit(u)
a: int8 [0, 1, -1, 2, -128, 127]
u: uint8 [0, 1, 2, 255]
-> bool [False, False, True, False, True, False]
-> bool [False, False, False, False]

isinf(a), isinf(u)
a: int8 [0, 1, -1, 2, -128, 127]
u: uint8 [0, 1, 2, 255]
-> bool [False, False, False, False, False, False]
-> bool [False, False, False, False]

isfinite(a), isfinite(u)
a: int8 [0, 1, -1, 2, -128, 127]
u: uint8 [0, 1, 2, 255]
-> bool [True, True, True, True, True, True]
-> bool [True, True, True, True]

square(b), reciprocal(b), bitwise_count(b), signbit(b), trunc(b)
b: bool [True, False]
-> int8 [1, 0]
-> int8 [1, 0]
-> uint8 [1, 0]
-> bool [False, False]
-> bool [True, False]

copysign(x, y)
x: float64 [3.0, -3.0, nan, 0.0, -0.0, inf]
y: float64 [-0.0, 1.0, -1.0, -inf, 2.0, -1.0]
-> float64 [-3.0, 3.0, nan, -0.0, 0.0, -inf]

fmax(x, y), fmin(x, y), fmax(f, g)
x: float64 [1.0, nan, nan, -1.0, inf, 2.0]
y: float64 [nan, 1.0, nan, -2.0, -inf, 2.0]
f: float32 [1.0, nan, nan, -1.0, inf, 2.0]
g: float32 [nan, 1.0, nan, -2.0, -inf, 2.0]
-> float64 [1.0, 1.0, nan, -1.0, inf, 2.0]
-> float64 [1.0, 1.0, nan, -2.0, -inf, 2.0]
-> float32 [1.0, 1.0, nan, -1.0, inf, 2.0]

heaviside(x, y)
x: float64 [-1.0, 0.0, -0.0, 1.0, nan, inf, -inf, 0.0]
y: float64 [0.5, 0.5, 0.25, 0.5, 0.5, 0.5, 0.5, nan]
-> float64 [0.0, 0.5, 0.25, 1.0, nan, 1.0, 0.0, nan]

fmod(x, y)
x: float64 [5.0, -5.0, 5.0, -5.0, 6.0, -6.0, 0.0, -0.0, 1.0, inf, 1.0, -1.0, 1e+308, 5e-324]
y: float64 [3.0, 3.0, -3.0, -3.0, 3.0, 3.0, 2.0, 2.0, 0.0, 2.0, inf, -inf, 3e-308, 1e-323]
-> float64 [2.0, -2.0, 2.0, -2.0, 0.0, -0.0, 0.0, -0.0, nan, nan, 1.0, -1.0, 5.476144900572913e-309, 5e-324]

fmod(x, y)
x: float32 [5.0, -5.0, 5.0, -5.0, 6.0, -6.0, 0.0, -0.0, 1.0, inf, 1.0, -1.0]
y: float32 [3.0, 3.0, -3.0, -3.0, 3.0, 3.0, 2.0, 2.0, 0.0, 2.0, inf, -inf]
-> float32 [2.0, -2.0, 2.0, -2.0, 0.0, -0.0, 0.0, -0.0, nan, nan, 1.0, -1.0]

fmod(p, q), fmod(P, Q), fmod(u, v)
p: int8 [7, -7, 7, -7, 5, -128, -128, 127]
q: int8 [3, 3, -3, -3, 0, -1, 0, -128]
P: int64 [7, -7, -9223372036854775808, -9223372036854775808, 3]
Q: int64 [-4, 4, -1, 0, 0]
u: uint64 [18446744073709551615, 5, 7]
v: uint64 [9223372036854775808, 0, 7]
-> int8 [1, -1, 1, -1, 0, 0, 0, 127]
-> int64 [3, -3, 0, 0, 0]
-> uint64 [9223372036854775807, 0, 0]

nextafter(x, y)
x: float64 [1.0, 1.0, 0.0, -0.0, 0.0, -5e-324, inf, -inf, 1.7976931348623157e+308, nan, 1.0, 0.0]
y: float64 [2.0, -1.0, 1.0, 1.0, -1.0, 1.0, 0.0, 0.0, inf, 1.0, nan, -0.0]
-> float64 [1.0000000000000002, 0.9999999999999999, 5e-324, 5e-324, -5e-324, -0.0, 1.7976931348623157e+308, -1.7976931348623157e+308, inf, nan, nan, -0.0]

nextafter(x, y)
x: float32 [1.0, 0.0, -0.0, 1e-45, 3.4028235e+38, inf]
y: float32 [0.0, -1.0, 0.0, -1.0, inf, 0.0]
-> float32 [0.99999994, -1e-45, 0.0, 0.0, inf, 3.4028235e+38]

# Products of subnormal numbers are rounded once: halves to even.
ldexp(x, k)
x: float64 [1.0, -1.0, 1.5, 3.0, 1.7976931348623157e+308, 5e-324, 5e-324, inf, nan, -0.0, 1.0, 1.0, 1.5000000000000002, 1.0]
k: int64 [-1074, -1075, -1074, -1075, -2098, 2097, 1074, -5, 3, 4611686018427387904, 9223372036854775807, -9223372036854775808, -1074, 0]
-> float64 [5e-324, -0.0, 1e-323, 1e-323, 5e-324, 8.98846567431158e+307, 1.0, inf, nan, -0.0, inf, 0.0, 1e-323, 1.0]

ldexp(x, k), ldexp(i, k)
x: float32 [1.0, 1.0, 3.0, 1.5, 3.4028235e+38, 1e-45, 0.0]
k: int8 [-127, 127, -128, -128, -100, 127, 5]
i: int32 [1, 2, 3, 4, 5, 6, 7]
-> float32 [5.877472e-39, 1.7014118e+38, 8.816208e-39, 4.408104e-39, 2.6843544e+08, 2.3841858e-07, 0.0]
-> float64 [5.877471754111438e-39, 3.402823669209385e+38, 8.816207631167156e-39, 1.1754943508222875e-38, 3.944304526105059e-30, 1.0208471007628154e+39, 224.0]

# C's pow, where x**0.5 is a root: that of -inf is NaN, and that of -0.0 is -0.0.
float_power(x, 0.5), float_power(i, 2), float_power(f, -1)
x: float64 [4.0, -0.0, -inf, 0.0]
i: int8 [3, -2]
f: float32 [2.0, -4.0]
-> float64 [2.0, 0.0, inf, 0.0]
-> float64 [9.0, 4.0]
-> float64 [0.5, -0.25]

clip(x, 0, 1), clip(x, None, 1), clip(x, min=0), clip(x, 2, 1), clip(x, nan, 1), clip(x, 0, max=y)
x: float64 [-1.0, 0.5, 2.0, nan, inf, -inf]
y: float64 [1.0, 1.0, nan, 1.0, 1.0, 1.0]
-> float64 [0.0, 0.5, 1.0, nan, 1.0, 0.0]
-> float64 [-1.0, 0.5, 1.0, nan, 1.0, -inf]
-> float64 [0.0, 0.5, 2.0, nan, inf, 0.0]
-> float64 [1.0, 1.0, 1.0, nan, 1.0, 1.0]
-> float64 [nan, nan, nan, nan, nan, nan]
-> float64 [0.0, 0.5, nan, nan, 1.0, 0.0]

# Python integers beyond the dtype bound nothing.
clip(u, -5, 300), clip(u, 50, 10**30), clip(i, None, j), clip(b, 0, 1), clip(u, None, None)
u: uint8 [0, 100, 255]
i: int8 [-100, 100]
j: int16 [-1000, 1000]
b: bool [True, False]
-> uint8 [0, 100, 255]
-> uint8 [50, 100, 255]
-> int16 [-1000, 100]
-> int64 [1, 0]
-> uint8 [0, 100, 255]

nan_to_num(x, nan=-1, posinf=7, neginf=None), nan_to_num(f, nan=0.1), nan_to_num(i)
x: float64 [nan, inf, -inf, 1.0, -0.0]
f: float32 [nan, inf, -inf, 1.0, -0.0]
i: int32 [0, 1, -1, 5, -2147483648]
-> float64 [-1.0, 7.0, -1.7976931348623157e+308, 1.0, -0.0]
-> float32 [0.1, 3.4028235e+38, -3.4028235e+38, 1.0, -0.0]
-> int32 [0, 1, -1, 5, -2147483648]

isclose(x, y), isclose(x, y, equal_nan=True), isclose(x, y, rtol=0.2), isclose(x, y, 0, atol=0)
x: float64 [1.0, 1.0, nan, inf, inf, 0.0]
y: float64 [1.000001, 1.1, nan, inf, -inf, 1e-09]
-> bool [True, False, False, True, False, True]
-> bool [True, False, True, True, False, True]
-> bool [True, True, False, True, False, True]
-> bool [False, False, False, True, False, False]

# Of numbers without a dtype, integers are exact.

square(10**10)//10**19, sign(-10**30), fmod(-7, 3), fmod(10**30, -7), reciprocal(2), signbit(-3), bitwise_count(-7)
-> weak 10
-> weak -1
-> weak -1
-> weak 1
-> weak 0
-> weak True
-> uint8 3

sign(b)
b: bool [True]
error: sign of bool is not defined; write int32(x) for a number
  sign(b)
  ^~~~~~~

bitwise_count(x)
x: float64 [1.0]
error: bitwise_count of float64 is not defined; it takes integers and bool
  bitwise_count(x)
  ^~~~~~~~~~~~~~~~

ldexp(1.0, x)
x: float64 [1.0]
error: ldexp of float64 and float64 is not defined; the exponent must be an integer within int64
  ldexp(1.0, x)
  ^~~~~~~~~~~~~

clip(u, 256, None)
u: uint8 [1]
error: 256 is out of bounds for uint8
  clip(u, 256, None)
          ^~~

clip(u, a_min=1, min=2)
u: uint8 [1]
error: clip got 'min' twice
  clip(u, a_min=1, min=2)
  ^~~~~~~~~~~~~~~~~~~~~~~

isclose(x, x, equal_nan=x)
x: float64 [1.0]
error: equal_nan must be True or False
  isclose(x, x, equal_nan=x)
                          ^
