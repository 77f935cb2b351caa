"""Rows of some bytes put side by side, cut out or moved along, and outer comparisons and products, beside NumPy: extents
around those of registers and cache lines, results given at any address and fresh, results that are operands, one to
three threads. RUNS_CASES says how many random cases; RUNS_SEED where they begin."""

import os

import numpy as np
import pytest

import jxpr

CASES = int(os.environ.get("RUNS_CASES", 12))
SEED = int(os.environ.get("RUNS_SEED", 1))
DTYPES = ["u1", "i2", "f4", "f8", "c16", "S3", "S24"]
COPIES = [
    "concatenate((a, b), axis=1)",
    "concatenate((a, c, b), axis=1)",
    "concatenate((b[:,1:], a[:,:-1], c, a, b, c, a, b, c), axis=1)",
    "stack((a, b), axis=1)",
    "stack((a, b))",
    "roll(a, 2, axis=1)",
    "a[:,1:]",
    "a[::-1,:-1]",
    "a[::2,1:]",
    "concatenate((a[::-1], b), axis=1)",
]
OUTER = [
    "x[:,None] == arange(m)",
    "x[:,None] != arange(m)",
    "arange(m) == x[:,None]",
    "x[:,None] == 3*arange(m) - 2",
    "where(x[:,None] == arange(m), 1.5, y)",
    "x[:,None] < y",
    "x[:,None] * y",
    "x[:,None] + arange(m)",
    "(x[:,None] == arange(m)) | (y > 3)",
    "-x[:,None] == -arange(m)",
]


def filled(rng, shape, dtype):
    dtype = np.dtype(dtype)
    if dtype.kind == "S":
        return rng.integers(0, 10**6, shape).astype(dtype)
    return rng.integers(0, 100, shape).astype(dtype)


def result_at(rng, shape, dtype):
    """An array whose rows begin anywhere, perhaps with gaps between them."""
    dtype = np.dtype(dtype)
    if rng.random() < 0.3:
        wide = np.zeros((*shape[:-1], shape[-1] + int(rng.integers(1, 9))), dtype)
        return wide[..., : shape[-1]]
    size = int(np.prod(shape)) * dtype.itemsize
    at = int(rng.integers(0, 9)) * (dtype.itemsize if dtype.kind != "S" else 1)
    return np.zeros(size + 128, np.uint8)[at : at + size].view(dtype).reshape(shape)


def numpy_value(text, names):
    scope = {k: getattr(np, k) for k in ("concatenate", "stack", "roll", "arange", "where")}
    return eval(text, scope, names)


def check(rng, text, names):
    expected = numpy_value(text, names)
    jxpr.set_threads(int(rng.integers(1, 4)))
    fresh = jxpr.evaluate(text, names)
    assert fresh.dtype == expected.dtype
    np.testing.assert_array_equal(fresh, expected, text)
    given = result_at(rng, expected.shape, expected.dtype)
    jxpr.evaluate(text, names, given)
    np.testing.assert_array_equal(given, expected, text)


@pytest.mark.parametrize("seed", range(SEED, SEED + CASES))
def test_copies(seed):
    rng = np.random.default_rng(seed)
    dtype = rng.choice(DTYPES)
    columns = int(rng.choice([3, 4, 5, 7, 8, 15, 16, 17, 31, 32, 33, 50, 63, 64, 65, 100, 130, 300]))
    rows = int(rng.integers(1, 200_000 // columns // np.dtype(dtype).itemsize + 2))
    names = {k: filled(rng, (rows, columns), dtype) for k in "abc"}
    for text in COPIES:
        check(rng, text, names)


@pytest.mark.parametrize("seed", range(SEED, SEED + CASES))
def test_outer(seed):
    rng = np.random.default_rng(seed)
    columns = int(rng.choice([2, 7, 16, 19, 20, 33, 63, 64, 65, 100, 127, 128, 129, 257, 1000]))
    rows = int(rng.integers(1, 300_000 // columns))
    x = filled(rng, rows, rng.choice(["i1", "i4", "i8", "f4", "f8"]))
    y = filled(rng, columns, rng.choice(["u1", "i4", "f4", "f8"]))
    for text in OUTER:
        check(rng, text, {"x": x, "y": y, "m": columns})


@pytest.mark.parametrize("columns", [30, 64, 100, 520, 2100, 4096])
@pytest.mark.parametrize("dtype", ["u1", "f4", "f8"])
def test_large_results(columns, dtype):
    """Past the cache, rows beginning anywhere in a line."""
    rng = np.random.default_rng(columns)
    x, y = filled(rng, 9_000_000 // columns, dtype), filled(rng, columns, dtype)
    for text in ("x[:,None] < y", "x[:,None] == arange(m)", "x[:,None] + y"):
        check(rng, text, {"x": x, "y": y, "m": columns})


@pytest.mark.parametrize("seed", range(SEED, SEED + CASES))
def test_results_that_are_operands(seed):
    """Rows may not be read after they have been written over."""
    rng = np.random.default_rng(seed)
    rows, columns = int(rng.integers(400, 4000)), int(rng.integers(4, 70))
    base = filled(rng, (rows, 2 * columns), "f4")
    halves = {"a": base[:, :columns], "b": base[:, columns:]}
    for text in ("concatenate((b, a), axis=1)", "concatenate((a, b), axis=1)", "concatenate((b, b), axis=1)"):
        work = base.copy()
        names = {"a": work[:, :columns], "b": work[:, columns:]}
        jxpr.set_threads(int(rng.integers(1, 4)))
        jxpr.evaluate(text, names, work)
        np.testing.assert_array_equal(work, numpy_value(text, halves), text)
    for text in ("a[::-1]", "roll(a, 3, axis=1)", "roll(a, 1, axis=0)"):
        work = base.copy()
        jxpr.evaluate(text, {"a": work}, work)
        np.testing.assert_array_equal(work, numpy_value(text, {"a": base}), text)
