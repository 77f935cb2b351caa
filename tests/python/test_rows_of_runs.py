"""Rows of some bytes put side by side, cut out or moved along, and outer comparisons and products, beside NumPy: extents
around those of registers and cache lines, results given at any address and fresh, results that are operands, one to
three threads. RUNS_CASES says how many random cases; RUNS_SEED where they begin."""

import os

import numpy as np
import pytest

import jxpr

CASES = int(os.environ.get("RUNS_CASES", 6))
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


def whole_of(a):
    while a.base is not None:
        a = a.base
    return a


def untouched(given):
    """A copy of all the memory that a result lies in, without the result."""
    rest = whole_of(given).copy()
    at = given.__array_interface__["data"][0] - whole_of(given).__array_interface__["data"][0]
    np.ndarray(given.shape, given.dtype, rest.data, at, given.strides)[...] = np.zeros((), given.dtype)
    return rest


def check(rng, text, names):
    expected = numpy_value(text, names)
    jxpr.set_threads(int(rng.integers(1, 4)))
    fresh = jxpr.evaluate(text, names)
    assert fresh.dtype == expected.dtype
    np.testing.assert_array_equal(fresh, expected, text)
    given = result_at(rng, expected.shape, expected.dtype)
    jxpr.evaluate(text, names, given)
    np.testing.assert_array_equal(given, expected, text)
    assert not untouched(given).view(np.uint8).any(), text


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


@pytest.mark.parametrize("dtype", ["?", "f2", "c8", "c16", ">f4", ">i8"])
def test_outer_of_other_dtypes(dtype):
    rng = np.random.default_rng(5)
    for columns in (1, 7, 31, 64, 129, 700):
        x, y = filled(rng, 50, dtype), filled(rng, columns, dtype)
        for text in ("x[:,None] == y", "where(x[:,None] == y, x[:,None], y)", "x[:,None] * y"):
            check(rng, text, {"x": x, "y": y})


def test_one_hot_of_labels_outside():
    """Differences that wrap around are no match."""
    least, largest = np.iinfo("i8").min, np.iinfo("i8").max
    x = np.array([least, least + 1, -65, -64, -1, 0, 1, 63, 64, 65, 999, 1000, largest - 1, largest])
    rng = np.random.default_rng(6)
    for columns in (1, 8, 63, 64, 65, 100, 1000):
        names = {"x": x, "m": columns, "o": np.int64(largest - 500), "u": np.int64(least)}
        for text in (
            "x[:,None] == arange(m)",
            "x[:,None] != arange(m)",
            "arange(m) - 64 == x[:,None]",
            "x[:,None] == -arange(m)",
            "x[:,None] == 3*arange(m) + u",
        ):
            check(rng, text, names)
        if columns <= 500:
            check(rng, "x[:,None] == arange(m) + o", names)


@pytest.mark.parametrize("columns", [320, 511])
def test_large_copies(columns):
    """Runs that pass the cache line by line, from and to any byte."""
    rng = np.random.default_rng(columns)
    rows = (14 << 20) // columns
    a, b = (rng.integers(0, 256, rows * columns + 3, np.uint8)[k:][: rows * columns] for k in (1, 3))
    names = {"a": a.reshape(rows, columns), "b": b.reshape(rows, columns)}
    for text in ("concatenate((a, b), axis=1)", "concatenate((b[::-1], a[:,1:]), axis=1)", "stack((a, b), axis=1)"):
        check(rng, text, names)


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
