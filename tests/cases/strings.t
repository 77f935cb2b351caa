# Strings: bytes and str of any width, NULs at the end do not count.

a == 'abc', a != 'abc', a < 'abc', a >= 'b'
a: str4 ['abc', 'abcd', '', 'b']
-> bool [True, False, False, False]
-> bool [False, True, True, True]
-> bool [False, False, True, False]
-> bool [False, False, False, True]

a == b, a < b
a: bytes3 ['a', 'b', 'xyz', 'a\0']
b: bytes5 ['a', 'bc', 'xy', 'a']
-> bool [True, False, False, True]
-> bool [False, True, False, False]

a == 'x\0', a == 'x'
a: str3 ['x', 'x\0y', 'xx']
-> bool [True, False, False]
-> bool [True, False, False]

# By code point, which UTF-16 would order otherwise.
a < b
a: str1 ['ﬀ', 'z']
b: str1 ['𝄞', 'ä']
-> bool [True, True]

a + b, a + '!', 'x' + 'y'
a: str2 ['a', 'bc', '']
b: str3 ['xyz', '', 'ä']
-> str5 ['axyz', 'bc', 'ä']
-> str3 ['a!', 'bc!', '!']
-> str2 'xy'

b'a' + b'\x00b', b'ab'*3, 2*'ab', 'ab'*0, -1*'x'
-> bytes3 'a\0b'
-> bytes6 'ababab'
-> str4 'abab'
-> str1 ''
-> str1 ''

contains(a, 'b'), contains(a, 'bc'), contains(a, ''), contains(a, 'longer than all')
a: str3 ['abc', '', 'bcb', 'cb']
-> bool [True, False, True, True]
-> bool [True, False, True, False]
-> bool [True, True, True, True]
-> bool [False, False, False, False]

startswith(a, b'ab'), endswith(a, b'bc'), find(a, b'b'), rfind(a, b'b'), count(a, b'bb'), str_len(a)
a: bytes5 ['abbbc', 'bc', '', 'abb', 'bbbbb']
-> bool [True, False, False, True, False]
-> bool [True, True, False, False, False]
-> int64 [1, 0, -1, 1, 0]
-> int64 [3, 0, -1, 2, 4]
-> int64 [1, 0, 0, 1, 2]
-> int64 [5, 2, 0, 3, 5]

find(a, 'b', 1), find(a, 'b', 0, -1), count(a, '', 1), startswith(a, 'b', -2, 9), find(a, 'b', start=1, end=None)
a: str3 ['abb', 'b', '']
-> int64 [1, -1, -1]
-> int64 [1, -1, -1]
-> int64 [3, 1, 0]
-> bool [True, True, False]
-> int64 [1, -1, -1]

lower(a), upper(a), strip(a), lstrip(a, 'S'), rstrip(a, 'ß ')
a: str4 ['SΣ ', 'ßa', ' İ', 'ŉ']
-> str4 ['sς ', 'ßa', ' i̇', 'ŉ']
-> str4 ['SΣ ', 'SSA', ' İ', 'ʼN']
-> str4 ['SΣ', 'ßa', 'İ', 'ŉ']
-> str4 ['Σ ', 'ßa', ' İ', 'ŉ']
-> str4 ['SΣ', 'ßa', ' İ', 'ŉ']

str(a), str(b), str(c), str('x'), str(a > 0)
a: int8 [-128, 0, 5]
b: uint64 [18446744073709551615, 0]
c: int64 [-9223372036854775808, 7]
-> str4 ['-128', '0', '5']
-> str20 ['18446744073709551615', '0']
-> str21 ['-9223372036854775808', '7']
-> str1 'x'
-> str5 ['False', 'False', 'True']

where(a == 'x', a, 'other'), 'yes' if a == 'x' else 'no', sum(a == 'x'), any(a == 'q'), count_nonzero(a), all(a)
a: str1 ['x', 'y', '', 'x']
-> str5 ['x', 'other', 'other', 'x']
-> str3 ['yes', 'no', 'no', 'yes']
-> int64 2
-> bool False
-> int64 3
-> bool False

a[::-1], a[1], a[None] == a[:, None]
a: bytes2 ['a', 'bc', '']
-> bytes2 ['', 'bc', 'a']
-> bytes2 'bc'
-> bool [[True, False, False], [False, True, False], [False, False, True]]

a
a: str3 (0,)
-> str3 (0,)

isalpha(a), isdigit(a), isspace(a), isalnum(a), islower(a), isupper(a), istitle(a), isdecimal(a), isnumeric(a)
a: str3 ['ab', 'A1', '²', '', ' ', 'Ab']
-> bool [True, False, False, False, False, True]
-> bool [False, False, True, False, False, False]
-> bool [False, False, False, False, True, False]
-> bool [True, True, True, False, False, True]
-> bool [True, False, False, False, False, False]
-> bool [False, True, False, False, False, False]
-> bool [False, True, False, False, False, True]
-> bool [False, False, False, False, False, False]
-> bool [False, False, True, False, False, False]

# Whether they are empty.

a and b, a or n, not a, logical_xor(a, n)
a: str3 ['ab', '', '\0']
b: bytes2 ['x', 'y', '']
n: int8 [0, 2, 0]
-> bool [True, False, False]
-> bool [True, True, False]
-> bool [False, True, True]
-> bool [True, True, False]

# In another shape, of none.

reshape(a, (3, 0)), ravel(a), roll(a, 1)
a: str5 (0, 2)
-> str5 (3, 0)
-> str5 (0,)
-> str5 (0, 2)

full_like(a, 'abcdef'), full_like(a, 'b')
a: str3 ['x', 'y']
-> str3 ['abc', 'abc']
-> str3 ['b', 'b']

# What is no operation of strings.

a + 1
a: str3 (2,)
error: + of str and int64 is not defined; str(x) makes a string of integers
  a + 1
  ~~^~~

a == b'x'
a: str3 (2,)
error: == of str and bytes is not defined; literals of bytes are written b'...'
  a == b'x'
  ~~^~~~~~~

a.imag
a: str3 (2,)
error: imag of str is not defined; it takes numbers
  a.imag
  ~~^~~~

diff(a)
a: str3 (0,)
error: - of str and str is not defined; it takes numbers
  diff(a)
  ^~~~~~~

sqrt(a)
a: str3 (2,)
error: sqrt of str is not defined; it takes numbers
  sqrt(a)
  ^~~~~~~

sum(a)
a: bytes3 (2,)
error: sum of bytes is not defined; it takes numbers
  sum(a)
  ^~~~~~

isnumeric(a)
a: bytes3 (2,)
error: isnumeric of bytes is not defined; it takes str
  isnumeric(a)
  ^~~~~~~~~~~~

find(a, 'x', n)
a: str3 (2,)
n: int64 (2,)
error: start must be an integer literal
  find(a, 'x', n)
               ^

'ab'*9000
error: this makes strings of 72000 bytes; computed ones have at most 16384
  'ab'*9000
  ~~~~^~~~~

a*a
a: str3 (2,)
error: * of str and str is not defined; strings are repeated a literal number of times
  a*a
  ~^~

# Membership in a tuple, of any dtype.

a in ('x', 'yy'), a not in ('x',), a in (), not a in ('z', b)
a: str2 ['x', 'y', 'yy']
b: str3 ['x', 'y', 'zzz']
-> bool [True, False, True]
-> bool [False, True, True]
-> bool [False, False, False]
-> bool [False, False, True]

i in (1, 2.5, 300), 1 in (0, 1), f not in (1, 2), 0 < i in (1, 5)
i: int8 [1, 2, 5]
f: float32 [1.0, 1.5]
-> bool [True, False, False]
-> weak True
-> bool [False, True]
-> bool [True, False, True]

'x' in a
a: str2 ['x', 'y']
error: 'in' takes a tuple of values, as in x in (1, 2); whether strings hold another one is contains(x, 'text')
  'x' in a
         ^

a in (1, 'x')
a: str2 ['x', 'y']
error: == of str and int64 is not defined; str(x) makes a string of integers
  a in (1, 'x')
  ~~^~~~~~~~~~~
