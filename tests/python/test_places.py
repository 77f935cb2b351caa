"""bools, folds that end early, and places of extremes, against NumPy: what any, all, count_nonzero, argmin and argmax find
in arrays of every dtype, rank and stride, of lengths around what registers, runs and pieces hold; a match at every place
and none; ties and NaN; the same on any number of threads.

    python test_places.py FIRST COUNT    more seeds than the suite has
"""

import random
import sys

import numpy as np
import pytest

import jxpr

THREADS = (1, 2, 7)
LENGTHS = (1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 127, 128, 129, 1000, 4095, 4096, 4097)
LONG = (32_767, 32_769, 70_001, 196_608, 196_609, 1_100_003)  # runs of narrow elements, pieces, several of them
DTYPES = [*("bool", "int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64"), "float16", "float32", "float64"]
SEEDS = range(60)
BIG = 2**31 + 77  # elements of an axis whose indices need more than 32 bits

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")


@pytest.fixture(autouse=True)
def threads():
    """The number of threads comes back."""
    before = jxpr.set_threads(2)
    yield
    jxpr.set_threads(before)


def differs(text, arrays, expected):
    """What is wrong with a program's values on some number of threads, or None."""
    for n in THREADS:
        jxpr.set_threads(n)
        got = jxpr.evaluate(text, arrays)
        for g, e in zip(got if isinstance(got, tuple) else (got,), expected, strict=True):
            g, e = np.asarray(g), np.asarray(e)
            if g.shape != e.shape or g.dtype.kind != e.dtype.kind or not np.array_equal(g, e):
                return f"{text} on {n} threads: {g.ravel()[:5]}, not {e.ravel()[:5]}"
    return None


# ---- One axis ----


@pytest.mark.parametrize("n", [*LENGTHS, *LONG])
def test_a_match_ends_the_fold_wherever_it_is(n):
    rng = np.random.default_rng(n)
    places = {0, n - 1, n // 2, n // 3, *(p for p in (1, 63, 64, 4095, 4096, 196_607, 196_608) if p < n)}
    for place in (None, *sorted(places)):
        t = np.zeros(n, bool)
        if place is not None:
            t[place:] = rng.random(n - place) < 0.1
            t[place] = True
        x = np.where(t, 100.0, rng.standard_normal(n))
        programs = {
            "any(t)": (t.any(),),
            "all(~t)": ((~t).all(),),
            "argmax(t)": (t.argmax(),),
            "argmin(~t)": ((~t).argmin(),),
            "any(x > 50), all(x < 50), argmax(x > 50)": ((x > 50).any(), (x < 50).all(), (x > 50).argmax()),
            "any(t), count_nonzero(t)": (t.any(), np.count_nonzero(t)),
            "argmax(t), sum(x)*0": (t.argmax(), np.float64(0)),
        }
        for text, expected in programs.items():
            wrong = differs(text, {"t": t, "x": x}, expected)
            assert not wrong, f"{n} elements, a match at {place}: {wrong}"


def test_what_is_not_a_number_ends_nothing():
    x = np.full(300_000, np.nan)
    x[299_000] = 3.0
    assert not differs("any(x > 2), all(x > 2), argmax(x > 2)", {"x": x}, (True, False, 299_000))
    assert not differs("any(isnan(x)), all(isnan(x)), argmin(isnan(x))", {"x": x}, (True, False, 299_000))


def test_what_a_fold_ends_before_is_still_an_error():
    i = np.zeros(300_000, np.int64)
    i[299_000] = 7
    for n in THREADS:
        jxpr.set_threads(n)
        with pytest.raises(jxpr.Error, match="out of bounds"):
            jxpr.evaluate("any(x[i] > 0)", {"x": np.ones(3), "i": i})
        with pytest.raises(jxpr.Error):
            jxpr.evaluate("any(2**(3 - i) > 0)", {"i": i})


def test_strings_are_searched_until_one_is_found():
    s = np.array(["some text", "other", "nothing"] * 70_000)
    assert not differs("any(contains(s, 'needle')), argmax(s == 'x')", {"s": s}, (False, 0))
    s[150_000] = "a needle"
    assert not differs("any(contains(s, 'needle')), argmax(s == 'a needle')", {"s": s}, (True, 150_000))


# ---- Places ----


def numbers(rng, dtype, n):
    """Few different ones, so that there are ties; some of them NaN or infinite, or the least and greatest there are."""
    if dtype == "bool":
        return rng.random(n) < rng.choice([0.0, 0.001, 0.5, 0.999, 1.0])
    if dtype[0] == "f":
        x = np.round(rng.standard_normal(n) * rng.choice([0.3, 3, 1000])).astype(dtype)
        for value in (np.nan, np.inf, -np.inf, -0.0):
            if rng.random() < 0.3:
                x[rng.integers(0, n, rng.integers(1, 4))] = value
        return x
    info = np.iinfo(dtype)
    low, high = (info.min, info.max) if rng.random() < 0.5 else (max(info.min, -3), 3)
    return rng.integers(low, high, n, dtype=dtype, endpoint=True)


@pytest.mark.parametrize("dtype", DTYPES)
def test_places_of_every_dtype(dtype):
    rng = np.random.default_rng(11)
    for n in (*LENGTHS, *LONG):
        for _ in range(2 if n < 5000 else 1):
            x = numbers(rng, dtype, n)
            for y in (x, x[::-1], np.repeat(x, 3)[1::3], np.full(n, x[0]), np.sort(x)):
                wrong = differs("argmax(x), argmin(x)", {"x": y}, (y.argmax(), y.argmin()))
                assert not wrong, f"{n} of {dtype}: {wrong}"


def test_places_beside_other_folds():
    rng = np.random.default_rng(5)
    for n in (100, 5000, 70_001):
        x = rng.integers(-9, 9, n).astype("float32")
        t = x > 8
        expected = (x.argmax(), x.max(), t.argmax(), t.any(), x.argmin(), np.count_nonzero(t))
        assert not differs("argmax(x), max(x), argmax(t), any(t), argmin(x), count_nonzero(t)", {"x": x, "t": t}, expected)


def test_indices_beyond_32_bits():
    zero = np.lib.stride_tricks.as_strided(np.zeros(1, np.int8), (BIG,), (0,))
    for n in (1, 2):
        jxpr.set_threads(n)
        assert jxpr.evaluate("argmax(x)", {"x": zero}) == 0
        assert jxpr.evaluate(f"argmax(x == arange({BIG}) - {BIG - 1})", {"x": zero}) == BIG - 1
        assert jxpr.evaluate("argmax(x == arange(2147483720) - 2147483700)", {"x": zero[:2147483720]}) == 2147483700


# ---- Axes ----


def strided(rng, shape):
    """A view of a larger array of that shape: transposed, reversed, with gaps."""
    axes = rng.permutation(len(shape))
    steps = [int(rng.choice([1, 1, 1, 2])) for _ in shape]
    base = tuple(shape[a] * steps[a] for a in axes)
    order = np.argsort(axes)

    def view(x):
        x = x.reshape(base).transpose(order)
        return x[tuple(slice(None, None, s if rng.random() < 0.8 else -s) for s in steps)]

    return int(np.prod(base)), view


def trial(seed):
    rng = np.random.default_rng(seed)
    rank = int(rng.integers(1, 5))
    shape = tuple(int(rng.choice([1, 2, 3, 5, 8, 17, 40, 65, 130][: 9 if rank < 3 else 7])) for _ in range(rank))
    if rank == 2 and rng.random() < 0.3:
        shape = (int(rng.integers(1, 40)), int(rng.integers(1000, 9000)))[:: rng.choice([1, -1])]
    size, view = strided(rng, shape)
    dtype = str(rng.choice(["bool", "bool", *DTYPES]))
    x = view(numbers(rng, dtype, size))
    axis = int(rng.integers(-rank, rank))
    several = tuple(int(a) for a in rng.permutation(rank)[: rng.integers(1, rank + 1)])
    found = f"seed {seed}: {dtype} {shape} strides {x.strides}"
    programs = {
        f"argmax(x, axis={axis}), argmin(x, axis={axis})": (x.argmax(axis), x.argmin(axis)),
        "argmax(x), argmin(x)": (x.argmax(), x.argmin()),
        f"any(x, axis={several}), all(x, axis={several})": (np.any(x, axis=several), np.all(x, axis=several)),
        f"any(x, axis={axis}), all(x)": (np.any(x, axis=axis), np.all(x)),
        f"count_nonzero(x, axis={several})": (np.asarray(np.count_nonzero(x, axis=several)),),
    }
    if dtype == "bool":
        programs["~x, x & ~x, x | True"] = (~x, x & ~x, x | True)
        programs[f"argmax(x & ~x, axis={axis})"] = (np.argmax(x & ~x, axis=axis),)
        programs[f"sum(x, axis={several}), mean(x)"] = (x.sum(axis=several), x.mean())
    elif dtype[0] != "f":
        programs[f"max(x, axis={several}), min(x, axis={axis})"] = (x.max(axis=several), x.min(axis=axis))
    for text, expected in programs.items():
        wrong = differs(text, {"x": x}, expected)
        assert not wrong, f"{found}: {wrong}"


@pytest.mark.parametrize("seed", SEEDS)
def test_axes(seed):
    trial(seed)


def test_rows_that_share_an_operand():
    """Sums of products along rows, whose bits do not depend on threads or on which rows go together."""
    rng = random.Random(3)
    for n, m in ((1, 5000), (3, 4099), (37, 1000), (450, 5000), (8, 70_001)):
        a = np.random.default_rng(rng.randrange(99)).standard_normal((n, m))
        v = a[0].copy()
        results = []
        for threads in THREADS:
            jxpr.set_threads(threads)
            results.append(jxpr.evaluate("sum(a*v, axis=1), max(a - v, axis=1)", {"a": a, "v": v}))
        assert all(r[0].tobytes() == results[0][0].tobytes() for r in results)
        assert np.allclose(results[0][0], (a * v).sum(axis=1), rtol=1e-11, atol=1e-11)
        assert np.array_equal(results[0][1], (a - v).max(axis=1))


if __name__ == "__main__":
    first, count = (int(x) for x in (sys.argv[1:] + ["0", "1000"])[:2])
    for number in range(first, first + count):
        trial(number)
    print(f"{count} seeds from {first} on: all the same")
