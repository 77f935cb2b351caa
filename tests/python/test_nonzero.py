"""Where a condition holds, against NumPy: nonzero, flatnonzero, argwhere, where of one argument, compress and extract.

Every value comes from a seed. JXPR_PLACES=N runs all programs on N arrays instead of one.
"""

import os

import numpy as np
import pytest

import jxpr
import random_arrays

SEEDS = int(os.environ.get("JXPR_PLACES", 1))
SHAPES = ((0,), (1,), (70_001,), (1, 9), (17, 33), (3, 0), (5, 7, 3))


def same(text, operands, want):
    got = jxpr.evaluate(text, operands)
    np.testing.assert_array_equal(got, want, err_msg=text, strict=True)


def sparse(rng, dtype, shape):
    """Numbers, about half of which are 0, in one of several layouts."""
    a = random_arrays.values(rng, dtype, int(np.prod(shape))).reshape(shape)
    a[rng.random(shape) < rng.choice((0.02, 0.5, 0.98))] = 0
    return np.asfortranarray(a) if rng.random() < 0.3 else a[::-1] if rng.random() < 0.3 else a


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("seed", range(SEEDS))
@pytest.mark.parametrize("dtype", random_arrays.DTYPES)
def test_nonzero(dtype, seed):
    rng = np.random.default_rng(seed)
    for shape in SHAPES:
        a = sparse(rng, dtype, shape)
        o = {"a": a}
        for k in range(a.ndim):
            same(f"nonzero(a)[{k}]", o, np.nonzero(a)[k])
        same("where(a)[-1]*2", o, np.where(a)[-1] * 2)
        same("argwhere(a)", o, np.argwhere(a))
        same("flatnonzero(a)", o, np.flatnonzero(a))
        same("size(flatnonzero(a))", o, np.int64(np.count_nonzero(a)))
        same("sum(flatnonzero(a))", o, np.flatnonzero(a).sum())
        same("a[nonzero(a)]", o, a[np.nonzero(a)])


@pytest.mark.parametrize("seed", range(SEEDS))
@pytest.mark.parametrize("dtype", random_arrays.DTYPES)
def test_compress(dtype, seed):
    rng = np.random.default_rng(seed)
    for shape in SHAPES:
        a = sparse(rng, dtype, shape)
        o = {"a": a, "m": rng.random(shape) < 0.5}
        same("extract(m, a)", o, np.extract(o["m"], a))
        for axis in range(a.ndim):
            for n in {shape[axis], shape[axis] // 2}:
                o["c"] = rng.random(n) < 0.5
                same(f"compress(c, a, axis={axis})", o, np.compress(o["c"], a, axis=axis))
        o["c"] = rng.random(a.size) < 0.5
        same("compress(c, a)", o, np.compress(o["c"], a))


def test_results_of_one_axis_and_names():
    a = np.array([0, 3, 0, 4])
    same("nonzero(a)", {"a": a}, np.nonzero(a)[0])
    same("i = where(a > 0); i[0][1:]", {"a": a}, np.array([3]))
    same("i = nonzero(a)[0]; i[a[i] > 3]", {"a": a}, np.array([3]))
    same("nonzero(s)[0]", {"s": np.array(["", "x"])}, np.array([1]))
    same("nonzero(z)[0]", {"z": np.array([0j, 1j, -0.0])}, np.array([1]))
    out = np.zeros(2, np.int64)
    jxpr.evaluate("flatnonzero(a)", {"a": a}, out=out)
    assert out.tolist() == [1, 3]


@pytest.mark.parametrize(
    "text, error",
    (
        ("nonzero(a)", "are places along each of 2 axes; take one, as in nonzero"),
        ("nonzero(a)[2]", "axis 2 is out of bounds for an array of rank 2"),
        ("nonzero(a)[-3]", "axis 2 is out of bounds for an array of rank 2"),
        ("nonzero(3)", "nonzero needs an array of at least one axis"),
        ("argwhere(3)", "argwhere needs an array of at least one axis"),
        ("where(a, 1)", "where takes 3 arguments, not 2"),
        ("compress(a, a)", "compress needs a condition of one axis, not 2"),
        ("compress(a[0], a, axis=0)", "compress: a condition of 3 elements for an axis of 2"),
        ("nonzero(a[a > 1])", "a place in what a condition selects is not compiled"),
    ),
)
def test_errors(text, error):
    with pytest.raises(jxpr.Error, match=error):
        jxpr.evaluate(text, {"a": np.arange(6).reshape(2, 3)})


@pytest.mark.parametrize("dtype", ("S3", "U4"))
def test_like_strings(dtype):
    a = np.array([["ab", "c"], ["", "def"]], dtype)
    fill = {"v": np.array(b"longer" if dtype[0] == "S" else "longer")}
    same("zeros_like(a)", {"a": a}, np.zeros_like(a))
    same("ones_like(a[0])", {"a": a}, np.ones_like(a[0]))
    same("full_like(a.T, v)", {"a": a, **fill}, np.full_like(a.T, fill["v"]))
    same("full_like(a, v[()], shape=(3,))", {"a": a, **fill}, np.full_like(a, fill["v"], shape=3))


@pytest.mark.parametrize("text", ("1j, 3, 7", "0, 2 - 5j, 4, endpoint=False", "a, b, 5", "a, 1, 1", "a, b, 0", "a, a, 3"))
def test_linspace_of_complex_ends(text):
    operands = {"a": np.complex64(1.5 - 2j), "b": np.complex64(0.1 + 7j)}
    same(f"linspace({text})", operands, eval(f"np.linspace({text})", {"np": np, **operands}))
