# Shapes broadcast as NumPy's, up to 32 dimensions, extents 0 and 1 included.

a + b
a: int64 (2,3)
b: int64 (3,)
-> int64 [[0, 2, 4], [3, 5, 7]]

a + b
a: int64 (2,1)
b: int64 (1,3)
-> int64 [[0, 1, 2], [1, 2, 3]]

a + b
a: int64 (3,1)
b: int64 (4,)
-> int64 [[0, 1, 2, 3], [1, 2, 3, 4], [2, 3, 4, 5]]

a*b
a: int64 (2,1,2)
b: int64 (3,1)
-> int64 [[[0, 0], [0, 1], [0, 2]], [[0, 0], [2, 3], [4, 6]]]

a + b
a: int64 5
b: int64 (2,2)
-> int64 [[5, 6], [7, 8]]

a + b
a: int64 (1,1,1)
b: int64 2
-> int64 [[[2]]]

a + b
a: float64 (0,3)
b: float64 (1,3)
-> float64 (0,3)

a + b
a: float64 (0,)
b: float64 1.0
-> float64 (0,)

a + b
a: float64 (2,0)
b: float64 (2,1)
-> float64 (2,0)

a*2
a: int32 (3,0,2)
-> int32 (3,0,2)

a[:,None]*b
a: int64 (2,)
b: int64 (3,)
-> int64 [[0, 0, 0], [0, 1, 2]]

where(a, b, c)
a: bool [[True], [False]]
b: int64 (3,)
c: float64 0.5
-> float64 [[0.0, 1.0, 2.0], [0.5, 0.5, 0.5]]

a + b + c
a: int64 (2,1,1)
b: int64 (1,2,1)
c: int64 (1,1,2)
-> int64 [[[0, 1], [1, 2]], [[1, 2], [2, 3]]]

a[None,:,None] + b
a: int64 (2,)
b: int64 (1,1,1,2)
-> int64 [[[[0, 1], [1, 2]]]]

3, a
a: int32 (2,)
-> weak 3
-> int32 [0, 1]

size(a), size(a, 0), size(a, -1), ndim(a), shape(a, 1)
a: int32 (2,5)
-> weak 10
-> weak 2
-> weak 5
-> weak 2
-> weak 5

sum(a)/size(a)
a: float64 (2,5)
-> float64 4.5

size(a + b)
a: int32 (2,1)
b: int32 (3,)
-> weak 6
