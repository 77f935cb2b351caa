"""Sums, means and deviations of numbers that overflow on the way, against exact rational arithmetic.

Over lanes, short runs, rows and columns, crossed stages, chains, pieces and threads; and real overflows, which are
infinite, as infinite and NaN elements are what they are.
"""

import math
from fractions import Fraction

import numpy as np
import pytest

import jxpr

MOST = np.finfo(float).max
EPS = Fraction(np.finfo(float).eps)

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")


def rounded(exact):
    """A fraction as a float, infinite beyond the largest."""
    try:
        return float(exact)
    except OverflowError:
        return math.inf if exact > 0 else -math.inf


def specials(x):
    """What an infinite or NaN element makes of a sum; None where there is none."""
    odd = [v for v in x if not math.isfinite(v)]
    return sum(odd) if odd else None


def exact_sum(x):
    odd = specials(x)
    return rounded(sum(map(Fraction, x), Fraction(0))) if odd is None else odd


def exact_mean(x):
    odd = specials(x)
    return rounded(sum(map(Fraction, x), Fraction(0)) / len(x)) if odd is None else odd


def variance(x):
    mean = sum(map(Fraction, x), Fraction(0)) / len(x)
    return sum((Fraction(v) - mean) ** 2 for v in x) / len(x)


def exact_var(x):
    return math.nan if specials(x) is not None else rounded(variance(x))


def exact_std(x):
    """Of whole numbers times 2^-200, so that the root of a whole number is exact enough."""
    if specials(x) is not None:
        return math.nan
    v = variance(x) * 2**400
    return rounded(Fraction(math.isqrt(v.numerator // v.denominator), 2**200))


WANTED = {"sum": exact_sum, "mean": exact_mean, "var": exact_var, "std": exact_std}


def close(got, want, x):
    """To a few roundings of the result, or, of a few terms, of the largest of them; also of the largest float."""
    if math.isnan(want):
        return math.isnan(got)
    if math.isinf(got) and abs(want) > MOST * (1 - 1e-15):
        return (got > 0) == (want > 0)
    if not (math.isfinite(want) and math.isfinite(got)):
        return got == want
    scale = abs(Fraction(want))
    if len(x) <= 8:
        scale = max(scale, max(Fraction(abs(v)) for v in x))
    return abs(Fraction(got) - Fraction(want)) <= 16 * EPS * scale + len(x) * EPS * EPS * Fraction(MOST)


def compare(got, rows, name):
    got = np.ravel(got).tolist()
    assert len(got) == len(rows)
    for value, row in zip(got, rows):
        x = np.ravel(row).tolist()
        want = WANTED[name](x)
        assert close(value, want, x), (name, value, want, x[:9])


def numbers(kind, n, seed=0):
    rng = np.random.default_rng(seed)
    sign = rng.choice([1.0, -1.0], n)
    if kind == "signs":
        return sign * 1e308
    if kind == "largest":
        return sign * MOST
    if kind == "halves":
        return np.where(np.arange(n) < n // 2, 1.7e308, -1.7e308)
    if kind == "mixed":
        return np.where(rng.random(n) < 0.1, sign * 1.5e308, rng.normal(size=n))
    if kind == "squares":
        return rng.normal(size=n) * 1.2e154
    if kind == "infinite":
        return np.where(rng.random(n) < 0.03, math.inf, sign * 1e308)
    return np.where(rng.random(n) < 0.03, math.nan, sign * 1e308)


KINDS = ["signs", "largest", "halves", "mixed", "squares", "infinite", "nan"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("n", [1, 2, 7, 33, 257, 1500])
def test_vectors(kind, n):
    a = numbers(kind, n)
    marks = np.arange(n) % 3 != 1
    zero = np.zeros(n)
    for name in WANTED:
        compare(jxpr.evaluate(f"{name}(a)", {"a": a}), [a], name)
        compare(jxpr.evaluate(f"{name}(a[::2])", {"a": np.repeat(a, 2)}), [a], name)
        compare(jxpr.evaluate(f"{name}(a, where=m)", {"a": a, "m": marks}), [a[marks]], name)
        some = a[~np.isnan(a)]
        compare(jxpr.evaluate(f"nan{name}(a)", {"a": a}), [some], name)
    # Dear elements, which are added in short runs first.
    for name in ("sum", "mean"):
        got = jxpr.evaluate(f"{name}(a*cos(z)*exp(z))", {"a": a, "z": zero})
        if kind != "mixed" and kind != "squares":
            compare(got, [a], name)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("shape", [(3, 20), (20, 3), (33, 34), (8, 40), (40, 8), (1, 7)])
def test_rows_and_columns(kind, shape):
    a = numbers(kind, shape[0] * shape[1]).reshape(shape)
    for x in (a, np.asfortranarray(a), np.repeat(a, 2, axis=1)[:, ::2]):
        for name in WANTED:
            compare(jxpr.evaluate(f"{name}(a, axis=1)", {"a": x}), list(a), name)
            compare(jxpr.evaluate(f"{name}(a, axis=0)", {"a": x}), list(a.T), name)
            compare(jxpr.evaluate(f"{name}(a, axis=(0, 1))", {"a": x}), [a], name)
            columns, rows = jxpr.evaluate(f"{name}(a, axis=0), {name}(a, axis=1)", {"a": x})
            compare(columns, list(a.T), name)
            compare(rows, list(a), name)


@pytest.mark.parametrize("threads", [1, 2, 4])
@pytest.mark.parametrize("shape", [(2_000_001,), (1000, 1500), (3, 500_000), (500_000, 3), (60_000, 25)])
def test_pieces_and_threads(threads, shape):
    """Elements are whole numbers times 2^1003, so that sums of whole numbers tell."""
    rng = np.random.default_rng(1)
    whole = rng.integers(-(2**20), 2**20, shape)
    a = np.ldexp(whole.astype(float), 1003)
    before = jxpr.set_threads(threads)
    try:
        for axis in [None, 0, 1][: len(shape) + 1]:
            if axis is not None and len(shape) == 1:
                continue
            total = np.ravel(whole.sum(axis=axis))
            n = whole.size // total.size
            for x in (a, np.asfortranarray(a)):
                sums, means = jxpr.evaluate(f"sum(a, axis={axis}), mean(a, axis={axis})", {"a": x})
                for got, divisor in ((sums, 1), (means, n)):
                    for value, exact in list(zip(np.ravel(got).tolist(), total.tolist()))[:1000]:
                        want = rounded(Fraction(exact) * 2**1003 / divisor)
                        assert value == want or abs(value / want - 1) < 1e-15
        if len(shape) == 2:
            columns, rows = jxpr.evaluate("sum(a, axis=0), sum(a, axis=1)", {"a": a})
            for got, total in ((columns, whole.sum(axis=0)), (rows, whole.sum(axis=1))):
                for value, exact in list(zip(got.tolist(), total.tolist()))[:1000]:
                    assert value == rounded(Fraction(exact) * 2**1003)
        std = jxpr.evaluate("std(a)", {"a": a})
        assert abs(std / 2.0**1003 / np.std(whole.astype(float)) - 1) < 1e-12
    finally:
        jxpr.set_threads(before)


def test_thresholds():
    """Half a unit beyond the largest is infinite, less is not."""
    half = 2.0**970
    assert jxpr.evaluate("sum(a)", {"a": [MOST, half]}) == math.inf
    assert jxpr.evaluate("sum(a)", {"a": [MOST, half / 2]}) == MOST
    assert jxpr.evaluate("sum(a)", {"a": [-MOST, -half]}) == -math.inf
    assert jxpr.evaluate("sum(a)", {"a": [MOST, MOST, -MOST]}) == MOST
    assert jxpr.evaluate("sum(a)", {"a": [-1.5 * 2.0**971, MOST]}) == MOST - 2.0**971


def test_initial_values():
    a = np.full(40, 1e308)
    assert jxpr.evaluate("sum(a, initial=-1e308)", {"a": a[:2]}) == 1e308
    assert jxpr.evaluate("sum(a, initial=-1e308)", {"a": a}) == math.inf
    assert jxpr.evaluate("sum(a, initial=i)", {"a": a[:2], "i": -math.inf}) == -math.inf
    assert jxpr.evaluate("nansum(a, axis=0, initial=-1e308)", {"a": np.full((2, 3), 1e308)}).tolist() == [1e308] * 3


def test_chains():
    """A row's mean is taken from it, rows and columns large, piece by piece."""
    rng = np.random.default_rng(2)
    whole = rng.integers(2**19, 2**20, (2000, 512))
    a = np.ldexp(whole.astype(float), 1003)
    got = jxpr.evaluate("a - mean(a, axis=1, keepdims=True)", {"a": a})
    want = np.ldexp(whole - whole.mean(axis=1, keepdims=True), 1003)
    assert np.allclose(got / 2.0**1003, want / 2.0**1003, rtol=0, atol=1e-9)
    share = jxpr.evaluate("a/mean(a, axis=1, keepdims=True)", {"a": a})
    assert np.allclose(share, whole / whole.mean(axis=1, keepdims=True), rtol=1e-15)


def test_float32():
    a = np.full(100, np.finfo(np.float32).max)
    assert jxpr.evaluate("mean(a)", {"a": a}) == a[0]
    assert jxpr.evaluate("sum(a)", {"a": a}) == math.inf
    assert jxpr.evaluate("sum(a)", {"a": np.concatenate((a, -a))}) == 0
    assert jxpr.evaluate("std(a)", {"a": np.concatenate((a, -a))}) == a[0]
    assert jxpr.evaluate("mean(a, axis=0)", {"a": np.full((3, 9), a[0])}).tolist() == [float(a[0])] * 9


def test_a_call_that_is_made_again_may_overflow():
    """One that is like those before it is not looked up; when it meets a doubt, it is compiled with more care."""
    a = np.ones(20)
    for x in (1.0, 2.0, 3.0, 1.7e308):
        a[:2] = x, -x
        a[2:] = x / 16
        assert jxpr.evaluate("mean(a)  # made again", {"a": a}) == pytest.approx(x / 16 * 0.9)
    a[5] = np.nan
    assert np.isnan(jxpr.evaluate("mean(a)  # made again", {"a": a}))
