# var std ptp argmin argmax vecdot, the nan family; dtype=, where=, ddof= and initial= of reductions.

var(a), std(a)
a: float64 [1.0, 2.0, 3.0, 6.0]
-> float64 3.5
-> float64 1.8708286933869707

var(a, axis=0), var(a, axis=1), std(a, axis=1)
a: float64 [[1.0, 2.0, 6.0], [5.0, 2.0, 5.0]]
-> float64 [4.0, 0.0, 0.25]
-> float64 [4.666666666666667, 2.0]
-> float64 [2.160246899469287, 1.4142135623730951]

var(a, axis=(0,1), keepdims=True), std(a, 0)
a: float64 [[1.0, 3.0], [5.0, 7.0]]
-> float64 [[5.0]]
-> float64 [2.0, 2.0]

var(a), var(a, ddof=1), var(a, ddof=1.5), var(a, ddof=-1), var(a, ddof=True)
a: float64 [1.0, 2.0, 3.0, 6.0]
-> float64 3.5
-> float64 4.666666666666667
-> float64 5.6
-> float64 2.8
-> float64 4.666666666666667

# A divisor that is not above 0 is 0.
var(a, ddof=2), var(a, ddof=3), std(a, ddof=n), var(a*0, ddof=2)
a: float64 [1.0, 2.0]
n: int64 4
-> float64 inf
-> float64 inf
-> float64 inf
-> float64 nan

var(a), std(a), var(a, axis=0)
a: float64 (0,2)
-> float64 nan
-> float64 nan
-> float64 [nan, nan]

var(a, axis=1)
a: float64 (0,2)
-> float64 (0,)

var(a), std(a, axis=0), var(2), var(a, ddof=1)
a: float64 [2.5]
-> float64 0.0
-> float64 0.0
-> float64 0.0
-> float64 nan

var(a, axis=0), var(a, axis=1)
a: float64 [[1.0, inf, nan]]
-> float64 [0.0, nan, nan]
-> float64 [nan]

var(a), var(b), std(c)
a: float64 [nan, 1.0]
b: float64 [1.0, inf]
c: float64 [-inf]
-> float64 nan
-> float64 nan
-> float64 nan

var(a), var(b)
a: float64 [1e+200, -1e+200]
b: float64 [1e+100, 1e+100, 1e+100, 1e+100, 1e+100]
-> float64 inf
-> float64 0.0

var(a)
a: float64 [1000000004.0, 1000000007.0, 1000000013.0, 1000000016.0]
-> float64 22.5

var(a), std(a), var(b), var(c)
a: bool [True, False, False, True]
b: int32 [1, 2, 3, 6]
c: int64 [1, 2, 3, 6]
-> float64 0.25
-> float64 0.5
-> float64 3.5
-> float64 3.5

var(a), std(a)
a: float32 [1.0, 2.0, 3.0, 6.0]
-> float32 3.5
-> float32 1.8708287

mean(a), var(a), a - mean(a)
a: float64 [1.0, 2.0, 6.0]
-> float64 3.0
-> float64 4.666666666666667
-> float64 [-2.0, -1.0, 3.0]

(a - mean(a))/std(a)
a: float64 [1.0, 3.0, 1.0, 3.0]
-> float64 [-1.0, 1.0, -1.0, 1.0]

max(var(a, axis=1)), var(var(a, axis=1))
a: float64 [[1.0, 3.0], [5.0, 9.0]]
-> float64 4.0
-> float64 2.25

# dtype=: what elements are converted to, and the result.
var(a, dtype=float64), var(a, dtype='float32'), mean(a, dtype='float32')
a: int32 [1, 2, 3, 6]
-> float64 3.5
-> float32 3.5
-> float32 3.0

sum(a, dtype='int32'), sum(a, dtype='float32'), sum(a, dtype=None)
a: int32 [2147483647, 1]
-> int32 -2147483648
-> float32 2.1474836e+09
-> int64 2147483648

sum(a, dtype='int64'), mean(a, dtype='int64'), prod(a, dtype='int32')
a: float64 [1.9, -1.9, 4.0]
-> int64 4
-> int64 1
-> int32 -4

sum(a, dtype='bool'), prod(a, dtype='bool'), mean(a, dtype='bool')
a: float64 [2.0, 0.0]
-> bool True
-> bool False
-> bool True

sum(a, dtype='int32'), prod(a, dtype='float32'), mean(a, dtype='float32')
a: bool [True, True, False]
-> int32 2
-> float32 0.0
-> float32 0.6666667

sum(a, dtype='float64'), mean(a, dtype='float64')
a: float32 [0.1, 0.2]
-> float64 0.30000000447034836
-> float64 0.15000000223517418

# where=: elements that do not count.
sum(a, where=m), prod(a, where=m), mean(a, where=m), any(a < 0, where=m), all(a > -3, where=m)
a: int64 [[1, -2, 3], [4, 5, -6]]
m: bool [[True, False, True], [False, True, True]]
-> int64 3
-> int64 -90
-> float64 0.75
-> bool True
-> bool False

sum(a, axis=0, where=m), sum(a, axis=1, where=m, keepdims=True), mean(a, axis=0, where=m)
a: int64 [[1, -2, 3], [4, 5, -6]]
m: bool [[True, False, True], [False, True, True]]
-> int64 [1, 5, -3]
-> int64 [[4], [-1]]
-> float64 [1.0, 5.0, -1.5]

sum(a, where=m[0]), sum(a, where=m[:,:1]), sum(a, where=False), sum(a, where=True), sum(a > 0, where=m)
a: int64 [[1, -2, 3], [4, 5, -6]]
m: bool [[True, False, True], [False, True, True]]
-> int64 2
-> int64 2
-> int64 0
-> int64 5
-> int64 3

var(a, where=m), std(a, axis=1, where=m), var(a, axis=0, where=m, ddof=1)
a: float64 [[1.0, 9.0, 3.0], [9.0, 5.0, 7.0]]
m: bool [[True, False, True], [False, True, True]]
-> float64 5.0
-> float64 [1.0, 1.0]
-> float64 [nan, nan, 8.0]

mean(a, where=m), var(a, where=m), sum(a, where=m), prod(a, where=m), all(a, where=m)
a: float64 [1.0, nan]
m: bool [False, False]
-> float64 nan
-> float64 nan
-> float64 0.0
-> float64 1.0
-> bool True

count_nonzero(a, where=m)
a: int64 [[1, -2, 3], [4, 5, -6]]
m: bool [[True, False, False], [False, True, True]]
-> int64 3

# initial=: one more element.
sum(a, initial=10), prod(a, initial=2), max(a, initial=7), min(a, initial=-9), max(a, initial=0)
a: int64 [[1, -2, 3], [4, 5, -6]]
-> int64 15
-> int64 1440
-> int64 7
-> int64 -9
-> int64 5

max(a, initial=-7), min(a, initial=-7), max(b, initial=2), min(b, initial=nan)
a: int32 (0,)
b: float64 (0,)
-> int32 -7
-> int32 -7
-> float64 2.0
-> float64 nan

max(a, where=m, initial=0), min(a, axis=1, where=m, initial=100)
a: int64 [[1, -2, 3], [4, 5, -6]]
m: bool [[True, False, True], [False, True, True]]
-> int64 5
-> int64 [1, -6]

sum(a, initial=2.9), max(a, initial=2.9), max(a > 5, initial=True), max(a > 5, initial=False)
a: int32 [1, 2]
-> int64 5
-> int32 2
-> bool True
-> bool False

# ptp.
ptp(a), ptp(a, axis=0), ptp(a, axis=1, keepdims=True), ptp(a, axis=(0,1))
a: int64 [[1, -2, 3], [4, 5, -6]]
-> int64 11
-> int64 [3, 7, 9]
-> int64 [[5], [11]]
-> int64 11

ptp(a), ptp(b)
a: int32 [-2147483648, 2147483647]
b: float64 [1.0, nan]
-> int32 -1
-> float64 nan

# argmin and argmax: the first of equals, the first NaN before all.
argmin(a), argmax(a), argmin(a, axis=0), argmax(a, axis=1), argmax(a, -1, keepdims=True)
a: int64 [[1, -2, 3], [4, 5, -6]]
-> int64 5
-> int64 4
-> int64 [0, 0, 1]
-> int64 [2, 1]
-> int64 [[2], [1]]

argmin(a.T), argmax(a.T), argmax(a[::-1,::-1]), argmin(a[:,::2], axis=None, keepdims=True)
a: int64 [[1, -2, 3], [4, 5, -6]]
-> int64 5
-> int64 3
-> int64 1
-> int64 [[3]]

argmin(a), argmax(a)
a: float64 [3.0, 1.0, 3.0, 1.0]
-> int64 1
-> int64 0

argmin(a), argmax(a), argmin(a, axis=0), argmax(a, axis=0)
a: float64 [[1.0, nan], [nan, inf], [-inf, nan]]
-> int64 1
-> int64 1
-> int64 [1, 0]
-> int64 [1, 0]

argmin(a), argmax(a)
a: float64 [0.0, -0.0, 0.0]
-> int64 0
-> int64 0

argmin(a), argmax(b), argmin(a, axis=0), argmax(c)
a: float64 [inf, inf]
b: float64 [-inf, -inf]
c: int64 [-9223372036854775808, -9223372036854775808]
-> int64 0
-> int64 0
-> int64 0
-> int64 0

argmin(a), argmax(a), argmax(b), argmax(c)
a: bool [True, False]
b: float32 [1.5, 2.5]
c: int32 [1, 5, 5]
-> int64 1
-> int64 0
-> int64 1
-> int64 1

argmin(2.5), argmax(a, axis=0), argmin(a), argmin(a, axis=-1)
a: float64 3.0
-> int64 0
-> int64 0
-> int64 0
-> int64 0

argmin(a, axis=1), argmin(a, axis=0)[0]
a: float64 [[7.0], [6.0]]
-> int64 [0, 0]
-> int64 1

argmin(a, axis=1)
a: float64 (0,3)
-> int64 (0,)

argmax(sum(abs(a), axis=1)), max(argmin(a, axis=0))
a: int64 [[1, -2, 3], [4, 5, -6]]
-> int64 1
-> int64 1

# vecdot.
vecdot(a, a), vecdot(a, a, axis=0), vecdot(a, b), vecdot(a, b, keepdims=True)
a: int64 [[1, -2, 3], [4, 5, -6]]
b: int64 [1, 0, 2]
-> int64 [14, 77]
-> int64 [17, 29, 45]
-> int64 [7, -8]
-> int64 [[7], [-8]]

vecdot(a, b, axis=0), vecdot(a, a, axis=0, keepdims=True)
a: float64 [[1.0, -2.0, 3.0], [4.0, 5.0, -6.0]]
b: float64 [1.0, 2.0]
-> float64 [9.0, 8.0, -9.0]
-> float64 [[17.0, 29.0, 45.0]]

vecdot(a[:,None], a), vecdot(a > 2, a > 2), vecdot(int32(a), int32(a)), vecdot(float32(a), a)
a: int64 [[1, -2, 3], [4, 5, -6]]
-> int64 [[14, -24], [-24, 77]]
-> bool [True, True]
-> int32 [14, 77]
-> float64 [14.0, 77.0]

vecdot(a, a), vecdot(a, a, axis=0)
a: float64 (2,0)
-> float64 [0.0, 0.0]
-> float64 (0,)

# The nan family counts what is not NaN.
nansum(a), nanprod(a), nanmin(a), nanmax(a), nanmean(a), nanvar(a), nanstd(a)
a: float64 [nan, 1.0, 3.0]
-> float64 4.0
-> float64 3.0
-> float64 1.0
-> float64 3.0
-> float64 2.0
-> float64 1.0
-> float64 1.0

nansum(a, axis=1), nanmin(a, axis=1), nanmax(a, axis=1), nanmean(a, axis=1), nanvar(a, axis=1)
a: float64 [[nan, nan], [nan, -inf], [2.0, nan]]
-> float64 [0.0, -inf, 2.0]
-> float64 [nan, -inf, 2.0]
-> float64 [nan, -inf, 2.0]
-> float64 [nan, -inf, 2.0]
-> float64 [nan, nan, 0.0]

nanvar(a, ddof=1), nanvar(a, ddof=2), nanvar(a, ddof=3), nanstd(a, axis=0)
a: float64 [nan, 1.0, 3.0]
-> float64 2.0
-> float64 nan
-> float64 nan
-> float64 1.0

nansum(a), nanprod(a), nanmin(a), nanmean(a), nanvar(a), nanvar(a, ddof=9)
a: int32 [1, 2, 6]
-> int64 9
-> int64 12
-> int32 1
-> float64 3.0
-> float64 4.666666666666667
-> float64 inf

nansum(a), nanprod(a), nanmax(a), nanmean(a), nanstd(a)
a: bool [True, False]
-> int64 1
-> int64 0
-> bool True
-> float64 0.5
-> float64 0.5

nanmean(a), nanvar(a), nanmax(a), nansum(a)
a: float32 [nan, 1.5, 2.5]
-> float32 2.0
-> float32 0.25
-> float32 2.5
-> float32 4.0

nansum(a), nanprod(a), nanmean(a), nanvar(a)
a: float64 (0,)
-> float64 0.0
-> float64 1.0
-> float64 nan
-> float64 nan

nanmin(nan), nanmax(a, axis=0), nansum(a, axis=1)
a: float64 [[nan, 2.0]]
-> float64 nan
-> float64 [nan, 2.0]
-> float64 [2.0]

nansum(a, where=m), nanmean(a, where=m), nanmin(a, where=m, initial=9), nanmax(a, initial=1), nanmin(a, initial=nan)
a: float64 [nan, 1.0, 3.0]
m: bool [True, False, True]
-> float64 3.0
-> float64 3.0
-> float64 3.0
-> float64 3.0
-> float64 1.0

nansum(a, dtype='float32'), nanmean(a, dtype='float32'), nansum(a, initial=1)
a: float64 [nan, 1.0, 3.0]
-> float32 4.0
-> float32 2.0
-> float64 5.0

# What cannot be.
var(b, axis=1)
b: float64 [1.0, 2.0, 3.0]
error: axis 1 is out of bounds for an array of rank 1
  var(b, axis=1)
              ^

std(b, axis=(0,0))
b: float64 [1.0, 2.0, 3.0]
error: duplicate axis
  std(b, axis=(0,0))
              ^~~~~

argmin(b, axis=(0,))
b: float64 [1.0, 2.0, 3.0]
error: argmin takes one axis or None, not a tuple
  argmin(b, axis=(0,))
                 ^~~~

var(b, ddof='1')
b: float64 [1.0, 2.0, 3.0]
error: ddof must be a number
  var(b, ddof='1')
              ^~~

var(b, ddof=b)
b: float64 [1.0, 2.0, 3.0]
error: ddof must be a number, not an array of rank 1
  var(b, ddof=b)
              ^

var(b, ddof=None)
b: float64 [1.0, 2.0, 3.0]
error: ddof must be a number
  var(b, ddof=None)
              ^~~~

sum(b, where=b)
b: float64 [1.0, 2.0, 3.0]
error: where must be bool, not float64
  sum(b, where=b)
               ^

sum(b, where=None)
b: float64 [1.0, 2.0, 3.0]
error: where must be bool
  sum(b, where=None)
               ^~~~

sum(b, where=1)
b: float64 [1.0, 2.0, 3.0]
error: where must be bool, not int64
  sum(b, where=1)
               ^

sum(b, where=t[:,None])
b: float64 [1.0, 2.0, 3.0]
t: bool [True, False, True]
error: where of shape (3,1) does not broadcast to the array's shape (3,)
  sum(b, where=t[:,None])
               ~^~~~~~~~

sum(b, where=t[:2])
b: float64 [1.0, 2.0, 3.0]
t: bool [True, False, True]
error: operands could not be broadcast together with shapes (3,) and (2,)
  sum(b, where=t[:2])
               ~^~~~

sum(b[:1], where=t)
b: float64 [1.0, 2.0, 3.0]
t: bool [True, False, True]
error: where of shape (3,) does not broadcast to the array's shape (1,)
  sum(b[:1], where=t)
                   ^

min(b, where=t)
b: float64 [1.0, 2.0, 3.0]
t: bool [True, False, True]
error: min of nothing does not exist, so where= needs initial= beside it
  min(b, where=t)
  ^~~~~~~~~~~~~~~

nanmax(b, where=t)
b: float64 [1.0, 2.0, 3.0]
t: bool [True, False, True]
error: nanmax of nothing does not exist, so where= needs initial= beside it
  nanmax(b, where=t)
  ^~~~~~~~~~~~~~~~~~

max(b, initial=b)
b: float64 [1.0, 2.0, 3.0]
error: initial must be a number, not an array of rank 1
  max(b, initial=b)
                 ^

max(int32(b), initial=3000000000)
b: float64 [1.0, 2.0, 3.0]
error: 3000000000 is out of bounds for int32
  max(int32(b), initial=3000000000)
                        ^~~~~~~~~~

sum(b, dtype='float99')
b: float64 [1.0, 2.0, 3.0]
error: 'float99' is not a dtype
  sum(b, dtype='float99')
               ^~~~~~~~~

sum(b, dtype=3)
b: float64 [1.0, 2.0, 3.0]
error: a dtype must be a name such as 'float32'
  sum(b, dtype=3)
               ^

var(b, dtype='int64')
b: float64 [1.0, 2.0, 3.0]
error: var has a dtype of floats, not int64
  var(b, dtype='int64')
  ^~~~~~~~~~~~~~~~~~~~~

nanmean(b, dtype='int64')
b: float64 [1.0, 2.0, 3.0]
error: nanmean of floats has a dtype of floats, not int64
  nanmean(b, dtype='int64')
  ^~~~~~~~~~~~~~~~~~~~~~~~~

min(b, dtype='float32')
b: float64 [1.0, 2.0, 3.0]
error: min has no keyword 'dtype'; it takes axis, keepdims, where, initial
  min(b, dtype='float32')
         ^~~~~~~~~~~~~~~

mean(b, initial=1)
b: float64 [1.0, 2.0, 3.0]
error: mean has no keyword 'initial'; it takes axis, keepdims, dtype, where
  mean(b, initial=1)
          ^~~~~~~~~

argmax(b, where=t)
b: float64 [1.0, 2.0, 3.0]
t: bool [True, False, True]
error: argmax has no keyword 'where'; it takes axis, keepdims
  argmax(b, where=t)
            ^~~~~~~

vecdot(b, b, where=t)
b: float64 [1.0, 2.0, 3.0]
t: bool [True, False, True]
error: vecdot has no keyword 'where'; it takes axis, keepdims
  vecdot(b, b, where=t)
               ^~~~~~~

sum(b, out=b)
b: float64 [1.0, 2.0, 3.0]
error: the keyword 'out' of sum is not compiled by this version
  sum(b, out=b)
         ^~~~~

sum(b, wher=t)
b: float64 [1.0, 2.0, 3.0]
t: bool [True, False, True]
error: sum has no keyword 'wher'; did you mean 'where'?
  sum(b, wher=t)
         ^~~~~~

ptp(t)
t: bool [True, False, True]
error: ptp of bool is not defined
  ptp(t)
  ^~~~~~

vecdot(b, 2.0)
b: float64 [1.0, 2.0, 3.0]
error: vecdot takes vectors, not a scalar
  vecdot(b, 2.0)
            ^~~

vecdot(b, b[:2])
b: float64 [1.0, 2.0, 3.0]
error: vecdot of vectors of 3 and 2 elements
  vecdot(b, b[:2])
  ^~~~~~~~~~~~~~~~

vecdot(b, b[:1])
b: float64 [1.0, 2.0, 3.0]
error: vecdot of vectors of 3 and 1 elements
  vecdot(b, b[:1])
  ^~~~~~~~~~~~~~~~

vecdot(b, b, axis=1)
b: float64 [1.0, 2.0, 3.0]
error: axis 1 is out of bounds for an array of rank 1
  vecdot(b, b, axis=1)
                    ^

vecdot(b)
b: float64 [1.0, 2.0, 3.0]
error: vecdot takes 2 to 3 arguments, not 1
  vecdot(b)
  ^~~~~~~~~

sqrt(b, where=t)
b: float64 [1.0, 2.0, 3.0]
t: bool [True, False, True]
error: the keyword 'where' of sqrt is not compiled by this version
  sqrt(b, where=t)
          ^~~~~~~

argmin(z)
z: float64 (0,3)
error: attempt to get argmin of an empty sequence
  argmin(z)
  ^~~~~~~~~

argmax(z, axis=0)
z: float64 (0,3)
error: attempt to get argmax of an empty sequence
  argmax(z, axis=0)
  ^~~~~~~~~~~~~~~~~

ptp(z)
z: float64 (0,3)
error: ptp of no elements: an axis has extent 0
  ptp(z)
  ^~~~~~

nanmin(z)
z: float64 (0,3)
error: nanmin of no elements: an axis has extent 0
  nanmin(z)
  ^~~~~~~~~

max(z)
z: float64 (0,3)
error: max of no elements: an axis has extent 0
  max(z)
  ^~~~~~

nanmax(z, axis=0)
z: float64 (0,3)
error: nanmax of no elements: an axis has extent 0
  nanmax(z, axis=0)
  ^~~~~~~~~~~~~~~~~

# Squares that overflow on the way; and a variance that does.

var(a)
a: float64 [1e308, -1e308]
-> float64 inf

std(a)
a: float64 [1e200, -1e200]
-> float64 1e200

std(a, axis=0)
a: float64 [[1e308, 1.0], [-1e308, 3.0]]
-> float64 [1e308, 1.0]

std(a)
a: float64 [1e200, inf]
-> float64 nan

var(a)
a: float64 [1e300, 1e300, 1e300]
-> float64 0.0
