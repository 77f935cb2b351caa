# Arrays of integers as indices.

t[i]
t: float64 [0.5, 1.5, 2.5, 3.5]
i: int64 [3, 0, -1, -4, 1]
-> float64 [3.5, 0.5, 3.5, 0.5, 1.5]

t[i]
t: int8 [5, 6, 7]
i: uint8 [2, 2, 0]
-> int8 [7, 7, 5]

t[i]
t: bool [True, False, True]
i: int32 [[1, 2], [0, -2]]
-> bool [[False, True], [True, False]]

t[::-1][i]*2 + 1
t: int64 [5, 6, 7]
i: int16 [2, 0, -1]
-> int64 [11, 15, 11]

a[:,i]
a: float32 [[1, 2, 3], [4, 5, 6]]
i: int64 [2, 2, 0, -2]
-> float32 [[3, 3, 1, 2], [6, 6, 4, 5]]

a[i,j]
a: float64 [[1, 2, 3], [4, 5, 6]]
i: int64 [[1], [0]]
j: int64 [0, 2]
-> float64 [[4, 6], [1, 3]]

a[i,None,1:]
a: int64 [[1, 2, 3], [4, 5, 6]]
i: int64 [1, 0, 1]
-> int64 [[[5, 6]], [[2, 3]], [[5, 6]]]

(a*a)[i] - a[i]
a: float64 [1, 2, 3]
i: int64 [2, 1]
-> float64 [6, 2]

sum(t[i]), max(a[i], axis=0)
t: int64 [10, 20, 30]
i: int64 [2, 0, 0]
a: int64 [[1, 9], [4, 5], [0, 7]]
-> int64 50
-> int64 [1, 9]

a[argmax(b)], a[argmin(b), 1]
a: int64 [[1, 9], [4, 5], [0, 7]]
b: float64 [0.5, 3.5, -1]
-> int64 [4, 5]
-> int64 7

i[i[0]]
i: int64 [2, 5, 7]
-> int64 7

t[i]
t: float64 [1, 2]
i: int64 []
-> float64 []

t[i]
t: float64 []
i: int64 []
-> float64 []

take(a, i), take(a, i, axis=1), take(a, 7*i, axis=0, mode='wrap'), take(a, 7*i, mode='clip')
a: int64 [[1, 2], [4, 5], [7, 8]]
i: int64 [1, -1]
-> int64 [2, 8]
-> int64 [[2, 2], [5, 5], [8, 8]]
-> int64 [[4, 5], [7, 8]]
-> int64 [8, 1]

take_along_axis(a, i, axis=1)
a: int64 [[1, 2], [4, 5]]
i: int64 [[1, 0, 0], [0, -1, 1]]
-> int64 [[2, 1, 1], [4, 5, 5]]

# ---- Errors ----

t[i]
t: float64 [0.5, 1.5, 2.5]
i: int64 [0, 3, 1]
error: index 3 is out of bounds for axis 0 with size 3
  t[i]
    ^

1 + a[:, i]
a: float64 (2,4)
i: int64 [0, -5, 1]
error: index -5 is out of bounds for axis 1 with size 4
  1 + a[:, i]
           ^

sum(t[i]) + u[i]
t: float64 [1, 2, 3, 4, 5, 6, 7]
u: float64 [1, 2, 3, 4, 5]
i: int64 [6]
error: index 6 is out of bounds for axis 0 with size 5
  sum(t[i]) + u[i]
                ^

t[argmax(b)]
t: float64 [1, 2]
b: float64 [0, 1, 5]
error: index 2 is out of bounds for axis 0 with size 2
  t[argmax(b)]
    ^~~~~~~~~

t[i]
t: float64 []
i: int64 [0]
error: index of any value is out of bounds for axis 0 with size 0
  t[i]
    ^

t[b]
t: float64 (3,)
b: float64 (3,)
error: an index must be an integer, not float64
  t[b]
    ^

a[i, j]
a: float64 (3,3)
i: int64 [1, 2]
j: int64 [0, 1, 2]
error: operands could not be broadcast together with shapes (2,) and (3,)
  a[i, j]
  ~^~~~~~

t[i:]
t: float64 (3,)
i: int64 [1, 2]
error: a slice bound must be an integer, not an array of rank 1
  t[i:]
    ^

take(a, i, mode='any')
a: float64 (3,)
i: int64 [1]
error: mode must be 'raise', 'wrap' or 'clip'
  take(a, i, mode='any')
                  ^~~~~

take_along_axis(a, i)
a: float64 (3,3)
i: int64 [1]
error: take_along_axis needs indices of the array's rank, 2, not 1
  take_along_axis(a, i)
  ^~~~~~~~~~~~~~~~~~~~~
