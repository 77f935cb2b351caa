# Greatest common divisors, least common multiples, and the halves of NumPy's frexp and modf.

gcd(a, c), lcm(a, c)
a: int8 [0, 0, 12, -12, -128, -128, -128, 127, 100]
c: int8 [0, 7, 18, 18, 0, -128, 1, 126, 75]
-> int8 [0, 7, 6, 6, -128, -128, 1, 1, 25]
-> int8 [0, 0, 36, 36, 0, -128, -128, -126, 44]

gcd(a, c), lcm(a, c)
a: uint8 [0, 0, 255, 200]
c: uint8 [0, 7, 85, 75]
-> uint8 [0, 7, 85, 25]
-> uint8 [0, 0, 255, 88]

gcd(a, c), lcm(a, c)
a: int64 [-9223372036854775808, -9223372036854775808, 6, 9223372036854775807, 4611686018427387904]
c: int64 [0, 6, -9223372036854775808, 7, 6]
-> int64 [-9223372036854775808, 2, 2, 7, 2]
-> int64 [0, -9223372036854775808, -9223372036854775808, 9223372036854775807, -4611686018427387904]

gcd(a, 12), gcd(i, u), lcm(4, 6)
a: int16 [30, -8]
i: int8 [-12, 5]
u: uint16 [8, 65535]
-> int16 [6, 4]
-> int32 [4, 5]
-> int64 12

gcd(x, 2)
x: float64 [4.0]
error: gcd of float64 and int64 is not defined; it takes integers
  gcd(x, 2)
  ^~~~~~~~~

frexp_mantissa(a), frexp_exponent(a), modf_fraction(a)
a: float64 [0.0, -0.0, inf, -inf, nan, 5e-324, -1.0, 3.5, 0.5, -2.25e-308, 1.7976931348623157e308, -0.75]
-> float64 [0.0, -0.0, inf, -inf, nan, 0.5, -0.5, 0.875, 0.5, -0.5056011941800264, 0.9999999999999999, -0.75]
-> int32 [0, 0, 0, 0, 0, -1073, 1, 2, 0, -1021, 1024, 0]
-> float64 [0.0, -0.0, 0.0, -0.0, nan, 5e-324, -0.0, 0.5, 0.5, -2.25e-308, 0.0, -0.75]

frexp_mantissa(a), frexp_exponent(a), modf_fraction(a)
a: float32 [0.0, -0.0, inf, -inf, nan, 1e-45, -1.0, 3.4028235e38, -3.5]
-> float32 [0.0, -0.0, inf, -inf, nan, 0.5, -0.5, 0.99999994, -0.875]
-> int32 [0, 0, 0, 0, 0, -148, 1, 128, 2]
-> float32 [0.0, -0.0, 0.0, -0.0, nan, 1e-45, -0.0, 0.0, -0.5]

frexp_mantissa(i), frexp_exponent(i), modf_fraction(i)
i: int32 [5, 0, -8]
-> float64 [0.625, 0.0, -0.5]
-> int32 [3, 0, 4]
-> float64 [0.0, 0.0, -0.0]
