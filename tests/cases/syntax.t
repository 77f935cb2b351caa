# Errors of syntax: what was found, what was expected, and where.

a +
a: float64 (3,2)
error: expected an expression after '+'
  a +
    ^

(a
a: float64 (3,2)
error: unclosed '('
  (a
  ^

a[1
a: float64 (3,2)
error: unclosed '['
  a[1
   ^

a b
a: float64 (3,2)
b: float64 (3,)
error: expected an operator before 'b'
  a b
    ^

a + * b
a: float64 (3,2)
b: float64 (3,)
error: expected an expression after '+'
  a + * b
    ~~^

1 = 2
error: cannot assign to a number, only to a name; did you mean '=='?
  1 = 2
  ~~^

a*2 = b
a: float64 (3,2)
b: float64 (3,)
error: '=' is assignment; did you mean '=='?
  a*2 = b
      ^

sum(a) = b
a: float64 (3,2)
b: float64 (3,)
error: cannot assign to a function call, only to a name; did you mean '=='?
  sum(a) = b
  ~~~~~~~^

a == b ==
a: float64 (3,2)
b: float64 (3,)
error: expected an expression after '=='
  a == b ==
         ^~

b and
b: float64 (3,)
error: expected an expression after 'and'
  b and
    ^~~

b not
b: float64 (3,)
error: expected an operator before 'not'
  b not
    ^~~

b if t
b: float64 (3,)
t: bool [True, False, True]
error: expected 'else': write 'x if condition else y'
  b if t
    ^~~~

b if t else
b: float64 (3,)
t: bool [True, False, True]
error: expected an expression after 'else'
  b if t else
         ^~~~

if
error: 'if' stands after a value: write 'x if condition else y', or 'where(condition, x, y)'
  if
  ^~

b,, b
b: float64 (3,)
error: expected an expression before ','
  b,, b
    ^

,b
b: float64 (3,)
error: expected an expression before ','
  ,b
  ^

b; ; b
b: float64 (3,)
error: expected a statement before ';'
  b; ; b
     ^

a[]
a: float64 (3,2)
error: expected an index before ']'
  a[]
   ~^

a[:,,]
a: float64 (3,2)
error: expected an expression before ','
  a[:,,]
      ^

b[1:2:3:4]
b: float64 (3,)
error: a slice has at most three parts, start:stop:step
  b[1:2:3:4]
         ^

b)
b: float64 (3,)
error: unmatched ')'
  b)
   ^

a[1)
a: float64 (3,2)
error: ')' does not close '['
  a[1)
   ~~^

(a]
a: float64 (3,2)
error: ']' does not close '('
  (a]
  ~~^

sum(a, axis=0, axis=1)
a: float64 (3,2)
error: keyword argument 'axis' repeated
  sum(a, axis=0, axis=1)
                 ^~~~~~

sum(b, axis=0, b)
b: float64 (3,)
error: positional argument after keyword argument 'axis'
  sum(b, axis=0, b)
                 ^

...
error: '...' can only stand alone in an index
  ...
  ^~~

[1, 2]
error: lists are not supported; bind an array to a name, or write a tuple in parentheses
  [1, 2]
  ^

{}
error: unexpected character '{'; expressions have '(' and ')' around them
  {}
  ^

a @= b
a: float64 (3,2)
b: float64 (3,)
error: '@=' is not supported; write 'name = name @ ...'
  a @= b
    ^~

a ? b
a: float64 (3,2)
b: float64 (3,)
error: '?' is not an operator; did you mean 'x if condition else y'?
  a ? b
    ^

a && b
a: float64 (3,2)
b: float64 (3,)
error: '&&' is not an operator; did you mean 'and'?
  a && b
    ^~

a || b
a: float64 (3,2)
b: float64 (3,)
error: '||' is not an operator; did you mean 'or'?
  a || b
    ^~

!t
t: bool [True, False, True]
error: '!' is not an operator; did you mean 'not'?
  !t
  ^

a <> b
a: float64 (3,2)
b: float64 (3,)
error: '<>' is not an operator; did you mean '!='?
  a <> b
    ^~

a := 1
a: float64 (3,2)
error: ':=' is not an operator; did you mean '='?
  a := 1
    ^~

b += 1
b: float64 (3,)
error: '+=' is not supported; write 'name = name + ...'
  b += 1
    ^~

lambda x: x
error: 'lambda' is a keyword of Python that jx does not have; write the expression itself
  lambda x: x
  ^~~~~~

$
error: unexpected character '$'; names stand without '$', and have letters of ASCII, digits and '_'
  $
  ^

é + 1
error: unexpected character 'é' (U+00E9); names have letters of ASCII, digits and '_'
  é + 1
  ^

"abc
error: the string has no closing quote on its line
  "abc
  ^~~~

'a\xZZ'
error: '\x' is not an escape: '\x' takes 2 hexadecimal digits
  'a\xZZ'
    ^~

1__0
error: '1__0' is not a number: '_' can only stand between two digits
  1__0
  ^~~~

1_
error: '1_' is not a number: '_' can only stand between two digits
  1_
  ^~

0x
error: '0x' is not a hexadecimal number
  0x
  ^~

1e
error: '1e' is not a number: its exponent is missing
  1e
  ^~

0b2
error: '0b2' is not a binary number
  0b2
  ^~~

08
error: '08' is not a number: an integer has no leading zeros, and an octal one begins with '0o'
  08
  ^~

1.2.3
error: expected an operator before '.3'
  1.2.3
     ^~

a.foo
a: float64 (3,2)
error: unknown attribute 'foo'; there are .T, .real and .imag, and functions are called as in sum(x)
  a.foo
    ^~~

a.__class__
a: float64 (3,2)
error: unknown attribute '__class__'; there are .T, .real and .imag, and functions are called as in sum(x)
  a.__class__
    ^~~~~~~~~

import os
error: 'import' is a keyword of Python that jx does not have; functions are there without it
  import os
  ^~~~~~

def f
f: float32 (3,)
error: 'def' is a keyword of Python that jx does not have; give values names with '=', and write the expression itself
  def f
  ^~~

b;
b +
b)
b: float64 (3,)
error: this value is not used: only the last statement gives results, separated by ','
  b;
  ^

x = 1
y = x x
y
error: expected an operator before 'x'
  y = x x
        ^

	b b
b: float64 (3,)
error: expected an operator before 'b'
   b b
     ^

return b
b: float64 (3,)
error: 'return' is a keyword of Python that jx does not have; the last line gives the results, without a word before it
  return b
  ^~~~~~

a..b
a: float64 (3,2)
b: float64 (3,)
error: expected an attribute after '.'
  a..b
   ~^

b.T()
b: float64 (3,)
error: '.T' is not called; write 'b.T'
  b.T()
    ^

a[0
a: float64 (3,2)
error: unclosed '['
  a[0
   ^

b
  + c c
b: float64 (3,)
error: this value is not used: only the last statement gives results, separated by ','
  b
  ^
