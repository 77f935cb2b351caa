# zeros, ones, full and the like; arange and linspace with their keywords.

zeros(3), ones((2, 2)), zeros((2, 0)), zeros(())
-> float64 [0.0, 0.0, 0.0]
-> float64 [[1.0, 1.0], [1.0, 1.0]]
-> float64 (2,0)
-> float64 0.0

zeros((2, n), 'int8')
n: weak 2
-> int8 [[0, 0], [0, 0]]

ones(2, dtype='bool')
-> bool [True, True]

full((2, 2), 7)
-> int64 [[7, 7], [7, 7]]

full((2, 3), b)
b: float64 (3,)
-> float64 [[0.0, 1.0, 2.0], [0.0, 1.0, 2.0]]

full(2, 2.5, dtype='int32')
-> int32 [2, 2]

full(shape=(2,), fill_value=True)
-> bool [True, True]

zeros_like(a), ones_like(f), full_like(b, 3)
a: int64 (2,3)
b: float64 (3,)
f: float32 (4,)
-> int64 [[0, 0, 0], [0, 0, 0]]
-> float32 [1.0, 1.0, 1.0, 1.0]
-> float64 [3.0, 3.0, 3.0]

full_like(a, 2.5), ones_like(a, dtype='float32'), zeros_like(a, shape=(2,))
a: int64 (2,3)
-> int64 [[2, 2, 2], [2, 2, 2]]
-> float32 [[1.0, 1.0, 1.0], [1.0, 1.0, 1.0]]
-> int64 [0, 0]

zeros_like(3), ones_like(2.5)
-> int64 0
-> float64 1.0

eye(2), eye(2, 3, 1), eye(2, k=-1, dtype='int16'), identity(2)
-> float64 [[1.0, 0.0], [0.0, 1.0]]
-> float64 [[0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]
-> int16 [[0, 0], [1, 0]]
-> float64 [[1.0, 0.0], [0.0, 1.0]]

eye(3, 1), eye(0), eye(1), eye(2, dtype='bool')
-> float64 [[1.0], [0.0], [0.0]]
-> float64 (0,0)
-> float64 [[1.0]]
-> bool [[True, False], [False, True]]

eye(n)
n: weak 2
-> float64 [[1.0, 0.0], [0.0, 1.0]]

eye(2)[1] + ones(2)
-> float64 [1.0, 2.0]

linspace(0, 1, 4, endpoint=False)
-> float64 [0.0, 0.25, 0.5, 0.75]

linspace(0, 1, 1, endpoint=False)
-> float64 [0.0]

linspace(0, 10, 5, dtype='int32')
-> int32 [0, 2, 5, 7, 10]

linspace(-3, 3, 5, dtype='int8')
-> int8 [-3, -2, 0, 1, 3]

linspace(0, 1, 3, dtype='float32')
-> float32 [0.0, 0.5, 1.0]

arange(3, dtype='float32'), arange(0, 5, 2, dtype='int8')
-> float32 [0.0, 1.0, 2.0]
-> int8 [0, 2, 4]

sum(ones((3, 4)))
-> float64 12.0

zeros((2, -1))
error: zeros: an extent cannot be -1
  zeros((2, -1))
            ^~

zeros(b)
b: float64 (3,)
error: zeros: an extent must be an integer, not an array of float64
  zeros(b)
        ^

zeros()
error: zeros needs 'shape'
  zeros()
  ^~~~~~~

full(3)
error: full needs 'fill_value'
  full(3)
  ^~~~~~~

zeros(3, shape=3)
error: zeros got 'shape' twice
  zeros(3, shape=3)
                 ^

full(3, 300, dtype='int8')
error: 300 is out of bounds for int8
  full(3, 300, dtype='int8')
          ^~~

full((2, 2), b)
b: float64 (3,)
error: shape (3,) cannot be broadcast to shape (2,2)
  full((2, 2), b)
  ^~~~~~~~~~~~~~~

eye(2.5)
error: eye: an extent must be an integer, not float64
  eye(2.5)
      ^~~

eye(2, k=0.5)
error: eye: k must be an integer
  eye(2, k=0.5)
           ^~~

# ---- Of strings, and complex ends ----

zeros_like(a), ones_like(a), full_like(a, 'xyz'), full_like(a, 7), zeros_like(a, shape=(1,))
a: str2 [['ab', 'c']]
-> str2 [['', '']]
-> str2 [['1', '1']]
-> str2 [['xy', 'xy']]
-> str2 [['7', '7']]
-> str2 ['']

z = linspace(0, 2 + 4j, 3); y = linspace(1j, 1j, 2); z.real, z.imag, y.imag, linspace(1 + 1j, 2, 1).imag
-> float64 [0, 1, 2]
-> float64 [0, 2, 4]
-> float64 [1, 1]
-> float64 [1]
