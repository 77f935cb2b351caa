# Gamma, its logarithm, and logarithms of sums of powers, where results are exact; and what dtypes they give.

gamma(a)
a: float64 [1.0, 2.0, 3.0, 6.0, 23.0, 0.0, -0.0, inf, -inf, nan, -1.0, -2.0, -1e300, 172.0, -184.5, -200.5, -201.5]
-> float64 [1.0, 1.0, 2.0, 120.0, 1.1240007277776077e21, inf, -inf, inf, nan, nan, nan, nan, nan, inf, -0.0, -0.0, 0.0]

gamma(a)
a: float32 [1.0, 2.0, 5.0, 0.0, -0.0, inf, -inf, nan, -1.0, 36.0, -45.5]
-> float32 [1.0, 1.0, 24.0, inf, -inf, inf, nan, nan, nan, inf, 0.0]

lgamma(a)
a: float64 [1.0, 2.0, 0.0, -0.0, inf, -inf, nan, -1.0, -7.0, -1e300, 1e306]
-> float64 [0.0, 0.0, inf, inf, inf, inf, nan, inf, inf, inf, inf]

gamma(i), lgamma(i), gamma(b)
i: int32 [1, 2, -3]
b: bool [True]
-> float64 [1.0, 1.0, nan]
-> float64 [0.0, 0.0, inf]
-> float64 [1.0]

logaddexp(a, c)
a: float64 [inf, inf, -inf, -inf, nan, 0.0, inf, -800.0, 1e308]
c: float64 [inf, -inf, -inf, 3.0, 1.0, nan, nan, 5.0, -1e308]
-> float64 [inf, inf, -inf, 3.0, nan, nan, nan, 5.0, 1e308]

logaddexp2(a, c)
a: float64 [inf, inf, -inf, -inf, nan, 0.0, -1.0, -1.0, 7.0, 0.0, 0.0, -5e-324]
c: float64 [inf, -inf, -inf, 3.0, 1.0, nan, nan, -1.0, 7.0, -2000.0, 0.0, -2000.0]
-> float64 [inf, inf, -inf, 3.0, nan, nan, nan, 0.0, 8.0, 0.0, 1.0, -5e-324]

logaddexp(i, i)*f, logaddexp2(f, g)
i: weak -800
f: float32 [-1.0, 2.0]
g: float32 [-1.0, 2.0]
-> float32 [799.30685, -1598.6137]
-> float32 [0.0, 3.0]
