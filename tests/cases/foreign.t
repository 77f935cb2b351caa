# What people bring from NumPy, pandas, C, MATLAB and calculators: each is told its spelling here.

# np., numpy. and math. mean nothing.
np.float64(0.5)*a
a: float64 [1.0, 2.0]
-> float64 [0.5, 1.0]

np.float64(0.5)*f, np.float32(0.5)*f, 0.5*f
f: float32 [1.0, 2.0]
-> float64 [0.5, 1.0]
-> float32 [0.5, 1.0]
-> float32 [0.5, 1.0]

numpy.sqrt(a) + math.sqrt(4.0)*np.where(a > 1, 1, np.int64(2))
a: float64 [1.0, 4.0]
-> float64 [5.0, 4.0]

a[np.newaxis], a[:,numpy.newaxis]
a: float64 [1.0, 4.0]
-> float64 [[1.0, 4.0]]
-> float64 [[1.0], [4.0]]

np.sum(a, axis=0, dtype=np.float32), astype(a, np.int32), sum(a, dtype='f4')
a: float64 [1.0, 4.0]
-> float32 5.0
-> int32 [1, 4]
-> float32 5.0

np.float64(inf), np.float64(-np.inf), np.bool_(3), np.True_, double(i), intp(2.5)
i: int32 [3]
-> float64 inf
-> float64 -inf
-> bool True
-> bool True
-> float64 [3.0]
-> int64 2

# ... unless something has that name.
np.T + np
np: float64 [1.0, 4.0]
-> float64 [2.0, 8.0]

np = 2*a; np.T
a: float64 [1.0, 4.0]
-> float64 [2.0, 8.0]

np.sin(a)
a: float64 [1.0, 4.0]
np: float64 [1.0, 4.0]
error: 'np' is a value here, not a module; write 'sin(a)'
  np.sin(a)
     ^~~

np.sum()
np: float64 [1.0, 4.0]
error: functions are no methods here; write 'sum(np)'
  np.sum()
     ^~~

np + 1
error: unknown name 'np'
  np + 1
  ^~

np.sine(1.0)
error: unknown function 'sine'; did you mean 'sin'?
  np.sine(1.0)
     ^~~~

np.sin(a, a)
a: float64 [1.0, 4.0]
error: sin takes 1 argument, not 2
  np.sin(a, a)
  ~~~^~~~~~~~~

np.NaN
error: unknown name 'NaN'; write 'nan'
  np.NaN
     ^~~

np.tau
error: unknown name 'tau'; write '2*pi'
  np.tau
     ^~~

np.median(a)
a: float64 [1.0, 4.0]
error: unknown function 'median'; compute it outside, and bind the result to a name
  np.median(a)
     ^~~~~~

np.linalg.norm(a)
a: float64 [1.0, 4.0]
error: unknown function 'linalg.norm'; write 'sqrt(sum(x*x))'
  np.linalg.norm(a)
     ^~~~~~~~~~~

np.random.rand()
error: unknown function 'random.rand'; make random numbers outside, and bind them to a name
  np.random.rand()
     ^~~~~~~~~~~

np.ma.sum(a)
a: float64 [1.0, 4.0]
error: unknown function 'ma.sum'
  np.ma.sum(a)
     ^~~~~~

ne.evaluate('a')
error: unknown name 'ne'; of modules only np., numpy. and math. can stand before a function
  ne.evaluate('a')
  ^~

np.sin
error: 'sin' is a function, not a value; it is called, as in sin(x)
  np.sin
  ~~~^~~

# Methods and attributes.
a.sum()
a: float64 [1.0, 4.0]
error: functions are no methods here; write 'sum(a)'
  a.sum()
    ^~~

(a + 1).mean( axis = 0 , keepdims=True, )
a: float64 [1.0, 4.0]
error: functions are no methods here; write 'mean(a + 1, axis = 0 , keepdims=True)'
  (a + 1).mean( axis = 0 , keepdims=True, )
          ^~~~

a.astype('f4')
a: float64 [1.0, 4.0]
error: functions are no methods here; write 'astype(a, 'f4')'
  a.astype('f4')
    ^~~~~~

a.fillna(0)
a: float64 [1.0, 4.0]
error: unknown method 'fillna'; write 'where(isnan(x), y, x)'
  a.fillna(0)
    ^~~~~~

a.foo(0)
a: float64 [1.0, 4.0]
error: unknown method 'foo'
  a.foo(0)
    ^~~

a.shape[0]
a: float64 [1.0, 4.0]
error: unknown attribute 'shape'; write 'shape(a, 0)'
  a.shape[0]
    ^~~~~

a.size + 1
a: float64 [1.0, 4.0]
error: unknown attribute 'size'; write 'size(a)'
  a.size + 1
    ^~~~

a.values
a: float64 [1.0, 4.0]
error: unknown attribute 'values'; a name stands for its values
  a.values
    ^~~~~~

a.t
a: float64 [1.0, 4.0]
error: unknown attribute 't'; there are .T, .real and .imag, and functions are called as in sum(x)
  a.t
    ^

# Functions of one array, and of two.
max(a, b)
a: float64 [1.0, 4.0]
b: float64 [2.0, 3.0]
error: an axis must be an integer literal; the larger of two is 'maximum(a, b)'
  max(a, b)
         ^

np.min(a, 0.5)
a: float64 [1.0, 4.0]
error: an axis must be an integer literal; the smaller of two is 'minimum(a, 0.5)'
  np.min(a, 0.5)
            ^~~

max(a, b, 3)
a: float64 [1.0, 4.0]
b: float64 [2.0, 3.0]
error: max takes 1 to 2 arguments, not 3; write 'maximum(maximum(a, b), 3)'
  max(a, b, 3)
  ^~~~~~~~~~~~

minimum(a, b, 3)
a: float64 [1.0, 4.0]
b: float64 [2.0, 3.0]
error: minimum takes 2 arguments, not 3; write 'minimum(minimum(a, b), 3)'
  minimum(a, b, 3)
  ^~~~~~~~~~~~~~~~

sum(a, b)
a: float64 [1.0, 4.0]
b: float64 [2.0, 3.0]
error: an axis must be an integer literal; the sum of two is 'x + y'
  sum(a, b)
         ^

log(a, 2)
a: float64 [1.0, 4.0]
error: log takes 1 argument, not 2; to another base it is 'log(a)/log(2)'
  log(a, 2)
  ^~~~~~~~~

# Keywords: a suggestion is one that the function takes.
sin(x=a)
a: float64 [1.0, 4.0]
error: sin has no keyword 'x', its arguments have no names; write 'sin(a)'
  sin(x=a)
      ^~~

where(a > 2, x=a, y=0)
a: float64 [1.0, 4.0]
error: where has no keyword 'x', its arguments have no names; write 'where(a > 2, a, 0)'
  where(a > 2, x=a, y=0)
               ^~~

sum(a=a, axis=0)
a: float64 [1.0, 4.0]
error: sum has no keyword 'a', its arguments have no names; write 'sum(a, axis=0)'
  sum(a=a, axis=0)
      ^~~

sum(axis=0)
error: sum takes 1 to 2 arguments, not 0
  sum(axis=0)
  ^~~~~~~~~~~

sum(a, dim=0)
a: float64 [1.0, 4.0]
error: sum has no keyword 'dim'; write 'axis='
  sum(a, dim=0)
         ^~~~~

linspace(0, 1, n=3)
error: linspace has no keyword 'n'; write 'num='
  linspace(0, 1, n=3)
                 ^~~

std(a, correction=1)
a: float64 [1.0, 4.0]
error: std has no keyword 'correction'; write 'ddof='
  std(a, correction=1)
         ^~~~~~~~~~~~

sum(a, correction=1)
a: float64 [1.0, 4.0]
error: sum has no keyword 'correction'; it takes axis, keepdims, dtype, where, initial
  sum(a, correction=1)
         ^~~~~~~~~~~~

cos(a, num=1)
a: float64 [1.0, 4.0]
error: cos has no keyword 'num'; it takes none
  cos(a, num=1)
         ^~~~~

sum(a, keepdim=True)
a: float64 [1.0, 4.0]
error: sum has no keyword 'keepdim'; write 'keepdims='
  sum(a, keepdim=True)
         ^~~~~~~~~~~~

astype(a, 'real')
a: float64 [1.0, 4.0]
error: 'real' is not a dtype; write 'float64'
  astype(a, 'real')
            ^~~~~~

# Operators.
a^2
a: float64 [1.0, 4.0]
error: ^ of float64 and int64 is not defined; it takes integers and bool, and a power is written x**y
  a^2
  ~^~

+t
t: bool [True, False]
error: + of bool is not defined; leave it out, or write int32(x) for a number
  +t
  ^~

a > 1 & a < 3
a: float64 [1.0, 4.0]
error: & of int64 and float64 is not defined; it takes integers and bool; comparisons beside it need brackets, as in (x > 1) & (x < 3), or write 'and'
  a > 1 & a < 3
      ~~^~~

i > 1 & i < 3
i: int64 [1, 2]
error: '&' binds tighter than comparisons; write brackets, as in (x > 1) & (x < 3), or 'and' instead
  i > 1 & i < 3
      ~~^~~

i == 1|i == 2
i: int64 [1, 2]
error: '|' binds tighter than comparisons; write brackets, as in (x > 1) | (x < 3), or 'or' instead
  i == 1|i == 2
       ~^~

i > (1 & i) < 3, i > (1) + i < 3, (i > 1) & (i < 3), i & 3 < 2 < 3
i: int64 [1, 2]
-> bool [False, True]
-> bool [False, False]
-> bool [False, True]
-> bool [True, False]

a in b
a: float64 [1.0, 4.0]
b: float64 [1.0, 4.0]
error: 'in' takes a tuple of values, as in x in (1, 2); whether strings hold another one is contains(x, 'text')
  a in b
       ^

a not in b
a: float64 [1.0, 4.0]
b: float64 [1.0, 4.0]
error: 'in' takes a tuple of values, as in x in (1, 2); whether strings hold another one is contains(x, 'text')
  a not in b
           ^

a is not None
a: float64 [1.0, 4.0]
error: 'is' is a keyword of Python that jx does not have; write '==', or isnan(x) for what is missing
  a is not None
    ^~

a > @b
a: float64 [1.0, 4.0]
b: float64 [1.0, 4.0]
error: names stand here without '@' before them
  a > @b
      ^

a AND b
a: float64 [1.0, 4.0]
b: float64 [1.0, 4.0]
error: 'AND' is not an operator; did you mean 'and'?
  a AND b
    ^~~

NOT a
a: float64 [1.0, 4.0]
error: 'NOT' is not an operator; did you mean 'not'?
  NOT a
  ^~~

a mod 2
a: float64 [1.0, 4.0]
error: 'mod' is not an operator; did you mean '%'?
  a mod 2
    ^~~

a if t then 2
a: float64 [1.0, 4.0]
t: bool [True, False]
error: 'then' is not an operator; did you mean 'x if condition else y'?
  a if t then 2
         ^~~~

if(t, a, 2)
a: float64 [1.0, 4.0]
t: bool [True, False]
error: 'if' stands after a value: write 'x if condition else y', or 'where(condition, x, y)'
  if(t, a, 2)
  ^~

a.*b
a: float64 [1.0, 4.0]
b: float64 [1.0, 4.0]
error: expected an attribute after '.'; operators have no dot: write '*'
  a.*b
   ~^

a .and. b
a: float64 [1.0, 4.0]
b: float64 [1.0, 4.0]
error: expected an attribute after '.'; operators have no dot: write 'and'
  a .and. b
    ~^~~

a'
a: float64 [1.0, 4.0]
error: the string has no closing quote on its line; a transpose is written x.T
  a'
   ^

x = 1; x++
error: '++' is not an operator; write 'x = x + 1'
  x = 1; x++
          ^~

a*1,000
a: float64 [1.0, 4.0]
error: ',' separates values; thousands are written as in 1_000, or without anything
  a*1,000
     ^~~~

a(2)
a: float64 [1.0, 4.0]
error: 'a' is a value, not a function; is an operator missing before '('?
  a(2)
  ^

# Names: as they are elsewhere, and near by, but not far.
ln(a)
a: float64 [1.0, 4.0]
error: unknown function 'ln'; write 'log(x)'
  ln(a)
  ^~

reverse(a)
a: float64 [1.0, 4.0]
error: unknown function 'reverse'; write 'x[::-1]'
  reverse(a)
  ^~~~~~~

SUM(a)
a: float64 [1.0, 4.0]
error: unknown function 'SUM'; did you mean 'sum'?
  SUM(a)
  ^~~

foo(a)
a: float64 [1.0, 4.0]
error: unknown function 'foo'; if it is a value, an operator is missing before '('
  foo(a)
  ^~~

lag(a)
a: float64 [1.0, 4.0]
error: unknown function 'lag'; did you mean 'log'?
  lag(a)
  ^~~

PI*A
a: float64 [1.0, 4.0]
error: unknown name 'PI'; write 'pi'
  PI*A
  ^~

2*A
a: float64 [1.0, 4.0]
error: unknown name 'A'; did you mean 'a'?
  2*A
    ^

sine
error: unknown name 'sine'
  sine
  ^~~~
