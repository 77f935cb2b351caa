# Literals and names: weak numbers take the other side's dtype within its kind.

a*2.0, a + 1, a*pi
a: float32 [0.1, 3.0]
-> float32 [0.2, 6.0]
-> float32 [1.1, 4.0]
-> float32 [0.31415927, 9.424778]

a + 1, a + 1.0
a: int32 [1, 2]
-> int32 [2, 3]
-> float64 [2.0, 3.0]

a*(1 + 2*3)
a: int32 [1]
-> int32 [7]

a*(1/3)
a: float32 [1.0]
-> float32 [0.33333334]

2*pi*a
a: float32 [1.5]
-> float32 [9.424778]

1, 2.5, -3
-> weak 1
-> weak 2.5
-> weak -3

True, False, not True
-> weak True
-> weak False
-> weak False

1 + 2, 7//2, 7 % 4, 2**10, 1 << 4, 6 & 3, 6 | 1, 6 ^ 3, ~5
-> weak 3
-> weak 3
-> weak 3
-> weak 1024
-> weak 16
-> weak 2
-> weak 7
-> weak 5
-> weak -6

2**-2, 1/4, 2**0.5*2**0.5 > 2
-> weak 0.25
-> weak 0.25
-> weak True

0x1F, 0b101, 0o17, 1_000_000, .5, 5., 1e-3, 1E5
-> weak 31
-> weak 5
-> weak 15
-> weak 1000000
-> weak 0.5
-> weak 5.0
-> weak 0.001
-> weak 100000.0

pi, e, inf, -inf, nan
-> weak 3.141592653589793
-> weak 2.718281828459045
-> weak inf
-> weak -inf
-> weak nan

1 < 2 < 3, 1 == 1.0, 1 != 2
-> weak True
-> weak True
-> weak True

# Python numbers among the operands are weak, too.
a*n
a: float32 [0.1]
n: weak 3
-> float32 [0.3]

a*n
a: float32 [0.1]
n: weak 0.1
-> float32 [0.010000001]

a + n
a: int32 [1]
n: weak 5
-> int32 [6]

a + n
a: int32 [1]
n: weak 0.5
-> float64 [1.5]

n + m, n*2
n: weak 3
m: weak 0.5
-> weak 3.5
-> weak 6

a < n
a: int32 [1]
n: weak 5000000000
-> bool [True]

# A 0-d array is not weak.
a + n
a: int32 [1]
n: int64 5
-> int64 [6]

a*n
a: float32 [0.1]
n: float64 0.1
-> float64 [0.010000000149011612]

# A name may shadow a constant, and a line another one.
e = 2; e + 1
-> weak 3

pi + 1
pi: int32 [5]
-> int32 [6]

x = a; x = x + 1; x = x*2; x
a: int32 [1, 2]
-> int32 [4, 6]

a = a + 1; a*a
a: int32 [1, 2]
-> int32 [4, 9]

# The value of a last assignment is the result.
x = 2*a
a: int32 [1, 2]
-> int32 [2, 4]

x = a + 1 # a comment
# another
x*2, x
a: int32 [1, 2]
-> int32 [4, 6]
-> int32 [2, 3]

(a +
 1)
a: int32 [1, 2]
-> int32 [2, 3]
