# Where a condition holds: nonzero flatnonzero argwhere, where of one argument, compress extract.

nonzero(a)[0], nonzero(a)[1], argwhere(a), flatnonzero(a), a[nonzero(a)]
a: int64 [[0, 1, 2], [3, 0, 0]]
-> int64 [0, 0, 1]
-> int64 [1, 2, 0]
-> int64 [[0, 1], [0, 2], [1, 0]]
-> int64 [1, 2, 3]
-> int64 [1, 2, 3]

i = where(x > 1); i, x[i], sum(i[0])
x: float64 [2.0, 0.5, nan, 3.0]
-> int64 [0, 3]
-> float64 [2.0, 3.0]
-> int64 3

compress(c, a, axis=1), compress(c, a), extract(a % 2 == 1, a)
a: int64 [[0, 1, 2], [3, 4, 5]]
c: bool [True, False, True]
-> int64 [[0, 2], [3, 5]]
-> int64 [0, 2]
-> int64 [1, 3, 5]

nonzero(a)
a: int64 (2,3)
error: nonzero(x) and where(x) are places along each of 2 axes; take one, as in nonzero(x)[0], or write argwhere(x)
  nonzero(a)
  ^~~~~~~~~~

where(a, 1)
a: bool [True]
error: where takes 3 arguments, not 2
  where(a, 1)
  ^~~~~~~~~~~
