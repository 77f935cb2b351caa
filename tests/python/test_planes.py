"""Reductions that keep a short innermost axis, taken apart or not, against NumPy: graph/build/planes.c.

JX_PLANES_ROUNDS (default 30) says how many random ones; the seed is printed."""

import os
import random

import numpy as np
import pytest

import jxpr

ROUNDS = int(os.environ.get("JX_PLANES_ROUNDS", 30))

# Programs of p (n, c), q (m, c) and w (m,), and what they are in NumPy.
WEIGHT = "w/(0.5 + sum(d*d, axis=2))"
PROGRAMS = {
    "forces": ("d = p[:,None,:] - q; F(d*(WEIGHT)[:,:,None], axis=1 OPTIONS)"),
    "distances": ("d = p[:,None,:] - q; F(abs(d), axis=1 OPTIONS)"),
    "both": ("d = p[:,None,:] - q; F(d*(WEIGHT)[:,:,None], axis=(0, 1) OPTIONS)"),
    "outer": ("d = p - q[:,None,:]; F(d/(1 + sum(d*d, axis=2))[:,:,None], axis=0 OPTIONS)"),
    "inside": ("d = p[:,None,:] - q; 1 + 2*F(d*exp(-sum(d*d, axis=2))[:,:,None], axis=1 OPTIONS)"),
}
FOLDS = "sum", "mean", "max", "min", "prod"


def numpy_of(program, names):
    *before, last = program.split("; ")
    scope = dict(names, sum=np.sum, mean=np.mean, max=np.max, min=np.min, prod=np.prod, abs=np.abs, exp=np.exp)
    for statement in before:
        exec(statement, scope)
    return eval(last, scope)


def operands(rng, dtype, n, m, c):
    def some(*shape):
        if np.issubdtype(dtype, np.floating):
            return (rng.random(shape) * 2 - 1).astype(dtype)
        return rng.integers(0, 5, shape).astype(dtype)

    return {"p": some(n, c), "q": some(m, c), "w": some(m)}


def laid_out(choice, a):
    """The same values in another layout."""
    how = choice("plain fortran backwards gap swapped".split())
    if how == "fortran":
        return np.asfortranarray(a)
    if how == "backwards":
        return np.ascontiguousarray(a[::-1])[::-1]
    if how == "gap":
        return np.repeat(a, 2, axis=0)[::2]
    return a.astype(a.dtype.newbyteorder()) if how == "swapped" else a


def compare(program, names, tolerance):
    expected = numpy_of(program, {k: v.astype(np.float64) if v.dtype.kind == "f" else v for k, v in names.items()})
    result = jxpr.evaluate(program, names)
    assert result.shape == expected.shape
    np.testing.assert_allclose(result, expected, rtol=tolerance, atol=tolerance)
    given = np.full(expected.shape, 7, result.dtype)
    jxpr.evaluate(program, names, given)
    np.testing.assert_array_equal(given, result)
    return result


def test_random_planes():
    seed = random.randrange(1 << 32)
    print("seed", seed)
    rng, choice = np.random.default_rng(seed), random.Random(seed).choice
    for _ in range(ROUNDS):
        dtype = choice([np.float32, np.float64, np.int32, np.int64, np.uint8])
        n, m, c = choice([1, 3, 17, 40]), choice([1, 2, 15, 16, 17, 33, 300]), choice([1, 2, 3, 4, 5, 8, 9, 12])
        fold = choice(FOLDS if dtype in (np.float32, np.float64) else FOLDS[:4])
        options = choice(["", ", keepdims=True", ", initial=1", ", where=w > 0"])
        if "initial" in options and fold == "mean" or "where" in options and fold not in ("sum", "prod"):
            options = ""
        if "where" in options:
            options = ", where=(w > 0)[:,None]"
        program = PROGRAMS[choice(list(PROGRAMS))]
        if "axis=0" in program:
            options = options.replace("[:,None]", "[:,None,None]")
        program = program.replace("F(", f"{fold}(").replace(" OPTIONS", options).replace("WEIGHT", WEIGHT)
        names = operands(rng, dtype, n, m, c)
        names = {k: laid_out(choice, v) if v.ndim == 2 else v for k, v in names.items()}
        if dtype == np.uint8 and "abs" not in program:
            continue  # differences of unsigned numbers wrap in other ways under division
        compare(program, names, 2e-4 if dtype == np.float32 else 1e-11)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("c", [2, 3, 4, 8, 9])
def test_threads_do_not_change_bits(dtype, c):
    names = operands(np.random.default_rng(c), dtype, 150, 2000, c)
    program = PROGRAMS["forces"].replace("F(", "sum(").replace(" OPTIONS", "").replace("WEIGHT", WEIGHT)
    results = []
    try:
        for threads in (1, 2, 5):
            jxpr.set_threads(threads)
            results.append(jxpr.evaluate(program, names).tobytes())
    finally:
        jxpr.set_threads(0)
    assert len(set(results)) == 1


def test_overflow_on_the_way():
    p, q, w = np.ones((5, 3)), np.repeat([1e308, -1e308], 20)[:, None] * np.ones(3), np.full(40, 2.5)
    program = "sum(q*(w/(1 + sum(p[:,None,:]*0.5, axis=2)))[:,:,None], axis=1)"
    result = jxpr.evaluate(program, {"p": p, "q": q, "w": w})
    np.testing.assert_array_equal(result, np.zeros((5, 3)))


def test_complex():
    rng = np.random.default_rng(3)
    p, q = (rng.random((k, 3)) + 1j * rng.random((k, 3)) for k in (20, 50))
    program = "d = p[:,None,:] - q; sum(d/(1 + sum(abs(d), axis=2))[:,:,None], axis=1)"
    np.testing.assert_allclose(
        jxpr.evaluate(program, {"p": p, "q": q}), numpy_of(program, {"p": p, "q": q}), rtol=1e-12
    )


def test_axes_that_are_folded_or_used_again():
    rng = np.random.default_rng(4)
    p = rng.random((60, 3))
    program = "d = p[:,None,:] - p; f = sum(d/(1 + sum(d*d, axis=2))[:,:,None], axis=1); F"
    for last in ("f[:,0]", "f.T", "p + 0.1*f", "sum(f*f, axis=1)", "f[::-1, ::-1]", "f - mean(f, axis=0)"):
        text = program.replace("F", last)
        np.testing.assert_allclose(jxpr.evaluate(text, {"p": p}), numpy_of(text, {"p": p}), rtol=1e-11, atol=1e-12)
