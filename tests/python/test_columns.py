"""Folds and scans along a long axis of few columns, and over several axes with a short last one, beside NumPy: numbers of
rows around those that are folded at once, columns of any number to some more, dtypes, layouts, what is the same in all
rows or counts them, several folds; the same bits on one thread and two; NaN, infinities and what overflows.

Run as a program with a number, it tries as many random ones: test_columns.py 10000 [SEED].
"""

import random
import sys

import numpy as np
import pytest

import jxpr

ROWS = [0, 1, 2, 7, 31, 64, 127, 255, 256, 257, 300, 511, 512, 1000, 1023, 1025, 2049, 5000, 20011, 70000]
COLUMNS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 15, 16, 17, 20, 24, 31, 32, 33, 40, 65]
DTYPES = ["float64", "float32", "float16", "complex128", "complex64", "bool"]
DTYPES += [f"{u}int{b}" for u in ("", "u") for b in (8, 16, 32, 64)]

# Text of what is folded; what NumPy makes of the operands; whether it takes bools, and complex numbers.
ELEMENTS = [
    ("a", lambda a, v, n: a, True, True),
    ("a*v", lambda a, v, n: a * v, True, True),
    ("a - v", lambda a, v, n: a - v, False, True),
    ("where(a > v, a, v)", lambda a, v, n: np.where(a > v, a, v), True, False),
    ("a*arange({rows})[:, None]", lambda a, v, n: a * n[:, None], True, True),
    ("maximum(a, v)", lambda a, v, n: np.maximum(a, v), True, False),
    ("a*w[:, None]", lambda a, v, n: a * w_of(a)[:, None], True, True),
]
FOLDS = ["sum", "max", "min", "argmax", "argmin", "any", "all", "count_nonzero", "prod", "mean", "var", "std"]
SCANS = ["cumsum", "cumprod"]


def w_of(a):
    """Weights of the rows: the last column's numbers in another order."""
    return np.ascontiguousarray(a[::-1, -1])


def array(rng, rnd, shape, dtype):
    """Numbers that lie in memory in some way."""
    tail = rnd.random() < 0.15  # of a larger array
    whole = [n + 2 * tail for n in shape]
    step = rnd.choice([1] * 6 + [-1, 2])
    whole[0] *= abs(step)
    if dtype == "bool":
        a = rng.random(whole) < 0.3
    elif dtype.startswith("complex"):
        a = (rng.integers(-4, 5, whole) + 1j * rng.integers(-4, 5, whole)).astype(dtype)
    elif dtype.startswith("float"):
        a = rng.integers(-40, 41, whole).astype(dtype) / 8
        if rnd.random() < 0.2 and a.size:
            flat = a.reshape(-1)
            flat[rng.integers(0, a.size, rnd.randrange(1, 4))] = rnd.choice([np.nan, np.inf, -np.inf, -0.0])
    else:
        a = rng.integers(0 if dtype[0] == "u" else -9, 10, whole).astype(dtype)
    if rnd.random() < 0.1:
        a = np.asfortranarray(a)
    a = a[::step]
    return a[tuple(slice(tail, tail + n) for n in shape)]


class Case:
    """One program: a (rows, columns), or (several, rows, columns), and v (columns)."""

    def __init__(self, seed):
        rnd = random.Random(seed)
        rng = np.random.default_rng(seed)
        rows, columns = rnd.choice(ROWS), rnd.choice(COLUMNS)
        dtype = rnd.choice(DTYPES)
        self.a, self.v = array(rng, rnd, [rows, columns], dtype), array(rng, rnd, [columns], dtype)
        fits = [e for e in ELEMENTS if (e[2] or dtype != "bool") and (e[3] or not dtype.startswith("complex"))]
        element, self.f, _, _ = rnd.choice(fits)
        self.scan = rnd.random() < 0.3
        folds = SCANS if self.scan else FOLDS
        if dtype.startswith("complex"):
            folds = ["cumsum"] if self.scan else ["sum", "prod", "mean", "any"]
        if rows == 0:
            folds = ["sum", "any", "all"]
            self.scan = False
        self.folds = rnd.sample(folds, min(len(folds), rnd.choice([1, 1, 1, 2, 3])))
        self.axis = 0
        text = element.format(rows=rows)
        self.w = w_of(self.a)
        if rnd.random() < 0.2 and rows % 2 == 0 and rows and text not in (f"a*arange({rows})[:, None]", "a*w[:, None]"):
            shape = (2, rows // 2, columns) if rnd.random() < 0.5 else (rows // 2, 2, columns)
            self.a = np.ascontiguousarray(self.a).reshape(shape)
            self.axis = rnd.choice([(0, 1), (1, 2), (0, 2), 0, 1])
        if isinstance(self.axis, tuple):
            self.folds = [f for f in self.folds if f not in ("argmax", "argmin", "cumsum", "cumprod")] or ["sum"]
            if dtype.startswith("complex"):
                self.folds = ["sum"]
        self.text = f"e = {text}\n" + ", ".join(f"{f}(e, axis={self.axis})" for f in self.folds)
        names = {"a": self.a, "v": self.v, "w": self.w}
        self.names = {n: x for n, x in names.items() if n == "a" or n in text.replace("where", "")}
        self.rows = rows

    def expected(self, fold):
        with np.errstate(all="ignore"):
            e = self.f(self.a, self.v, np.arange(self.rows))
            return e, getattr(np, fold)(e, axis=self.axis)

    def close(self, fold, got, e, like):
        if like.dtype.kind not in "fc" or fold in ("max", "min"):
            np.testing.assert_array_equal(got, like)
            return
        if like.dtype == np.float16 and fold in ("var", "std"):  # NumPy's own sums overflow
            return
        unit = float(np.finfo(like.dtype).eps)
        with np.errstate(all="ignore"):
            wide = np.clongdouble if like.dtype.kind == "c" else np.longdouble
            f = getattr(np, fold)
            exact = f(e.astype(wide), axis=self.axis)
            size = np.abs(exact) if "prod" in fold else f(np.abs(e).astype(np.longdouble), axis=self.axis)
            if fold in ("var", "std"):
                size = f(e.astype(wide), axis=self.axis) + np.max(np.abs(e).astype(np.longdouble), initial=0)
        known = np.isfinite(exact) & np.isfinite(like) & np.isfinite(got)
        finite = known & np.isfinite(size)
        most = (unit * (self.rows + 4 if "prod" in fold else 8)) * (size + 1) + np.finfo(like.dtype).tiny
        with np.errstate(all="ignore"):
            off = abs(got.astype(wide) - exact)
        assert (off[finite] <= np.broadcast_to(most, exact.shape)[finite]).all()
        if "prod" in fold:  # what becomes infinite, or 0, on the way depends on the order
            return
        if like.dtype == np.float16:  # likewise
            return
        np.testing.assert_array_equal(np.isnan(got), np.isnan(like))
        odd = ~known & ~np.isnan(like)
        if like.dtype.kind == "f":
            np.testing.assert_array_equal(got[odd], like[odd])

    def run(self, threads):
        before = jxpr.set_threads(threads)
        results = jxpr.evaluate(self.text, self.names)
        jxpr.set_threads(before)
        return results if len(self.folds) > 1 else (results,)

    def check(self):
        got, alone = self.run(2), self.run(1)
        for fold, x, y in zip(self.folds, got, alone):
            assert x.dtype == y.dtype and x.tobytes() == y.tobytes(), "threads"
            e, like = self.expected(fold)
            assert x.dtype == like.dtype and x.shape == like.shape, (x.dtype, like.dtype)
            self.close(fold, np.asarray(x), e, np.asarray(like))


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


if __name__ == "__main__":
    count, start = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0
    wrong = 0
    for seed in range(start, start + count):
        try:
            check(seed)
        except Exception as error:
            wrong += 1
            print(f"seed {seed}: {type(error).__name__}: {str(error)[:600]}", flush=True)
    print(f"{count} programs, {wrong} wrong")
