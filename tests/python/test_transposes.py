"""Elementwise programs that read across the grain, which run in tiles, against NumPy bit for bit."""

import numpy as np
import pytest

import jxpr
import random_arrays

# around a square of eight, a step of sixteen lanes, and a piece
SHAPES = [(1, 1), (3, 5), (7, 8), (8, 8), (9, 17), (16, 16), (17, 33), (64, 65), (100, 130),
          (257, 300), (300, 257), (600, 600)]


def matrix(seed, shape, dtype):
    return (np.random.default_rng(seed).normal(size=shape) * 100).astype(dtype)


@pytest.mark.parametrize("dtype", random_arrays.DTYPES, ids=str)
@pytest.mark.parametrize("m, n", SHAPES)
def test_transposed_operand(m, n, dtype):
    a, b = matrix(m, (m, n), dtype), matrix(n, (n, m), dtype)
    assert np.array_equal(jxpr.evaluate("a + b.T", {"a": a, "b": b}), a + b.T)
    assert np.array_equal(jxpr.evaluate("where(b.T, a, b.T)", {"a": a, "b": b}),
                          np.where(b.T, a, b.T))
    first, second = jxpr.evaluate("a + b.T, a*b.T", {"a": a, "b": b})
    assert np.array_equal(first, a + b.T) and np.array_equal(second, a * b.T)


@pytest.mark.parametrize("n", [1, 7, 8, 9, 64, 200])
def test_into_the_operand_itself(n):
    a = matrix(n, (n, n), np.float64)
    expected = a + a.T
    jxpr.evaluate("a + a.T", {"a": a}, out=a)
    assert np.array_equal(a, expected)


def test_slices_steps_and_more_axes():
    x, y = matrix(1, (20, 30, 40), np.float64), matrix(2, (40, 30, 20), np.float64)
    assert np.array_equal(jxpr.evaluate("x + y.T", {"x": x, "y": y}), x + y.T)
    program = "x[:, ::2, 1:] + y.T[:, ::2, 1:]"
    assert np.array_equal(jxpr.evaluate(program, {"x": x, "y": y}),
                          x[:, ::2, 1:] + y.T[:, ::2, 1:])
    backwards = y[::-1, :, ::-1]
    assert np.array_equal(jxpr.evaluate("x - y.T", {"x": x, "y": backwards}), x - backwards.T)
    fortran = np.asfortranarray(x)
    assert np.array_equal(jxpr.evaluate("x*f", {"x": x, "f": fortran}), x * fortran)


@pytest.mark.parametrize("shape", [(0, 5), (5, 0), (0, 0)])
def test_nothing(shape):
    a, b = np.zeros(shape), np.zeros(shape[::-1])
    assert jxpr.evaluate("a + b.T", {"a": a, "b": b}).shape == shape


def test_threads_do_not_change_bits():
    a = matrix(3, (700, 900), np.float64)
    b = matrix(4, (900, 700), np.float64)
    results = []
    try:
        for threads in (1, 2, 3, 8):
            jxpr.set_threads(threads)
            results.append(jxpr.evaluate("a*2 - b.T/3", {"a": a, "b": b}))
    finally:
        jxpr.set_threads(0)
    assert np.array_equal(results[0], a * 2 - b.T / 3)
    assert all(r.tobytes() == results[0].tobytes() for r in results)
