"""arange and linspace: NumPy's lengths and bits."""

import random

import numpy as np
import pytest

import jxpr
import random_arrays

INTEGERS = [
    "5",
    "0",
    "-3",
    "2, 7",
    "7, 2",
    "2, 2",
    "0, 10, 3",
    "0, 9, 3",
    "10, 0, -1",
    "10, 0, -3",
    "0, 10, -1",
    "-5, 5, 2",
    "1, 100001",
    "0, 1000, 7",
    "9223372036854775800, 9223372036854775807",
    "-9223372036854775808, -9223372036854775800, 3",
]
FLOATS = [
    "5.0",
    "0.5, 5",
    "0, 1, 0.1",
    "0, 1, 0.3",
    "1, 0, -0.1",
    "0.1, 0.4, 0.1",
    "1, 2, 0.1",
    "0, 5, 0.5",
    "1.3, 1.3",
    "5, 1, 0.5",
    "1e10, 1e10 + 5",
    "0.0, -1.0, -0.25",
    "0, 3, 0.7",
    "2.5, 100, 1",
    "-0.0, 3",
    "0, 10000, 0.1",
    "1e-3, 1, 1e-3",
]


@pytest.mark.parametrize("arguments", INTEGERS + FLOATS)
def test_arange(arguments):
    assert not random_arrays.same(jxpr.evaluate(f"arange({arguments})", {}), eval(f"np.arange({arguments})"))


@pytest.mark.parametrize("dtype", ["int32", "int64", "float32", "float64"])
@pytest.mark.parametrize("arguments", ["10", "2, 7", "0, 10, 3", "10, 0, -3", "0, 3000, 7"])
def test_arange_of_a_dtype(arguments, dtype):
    got = jxpr.evaluate(f"arange({arguments}, dtype='{dtype}')", {})
    assert not random_arrays.same(got, eval(f"np.arange({arguments}, dtype='{dtype}')"))


@pytest.mark.parametrize(
    "arguments",
    [
        "0, 1",
        "0, 1, 5",
        "1, 0, 7",
        "0, 1, 1",
        "0, 1, 0",
        "0.1, 0.7, 13",
        "-3, 3, 2",
        "2, 2, 5",
        "0, 10, 11",
        "1e-300, 1e300, 9",
        "0, 1, 1000",
        "5, -5, 100_001",
        "0, 0.3, 4",
        "-1, 1, 3",
        "0, 5e-324, 5",
    ],
)
def test_linspace(arguments):
    assert not random_arrays.same(jxpr.evaluate(f"linspace({arguments})", {}), eval(f"np.linspace({arguments})"))


def test_random_aranges():
    rnd = random.Random(1)
    for _ in range(300):
        start, length, step = (
            rnd.uniform(-100, 100),
            rnd.randint(0, 300),
            rnd.choice((0.1, 0.25, 1, 1 / 3, -0.7, 3.3, 1e-3)),
        )
        stop = start + length * step + rnd.choice((0, 0, 1e-12, step / 2))
        scalars = {"x": start, "y": stop, "z": step}
        assert not random_arrays.same(jxpr.evaluate("arange(x, y, z)", scalars), np.arange(start, stop, step)), scalars


def test_random_linspaces():
    rnd = random.Random(2)
    for _ in range(300):
        scalars = {"x": rnd.uniform(-100, 100), "y": rnd.uniform(-100, 100), "n": rnd.randint(0, 300)}
        expected = np.linspace(scalars["x"], scalars["y"], scalars["n"])
        assert not random_arrays.same(jxpr.evaluate("linspace(x, y, n)", scalars), expected), scalars


@pytest.mark.parametrize(
    "text, expected",
    [
        ("i = arange(1, n+1); sum(i)", lambda n: np.int64(n * (n + 1) // 2)),
        ("i = arange(n); i[:, None]*10 + i[None, :]", lambda n: np.arange(n)[:, None] * 10 + np.arange(n)),
        ("arange(n)[::-1]", lambda n: np.arange(n)[::-1]),
        ("arange(n)[2::3] + 0.5", lambda n: np.arange(n)[2::3] + 0.5),
        ("arange(0, n, 0.5)[::-2]", lambda n: np.arange(0, n, 0.5)[::-2]),
        ("size(arange(n))", lambda n: np.int64(n)),
        ("arange(n) % 3 == 0", lambda n: np.arange(n) % 3 == 0),
        ("linspace(0, 1, n)[1:-1]", lambda n: np.linspace(0, 1, n)[1:-1]),
        ("int32(arange(n))**2", lambda n: np.arange(n).astype(np.int32) ** 2),
        ("float32(arange(n)) / 3", lambda n: np.arange(n).astype(np.float32) / 3),
        ("max(arange(n)) - arange(n)", lambda n: n - 1 - np.arange(n)),
    ],
)
def test_in_expressions(text, expected):
    for n in (1, 2, 5, 32, 33, 100):
        assert not random_arrays.same(jxpr.evaluate(text, {"n": n}), expected(n)), n


def test_a_new_length_compiles_nothing():
    jxpr.evaluate("sum(1/arange(1, n))", {"n": 10})
    before = jxpr.stats()["compiles"]
    for n in (11, 100, 100_000):
        np.testing.assert_allclose(jxpr.evaluate("sum(1/arange(1, n))", {"n": n}), (1 / np.arange(1, n)).sum())
    assert jxpr.stats()["compiles"] == before


def test_the_array_of_a_huge_range_is_never_made():
    assert jxpr.evaluate("size(arange(n))", {"n": 2**50}) == 2**50
    assert jxpr.evaluate("arange(n)[-1]", {"n": 2**50}) == 2**50 - 1
    assert jxpr.evaluate("arange(n)[-3:]", {"n": 2**50}).tolist() == [2**50 - 3, 2**50 - 2, 2**50 - 1]


# ---- Random arguments, of every dtype ---------------------------------------------------------------------------------

DTYPES = ["int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float32", "float64"]


def number(rnd, whole):
    """One that NumPy's scalars do arithmetic on without overflow."""
    if whole:
        return rnd.choice((rnd.randint(-20, 20), rnd.randint(-60, 60), rnd.randint(0, 10)))
    ordinary = (rnd.uniform(-5, 5), rnd.uniform(-100, 100), round(rnd.uniform(-9, 9), 1), rnd.randint(-9, 9) / 2)
    return rnd.choice((*ordinary, 0.0, -0.0))


def scalar(rnd, whole):
    x = number(rnd, whole)
    if rnd.random() < 0.5:
        return x
    return np.dtype(rnd.choice(("int16", "int32", "int64", "float32") if whole else ("float32", "float64"))).type(x)


def random_range(rnd):
    """Arguments and keywords of an arange or linspace."""
    dtype = rnd.choice([None, None, *DTYPES])
    keywords = {} if dtype is None else {"dtype": dtype}
    if rnd.random() < 0.5:
        whole = rnd.random() < 0.5
        a, b = scalar(rnd, whole), scalar(rnd, whole)
        step = (float(b) - float(a)) / rnd.randint(1, 80)
        step = int(step) if whole else rnd.choice((step, np.float32(step)))
        return "arange", ([a, b, step] if step and rnd.random() < 0.8 else [a, b]), keywords
    if rnd.random() < 0.4:
        keywords["endpoint"] = rnd.random() < 0.3
    count = rnd.choice((0, 1, 2, 3, 10, 50, rnd.randint(2, 300)))
    return "linspace", [scalar(rnd, rnd.random() < 0.4), scalar(rnd, rnd.random() < 0.4), count], keywords


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("first", range(0, 300, 50))
def test_random_arguments(first):
    for seed in range(first, first + 50):
        rnd = random.Random(seed)
        name, arguments, keywords = random_range(rnd)
        operands = dict(zip("abc", arguments))
        text = [n if hasattr(x, "dtype") or rnd.random() < 0.5 else repr(x) for n, x in operands.items()]
        program = f"{name}({', '.join([*text, *(f'{k}={x!r}' for k, x in keywords.items())])})"
        if name == "linspace" and keywords.get("dtype", "f")[0] == "u" and min(arguments[:2]) < 0:
            continue  # what C leaves open
        try:
            expected = getattr(np, name)(*arguments, **keywords)
        except OverflowError:
            with pytest.raises(jxpr.Error, match="out of bounds"):
                jxpr.evaluate(program, operands)
            continue
        got = jxpr.evaluate(program, operands)
        assert not random_arrays.same(got, expected), (seed, program, operands)
