"""Random programs over everything that random_programs.py has not: complex numbers, strings, times, small floats, gathers,
selections, running sums, and the functions that move and join arrays.

A `WideMaker` is a `Maker` with more to choose from. Values of dtypes that few operations take come from recipes of their
own, `complex_value()` and the like, each of which ends in numbers or bool that the rest can go on with. As there,
everything is exact: parts of complex numbers and terms of running sums are small whole numbers. Start at OPERATIONS.
"""

import numpy as np

import random_arrays
from random_programs import ATOM, COMPARE, POSTFIX, SUM, TERM, UNARY, Maker, Skip, Value, dtype_of

WORDS = ("", "a", "b", "ab", "abc", "ba", "bab", "abcabc", "x" * 17, "Abc", " ab ", "aé", "9", "-1", "zz")
UNITS = ("s", "ms", "us", "D", "h")


class WideMaker(Maker):
    def __init__(self, rnd, **limits):
        super().__init__(rnd, **limits)
        self.others = {}  # operands that operand() does not make; they do not go with every operation

    def program(self):
        text, arrays, expected = super().program()
        while self.rnd.random() < 0.25:
            v = self.special_result()
            text, expected = f"{text}, {v.text}", [*expected, v.value]
        return text, arrays | self.others, expected

    def special_result(self):
        """Of a dtype that the other results do not have."""
        how = self.rnd.choice(("complex", "S", "U", "M", "m"))
        for _ in range(9):
            try:
                if how == "complex":
                    return self.complex_value()
                return self.string_value(how) if how in "SU" else self.time_leaf(how)
            except Skip:
                continue
        return self.complex_leaf()

    def name_for(self, value):
        name = f"w{len(self.others)}"
        self.others[name] = value
        return Value(name, ATOM, value)

    def rng(self):
        return np.random.default_rng(self.rnd.getrandbits(32))

    def laid_out(self, a):
        return self.name_for(random_arrays.strided(self.rnd, a))

    def some_shape(self):
        return random_arrays.broadcastable(self.rnd, self.full)

    def call(self, name, value, *arguments):
        return Value(f"{name}({', '.join(map(str, arguments))})", ATOM, value)

    # ---- Complex numbers

    def complex_leaf(self):
        rnd, shape = self.rnd, self.some_shape()
        if rnd.random() < 0.25:
            n = rnd.choice((1, 2, 3))
            return Value(f"complex128({n}j)", ATOM, np.asarray(n * 1j))
        if rnd.random() < 0.25:
            x, y = (self.clamped(self.strong(), 4) for _ in range(2))
            self.fit(x, y)
            x, y = (Value(f"float64({v.text})", ATOM, v.value.astype(np.float64)) for v in (x, y))
            parts = np.broadcast_arrays(x.value, y.value)
            if np.isnan(parts).any():
                raise Skip
            return self.call("complex", parts[0] + 1j * parts[1], x.text, y.text)
        rng = self.rng()
        z = rng.integers(-4, 5, shape) + 1j * rng.integers(-4, 5, shape)
        return self.laid_out(np.asarray(z, rnd.choice(("c8", "c16"))))

    def complex_value(self, depth=2):
        rnd = self.rnd
        if depth == 0 or rnd.random() < 0.3:
            return self.complex_leaf()
        x = self.complex_value(depth - 1)
        how = rnd.choice(("+", "-", "*", "negative", "conj", "index", "where", "sum"))
        if how in "+-*":
            y = self.complex_value(depth - 1)
            if rnd.random() < 0.3:
                y = self.clamped(self.operand(np.dtype(rnd.choice(("i4", "f4", "f8")))), 4)
                if np.isnan(y.value).any():
                    raise Skip
            self.fit(x, y)
            function = {"+": np.add, "-": np.subtract, "*": np.multiply}[how]
            return self.binary(x, how, TERM if how == "*" else SUM, y, function)
        if how == "negative":
            return Value(f"-{x.at(UNARY)}", UNARY, np.negative(x.value))
        if how == "conj":
            return self.call("conj", np.conj(x.value), x.text)
        if how == "index" and x.rank:
            return Value(f"{x.at(POSTFIX)}[..., ::-1]", POSTFIX, x.value[..., ::-1])
        if how == "where":
            c, y = self.strong(), self.complex_value(depth - 1)
            self.fit(c, x, y)
            return self.call("where", np.where(c.value != 0, x.value, y.value), c.text, x.text, y.text)
        axis = rnd.randrange(x.rank) if x.rank and rnd.random() < 0.6 else None
        value = np.sum(x.value, axis=axis)
        if np.abs(value).max(initial=0) > 2.0**22:
            raise Skip
        return self.call("sum", value, x.text, f"axis={axis}")

    def of_complex(self):
        """+ 0 makes one zero of both: the sign of a product's parts that are zero is nobody's concern here."""
        x = self.complex_value()
        how = self.rnd.choice(("real", "imag", ".real", ".imag", "==", "!=", "squares"))
        if how in ("real", "imag"):
            return Value(f"{how}({x.text}) + 0", SUM, getattr(np, how)(x.value) + 0)
        if how in (".real", ".imag"):
            return Value(f"({x.text}){how} + 0", SUM, getattr(x.value, how[1:]) + 0)
        if how == "squares":
            square = x.value.real**2 + x.value.imag**2
            return Value(f"({x.text}).real**2 + ({x.text}).imag**2", SUM, square)
        y = self.complex_value(1)
        self.fit(x, y)
        return self.binary(x, how, COMPARE, y, {"==": np.equal, "!=": np.not_equal}[how])

    # ---- Strings

    def string_leaf(self, kind):
        rnd = self.rnd
        words = [w for w in WORDS if kind == "U" or w.isascii()]
        if rnd.random() < 0.3:
            word = rnd.choice(words)
            return Value(repr(word) if kind == "U" else repr(word.encode()), ATOM, np.asarray(word, kind))
        a = np.asarray(self.rng().choice(np.array(words, kind), self.some_shape()))
        width = rnd.choice((1, 2, 3, 8, 16, 20))
        return self.laid_out(np.asarray(a, f"{kind}{width}"))

    def string_value(self, kind, depth=1):
        rnd = self.rnd
        x = self.string_leaf(kind)
        how = rnd.choice(("leaf", "leaf", "lower", "upper", "strip", "+", "index", "where"))
        if depth == 0 or how == "leaf":
            return x
        if how in ("lower", "upper", "strip"):
            return self.call(how, getattr(np.strings, how)(x.value), x.text)
        if how == "index" and x.rank:
            return Value(f"{x.at(POSTFIX)}[::-1]", POSTFIX, x.value[::-1])
        y = self.string_value(kind, depth - 1)
        self.fit(x, y)
        if how == "+":
            return Value(f"{x.at(SUM)} + {y.at(SUM + 1)}", SUM, np.strings.add(x.value, y.value))
        if how == "where":
            c = self.strong()
            self.fit(c, x, y)
            return self.call("where", np.where(c.value != 0, x.value, y.value), c.text, x.text, y.text)
        return x

    def of_strings(self):
        rnd, kind = self.rnd, self.rnd.choice("SU")
        x, y = self.string_value(kind), self.string_value(kind)
        self.fit(x, y)
        how = rnd.choice(("==", "!=", "<", "<=", ">", ">=", "find", "startswith", "endswith", "count", "str_len", "contains"))
        if how == "str_len":
            return self.call(how, np.strings.str_len(x.value), x.text)
        if how in ("find", "startswith", "endswith", "count"):
            return self.call(how, getattr(np.strings, how)(x.value, y.value), x.text, y.text)
        if how == "contains":
            return self.call(how, np.strings.find(x.value, y.value) >= 0, x.text, y.text)
        names = {"==": "equal", "!=": "not_equal", "<": "less", "<=": "less_equal", ">": "greater", ">=": "greater_equal"}
        return self.binary(x, how, COMPARE, y, getattr(np, names[how]))

    # ---- Times

    def time_leaf(self, kind):
        rnd = self.rnd
        n = self.rng().integers(-100_000, 100_000, self.some_shape())
        t = np.asarray(n).astype(f"{kind}8[{rnd.choice(UNITS)}]")
        if rnd.random() < 0.3 and t.size:
            t = np.where(n % 7 == 0, np.array("NaT", t.dtype), t)
        return self.laid_out(np.asarray(t))

    def of_times(self):
        rnd = self.rnd
        kind = rnd.choice("Mm")
        x, y = self.time_leaf(kind), self.time_leaf(kind)
        self.fit(x, y)
        how = rnd.choice(("==", "!=", "<", "<=", ">", ">=", "-", "minimum", "maximum", "+", "isnat", "min"))
        if how == "isnat":
            return self.call(how, np.isnat(x.value), x.text)
        if how == "min":
            if x.value.size == 0:
                raise Skip
            return self.as_numbers(self.call(how, np.min(x.value), x.text))
        if how in ("minimum", "maximum"):
            return self.as_numbers(self.call(how, getattr(np, how)(x.value, y.value), x.text, y.text))
        if how == "+":
            y = self.time_leaf("m")
            self.fit(x, y)
            return self.as_numbers(self.binary(x, how, SUM, y, np.add))
        if how == "-":
            return self.as_numbers(self.binary(x, how, SUM, y, np.subtract))
        names = {"==": "equal", "!=": "not_equal", "<": "less", "<=": "less_equal", ">": "greater", ">=": "greater_equal"}
        return self.binary(x, how, COMPARE, y, getattr(np, names[how]))

    def as_numbers(self, t):
        return self.call("astype", np.asarray(t.value).astype(np.int64), t.text, "'int64'")

    # ---- Small floats: nothing is computed of them but what is exact

    def of_halves(self):
        x = self.name_for(random_arrays.strided(self.rnd, self.rng().integers(-40, 40, self.some_shape()).astype("f2") / 4))
        how = self.rnd.choice(("float32", "abs", "-", "<", "floor"))
        if how == "<":
            return Value(f"{x.text} < 2.5", COMPARE, x.value < 2.5)
        value = {"float32": x.value.astype("f4"), "abs": abs(x.value), "-": -x.value, "floor": np.floor(x.value)}[how]
        text = f"-{x.text}" if how == "-" else f"{how}({x.text})"
        return Value(f"float64({text})", ATOM, value.astype("f8"))

    # ---- Indexing

    def gather(self):
        rnd = self.rnd
        x = self.strong()
        if not x.rank or not x.value.shape[0]:
            raise Skip
        n = x.value.shape[0]
        index = self.laid_out(self.rng().integers(-n, n, self.some_shape()).astype(rnd.choice(("i8", "i4", "i2"))))
        if index.rank + x.rank > 6:
            raise Skip
        if rnd.random() < 0.3 and n <= np.iinfo(dtype_of(index.value)).max:
            index = Value(f"{index.text} % {n}", TERM, index.value % n)
        value = x.value[index.value]
        if value.size > 4 * self.most:
            raise Skip
        return Value(f"{x.at(POSTFIX)}[{index.text}]", POSTFIX, value)

    def selection(self):
        """What is folded of a selection, or a selection of one axis."""
        rnd = self.rnd
        x = self.strong()
        if not x.rank:
            raise Skip
        m = self.laid_out(self.rng().random(x.value.shape) < rnd.choice((0.0, 0.1, 0.5, 0.9, 1.0)))
        name = rnd.choice(("sum", "count_nonzero", "any", "all", "select", "select"))
        if name == "sum":
            x = self.clamped(x, 8)
        picked = x.value[m.value]
        text = f"{x.at(POSTFIX)}[{m.text}]"
        if name == "select":
            if x.value.size < 1:
                raise Skip
            return self.call("sum", np.sum(self.clamped(Value("", ATOM, picked), 8).value), self.clamped(Value(text, POSTFIX, picked), 8).text)
        return self.call(name, getattr(np, name)(picked), text)

    # ---- Running sums

    def running(self):
        rnd = self.rnd
        x = self.clamped(self.strong(), 8)
        if np.isnan(x.value).any():
            raise Skip
        name = rnd.choice(("cumsum", "cumsum", "cumprod", "diff"))
        if name == "cumprod":
            x = Value(f"sign({x.at(ATOM)})", ATOM, np.sign(x.value)) if x.kind != "b" else x
        axis = rnd.randrange(-x.rank, x.rank) if x.rank else None
        if name == "diff":
            if axis is None:
                raise Skip
            return self.call(name, np.diff(x.value, axis=axis), x.text, f"axis={axis}")
        if rnd.random() < 0.2:
            axis = None
        value = getattr(np, name)(x.value, axis=axis)
        if value.dtype.kind == "f":  # of products, zeros of either sign
            return Value(f"{name}({x.text}, axis={axis}) + 0", SUM, value + 0)
        return self.call(name, value, x.text, f"axis={axis}")

    # ---- Shapes

    def shaped(self):
        rnd = self.rnd
        x = self.strong()
        shape = x.value.shape
        how = rnd.choice(("expand_dims", "squeeze", "flip", "roll", "swapaxes", "moveaxis", "broadcast_to", "reshape", "reshape"))
        if x.rank > 5 or how in ("flip", "roll", "swapaxes", "moveaxis") and not x.rank:
            raise Skip
        axis, other = (rnd.randrange(-x.rank, x.rank) if x.rank else 0 for _ in range(2))
        if how == "expand_dims":
            axis = rnd.randrange(-x.rank - 1, x.rank + 1)
        arguments = {
            "expand_dims": (axis,),
            "squeeze": (),
            "flip": (axis,) if rnd.random() < 0.7 else (),
            "roll": (rnd.randint(-9, 9), axis) if rnd.random() < 0.8 else (rnd.randint(-9, 9),),
            "swapaxes": (axis, other),
            "moveaxis": (axis, other),
            "broadcast_to": ((rnd.choice((1, 2, 3)), *shape),),
            "reshape": (self.other_shape(shape),),
        }[how]
        value = getattr(np, how)(x.value, *arguments)
        if value.size > 4 * self.most:
            raise Skip
        return self.call(how, value, x.text, *arguments)

    def other_shape(self, shape):
        n = int(np.prod(shape, dtype=int))
        divisors = [d for d in range(1, 20) if n % d == 0] if n else [1, 2]
        a = self.rnd.choice(divisors)
        if n == 0:
            return (a, 0)
        return self.rnd.choice(((a, n // a), (-1, a), (n,), (1, n), (a, 1, n // a)))

    def joined(self):
        rnd = self.rnd
        x = self.strong()
        if not x.rank:
            raise Skip
        axis = rnd.randrange(x.rank)
        parts = [x]
        for _ in range(rnd.randint(1, 2)):
            shape = list(x.value.shape)
            shape[axis] = rnd.choice((0, 1, 2, 5))
            dtype = rnd.choice(random_arrays.DTYPES)
            parts.append(self.name_for(random_arrays.array(rnd, dtype, tuple(shape))))
        text = f"({', '.join(p.text for p in parts)})"
        return self.call("concatenate", np.concatenate([p.value for p in parts], axis), text, f"axis={axis}")

    def stacked(self):
        x = self.strong()
        axis = self.rnd.randrange(x.rank + 1)
        if x.rank > 5:
            raise Skip
        y = self.name_for(random_arrays.array(self.rnd, self.rnd.choice(random_arrays.DTYPES), x.value.shape))
        return self.call("stack", np.stack((x.value, y.value), axis), f"({x.text}, {y.text})", f"axis={axis}")

    OPERATIONS = (
        *Maker.OPERATIONS,
        *(["of_complex", "of_strings", "of_times"] * 2),
        "of_halves",
        *(["gather", "selection", "running", "shaped", "joined", "stacked"] * 2),
    )
