# cumsum cumprod and their kin: axes, dtypes, what is not finite; diff.

cumsum(a)
a: int64 [1, 2, 3, 4]
-> int64 [1, 3, 6, 10]

cumsum(a)
a: int64 [[1, -2, 3], [4, 5, -6]]
-> int64 [1, -1, 2, 6, 11, 5]

cumsum(a, axis=None)
a: int64 [[1, -2, 3], [4, 5, -6]]
-> int64 [1, -1, 2, 6, 11, 5]

cumsum(a, axis=0)
a: int64 [[1, -2, 3], [4, 5, -6]]
-> int64 [[1, -2, 3], [5, 3, -3]]

cumsum(a, 1)
a: int64 [[1, -2, 3], [4, 5, -6]]
-> int64 [[1, -1, 2], [4, 9, 3]]

cumsum(a, axis=-1)
a: int64 [[1, -2, 3], [4, 5, -6]]
-> int64 [[1, -1, 2], [4, 9, 3]]

cumsum(a.T, axis=1)
a: int64 [[1, -2, 3], [4, 5, -6]]
-> int64 [[1, 5], [-2, 3], [3, -3]]

cumsum(a)
a: float64 []
-> float64 []

cumsum(a)
a: float64 2.5
-> float64 [2.5]

cumsum(a, axis=0)
a: float64 2.5
-> float64 [2.5]

cumsum(a, axis=0)
a: float64 [[1.5, -0.0]]
-> float64 [[1.5, -0.0]]

cumsum(a)
a: float64 [[[1.5], [-0.5]]]
-> float64 [1.5, 1.0]

cumsum(3)
-> int64 [3]

# dtypes

cumsum(a)
a: int8 [100, 100, 100]
-> int64 [100, 200, 300]

cumsum(a)
a: uint16 [65535, 1]
-> uint64 [65535, 65536]

cumsum(a)
a: bool [True, False, True]
-> int64 [1, 1, 2]

cumsum(a)
a: float32 [0.5, 0.25]
-> float32 [0.5, 0.75]

cumsum(a)
a: int64 [9223372036854775807, 1]
-> int64 [9223372036854775807, -9223372036854775808]

cumsum(a, dtype='int8')
a: int64 [100, 100, 100]
-> int8 [100, -56, 44]

cumsum(a, 0, 'float32')
a: int64 [1, 2]
-> float32 [1, 3]

cumsum(a, dtype=bool)
a: int64 [0, 3, 0]
-> bool [False, True, True]

cumprod(a, dtype='bool')
a: int64 [2, 0, 1]
-> bool [True, False, False]

cumprod(a)
a: int32 [2, 3, 4]
-> int64 [2, 6, 24]

cumprod(a, axis=0)
a: float64 [[2, 3], [4, 5]]
-> float64 [[2, 3], [8, 15]]

# What is not finite

cumsum(a)
a: float64 [1, inf, 1, -inf, 1]
-> float64 [1, inf, inf, nan, nan]

cumsum(a)
a: float64 [1, nan, 1]
-> float64 [1, nan, nan]

cumsum(a)
a: float64 [-0.0, -0.0, 0.0, -0.0]
-> float64 [-0.0, -0.0, 0.0, 0.0]

cumsum(a)
a: float64 [-1.5e308, 1.5e308, 1.5e308]
-> float64 [-1.5e308, 0, 1.5e308]

cumprod(a)
a: float64 [1e-200, 1e-200, 1e200]
-> float64 [1e-200, 0, 0]

nancumsum(a)
a: float64 [nan, 1, nan, 2]
-> float64 [0, 1, 1, 3]

nancumprod(a)
a: float64 [nan, 2, nan, 3]
-> float64 [1, 2, 2, 6]

nancumsum(a, axis=1)
a: int64 [[1, 2], [3, 4]]
-> int64 [[1, 3], [3, 7]]

# Anywhere

cumsum(a*a)/arange(1, 4)
a: float64 [1, 2, 3]
-> float64 [1, 2.5, 4.666666666666667]

sum(cumsum(a))
a: int64 [1, 2, 3]
-> int64 10

cumsum(cumsum(a))
a: int64 [1, 1, 1]
-> int64 [1, 3, 6]

cumsum(a)[::-1] + a
a: int64 [1, 2, 3]
-> int64 [7, 5, 4]

diff(cumsum(a))
a: int64 [1, 2, 3]
-> int64 [2, 3]

cumsum(a, axis=0) - cumsum(a, axis=1)
a: int64 [[1, 2], [3, 4]]
-> int64 [[0, -1], [1, -1]]

cumulative_sum(a)
a: int64 [1, 2]
-> int64 [1, 3]

cumulative_prod(a, axis=1, dtype='float64')
a: int64 [[1, 2], [3, 4]]
-> float64 [[1, 2], [3, 12]]

cumulative_sum(a, axis=0, include_initial=False)
a: int64 [1, 2]
-> int64 [1, 3]

cumulative_sum(a, include_initial=True)
a: int64 [1, 2]
-> int64 [0, 1, 3]

cumulative_prod(a, axis=1, include_initial=True)
a: int32 [[1, 2], [3, 4]]
-> int64 [[1, 1, 2], [1, 3, 12]]

cumulative_sum(a, axis=0, dtype='float32', include_initial=True)
a: int32 [[], []]
-> float32 [[], [], []]

cumulative_sum(a, include_initial=True)
a: float64 []
-> float64 [0.0]

# diff

diff(a, prepend=0)
a: int64 [1, 4, 9]
-> int64 [1, 3, 5]

diff(a, prepend=b, append=b[:1]*2)
a: int64 [1, 4, 9]
b: int64 [5, 6]
-> int64 [1, -5, 3, 5, 1]

diff(a, 2, 0, 0.5)
a: float32 [[1.0, 2.0], [4.0, 8.0]]
-> float64 [[2.5, 4.5]]

diff(a)
a: int64 [1, 4, 9, 16]
-> int64 [3, 5, 7]

diff(a, 2)
a: int64 [1, 4, 9, 16]
-> int64 [2, 2]

diff(a, n=9)
a: int64 [1, 4, 9, 16]
-> int64 []

diff(a, 0)
a: int64 [1, 4]
-> int64 [1, 4]

diff(a, axis=0)
a: uint8 [[1, 2], [0, 3]]
-> uint8 [[255, 1]]

diff(a)
a: bool [True, False, False]
-> bool [True, False]

# Errors

cumsum(a, axis=2)
a: int64 [[1, 2], [3, 4]]
error: axis 2 is out of bounds for an array of rank 2
  cumsum(a, axis=2)
                 ^

cumsum(a, axis=(0,1))
a: int64 [[1, 2], [3, 4]]
error: cumsum takes one axis or None, not a tuple
  cumsum(a, axis=(0,1))
                 ^~~~~

cumsum(a, keepdims=True)
a: int64 [1, 2]
error: cumsum has no keyword 'keepdims'; it takes axis, dtype
  cumsum(a, keepdims=True)
            ^~~~~~~~~~~~~

cumulative_sum(a)
a: int64 [[1, 2], [3, 4]]
error: cumulative_sum of an array of rank 2 needs axis=; of all its elements there is cumsum
  cumulative_sum(a)
  ^~~~~~~~~~~~~~~~~

# A constant of what is in a table, and of what becomes of the running sum.
bool(cumsum(where(sum(a, axis=0, keepdims=True) > 0, sum(a), a), axis=0))
a: float64 [[0, 1], [0, -1], [3, -4]]
-> bool [[True, True], [True, False], [True, True]]

diff(a, -1)
a: int64 [1, 2]
error: n of diff must not be negative
  diff(a, -1)
          ^~

diff(a)
a: int64 1
error: diff needs an array of at least one axis
  diff(a)
  ^~~~~~~

diff(a, prepend=b)
a: int64 [[1, 2], [3, 4]]
b: int64 [1, 2]
error: diff: shapes (2,) and (2,2) differ in rank
  diff(a, prepend=b)
  ^~~~~~~~~~~~~~~~~~
