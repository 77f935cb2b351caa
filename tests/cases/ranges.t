# arange and linspace: a formula of the index, with NumPy's lengths and bits.

arange(5)
-> int64 [0, 1, 2, 3, 4]

arange(0)
-> int64 (0,)

arange(-3)
-> int64 (0,)

arange(2, 7)
-> int64 [2, 3, 4, 5, 6]

arange(7, 2)
-> int64 (0,)

arange(0, 10, 3)
-> int64 [0, 3, 6, 9]

arange(10, 0, -3)
-> int64 [10, 7, 4, 1]

arange(0, 1, 0.25)
-> float64 [0.0, 0.25, 0.5, 0.75]

arange(0, 1, 0.3)
-> float64 [0.0, 0.3, 0.6, 0.8999999999999999]

arange(1, 0, -0.4)
-> float64 [1.0, 0.6, 0.19999999999999996]

arange(0.5, 3)
-> float64 [0.5, 1.5, 2.5]

arange(3.0)
-> float64 [0.0, 1.0, 2.0]

arange(3, dtype='float32')
-> float32 [0.0, 1.0, 2.0]

arange(0, 6, 2, dtype='int32')
-> int32 [0, 2, 4]

arange(1, 1.5, 0.1)
-> float64 [1.0, 1.1, 1.2000000000000002, 1.3000000000000003, 1.4000000000000004]

linspace(0, 1, 5)
-> float64 [0.0, 0.25, 0.5, 0.75, 1.0]

linspace(1, 0, 3)
-> float64 [1.0, 0.5, 0.0]

linspace(0, 1, 1)
-> float64 [0.0]

linspace(0, 1, 0)
-> float64 (0,)

linspace(0.1, 0.7, 4)
-> float64 [0.1, 0.3, 0.5, 0.7]

linspace(-1, 1, num=3)
-> float64 [-1.0, 0.0, 1.0]

size(linspace(0, 1))
-> weak 50

arange(4)[::-1]
-> int64 [3, 2, 1, 0]

arange(6)[1::2]*2
-> int64 [2, 6, 10]

sum(arange(1, 5)/2)
-> float64 5.0

arange(3)[:,None] + arange(4)
-> int64 [[0, 1, 2, 3], [1, 2, 3, 4], [2, 3, 4, 5]]

arange(3) == 1
-> bool [False, True, False]

arange(n)
n: weak 4
-> int64 [0, 1, 2, 3]

arange(n)
n: int32 4
-> int64 [0, 1, 2, 3]

arange(size(a))
a: float64 (3,)
-> int64 [0, 1, 2]

arange(a, b, c)
a: weak 1
b: weak 2.0
c: weak 0.5
-> float64 [1.0, 1.5]

linspace(a, b, n)
a: float64 1.0
b: weak 3
n: weak 3
-> float64 [1.0, 2.0, 3.0]

a + arange(size(a))
a: float64 [10.0, 20.0]
-> float64 [10.0, 21.0]

a*arange(size(a, 0))[:,None]
a: int64 (3,2)
-> int64 [[0, 0], [2, 3], [8, 10]]

sum(arange(2**62)[:,None] + arange(0))
-> int64 0

sum(arange(2**62)[:,None] + arange(0), axis=0)
-> int64 (0,)

sum(arange(2**62)[:,None] + arange(0), axis=1)
error: a result is too large

# The first element is start itself, whatever it is and whenever it is known.

arange(s, 2.0)
s: float64 -0.0
-> float64 [-0.0, 1.0]

arange(0.0, 5.0, s)
s: float64 inf
-> float64 [0.0]

linspace(s, t, 5)
s: float64 0.0
t: float64 5e-324
-> float64 [0.0, 0.0, 0.0, 5e-324, 5e-324]
