# + - * / ** and unary operators of floats: NumPy's values and dtypes.

a + b
a: float64 [1.0, 2.5]
b: float64 [0.1, -2.5]
-> float64 [1.1, 0.0]

a - b
a: float64 [1.5, -2.0, 0.0, -0.0, inf, -inf, nan]
b: float64 [1.0, -2.0, -0.0, 0.0, inf, 1.0, 1.0]
-> float64 [0.5, 0.0, 0.0, -0.0, nan, -inf, nan]

a*b
a: float64 [1.5, -2.0, 0.0, -0.0, inf, -inf, nan]
b: float64 [2.0, 0.5, -1.0, -1.0, 0.0, -1.0, 1.0]
-> float64 [3.0, -1.0, -0.0, 0.0, nan, inf, nan]

a/b
a: float64 [1.5, -2.0, 0.0, -0.0, inf, -inf, nan]
b: float64 [0.0, 0.0, 0.0, 1.0, inf, 2.0, 1.0]
-> float64 [inf, -inf, nan, -0.0, nan, -inf, nan]

a + b
a: float32 [0.1, 16777216.0]
b: float32 [0.2, 1.0]
-> float32 [0.3, 16777216.0]

a*b
a: float32 [0.1, 3.4e38]
b: float64 [0.1, 10.0]
-> float64 [0.010000000149011612, 3.399999952144364e+39]

a/b
a: int32 [1, -7, 0]
b: int32 [2, 0, 0]
-> float64 [0.5, -inf, nan]

a/b
a: bool [True, False]
b: bool [True, True]
-> float64 [1.0, 0.0]

a/b
a: int64 9007199254740993
b: int64 1
-> float64 9007199254740992.0

-a
a: float64 [1.5, -2.0, 0.0, -0.0, inf, -inf, nan]
-> float64 [-1.5, 2.0, -0.0, 0.0, -inf, inf, nan]

-a
a: float32 [1.5, -2.0, 0.0, -0.0, inf, -inf, nan]
-> float32 [-1.5, 2.0, -0.0, 0.0, -inf, inf, nan]

+a
a: float64 [1.5, -2.0, 0.0, -0.0, inf, -inf, nan]
-> float64 [1.5, -2.0, 0.0, -0.0, inf, -inf, nan]

# - binds looser than **.
-a**2
a: float64 3.0
-> float64 -9.0

a**2
a: float64 [1.5, -2.0, 0.0, -0.0, inf, -inf, nan]
-> float64 [2.25, 4.0, 0.0, 0.0, inf, inf, nan]

a**0
a: float64 [1.5, -2.0, 0.0, -0.0, inf, -inf, nan]
-> float64 [1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0]

a**1
a: float32 [1.5, -2.0, 0.0, -0.0, inf, -inf, nan]
-> float32 [1.5, -2.0, 0.0, -0.0, inf, -inf, nan]

a**-1
a: float64 [1.5, -2.0, 0.0, -0.0, inf, -inf, nan]
-> float64 [0.6666666666666666, -0.5, inf, -inf, 0.0, -0.0, nan]

# Small numbers stay: no flushing to zero.
a/2 + b*0.5
a: float64 5e-324
b: float64 2e-323
-> float64 1.0e-323

a/4
a: float32 1e-45
-> float32 0.0

# No contraction: a*b + c rounds twice.
a*b + c
a: float64 1.0000000000000002
b: float64 1.0000000000000002
c: float64 -1.0000000000000004
-> float64 0.0

# No reassociation.
a + b - a
a: float64 1e16
b: float64 1.0
-> float64 0.0

a*b/b
a: float64 1e300
b: float64 1e300
-> float64 inf

# 0*x is not 0, x - x is not 0, and x == x is not True.
0*a, a - a, a == a
a: float64 [1.5, -2.0, 0.0, -0.0, inf, -inf, nan]
-> float64 [0.0, -0.0, 0.0, -0.0, nan, nan, nan]
-> float64 [0.0, 0.0, 0.0, 0.0, nan, nan, nan]
-> bool [True, True, True, True, True, True, False]

# x + 0 is 0.0 where x is -0.0; x - 0, x*1 and x/1 are x.
a + 0, a - 0, a*1, a/1
a: float64 [-0.0, nan, 1.0]
-> float64 [0.0, nan, 1.0]
-> float64 [-0.0, nan, 1.0]
-> float64 [-0.0, nan, 1.0]
-> float64 [-0.0, nan, 1.0]

abs(a), fabs(a), sqrt(a)
a: float64 [1.5, -2.0, 0.0, -0.0, inf, -inf, nan]
-> float64 [1.5, 2.0, 0.0, 0.0, inf, inf, nan]
-> float64 [1.5, 2.0, 0.0, 0.0, inf, inf, nan]
-> float64 [1.224744871391589, nan, 0.0, -0.0, inf, nan, nan]

sqrt(a)
a: float32 [2.0, -1.0, 1e-45]
-> float32 [1.4142135, nan, 3.743392e-23]

sqrt(a)
a: int32 [2, 9, -1]
-> float64 [1.4142135623730951, 3.0, nan]

sqrt(a)
a: bool [True, False]
-> float64 [1.0, 0.0]

fabs(a)
a: int32 [-3, 4]
-> float64 [3.0, 4.0]

floor(a), ceil(a), rint(a), round(a)
a: float64 [-0.5, 0.5, 1.5, 2.5, -1.5, 0.2, -0.2, 4503599627370497.5, inf, nan]
-> float64 [-1.0, 0.0, 1.0, 2.0, -2.0, 0.0, -1.0, 4503599627370498.0, inf, nan]
-> float64 [-0.0, 1.0, 2.0, 3.0, -1.0, 1.0, -0.0, 4503599627370498.0, inf, nan]
-> float64 [-0.0, 0.0, 2.0, 2.0, -2.0, 0.0, -0.0, 4503599627370498.0, inf, nan]
-> float64 [-0.0, 0.0, 2.0, 2.0, -2.0, 0.0, -0.0, 4503599627370498.0, inf, nan]

floor(a), ceil(a), round(a)
a: int32 [-3, 4]
-> int32 [-3, 4]
-> int32 [-3, 4]
-> int32 [-3, 4]

round(a, 1), round(a, -1), round(a, 2)
a: float64 [12.345, -0.05, 2.675, 1e300]
-> float64 [12.3, -0.0, 2.7, 1.0e+300]
-> float64 [10.0, -0.0, 0.0, 1.0e+300]
-> float64 [12.34, -0.05, 2.68, 1.0e+300]

round(a, -1), round(a, 3)
a: int64 [15, 25, -15, 14]
-> int64 [20, 20, -20, 10]
-> int64 [15, 25, -15, 14]

minimum(a, b), maximum(a, b)
a: float64 [1.0, nan, 2.0, inf]
b: float64 [2.0, 1.0, nan, -inf]
-> float64 [1.0, nan, nan, -inf]
-> float64 [2.0, nan, nan, inf]

minimum(a, b), maximum(a, b)
a: int32 [1, -5]
b: int64 [3, -7]
-> int64 [1, -7]
-> int64 [3, -5]

minimum(a, b), maximum(a, b)
a: bool [True, False, True]
b: bool [True, True, False]
-> bool [True, False, False]
-> bool [True, True, True]

isnan(a), isnan(b)
a: float64 [1.5, -2.0, 0.0, -0.0, inf, -inf, nan]
b: int32 [1, 2, 3, 4, 5, 6, 7]
-> bool [False, False, False, False, False, False, True]
-> bool [False, False, False, False, False, False, False]

# A scalar exponent means what a literal does; an array of them is pow().

x**p
x: float64 [-0.0, -inf, 0.0, inf, nan, -1.0, 9.0]
p: float64 0.5
-> float64 [-0.0, nan, 0.0, inf, nan, nan, 3.0]

x**p
x: float64 [-0.0, -inf, 0.0, inf, nan, -1.0, 9.0]
p: float64 [0.5]
-> float64 [0.0, inf, 0.0, inf, nan, nan, 3.0]

x**p
x: float32 [-0.0, -inf, 0.0, inf, nan, -1.0, 3.0]
p: float32 -1.0
-> float32 [-inf, -0.0, inf, 0.0, nan, -1.0, 0.33333334]
