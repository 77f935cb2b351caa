# Complex numbers: what tests/python/test_complex.py compares with NumPy is not repeated here.

2j < 1
error: < of complex128 and int64 is not defined; complex numbers have no order but == and !=; take x.real, x.imag or abs(x)
  2j < 1
  ~~~^~~

max(b*1j)
b: float64 (3,)
error: max of complex128 is not defined; complex numbers have no order but == and !=; take x.real, x.imag or abs(x)
  max(b*1j)
  ^~~~~~~~~

floor(b + 1j)
b: float64 (3,)
error: floor of complex128 is not defined; it takes real numbers
  floor(b + 1j)
  ^~~~~~~~~~~~~

float(1j)
error: complex128 is not converted to float64; take x.real, x.imag or abs(x)
  float(1j)
  ^~~~~~~~~

1j & True
error: & of complex128 and bool is not defined; it takes integers and bool; comparisons beside it need brackets, as in (x > 1) & (x < 3), or write 'and'
  1j & True
  ~~~^~~~~~

sum(b*1j, dtype='float64')
b: float64 (3,)
error: sum of complex numbers has a complex dtype, not float64
  sum(b*1j, dtype='float64')
  ^~~~~~~~~~~~~~~~~~~~~~~~~~

abs(b*(3 + 4j)), (b*2j).imag, conj(b + 1j).imag, b*1j == 2j
b: float64 [1.0, 2.0]
-> float64 [5.0, 10.0]
-> float64 [2.0, 4.0]
-> float64 [-1.0, -1.0]
-> bool [False, True]
