# contains(str(i), '…'): decimal digits of integers.

contains(str(a), '9')
a: int64 [0, 1, 10, 42, 142, 420, 4242, -42, 100, 1000000, 999, -9]
-> bool [False, False, False, False, False, False, False, False, False, False, True, True]

contains(str(a), '0')
a: int64 [0, 1, 10, 42, 142, 420, 4242, -42, 100, 1000000, 999, -9]
-> bool [True, False, True, False, False, True, False, False, True, True, False, False]

contains(str(a), '42')
a: int64 [0, 1, 10, 42, 142, 420, 4242, -42, 100, 1000000, 999, -9]
-> bool [False, False, False, True, True, True, True, True, False, False, False, False]

contains(str(a), '00')
a: int64 [0, 1, 10, 42, 142, 420, 4242, -42, 100, 1000000, 999, -9]
-> bool [False, False, False, False, False, False, False, False, True, True, False, False]

contains(str(a), '000')
a: int64 [0, 1, 10, 42, 142, 420, 4242, -42, 100, 1000000, 999, -9]
-> bool [False, False, False, False, False, False, False, False, False, True, False, False]

contains(str(a), '1')
a: int64 [0, 1, 10, 42, 142, 420, 4242, -42, 100, 1000000, 999, -9]
-> bool [False, True, True, False, True, False, False, False, True, True, False, False]

contains(str(a), '-')
a: int64 [0, 1, 10, 42, 142, 420, 4242, -42, 100, 1000000, 999, -9]
-> bool [False, False, False, False, False, False, False, True, False, False, False, True]

contains(str(a), '-4')
a: int64 [0, 1, 10, 42, 142, 420, 4242, -42, 100, 1000000, 999, -9]
-> bool [False, False, False, False, False, False, False, True, False, False, False, False]

contains(str(a), '4-')
a: int64 [0, 1, 10, 42, 142, 420, 4242, -42, 100, 1000000, 999, -9]
-> bool [False, False, False, False, False, False, False, False, False, False, False, False]

contains(str(a), 'a')
a: int64 [0, 1, 10, 42, 142, 420, 4242, -42, 100, 1000000, 999, -9]
-> bool [False, False, False, False, False, False, False, False, False, False, False, False]

contains(str(a), '')
a: int64 [0, 1, 10, 42, 142, 420, 4242, -42, 100, 1000000, 999, -9]
-> bool [True, True, True, True, True, True, True, True, True, True, True, True]

contains(str(a), '424242')
a: int64 [0, 1, 10, 42, 142, 420, 4242, -42, 100, 1000000, 999, -9]
-> bool [False, False, False, False, False, False, False, False, False, False, False, False]

contains(str(a), '999')
a: int64 [0, 1, 10, 42, 142, 420, 4242, -42, 100, 1000000, 999, -9]
-> bool [False, False, False, False, False, False, False, False, False, False, True, False]

contains(str(a), '01')
a: int64 [0, 1, 10, 42, 142, 420, 4242, -42, 100, 1000000, 999, -9]
-> bool [False, False, False, False, False, False, False, False, False, False, False, False]

contains(str(a), '10')
a: int64 [0, 1, 10, 42, 142, 420, 4242, -42, 100, 1000000, 999, -9]
-> bool [False, False, True, False, False, False, False, False, True, True, False, False]

contains(str(a), '9')
a: int64 [9223372036854775807, -9223372036854775808, 1000000000000000, 999999999999999999, 1234567890123456789, -1000000000000000001]
-> bool [True, True, False, True, True, False]

contains(str(a), '0')
a: int64 [9223372036854775807, -9223372036854775808, 1000000000000000, 999999999999999999, 1234567890123456789, -1000000000000000001]
-> bool [True, True, True, False, True, True]

contains(str(a), '-')
a: int64 [9223372036854775807, -9223372036854775808, 1000000000000000, 999999999999999999, 1234567890123456789, -1000000000000000001]
-> bool [False, True, False, False, False, True]

contains(str(a), '-9')
a: int64 [9223372036854775807, -9223372036854775808, 1000000000000000, 999999999999999999, 1234567890123456789, -1000000000000000001]
-> bool [False, True, False, False, False, False]

contains(str(a), '922')
a: int64 [9223372036854775807, -9223372036854775808, 1000000000000000, 999999999999999999, 1234567890123456789, -1000000000000000001]
-> bool [True, True, False, False, False, False]

contains(str(a), '5807')
a: int64 [9223372036854775807, -9223372036854775808, 1000000000000000, 999999999999999999, 1234567890123456789, -1000000000000000001]
-> bool [True, False, False, False, False, False]

contains(str(a), '5808')
a: int64 [9223372036854775807, -9223372036854775808, 1000000000000000, 999999999999999999, 1234567890123456789, -1000000000000000001]
-> bool [False, True, False, False, False, False]

contains(str(a), '9223372036854775807')
a: int64 [9223372036854775807, -9223372036854775808, 1000000000000000, 999999999999999999, 1234567890123456789, -1000000000000000001]
-> bool [True, False, False, False, False, False]

contains(str(a), '-9223372036854775808')
a: int64 [9223372036854775807, -9223372036854775808, 1000000000000000, 999999999999999999, 1234567890123456789, -1000000000000000001]
-> bool [False, True, False, False, False, False]

contains(str(a), '-9223372036854775809')
a: int64 [9223372036854775807, -9223372036854775808, 1000000000000000, 999999999999999999, 1234567890123456789, -1000000000000000001]
-> bool [False, False, False, False, False, False]

contains(str(a), '000000000000000')
a: int64 [9223372036854775807, -9223372036854775808, 1000000000000000, 999999999999999999, 1234567890123456789, -1000000000000000001]
-> bool [False, False, True, False, False, True]

contains(str(a), '000000000000001')
a: int64 [9223372036854775807, -9223372036854775808, 1000000000000000, 999999999999999999, 1234567890123456789, -1000000000000000001]
-> bool [False, False, False, False, False, True]

contains(str(a), '9999999999999999999')
a: int64 [9223372036854775807, -9223372036854775808, 1000000000000000, 999999999999999999, 1234567890123456789, -1000000000000000001]
-> bool [False, False, False, False, False, False]

contains(str(a), '123456789012345678')
a: int64 [9223372036854775807, -9223372036854775808, 1000000000000000, 999999999999999999, 1234567890123456789, -1000000000000000001]
-> bool [False, False, False, False, True, False]

contains(str(a), '12345678901234567890')
a: int64 [9223372036854775807, -9223372036854775808, 1000000000000000, 999999999999999999, 1234567890123456789, -1000000000000000001]
-> bool [False, False, False, False, False, False]

contains(str(a), '12345678901234567890123')
a: int64 [9223372036854775807, -9223372036854775808, 1000000000000000, 999999999999999999, 1234567890123456789, -1000000000000000001]
-> bool [False, False, False, False, False, False]

contains(str(a), '5')
a: int32 [5, -2147483648, 2147483647, 12]
-> bool [True, False, False, False]

contains(str(a), '83648')
a: int32 [5, -2147483648, 2147483647, 12]
-> bool [False, True, False, False]

contains(str(a), '1')
a: int64 (0,)
-> bool (0,)

contains(str(a), '1')
a: int64 21
-> bool True

contains(str(a + 1), '10')
a: int64 [8, 9, 99, 108]
-> bool [False, True, True, True]

i = arange(1, 21); sum(where(contains(str(i), '9'), 0, i))
-> int64 182

contains(str(a), '1') or contains(str(a), '2')
a: int64 [0, 1, 10, 42, 142, 420, 4242, -42, 100, 1000000, 999, -9]
-> bool [False, True, True, True, True, True, True, True, True, True, False, False]

contains(str(a[::-1]), '4')
a: int64 [0, 1, 10, 42, 142, 420, 4242, -42, 100, 1000000, 999, -9]
-> bool [False, False, False, False, True, True, True, True, True, False, False, False]

count_nonzero(contains(str(arange(1000)), '7'))
-> int64 271

contains('abc', 'b'), contains('abc', 'd')
-> bool True
-> bool False

contains(str(42), '4')
-> bool True
