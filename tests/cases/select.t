# What a condition selects, folded.

sum(a[a > 1]), mean(a[a > 1]), count_nonzero(a[a < 2]), size(a[a < 2])
a: float64 [0.5, 1.5, 2.5, -3.5]
-> float64 4
-> float64 2
-> int64 3
-> int64 3

min(a[m]), max(a[m]), argmin(a[m]), argmax(a[m])
a: int64 [5, 1, 9, 2, 0]
m: bool [True, False, True, True, False]
-> int64 2
-> int64 9
-> int64 2
-> int64 1

sum(a[r], axis=0), sum(a[:,c], axis=1), any(a[r] > 5)
a: int64 [[1, 2, 3], [4, 5, 6]]
r: bool [False, True]
c: bool [True, False, True]
-> int64 [4, 5, 6]
-> int64 [4, 10]
-> bool True

sum(a[m]*b[m]), prod(a[m]), sum(2**i[i >= 0])
a: float64 [[1, 2], [3, 4]]
b: float64 [[1, 10], [100, 1000]]
m: bool [[True, True], [False, True]]
i: int64 [-1, 3]
-> float64 4021
-> float64 8
-> int64 8

sum(a[m])
a: float32 []
m: bool []
-> float32 0

# ---- Errors ----

min(a[a > 1])
a: float64 [0, 1]
error: min of no elements: the condition selects none
  min(a[a > 1])
  ^~~~~~~~~~~~~

sum(a[m] + b)
a: float64 (3,)
b: float64 (3,)
m: bool [True, False, True]
error: operands could not be broadcast together with shapes (selected,) and (3,)
  sum(a[m] + b)
      ~~~~~^~~

sum(a[m])
a: float64 (3,)
m: bool [True, False]
error: boolean index did not match indexed array along axis 0; size of axis is 3 but size of corresponding boolean axis is 2
  sum(a[m])
        ^

sum(a[0, m])
a: float64 (3,2)
m: bool [True, False]
error: a condition and integers are no indices together; index twice, as in a[i][c]
  sum(a[0, m])
           ^

a[m][1]
a: float64 [1.5, 2.5]
m: bool [True, False]
error: index 1 is out of bounds for axis 0: the condition selects fewer
  a[m][1]
       ^

a[m][m]
a: float64 (2,)
m: bool [True, False]
error: a condition on what a condition selects must be computed of the same selection
  a[m][m]
       ^

a[m][::-1]
a: float64 (2,)
m: bool [True, False]
error: what a condition selects is sliced by positive steps alone
  a[m][::-1]
         ^~

a[m][i]
a: float64 (2,)
m: bool [True, False]
i: int64 [0]
error: an array of integers is no index of what a condition selects
  a[m][i]
       ^

a[m][:,c]
a: float64 (2,2)
m: bool [True, False]
c: bool [True, False]
error: what a condition selects takes no condition on other axes; select by both, as in a[c & d]
  a[m][:,c]
         ^

# ---- Indexed again ----

b = a[m]; b[0], b[-1], b[1:], b[b > 2.5], sum(b[:2]), size(b[::2])
a: float64 [0.5, 1.5, 2.5, 3.5]
m: bool [True, False, True, True]
-> float64 0.5
-> float64 3.5
-> float64 [2.5, 3.5]
-> float64 [3.5]
-> float64 3
-> int64 2

b = a[a[:,0] > 0]; b[:,1], b[0], b[-1,::-1], b[b[:,1] < 5], b[1:,None,0]
a: int64 [[0, 1], [2, 3], [4, 5]]
-> int64 [3, 5]
-> int64 [2, 3]
-> int64 [5, 4]
-> int64 [[2, 3]]
-> int64 [[4]]

# ---- Results ----

a[a > 1], a[m]*2 + 1
a: float64 [0.5, 1.5, 2.5, -3.5]
m: bool [True, False, False, True]
-> float64 [1.5, 2.5]
-> float64 [2, -6]

a[r], a[:,c], a[a % 2 == 0]
a: int64 [[1, 2, 3], [4, 5, 6]]
r: bool [False, True]
c: bool [True, False, True]
-> int64 [[4, 5, 6]]
-> int64 [[1, 3], [4, 6]]
-> int64 [2, 4, 6]

a[m]
a: int8 [1, 2]
m: bool [False, False]
-> int8 []
