# Comparisons, chains, and or not, where, and x if c else y.

a < b, a <= b, a > b, a >= b, a == b, a != b
a: float64 [1.0, 2.0, nan, 0.0, inf]
b: float64 [2.0, 2.0, nan, -0.0, inf]
-> bool [True, False, False, False, False]
-> bool [True, True, False, True, True]
-> bool [False, False, False, False, False]
-> bool [False, True, False, True, True]
-> bool [False, True, False, True, True]
-> bool [True, False, True, False, False]

a < b, a == b
a: int64 [9007199254740993, 1]
b: float64 [9007199254740992.0, 1.5]
-> bool [False, True]
-> bool [True, False]

a < b, a > b
a: bool [True, False]
b: bool [False, True]
-> bool [False, True]
-> bool [True, False]

a == b
a: bool [True, False]
b: int32 [1, 2]
-> bool [True, False]

# A literal beyond the dtype compares by value.
a < 3000000000, a == 3000000000, a > -3000000000
a: int32 [2147483647, -5]
-> bool [True, True]
-> bool [False, False]
-> bool [True, True]

a < 9223372036854775808, a >= 18446744073709551615
a: int64 [9223372036854775807, -1]
-> bool [True, True]
-> bool [False, False]

a == 0.5
a: int32 [0, 1]
-> bool [False, False]

a == 0.1
a: float32 [0.1, 0.2]
-> bool [True, False]

a < b <= c
a: int32 [1, 2, 3]
b: int32 [2, 2, 4]
c: int32 [2, 5, 3]
-> bool [True, False, False]

0 <= a < 2 != b
a: float64 [0.0, 1.0, 2.0, nan]
b: int32 [1, 2, 1, 1]
-> bool [True, False, False, False]

a and b, a or b, not a
a: bool [True, True, False, False]
b: bool [True, False, True, False]
-> bool [True, False, False, False]
-> bool [True, True, True, False]
-> bool [False, False, True, True]

a and b, a or b, not a
a: float64 [0.0, -0.0, nan, 2.0]
b: int32 [0, 1, 0, 1]
-> bool [False, False, False, True]
-> bool [False, True, True, True]
-> bool [True, True, False, False]

logical_and(a, b), logical_or(a, b), logical_xor(a, b), logical_not(a)
a: int32 [0, 1, 2]
b: int32 [0, 2, 0]
-> bool [False, True, False]
-> bool [False, True, True]
-> bool [False, False, True]
-> bool [True, False, False]

not a == b
a: int32 [1, 2]
b: int32 [1, 3]
-> bool [False, True]

where(a, b, c)
a: bool [True, False]
b: int32 [1, 2]
c: float32 [0.5, 1.5]
-> float64 [1.0, 1.5]

where(a, 1, 2)
a: bool [True, False]
-> int64 [1, 2]

where(a, b, 2)
a: bool [True, False]
b: int32 [5, 6]
-> int32 [5, 2]

where(a, b, 2.5)
a: bool [True, False]
b: float32 [5.0, 6.0]
-> float32 [5.0, 2.5]

where(a, 1, 2.5)
a: bool [True, False]
-> float64 [1.0, 2.5]

where(a, b, c)
a: float64 [0.0, nan, -0.0, 1e-320]
b: int64 1
c: int64 2
-> int64 [2, 1, 2, 1]

where(a > 0, a, -a)
a: float64 [-0.0, -3.0, nan]
-> float64 [0.0, 3.0, nan]

a if c else b
a: float64 [1.0, 2.0]
b: float64 [3.0, 4.0]
c: bool [True, False]
-> float64 [1.0, 4.0]

a if a > b else b if b > 0 else 0
a: int32 [5, 1, -4]
b: int32 [2, 2, -1]
-> int32 [5, 2, 0]
