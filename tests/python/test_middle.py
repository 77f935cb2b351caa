"""Sums around the sizes at which they are added otherwise, and the digits of numbers in a row, against exact ones.

JX_LONG=1 in the environment tries many more.
"""

import math
import os
import random

import numpy as np
import pytest

import jxpr

LONG = bool(os.environ.get("JX_LONG"))
IN_CACHE = 32 * 2**20 // 8  # elements of float64 (RUN_BYTES of runtime/run/bind.c)


@pytest.fixture
def threads():
    before = jxpr.set_threads(1)
    yield jxpr.set_threads
    jxpr.set_threads(before)


def sizes():
    around = [n + d for n in (8, 16, 128, 4096, 8192, 24576, 98304) for d in (-1, 0, 1)]
    return [0, 1, 2, 3, *around, 300_001, IN_CACHE - 1, IN_CACHE, IN_CACHE + 1]


@pytest.mark.parametrize("n", sizes())
def test_sums_are_right_and_the_same_on_any_threads(n, threads):
    rng = np.random.default_rng(n)
    a = rng.standard_normal(n + 1)
    programs = "sum(a)", "sum(a*2 - 1)", "sum(a) + min(a*a, initial=9.0)"
    views = (a[:n], a[1:], a[:n][::-1])
    for view in views if n < IN_CACHE - 1 or LONG else views[:1]:
        exact, size = math.fsum(view), math.fsum(np.abs(view))
        for text in programs:
            bits = set()
            for t in (1, 2, 3, 7):
                threads(t)
                bits.add(np.float64(jxpr.evaluate(text, {"a": view})).tobytes())
            assert len(bits) == 1, text
        assert abs(jxpr.evaluate("sum(a)", {"a": view}) - exact) <= 2**-50 * size
        assert abs(jxpr.evaluate("sum(a*2 - 1)", {"a": view}) - math.fsum(view * 2 - 1)) <= 2**-50 * (2 * size + n)


def test_large_sums_are_compensated_as_before(threads):
    """Beyond the bound every addition is: what is left is the rounding of the result."""
    n = IN_CACHE + 1
    a = np.random.default_rng(3).standard_normal(n)
    assert abs(jxpr.evaluate("sum(a)", {"a": a}) - math.fsum(a)) <= 1e-15 * abs(math.fsum(a))


@pytest.mark.parametrize("n", [40, 100_000])
def test_sums_that_are_not_finite(n):
    a = np.ones(n)
    for place in (0, 7, 8, 9, n - 1):
        for value in (np.inf, -np.inf, np.nan):
            b = a.copy()
            b[place] = value
            np.testing.assert_equal(jxpr.evaluate("sum(b)", {"b": b}), value)
    big = np.where(np.arange(n) % 16 < 8, 1e308, -1e308)  # whole steps overflow on the way
    big[n // 16 * 16 :] = 0
    assert jxpr.evaluate("sum(b)", {"b": big}) == 0.0
    assert jxpr.evaluate("sum(b)", {"b": np.repeat([1e308, -1e308], n // 2)}) == 0.0
