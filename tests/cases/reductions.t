# sum prod min max mean any all count_nonzero: axes, keepdims, dtypes, and of nothing. The others are in
# statistics.t.

sum(a)
a: int64 [[1, -2, 3], [4, 5, -6]]
-> int64 5

sum(a, axis=0)
a: int64 [[1, -2, 3], [4, 5, -6]]
-> int64 [5, 3, -3]

sum(a, axis=1)
a: int64 [[1, -2, 3], [4, 5, -6]]
-> int64 [2, 3]

sum(a, 1)
a: int64 [[1, -2, 3], [4, 5, -6]]
-> int64 [2, 3]

sum(a, axis=-1)
a: int64 [[1, -2, 3], [4, 5, -6]]
-> int64 [2, 3]

sum(a, axis=-2)
a: int64 [[1, -2, 3], [4, 5, -6]]
-> int64 [5, 3, -3]

sum(a, axis=(0,1))
a: int64 [[1, -2, 3], [4, 5, -6]]
-> int64 5

sum(a, axis=(1,))
a: int64 [[1, -2, 3], [4, 5, -6]]
-> int64 [2, 3]

sum(a, axis=None)
a: int64 [[1, -2, 3], [4, 5, -6]]
-> int64 5

sum(a, axis=())
a: int64 [[1, -2, 3], [4, 5, -6]]
-> int64 [[1, -2, 3], [4, 5, -6]]

sum(a, keepdims=True)
a: int64 [[1, -2, 3], [4, 5, -6]]
-> int64 [[5]]

sum(a, axis=1, keepdims=True)
a: int64 [[1, -2, 3], [4, 5, -6]]
-> int64 [[2], [3]]

sum(a, axis=1, keepdims=False)
a: int64 [[1, -2, 3], [4, 5, -6]]
-> int64 [2, 3]

prod(a)
a: int64 [[1, -2, 3], [4, 5, -6]]
-> int64 720

prod(a, axis=0)
a: int64 [[1, -2, 3], [4, 5, -6]]
-> int64 [4, -10, -18]

min(a)
a: int64 [[1, -2, 3], [4, 5, -6]]
-> int64 -6

max(a)
a: int64 [[1, -2, 3], [4, 5, -6]]
-> int64 5

min(a, axis=1)
a: int64 [[1, -2, 3], [4, 5, -6]]
-> int64 [-2, -6]

max(a, axis=0)
a: int64 [[1, -2, 3], [4, 5, -6]]
-> int64 [4, 5, 3]

mean(a)
a: int64 [[1, -2, 3], [4, 5, -6]]
-> float64 0.8333333333333334

mean(a, axis=0)
a: int64 [[1, -2, 3], [4, 5, -6]]
-> float64 [2.5, 1.5, -1.5]

any(a > 4, axis=1)
a: int64 [[1, -2, 3], [4, 5, -6]]
-> bool [False, True]

all(a > -5, axis=0)
a: int64 [[1, -2, 3], [4, 5, -6]]
-> bool [True, True, False]

any(a)
a: int64 [[1, -2, 3], [4, 5, -6]]
-> bool True

all(a)
a: int64 [[1, -2, 3], [4, 5, -6]]
-> bool True

count_nonzero(a > 0)
a: int64 [[1, -2, 3], [4, 5, -6]]
-> int64 4

count_nonzero(a, axis=1)
a: int64 [[1, -2, 3], [4, 5, -6]]
-> int64 [3, 3]

amin(a), amax(a)
a: int64 [[1, -2, 3], [4, 5, -6]]
-> int64 -6
-> int64 5

# Sums of bool and small integers widen.
sum(a), prod(a), mean(a), min(a), max(a)
a: bool [True, True, False]
-> int64 2
-> int64 0
-> float64 0.6666666666666666
-> bool False
-> bool True

sum(a), prod(a), mean(a), min(a)
a: int32 [2147483647, 1, 1]
-> int64 2147483649
-> int64 2147483647
-> float64 715827883.0
-> int32 1

sum(a), prod(a), mean(a), max(a)
a: float32 [1.5, 2.0, 0.5]
-> float32 4.0
-> float32 1.5
-> float32 1.3333334
-> float32 2.0

sum(a)
a: int64 [9223372036854775807, 1]
-> int64 -9223372036854775808

# NaN propagates through min and max.
min(a), max(a), sum(a), any(a), all(a)
a: float64 [1.0, nan, 3.0]
-> float64 nan
-> float64 nan
-> float64 nan
-> bool True
-> bool True

min(a, axis=0)
a: float64 [[nan, 1.0], [2.0, inf]]
-> float64 [nan, 1.0]

sum(a), max(a)
a: float64 [inf, -inf, 1.0]
-> float64 nan
-> float64 inf

sum(a)
a: float64 [1e308, 1e308]
-> float64 inf

# Of nothing.
sum(a), prod(a), any(a), all(a), count_nonzero(a), mean(a)
a: float64 (0,)
-> float64 0.0
-> float64 1.0
-> bool False
-> bool True
-> int64 0
-> float64 nan

sum(a), prod(a)
a: int32 (0,)
-> int64 0
-> int64 1

sum(a, axis=0), sum(a, axis=1)
a: int64 (2,0)
-> int64 (0,)
-> int64 [0, 0]

max(a, axis=1), sum(a, axis=1)
a: int64 (0,2)
-> int64 (0,)
-> int64 (0,)

mean(a, axis=0)
a: float32 (0,2)
-> float32 [nan, nan]

# Of a scalar, and of one element.
sum(a), max(a), mean(a), any(a)
a: float64 2.5
-> float64 2.5
-> float64 2.5
-> float64 2.5
-> bool True

sum(a, axis=0), sum(a, axis=-1)
a: float64 2.5
-> float64 2.5
-> float64 2.5

sum(a), sum(a, axis=0)
a: float64 [-0.0]
-> float64 0.0
-> float64 0.0

sum(a, axis=1), prod(a, axis=1), count_nonzero(a, axis=1), mean(a, axis=1)
a: int32 [[3], [0]]
-> int64 [3, 0]
-> int64 [3, 0]
-> int64 [1, 0]
-> float64 [3.0, 0.0]

# In and of each other.
a - mean(a)
a: float64 [1.0, 2.0, 6.0]
-> float64 [-2.0, -1.0, 3.0]

sum(a)/size(a)
a: int64 [[1, -2, 3], [4, 5, -6]]
-> float64 0.8333333333333334

max(sum(abs(a), axis=1))
a: int64 [[1, -2, 3], [4, 5, -6]]
-> int64 15

sum(a*a, axis=1)[1] + sum(a)
a: int64 [[1, -2, 3], [4, 5, -6]]
-> int64 82

(a - sum(a, axis=0)) % sum(a, axis=1, keepdims=True)
a: int64 [[1, -2, 3], [4, 5, -6]]
-> int64 [[0, 1, 0], [2, 2, 0]]

sum((a - mean(a))**2)/size(a)
a: float64 [1.0, 2.0, 3.0, 6.0]
-> float64 3.5

sum(sum(a, axis=0, keepdims=True)*a, axis=1)
a: int64 [[1, -2, 3], [4, 5, -6]]
-> int64 [-10, 53]

sum(a) + max(a)*count_nonzero(a > 0)
a: int64 [[1, -2, 3], [4, 5, -6]]
-> int64 25

sum(a[:,None] * b[None,:], axis=0)
a: int64 (3,)
b: int64 (4,)
-> int64 [0, 3, 6, 9]

sum(a + b, axis=0)
a: int64 (2,1)
b: int64 (3,)
-> int64 [1, 3, 5]

min(a[:,None] + b, axis=1), min(a[:,None] + b, axis=0)
a: int64 [5, 1]
b: int64 [3, 2, 9]
-> int64 [7, 3]
-> int64 [4, 3, 10]

sum(where(a > 0, 1, 0))
a: int64 [[1, -2, 3], [4, 5, -6]]
-> int64 4

sum(2), sum(True)
-> int64 2
-> int64 1

arange(3) + mean(b)*b
b: float64 [1.0, 2.0, 3.0]
-> float64 [2.0, 5.0, 8.0]

# An overflow on the way to a result that is none; and real ones.

sum(a)
a: float64 [1e308, 1e308, 1.0, -1e308, -1e308]
-> float64 1.0

sum(a)
a: float64 [1.7e308, 1.7e308]
-> float64 inf

sum(a)
a: float64 [-1.7e308, -1.7e308]
-> float64 -inf

sum(a)
a: float64 [1e308, inf, 1e308]
-> float64 inf

sum(a)
a: float64 [1e308, inf, -inf]
-> float64 nan

sum(a, axis=0)
a: float64 [[1e308, 1e308], [1e308, 1.0], [-1e308, 2.0]]
-> float64 [1e308, 1e308]

sum(a, axis=1)
a: float64 [[1e308, 1e308, -1e308], [1e308, -inf, 1e308]]
-> float64 [1e308, -inf]

sum(a, initial=-1e308)
a: float64 [1e308, 1e308]
-> float64 1e308

mean(a)
a: float64 [1.5e308, 1.5e308, 1.5e308]
-> float64 1.5e308

mean(a, axis=1)
a: float64 [[1.5e308, 1.5e308], [1.0, 2.0]]
-> float64 [1.5e308, 1.5]

vecdot(a, b)
a: float64 [[1e308, 1e308, -1e308], [1.0, 2.0, 3.0]]
b: float64 [1.0, 1.0, 1.0]
-> float64 [1e308, 6.0]
