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
IN_CACHE = 4 * 2**20 // 8  # elements of float64 (RUN_BYTES of runtime/run/bind.c)


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


@pytest.mark.parametrize("count", [64, 65, 66, 97, 150])
@pytest.mark.parametrize("n", [1, 17, 2047, 2049, 30_001])
def test_many_operands(count, n, threads):
    """Enough arrays for parts that read some of them each."""
    rng = np.random.default_rng(count * n)
    kinds = np.float64, np.float32, np.int32
    arrays = {f"x{i}": rng.integers(-9, 9, 2 * n).astype(kinds[i % 3])[:: 1 + (i % 7 == 3)][:n] for i in range(count)}
    arrays["x5"] = arrays["x5"][:1]  # broadcast
    expected = sum(arrays.values()).astype(np.float64)
    out = np.empty(n)
    for t in (1, 3):
        threads(t)
        jxpr.evaluate(" + ".join(arrays), arrays, out=out)
        np.testing.assert_array_equal(out, expected)
    alternating = "".join(f" {'+-'[i % 2]} {name}*{name}" for i, name in enumerate(arrays))
    expected = sum((-1) ** i * a.astype(np.float64) ** 2 for i, a in enumerate(arrays.values()))
    np.testing.assert_array_equal(jxpr.evaluate("0.0" + alternating, arrays), expected)


PATTERNS = ["9", "0", "00", "10", "42", "999", "101", "0000", "9999", "1000", "12345", "00000", "10000", "999999", "100000"]
NUMBERS = [  # program of i, of n elements; what it is in Python
    ("arange(n)", lambda i: i),
    ("arange(n) + 9990", lambda i: i + 9990),
    ("99999*10000 + arange(n)", lambda i: 999990000 + i),
    ("arange(n) - n + 5", lambda i: i - 40_000 + 5),
    ("arange(n)*3", lambda i: 3 * i),
    ("arange(n)*2 + 99999999", lambda i: 2 * i + 99999999),
    ("7 + 5*arange(n)", lambda i: 7 + 5 * i),
    ("arange(n)*70 + 123456", lambda i: 70 * i + 123456),
    ("arange(n)*5000", lambda i: 5000 * i),
    ("1234567 - arange(n)", lambda i: 1234567 - i),
    ("1234567 - 3*arange(n)", lambda i: 1234567 - 3 * i),
    ("-arange(n)", lambda i: -i),
    ("-arange(n)*-4", lambda i: 4 * i),
    ("arange(n)*0 + 90001", lambda i: 90001),
    ("999999999990000 + arange(n)", lambda i: 999999999990000 + i),
    ("9223372036854735807 + arange(n)", lambda i: 9223372036854735807 + i),
    ("-9223372036854775808 + arange(n)", lambda i: i - 2**63),
    ("arange(90000, 90000 + 3*n, 3)", lambda i: 90000 + 3 * i),
]


@pytest.mark.parametrize("numbers, exact", NUMBERS, ids=[text for text, _ in NUMBERS])
def test_digits_of_numbers_in_a_row(numbers, exact):
    n = 40_000
    digits = [str(exact(i)) for i in range(n)]
    for pattern in [*PATTERNS, "-1", "-9", "99999999", "123456789012345", "1234567890123456", "0000000000000000"]:
        got = jxpr.evaluate(f"contains(str({numbers}), '{pattern}')", {"n": n})
        np.testing.assert_array_equal(got, [pattern in d for d in digits], err_msg=pattern)


def test_digits_of_random_rows():
    seed = random.randrange(2**32)
    print("seed", seed)
    rng = random.Random(seed)
    for _ in range(2000 if LONG else 40):
        n, step = rng.randrange(1, 30_000), rng.choice([1, 1, -1, 2, 3, -3, 4, 5, 9, 10, -10, 64, 78, 79, 100, 1000, 12345])
        start = rng.choice([0, 1, rng.randrange(10**5), rng.randrange(10 ** rng.randrange(1, 17)), -rng.randrange(10**9)])
        some = str(abs(start + step * rng.randrange(n)))
        at = rng.randrange(len(some))
        pattern = rng.choice([some[at : at + rng.randrange(1, 9)], str(rng.randrange(10 ** rng.randrange(1, 6)))])
        got = jxpr.evaluate(f"contains(str(k + {step}*arange(n)), '{pattern}')", {"n": n, "k": start})
        np.testing.assert_array_equal(got, [pattern in str(start + step * i) for i in range(n)], err_msg=f"{start} {step} {pattern}")
        rows = jxpr.evaluate(f"contains(str(k + {step}*arange(n) + 1000*arange(3)[:,None]), '{pattern}')", {"n": n, "k": start})
        expected = [[pattern in str(start + step * i + 1000 * j) for i in range(n)] for j in range(3)]
        np.testing.assert_array_equal(rows, expected, err_msg=f"{start} {step} {pattern} in rows")
