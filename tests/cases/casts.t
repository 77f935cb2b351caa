# float32(x), astype(x, 'int32') and their kin cast as NumPy does.

int64(a), int32(a), astype(a, 'int64')
a: float64 [1.9, -1.9, 0.0, -0.0, 2147483520.0]
-> int64 [1, -1, 0, 0, 2147483520]
-> int32 [1, -1, 0, 0, 2147483520]
-> int64 [1, -1, 0, 0, 2147483520]

int32(a)
a: int64 [4294967301, -1, 2147483648]
-> int32 [5, -1, -2147483648]

int64(a), float64(a)
a: int32 [-5, 7]
-> int64 [-5, 7]
-> float64 [-5.0, 7.0]

bool(a)
a: float64 [0.0, -0.0, nan, 0.5]
-> bool [False, False, True, True]

bool(a)
a: int32 [0, 256, -1]
-> bool [False, True, True]

int32(a), float32(a)
a: bool [True, False]
-> int32 [1, 0]
-> float32 [1.0, 0.0]

float32(a)
a: float64 [0.1, 1e300, -1e-50, 16777217.0]
-> float32 [0.1, inf, -0.0, 16777216.0]

float32(a), float64(a)
a: int64 [16777217, 9007199254740993]
-> float32 [16777216.0, 9007199000000000.0]
-> float64 [16777217.0, 9007199254740992.0]

float64(a)
a: float32 [0.1]
-> float64 [0.10000000149011612]

astype(a, 'bool')
a: int32 [0, 5]
-> bool [False, True]

astype(a, float32)
a: int32 [0, 5]
-> float32 [0.0, 5.0]

# A cast is strong.
a*float64(2)
a: float32 [0.1]
-> float64 [0.20000000298023224]

a + int64(1)
a: int32 [1]
-> int64 [2]

float32(1)/3, int32(2) + 1
-> float32 0.33333334
-> int32 3

float32(pi)
-> float32 3.1415927

a < float32(0.1)
a: float64 [0.1]
-> bool [True]

int(a), float(a)
a: float32 [2.5]
-> int64 [2]
-> float64 [2.5]
