"""Random programs and what NumPy makes of them: generate.py [seed] [programs] > numpy.t

Needs NumPy 2. A line of numpy.t holds the operands as tests/support/graphed.h reads them, a program,
and what it must give: "error", or dtype, "weak" if it is made of Python's numbers alone, shape and
elements. A '~' before it says that elements are only close: sums and functions round their own way.

Programs grow from smaller ones. Each is evaluated by NumPy as it grows, so that what jx does
otherwise on purpose is left out where it arises: dtypes this version does not compile, Python
integers beyond 64 bits, and results NumPy leaves to the processor.
"""

import math
import operator
import random
import sys
import warnings

import numpy as np

warnings.simplefilter("ignore")
np.seterr(all="ignore")
RANDOM = random.Random(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
PROGRAMS = int(sys.argv[2]) if len(sys.argv) > 2 else 1500

DTYPES = ["bool", "int32", "int64", "float32", "float64"]


class Skip(Exception):
    """What is growing is none of our business."""


class Expression:
    def __init__(self, text, value, close=False):
        self.text, self.value, self.close = text, value, close

    @property
    def kind(self):
        return np.asarray(self.value).dtype.kind

    @property
    def rank(self):
        return np.ndim(self.value)


def weak(value):
    return type(value) in (bool, int, float)


def checked(value):
    """A value of a dtype that is compiled, and not too large."""
    if type(value) is int and not -(2**63) <= value < 2**63:
        raise Skip
    if np.asarray(value).dtype.name not in DTYPES or np.ndim(value) > 5 or np.size(value) > 40:
        raise Skip
    return value


failures = []  # (text) of programs that NumPy refuses


def grow(text, close, compute):
    try:
        value = checked(compute())
    except Skip:
        raise
    except (ZeroDivisionError, OverflowError) as error:
        if "out of bounds" in str(error):  # of an integer literal, not of Python's own arithmetic
            failures.append(text)
        raise Skip from None
    except Exception:
        failures.append(text)
        raise Skip from None
    return Expression(text, value, close)


# ---- Operands ----


def element(dtype, is_weak):
    if dtype == "bool":
        return RANDOM.randint(0, 1)
    if dtype.startswith("int"):
        large = [] if is_weak else [RANDOM.randint(-(2**31), 2**31 - 1)]
        return RANDOM.choice([0, 1, -1, 2, 3, 5, -7, RANDOM.randint(-20, 20)] + large)
    return RANDOM.choice([0.0, -0.0, 1.0, -1.0, 0.5, 2.5, round(RANDOM.uniform(-5, 5), 3), math.nan, math.inf, 4.0])


def operands():
    extents = [RANDOM.choice([0, 1, 2, 3, 4] if RANDOM.random() < 0.2 else [2, 3, 4]) for _ in range(3)]
    for name in "abcd"[: RANDOM.randint(2, 4)]:
        rank, dtype, is_weak = RANDOM.choice([0, 1, 2, 2, 3]), RANDOM.choice(DTYPES), False
        if rank == 0 and RANDOM.random() < 0.6:
            dtype, is_weak = RANDOM.choice(["int64", "int64", "float64"]), True
        shape = [1 if RANDOM.random() < 0.25 else extents[3 - rank + i] for i in range(rank)]
        if math.prod(shape) > 24:
            shape = shape[:1]
        values = [element(dtype, is_weak) for _ in range(math.prod(shape))]
        array = np.array(values, dtype).reshape(shape)
        flag = " weak" if is_weak else ""
        text = f"{name} {dtype} {shape_text(array)}{flag} {' '.join(map(repr, values))}".strip()
        yield text, Expression(name, array.item() if is_weak else array)


def shape_text(array):
    return "(" + ",".join(map(str, array.shape)) + ("," if array.ndim == 1 else "") + ")"


def literal():
    chance = RANDOM.random()
    if chance < 0.5:
        value = RANDOM.choice([0, 1, 2, 2, 3, 5, 7, 100, 2**31, 2**40, 16777217])
        return Expression(str(value), value)
    if chance < 0.9:
        value = RANDOM.choice([0.0, 1.0, 0.5, 2.0, -1.0, 1e10, 3.7, -2.5, 0.1])
        return Expression(f"({value!r})", value)
    return Expression("True", True) if chance < 0.95 else Expression("pi", math.pi)


# ---- Growing ----

BINARY = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "//": operator.floordiv,
    "%": operator.mod,
    "&": operator.and_,
    "|": operator.or_,
    "^": operator.xor,
    "<<": operator.lshift,
    ">>": operator.rshift,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}
CLOSE = {"exp", "log", "sin", "cos", "tan", "arctan2"}  # functions that may differ in the last bit
UNARY_FUNCTIONS = "abs sqrt exp log sin cos floor ceil rint round isnan radians negative fabs invert logical_not".split()
BINARY_FUNCTIONS = "minimum maximum arctan2 logical_and logical_or logical_xor add mod".split()
REDUCTIONS = "sum prod min max mean any all count_nonzero".split()


def pick(pool):
    return RANDOM.choice(pool) if RANDOM.random() < 0.85 else literal()


def has_negative_zero(x):
    return x.kind == "f" and bool(np.any((np.asarray(x.value) == 0) & np.signbit(x.value)))


def binary(pool):
    op, a, b = RANDOM.choice(list(BINARY)), pick(pool), pick(pool)
    if op in ("<<", ">>") and weak(a.value) and weak(b.value):
        if type(b.value) is not int or not 0 <= b.value <= 60:
            raise Skip
    return grow(f"({a.text}) {op} ({b.text})", a.close or b.close, lambda: BINARY[op](a.value, b.value))


def power(pool):
    a = pick(pool)
    exponent = RANDOM.choice([0, 1, 2, 3, -1, 0.5, 2.0, -2, 1.5])
    if np.size(a.value) == 0 or (weak(a.value) and (type(a.value) is float or type(exponent) is float)):
        raise Skip
    return grow(f"({a.text}) ** ({exponent!r})", True, lambda: a.value**exponent)


def function(pool):
    """Functions of Python's numbers are such numbers again, where NumPy's make its own."""
    unary = RANDOM.random() < 0.6
    name = RANDOM.choice(UNARY_FUNCTIONS if unary else BINARY_FUNCTIONS)
    args = [pick(pool) for _ in range(1 if unary else 2)]
    numbers = all(weak(a.value) for a in args)
    if numbers and any(type(a.value) is bool for a in args) and not name.startswith("logical"):
        raise Skip  # Python's bools are numbers, NumPy's are not
    if name in ("floor", "ceil", "rint", "round") and (numbers or args[0].kind == "b"):
        raise Skip
    if name in ("minimum", "maximum") and any(map(has_negative_zero, args)):
        raise Skip  # which of two zeros is the processor's choice

    def compute():
        value = getattr(np, name)(*(a.value for a in args))
        return value.item() if numbers else value

    text = f"{name}({', '.join(a.text for a in args)})"
    return grow(text, name in CLOSE or any(a.close for a in args), compute)


def where(pool):
    a, b, c = pick(pool), pick(pool), pick(pool)
    if any(type(x.value) is int and abs(x.value) >= 2**31 for x in (b, c)):
        raise Skip  # np.where does not check that they fit
    if all(weak(x.value) for x in (a, b, c)):
        if type(b.value) is not type(c.value):
            raise Skip
        return grow(f"({b.text}) if ({a.text}) else ({c.text})", any(x.close for x in (a, b, c)), lambda: b.value if a.value else c.value)
    text = f"where({a.text}, {b.text}, {c.text})"
    if RANDOM.random() < 0.5:
        text = f"({b.text}) if ({a.text}) else ({c.text})"
    return grow(text, a.close or b.close or c.close, lambda: np.where(a.value, b.value, c.value))


def index(pool):
    a = pick(pool)
    if weak(a.value):
        raise Skip
    integers = [x for x in pool if type(x.value) is int]

    def bound(choices):
        if integers and RANDOM.random() < 0.25:
            return RANDOM.choice(integers)
        value = RANDOM.choice(choices)
        return Expression("" if value is None else str(value), value)

    parts = []
    for _ in range(RANDOM.randint(1, a.rank + 1)):
        chance = RANDOM.random()
        if chance < 0.15:
            parts.append(("None", None))
        elif chance < 0.25 and "..." not in (text for text, _ in parts):
            parts.append(("...", Ellipsis))
        elif chance < 0.5:
            i = bound([0, 0, -1, 1, 2, -2])
            parts.append((i.text, i.value))
        else:
            edges = [None, None, 0, 1, 2, -1, -2, 3, -3, 7, -7]
            start, stop = bound(edges), bound(edges)
            step = RANDOM.choice([None, None, None, 1, 2, -1, -1, -2, 3])
            text = f"{start.text}:{stop.text}" + ("" if step is None else f":{step}")
            parts.append((text, slice(start.value, stop.value, step)))
    key = tuple(value for _, value in parts)
    return grow(f"({a.text})[{','.join(text for text, _ in parts)}]", a.close, lambda: np.asarray(a.value)[key])


def transpose(pool):
    a = pick(pool)
    if a.rank == 0:
        raise Skip
    if RANDOM.random() < 0.6:
        return grow(f"({a.text}).T", a.close, lambda: a.value.T)
    order = RANDOM.sample(range(a.rank), a.rank)
    return grow(f"transpose({a.text}, {tuple(order)})", a.close, lambda: np.transpose(a.value, order))


def reduction(pool):
    name, a = RANDOM.choice(REDUCTIONS), pick(pool)
    keywords, text = {}, ""
    chance = RANDOM.random()
    if a.rank and chance < 0.6:
        keywords["axis"] = RANDOM.randint(-a.rank, a.rank - (RANDOM.random() < 0.9))
    elif a.rank and chance < 0.8:
        keywords["axis"] = tuple(RANDOM.sample(range(a.rank), RANDOM.randint(0, a.rank)))
    if RANDOM.random() < 0.4:
        keywords["keepdims"] = True
    if (name in ("min", "max") and has_negative_zero(a)) or (name == "count_nonzero" and keywords.get("axis") == ()):
        raise Skip
    text = "".join(f", {key}={value!r}" for key, value in keywords.items())
    close = a.close or name in ("sum", "prod", "mean")
    return grow(f"{name}({a.text}{text})", close, lambda: np.asarray(getattr(np, name)(np.asarray(a.value), **keywords)))


def cast(pool):
    dtype, a = RANDOM.choice(DTYPES), pick(pool)
    value = np.asarray(a.value)
    if dtype.startswith("int") and not (value.size and np.all(np.abs(value.astype("float64")) < 2**31)):
        raise Skip
    called = RANDOM.random() < 0.5
    text = f"{dtype}({a.text})" if called else f"astype({a.text}, '{dtype}')"
    if called and dtype == "bool" and weak(a.value):
        return grow(text, a.close, lambda: bool(a.value))
    return grow(text, a.close, lambda: value.astype(dtype))


def size(pool):
    a = pick(pool)
    if RANDOM.random() < 0.5 or a.rank == 0:
        return grow(f"size({a.text})", False, lambda: int(np.size(a.value)))
    axis = RANDOM.randrange(a.rank)
    return grow(f"shape({a.text}, {axis})", False, lambda: int(np.shape(a.value)[axis]))


def arange(pool):
    start, stop, step = RANDOM.randint(-5, 5), RANDOM.randint(-3, 8), RANDOM.choice([1, 1, 2, 3, -1, 0.5, 0.25, -2])
    if RANDOM.random() < 0.3:
        return grow(f"linspace({start}, {stop}, {abs(start)})", True, lambda: np.linspace(start, stop, abs(start)))
    return grow(f"arange({start}, {stop}, {step})", False, lambda: np.arange(start, stop, step))


def contains(pool):
    a, digit = pick(pool), RANDOM.choice("0123456789")
    if a.kind != "i" or a.close:
        raise Skip
    holds = np.vectorize(lambda x: digit in str(x), otypes=[bool])
    return grow(f"contains(str({a.text}), '{digit}')", False, lambda: holds(np.asarray(a.value)))


WAYS = {binary: 42, power: 4, function: 18, where: 6, index: 14, transpose: 5, reduction: 10, cast: 2, size: 2, arange: 2, contains: 1}


# ---- Lines ----


def element_text(x):
    return str(int(x)) if x.dtype.kind in "bi" else "nan" if np.isnan(x) else repr(float(x))


def expected(x):
    array = np.asarray(x.value)
    elements = "".join(" " + element_text(e) for e in array.ravel())
    close = "~" if x.close else ""
    return f"{close}{array.dtype.name}{' weak' if weak(x.value) else ''} {shape_text(array)}{elements}"


def main():
    written = 0
    while written < PROGRAMS:
        declarations, pool = [], []
        for text, expression in operands():
            declarations.append(text)
            pool.append(expression)
        failures.clear()
        grown = []
        for _ in range(RANDOM.randint(4, 12)):
            way = RANDOM.choices(list(WAYS), list(WAYS.values()))[0]
            try:
                grown.append(way(pool))
                pool.append(grown[-1])
            except Skip:
                pass
        lines = [(x.text, expected(x)) for x in grown[-2:]] + [(text, "error") for text in failures[-1:]]
        for text, value in lines:
            if len(text) < 300 and len(value) < 600:
                print("; ".join(declarations), text, value, sep="\t")
                written += 1


main()
