# Operators bind as in Python.

a + b*c
a: int64 2
b: int64 3
c: int64 4
-> int64 14

(a + b)*c
a: int64 2
b: int64 3
c: int64 4
-> int64 20

a - b - c
a: int64 2
b: int64 3
c: int64 4
-> int64 -5

a - (b - c)
a: int64 2
b: int64 3
c: int64 4
-> int64 3

c/a/b
a: int64 2
b: int64 3
c: int64 4
-> float64 0.6666666666666666

a**b**a
a: int64 2
b: int64 3
c: int64 4
-> int64 512

-a**a
a: int64 2
b: int64 3
c: int64 4
-> int64 -4

a**-0 + 1
a: int64 2
b: int64 3
c: int64 4
-> int64 2

2**-1*c
a: int64 2
b: int64 3
c: int64 4
-> float64 2.0

~a**b
a: int64 2
b: int64 3
c: int64 4
-> int64 -9

-a*b
a: int64 2
b: int64 3
c: int64 4
-> int64 -6

a*-b
a: int64 2
b: int64 3
c: int64 4
-> int64 -6

a % b*c
a: int64 2
b: int64 3
c: int64 4
-> int64 8

c//b*a
a: int64 2
b: int64 3
c: int64 4
-> int64 2

a << b + 1
a: int64 2
b: int64 3
c: int64 4
-> int64 32

a << b & c
a: int64 2
b: int64 3
c: int64 4
-> int64 0

a & b ^ c | 1
a: int64 2
b: int64 3
c: int64 4
-> int64 7

a | b == 3
a: int64 2
b: int64 3
c: int64 4
-> bool True

a + b < c*2
a: int64 2
b: int64 3
c: int64 4
-> bool True

not a + b < c
a: int64 2
b: int64 3
c: int64 4
-> bool True

a < b and b < c or a > c
a: int64 2
b: int64 3
c: int64 4
-> bool True

a or b and 0
a: int64 2
b: int64 3
c: int64 4
-> bool True

not a and 0
a: int64 2
b: int64 3
c: int64 4
-> bool False

a if b > c else c if a > b else b
a: int64 2
b: int64 3
c: int64 4
-> int64 3

a + b if a > b else c
a: int64 2
b: int64 3
c: int64 4
-> int64 4

+-+-a
a: int64 2
b: int64 3
c: int64 4
-> int64 2

--a
a: int64 2
b: int64 3
c: int64 4
-> int64 2

a - -b
a: int64 2
b: int64 3
c: int64 4
-> int64 5

~~a
a: int64 2
b: int64 3
c: int64 4
-> int64 2

a >> 1 << 2
a: int64 2
b: int64 3
c: int64 4
-> int64 4

a*b % c
a: int64 2
b: int64 3
c: int64 4
-> int64 2

a.T[0] + 1
a: int64 [[1, 2], [3, 4]]
-> int64 [2, 4]

-a[0]**2
a: float64 [3.0]
-> float64 -9.0

2**a[1]
a: int64 [3, 4]
-> int64 16

a[0][1]
a: int64 [[1, 2], [3, 4]]
-> int64 2
