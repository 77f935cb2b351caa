# Errors of shapes, axes and indices.

a + b
a: float64 (3,2)
b: float64 (3,)
error: operands could not be broadcast together with shapes (3,2) and (3,)
  a + b
  ~~^~~

b[:2] + b
b: float64 (3,)
error: operands could not be broadcast together with shapes (2,) and (3,)
  b[:2] + b
  ~~~~~~^~~

where(t, a, b)
a: float64 (3,2)
b: float64 (3,)
t: bool [True, False, True]
error: operands could not be broadcast together with shapes (3,), (3,2) and (3,)
  where(t, a, b)
  ^~~~~~~~~~~~~~

a*b*f
a: float64 (3,2)
b: float64 (3,)
f: float32 (3,)
error: operands could not be broadcast together with shapes (3,2) and (3,)
  a*b*f
  ~^~

a + a.T
a: float64 (3,2)
error: operands could not be broadcast together with shapes (3,2) and (2,3)
  a + a.T
  ~~^~~~~

b[:,None] + a[:2]
a: float64 (3,2)
b: float64 (3,)
error: operands could not be broadcast together with shapes (3,1) and (2,2)
  b[:,None] + a[:2]
  ~~~~~~~~~~^~~~~~~

(a + 1)[:2] - (b + 1)[None]
a: float64 (3,2)
b: float64 (3,)
error: operands could not be broadcast together with shapes (2,2) and (1,3)
  (a + 1)[:2] - (b + 1)[None]
  ~~~~~~~~~~~~^~~~~~~~~~~~~~~

a[5]
a: float64 (3,2)
error: index 5 is out of bounds for axis 0 with size 3
  a[5]
    ^

a[3]
a: float64 (3,2)
error: index 3 is out of bounds for axis 0 with size 3
  a[3]
    ^

a[-4]
a: float64 (3,2)
error: index -4 is out of bounds for axis 0 with size 3
  a[-4]
    ^~

a[0,2]
a: float64 (3,2)
error: index 2 is out of bounds for axis 1 with size 2
  a[0,2]
      ^

a[0,0,0]
a: float64 (3,2)
error: too many indices: the rank is 2, but 3 axes are indexed
  a[0,0,0]
  ~^~~~~~~

b[0,None,0]
b: float64 (3,)
error: too many indices: the rank is 1, but 2 axes are indexed
  b[0,None,0]
  ~^~~~~~~~~~

a[...,...]
a: float64 (3,2)
error: an index can only have a single ellipsis
  a[...,...]
  ~^~~~~~~~~

a[n]
a: float64 (3,2)
n: weak 3
error: index 3 is out of bounds for axis 0 with size 3
  a[n]
    ^

(a + b[:,None])[0,7]
a: float64 (3,2)
b: float64 (3,)
error: index 7 is out of bounds for axis 1 with size 2
  (a + b[:,None])[0,7]
                    ^

sum(a, axis=2)
a: float64 (3,2)
error: axis 2 is out of bounds for an array of rank 2
  sum(a, axis=2)
              ^

sum(a, axis=-3)
a: float64 (3,2)
error: axis -3 is out of bounds for an array of rank 2
  sum(a, axis=-3)
              ^~

sum(a, axis=(0,0))
a: float64 (3,2)
error: duplicate axis
  sum(a, axis=(0,0))
              ^~~~~

sum(a, axis=(0,-2))
a: float64 (3,2)
error: duplicate axis
  sum(a, axis=(0,-2))
              ^~~~~~

sum(a + 1, axis=(0,2))
a: float64 (3,2)
error: axis 2 is out of bounds for an array of rank 2
  sum(a + 1, axis=(0,2))
                     ^

size(b, 3)
b: float64 (3,)
error: axis 3 is out of bounds for an array of rank 1
  size(b, 3)
          ^

shape(b, -2)
b: float64 (3,)
error: axis -2 is out of bounds for an array of rank 1
  shape(b, -2)
           ^~

transpose(a, (0,))
a: float64 (3,2)
error: transpose of rank 2 needs 2 axes, not 1
  transpose(a, (0,))
               ^~~~

transpose(a, (0,0))
a: float64 (3,2)
error: repeated axis in transpose
  transpose(a, (0,0))
               ^~~~~

transpose(a, (0,2))
a: float64 (3,2)
error: axis 2 is out of bounds for an array of rank 2
  transpose(a, (0,2))
                  ^

min(z)
z: float64 (0,4)
error: min of no elements: an axis has extent 0
  min(z)
  ^~~~~~

max(z, axis=0)
z: float64 (0,4)
error: max of no elements: an axis has extent 0
  max(z, axis=0)
  ^~~~~~~~~~~~~~

min(b[3:])
b: float64 (3,)
error: min of no elements: an axis has extent 0
  min(b[3:])
  ^~~~~~~~~~

mean(min(z, axis=0))
z: float64 (0,4)
error: min of no elements: an axis has extent 0
  mean(min(z, axis=0))
       ^~~~~~~~~~~~~~

a[::0]
a: float64 (3,2)
error: slice step cannot be zero
  a[::0]
      ^

arange(5, 2, 0)
error: arange: the step must not be 0
  arange(5, 2, 0)
  ^~~~~~~~~~~~~~~

arange(1e300)
error: arange: the length is not a number up to 2**62
  arange(1e300)
  ^~~~~~~~~~~~~

linspace(0, 1, -1)
error: linspace: num must be between 0 and 2**62, not -1
  linspace(0, 1, -1)
                 ^~

b[:2] + b[n - 3:]
b: float64 (3,)
n: weak 3
error: operands could not be broadcast together with shapes (2,) and (3,)
  b[:2] + b[n - 3:]
  ~~~~~~^~~~~~~~~~~
