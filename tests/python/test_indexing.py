"""Arrays of integers as indices, against NumPy: random arrays, layouts, indices, and programs around them.

Every choice comes from a seed, which a failure prints. JXPR_INDEXING=N runs N programs instead of the few of a suite.
"""

import os
import random

import numpy as np
import pytest

import jxpr
import random_arrays

PROGRAMS = int(os.environ.get("JXPR_INDEXING", 60))
INDEX_DTYPES = ("i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8")
AROUND = ("{}", "{} + {}", "({})[::-1]", "({})[1:]", "({}).T", "where({} == {}, {}, {})", "({})[None]", "({})[..., ::2]")

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")


def laid_out(rnd, a):
    """The same elements, lying in memory in some other way."""
    order = list(range(a.ndim))
    rnd.shuffle(order)
    b = np.ascontiguousarray(a.transpose(order)).transpose(np.argsort(order))
    if a.ndim and rnd.random() < 0.3:
        b = np.repeat(b, 2, axis=-1)[..., ::2]
    if a.ndim and rnd.random() < 0.3:
        b = np.ascontiguousarray(b[::-1])[::-1]
    return b


def index(rnd, rng, extent, shape):
    dtype = np.dtype(rnd.choice(INDEX_DTYPES))
    least = -extent if dtype.kind == "i" else 0
    i = rng.integers(max(least, np.iinfo(dtype).min), max(1, min(extent, np.iinfo(dtype).max)), shape)
    return laid_out(rnd, i.astype(dtype))


def brackets(rnd, rng, a):
    """Indices for all kinds of axes, at least one of them an array, with the arrays' values by name."""
    items, values = [], {}
    axes = rnd.randint(1, a.ndim)
    arrays = rnd.sample(range(axes), rnd.randint(1, min(3, axes)))
    common = tuple(rnd.choice((1, 2, 3, 5, 17, 40)) for _ in range(rnd.choice((1, 1, 2))))
    for axis in range(axes):
        extent = a.shape[axis]
        if axis in arrays:
            shape = tuple(rnd.choice((1, e)) for e in common)[rnd.choice((0, 0, len(common) - 1)) :]
            name = f"i{axis}"
            values[name] = index(rnd, rng, extent, shape)
            items.append(name)
        elif rnd.random() < 0.3:
            items.append(str(rnd.randint(-extent, extent - 1)))
        else:
            items.append(rnd.choice((":", "1:", "::2", "::-1", ":-1")))
        if rnd.random() < 0.15:
            items.append("None")
    if axes < a.ndim and rnd.random() < 0.2:
        items.append("...")
    return "[" + ", ".join(items) + "]", values


def program(seed):
    rnd, rng = random.Random(seed), np.random.default_rng(seed)
    shape = tuple(rnd.choice((1, 2, 3, 4, 7, 16, 33)) for _ in range(rnd.choice((1, 1, 2, 2, 3))))
    dtype = rnd.choice(random_arrays.DTYPES)
    a = laid_out(rnd, random_arrays.values(rng, dtype, int(np.prod(shape))).reshape(shape))
    text, values = brackets(rnd, rng, a)
    base = rnd.choice(("a", "a", "(a == a[:1])", "maximum(a, a)", "max(a, axis=0, keepdims=True)", "a[::-1]"))
    if base.startswith("max("):
        a = laid_out(rnd, np.repeat(a[:1], shape[0], axis=0))
        base = "max(a[None], axis=0)"
    one = base + text
    around = rnd.choice(AROUND)
    return around.format(*[one] * 4), {"a": a, **values}


def valid_program(seed):
    """A program, its operands, and what NumPy makes of them: the first that NumPy takes."""
    names = {n: getattr(np, n) for n in ("where", "maximum", "max")}
    for other in range(seed, seed + 10**7, 10**5):
        text, operands = program(other)
        try:
            return text, operands, eval(text, names, operands)
        except (IndexError, TypeError) as e:  # too many indices, sums of bool
            if isinstance(e, TypeError) and "boolean add" not in str(e):
                raise
    raise AssertionError(f"no program for seed {seed}")


@pytest.mark.parametrize("seed", range(PROGRAMS))
def test_random(seed):
    text, operands, want = valid_program(seed)
    print(seed, text, {n: (v.dtype.str, v.shape, v.strides) for n, v in operands.items()})
    got = jxpr.evaluate(text, operands)
    np.testing.assert_array_equal(got, want, strict=True)
    given = np.empty_like(want)
    if given.ndim:
        jxpr.evaluate(text, operands, out=given)
        np.testing.assert_array_equal(given, want)


@pytest.mark.parametrize("n", (0, 1, 7, 8, 9, 15, 16, 17, 31, 33, 4097, 300_001))
def test_lengths(n):
    rng = np.random.default_rng(n)
    for dtype in random_arrays.DTYPES:
        t = random_arrays.values(rng, dtype, 120)
        for index_dtype in ("i1", "i4", "i8", "u2"):
            i = rng.integers(-120 if index_dtype[0] == "i" else 0, 120, n).astype(index_dtype)
            np.testing.assert_array_equal(jxpr.evaluate("t[i]", {"t": t, "i": i}), t[i], strict=True)
            rows = t.reshape(40, 3)
            np.testing.assert_array_equal(jxpr.evaluate("r[i//3]", {"r": rows, "i": i}), rows[i // 3], strict=True)


@pytest.mark.parametrize("text", ("t[i]", "t[i]*2 + 1", "sum(t[i])", "take(t, i)", "(t + 1)[i]", "t[i][::2]"))
@pytest.mark.parametrize("bad", (1000, -1001, 2**40, -(2**63)))
def test_out_of_bounds(text, bad):
    t, i = np.arange(1000.0), np.arange(100_000) % 1000
    i[70_000] = bad
    with pytest.raises(IndexError, match=f"index {bad} is out of bounds for axis 0 with size 1000"):
        jxpr.evaluate(text, {"t": t, "i": i})
    out = np.full(np.shape(eval(text, {"sum": np.sum, "take": np.take}, {"t": t, "i": i * 0})), -1.0)
    if out.ndim:
        with pytest.raises(IndexError):
            jxpr.evaluate(text, {"t": t, "i": i}, out=out)
        assert (out == -1).all()


def test_least_of_several():
    """With several indices out of bounds, the message does not depend on which thread came first."""
    t, i = np.arange(10.0), np.zeros(500_000, int)
    i[[3, 200_000, 499_999]] = 77, -50, 12
    for _ in range(5):
        with pytest.raises(IndexError, match="index -50 is"):
            jxpr.evaluate("t[i]", {"t": t, "i": i})


def test_result_on_operands():
    i = np.arange(5000)[::-1].copy()
    jxpr.evaluate("i[i]", {"i": i}, out=i)
    np.testing.assert_array_equal(i, np.arange(5000))
    t = np.arange(5000.0)
    jxpr.evaluate("t[i] + t", {"t": t, "i": np.arange(5000)[::-1]}, out=t)
    np.testing.assert_array_equal(t, np.full(5000, 4999.0))


def test_along_axis():
    rng = np.random.default_rng(1)
    a = rng.normal(size=(9, 40, 5))
    for axis in range(3):
        i = np.argsort(a, axis=axis)
        names = {"a": a, "i": i}
        np.testing.assert_array_equal(
            jxpr.evaluate(f"take_along_axis(a, i, axis={axis})", names), np.take_along_axis(a, i, axis)
        )
        np.testing.assert_array_equal(
            jxpr.evaluate(f"take_along_axis(a, argmin(a, axis={axis}, keepdims=True), {axis})", names),
            a.min(axis=axis, keepdims=True),
        )


def test_large_expressions():
    """Gathers in stages that are cut into parts."""
    rng = np.random.default_rng(2)
    t, i, x = rng.normal(size=100), rng.integers(-100, 100, 5003), rng.normal(size=5003)
    terms = " + ".join(f"t[(i + {k}) % 100]*sin(x + {k})" for k in range(60))
    want = sum(t[(i + k) % 100] * np.sin(x + k) for k in range(60))
    np.testing.assert_allclose(jxpr.evaluate(terms, {"t": t, "i": i, "x": x}), want, rtol=1e-12, atol=1e-12)
