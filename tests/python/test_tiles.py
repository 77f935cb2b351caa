"""Expressions of large arrays and their transposes, which run in tiles whose parts are copied first: bit for bit what
NumPy has, on any number of threads. TILES_CASES says how many random cases; TILES_SEED where they begin."""

import os

import numpy as np
import pytest

import jxpr

CASES = int(os.environ.get("TILES_CASES", 24))
SEED = int(os.environ.get("TILES_SEED", 1))
LEAST = 16 << 20  # bytes of an array from which on there are such tiles
DTYPES = ["f8", "f4", "i8", "i4", "u2", "i1", "f2", "c8", "c16", ">f8", ">i4", "?"]
PROGRAMS = ["a + t(a)", "t(a) + a", "a + t(b)", "t(b) + a", "a + t(a) + b + t(b)", "t(a) + t(b) + a", "a + t(a) + s",
            "a + t(a) + row", "a + t(a) + column", "t(a) + b", "a + t(a[..., ::-1, :])", "a + t(a), t(a)"]  # fmt: skip


def filled(rng, shape, dtype):
    dtype = np.dtype(dtype)
    if dtype.kind == "b":
        return rng.integers(0, 2, shape).astype(dtype)
    if dtype.kind in "iu" or dtype == np.float16:  # which is not rounded between operations
        return rng.integers(0, 60, shape, np.int16).astype(dtype)
    x = rng.random(shape, np.float32).astype(dtype)
    return x + 1j * rng.random(shape, np.float32) if dtype.kind == "c" else x


def in_memory(rng, x):
    """The array, its last axis with a gap or not, beginning anywhere in a cache line."""
    gap, before = int(rng.choice([0, 0, 1, 3, 8])), int(rng.integers(0, 17))
    rows = int(np.prod(x.shape[:-1]))
    base = np.zeros(before + rows * (x.shape[-1] + gap), x.dtype)[before:]
    y = base.reshape(*x.shape[:-1], x.shape[-1] + gap)[..., : x.shape[-1]]
    y[...] = x
    return y


def check(program, names, dtype, rng, shape):
    t = "transpose({}, (1, 0))" if len(shape) == 2 else "transpose({}, (0, 2, 1))"
    text, start = "", 0
    while (at := program.find("t(", start)) >= 0:
        end = program.index(")", at) if "[" not in program[at:] else program.index("])", at) + 1
        text += program[start:at] + t.format(program[at + 2 : end])
        start = end + 1
    text += program[start:]
    expected = eval(text, {"transpose": np.transpose}, names)
    results = expected if isinstance(expected, tuple) else (expected,)
    for threads in (1, 2, 3):
        got = jxpr.evaluate(text, names, threads=threads)
        for x, y in zip(got if isinstance(got, tuple) else (got,), results, strict=True):
            assert x.dtype == y.dtype.newbyteorder("=") and x.shape == y.shape
            assert np.array_equal(x, y), text
    given = tuple(in_memory(rng, np.zeros(x.shape, x.dtype)) for x in results)
    jxpr.evaluate(text, names, out=given if len(given) > 1 else given[0], threads=2)
    for x, y in zip(given, results, strict=True):
        assert np.array_equal(x, y), text


@pytest.mark.parametrize("seed", range(SEED, SEED + CASES))
def test_mirrored(seed):
    rng = np.random.default_rng(seed)
    dtype = DTYPES[seed % len(DTYPES)]
    side = int(np.sqrt(LEAST / np.dtype(dtype).itemsize)) + int(rng.choice([0, 1, 7, 8, 63, 64, 100]))
    shape = (side, side) if rng.random() < 0.7 else (2, side, side)
    a, b = (in_memory(rng, filled(rng, shape, dtype)) for _ in range(2))
    names = {"a": a, "b": b, "s": a.dtype.type(1), "row": a[..., :1, :].copy(), "column": a[..., :1].copy()}
    check(str(rng.choice(PROGRAMS)), names, dtype, rng, shape)


@pytest.mark.parametrize("dtype", ["f8", "f4", "i2"])
@pytest.mark.parametrize("order", ["CF", "FC"])
def test_orders(dtype, order):
    rng = np.random.default_rng(5)
    shape = (1500, 6000)
    a, b = (np.asarray(filled(rng, shape, dtype), order=x) for x in order)
    for threads in (1, 2, 3):
        assert np.array_equal(jxpr.evaluate("a + b*a", {"a": a, "b": b}, threads=threads), a + b * a)


def test_in_place():
    rng = np.random.default_rng(6)
    a, b = filled(rng, (1700, 1700), "f8"), filled(rng, (1700, 1700), "f8")
    expected = a + a.T
    jxpr.evaluate("a + transpose(a)", {"a": a}, out=a)
    assert np.array_equal(a, expected)
    expected = a - b.T
    jxpr.evaluate("a - transpose(b)", {"a": a, "b": b}, out=a)
    assert np.array_equal(a, expected)
    expected = a - b.T
    jxpr.evaluate("a - transpose(b)", {"a": a, "b": b}, out=b)
    assert np.array_equal(b, expected)


def test_faults_are_found():
    a = np.full((4100, 4100), 3, np.int32)
    a[4099, 17] = 0
    with np.errstate(divide="ignore"):
        expected = a // a.T
    assert np.array_equal(jxpr.evaluate("a // transpose(a)", {"a": a}), expected)
