# Integers wrap; // and % floor, a zero divisor gives 0; shifts of the width or more.

a + b
a: int64 9223372036854775807
b: int64 1
-> int64 -9223372036854775808

a*b
a: int32 [65536, -2147483648]
b: int32 [65536, -1]
-> int32 [0, -2147483648]

-a, abs(a), a - 1
a: int32 [-2147483648, 2147483647, 0]
-> int32 [-2147483648, -2147483647, 0]
-> int32 [-2147483648, 2147483647, 0]
-> int32 [2147483647, 2147483646, -1]

-a, abs(a)
a: int64 [-9223372036854775808, 5]
-> int64 [-9223372036854775808, -5]
-> int64 [-9223372036854775808, 5]

a//b, a % b
a: int32 [7, -7, 7, -7]
b: int32 [2, 2, -2, -2]
-> int32 [3, -4, -4, 3]
-> int32 [1, 1, -1, -1]

a//b, a % b
a: int64 [7, -7, 0, -9223372036854775808]
b: int64 [0, 0, 0, 0]
-> int64 [0, 0, 0, 0]
-> int64 [0, 0, 0, 0]

# The smallest integer // -1 wraps.
a//b, a % b
a: int64 -9223372036854775808
b: int64 -1
-> int64 -9223372036854775808
-> int64 0

a//b, a % b
a: int32 [-2147483648, 5]
b: int32 [-1, -1]
-> int32 [-2147483648, -5]
-> int32 [0, 0]

a//b, a % b
a: int32 [7, -7]
b: int64 [3, 3]
-> int64 [2, -3]
-> int64 [1, 2]

a//3, a % 3, a//-3, a % -3
a: int64 [7, -7, 0, -9223372036854775808]
-> int64 [2, -3, 0, -3074457345618258603]
-> int64 [1, 2, 0, 1]
-> int64 [-3, 2, 0, 3074457345618258602]
-> int64 [-2, -1, 0, -2]

a//b, a % b
a: bool [True, True, False]
b: bool [True, False, True]
-> int8 [1, 0, 0]
-> int8 [0, 0, 0]

a << b, a >> b
a: int64 [1, -1, -8, 1]
b: int64 [63, 64, 65, 62]
-> int64 [-9223372036854775808, 0, 0, 4611686018427387904]
-> int64 [0, -1, -1, 0]

a << b, a >> b
a: int32 [1, -1, -8, 3]
b: int32 [31, 32, 33, 30]
-> int32 [-2147483648, 0, 0, -1073741824]
-> int32 [0, -1, -1, 0]

# Negative counts are huge ones.
a << b, a >> b
a: int64 [5, -5]
b: int64 [-1, -1]
-> int64 [0, 0]
-> int64 [0, -1]

a << 2, a >> 1
a: int32 [3, -3]
-> int32 [12, -12]
-> int32 [1, -2]

a << b
a: bool [True, True]
b: bool [True, False]
-> int8 [2, 1]

a & b, a | b, a ^ b, ~a
a: int32 [12, -1]
b: int32 [10, 7]
-> int32 [8, 7]
-> int32 [14, -1]
-> int32 [6, -8]
-> int32 [-13, 0]

a & b, a | b, a ^ b, ~a
a: bool [True, True, False, False]
b: bool [True, False, True, False]
-> bool [True, False, False, False]
-> bool [True, True, True, False]
-> bool [False, True, True, False]
-> bool [False, False, True, True]

a & b
a: bool [True, False]
b: int64 [3, 3]
-> int64 [1, 0]

a + b, a*b
a: bool [True, True, False]
b: bool [True, False, False]
-> bool [True, True, False]
-> bool [True, False, False]

a**b
a: int64 [2, 3, -3, 0, 7, -1]
b: int64 [62, 40, 41, 0, 100, 1000001]
-> int64 [4611686018427387904, -6289078614652622815, 420491770248316829, 1, 3728452490685454945, -1]

a**b
a: int32 [2, 3, -2]
b: int32 [31, 21, 31]
-> int32 [-2147483648, 1870418611, -2147483648]

a**3, a**0
a: int32 [-4, 1290, 0]
-> int32 [-64, 2146689000, 0]
-> int32 [1, 1, 1]

a**b
a: bool [True, False, False]
b: bool [True, True, False]
-> int8 [1, 0, 1]

a**b
a: int32 [2, 3]
b: float32 [2.0, 1.0]
-> float64 [4.0, 3.0]

a + 1, a*2, a - 1
a: bool [True, False]
-> int64 [2, 1]
-> int64 [2, 0]
-> int64 [0, -1]

a + 1.5
a: bool [True, False]
-> float64 [2.5, 1.5]

a + b
a: bool [True]
b: int32 [5]
-> int32 [6]

a//b, a % b
a: float64 [7.0, -7.0, 7.5, -7.5, 1.0, 0.0, -0.0]
b: float64 [2.0, 2.0, -2.0, -2.0, 0.0, -1.0, 1.0]
-> float64 [3.0, -4.0, -4.0, 3.0, inf, -0.0, -0.0]
-> float64 [1.0, 1.0, -0.5, -1.5, nan, -0.0, 0.0]

a//b, a % b
a: float64 [1.0, -1.0, 0.0, -0.0, inf, nan, 5.0]
b: float64 [inf, inf, -inf, inf, 2.0, 1.0, -inf]
-> float64 [0.0, -1.0, -0.0, -0.0, nan, nan, -1.0]
-> float64 [1.0, inf, -0.0, 0.0, nan, nan, -inf]

a//b, a % b
a: float32 [1.0, 0.3, 6e20]
b: float32 [0.1, 0.1, 7.0]
-> float32 [9.0, 3.0, 8.5714285e+19]
-> float32 [0.09999999, 7.450581e-09, 4.0]
