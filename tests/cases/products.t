# Products that sum over shared axes.

a @ b
a: float64 [[1, 2, 3], [4, 5, 6]]
b: float64 [[1, 0], [0, 1], [1, 1]]
-> float64 [[4, 5], [10, 11]]

a @ b
a: float64 [[1, 2, 3], [4, 5, 6]]
b: float64 [1, 0, 2]
-> float64 [7, 16]

a @ b
a: int8 [100, 100]
b: int8 [[1, 0], [1, 2]]
-> int8 [-56, -56]

a @ b
a: bool [[True, False], [False, False]]
b: bool [[True, True], [True, False]]
-> bool [[True, True], [False, False]]

-a @ b + 1
a: int64 [1, 2]
b: int64 [3, 4]
-> int64 -10

2*a @ b
a: int64 [1, 2]
b: int64 [3, 4]
-> int64 22

a @ b
a: float64 (0, 3)
b: float64 (3, 2)
-> float64 (0, 2)

matmul(a, b)
a: float64 [[1, 2], [3, 4]]
b: float64 [[1, 2, 3]]
error: matmul of 2 columns and 1 rows: the last axis of the one is summed with the last but one of the other
  matmul(a, b)
  ^~~~~~~~~~~~

a @ 2
a: float64 [1, 2]
error: matmul takes arrays of one axis or more, not a scalar
  a @ 2
  ~~^~~

einsum('ij,jk->ki', a, b)
a: float64 [[1, 2, 3], [4, 5, 6]]
b: float64 [[1, 0], [0, 1], [1, 1]]
-> float64 [[4, 10], [5, 11]]

einsum('ij', a)
a: int64 [[1, 2], [3, 4]]
-> int64 [[1, 2], [3, 4]]

einsum('ba', a)
a: int64 [[1, 2], [3, 4]]
-> int64 [[1, 3], [2, 4]]

einsum('...i->...', a)
a: int64 [[1, 2], [3, 4]]
-> int64 [3, 7]

einsum('ij,ij->', a, a)
a: int64 [[1, 2], [3, 4]]
-> int64 30

einsum('ii', a)
a: int64 [[1, 2], [3, 4]]
error: einsum takes no diagonals, and 'i' stands twice in one operand; the diagonal of x is x[arange(n), arange(n)]
  einsum('ii', a)
         ^~~~

einsum('ij,jk->iq', a, a)
a: int64 [[1, 2], [3, 4]]
error: einsum: 'q' is an axis of the result and of no operand
  einsum('ij,jk->iq', a, a)
         ^~~~~~~~~~~

einsum('ij', a, a)
a: int64 [[1, 2], [3, 4]]
error: einsum: subscripts for 1 operands, and 2 operands
  einsum('ij', a, a)
  ^~~~~~~~~~~~~~~~~~

einsum(a, a)
a: int64 [[1, 2], [3, 4]]
error: einsum begins with subscripts as a literal, such as 'ij,jk->ik'
  einsum(a, a)
         ^
