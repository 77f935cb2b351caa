"""Reductions: NumPy's values where they are exact, a bound on the error of sums, and the same bits on any number of
threads."""

import math
import random

import numpy as np
import pytest

import jxpr
import random_arrays


@pytest.fixture
def threads():
    """Sets the number of threads; the former number comes back."""
    before = jxpr.set_threads(2)
    yield jxpr.set_threads
    jxpr.set_threads(before)


def lengths():
    return [0, 1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 127, 128, 129, 511, 513, 1000, 4097, 300_001]


# ---- Exact ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("dtype", random_arrays.DTYPES, ids=str)
def test_every_length(dtype):
    rng = np.random.default_rng(1)
    for n in lengths():
        a = rng.integers(-3, 4, n).astype(dtype)
        text, functions = "sum(a), any(a), all(a), count_nonzero(a)", [np.sum, np.any, np.all, np.count_nonzero]
        if n:
            text, functions = text + ", min(a), max(a), mean(a)", [*functions, np.min, np.max, np.mean]
        for got, f in zip(jxpr.evaluate(text, {"a": a}), functions):
            assert not random_arrays.same(got, f(a)), (n, f)


SHAPES = [(64, 33, 64), (1000, 3), (3, 1000), (1, 5000), (5000, 1), (700, 700), (40, 1, 513), (7, 9, 11, 13), (2,) * 12]


@pytest.mark.parametrize("keepdims", [False, True])
@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_every_axis_of_every_order(shape, keepdims):
    rnd = random.Random(str(shape))
    base = np.random.default_rng(2).integers(-50, 50, shape)
    for dtype in ("int64", "float32", "float64"):
        orders = [tuple(range(len(shape))), tuple(reversed(range(len(shape))))]
        orders += [tuple(rnd.sample(range(len(shape)), len(shape))) for _ in range(3)]
        for order in orders:
            a = np.ascontiguousarray(base.astype(dtype).transpose(order)).transpose(np.argsort(order))
            axes = [(k,) for k in range(len(shape))] if len(shape) < 5 else []
            axes += [tuple(rnd.sample(range(len(shape)), rnd.randint(0, len(shape)))) for _ in range(2)]
            for axis in axes:
                tail = f"axis=({','.join(map(str, axis))}{',' if axis else ''}), keepdims={keepdims}"
                got = jxpr.evaluate(f"sum(a, {tail}), max(a, {tail}), min(-a, {tail})", {"a": a})
                for g, e in zip(
                    got,
                    (
                        np.sum(a, axis, keepdims=keepdims),
                        np.max(a, axis, keepdims=keepdims),
                        np.min(-a, axis, keepdims=keepdims),
                    ),
                ):
                    assert not random_arrays.same(g, e), (dtype, order, axis)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_nan_propagates_from_every_place(dtype):
    for n in (1, 5, 32, 33, 100):
        for place in range(n):
            a = np.arange(n, dtype=dtype)
            a[place] = np.nan
            for got in jxpr.evaluate("min(a), max(a), sum(a), mean(a), prod(a)", {"a": a}):
                assert np.isnan(got) and got.dtype == dtype


def test_infinities():
    inf = np.inf
    for a in ([inf, 1], [-inf, 1], [inf, -inf], [inf] * 40, [1e300] * 40 + [-inf]):
        a = np.array(a)
        with np.errstate(all="ignore"):
            expected = [np.sum(a), np.max(a), np.min(a), np.mean(a)]
        for got, e in zip(jxpr.evaluate("sum(a), max(a), min(a), mean(a)", {"a": a}), expected):
            assert not random_arrays.same(got, e), a


def test_zeros_keep_no_sign_in_sums():
    for n in (1, 2, 7, 40):
        for shape, axis in (((n,), "0"), ((n, 3), "0"), ((3, n), "1"), ((n,), "None")):
            got = jxpr.evaluate(f"sum(a, axis={axis})", {"a": np.full(shape, -0.0)})
            assert not random_arrays.same(got, np.sum(np.full(shape, -0.0), axis=eval(axis)))


def test_integers_wrap():
    for dtype in ("int32", "int64"):
        a = random_arrays.values(np.random.default_rng(3), dtype, 1001)
        b = a[a != 0] | 1
        got = jxpr.evaluate("sum(a), prod(b), min(a), max(a)", {"a": a, "b": b})
        for g, e in zip(got, (np.sum(a), np.prod(b), np.min(a), np.max(a))):
            assert not random_arrays.same(g, e)


INTEGERS = [d for d in random_arrays.DTYPES if np.dtype(d).kind in "iu"]


@pytest.mark.parametrize("dtype", INTEGERS, ids=str)
def test_folds_of_integers_at_their_limits(dtype):
    """Registers hold narrow integers, short runs of sums in twice as many bits, and blocks of words in memory."""
    rng, limits = np.random.default_rng(4), np.iinfo(dtype)
    folds = [np.sum, np.min, np.max, np.argmin, np.argmax, np.ptp]
    folds += [np.mean] if limits.bits <= 32 else []  # NumPy's float64 sums round
    for shape in ((1, 65), (63, 7), (65, 130), (2, 4100), (4100, 2), (300, 1000)):
        for a in (
            rng.integers(limits.min, limits.max, shape, dtype, endpoint=True),
            np.full(shape, limits.max, dtype),
            np.full(shape, limits.min, dtype),
        ):
            for x in (a, np.asfortranarray(a), a[::-1, ::-1], np.repeat(a, 2, axis=1)[:, ::2]):
                for axis in (None, 0, 1):
                    names = [f.__name__ for f in folds]
                    got = jxpr.evaluate(", ".join(f"{name}(x, axis={axis})" for name in names), {"x": x})
                    for name, g, f in zip(names, got, folds):
                        assert not random_arrays.same(g, f(x, axis=axis)), (name, shape, axis)
                    one = jxpr.evaluate(f"max(x, axis={axis})", {"x": x})
                    assert not random_arrays.same(one, np.max(x, axis=axis)), (shape, axis)
                    some = jxpr.evaluate(f"count_nonzero(x > 3, axis={axis}), any(x > 3, axis={axis})", {"x": x})
                    for g, f in zip(some, (np.count_nonzero, np.any)):
                        assert not random_arrays.same(g, f(x > 3, axis=axis)), (f, shape, axis)


@pytest.mark.filterwarnings("ignore:Mean of empty slice", "ignore:invalid value")
@pytest.mark.parametrize(
    "expression, dtype, expected",
    [
        ("sum(a)", "float32", 0),
        ("sum(a)", "bool", 0),
        ("prod(a)", "int32", 1),
        ("prod(a)", "float32", 1),
        ("any(a)", "int32", False),
        ("all(a)", "float64", True),
        ("count_nonzero(a)", "float64", 0),
        ("mean(a)", "float32", np.nan),
        ("mean(a)", "int32", np.nan),
    ],
)
def test_of_nothing(expression, dtype, expected):
    a = np.zeros(0, dtype)
    assert not random_arrays.same(jxpr.evaluate(expression, {"a": a}), getattr(np, expression.split("(")[0])(a))
    assert np.array_equal(jxpr.evaluate(expression, {"a": np.zeros((0, 2), dtype)}), expected, equal_nan=True)
    got = jxpr.evaluate(expression.replace("a)", "a, axis=0)"), {"a": np.zeros((0, 2), dtype)})
    assert np.array_equal(got, [expected] * 2, equal_nan=True)


# ---- Inexact --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("n", [1, 2, 17, 33, 1000, 65_537, 2_000_001])
def test_float64_sums_are_nearly_exact(n):
    """Every addition is compensated: what is left is the last rounding, unless all digits cancel. Of dear elements runs
    of 16 are added plainly: |error| <= 16 eps sum|a|, and the last rounding."""
    rng = np.random.default_rng(n)
    for a in (rng.random(n), rng.normal(size=n), rng.normal(size=n) * 10.0 ** rng.integers(-10, 10, n)):
        exact = math.fsum(a)
        eps = np.finfo(float).eps
        total = math.fsum(np.abs(a))
        got, across = jxpr.evaluate("sum(a), sum(b, axis=0)", {"a": a, "b": np.stack([a, -a], 1)})
        for x in (got, across[0], -across[1]):
            assert abs(x - exact) <= eps * abs(exact) + 1e-18 * total
        dear = jxpr.evaluate("sum(where(exp(a*0) > 0, a, 0))", {"a": a})
        assert abs(dear - exact) <= 16 * eps * total + eps * abs(exact)
        # Where nothing cancels, a few units in the last place.
        if (a >= 0).all():
            assert abs(dear - exact) <= 8 * np.spacing(exact)


@pytest.mark.parametrize("n", [1, 17, 1000, 2_000_001])
def test_float32_sums_accumulate_in_float64(n):
    rng = np.random.default_rng(n)
    a = rng.normal(size=n).astype(np.float32)
    exact = math.fsum(a.astype(float))
    got = jxpr.evaluate("sum(a)", {"a": a})
    assert got.dtype == np.float32
    bound = np.spacing(np.float32(abs(exact))) + 1e-12 * math.fsum(np.abs(a.astype(float)))
    assert abs(float(got) - exact) <= bound


def test_sums_inside_expressions():
    rng = np.random.default_rng(5)
    x = rng.normal(3, 2, (300, 200))
    for text, expected in (
        ("(x - mean(x))", x - x.mean()),
        ("sum((x - mean(x))**2)/size(x)", x.var()),
        ("x/sum(x, axis=1, keepdims=True)", x / x.sum(1, keepdims=True)),
        ("sum(x, axis=0)", x.sum(0)),
        ("max(sum(abs(x), axis=1))", np.abs(x).sum(1).max()),
        ("sqrt(mean(x**2))", np.sqrt((x**2).mean())),
        ("sum(sum(x, axis=0)*sum(x.T, axis=1))", (x.sum(0) ** 2).sum()),
        ("mean(x[::2] - x[1::2], axis=1)", (x[::2] - x[1::2]).mean(1)),
    ):
        np.testing.assert_allclose(jxpr.evaluate(text, {"x": x}), expected, rtol=1e-11, atol=1e-12)


def test_chamfer_distance():
    rng = np.random.default_rng(6)
    for nl, nr in ((1, 1), (3, 50), (100, 37), (257, 64)):
        left, right = rng.random((nl, 3)), rng.random((nr, 3))
        for difference, f in (("L[:,None,:] - R[None,:,:]", np.subtract), ("L[:,None,:] * R[None,:,:]", np.multiply)):
            text = f"d = sqrt(sum(({difference})**2, axis=2)); maximum(mean(min(d, axis=1)), mean(min(d, axis=0)))"
            d = np.sqrt((f(left[:, None], right[None]) ** 2).sum(2))
            expected = max(d.min(1).mean(), d.min(0).mean())
            np.testing.assert_allclose(jxpr.evaluate(text, {"L": left, "R": right}), expected, rtol=1e-13)


# ---- Threads --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "sum(a)",
        "mean(a)",
        "sum(a*b)",
        "sum(a, axis=0)",
        "sum(a, axis=1)",
        "sum(a.T*1.5, axis=0)",
        "prod(1 + a*1e-4)",
        "max(a)",
        "sum(abs(a - mean(a))**2)",
        "sum(float32(a))",
        "sum(float32(a), axis=0)",
        "sum(a[::-1, ::2], axis=1)",
        "sum(a, axis=0, keepdims=True) + a",
        "sum(sum(a, axis=1)*mean(a))",
    ],
)
@pytest.mark.parametrize("shape", [(1_200_000, 1), (1, 1_200_000), (1100, 1100), (3, 400_000), (400_000, 3)], ids=str)
def test_bits_do_not_depend_on_threads(text, shape, threads):
    rng = np.random.default_rng(7)
    arrays = {"a": rng.normal(size=shape), "b": rng.normal(size=shape)}
    results = []
    for n in (1, 2, 3, 5, 8):
        threads(n)
        results.append(np.asarray(jxpr.evaluate(text, arrays)).tobytes())
    assert len(set(results)) == 1


def test_several_threads_are_used(threads):
    threads(2)
    jxpr.evaluate("sum(sqrt(a))", {"a": np.ones(5_000_000)})
    assert jxpr.stats()["threads"] == 2
