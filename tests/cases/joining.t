# Arrays put together from pieces: concatenate, stack, roll.

concatenate((b, b*2))
b: float64 (3,)
-> float64 [0.0, 1.0, 2.0, 0.0, 2.0, 4.0]

concatenate((a, a[:1]))
a: int64 (2,3)
-> int64 [[0, 1, 2], [3, 4, 5], [0, 1, 2]]

concatenate((a, a[:, 1:]), 1)
a: int64 (2,3)
-> int64 [[0, 1, 2, 1, 2], [3, 4, 5, 4, 5]]

concat((a, c[:, 0]), axis=-1)
a: int64 (2,3)
c: int32 (2,1,2)
-> int64 [[0, 1, 2, 0, 1], [3, 4, 5, 2, 3]]

concatenate((a, b), axis=None)
a: int64 (2,3)
b: float64 (3,)
-> float64 [0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 0.0, 1.0, 2.0]

concatenate((b, f))
b: float64 (3,)
f: float32 (4,)
-> float64 [0.0, 1.0, 2.0, 0.0, 1.0, 2.0, 3.0]

concatenate((b > 1, b > 0))
b: float64 (3,)
-> bool [False, False, True, False, True, True]

concatenate((a[:0], a))
a: int64 (2,3)
-> int64 [[0, 1, 2], [3, 4, 5]]

concatenate((b,))
b: float64 (3,)
-> float64 [0.0, 1.0, 2.0]

concatenate((b, f), dtype='float32')
b: float64 (3,)
f: float32 (4,)
-> float32 [0.0, 1.0, 2.0, 0.0, 1.0, 2.0, 3.0]

stack((b, b + 1))
b: float64 (3,)
-> float64 [[0.0, 1.0, 2.0], [1.0, 2.0, 3.0]]

stack((b, b*b), -1)
b: float64 (3,)
-> float64 [[0.0, 0.0], [1.0, 1.0], [2.0, 4.0]]

stack((a, a), 1)
a: int64 (2,3)
-> int64 [[[0, 1, 2], [0, 1, 2]], [[3, 4, 5], [3, 4, 5]]]

stack((1, 2.5))
-> float64 [1.0, 2.5]

stack((sum(a), max(a), min(a)))
a: int64 (2,3)
-> int64 [15, 5, 0]

hstack((b, b)), vstack((b, b)), dstack((b, b)), column_stack((b, b))
b: float64 (3,)
-> float64 [0.0, 1.0, 2.0, 0.0, 1.0, 2.0]
-> float64 [[0.0, 1.0, 2.0], [0.0, 1.0, 2.0]]
-> float64 [[[0.0, 0.0], [1.0, 1.0], [2.0, 2.0]]]
-> float64 [[0.0, 0.0], [1.0, 1.0], [2.0, 2.0]]

vstack((a, b))
a: int64 (2,3)
b: float64 (3,)
-> float64 [[0.0, 1.0, 2.0], [3.0, 4.0, 5.0], [0.0, 1.0, 2.0]]

hstack((a, a[:, :1]))
a: int64 (2,3)
-> int64 [[0, 1, 2, 0], [3, 4, 5, 3]]

concatenate((concatenate((a, a), 1), ones((1, 6))))
a: int64 (2,3)
-> float64 [[0.0, 1.0, 2.0, 0.0, 1.0, 2.0], [3.0, 4.0, 5.0, 3.0, 4.0, 5.0], [1.0, 1.0, 1.0, 1.0, 1.0, 1.0]]

stack((stack((b, b)), stack((b, b*2))))
b: float64 (3,)
-> float64 [[[0.0, 1.0, 2.0], [0.0, 1.0, 2.0]], [[0.0, 1.0, 2.0], [0.0, 2.0, 4.0]]]

concatenate((b, f))[::-1]*2
b: float64 (3,)
f: float32 (4,)
-> float64 [6.0, 4.0, 2.0, 0.0, 4.0, 2.0, 0.0]

sum(concatenate((b, f)))
b: float64 (3,)
f: float32 (4,)
-> float64 9.0

mean(stack((a, a*3)), axis=0)
a: int64 (2,3)
-> float64 [[0.0, 2.0, 4.0], [6.0, 8.0, 10.0]]

concatenate((b, f))[2:5] - f[:3]
b: float64 (3,)
f: float32 (4,)
-> float64 [2.0, -1.0, -1.0]

roll(b, 1)
b: float64 (3,)
-> float64 [2.0, 0.0, 1.0]

roll(b, -1)
b: float64 (3,)
-> float64 [1.0, 2.0, 0.0]

roll(b, 100), roll(b, 0), roll(b, -100)
b: float64 (3,)
-> float64 [2.0, 0.0, 1.0]
-> float64 [0.0, 1.0, 2.0]
-> float64 [1.0, 2.0, 0.0]

roll(a, 1)
a: int64 (2,3)
-> int64 [[5, 0, 1], [2, 3, 4]]

roll(a, 1, axis=0)
a: int64 (2,3)
-> int64 [[3, 4, 5], [0, 1, 2]]

roll(a, (1, -1), axis=(0, 1))
a: int64 (2,3)
-> int64 [[4, 5, 3], [1, 2, 0]]

roll(a, (1, 2), 1)
a: int64 (2,3)
-> int64 [[0, 1, 2], [3, 4, 5]]

roll(a, 1, (0, 1))
a: int64 (2,3)
-> int64 [[5, 3, 4], [2, 0, 1]]

roll(b, n)
b: float64 (3,)
n: weak -2
-> float64 [2.0, 0.0, 1.0]

roll(b, 1) - b
b: float64 (3,)
-> float64 [2.0, -1.0, -1.0]

b + roll(b, 1) + roll(b, -1)
b: float64 (3,)
-> float64 [3.0, 3.0, 3.0]

roll(b[:0], 1)
b: float64 (3,)
-> float64 (0,)

roll(7, 3)
-> int64 7

roll(a*a, 1, 1).T
a: int64 (2,3)
-> int64 [[4, 25], [0, 9], [1, 16]]

concatenate((a, b))
a: int64 (2,3)
b: float64 (3,)
error: concatenate: shapes (2,3) and (3,) differ in rank
  concatenate((a, b))
  ^~~~~~~~~~~~~~~~~~~

concatenate((a, a.T))
a: int64 (2,3)
error: concatenate: shapes (2,3) and (3,2) differ beside the axis joined along
  concatenate((a, a.T))
  ^~~~~~~~~~~~~~~~~~~~~

stack((a, a.T))
a: int64 (2,3)
error: stack: shapes (2,3) and (3,2) differ
  stack((a, a.T))
  ^~~~~~~~~~~~~~~

concatenate(a)
a: int64 (2,3)
error: concatenate takes a tuple of arrays, as in concatenate((x, y))
  concatenate(a)
              ^

concatenate((1, 2))
error: arrays without axes cannot be concatenated; write 'stack'
  concatenate((1, 2))
  ^~~~~~~~~~~~~~~~~~~

concatenate((a, a), 2)
a: int64 (2,3)
error: axis 2 is out of bounds for an array of rank 2
  concatenate((a, a), 2)
                      ^

stack((b, b), dtype='int32')
b: float64 (3,)
error: stack cannot convert float64 to int32
  stack((b, b), dtype='int32')
  ^~~~~~~~~~~~~~~~~~~~~~~~~~~~

roll(b, 0.5)
b: float64 (3,)
error: roll: a shift must be an integer
  roll(b, 0.5)
          ^~~

roll(a, (1, 2), (0, 1, 0))
a: int64 (2,3)
error: roll: 2 shifts and 3 axes, not as many
  roll(a, (1, 2), (0, 1, 0))
  ^~~~~~~~~~~~~~~~~~~~~~~~~~
