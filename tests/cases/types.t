# Errors of dtypes: the operation, the dtypes, and what to do.

~b
b: float64 (3,)
error: ~ of float64 is not defined; it takes integers and bool
  ~b
  ^~

b & b
b: float64 (3,)
error: & of float64 and float64 is not defined; it takes integers and bool; comparisons beside it need brackets, as in (x > 1) & (x < 3), or write 'and'
  b & b
  ~~^~~

b << 1
b: float64 (3,)
error: << of float64 and int64 is not defined; it takes integers
  b << 1
  ~~^~~~

i & b
b: float64 (3,)
i: int64 (3,)
error: & of int64 and float64 is not defined; it takes integers and bool; comparisons beside it need brackets, as in (x > 1) & (x < 3), or write 'and'
  i & b
  ~~^~~

i | 1.5
i: int64 (3,)
error: | of int64 and float64 is not defined; it takes integers and bool; comparisons beside it need brackets, as in (x < 1) | (x > 3), or write 'or'
  i | 1.5
  ~~^~~~~

-t
t: bool [True, False, True]
error: - of bool is not defined; use ~ for not
  -t
  ^~

t - t
t: bool [True, False, True]
error: - of bool and bool is not defined; use ^ for the exclusive or
  t - t
  ~~^~~

j + 3000000000
j: int32 (3,)
error: 3000000000 is out of bounds for int32
  j + 3000000000
      ^~~~~~~~~~

j*9223372036854775808
j: int32 (3,)
error: 9223372036854775808 is out of bounds for int32
  j*9223372036854775808
    ^~~~~~~~~~~~~~~~~~~

i + 9223372036854775808
i: int64 (3,)
error: 9223372036854775808 is out of bounds for int64
  i + 9223372036854775808
      ^~~~~~~~~~~~~~~~~~~

9223372036854775808
error: 9223372036854775808 is out of bounds for int64
  9223372036854775808
  ^~~~~~~~~~~~~~~~~~~

18446744073709551615 + 1
error: 18446744073709551616 is out of bounds for int64
  18446744073709551615 + 1
  ~~~~~~~~~~~~~~~~~~~~~^~~

i**-1
i: int64 (3,)
error: integers to negative integer powers are not allowed; make the base a float, as in float(x)**y
  i**-1
  ~^~~~

0**-1
error: 0 cannot be raised to a negative power
  0**-1
  ~^~~~


'abc' + b
b: float64 (3,)
error: + of str and float64 is not defined; str(x) makes a string of integers
  'abc' + b
  ~~~~~~^~~

None
error: None is not a value here
  None
  ^~~~

None + 1
error: None is not a value here
  None + 1
  ^~~~

(a, b)
a: float64 (3,2)
b: float64 (3,)
error: a tuple is not a value here
  (a, b)
  ^~~~~~

a[1.5]
a: float64 (3,2)
error: an index must be an integer, not float64
  a[1.5]
    ^~~

a[b]
a: float64 (3,2)
b: float64 (3,)
error: an index must be an integer, not float64
  a[b]
    ^

a[t]
a: float64 (3,2)
t: bool [True, False]
error: boolean index did not match indexed array along axis 0; size of axis is 3 but size of corresponding boolean axis is 2
  a[t]
    ^

a["x"]
a: float64 (3,2)
error: an index must be an integer, a slice, None or ...
  a["x"]
    ^~~

sum(a, axis=1.0)
a: float64 (3,2)
error: an axis must be an integer literal
  sum(a, axis=1.0)
              ^~~

sum(a, axis=n)
a: float64 (3,2)
n: weak 3
error: an axis must be an integer literal
  sum(a, axis=n)
              ^

sum(a, keepdims=2.0)
a: float64 (3,2)
error: keepdims must be True or False
  sum(a, keepdims=2.0)
                  ^~~

round(b, 1.5)
b: float64 (3,)
error: decimals must be an integer literal
  round(b, 1.5)
           ^~~

astype(a, 5)
a: float64 (3,2)
error: a dtype must be a name such as 'float32'
  astype(a, 5)
            ^

astype(a, 'foo')
a: float64 (3,2)
error: 'foo' is not a dtype
  astype(a, 'foo')
            ^~~~~

contains(b, '1')
b: float64 (3,)
error: contains of float64 and str is not defined; it takes strings; str(x) makes one of integers
  contains(b, '1')
  ^~~~~~~~~~~~~~~~

contains(str(b), '1')
b: float64 (3,)
error: cannot convert float64 to str; str() takes integers
  contains(str(b), '1')
           ^~~~~~

contains(str(i), 5)
i: int64 (3,)
error: contains of str and int64 is not defined; it takes strings; str(x) makes one of integers
  contains(str(i), 5)
  ^~~~~~~~~~~~~~~~~~~

arange(a)
a: float64 (3,2)
error: arange: stop must be a scalar, not an array of rank 2
  arange(a)
         ^

arange(sum(i))
i: int64 (3,)
error: the length of arange must be known before any element is: it may depend on scalars and shapes by arithmetic alone
  arange(sum(i))
  ^~~~~~~~~~~~~~

linspace(0, 1, 2.5)
error: linspace: num must be an integer, not float64
  linspace(0, 1, 2.5)
                 ^~~

# What an element decides is found while running, and has its place.
a + b**p
a: int64 [1, 2, 3]
b: int64 [1, 2, 3]
p: int64 [1, -1, 2]
error: integers to negative integer powers are not allowed; make the base a float, as in float(x)**y
  a + b**p
      ~^~~

s = b**2**q
t = b**p + s
(t*a)[1:]
a: int64 [1, 2, 3]
b: int64 [1, 2, 3]
p: int64 [1, -1, 2]
q: int64 [0, 1, 0]
error: integers to negative integer powers are not allowed; make the base a float, as in float(x)**y
  t = b**p + s
      ~^~~

sum(b**q*b**p, axis=0)
b: int64 [[1, 2], [1, 2]]
q: int64 [[0, 1], [3, 0]]
p: int64 [[0, 1], [3, -5]]
error: integers to negative integer powers are not allowed; make the base a float, as in float(x)**y
  sum(b**q*b**p, axis=0)
           ~^~~
