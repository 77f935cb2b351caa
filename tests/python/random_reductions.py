"""Random programs with reductions, their values, and how far a right result may lie from them.

A `Value` is a piece of a program's text with what it stands for. It is *exact* where the language fixes every bit:
arrays, integers, IEEE arithmetic, comparisons, extremes. Then it holds NumPy's array, and a result must equal it. A sum
of floats, or a sine, has no such bits: from there on a value is kept in long double beside a bound on its error, which
every operation carries on (first order, each of its own roundings added). So a tolerance is never guessed. What must
know bits (comparisons, casts to integers) takes exact values alone.

All choices come from one `random.Random`. Start reading at Maker.program().
"""

import numpy as np

import random_arrays

# Cut into pieces along the one axis or the other, along both or along none; extents 1 in each place.
SHAPES = [
    (3, 50_000),
    (50_000, 3),
    (7, 11, 2000),
    (2000, 11, 7),
    (200, 300),
    (1, 100_000),
    (100_000, 1),
    (70_000,),
    (40, 1, 1025),
    (300, 2, 130),
    (17, 5, 9, 60),
    (3, 4, 5, 6, 200),
    (200, 6, 5, 4, 3),
    (513, 511),
    (64, 33, 64),
]
MOST = 400_000

REAL = np.longdouble


def unit(dtype):
    """The unit roundoff."""
    return float(np.finfo(dtype).eps) / 2


def rounding(dtype, value):
    """A bound on the error of one correct rounding, underflow included."""
    return unit(dtype) * np.abs(value).astype(float) + float(np.finfo(dtype).smallest_subnormal)


# jx adds 16 elements of float64 plainly in every lane and compensates the rest; twice 16 roundings is its stated bound.
# float32 is added in float64, where nothing that this corpus adds loses as much.
SUM_LOSS = {np.dtype(np.float64): 32 * unit(np.float64), np.dtype(np.float32): 1e-12}

# Squared deviations cancel 17 times themselves at most within a run of 16 (codegen/ops/moments.c).
MOMENTS_LOSS = 2 * 16 * 17 * unit(np.float64)


def total(value, axes, keepdims):
    """A sum in long double: pairwise, because NumPy finds the reduced points beside each other."""
    value = np.asarray(value, REAL)
    kept = [k for k in range(value.ndim) if k not in axes]
    rows = value.transpose(kept + list(axes))
    rows = np.ascontiguousarray(rows).reshape([value.shape[k] for k in kept] + [-1])
    sums = rows.sum(axis=-1)
    return sums.reshape([1 if k in axes else e for k, e in enumerate(value.shape)]) if keepdims else sums


class Value:
    """Text; the value; its dtype; the bound on its error, None when it is exact. A weak value is a Python number."""

    def __init__(self, text, value, error=None, dtype=None):
        self.text, self.value, self.error = text, value, error
        self.weak = type(value) in (int, float)
        if not self.weak:
            self.value = np.asarray(value)
            self.dtype = np.dtype(dtype or self.value.dtype)
            self.kind, self.shape, self.rank = self.dtype.kind, self.value.shape, self.value.ndim
        else:
            self.kind, self.shape, self.rank = np.asarray(value).dtype.kind, (), 0

    @property
    def exact(self):
        return self.error is None

    def sample(self):
        """Something of the same type, to ask NumPy for a result's."""
        return self.value if self.weak else np.ones(1, self.dtype)

    def reals(self, dtype):
        """The values as an operation of that dtype sees them, and their errors."""
        if not self.exact:
            return self.value, self.error
        return np.asarray(self.value).astype(dtype).astype(REAL), np.zeros(self.shape)


class Skip(Exception):
    """This choice has no legal continuation."""


class Maker:
    def __init__(self, rnd, full=None, size=6):
        self.rnd = rnd
        self.rng = np.random.default_rng(rnd.getrandbits(32))
        self.full = full or self.shape()
        self.size = rnd.randint(1, size)
        self.arrays, self.bound = {}, []

    def shape(self):
        rnd = self.rnd
        if rnd.random() < 0.5:
            return rnd.choice(SHAPES)
        shape, left = [], int(20_000 * 20 ** rnd.random())
        for k in range(rank := rnd.choice((1, 2, 2, 2, 3, 3, 4, 5)) - 1):
            extent = rnd.choice((1, 2, 3, 4, 7, 8, 9, 16, 17, 33, 64, 129, 513, 2000))
            extent = extent if extent <= left // 2 ** (rank - k) else 3
            shape.append(extent)
            left //= extent
        shape.append(max(left, 1))
        rnd.shuffle(shape)
        return tuple(shape)

    # ---- Leaves

    def elements(self, dtype, n):
        rnd, rng = self.rnd, self.rng
        if dtype.kind == "b":
            return rng.random(n) < rnd.choice((0.5, 1e-4, 0.9999))
        if dtype.kind == "i":
            if rnd.random() < 0.15:
                return rng.integers(0, 256, n * dtype.itemsize, dtype=np.uint8).view(dtype)
            return rng.integers(-9, 10, n).astype(dtype) * rnd.choice((1, 1, 1000))
        a = rng.normal(rnd.choice((0, 0, 3, 1000)), rnd.choice((1, 1, 10)), n)
        if rnd.random() < 0.2:
            a = np.round(2 * a) / 2  # ties
        if n and rnd.random() < 0.05:
            a[rng.integers(0, n, 1 + n // 50_000)] = np.nan
        return a.astype(dtype)

    def operand(self, kinds="fffib"):
        rnd = self.rnd
        kind = rnd.choice(kinds)
        known = [n for n, a in self.arrays.items() if a.dtype.kind == kind]
        if known and rnd.random() < 0.5:
            name = rnd.choice(known)
            return Value(name, self.arrays[name])
        name = "abcdefghijklmn"[len(self.arrays) % 14] * (1 + len(self.arrays) // 14)
        dtypes = {"f": ("float64", "float64", "float32"), "i": ("int64", "int32"), "b": ("bool",)}[kind]
        dtype = np.dtype(rnd.choice(dtypes))
        shape = self.full
        if self.arrays and rnd.random() < 0.4:  # constant along some axes, or without them
            shape = random_arrays.broadcastable(rnd, tuple(1 if rnd.random() < 0.3 else e for e in shape))
        a = self.elements(dtype, int(np.prod(shape))).reshape(shape)
        self.arrays[name] = random_arrays.strided(rnd, a)
        return Value(name, self.arrays[name])

    def index(self):
        """arange along an axis, and what hangs on its digits."""
        rnd = self.rnd
        axis = rnd.randrange(len(self.full))
        n, behind = self.full[axis], len(self.full) - axis - 1
        start, extra = rnd.choice((0, 1, 1, 999)), ", None" * behind
        text = f"arange({start}, {start + n})" + (f"[:{extra}]" if extra else "")
        value = np.arange(start, start + n).reshape((n,) + (1,) * behind)
        if rnd.random() < 0.4:
            digits = rnd.choice(("9", "42", "11", "307"))
            return Value(f"contains(str({text}), '{digits}')", self.contains(value, digits))
        return Value(text, value)

    @staticmethod
    def contains(value, digits):
        rest, found, modulus = value.copy(), np.zeros(value.shape, bool), 10 ** len(digits)
        while rest.any():
            found |= rest % modulus == int(digits)
            rest //= 10
        return found

    def literal(self):
        text = self.rnd.choice(("2", "3", "1", "0.5", "2.0", "1.5", "0.125"))  # exact in float32 too
        return Value(text, eval(text))

    def leaf(self):
        if self.bound and self.rnd.random() < 0.5:
            return self.rnd.choice(self.bound[-2:])
        return self.index() if self.rnd.random() < 0.12 else self.operand()

    # ---- Operations

    def check(self, v):
        """Keeps numbers where float32 holds them, and arrays small."""
        if v.value.size > MOST:
            raise Skip
        if v.kind == "f":
            finite = v.value[np.isfinite(v.value)]
            if finite.size < v.value.size - np.isnan(v.value).sum() or (finite.size and np.abs(finite).max() > 1e12):
                raise Skip
        return v

    def fit(self, *values):
        try:
            shape = np.broadcast_shapes(*(v.shape for v in values))
        except ValueError:
            raise Skip from None
        if np.prod(shape, dtype=float) > MOST:
            raise Skip

    def apply(self, text, function, error, *values):
        """An elementwise operation that IEEE or integer arithmetic fixes. `error` bounds what the operands' errors make
        of the result: a function of their sizes and errors, then of the result's size."""
        self.fit(*values)
        try:
            dtype = np.asarray(function(*(v.sample() for v in values))).dtype
            if all(v.exact for v in values):
                return self.check(Value(text, function(*(v.value for v in values))))
        except (TypeError, OverflowError):
            raise Skip from None
        if dtype.kind != "f" or dtype.itemsize < 4:
            raise Skip
        reals = [v.reals(dtype) for v in values]
        value = function(*(r[0] for r in reals))
        sizes = [(np.abs(x).astype(float), e) for x, e in reals]
        bound = error(*sizes, np.abs(value).astype(float)) + rounding(dtype, value)
        return self.check(Value(text, value, bound, dtype))

    def pair(self):
        x = self.value()
        y = self.literal() if self.rnd.random() < 0.15 else self.value()
        return (y, x) if self.rnd.random() < 0.3 else (x, y)

    def arithmetic(self):
        x, y = self.pair()
        how = self.rnd.choice("++--*/")
        if how in "+-":
            function = np.add if how == "+" else np.subtract
            return self.apply(f"({x.text} {how} {y.text})", function, lambda x, y, z: x[1] + y[1], x, y)
        if how == "*":
            error = lambda x, y, z: x[0] * y[1] + y[0] * x[1] + x[1] * y[1]
            return self.apply(f"({x.text}*{y.text})", np.multiply, error, x, y)
        y = self.above_zero(y)
        error = lambda x, y, z: (x[1] + z * y[1]) / (y[0] - y[1])
        return self.apply(f"({x.text}/{y.text})", np.true_divide, error, x, y)

    def above_zero(self, x):
        """abs(x) + 1, and not near 0 for all its error; a literal as it is."""
        if x.weak:
            return x
        y = self.apply(f"(abs({x.text}) + 1)", lambda x: np.abs(x) + 1, lambda x, z: x[1], x)
        if not y.exact and not (y.error < 0.5).all() or y.exact and (y.value <= 0).any():
            raise Skip
        return y

    def absolute(self, x=None):
        x = x or self.value()
        return self.apply(f"abs({x.text})", np.abs, lambda x, z: x[1], x)

    def square(self, x=None):
        x = x or self.value()
        if x.kind == "b":
            raise Skip
        return self.apply(f"({x.text}**2)", np.square, lambda x, z: 2 * x[0] * x[1] + x[1] ** 2, x)

    def root(self, x=None):
        x = self.absolute(x)
        if x.kind == "b":
            raise Skip
        error = lambda x, z: np.minimum(np.sqrt(x[1]), x[1] / np.maximum(z, 1e-300))
        return self.apply(f"sqrt({x.text})", np.sqrt, error, x)

    def smooth(self):
        """A function of slope at most 1, within one unit in the last place of NumPy's, which is within one of the true
        one."""
        x = self.value()
        if x.kind != "f":
            raise Skip
        name = self.rnd.choice(("sin", "cos", "exp"))
        text = f"exp(-abs({x.text}))" if name == "exp" else f"{name}({x.text})"
        at, e = x.reals(x.dtype)
        if np.abs(at[~np.isnan(at)]).max(initial=0) > 1e5:
            raise Skip
        nearest = at.astype(float)
        value = np.exp(-np.abs(nearest)) if name == "exp" else getattr(np, name)(nearest)
        bound = e + unit(float) * np.abs(nearest) + 4 * rounding(x.dtype, value) + 1e-300
        return Value(text, value.astype(REAL), bound, x.dtype)

    def extreme(self):
        name = self.rnd.choice(("minimum", "maximum"))
        x, y = self.pair()
        error = lambda x, y, z: np.maximum(x[1], y[1])
        return self.apply(f"{name}({x.text}, {y.text})", getattr(np, name), error, x, y)

    def compare(self):
        x, y = self.pair()
        if not x.exact or not y.exact:
            raise Skip
        symbol, function = self.rnd.choice(
            (("<", np.less), (">=", np.greater_equal), ("==", np.equal), ("!=", np.not_equal))
        )
        return self.apply(f"({x.text} {symbol} {y.text})", function, None, x, y)

    def where(self):
        c, (x, y) = self.operand("b") if self.rnd.random() < 0.5 else self.compare(), self.pair()
        self.fit(c, x, y)
        choose = lambda x, y: np.where(c.value, x, y)
        if x.exact and y.exact:
            try:
                return self.check(Value(f"where({c.text}, {x.text}, {y.text})", choose(x.value, y.value)))
            except OverflowError:
                raise Skip from None
        dtype = np.where(True, x.sample(), y.sample()).dtype
        (a, e), (b, f) = x.reals(dtype), y.reals(dtype)
        return self.check(Value(f"where({c.text}, {x.text}, {y.text})", choose(a, b), choose(e, f), dtype))

    def integers(self):
        x = self.operand("i")
        n = self.rnd.choice((2, 3, 7))
        if self.rnd.random() < 0.5:
            return Value(f"({x.text} // {n})", x.value // n)
        return Value(f"({x.text} % {n})", x.value % n)

    def cast(self):
        x = self.value()
        whole = ("int64", "int32") if x.exact and x.kind in "ib" else ()
        name = self.rnd.choice(("float64", "float32", "float32", *whole))
        return self.converted(x, f"{name}({x.text})", np.dtype(name))

    def converted(self, x, text, dtype):
        if x.exact:
            return self.check(Value(text, x.value.astype(dtype)))
        return Value(text, x.value, x.error + rounding(dtype, x.value), dtype)

    # ---- Views

    def moved(self, x, text, view):
        return Value(text, view(x.value), None if x.exact else view(x.error), None if x.exact else x.dtype)

    def view(self):
        x = self.value()
        if not x.rank:
            raise Skip
        how = self.rnd.choice(("flip", "flip", "step", "T", "None", "stencil"))
        axis = self.rnd.randrange(x.rank)
        if how == "T":
            return self.moved(x, f"{x.text}.T", lambda v: v.T)
        if how == "None" and x.rank < 6:
            text = ", ".join([":"] * axis + ["None"])
            return self.moved(x, f"{x.text}[{text}]", lambda v: np.expand_dims(v, axis))
        colons = ":, " * axis

        def at(text):
            start, stop, step = (int(t) if t else None for t in (text + "::").split(":")[:3])
            index = (slice(None),) * axis + (slice(start, stop, step),)
            return self.moved(x, f"{x.text}[{colons}{text}]", lambda v: v[index])

        if how == "stencil":
            if x.shape[axis] < 2:
                raise Skip
            first, second = at("1:"), at(":-1")
            text = f"({first.text} - {second.text})"
            return self.apply(text, np.subtract, lambda x, y, z: x[1] + y[1], first, second)
        if how == "step" and x.shape[axis] > 3:
            return at(self.rnd.choice(("::2", "1::3", "::-2", "2:")))
        return at("::-1")

    # ---- Reductions

    # Of exact values, NumPy's own bits.
    EXACT = ["min", "max", "any", "all", "count_nonzero", "argmin", "argmax", "ptp", "nanmin", "nanmax"]
    NOT_OF_BOOL = ["ptp", "nanmin", "nanmax"]
    MASKED = ["sum", "prod", "mean", "any", "all", "var", "std", "nansum", "nanmean", "nanvar", "nanstd"]
    INEXACT = ["sum", "sum", "sum", "sum", "mean", "mean", "var", "std", "nansum", "nanmean", "nanvar"]

    def reduction(self, x=None, axes=None):
        """Any of them, along `axes` if given."""
        rnd = self.rnd
        x = x or self.value()
        if x.weak:
            raise Skip
        name = rnd.choice(rnd.choice(([*self.EXACT, "prod", "min", "max"], self.INEXACT)))
        if not x.exact and name in self.EXACT:
            name = rnd.choice(("min", "max"))
        elif x.kind == "b" and name in self.NOT_OF_BOOL or name == "prod" and not x.exact:
            raise Skip
        if axes is None:
            axes = self.axes(x.rank)
        if name in ("argmin", "argmax") and len(axes) != 1:
            axes = axes[:1] if axes and rnd.random() < 0.5 else tuple(range(x.rank))
        keepdims, keywords = rnd.random() < 0.6, ""
        given = self.spelled(axes, x.rank, name.startswith("arg"))
        extreme = name in ("min", "max") and x.exact and x.kind != "b"
        mask = self.mask(x) if (name in self.MASKED or extreme) and rnd.random() < 0.15 else None
        if mask is not None:
            keywords += f", where={mask.text}" + (", initial=3" if extreme else "")
        if name == "prod" and x.kind == "f":
            x = self.around_one(x)
        text = f"{name}({x.text}{given}{', keepdims=True' if keepdims else ''}"
        if name in self.INEXACT and rnd.random() < 0.1:
            to = rnd.choice(("float64", "float32"))
            keywords += f", dtype='{to}'"
            x = self.converted(x, text, np.dtype(to))
        ddof = rnd.choice((0, 0, 1, 2)) if name[-3:] in ("var", "std") else 0
        if ddof:
            keywords += f", ddof={ddof}"
        text += keywords + ")"
        if name in self.EXACT or name in ("sum", "prod", "nansum") and x.kind in "ib":
            return self.exactly(text, name, x, axes, keepdims, mask)
        return self.nearly(text, name, x, axes, keepdims, mask, ddof)

    def mask(self, x):
        """A bool array that broadcasts to x."""
        c = self.operand("b")
        try:
            return c if np.broadcast_shapes(c.shape, x.shape) == x.shape else None
        except ValueError:
            return None

    def exactly(self, text, name, x, axes, keepdims, mask):
        keywords = {"axis": axes, "keepdims": keepdims}
        if name.startswith("arg"):
            keywords["axis"] = axes[0] if len(axes) == 1 and x.rank > 1 else None
        if mask is not None:
            keywords["where"] = mask.value
            if name in ("min", "max"):
                keywords["initial"] = 3
        if x.exact:
            try:
                return self.check(Value(text, getattr(np, name)(x.value, **keywords)))
            except ValueError:  # of nothing
                raise Skip from None
        return Value(text, getattr(np, name)(x.value, **keywords), np.max(x.error, **keywords), x.dtype)

    def nearly(self, text, name, x, axes, keepdims, mask, ddof=0):
        """Sums, and what is made of them. Elements without a weight are 0, or 1 in products."""
        dtype = x.dtype if x.kind == "f" else np.dtype(np.float64)
        value, error = x.reals(dtype)
        weight = np.ones(x.shape, bool) if mask is None else np.broadcast_to(mask.value, x.shape)
        if name.startswith("nan"):
            weight, name = weight & ~np.isnan(value), name[3:]
        value, error = np.where(weight, value, name == "prod"), np.where(weight, error, 0)
        n = np.sum(weight, axis=axes, keepdims=keepdims)
        if name == "prod":  # factors around 1: relative errors add up
            result = np.prod(value, axis=axes, keepdims=keepdims)
            relative = total(error / np.abs(value), axes, keepdims) + 1.01 * n * unit(dtype)
            return Value(text, result, (relative * np.abs(result)).astype(float), dtype)
        if name in ("var", "std"):
            middle = total(value, axes, True) / np.sum(weight, axis=axes, keepdims=True)
            apart = np.where(weight, value - middle, 0)
            squares = total(apart**2, axes, keepdims)
            bound = MOMENTS_LOSS * squares + 2 * total(np.abs(apart) * error, axes, keepdims)
            # The mean is rounded, here and where jx writes short axes out.
            bound += n * (4 * unit(np.float64) * np.max(np.abs(value), axis=axes, keepdims=keepdims, initial=0)) ** 2
            bound, n = bound + total(error**2, axes, keepdims), np.maximum(n - ddof, 0)
            result, bound = squares / n, (bound / n).astype(float)
            if name == "std":
                result = np.sqrt(result)
                bound = np.minimum(np.sqrt(bound), bound / np.maximum(result, 1e-300).astype(float))
            return self.check(Value(text, result, bound + 2 * rounding(dtype, result), dtype))
        result, sizes = total(value, axes, keepdims), total(np.abs(value), axes, keepdims).astype(float)
        bound = total(error, axes, keepdims).astype(float) + SUM_LOSS[dtype] * sizes + rounding(dtype, result)
        if name == "mean":
            result, bound = result / n, bound / n + rounding(dtype, result / n)
        return self.check(Value(text, result, bound, dtype))

    def vecdot(self):
        x = self.value()
        if not x.rank or x.kind != "f":
            raise Skip
        y = self.operand("f")
        if y.shape != x.shape:
            y = self.absolute(x)
        product = self.apply("", np.multiply, lambda x, y, z: x[0] * y[1] + y[0] * x[1] + x[1] * y[1], x, y)
        axis = self.rnd.randrange(x.rank)
        text = f"vecdot({x.text}, {y.text}" + ("" if axis == x.rank - 1 else f", axis={axis}") + ")"
        return self.nearly(text, "sum", product, (axis,), False, None)

    def around_one(self, x):
        most = np.nanmax(np.abs(x.value), initial=1) * x.value.size
        if not 0 < most < np.inf:
            raise Skip
        scale = 2.0 ** -int(np.ceil(np.log2(most)))
        near = self.apply(f"({x.text}*{scale!r})", lambda x: x * scale, None, x)
        return self.apply(f"(1 + {near.text})", lambda x: 1 + x, None, near)

    def axes(self, rank):
        """Some axes, in any order; all of them; one."""
        if self.rnd.random() < 0.3:
            return tuple(range(rank))
        least = 0 if rank == 0 or self.rnd.random() < 0.03 else 1
        return tuple(self.rnd.sample(range(rank), self.rnd.randint(least, max(least, rank - 1))))

    def spelled(self, axes, rank, one=False):
        if len(axes) == rank and (one and rank != 1 or self.rnd.random() < 0.7):
            return ""
        axes = [a - rank if self.rnd.random() < 0.3 else a for a in axes]
        return f", axis={axes[0]}" if len(axes) == 1 else f", axis=({', '.join(map(str, axes))})"

    # ---- Together

    OPERATIONS = (
        ["arithmetic"] * 6
        + ["square", "absolute", "root", "smooth", "smooth", "extreme", "compare", "where", "integers", "cast"]
        + ["view"] * 2
        + ["reduction"] * 6
        + ["vecdot"]
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
            if not v.weak:
                return v
        return self.leaf()

    def bind(self, v):
        self.lines.append(f"t{len(self.bound)} = {v.text}")
        self.bound.append(Value(f"t{len(self.bound)}", v.value, v.error, None if v.exact else v.dtype))
        return self.bound[-1]

    def attempt(self, make, *arguments):
        """What `make` gives, or None when it gives up."""
        try:
            return make(*arguments)
        except Skip:
            return None

    def last_sum(self, x):
        make = self.exactly if x.kind == "i" else self.nearly
        return make(f"sum({x.text}, axis=2)", "sum", x, (2,), False, None)

    def pairs(self):
        """Every point of one set with every point of another."""
        rnd = self.rnd
        k = rnd.choice((1, 2, 3, 3, 3, 4, 7))
        most = rnd.randint(20_000, MOST) // k
        n = max(1, int(most ** rnd.choice((0.15, 0.3, 0.5, 0.5, 0.7))))
        sets = []
        for name, extent in (("L", n), ("R", most // n)):
            dtype = np.dtype(rnd.choice(("float64", "float64", "float32", "int64")))
            points = self.elements(dtype, extent * k).reshape(extent, k)
            self.arrays[name] = points = random_arrays.strided(rnd, points)
            at = "[:, None, :]" if name == "L" else rnd.choice(("[None, :, :]", ""))
            sets.append(Value(name + at, points[:, None, :] if name == "L" else points[None]))
        if rnd.random() < 0.4:
            product = self.apply(f"({sets[0].text}*{sets[1].text})", np.multiply, None, *sets)
            x = self.last_sum(product)
        else:
            apart = self.apply(f"({sets[0].text} - {sets[1].text})", np.subtract, None, *sets)
            x = self.last_sum(self.square(apart) if rnd.random() < 0.7 else self.absolute(apart))
        return self.root(x) if rnd.random() < 0.5 and x.kind != "b" else x

    def family(self):
        """One expression beside its reductions over different axes, and it against them."""
        rnd = self.rnd
        x = (rnd.random() < 0.25 and self.attempt(self.pairs)) or self.value()
        x = self.bind(x if x.value.size > 1000 else self.operand("f"))
        results = [x] if rnd.random() < 0.3 else []
        for _ in range(rnd.randint(2, 4)):
            r = self.attempt(self.reduction, x)
            if r is None:
                continue
            if rnd.random() < 0.35:
                r = self.bind(r)
                symbol, function = rnd.choice((("-", np.subtract), ("+", np.add)))
                against = self.attempt(
                    self.apply, f"({x.text} {symbol} {r.text})", function, lambda x, y, z: x[1] + y[1], x, r
                )
                r = against and (self.attempt(self.reduction, against) if rnd.random() < 0.6 else against) or r
            results.append(r)
        return results or [x]

    def program(self):
        """(text, operands, results as Values)"""
        rnd = self.rnd
        self.lines = []
        with np.errstate(all="ignore"):
            for _ in range(rnd.choice((0, 0, 1, 2))):
                self.bind(self.value())
                self.size = rnd.randint(1, 4)
            if rnd.random() < 0.4:
                results = self.family()
            else:
                results = [self.attempt(self.reduction) or self.leaf()]
                while rnd.random() < 0.3:
                    self.size = rnd.randint(1, 4)
                    results.append(self.value())
        self.lines.append(", ".join(v.text for v in results))
        return rnd.choice(("\n", "; ")).join(self.lines), self.arrays, results


def far(got, v):
    """What is wrong with a result, or None: dtype, shape, then every element's distance from its value."""
    got = np.asarray(got)
    if got.dtype != v.dtype:
        return f"dtype {got.dtype}, not {v.dtype}"
    if got.shape != v.shape:
        return f"shape {got.shape}, not {v.shape}"
    if v.exact:
        bad = (got != v.value) & ~((got != got) & (v.value != v.value))
        bound = np.zeros(v.shape)
    else:
        bound = np.broadcast_to(v.error, v.shape)
        bad = ~(np.abs(got.astype(REAL) - v.value) <= bound) & ~(np.isnan(got) & np.isnan(v.value))
    if not bad.any():
        return None
    at = tuple(int(i[0]) for i in np.nonzero(np.atleast_1d(bad)))[: got.ndim]
    return (
        f"{np.count_nonzero(bad)} of {got.size} are wrong, first at {at}: {got[at]!r}, not {v.value[at]!r}"
        f" within {bound[at]:.3g}"
    )
