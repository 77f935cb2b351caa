"""Reductions large enough to be cut into pieces: the same bits on any number of threads, and the right ones.

Random programs (random_reductions.py), then the formulas people write. `python test_reproducible.py FIRST COUNT` runs
other seeds.
"""

import concurrent.futures
import random
import sys
import warnings
from collections import Counter

import numpy as np
import pytest

import jxpr
import random_reductions

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")

THREADS = (1, 2, 3, 5, 8, 16)


@pytest.fixture(autouse=True)
def threads():
    """The number of threads comes back."""
    before = jxpr.set_threads(2)
    yield
    jxpr.set_threads(before)


def evaluated(text, arrays):
    """`compared()` on a thread that has not waited for others yet: one that has calls them for less."""
    with concurrent.futures.ThreadPoolExecutor(1) as thread:
        return thread.submit(compared, text, arrays).result()


def compared(text, arrays):
    """(results, what differs between numbers of threads or None, the most threads that ran)"""
    first, most = None, 0
    for n in THREADS:
        jxpr.set_threads(n)
        got = jxpr.evaluate(text, arrays)
        got = got if isinstance(got, tuple) else (got,)
        most = max(most, jxpr.stats()["threads"])
        if first is None:
            first, bits = got, [np.asarray(g).tobytes() for g in got]
            continue
        for i, g in enumerate(got):
            if np.asarray(g).tobytes() != bits[i]:
                return first, f"result {i} has other bits on {n} threads than on {THREADS[0]}", most
    return first, None, most


def described(seed, wrong, text, arrays):
    layouts = [f"  {n}: {a.dtype} {a.shape} {a.strides}" for n, a in arrays.items()]
    return "\n".join([f"seed {seed}: {wrong}", text, *layouts])


def difference(seed, tally):
    """What is wrong with one random program, or None. Counts programs by what they show in `tally`."""
    text, arrays, expected = random_reductions.Maker(random.Random(seed)).program()
    try:
        got, wrong, most = evaluated(text, arrays)
    except jxpr.Error as e:
        return described(seed, str(e), text, arrays)
    tally["several threads"] += most > 1
    tally["eight or more"] += most >= 8
    tally["exact"] += all(v.exact for v in expected)
    wrong = wrong or next(filter(None, map(random_reductions.far, got, expected)), None)
    return described(seed, wrong, text, arrays) if wrong else None


@pytest.mark.parametrize("first", range(0, 250, 50))
def test_of_fixed_seeds(first):
    tally = Counter()
    wrong = [w for seed in range(first, first + 50) if (w := difference(seed, tally))]
    assert not wrong, "\n\n".join(wrong[:5])
    # The corpus is worth nothing if no program is cut, or if all are exact or none is.
    assert tally["several threads"] >= 15 and tally["exact"] >= 5 and tally["exact"] <= 35, tally


# ---- What people write ----------------------------------------------------------------------------------------------


def sums(x, *axes):
    return x.sum(axis=axes or None, keepdims=True)


def apart(left, right):
    return np.sqrt(((left[:, None, :] - right[None, :, :]) ** 2).sum(2))


def chamfer(d):
    return max(d.min(1).mean(), d.min(0).mean())


def centered(x, *axes):
    return x - x.mean(axis=axes or None, keepdims=True)


def normal(rng, shape):
    return rng.normal(3, 2, shape)


def positive(rng, shape):
    return rng.random(shape) + 0.5


# Text; the same in NumPy, for long doubles; values; what is lost in differences, as a multiple of the largest operand.
FORMULAS = {
    "softmax of rows": (
        "e = exp(x - max(x, axis=-1, keepdims=True)); e/sum(e, axis=-1, keepdims=True)",
        lambda x, y: np.exp(x - x.max(-1, keepdims=True)) / np.exp(x - x.max(-1, keepdims=True)).sum(-1, keepdims=True),
        normal,
        0,
    ),
    "softmax of columns": (
        "e = exp(x - max(x, axis=0, keepdims=True)); e/sum(e, axis=0, keepdims=True)",
        lambda x, y: np.exp(x - x.max(0)) / np.exp(x - x.max(0)).sum(0),
        normal,
        0,
    ),
    "standardisation": (
        "c = x - mean(x); c/sqrt(mean(c**2))",
        lambda x, y: centered(x) / np.sqrt((centered(x) ** 2).mean()),
        normal,
        1,
    ),
    "standardisation of columns": (
        "c = x - mean(x, axis=0); c/sqrt(mean(c*c, axis=0))",
        lambda x, y: centered(x, 0) / np.sqrt((centered(x, 0) ** 2).mean(0)),
        normal,
        1,
    ),
    "variance by hand": (
        "sum((x - mean(x))**2)/(size(x) - 1)",
        lambda x, y: (centered(x) ** 2).sum() / (x.size - 1),
        normal,
        1,
    ),
    "squares about the column means": (
        "sum((x - mean(x, axis=0, keepdims=True))**2, axis=0)",
        lambda x, y: (centered(x, 0) ** 2).sum(0),
        normal,
        1,
    ),
    "squares about the row means": (
        "m = mean(x, axis=1, keepdims=True); m, sum((x - m)**2, axis=1)",
        lambda x, y: (x.mean(1, keepdims=True), (centered(x, 1) ** 2).sum(1)),
        normal,
        1,
    ),
    "root mean square": (
        "sqrt(mean(x**2)), sqrt(mean(x**2, axis=0)), sqrt(mean(x**2, axis=1))",
        lambda x, y: (np.sqrt((x**2).mean()), np.sqrt((x**2).mean(0)), np.sqrt((x**2).mean(1))),
        normal,
        0,
    ),
    "normalised differences": (
        "d = (x - y)/(x + y); d, mean(d, axis=0), max(abs(d), axis=1), mean(d)",
        lambda x, y: (d := (x - y) / (x + y), d.mean(0), np.abs(d).max(1), d.mean()),
        positive,
        1,
    ),
    "a result beside its sums": (
        "d = x*y; d, sum(d, axis=0), sum(d)",
        lambda x, y: (x * y, (x * y).sum(0), (x * y).sum()),
        positive,
        0,
    ),
    "a norm": ("max(sum(abs(x), axis=1))", lambda x, y: np.abs(x).sum(1).max(), normal, 0),
    "both norms": (
        "max(sum(abs(x), axis=1)), max(sum(abs(x), axis=0)), sqrt(sum(x*x))",
        lambda x, y: (np.abs(x).sum(1).max(), np.abs(x).sum(0).max(), np.sqrt((x * x).sum())),
        normal,
        0,
    ),
    "extremes of both axes": (
        "d = abs(x - y); min(d, axis=1), min(d, axis=0), max(d, axis=0), max(d, axis=1)",
        lambda x, y: (d := abs(x - y), d.min(1), d.min(0), d.max(0), d.max(1))[1:],
        normal,
        1,
    ),
    "scaled to the unit interval": (
        "lo = min(x, axis=0); (x - lo)/(max(x, axis=0) - lo)",
        lambda x, y: (x - x.min(0)) / np.where(x.max(0) == x.min(0), np.nan, x.max(0) - x.min(0)),
        normal,
        1,
    ),
    "shares of rows and columns": (
        "x/sum(x, axis=0), x/sum(x, axis=1, keepdims=True), x/sum(x)",
        lambda x, y: (x / sums(x, 0), x / sums(x, 1), x / sums(x)),
        positive,
        0,
    ),
    "an outer product of its sums": (
        "sum(sum(x, axis=1, keepdims=True)*x*sum(x, axis=0))/sum(x)",
        lambda x, y: (sums(x, 1) * x * sums(x, 0)).sum() / x.sum(),
        positive,
        0,
    ),
}


def close(got, expected, dtype, lost):
    """Terms of a sum are of one sign or counted in `lost`, so every result is within some roundings."""
    got, expected = (v if isinstance(v, tuple) else (v,) for v in (got, expected))
    assert len(got) == len(expected)
    for g, e in zip(got, expected):
        assert g.dtype == dtype and g.shape == np.shape(e)
        bad = ~(np.abs(g - e) <= 64 * np.finfo(dtype).eps * (np.abs(e) + lost)) & ~(np.isnan(g) & np.isnan(e))
        assert not bad.any(), (np.count_nonzero(bad), g[bad][:3], np.asarray(e)[bad][:3])


@pytest.mark.parametrize("shape", [(3, 30_000), (30_000, 3), (200, 300), (1, 60_000)], ids=str)
@pytest.mark.parametrize("name", FORMULAS)
def test_formulas(name, shape):
    text, function, values, lost = FORMULAS[name]
    rng = np.random.default_rng(1)
    for dtype, order in (("float64", "C"), ("float64", "F"), ("float32", "C")):
        x, y = (np.asarray(values(rng, shape), dtype, order) for _ in range(2))
        got, wrong, _ = evaluated(text, {"x": x, "y": y})
        assert not wrong, (dtype, order)
        expected = function(x.astype(np.longdouble), y.astype(np.longdouble))
        close(got, expected, dtype, lost * 10)


@pytest.mark.parametrize("order", ["C", "F"])
@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize("nl, nr", [(300, 200), (4, 9000), (9000, 4), (1, 40_000), (40_000, 1), (137, 391)])
def test_point_clouds(nl, nr, dtype, order):
    rng = np.random.default_rng(2)
    arrays = {"L": np.asarray(rng.random((nl, 3)), dtype, order), "R": np.asarray(rng.random((nr, 3)), dtype, order)}
    left, right = (a.astype(np.longdouble) for a in arrays.values())
    dots, d = np.sqrt((left[:, None, :] * right[None, :, :]).sum(2)), apart(left, right)
    ends = "maximum(mean(min(d, axis=1)), mean(min(d, axis=0)))"
    for text, expected, lost in (
        (f"d = sqrt(sum(L[:,None,:]*R[None,:,:], axis=2)); {ends}", chamfer(dots), 0),
        (f"d = sqrt(sum((L[:,None,:] - R[None,:,:])**2, axis=2)); {ends}", chamfer(d), 1),
        ("d = sqrt(sum((L[:,None,:] - R)**2, axis=-1)); d, min(d, axis=1), min(d, axis=0)", (d, d.min(1), d.min(0)), 1),
        ("max(min(sum((L[:,None] - R)**2, axis=2), axis=1))", (d**2).min(1).max(), 1),
        ("sum(exp(-sum((L[:,None,:] - R)**2, axis=-1)), axis=0)", np.exp(-(d**2)).sum(0), 0),
        ("sum(L, axis=0)/size(L) - mean(R, axis=0)", left.sum(0) / left.size - right.mean(0), 1),
    ):
        got, wrong, _ = evaluated(text, arrays)
        assert not wrong, text
        close(got, expected, dtype, lost)


def test_series():
    n = 300_000
    i = np.arange(1, n + 1)
    text = "i = arange(1, n+1); sum(where(contains(str(i), '9'), 0, 1/i)), sum(cos(i)/i)"
    got, wrong, most = evaluated(text, {"n": n})
    assert not wrong and most > 1
    kept = ~random_reductions.Maker.contains(i, "9")
    real = i.astype(np.longdouble)
    close(got, ((kept / real).sum(), (np.cos(i.astype(float)) / real).sum()), np.float64, 1)


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    first, count = (int(x) for x in sys.argv[1:3])
    tally = Counter()
    for seed in range(first, first + count):
        if found := difference(seed, tally):
            tally["wrong"] += 1
            print(f"{found}\n", flush=True)
    print(f"{count} programs on {', '.join(map(str, THREADS))} threads: {dict(tally)}")
