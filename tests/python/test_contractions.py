"""Folds over an axis that two operands share, beside NumPy in long double: extents around those of blocks and panels,
strides of any kind, dtypes that are converted on the way, several operands and folds; the same bits on one thread and
two; NaN, infinities and what overflows.

Run as a program with a number, it tries as many random ones: test_contractions.py 10000 [SEED].
"""

import os
import random
import subprocess
import sys

import numpy as np
import pytest

import jxpr

ROWS = [1, 2, 3, 4, 5, 7, 8, 9, 16, 17, 47, 48, 49, 95, 97, 130]
COLUMNS = [1, 3, 7, 8, 9, 15, 16, 17, 23, 24, 25, 31, 33, 47, 48, 49, 63, 97, 192, 200]
SHARED = [0, 1, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 100, 511, 512, 513, 1100]
DTYPES = ["float64", "float64", "float32", "float32", "int32", "int64", "int8", "uint16", "bool"]

# Of an element: text, the same for NumPy, roundings of it at most (of its size where terms do not cancel).
ELEMENTS = [
    ("{a}*{b}", lambda a, b, w: a * b),
    ("({a} - {b})**2", lambda a, b, w: (a - b) ** 2),
    ("abs({a} - {b})", lambda a, b, w: abs(a - b)),
    ("{a}*{b}*{w}", lambda a, b, w: a * b * w),
    ("({a} + 1)*({b}*{b} - 2)", lambda a, b, w: (a + 1) * (b * b - 2)),
    ("where({a} < {b}, {a}, 2*{b})", lambda a, b, w: np.where(a < b, a, 2 * b)),
]


def spread(rng, rnd, shape, dtype):
    """An array of small numbers that lies in memory in some way."""
    order = rnd.sample(range(len(shape)), len(shape))
    steps = [rnd.choice([1, 1, 1, 2, -1, -2]) for _ in shape]
    whole = [shape[k] * abs(steps[k]) for k in order]
    if dtype == "bool":
        base = rng.random(whole) < 0.5
    elif dtype.startswith("float"):
        base = rng.standard_normal(whole).astype(dtype)
    else:
        base = rng.integers(0 if dtype[0] == "u" else -9, 10, whole).astype(dtype)
    a = base.transpose(np.argsort(order))[tuple(slice(None, None, s) for s in steps)]
    a = a[tuple(slice(0, n) for n in shape)]
    if rnd.random() < 0.08:
        k = rnd.randrange(len(shape))
        a = np.broadcast_to(a.take([0], axis=k), shape) if shape[k] else a
    return a


class Case:
    """One program: a (rows, shared) and b (columns, shared) in some order of their axes, w (shared)."""

    def __init__(self, seed):
        rnd = random.Random(seed)
        rng = np.random.default_rng(seed)
        n, m, k = rnd.choice(ROWS), rnd.choice(COLUMNS), rnd.choice(SHARED)
        if rnd.random() < 0.5:
            n, m = max(n, 4), max(m, 8)
        self.dtypes = [rnd.choice(DTYPES) for _ in range(2)]
        if rnd.random() < 0.6:
            self.dtypes[1] = self.dtypes[0]
        self.axis = rnd.randrange(3)
        place = {"k": self.axis}
        place["n"], place["m"] = [x for x in range(3) if x != self.axis]
        extents = {"n": n, "m": m, "k": k}

        def operand(axes, dtype):
            axes = sorted(axes, key=place.get)
            a = spread(rng, rnd, [extents[x] for x in axes], dtype)
            index = ",".join(":" if any(place[x] == i for x in axes) else "None" for i in range(3))
            return a, f"[{index}]"

        self.a, index_a = operand("nk", self.dtypes[0])
        self.b, index_b = operand("mk", self.dtypes[1])
        self.w, index_w = operand("k", "float64" if rnd.random() < 0.5 else self.dtypes[0])
        element, f = rnd.choice(ELEMENTS)
        if "bool" in self.dtypes:
            element, f = ELEMENTS[0]
        text = element.format(a="a" + index_a, b="b" + index_b, w="w" + index_w)
        self.names = {"a": self.a, "b": self.b, "w": self.w}
        expand = lambda x, i: x[tuple(None if p == "None" else slice(None) for p in i[1:-1].split(","))]  # noqa: E731
        with np.errstate(all="ignore"):
            self.element = f(expand(self.a, index_a), expand(self.b, index_b), expand(self.w, index_w))
        self.element = np.broadcast_to(self.element, [extents[x] for x in sorted("nmk", key=place.get)])
        self.folds = rnd.sample(["sum", "min", "max", "any"], rnd.choice([1, 1, 1, 2]))
        if k == 0:
            self.folds = ["sum"]
        self.after = rnd.choice(["", "", "*2", " + 1"])
        self.text = f"e = {text}\n" + ", ".join(f"{fold}(e, axis={self.axis}){self.after}" for fold in self.folds)
        self.given = rnd.random() < 0.3

    def expected(self, fold):
        """The value, and a bound on how far a right one lies from it."""
        e = self.element
        f = {"sum": np.sum, "min": np.min, "max": np.max, "any": np.any}[fold]
        with np.errstate(all="ignore"):
            exact = f(e, axis=self.axis)
            like = {"*2": exact * 2, " + 1": exact + 1, "": exact}[self.after]
            if fold != "sum" or e.dtype.kind != "f":
                return like, 0
            wide = np.sum(e, axis=self.axis, dtype=np.longdouble)
            wide = {"*2": wide * 2, " + 1": wide + 1, "": wide}[self.after]
            size = np.sum(abs(e), axis=self.axis, dtype=np.longdouble)
        unit = float(np.finfo(e.dtype).eps) / 2
        lost = unit * 34
        return wide.astype(like.dtype), (lost * size + 3 * unit * abs(wide) + 2 * unit).astype(float)

    def run(self):
        results = jxpr.evaluate(self.text, self.names)
        return results if len(self.folds) > 1 else (results,)

    def check(self):
        before = jxpr.set_threads(2)
        got = self.run()
        jxpr.set_threads(1)
        alone = self.run()
        jxpr.set_threads(before)
        for fold, x, y in zip(self.folds, got, alone):
            assert x.dtype == y.dtype and x.tobytes() == y.tobytes(), "threads"
            like, most = self.expected(fold)
            assert x.dtype == like.dtype and x.shape == like.shape, (x.dtype, like.dtype)
            if np.ndim(most) == 0:
                np.testing.assert_array_equal(x, like)
            else:
                off = abs(x.astype(np.longdouble) - like)
                assert (off <= most + 0.0).all(), (off / np.where(most, most, 1)).max()
        if self.given:
            out = [np.full(x.shape[::-1], 7, x.dtype).T for x in got]
            jxpr.evaluate(self.text, self.names, out=tuple(out))
            for fold, x, y in zip(self.folds, got, out):
                like, most = self.expected(fold)
                assert (abs(y.astype(np.longdouble) - like) <= most).all() if np.ndim(most) else (x == y).all()


def check(seed):
    case = Case(seed)
    try:
        case.check()
    except BaseException:
        shapes = {name: (x.shape, str(x.dtype), x.strides) for name, x in case.names.items()}
        print(f"\nseed {seed}\n{case.text}\n{shapes}")
        raise


@pytest.mark.parametrize("first", range(0, 240, 10))
def test_random(first):
    for seed in range(first, first + 10):
        check(seed)


def test_products_of_whole_numbers_are_exact():
    rng = np.random.default_rng(1)
    for dtype in ("float64", "float32", "float16", "int64", "int32", "complex128", "complex64"):
        for n, m, k in ((100, 130, 300), (49, 25, 1025), (200, 9, 64), (8, 700, 33)):
            a = rng.integers(-8, 9, (n, k)).astype(dtype)
            b = rng.integers(-8, 9, (k, m)).astype(dtype)
            if dtype.startswith("complex"):
                a, b = a + 1j * a[::-1], b - 1j * b[::-1]
                a, b = a.astype(dtype), b.astype(dtype)
            for x in (b, np.ascontiguousarray(b.T).T):
                got = jxpr.evaluate("sum(a[:,:,None]*b[None,:,:], axis=1)", {"a": a, "b": x})
                np.testing.assert_array_equal(got, a @ b)


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize("program", ["a @ b", "sum(a[:,:,None]*b, axis=1)", "sum((a[:,None,:] - b.T)**2, axis=2)"])
def test_each_number_of_columns(program, dtype):
    """A column comes to the same bits whatever panel it is in, and however many vectors that has."""
    rng = np.random.default_rng(11)
    a, b = (rng.standard_normal(s).astype(dtype) for s in ((19, 70), (70, 160)))
    x, y = a.astype(np.longdouble), b.astype(np.longdouble)
    exact = ((x[:, :, None] - y) ** 2).sum(axis=1) if "**" in program else x @ y
    size = exact if "**" in program else abs(x) @ abs(y)
    whole = jxpr.evaluate(program, {"a": a, "b": b})
    assert (abs(whole - exact) <= 4 * np.finfo(dtype).eps * size).all()
    for m in range(8, 160):  # fewer columns are folded in another way
        assert np.array_equal(jxpr.evaluate(program, {"a": a, "b": b[:, 160 - m :]}), whole[:, 160 - m :]), m


def test_batches():
    rng = np.random.default_rng(2)
    a, b = rng.integers(-8, 9, (7, 50, 60)).astype(float), rng.integers(-8, 9, (7, 60, 40)).astype(float)
    got = jxpr.evaluate("sum(a[:,:,:,None]*b[:,None,:,:], axis=2)", {"a": a, "b": b})
    np.testing.assert_array_equal(got, a @ b)


def test_what_follows_a_fold():
    rng = np.random.default_rng(3)
    p, c = rng.standard_normal((3000, 64)), rng.standard_normal((50, 64))
    d = ((p[:, None, :] - c[None, :, :]) ** 2).sum(2)
    names = {"p": p, "c": c}
    got = jxpr.evaluate("argmin(sum((p[:,None,:]-c[None,:,:])**2, axis=2), axis=1)", names)
    np.testing.assert_array_equal(got, d.argmin(1))
    got = jxpr.evaluate("sqrt(sum((p[:,None,:]-c[None,:,:])**2, axis=2))", names)
    np.testing.assert_allclose(got, np.sqrt(d), rtol=1e-14)
    got = jxpr.evaluate("sum(exp(-sum((p[:,None,:]-c[None,:,:])**2, axis=2)/64), axis=0)", names)
    np.testing.assert_allclose(got, np.exp(-d / 64).sum(0), rtol=1e-13)


def test_few_points_and_a_long_axis():
    rng = np.random.default_rng(4)
    a = rng.integers(-8, 9, (200_000, 12)).astype(float)
    for threads in (1, 2):
        before = jxpr.set_threads(threads)
        got = jxpr.evaluate("sum(a[:,:,None]*a[:,None,:], axis=0)", {"a": a})
        jxpr.set_threads(before)
        np.testing.assert_array_equal(got, a.T @ a)


@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_nan_and_infinities(dtype):
    rng = np.random.default_rng(5)
    for place in (0, 5, 31, 32, 70, 99):
        a, b = rng.standard_normal((50, 100)).astype(dtype), rng.standard_normal((30, 100)).astype(dtype)
        a[7, place], a[9, place], b[3, place], b[4, place] = np.nan, np.inf, np.nan, -np.inf
        text = "e = a[:,None,:] + b[None,:,:]\nsum(e, axis=2), max(e, axis=2), min(e, axis=2)"
        with np.errstate(all="ignore"):
            e = a[:, None, :] + b[None, :, :]
            for got, f in zip(jxpr.evaluate(text, {"a": a, "b": b}), (np.sum, np.max, np.min)):
                expected = f(e, axis=2)
                np.testing.assert_array_equal(np.isnan(got), np.isnan(expected))
                np.testing.assert_array_equal(np.isinf(got), np.isinf(expected))
                np.testing.assert_allclose(got, expected, rtol=2e-4, atol=1e-3)


@pytest.mark.parametrize("dtype, large", [("float64", 1.5e308), ("float32", 3e38)])
def test_what_overflows_on_the_way(dtype, large):
    a = np.ones((20, 64), dtype)
    b = np.ones((30, 64), dtype)
    a[3, ::2], a[3, 1::2] = large, -large
    a[4] = large
    a[5, :32], a[5, 32:] = large, -large
    b[2] = 0.5
    got = jxpr.evaluate("sum(a[:,None,:]*b[None,:,:], axis=2)", {"a": a, "b": b})
    assert (got[3] == 0).all() and (got[5] == 0).all() and (got[4] == np.inf).all()
    assert (got[0] == np.where(np.arange(30) == 2, 32, 64)).all()
    plain = jxpr.evaluate("sum(a[:,None,:]*b[None,:,:], axis=2)", {"a": a[:3], "b": b})
    assert (got[:3] == plain).all()


@pytest.mark.parametrize("cpu", ["x86-64", "x86-64-v3"])
def test_on_other_processors(cpu):
    command = [sys.executable, __file__, "10", "105"]
    done = subprocess.run(command, env=os.environ | {"JX_CPU": cpu}, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


if __name__ == "__main__":
    count, start = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    for number in range(start, start + count):
        check(number)
    print(f"{count} programs from seed {start}: 0 wrong")
