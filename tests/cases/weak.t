# Python's integers: exact until they end in a dtype, whatever the operands are.

d/n**3
d: float64 [1.0]
n: weak 3000000
-> float64 [3.703703703703704e-20]

k*k*d
d: float64 [1.0]
k: weak 1099511627776
-> float64 [1.2089258196146292e+24]

10**k*d
d: float64 [3.0]
k: weak 19
-> float64 [3e+19]

d*2**n
d: float64 [3.0]
n: weak -1
-> float64 [1.5]

(-2)**n*d, 10**(n*101)*d, (-10)**(n*67)*d
d: float64 [1.0]
n: weak -5
-> float64 [-0.03125]
-> float64 [0.0]
-> float64 [-0.0]

d*2**n
d: float32 [3.0]
n: weak 70
-> float32 [3.541775e+21]

n**m/n**(m - 1), (n**m) % 7, n**m//n**(m - 3), n/3
n: weak 1000003
m: weak 60
-> weak 1000003.0
-> weak 1
-> weak 1000009000027000027
-> weak 333334.3333333333

i + k*k//k, l - k*k + k*k
i: int32 [1]
l: int64 [1]
k: weak 1099511627
-> int32 [1099511628]
-> int64 [1]

l + k*k
l: int64 (3,)
k: weak 1099511627776
error: 1208925819614629174706176 is out of bounds for int64
  l + k*k
      ~^~

i + k*k
i: int32 (3,)
k: weak 1099511627776
error: 1208925819614629174706176 is out of bounds for int32
  i + k*k
      ~^~

k**3
k: weak 3000000
error: 27000000000000000000 is out of bounds for int64
  k**3
  ~^~~

10**k*d
d: float64 (3,)
k: weak 400
error: 100000000000...000000000000 (401 digits) is too large for float64
  10**k*d
  ~~~~~^~

0**n*d
d: float64 (3,)
n: weak -1
error: 0 cannot be raised to a negative power
  0**n*d
  ~^~~

1 << n
n: weak -1
error: a shift by less than 0 does not exist
  1 << n
  ~~^~~~

-k, abs(k)*d
k: weak -9223372036854775807
d: float64 [1.0]
-> weak 9223372036854775807
-> float64 [9.223372036854776e+18]

# Comparisons are of values: of integers and floats too.
i < k*k, i > k*k, i == k*k, l <= k*k, d < k*k
i: int32 [5]
l: int64 [5]
d: float64 [5.0]
k: weak 1099511627776
-> bool [True]
-> bool [False]
-> bool [False]
-> bool [True]
-> bool [True]

n == x, n > x, n*n > x, n < nan
n: weak 9007199254740993
x: weak 9007199254740992.0
-> weak False
-> weak True
-> weak True
-> weak False

# Literals of any length.
f*100000000000000000000000, i < 18446744073709551616, i > -18446744073709551616, (1 << 70)*f
f: float32 [3.0]
i: int32 [5]
-> float32 [3e+23]
-> bool [True]
-> bool [True]
-> float32 [3.541775e+21]

2**100 // 2**98, 0xffffffffffffffffffff % 1000, 10**30/10**28, 0*10**30
-> weak 4
-> weak 175
-> weak 100.0
-> weak 0

# What is made of Python's numbers alone is weak.
sqrt(2)*f, (2*(k > 0) - 1)*f, (k > 0 and k < 2)*f, where(k > 1, 2, 3)*f, (1 if k > 2 else 0.5)*f
f: float32 [2.0]
k: weak 1.5
-> float32 [2.828427]
-> float32 [2.0]
-> float32 [2.0]
-> float32 [4.0]
-> float32 [1.0]

(2*(exp(k) > 1) - 1)*f, float(3)*f, int(k)*f, isnan(k)*f, not k
f: float32 [2.0]
k: weak 1.5
-> float32 [2.0]
-> float32 [6.0]
-> float32 [2.0]
-> float32 [0.0]
-> weak False

(n**2*(exp(k) > 1))*f
f: float32 [1.0]
k: weak 1.5
n: weak 3000000000
-> float32 [9e+18]

(n**2*(exp(k) > 1)*3)*f
f: float32 (3,)
k: weak 1.5
n: weak 3000000000
error: this integer may not fit 64 bits, and depends on more than scalars by arithmetic; make it a float, as in 2.0*x
  (n**2*(exp(k) > 1)*3)*f
  ~~~~~~~~~~~~~~~~~~~~~^~

i*int(k), i*(k > 1), l*int64(2), float32(2)*f
i: int32 [3]
l: int64 [3]
f: float32 [2.0]
k: weak 2.5
-> int32 [6]
-> int32 [3]
-> int64 [6]
-> float32 [4.0]

int(x)*d, int(x)//10**299
x: weak 1e300
d: float64 [2.0]
-> float64 [2e+300]
-> weak 10

# bool among themselves are Python's too, but for ~.
True + True, True - True, -True, True*2.5, abs(True), True & False, ~True, True/2
-> weak 2
-> weak 0
-> weak -1
-> weak 2.5
-> weak 1
-> weak False
-> weak False
-> weak 0.5

# Slices end where arrays do.
a[k*k:], a[:k*k], a[-k*k:1]
a: int64 [1, 2, 3]
k: weak 1099511627776
-> int64 (0,)
-> int64 [1, 2, 3]
-> int64 [1]

a[k*k]
a: int64 (3,)
k: weak 1099511627776
error: 1208925819614629174706176 is out of bounds for int64
  a[k*k]
    ~^~

# linspace has its ends' dtype.
linspace(a, b, 5), linspace(a, 1, 3), linspace(a, n, 2)
a: float32 0.0
b: float32 1.0
n: int64 2
-> float32 [0.0, 0.25, 0.5, 0.75, 1.0]
-> float32 [0.0, 0.5, 1.0]
-> float64 [0.0, 2.0]
