# Functions that change a shape: views where strides allow.

expand_dims(b, 0)
b: float64 (3,)
-> float64 [[0.0, 1.0, 2.0]]

expand_dims(a, (0, -1))
a: int64 (2,3)
-> int64 [[[[0], [1], [2]], [[3], [4], [5]]]]

squeeze(c)
c: int32 (2,1,2)
-> int32 [[0, 1], [2, 3]]

squeeze(c, 1)
c: int32 (2,1,2)
-> int32 [[0, 1], [2, 3]]

squeeze(c*2, axis=(-2,))
c: int32 (2,1,2)
-> int32 [[0, 2], [4, 6]]

broadcast_to(b, (2, 3))
b: float64 (3,)
-> float64 [[0.0, 1.0, 2.0], [0.0, 1.0, 2.0]]

broadcast_to(a[:,:1] + 1, (2, 2, 4))
a: int64 (2,3)
-> int64 [[[1, 1, 1, 1], [4, 4, 4, 4]], [[1, 1, 1, 1], [4, 4, 4, 4]]]

broadcast_to(7, (2,))
-> int64 [7, 7]

sum(broadcast_to(b, (4, 3)))
b: float64 (3,)
-> float64 12.0

flip(a)
a: int64 (2,3)
-> int64 [[5, 4, 3], [2, 1, 0]]

flip(a, 0)
a: int64 (2,3)
-> int64 [[3, 4, 5], [0, 1, 2]]

flip(a*a, (0, 1))
a: int64 (2,3)
-> int64 [[25, 16, 9], [4, 1, 0]]

flipud(a), fliplr(a)
a: int64 (2,3)
-> int64 [[3, 4, 5], [0, 1, 2]]
-> int64 [[2, 1, 0], [5, 4, 3]]

rot90(a), rot90(a, -1), rot90(a, 2), rot90(c, k=1, axes=(2, 0))
a: int64 (2,3)
c: int32 (2,1,2)
-> int64 [[2, 5], [1, 4], [0, 3]]
-> int64 [[3, 0], [4, 1], [5, 2]]
-> int64 [[5, 4, 3], [2, 1, 0]]
-> int32 [[[2, 0]], [[3, 1]]]

moveaxis(c, 0, -1)
c: int32 (2,1,2)
-> int32 [[[0, 2], [1, 3]]]

moveaxis(c, (0, 1), (-1, 0))
c: int32 (2,1,2)
-> int32 [[[0, 2], [1, 3]]]

swapaxes(c, 0, 2)
c: int32 (2,1,2)
-> int32 [[[0, 2]], [[1, 3]]]

permute_dims(c, (1, 2, 0))
c: int32 (2,1,2)
-> int32 [[[0, 2], [1, 3]]]

matrix_transpose(c)
c: int32 (2,1,2)
-> int32 [[[0], [1]], [[2], [3]]]

atleast_1d(3), atleast_2d(b), atleast_3d(b), atleast_3d(a)
a: int64 (2,3)
b: float64 (3,)
-> int64 [3]
-> float64 [[0.0, 1.0, 2.0]]
-> float64 [[[0.0], [1.0], [2.0]]]
-> int64 [[[0], [1], [2]], [[3], [4], [5]]]

reshape(a, (3, 2))
a: int64 (2,3)
-> int64 [[0, 1], [2, 3], [4, 5]]

reshape(a, 6)
a: int64 (2,3)
-> int64 [0, 1, 2, 3, 4, 5]

reshape(a, -1)
a: int64 (2,3)
-> int64 [0, 1, 2, 3, 4, 5]

reshape(a, (-1, 2))
a: int64 (2,3)
-> int64 [[0, 1], [2, 3], [4, 5]]

reshape(a.T, (2, 3))
a: int64 (2,3)
-> int64 [[0, 3, 1], [4, 2, 5]]

reshape(a.T, 6)
a: int64 (2,3)
-> int64 [0, 3, 1, 4, 2, 5]

reshape(a[:, ::-1], (3, 2))
a: int64 (2,3)
-> int64 [[2, 1], [0, 5], [4, 3]]

reshape(a[::-1], 6)
a: int64 (2,3)
-> int64 [3, 4, 5, 0, 1, 2]

reshape(a[:, :2], 4)
a: int64 (2,3)
-> int64 [0, 1, 3, 4]

reshape(b, (1, 3, 1))
b: float64 (3,)
-> float64 [[[0.0], [1.0], [2.0]]]

reshape(a, (3, 2), order='F')
a: int64 (2,3)
-> int64 [[0, 4], [3, 2], [1, 5]]

ravel(a), ravel(a.T), ravel(a, 'F')
a: int64 (2,3)
-> int64 [0, 1, 2, 3, 4, 5]
-> int64 [0, 3, 1, 4, 2, 5]
-> int64 [0, 3, 1, 4, 2, 5]

ravel(a + b)
a: int64 (2,3)
b: float64 (3,)
-> float64 [0.0, 2.0, 4.0, 3.0, 5.0, 7.0]

ravel(a*2)[::-2]
a: int64 (2,3)
-> int64 [10, 6, 2]

reshape(reshape(a, (3, 2)).T, (1, 6, 1))
a: int64 (2,3)
-> int64 [[[0], [2], [4], [1], [3], [5]]]

reshape(sum(a, axis=0, keepdims=True), 3)
a: int64 (2,3)
-> int64 [3, 5, 7]

reshape(arange(12), (3, 2, 2))[:, 1]
-> int64 [[2, 3], [6, 7], [10, 11]]

reshape(arange(6), (2, 3)) + a
a: int64 (2,3)
-> int64 [[0, 2, 4], [6, 8, 10]]

sum(reshape(a + 1, (3, 2)), axis=0)
a: int64 (2,3)
-> int64 [9, 12]

reshape(b[:0], (0, 5))
b: float64 (3,)
-> float64 (0,5)

reshape(7, (1, 1))
-> int64 [[7]]

reshape(a, (n, -1))
a: int64 (2,3)
n: weak 3
-> int64 [[0, 1], [2, 3], [4, 5]]

reshape(zeros(6), (2, 3))
-> float64 [[0.0, 0.0, 0.0], [0.0, 0.0, 0.0]]

reshape(b[:1], ())
b: float64 (3,)
-> float64 0.0

reshape(broadcast_to(b, (2, 3)), 6)
b: float64 (3,)
-> float64 [0.0, 1.0, 2.0, 0.0, 1.0, 2.0]

reshape(a, 4)
a: int64 (2,3)
error: cannot reshape an array of shape (2,3) into shape (4,): 6 elements into 4
  reshape(a, 4)
  ^~~~~~~~~~~~~

reshape(a, (4, -1))
a: int64 (2,3)
error: cannot reshape an array of shape (2,3) into shape (4,-1): 6 elements, not a multiple of 4
  reshape(a, (4, -1))
  ^~~~~~~~~~~~~~~~~~~

reshape(a, (-1, -1))
a: int64 (2,3)
error: reshape: only one extent can be -1
  reshape(a, (-1, -1))
             ^~~~~~~~

reshape(a, (2.5, 2))
a: int64 (2,3)
error: reshape: an extent must be an integer, not float64
  reshape(a, (2.5, 2))
              ^~~

expand_dims(a, 3)
a: int64 (2,3)
error: axis 3 is out of bounds for an array of rank 3
  expand_dims(a, 3)
                 ^

expand_dims(a, (0, 0))
a: int64 (2,3)
error: repeated axis in expand_dims
  expand_dims(a, (0, 0))
                 ^~~~~~

squeeze(a, 0)
a: int64 (2,3)
error: squeeze: axis 0 of shape (2,3) has not extent 1
  squeeze(a, 0)
             ^

broadcast_to(a, (3, 2))
a: int64 (2,3)
error: shape (2,3) cannot be broadcast to shape (3,2)
  broadcast_to(a, (3, 2))
  ^~~~~~~~~~~~~~~~~~~~~~~

fliplr(b)
b: float64 (3,)
error: fliplr needs an array of rank 2 or more, not 1
  fliplr(b)
  ^~~~~~~~~

moveaxis(a, 0, (0, 1))
a: int64 (2,3)
error: moveaxis: source and destination have 1 and 2 axes, not as many
  moveaxis(a, 0, (0, 1))
  ^~~~~~~~~~~~~~~~~~~~~~

swapaxes(a, 0)
a: int64 (2,3)
error: swapaxes needs 'axis2'
  swapaxes(a, 0)
  ^~~~~~~~~~~~~~
