"""contains(str(i), …) against Python's strings."""

import random

import numpy as np
import pytest

import jxpr

EDGES = [
    0,
    1,
    -1,
    9,
    10,
    -10,
    99,
    100,
    101,
    -100,
    1000,
    2**31 - 1,
    -(2**31),
    2**53,
    2**53 + 1,
    10**15,
    10**15 - 1,
    10**15 + 1,
    10**16,
    -(10**16) + 1,
    10**18,
    10**18 - 1,
    999_999_999_999_999_999,
    2**63 - 1,
    -(2**63),
    -(2**63) + 1,
]
EDGES += [s * 10**k + d for k in range(19) for s in (1, -1) for d in (-1, 0, 1)]

PATTERNS = [
    "",
    "-",
    "0",
    "00",
    "000",
    "1",
    "9",
    "42",
    "99",
    "999",
    "-1",
    "-9",
    "--",
    "1-",
    " ",
    "+1",
    "01",
    "10",
    "100",
    "090",
    "909",
    "0000000000",
    "000000000000000000",
    "9999999999",
    "123456789",
    "1000000000000000000",
    "9223372036854775807",
    "-9223372036854775808",
    "-9223372036854775809",
    "9223372036854775808",
    "12345678901234567890",
    "x",
    "1e5",
    "0x1",
]


def check(numbers, pattern):
    expected = [pattern in str(int(v)) for v in numbers]
    got = jxpr.evaluate(f"contains(str(a), '{pattern}')", {"a": numbers})
    wrong = [int(v) for v, g, e in zip(numbers, got, expected) if g != e]
    assert got.dtype == bool and not wrong, (pattern, wrong[:10])


@pytest.mark.parametrize("pattern", PATTERNS)
def test_patterns(pattern):
    rng = np.random.default_rng(1)
    bits = rng.integers(-(2**63), 2**63 - 1, 400)
    lengths = (rng.integers(-(2**63), 2**63 - 1, 400) // 10 ** rng.integers(0, 19, 400)).astype(np.int64)
    check(np.concatenate([np.array(EDGES), bits, lengths, np.arange(-1200, 12_000)]), pattern)
    check(np.concatenate([np.arange(-99, 99), [2**31 - 1, -(2**31)]]).astype(np.int32), pattern)


def test_pieces_of_the_numbers_themselves():
    rnd = random.Random(2)
    numbers = np.array([rnd.choice((-1, 1)) * rnd.getrandbits(rnd.randint(1, 63)) for _ in range(300)])
    for _ in range(60):
        text = str(rnd.choice(numbers))
        first = rnd.randrange(len(text))
        check(numbers, text[first : first + rnd.randint(1, 8)])


@pytest.mark.parametrize(
    "start", [0, 1, 99_990, 999_999_900, 10**9 - 500, 10**15 - 3000, -5000, 2**53 - 4000, -(10**12) - 9]
)
@pytest.mark.parametrize("pattern", ["9", "42", "00", "999", "-", "10"])
def test_runs_of_numbers(start, pattern):
    """A formula of the index: digits change slowly, and an algorithm may use that."""
    n = 8000
    got = jxpr.evaluate(f"contains(str(arange(s, s + n)), '{pattern}')", {"s": start, "n": n})
    assert got.tolist() == [pattern in str(v) for v in range(start, start + n)]
    got = jxpr.evaluate(f"contains(str(s + 7*arange(n)), '{pattern}')", {"s": start, "n": n})
    assert got.tolist() == [pattern in str(start + 7 * v) for v in range(n)]
    got = jxpr.evaluate(f"contains(str(s - arange(n)), '{pattern}')", {"s": start, "n": n})
    assert got.tolist() == [pattern in str(start - v) for v in range(n)]


def test_the_slow_series():
    n = 1_000_000
    digits = np.array(["9" in str(k) for k in range(1, n + 1)])
    expected = np.where(digits, 0, 1 / np.arange(1, n + 1)).sum()
    got = jxpr.evaluate("i = arange(1, n+1); sum(where(contains(str(i), '9'), 0, 1/i))", {"n": n})
    np.testing.assert_allclose(got, expected, rtol=1e-14)


def test_the_slow_series_of_a_hundred_million():
    got = jxpr.evaluate("i = arange(1, n+1); sum(where(contains(str(i), '9'), 0, 1/i))", {"n": 100_000_000})
    assert abs(got - 13.277605949854022) <= 2 * np.spacing(13.0)
