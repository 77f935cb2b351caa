# int8, int16 and the unsigned dtypes: NumPy's promotion, wrapping, comparisons by value, casts.

a + b, a - b, a * b, -a
a: uint8 [250, 3, 0]
b: uint8 [10, 5, 1]
-> uint8 [4, 8, 1]
-> uint8 [240, 254, 255]
-> uint8 [196, 15, 0]
-> uint8 [6, 253, 0]

a + b, a * b, -a, abs(a)
a: int8 [127, -128, 5]
b: int8 [1, -1, 7]
-> int8 [-128, 127, 12]
-> int8 [127, -128, 35]
-> int8 [-127, -128, -5]
-> int8 [127, -128, 5]

a//b, a % b
a: int8 [-128, 7, -7, 5]
b: int8 [-1, -2, 2, 0]
-> int8 [-128, -4, -4, 0]
-> int8 [0, -1, 1, 0]

a//b, a % b, a >> b
a: uint64 [18446744073709551615, 7, 9223372036854775808]
b: uint64 [3, 0, 1]
-> uint64 [6148914691236517205, 0, 9223372036854775808]
-> uint64 [0, 0, 0]
-> uint64 [2305843009213693951, 7, 4611686018427387904]

a << b, a >> b
a: uint8 [1, 255, 255]
b: uint8 [7, 8, 200]
-> uint8 [128, 0, 0]
-> uint8 [0, 0, 0]

a >> b
a: int16 [-32768, -1, 5]
b: int16 [15, 16, 100]
-> int16 [-1, -1, 0]

a + b
a: uint8 [200]
b: int8 [-100]
-> int16 [100]

a + b
a: uint32 [4294967295]
b: int32 [-1]
-> int64 [4294967294]

a + b
a: uint64 [9007199254740993]
b: int64 [1]
-> float64 [9007199254740992.0]

a < b, a <= b, a > b, a >= b, a == b, a != b
a: int64 [-1, 9223372036854775807, 5]
b: uint64 [18446744073709551615, 9223372036854775808, 5]
-> bool [True, True, False]
-> bool [True, True, True]
-> bool [False, False, False]
-> bool [False, False, True]
-> bool [False, False, True]
-> bool [True, True, False]

u < -1, u > -1, u == 18446744073709551615, u < 2**64
u: uint64 [18446744073709551615, 0]
-> bool [False, False]
-> bool [True, True]
-> bool [True, False]
-> bool [True, True]

u + 1, u - 1
u: uint8 [255, 0]
-> uint8 [0, 1]
-> uint8 [254, 255]

u + 18446744073709551615
u: uint64 [1]
-> uint64 [0]

u + 256
u: uint8 [1]
error: 256 is out of bounds for uint8
  u + 256
      ^~~

u + -1
u: uint16 [1]
error: -1 is out of bounds for uint16
  u + -1
      ^~

u + 2**64
u: uint64 [1]
error: 18446744073709551616 is out of bounds for uint64
  u + 2**64
      ~^~~~

u & i
u: uint64 [1]
i: int64 [1]
error: & of uint64 and int64 is not defined; no integer dtype holds both
  u & i
  ~~^~~

uint8(f), int8(f), uint16(f)
f: float64 [300.7, -1.0, nan]
-> uint8 [44, 255, 0]
-> int8 [44, -1, 0]
-> uint16 [300, 65535, 0]

uint64(f), float32(u)
f: float64 [1e19, -1.0, nan]
u: uint64 [18446744073709551615, 9223372036854775808, 16777217]
-> uint64 [10000000000000000000, 18446744073709551615, 9223372036854775808]
-> float32 [1.8446744e19, 9.223372e18, 16777216.0]

sum(u), prod(u), min(u), max(u), argmin(u), argmax(u), mean(u)
u: uint8 [200, 100, 255]
-> uint64 555
-> uint64 5100000
-> uint8 100
-> uint8 255
-> int64 1
-> int64 2
-> float64 185.0

min(u), max(u), argmin(u), argmax(u), sum(u)
u: uint64 [9223372036854775808, 18446744073709551615, 3]
-> uint64 3
-> uint64 18446744073709551615
-> int64 2
-> int64 1
-> uint64 9223372036854775810

min(i), max(i), sum(i), any(i), all(i), count_nonzero(i)
i: int8 [-128, 127, 0]
-> int8 -128
-> int8 127
-> int64 -1
-> bool True
-> bool False
-> int64 2

contains(str(u), '18'), contains(str(u), '-')
u: uint64 [18446744073709551615, 9223372036854775808, 5]
-> bool [True, False, False]
-> bool [False, False, False]

u/2, sqrt(u)
u: uint8 [9, 255]
-> float64 [4.5, 127.5]
-> float64 [3.0, 15.968719422671311]

u**2, u**3, 2**u
u: uint8 [3, 16]
-> uint8 [9, 0]
-> uint8 [27, 0]
-> uint8 [8, 0]

~u, u & 15, u | 1, u ^ u
u: uint8 [0, 170]
-> uint8 [255, 85]
-> uint8 [0, 10]
-> uint8 [1, 171]
-> uint8 [0, 0]
