"""Random programs of Python's numbers and NumPy's arrays, and what Python and NumPy make of them.

A program is a tree: of literals, operands that are Python's int, float or bool of any magnitude, and arrays and NumPy
scalars of jx's dtypes. Its text goes to jx. Its value is computed here: what is made of Python's numbers alone by
Python's own operators and functions, exactly; what has an array or a NumPy scalar in it by NumPy, which is handed
Python's numbers as they are. So the rules of weakness are not written down a second time. Where the language differs,
as docs/language.md lists it, a function here says how: an integer divided by 0 gives 0, a float what IEEE 754 says;
`~` of bool is not; nothing wraps on its way into an array's dtype. Start reading at Maker.tree() and evaluate().
"""

import fractions
import math

import numpy as np

DTYPES = [np.dtype(t) for t in "? i1 i2 i4 i8 u1 u2 u4 u8 f4 f8".split()]
MOST_BITS = 4000  # what jx keeps, and a little less


class Failure(Exception):
    """jx must refuse this program."""


class Skip(Exception):
    """Beyond what is compared here."""


def is_weak(x):
    return type(x) in (bool, int, float)


def fitted(x, dtype):
    """Python's number in an array's dtype: never wrapped."""
    if type(x) is int and dtype.kind in "iu" and not np.iinfo(dtype).min <= x <= np.iinfo(dtype).max:
        raise Failure
    return x


def bounded(x):
    if type(x) is int and x.bit_length() > MOST_BITS:
        raise Skip
    return x


# ---- Operations, each on Python's numbers alone, or on arrays


def floored(operator, x, y):
    if is_weak(x) and is_weak(y):
        if y == 0 and float not in (type(x), type(y)):
            return 0
        if y == 0:
            return float(getattr(np, operator)(np.float64(x), np.float64(y)))
        return x // y if operator == "floor_divide" else x % y
    return getattr(np, operator)(x, y)


def divide(x, y):
    if is_weak(x) and is_weak(y):
        if type(y) is float:
            x = float(x)
        if y == 0:
            return float(np.true_divide(np.float64((x > 0) - (x < 0) if type(x) is not float else x), np.float64(y)))
        return x / y
    return np.true_divide(x, y)


def power(x, y):
    if is_weak(x) and is_weak(y):
        if float in (type(x), type(y)):
            raise Skip  # pow() is not correctly rounded
        if y >= 0:
            if abs(x) > 1 and y * x.bit_length() > 2 * MOST_BITS:
                raise Skip
            return x**y
        if x == 0:
            raise Failure
        if -y * abs(x).bit_length() > 20000:
            raise Skip
        inverse = fractions.Fraction(1, int(x) ** int(-y))
        return math.copysign(float(abs(inverse)), inverse)
    if any(np.asarray(v).dtype.kind == "f" if not is_weak(v) else type(v) is float for v in (x, y)):
        raise Skip
    if is_weak(x) and type(x) is not bool or not is_weak(x) and is_weak(y) and type(y) is int and abs(y) > 100:
        if not is_weak(y):
            raise Skip
    try:
        return np.power(x, y)
    except ValueError:  # a negative exponent is found while running, if the power is needed at all
        raise Skip from None


def shifted(operator, x, y):
    if is_weak(x) and is_weak(y):
        if type(x) is float or type(y) is float:
            raise Failure
        if y > 2 * MOST_BITS and operator == "left_shift" and x:
            raise Skip
        return x << y if operator == "left_shift" else x >> min(y, 10**6)
    if is_weak(y) and y < 0:
        raise Skip
    if not is_weak(y) and np.any(np.asarray(y) < 0):
        raise Skip
    return getattr(np, operator)(x, y)


def bits(operator, x, y):
    if is_weak(x) and is_weak(y):
        return {"bitwise_and": lambda: x & y, "bitwise_or": lambda: x | y, "bitwise_xor": lambda: x ^ y}[operator]()
    return getattr(np, operator)(x, y)


def compare(operator, x, y):
    python = {
        "less": lambda: x < y,
        "less_equal": lambda: x <= y,
        "greater": lambda: x > y,
        "greater_equal": lambda: x >= y,
        "equal": lambda: x == y,
        "not_equal": lambda: x != y,
    }[operator]
    if is_weak(x) and is_weak(y):
        return python()
    # NumPy converts to int64 beside bool, and fails; values are compared beside int32 and int64.
    if any(type(v) is int for v in (x, y)):
        x, y = (v.astype(np.int64) if not is_weak(v) and v.dtype.kind == "b" else v for v in (x, y))
    return getattr(np, operator)(x, y)


def arithmetic(operator, x, y):
    if is_weak(x) and is_weak(y):
        return {"add": lambda: x + y, "subtract": lambda: x - y, "multiply": lambda: x * y}[operator]()
    return getattr(np, operator)(x, y)


def extreme(operator, x, y):
    if is_weak(x) and is_weak(y):
        if float in (type(x), type(y)):
            return float(getattr(np, operator)(float(x), float(y))) + 0.0
        chosen = (max if operator == "maximum" else min)(x, y)
        return bool(chosen) + 0 if type(x) is type(y) is bool else int(chosen)
    return getattr(np, operator)(x, y) + 0


def logic(operator, x, y):
    if is_weak(x) and is_weak(y):
        return bool(x and y) if operator == "and" else bool(x or y)
    return (np.logical_and if operator == "and" else np.logical_or)(truth(x), truth(y))


def truth(x):
    return bool(x) if is_weak(x) else np.not_equal(x, 0)


def where(c, x, y):
    if is_weak(c) and is_weak(x) and is_weak(y):
        chosen = x if c else y
        if float in (type(x), type(y)):
            float(x), float(y)
            return float(chosen)
        return chosen if type(x) is type(y) else int(chosen)
    dtype = np.result_type(x, y)
    if is_weak(x) and is_weak(y):
        dtype = np.dtype({bool: np.bool_, int: np.int64, float: np.float64}[max(type(x), type(y), key=[bool, int, float].index)])
    return np.where(truth(c), *(np.asarray(fitted(v, dtype)).astype(dtype) for v in (x, y)))


def unary(symbol, x):
    if is_weak(x):
        if symbol == "~" and type(x) is bool:
            return not x
        return {"-": lambda: -x, "+": lambda: +x, "~": lambda: ~x}[symbol]()
    if symbol == "+" and np.asarray(x).dtype.kind == "b":
        raise Failure
    return {"-": np.negative, "+": np.positive, "~": np.invert}[symbol](x)


def function(name, x):
    if name == "abs":
        return abs(x) if is_weak(x) else np.abs(x)
    if name == "sqrt":
        if is_weak(x):
            x = float(x)
            return math.sqrt(x) if x >= 0 else math.nan
        return np.sqrt(x if x.dtype.kind == "f" else x.astype(np.float64))
    if name == "not":
        return not x if is_weak(x) else np.logical_not(x)
    if name == "float":
        return float(x) if is_weak(x) else np.asarray(x).astype(np.float64)
    if name == "bool":
        return truth(x)
    if name == "int":
        if is_weak(x):
            if type(x) is float and not math.isfinite(x):
                raise Failure
            return int(x)
        raise Skip
    dtype = np.dtype(name)
    if is_weak(x) and dtype.kind in "iu" and type(x) is float:
        raise Skip
    if not is_weak(x) and dtype.kind in "iu" and np.asarray(x).dtype.kind == "f":
        raise Skip
    if is_weak(x) and type(x) is int and dtype.kind == "f":
        x = float(x)
    return np.asarray(fitted(x, dtype)).astype(dtype)


BINARY = {
    "+": (arithmetic, "add"),
    "-": (arithmetic, "subtract"),
    "*": (arithmetic, "multiply"),
    "/": (lambda _, x, y: divide(x, y), None),
    "//": (floored, "floor_divide"),
    "%": (floored, "remainder"),
    "**": (lambda _, x, y: power(x, y), None),
    "<<": (shifted, "left_shift"),
    ">>": (shifted, "right_shift"),
    "&": (bits, "bitwise_and"),
    "|": (bits, "bitwise_or"),
    "^": (bits, "bitwise_xor"),
    "<": (compare, "less"),
    "<=": (compare, "less_equal"),
    ">": (compare, "greater"),
    ">=": (compare, "greater_equal"),
    "==": (compare, "equal"),
    "!=": (compare, "not_equal"),
    "and": (logic, "and"),
    "or": (logic, "or"),
}
ARITHMETIC = ["+", "-", "*", "*", "/", "//", "%", "**", "<<", ">>", "&", "|", "^"]
COMPARISONS = ["<", "<=", ">", ">=", "==", "!="]
FUNCTIONS = ["abs", "sqrt", "not", "float", "int", "bool", *(d.name for d in DTYPES[1:])]


# ---- Trees: tuples of an operation and its operands; leaves are ("literal", value) and ("name", name)


def text(tree):
    kind, *rest = tree
    if kind == "literal":
        return repr(rest[0]) if not (type(rest[0]) is not bool and rest[0] < 0) else f"({rest[0]!r})"
    if kind == "name":
        return rest[0]
    if kind == "binary":
        return f"({text(rest[1])} {rest[0]} {text(rest[2])})"
    if kind == "unary":
        return f"({rest[0]}{text(rest[1])})"
    if kind == "if":
        return f"({text(rest[1])} if {text(rest[0])} else {text(rest[2])})"
    if kind == "call" and rest[0] == "not":
        return f"(not {text(rest[1])})"
    if kind == "extreme":
        return f"({rest[0]}({text(rest[1])}, {text(rest[2])}) + 0)"
    return f"{rest[0]}({', '.join(map(text, rest[1:]))})"


def value(tree, operands):
    kind, *rest = tree
    if kind == "literal":
        return rest[0]
    if kind == "name":
        return operands[rest[0]]
    parts = [value(t, operands) for t in rest if isinstance(t, tuple)]
    if kind == "binary":
        f, name = BINARY[rest[0]]
        made = f(name, *parts)
    elif kind == "unary":
        made = unary(rest[0], *parts)
    elif kind == "extreme":
        made = extreme(rest[0], *parts)
    elif kind == "if" or rest[0] == "where":
        made = where(parts[0] if kind != "if" else parts[0], *parts[1:])
    else:
        made = function(rest[0], *parts)
    return bounded(made)


def evaluate(tree, operands):
    """What the program gives, or Failure."""
    try:
        with np.errstate(all="ignore"):
            result = value(tree, operands)
    except (OverflowError, TypeError, ValueError):
        raise Failure from None
    if is_weak(result):
        return np.asarray(fitted(result, np.dtype(np.int64)))
    return np.asarray(result)


# ---- Making them


class Maker:
    def __init__(self, rnd):
        self.rnd = rnd
        self.operands = {}

    def number(self):
        """A Python number of any kind and magnitude."""
        rnd = self.rnd
        kind = rnd.choice(("small", "small", "small", "int", "edge", "huge", "float", "float", "whole", "extreme", "bool"))
        sign = rnd.choice((1, 1, -1))
        if kind == "small":
            return sign * rnd.randint(0, 20)
        if kind == "int":
            return sign * rnd.getrandbits(rnd.randint(5, 63))
        if kind == "edge":
            return sign * (2 ** rnd.choice((15, 24, 31, 32, 53, 62, 63, 64)) + rnd.randint(-2, 2))
        if kind == "huge":
            return sign * rnd.getrandbits(rnd.choice((65, 80, 128, 300, 1023, 1025, 1100)))
        if kind == "float":
            return sign * rnd.choice((0.1, 0.5, 2.5, 3.75, 1 / 3, 1e10, 123456.789))
        if kind == "whole":
            return sign * float(rnd.randint(0, 1000))
        if kind == "extreme":
            return sign * rnd.choice((1e-320, 5e-324, 1e300, 1.7e308, 3.5e38, 1e-46, 2.0**53, 2.0**63))
        return rnd.random() < 0.5

    def array(self):
        rnd = self.rnd
        dtype = rnd.choice(DTYPES)
        shape = rnd.choice(((), (3,), (2, 3)))
        n = int(np.prod(shape))
        if dtype.kind == "b":
            values = [rnd.random() < 0.5 for _ in range(n)]
        elif dtype.kind in "iu":
            i = np.iinfo(dtype)
            values = [rnd.choice((rnd.randint(max(-9, i.min), 9), rnd.randint(i.min, i.max))) for _ in range(n)]
        else:
            values = [rnd.choice((0.5, -1.25, 3.0, 1e10, 0.0, 7.5, rnd.uniform(-9, 9))) for _ in range(n)]
        a = np.array(values, dtype).reshape(shape)
        return a[()] if shape == () and rnd.random() < 0.5 else a

    def named(self, value):
        name = "abcdefghijklmnopqrstuvwxyz"[len(self.operands)] + "_"
        self.operands[name] = value
        return ("name", name)

    def leaf(self, weak):
        if not weak and self.rnd.random() < 0.5:
            return self.named(self.array())
        number = self.number()
        return ("literal", number) if self.rnd.random() < 0.4 else self.named(number)

    def tree(self, size, weak):
        """`weak`: of Python's numbers alone."""
        rnd = self.rnd
        if size <= 0:
            return self.leaf(weak)
        kind = rnd.choice(("arithmetic",) * 7 + ("compare", "compare", "logic", "unary", "call", "extreme", "where"))
        left = rnd.randint(0, size - 1)
        # Either side of an array is often a tree of Python's numbers.
        sides = [weak or rnd.random() < 0.5, weak]
        rnd.shuffle(sides)
        x, y = (lambda: self.tree(left, sides[0])), (lambda: self.tree(size - 1 - left, sides[1]))
        if kind == "arithmetic":
            return ("binary", rnd.choice(ARITHMETIC), x(), y())
        if kind == "compare":
            return ("binary", rnd.choice(COMPARISONS), x(), y())
        if kind == "logic":
            return ("binary", rnd.choice(("and", "or")), x(), y())
        if kind == "unary":
            return ("unary", rnd.choice("-+~-"), self.tree(size - 1, weak))
        if kind == "call":
            return ("call", rnd.choice(FUNCTIONS), self.tree(size - 1, weak))
        if kind == "extreme":
            return ("extreme", rnd.choice(("minimum", "maximum")), x(), y())
        c = self.tree(0, weak)
        return ("if", c, x(), y()) if rnd.random() < 0.5 else ("call", "where", c, x(), y())

    def program(self):
        return self.tree(self.rnd.randint(1, 6), self.rnd.random() < 0.25)

    def others(self):
        """Other numbers of the same kinds, which the same kernel may serve."""
        numbers = {}
        for name, v in self.operands.items():
            numbers[name] = v
            while is_weak(v) and type(fresh := self.number()) is not type(v):
                pass
            if is_weak(v):
                numbers[name] = fresh
        return numbers
