"""Random programs, with the values NumPy gives them.

A `Value` is a piece of a program's text and what NumPy makes of it: an array, or a Python number where the language
says weak. A `Maker` builds larger ones from smaller ones. All choices come from one `random.Random`. Everything here is
exact: an operation whose bits the language leaves open stands only where they cannot differ (sums of small integers,
say). Start reading at Maker.program().
"""

import numpy as np

import random_arrays

# Python's precedences.
IF, OR, AND, NOT, COMPARE, BITOR, BITXOR, BITAND, SHIFT, SUM, TERM, UNARY, POWER, POSTFIX, ATOM = range(15)


def is_weak(x):
    return type(x) in (int, float)


def dtype_of(x):
    return np.asarray(x).dtype


def ndim(x):
    return np.ndim(x)


def floated(x):
    """bool and integers as float64, where NumPy has float16 and float32 for the narrow ones."""
    return x if dtype_of(x).kind == "f" else np.asarray(x).astype(np.float64)


def wide(x):
    """bool as int64, where NumPy's square has int8."""
    return np.asarray(x).astype(np.int64) if dtype_of(x).kind == "b" else x


class Value:
    """Text of a precedence, and its value."""

    def __init__(self, text, precedence, value):
        self.text, self.precedence, self.value = text, precedence, value
        if not is_weak(value):
            self.value = np.asarray(value)

    def at(self, precedence):
        """The text, in parentheses if it binds looser than that."""
        return self.text if self.precedence >= precedence else f"({self.text})"

    @property
    def kind(self):
        return dtype_of(self.value).kind

    @property
    def weak(self):
        return is_weak(self.value)

    @property
    def rank(self):
        return ndim(self.value)


class Skip(Exception):
    """This choice has no legal continuation."""


class Maker:
    def __init__(self, rnd, most=4000, size=8):
        self.rnd = rnd
        self.size = rnd.randint(1, size)
        self.most = most
        self.full = random_arrays.shape(rnd, most=most)
        self.arrays = {}
        self.bound = []  # values of assigned names

    # ---- Leaves

    def operand(self, dtype=None):
        rnd = self.rnd
        if self.arrays and rnd.random() < 0.4:
            name = rnd.choice(sorted(self.arrays))
            value = self.arrays[name]
            if dtype is None or (not is_weak(value) and value.dtype == dtype):
                return Value(name, ATOM, value)
        name = "abcdefghijklmn"[len(self.arrays) % 14] * (1 + len(self.arrays) // 14)
        if dtype is None and rnd.random() < 0.08:
            value = rnd.choice((3, -2, 0, 100, 2.5, -0.0, 1e10))
        else:
            dtype = dtype or rnd.choice(random_arrays.DTYPES)
            value = random_arrays.array(rnd, dtype, random_arrays.broadcastable(rnd, self.full))
        self.arrays[name] = value
        return Value(name, ATOM, value)

    def literal(self):
        text = self.rnd.choice(("0", "1", "2", "3", "7", "0x10", "100", "0.0", "0.5", "2.5", "1e3", "1.", ".1", "1_0"))
        value = Value(text, ATOM, eval(text))
        return Value("-" + text, UNARY, -value.value) if self.rnd.random() < 0.2 else value

    def leaf(self):
        if self.bound and self.rnd.random() < 0.3:
            return self.rnd.choice(self.bound)
        return self.literal() if self.rnd.random() < 0.2 else self.operand()

    # ---- Operations: each takes what it needs and gives a value

    def strong(self):
        """A value that is not weak."""
        v = self.value()
        return self.operand(self.rnd.choice(random_arrays.DTYPES)) if v.weak else v

    def fit(self, *values):
        """Skips what does not broadcast, or becomes too large."""
        try:
            shape = np.broadcast_shapes(*(np.shape(v.value) for v in values))
        except ValueError:
            raise Skip from None
        if np.prod(shape, dtype=float) > 4 * self.most:
            raise Skip

    def pair(self):
        """Two values that broadcast, one of them not weak."""
        x, y = self.value(), self.value()
        if x.weak and y.weak:
            y = self.operand(self.rnd.choice(random_arrays.DTYPES))
        self.fit(x, y)
        return (y, x) if self.rnd.random() < 0.5 else (x, y)

    def binary(self, x, symbol, precedence, y, function):
        try:
            value = function(x.value, y.value)
        except (OverflowError, TypeError, ValueError):  # a literal out of bounds, no such loop, shapes
            raise Skip from None
        return Value(f"{x.at(precedence)} {symbol} {y.at(precedence + 1)}", precedence, value)

    def arithmetic(self):
        symbol = self.rnd.choice("+-*/")
        function = {"+": np.add, "-": np.subtract, "*": np.multiply, "/": np.true_divide}[symbol]
        x, y = self.pair()
        return self.binary(x, symbol, SUM if symbol in "+-" else TERM, y, function)

    def modulo(self):
        x, y = self.pair()
        how = self.rnd.choice(("//", "%", "fmod"))
        if how == "//":
            return self.binary(x, "//", TERM, y, np.floor_divide)
        if how == "%":
            return self.binary(x, "%", TERM, y, np.remainder)
        fmod = self.binary(x, "fmod", TERM, y, np.fmod)
        return Value(f"fmod({x.text}, {y.text})", ATOM, fmod.value)

    def bits(self):
        symbol, precedence, function = self.rnd.choice(
            (("&", BITAND, np.bitwise_and), ("|", BITOR, np.bitwise_or), ("^", BITXOR, np.bitwise_xor))
        )
        x, y = self.pair()
        return self.binary(x, symbol, precedence, y, function)

    def shift(self):
        symbol, function = self.rnd.choice((("<<", np.left_shift), (">>", np.right_shift)))
        x, y = self.pair()
        if y.weak and y.kind == "i" and y.value < 0:
            raise Skip
        return self.binary(x, symbol, SHIFT, y, function)

    def power(self):
        x = self.strong()
        if x.kind == "f":
            n = self.rnd.choice((0, 1, 2, -1))
            value = {0: np.ones_like, 1: np.positive, 2: np.square, -1: np.reciprocal}[n](x.value)
        else:
            n = self.rnd.choice((0, 1, 2, 3, 5, 8, 13, 63))
            value = np.power(wide(x.value), n)
        if self.rnd.random() < 0.3 and x.kind != "f":
            y = self.strong()
            self.fit(x, y)
            y = Value(f"abs({y.text}) % 70", TERM, np.remainder(np.abs(y.value), 70)) if y.kind in "iu" else y
            if y.kind in "iu" and (y.value >= 0).all():
                if np.result_type(dtype_of(x.value), dtype_of(y.value)).kind == "f":  # not exact
                    raise Skip
                try:
                    return Value(f"{x.at(POSTFIX)}**{y.at(UNARY)}", POWER, np.power(x.value, y.value))
                except ValueError:
                    raise Skip from None
        return Value(f"{x.at(POSTFIX)}**{n}", POWER, value)

    def compare(self):
        symbols = {"<": np.less, "<=": np.less_equal, ">": np.greater, ">=": np.greater_equal}
        symbols |= {"==": np.equal, "!=": np.not_equal}
        operands = list(self.pair())
        if self.rnd.random() < 0.2:
            operands.append(self.value())
            self.fit(*operands)
        text, value = operands[0].at(BITOR), None
        for x, y in zip(operands, operands[1:]):
            symbol = self.rnd.choice(sorted(symbols))
            try:
                link = symbols[symbol](x.value, y.value)
                value = link if value is None else np.logical_and(value, link)
            except TypeError:  # a Python number out of a comparison with another
                raise Skip from None
            # Bits between two comparisons are refused, as brackets are likely to be missing.
            text += f" {symbol} {y.at(SHIFT if len(operands) > 2 else BITOR)}"
        return Value(text, COMPARE, value)

    def logic(self):
        x, y = self.pair()
        if self.rnd.random() < 0.5:
            return self.binary(x, "and", AND, y, np.logical_and)
        return self.binary(x, "or", OR, y, np.logical_or)

    def unary(self):
        x = self.strong()
        symbol = self.rnd.choice("-+~!")
        if symbol == "!":
            return Value(f"not {x.at(NOT)}", NOT, np.logical_not(x.value))
        if symbol == "~" and x.kind == "f" or symbol in "-+" and x.kind == "b":
            raise Skip
        function = {"-": np.negative, "+": np.positive, "~": np.invert}[symbol]
        return Value(f"{symbol}{x.at(UNARY)}", UNARY, function(x.value))

    def where(self):
        c, (x, y) = self.strong(), self.pair()
        self.fit(c, x, y)
        for v, other in ((x, y), (y, x)):
            if v.weak and v.kind == "i" and other.kind in "iu":
                i = np.iinfo(dtype_of(other.value))
                if not i.min <= v.value <= i.max:  # NumPy's where wraps it
                    raise Skip
        try:
            value = np.where(np.asarray(c.value) != 0, x.value, y.value)
        except (ValueError, OverflowError):
            raise Skip from None
        if self.rnd.random() < 0.3:
            return Value(f"{x.at(OR)} if {c.at(OR)} else {y.at(IF)}", IF, value)
        return Value(f"where({c.text}, {x.text}, {y.text})", ATOM, value)

    def function(self):
        x = self.strong()
        names = "abs floor ceil trunc round sign square reciprocal isfinite isinf nan_to_num bitwise_count".split()
        name = self.rnd.choice([*names, "sqrt", "rint", "isnan", "fabs", "round1", "degrees"])
        if name in ("sqrt", "fabs", "rint", "isnan", "degrees"):
            value = getattr(np, name)(floated(x.value))
        elif name == "bitwise_count" and x.kind == "f":
            raise Skip
        elif name == "round1":
            if x.kind != "f":
                raise Skip
            n = self.rnd.choice((-1, 1, 2, 3))
            return Value(f"round({x.text}, {n})", ATOM, np.round(x.value, n))
        elif x.kind == "b" and name != "abs":
            raise Skip
        else:
            value = getattr(np, name)(x.value)
        return Value(f"{name}({x.text})", ATOM, value)

    def extreme(self):
        """minimum and maximum; adding 0 makes one zero of both, of which either may be the smaller."""
        x, y = self.pair()
        name = self.rnd.choice(("minimum", "maximum", "fmin", "fmax"))
        try:
            value = getattr(np, name)(x.value, y.value)
        except (ValueError, OverflowError):
            raise Skip from None
        return Value(f"{name}({x.text}, {y.text}) + 0", SUM, value + 0)

    def clamped(self, x, most):
        """A whole number of at most that size; sums of them are exact in any order."""
        if x.kind == "b":
            return x
        if x.kind == "u":
            return Value(f"minimum({x.text}, {most})", ATOM, np.minimum(x.value, most))
        text = f"floor(minimum(maximum({x.text}, {-most}), {most}))"
        return Value(text, ATOM, np.floor(np.minimum(np.maximum(x.value, -most), most)))

    def cast(self):
        x = self.value()
        to = self.rnd.choice(random_arrays.DTYPES)
        if x.kind == "f" and to.kind in "iu":
            x = self.clamped(self.operand(np.dtype(np.float64)) if x.weak else x, 1000)
            x = Value(f"where(isnan({x.text}), 0, {x.text})", ATOM, np.where(np.isnan(x.value), 0, x.value))
        if x.weak and x.kind == "i" and to.kind in "iu":
            try:
                to.type(x.value)
            except OverflowError:  # here as well
                raise Skip from None
        text = f"{to.name}({x.text})" if self.rnd.random() < 0.5 else f"astype({x.text}, '{to.name}')"
        return Value(text, ATOM, np.asarray(x.value).astype(to))

    # ---- Views

    def bound_text(self, extent):
        n = self.rnd.randint(-extent - 2, extent + 2)
        return None if self.rnd.random() < 0.3 else n

    def view(self):
        rnd = self.rnd
        x = self.strong()
        if x.rank and rnd.random() < 0.25:
            if rnd.random() < 0.5:
                return Value(f"{x.at(POSTFIX)}.T", POSTFIX, x.value.T)
            axes = list(range(x.rank))
            rnd.shuffle(axes)
            value = x.value.transpose(axes)
            axes = [a - x.rank if rnd.random() < 0.2 else a for a in axes]
            return Value(f"transpose({x.text}, ({', '.join(map(str, axes))},))", ATOM, value)
        items, index, dots = [], [], False
        axes = list(x.value.shape)
        while axes or rnd.random() < 0.2:
            how = rnd.choice(("slice", "slice", "all", "int", "None", "stop", "..."))
            if how == "None":
                items.append(rnd.choice(("None", "newaxis")))
                index.append(None)
            elif how == "stop" or not axes:
                break
            elif how == "...":
                if dots:
                    continue
                dots = True
                del axes[: rnd.randint(0, len(axes))]
                remaining = len(axes)
                items.append("...")
                index.append(...)
                # What follows counts from the right.
                axes = list(x.value.shape[x.rank - remaining :]) if remaining else []
                if remaining:
                    items += [":"] * remaining
                    index += [slice(None)] * remaining
                break
            else:
                extent = axes.pop(0)
                if how == "all":
                    items.append(":")
                    index.append(slice(None))
                elif how == "int":
                    if extent == 0:
                        raise Skip
                    n = rnd.randrange(-extent, extent)
                    items.append(str(n))
                    index.append(n)
                else:
                    start, stop = self.bound_text(extent), self.bound_text(extent)
                    step = rnd.choice((None, 1, 2, 3, -1, -1, -2))
                    s = slice(start, stop, step)
                    items.append(":".join("" if b is None else str(b) for b in (start, stop, step)))
                    index.append(s)
        if not items or sum(i is None for i in index) + x.rank > 8:
            raise Skip
        return Value(f"{x.at(POSTFIX)}[{', '.join(items)}]", POSTFIX, x.value[tuple(index)])

    # ---- Reductions

    def reduction(self):
        rnd = self.rnd
        x = self.strong()
        name = rnd.choice(("sum", "sum", "prod", "min", "max", "mean", "any", "all", "count_nonzero"))
        if name in ("sum", "mean"):
            x = self.clamped(x, 8)
        elif name == "prod" and x.kind == "f":
            x = self.clamped(x, 1)
        axes = rnd.choice((None, "one", "some", "none given"))
        arguments, keywords = x.text, {}
        if axes == "one" and x.rank:
            axis = rnd.randrange(-x.rank, x.rank)
            keywords["axis"] = axis
            arguments += f", axis={axis}" if rnd.random() < 0.7 else f", {axis}"
        elif axes == "some" and x.rank:
            axis = tuple(a - x.rank * (rnd.random() < 0.3) for a in rnd.sample(range(x.rank), rnd.randint(1, x.rank)))
            keywords["axis"] = axis
            arguments += f", axis=({', '.join(map(str, axis))},)"
        elif axes is None:
            arguments += ", axis=None"
        if rnd.random() < 0.5:
            keywords["keepdims"] = True
            arguments += ", keepdims=True"
        try:
            value = getattr(np, name)(x.value, **keywords)
        except ValueError:  # of nothing
            raise Skip from None
        if name == "prod" and dtype_of(value).kind == "f":
            value, text = value + 0.0, f"prod({arguments}) + 0.0"
            return Value(text, SUM, value)
        if name in ("min", "max") and dtype_of(value).kind == "f":
            return Value(f"{name}({arguments}) + 0", SUM, value + 0)
        return Value(f"{name}({arguments})", ATOM, value)

    # ---- Together

    OPERATIONS = (
        ["arithmetic"] * 6
        + ["modulo", "bits", "shift", "power", "logic", "unary", "function", "extreme", "cast"]
        + ["compare"] * 2
        + ["where"] * 2
        + ["view"] * 4
        + ["reduction"] * 4
    )

    def value(self):
        if self.size <= 0:
            return self.leaf()
        self.size -= 1
        for _ in range(4):
            try:
                v = getattr(self, self.rnd.choice(self.OPERATIONS))()
            except Skip:
                continue
            if v.weak or v.value.size <= 4 * self.most:
                return v
        return self.leaf()

    def program(self):
        """(text, operands, expected values)"""
        rnd = self.rnd
        with np.errstate(all="ignore"):
            lines = []
            for i in range(rnd.choice((0, 0, 0, 1, 2))):
                v = self.value()
                lines.append(f"t{i} = {v.text}")
                self.bound.append(Value(f"t{i}", ATOM, v.value))
                self.size = rnd.randint(1, 4)
            results = [self.value()]
            while rnd.random() < 0.25:
                self.size = rnd.randint(1, 4)
                results.append(self.value())
        lines.append(", ".join(v.text for v in results))
        return rnd.choice(("\n", "; ")).join(lines), self.arrays, [v.value for v in results]
