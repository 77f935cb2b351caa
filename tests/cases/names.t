# Errors of names, functions and their arguments.

x + 1
error: unknown name 'x'
  x + 1
  ^

x = 1; y
error: unknown name 'y'
  x = 1; y
         ^

y = 1; yy
error: unknown name 'yy'; did you mean 'y'?
  y = 1; yy
         ^~

pie
error: unknown name 'pie'; did you mean 'pi'?
  pie
  ^~~

sine(b)
b: float64 (3,)
error: unknown function 'sine'; did you mean 'sin'?
  sine(b)
  ^~~~

sqt(b)
b: float64 (3,)
error: unknown function 'sqt'; did you mean 'sqrt'?
  sqt(b)
  ^~~

summ(b)
b: float64 (3,)
error: unknown function 'summ'; did you mean 'sum'?
  summ(b)
  ^~~~

__import__(b)
b: float64 (3,)
error: unknown function '__import__'
  __import__(b)
  ^~~~~~~~~~

float128(b)
b: float64 (3,)
error: unknown function 'float128'; did you mean 'float16'?
  float128(b)
  ^~~~~~~~

sin
error: 'sin' is a function, not a value; it is called, as in sin(x)
  sin
  ^~~

t = b*sin
b: float64 (3,)
t: bool [True, False, True]
error: 'sin' is a function, not a value; it is called, as in sin(x)
  t = b*sin
        ^~~

sum(a, axs=0)
a: float64 (3,2)
error: sum has no keyword 'axs'; did you mean 'axis'?
  sum(a, axs=0)
         ^~~~~

sum(a, foo=0)
a: float64 (3,2)
error: sum has no keyword 'foo'; it takes axis, keepdims, dtype, where, initial
  sum(a, foo=0)
         ^~~~~

sin()
error: sin takes 1 argument, not 0
  sin()
  ^~~~~

sin(b, b)
b: float64 (3,)
error: sin takes 1 argument, not 2
  sin(b, b)
  ^~~~~~~~~

where(b, b)
b: float64 (3,)
error: where takes 3 arguments, not 2
  where(b, b)
  ^~~~~~~~~~~

minimum(b)
b: float64 (3,)
error: minimum takes 2 arguments, not 1
  minimum(b)
  ^~~~~~~~~~

sum()
error: sum takes 1 to 2 arguments, not 0
  sum()
  ^~~~~

sum(a, 0, 1)
a: float64 (3,2)
error: sum takes 1 to 2 arguments, not 3
  sum(a, 0, 1)
  ^~~~~~~~~~~~

arange()
error: arange takes 1 to 3 arguments, not 0
  arange()
  ^~~~~~~~

arange(1, 2, 3, 4)
error: arange takes 1 to 3 arguments, not 4
  arange(1, 2, 3, 4)
  ^~~~~~~~~~~~~~~~~~

sum(a, 0, axis=0)
a: float64 (3,2)
error: sum got 'axis' twice
  sum(a, 0, axis=0)
            ^~~~~~

ndim(b, 1)
b: float64 (3,)
error: ndim takes 1 argument, not 2
  ndim(b, 1)
  ^~~~~~~~~~

isnan(b, b)
b: float64 (3,)
error: isnan takes 1 argument, not 2
  isnan(b, b)
  ^~~~~~~~~~~

x = 1; x(b)
b: float64 (3,)
error: 'x' is a value, not a function; is an operator missing before '('?
  x = 1; x(b)
         ^

bb = 1; b*bbb
b: float64 (3,)
error: unknown name 'bbb'; did you mean 'bb'?
  bb = 1; b*bbb
            ^~~

lower(b)
b: float64 (3,)
error: lower of float64 is not defined; it takes strings
  lower(b)
  ^~~~~~~~

conj(b), b.imag
b: float64 [1.5, -2.0]
-> float64 [1.5, -2.0]
-> float64 [0.0, 0.0]
