"""Sums, means, dot products and variances of sizes around whole runs of steps, beside exact sums: every dtype and
layout, with and without `where=`, kept axes and several reduced ones; the same bits on any number of threads.

`python test_whole_runs.py FIRST COUNT` runs other seeds.
"""

import math
import random
import sys

import numpy as np
import pytest

import jxpr

PROGRAMS = "sum(a)", "sum(a*b)", "mean(a)", "var(a)", "std(a)", "sum(a), var(a)", "sum(abs(a - b))"
KEPT = "sum(a, axis=1)", "var(a, axis=1)", "mean(a*b, axis=1)"
ODD = "sum(a, where=b > 0)", "var(a, where=b > 0)", "nanvar(a)", "nansum(a)", "sum(a*a), sum(a)"


@pytest.fixture(autouse=True)
def threads():
    before = jxpr.set_threads(2)
    yield
    jxpr.set_threads(before)


def sizes(rng):
    """Around a step, a run of 4, of 16 and of 64 steps of 8 to 64 lanes, and pieces."""
    near = rng.choice((1, 2, 6, 16, 4 * 16, 16 * 16, 64 * 16, 128 * 16, 64 * 16 * 5, 50_000, 98_304))
    return max(1, near * rng.choice((1, 1, 2, 3)) + rng.randint(-20, 20))


def layout(rng, x):
    """The same values, otherwise in memory."""
    how = rng.choice(("plain", "plain", "reversed", "strided", "unaligned"))
    if how == "reversed":
        return np.ascontiguousarray(x[..., ::-1])[..., ::-1]
    if how == "strided":
        return np.repeat(x, 2, axis=-1)[..., ::2]
    if how == "unaligned":
        return np.concatenate([x[..., :1], x], axis=-1)[..., 1:]
    return x


def cases(seed):
    rng = random.Random(seed)
    values = np.random.default_rng(seed)
    dtype = rng.choice((np.float32, np.float64, np.float32, np.float64, np.float16))
    n = sizes(rng)
    rows = rng.choice((1, 2, 5)) if n < 20_000 else 1
    scale, centre = rng.choice((1, 1e-3, 100)), rng.choice((0, 0, 1, 1000 if dtype != np.float16 else 10))
    a, b = ((values.standard_normal((rows, n)) * scale + centre).astype(dtype) for _ in range(2))
    program = rng.choice(PROGRAMS + (KEPT if rows > 1 else ODD))
    if dtype == np.float16 and ("*" in program or "-" in program):  # NumPy rounds each of them
        a, b = a.astype(np.float32), b.astype(np.float32)
    if rng.random() < 0.2 and "nan" in program:
        a[0, :: rng.randint(1, 7)] = np.nan
    if rows == 1:
        a, b = a[0], b[0]
    return program, layout(rng, a), layout(rng, b)


def expected(program, a, b):
    """By float64 and fsum, of the products that the dtype gives."""
    names = {"a": a, "b": b}
    wide = {k: v.astype(np.float64) for k, v in names.items()}
    exact = np.vectorize(math.fsum, signature="(n)->()")

    def total(x, axis=None, where=None):
        x = np.asarray(x, np.float64)
        x = x if where is None else np.where(where, x, 0)
        return exact(x) if axis == 1 else math.fsum(x.ravel())

    def mean(x, axis=None):
        return total(x, axis) / (np.shape(x)[1] if axis == 1 else np.size(x))

    def var(x, axis=None, where=None):
        x = np.asarray(x, np.float64)
        x = x if where is None else x[where]
        m = mean(x, axis)
        return mean((x - (m[:, None] if axis == 1 else m)) ** 2, axis)

    scope = dict(
        sum=total, mean=mean, var=var, std=lambda x: math.sqrt(var(x)), abs=np.abs,
        nanvar=lambda x: var(x[~np.isnan(x)]), nansum=lambda x: total(x[~np.isnan(x)]),
    )  # fmt: skip
    narrow = {"a": a, "b": b} if "*" in program or "-" in program else wide
    return eval(program, scope, narrow)


def check(seed):
    program, a, b = cases(seed)
    bits = None
    for threads in (1, 2, 3):
        jxpr.set_threads(threads)
        got = jxpr.evaluate(program, {"a": a, "b": b})
        got = got if isinstance(got, tuple) else (got,)
        now = [np.asarray(g).tobytes() for g in got]
        assert bits in (None, now), (seed, program, threads)
        bits = now
    with np.errstate(all="ignore"):
        wanted = expected(program, a, b)
    wanted = wanted if isinstance(wanted, tuple) else (wanted,)
    unit = np.finfo(a.dtype).eps
    with np.errstate(all="ignore"):
        size = np.abs(np.nan_to_num(a.astype(np.float64))).mean() + np.abs(b.astype(np.float64)).mean()
    for g, w in zip(got, wanted):
        wide, w = np.asarray(g, np.float64), np.asarray(w, np.float64)
        finite = np.abs(w) < np.finfo(a.dtype).max
        allowed = unit * np.abs(w) + np.finfo(a.dtype).smallest_subnormal + 1e-14 * (size + size**2) * (a.size if "sum" in program else 1)
        assert np.all((np.abs(wide - w) <= allowed) | ~finite | (np.isnan(w) & np.isnan(wide))), (
            seed, program, a.dtype, a.shape, g, w,
        )  # fmt: skip


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("first", range(0, 80, 20))
def test_whole_runs(first):
    for seed in range(first, first + 20):
        check(seed)


def test_extremes_stay_what_they_are():
    """Infinities, NaN, -0.0 and overflow on the way, within and behind whole runs."""
    for dtype in (np.float32, np.float64):
        for n in (1024, 5000, 70_000):
            for at in (0, 15, n // 2, n - 1):
                a = np.ones(n, dtype)
                a[at] = np.inf
                assert jxpr.evaluate("sum(a)", {"a": a}) == np.inf
                assert np.isnan(jxpr.evaluate("var(a)", {"a": a}))
                a[at] = np.nan
                assert np.isnan(jxpr.evaluate("sum(a)", {"a": a}))
            assert jxpr.evaluate("var(a)", {"a": np.full(n, 0.1, dtype)}) == 0
            assert jxpr.evaluate("sum(a)", {"a": np.full(n, -0.0, dtype)}) == 0
            big = np.full(n, np.finfo(dtype).max, dtype)
            big[1::2] *= -1
            assert jxpr.evaluate("sum(a)", {"a": big}) == (0 if n % 2 == 0 else big[0])


if __name__ == "__main__":
    start, count = (int(x) for x in sys.argv[1:3])
    for number in range(start, start + count):
        check(number)
    print(f"{count} seeds from {start}: 0 wrong")
