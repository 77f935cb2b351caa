"""var, std, argmin, argmax, ptp, vecdot, the nan family, and the keywords of reductions, against NumPy.

What is exact (indices, extremes, sums of whole numbers) must have NumPy's bits. Means and variances are compared with
exact rational arithmetic, and NumPy's beside them.
"""

import random
from fractions import Fraction

import numpy as np
import pytest

import jxpr
import random_arrays

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")

SHAPES = [(0,), (1,), (7,), (33,), (4097,), (1, 1), (5, 0), (0, 5), (1, 300), (300, 1), (64, 33)]
SHAPES += [(40, 1, 513), (3, 7, 5, 9)]
EPS = np.finfo(float).eps


@pytest.fixture
def threads():
    """Sets the number of threads; the former number comes back."""
    before = jxpr.set_threads(2)
    yield jxpr.set_threads
    jxpr.set_threads(before)


def tuple_of(x):
    return x if isinstance(x, tuple) else (x,)


def spelled(axis):
    return f"({''.join(f'{k},' for k in axis)})" if isinstance(axis, tuple) else str(axis)


def call(name, keywords):
    """The text of a call; arrays are given by their names."""
    given = {k: spelled(v) if k == "axis" else k if isinstance(v, np.ndarray) else v for k, v in keywords.items()}
    given |= {"where": "mask"} if "where" in given else {}
    return f"{name}({', '.join(['a', *(f'{k}={v}' for k, v in given.items())])})"


def some_axis(rnd, rank, single=False):
    """An axis, a tuple of them, or None."""
    if rank == 0 or rnd.random() < 0.25:
        return None
    if single or rnd.random() < 0.6:
        return rnd.randrange(-rank, rank)
    return tuple(a - rank * (rnd.random() < 0.3) for a in rnd.sample(range(rank), rnd.randint(0, rank)))


def whole(rng, dtype, shape, most=3):
    """Small whole numbers, which every sum holds exactly; floats have NaN among them."""
    a = rng.integers(0 if np.dtype(dtype).kind == "u" else -most, most + 1, shape).astype(dtype)
    if a.dtype.kind == "f":
        a[rng.random(shape) < 0.2] = np.nan
    return a


def mask_for(rnd, rng, a):
    return np.asarray(rng.random(random_arrays.broadcastable(rnd, a.shape)) < rnd.choice((0, 0.5, 1)))


def compare(name, a, keywords):
    """One call, exactly; both fail when there is nothing to take an extreme of."""
    text, arrays = call(name, keywords), {"a": a, "mask": keywords.get("where")}
    arrays = {k: v for k, v in arrays.items() if isinstance(v, np.ndarray)}
    numpys = {k: v if k != "dtype" else np.dtype(v.strip("'")) for k, v in keywords.items()}
    try:
        expected = getattr(np, name)(a, **numpys)
    except ValueError as e:
        assert "zero-size" in str(e) or "empty sequence" in str(e), e
        with pytest.raises(jxpr.ProgramValueError, match="of no elements|of an empty sequence"):
            jxpr.evaluate(text, arrays)
        return
    got = jxpr.evaluate(text, arrays)
    wrong = random_arrays.same(got, np.asarray(expected))
    assert not wrong, (text, a.dtype, a.shape, a.strides, wrong)


EXACT = ["sum", "prod", "min", "max", "any", "all", "nansum", "nanprod", "nanmin", "nanmax", "argmin", "argmax", "ptp"]


@pytest.mark.parametrize("name", EXACT)
def test_exact_ones_have_numpys_bits(name):
    rnd, rng = random.Random(name), np.random.default_rng(1)
    for shape in SHAPES:
        for dtype in rnd.sample(random_arrays.DTYPES, 5):
            if name == "ptp" and dtype.kind == "b":
                continue
            for _ in range(3):
                a = random_arrays.strided(rnd, whole(rng, dtype, shape, 1 if "prod" in name else 3))
                keywords = {"axis": some_axis(rnd, a.ndim, name.startswith("arg")), "keepdims": rnd.random() < 0.5}
                if rnd.random() < 0.5 and not name.startswith(("arg", "ptp")):
                    if "min" in name or "max" in name:
                        keywords["initial"] = rnd.choice((0, -2, 1)) if dtype.kind in "if" else 1 if dtype.kind == "u" else True
                    keywords["where"] = mask_for(rnd, rng, a)
                compare(name, a, keywords)


@pytest.mark.parametrize("name", ["sum", "prod", "nansum", "nanprod", "mean"])
def test_dtypes(name):
    rnd, rng = random.Random(name), np.random.default_rng(2)
    for dtype in rnd.sample(random_arrays.DTYPES, 5):
        for to in rnd.sample(random_arrays.DTYPES, 5):
            for shape in SHAPES[::2]:
                a = rng.integers(0, 3, shape).astype(dtype)
                if name == "mean":
                    if a.size & (a.size - 1) or (not a.size and to.kind != "f"):
                        continue  # quotients of powers of two are exact, and NaN is no integer
                    compare(name, a, {"dtype": f"'{to}'"})
                else:
                    compare(name, a, {"axis": some_axis(rnd, a.ndim), "dtype": f"'{to}'"})


@pytest.mark.parametrize("name", ["argmin", "argmax", "nanmin", "nanmax", "min", "max"])
@pytest.mark.parametrize("dtype", random_arrays.DTYPES, ids=str)
def test_of_edges(name, dtype):
    """NaN, infinities, both zeros, the largest integers."""
    rnd, rng = random.Random(f"{name}{dtype}"), np.random.default_rng(3)
    for shape in SHAPES:
        for _ in range(4):
            a = random_arrays.values(rng, dtype, int(np.prod(shape))).reshape(shape)
            a = np.where(a == 0, np.zeros((), dtype), a)  # of +0 and -0 either may be the extreme
            if a.dtype.kind == "f":
                a[np.isnan(a)] = np.nan  # C's fmax, and so NumPy, takes a signaling NaN for no NaN
            compare(name, random_arrays.strided(rnd, a), {"axis": some_axis(rnd, a.ndim, True)})


def test_both_zeros_are_one_value():
    for n in (2, 9, 40, 5000):
        for first in (0.0, -0.0):
            a = np.full(n, 1.0)
            a[n // 2], a[-1] = first, -first
            assert jxpr.evaluate("argmin(a), argmax(-a)", {"a": a}) == (n // 2, n // 2)


# ---- Indices --------------------------------------------------------------------------------------------------------

LARGE = [(300_007,), (3, 100_003), (100_003, 3), (550, 601), (2, 300, 401), (300, 401, 2)]


@pytest.mark.parametrize("shape", LARGE, ids=str)
def test_ties_in_every_piece(shape, threads):
    """Long reductions are cut into pieces; the first of equals wins wherever the others lie."""
    rng = np.random.default_rng(4)
    n = int(np.prod(shape))
    for places in ((0, n - 1), (n - 2, n - 1), (n // 3, n // 2, n // 2 + 1, n - 1), tuple(rng.integers(0, n, 50))):
        for value, name in ((-9.0, "argmin"), (9.0, "argmax"), (np.nan, "argmin"), (np.nan, "argmax")):
            a = rng.random(shape)
            a.reshape(-1)[list(places)] = value
            for order in ("C", "F"):
                x = np.asarray(a, order=order)
                for n_threads in (1, 2, 5):
                    threads(n_threads)
                    assert jxpr.evaluate(f"{name}(x)", {"x": x}) == min(places)
                text = ", ".join(f"{name}(x, axis={k})" for k in range(a.ndim))
                for k, got in enumerate(tuple_of(jxpr.evaluate(text, {"x": x}))):
                    assert np.array_equal(got, getattr(np, name)(a, axis=k))


@pytest.mark.parametrize("dtype", ["int32", "int64", "float32", "bool"])
def test_ties_of_few_values(dtype):
    rng = np.random.default_rng(5)
    for shape in LARGE:
        a = rng.integers(0, 2, shape).astype(dtype)
        axes = [None, *range(len(shape))]
        for name in ("argmin", "argmax"):
            got = jxpr.evaluate(", ".join(f"{name}(a, axis={k})" for k in axes), {"a": a})
            for k, g in zip(axes, got):
                assert np.array_equal(g, getattr(np, name)(a, axis=k)), (name, shape, k)


def test_indices_of_expressions_and_views():
    rng = np.random.default_rng(6)
    a, b = rng.integers(-9, 9, (70, 90)).astype(float), rng.integers(-9, 9, 90).astype(float)
    for text, expected in (
        ("argmin(a + b)", np.argmin(a + b)),
        ("argmax(a.T*2, axis=0)", np.argmax(a.T, axis=0)),
        ("argmin(a[::-2, 1::3])", np.argmin(a[::-2, 1::3])),
        ("argmax(a[:, None, :] - b[:, None], axis=2)", np.argmax(a[:, None, :] - b[:, None], axis=2)),
        ("argmin((a - 1)**2, axis=1) + argmax(a, axis=1)", np.argmin((a - 1) ** 2, 1) + np.argmax(a, 1)),
        ("argmin(sum(a, axis=1))", np.argmin(a.sum(1))),
        ("argmax(arange(1000) % 7)", 6),
        ("max(argmin(a, axis=0, keepdims=True) - arange(90))", (np.argmin(a, 0) - np.arange(90)).max()),
    ):
        assert np.array_equal(jxpr.evaluate(text, {"a": a, "b": b}), expected), text


# ---- vecdot ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("dtype", random_arrays.DTYPES, ids=str)
def test_vecdot(dtype):
    rng = np.random.default_rng(7)
    for left, right, axis in (
        ((300,), (300,), -1),
        ((50, 3), (3,), -1),
        ((50, 3), (50, 3), 0),
        ((7, 1, 65), (5, 65), -1),
        ((65, 4), (65,), 0),
        ((2, 65, 3), (65, 1), -2),
        ((0,), (0,), 0),
        ((4, 0), (0,), 1 - 2),
        ((1,), (1,), 0),
    ):
        a, b = rng.integers(-3, 4, left).astype(dtype), rng.integers(-3, 4, right).astype(dtype)
        for keepdims in (False, True):
            got = jxpr.evaluate(f"vecdot(a, b, axis={axis}, keepdims={keepdims})", {"a": a, "b": b})
            assert not random_arrays.same(got, np.asarray(np.vecdot(a, b, axis=axis, keepdims=keepdims))), (left, right)


# ---- Variances ------------------------------------------------------------------------------------------------------


def exact_variance(a, ddof=0):
    """A fraction: elements are integers times a power of two."""
    mantissas, exponents = np.frexp(a.astype(float))
    least = int(exponents.min()) - 53
    whole = [int(m * 2**53) << (int(e) - 53 - least) for m, e in zip(mantissas.tolist(), exponents.tolist())]
    n, total, squares = len(whole), sum(whole), sum(i * i for i in whole)
    return Fraction(n * squares - total * total, n * (n - ddof)) * Fraction(2) ** (2 * least)


def error(got, exact):
    """Relative to the exact value; its own size where that is 0."""
    return float(abs(Fraction(float(got)) - exact) / exact) if exact else abs(float(got))


def samples(n):
    rng = np.random.default_rng(n)
    normal = rng.normal(size=n)
    return {
        "normal": normal,
        "uniform": rng.random(n),
        "mean 1e4": normal + 1e4,
        "mean 1e8": normal + 1e8,
        "mean 1e12": normal + 1e12,
        "mean 1e15": np.round(normal * 4) + 1e15,
        "sorted": np.sort(rng.random(n)),
        "a ramp far off": np.arange(n) + 1e9,
        "outlier first": np.r_[1e10, normal[1:]],
        "far outlier first": np.r_[-1e15, normal[1:]],
        "outlier last": np.r_[normal[1:], 1e10],
        "two clusters": np.r_[normal[: n // 2] - 1e9, normal[n // 2 :] + 1e9],
        "many scales": normal * 10.0 ** rng.integers(-10, 10, n),
        "tiny": normal * 1e-150,
        "huge": normal * 1e150,
        "a trend": np.cumsum(normal),
    }


@pytest.mark.parametrize("n", [2, 3, 10, 33, 1000, 50_001])
def test_variances_are_nearly_exact(n):
    """Never worse than NumPy's two passes, up to the last rounding; and a few roundings from the exact value whatever
    the mean is."""
    for name, a in samples(n).items():
        exact, root = exact_variance(a), None
        across = np.ascontiguousarray(np.stack([a, a[::-1], a], axis=1))
        nan = np.insert(a, n // 2, np.nan)
        arrays = {"a": a, "across": across, "nan": nan, "mask": ~np.isnan(nan)}
        text = "var(a), var(a[::-1]), var(a, ddof=1), nanvar(nan), var(nan, where=mask), std(a), var(across, axis=0)"
        along, turned, less, of_numbers, masked, root, columns = jxpr.evaluate(text, arrays)
        numpys = error(np.var(a), exact)
        for got in (along, turned, of_numbers, masked, *columns):
            assert error(got, exact) <= max(numpys, 4 * EPS), (name, n, float(got), float(exact))
        assert error(less, exact_variance(a, 1)) <= max(numpys, 4 * EPS), (name, n)
        assert error(Fraction(float(root)) ** 2, exact) <= 2 * max(numpys, 4 * EPS), (name, n)


@pytest.mark.parametrize("n", [3, 50_001])
def test_variances_of_float32(n):
    """Deviations are taken in float64, and rounded once."""
    for name, a in samples(n).items():
        if name in ("tiny", "huge"):
            continue
        a = a.astype(np.float32)
        exact = exact_variance(a)
        got, root = jxpr.evaluate("var(a), std(a)", {"a": a})
        assert got.dtype == root.dtype == np.float32
        assert error(got, exact) <= 6e-8, (name, n)
        assert error(Fraction(float(root)) ** 2, exact) <= 1.3e-7, (name, n)


@pytest.mark.parametrize("dtype", ["int32", "int64", "bool"])
def test_variances_of_integers(dtype):
    rng = np.random.default_rng(8)
    a = rng.integers(0, 2 if dtype == "bool" else 2**31, 10_001).astype(dtype)
    exact = exact_variance(a)
    for got in jxpr.evaluate("var(a), nanvar(a), var(a, ddof=0.0)", {"a": a}):
        assert got.dtype == np.float64 and error(got, exact) <= 4 * EPS


def test_equal_elements_do_not_vary():
    for n in (1, 2, 7, 16, 17, 100, 300_001):
        for value in (0.1, -1e300, 1e-310, 123456789.123):
            for dtype in ("float64", "float32"):
                a = np.full(n, min(value, 1e30) if value > 0 else max(value, -1e30), dtype)
                text = "var(a), std(a), var(a[:, None], axis=0)[0], nanvar(a), var(a, ddof=1) if size(a) > 1 else 0.0"
                assert [float(x) for x in jxpr.evaluate(text, {"a": a})] == [0.0] * 5, (n, value, dtype)


@pytest.mark.parametrize("name", ["var", "std", "nanvar", "nanstd", "mean", "nanmean"])
def test_inexact_ones_over_axes(name):
    """Every layout, axis, mask and ddof, within a few roundings of long doubles."""
    rnd, rng = random.Random(name), np.random.default_rng(9)
    for shape in SHAPES:
        for dtype in rnd.sample(random_arrays.DTYPES, 5):
            for _ in range(3):
                a = random_arrays.strided(rnd, whole(rng, dtype, shape))
                keywords = {"axis": some_axis(rnd, a.ndim), "keepdims": rnd.random() < 0.5}
                if "mean" not in name and rnd.random() < 0.5:
                    keywords["ddof"] = rnd.choice((0, 1, 2, 1.5, 1000))
                if rnd.random() < 0.5:
                    keywords["where"] = mask_for(rnd, rng, a)
                arrays = {"a": a, "mask": keywords.get("where")}
                got = jxpr.evaluate(call(name, keywords), {k: v for k, v in arrays.items() if v is not None})
                # NumPy's nanvar of integers is its var, whose divisor is not looked at.
                plain = name.removeprefix("nan") if dtype.kind != "f" else name
                expected = np.asarray(getattr(np, plain)(a.astype(np.longdouble), **keywords))
                result = np.dtype(dtype if dtype.kind == "f" else float)
                assert got.dtype == result and got.shape == expected.shape
                bound = 4 * np.finfo(result).eps
                np.testing.assert_allclose(got.astype(np.longdouble), expected, rtol=bound, atol=1e-17, err_msg=name)


def test_variances_of_what_is_not_finite():
    for a in ([np.inf, 1], [1, -np.inf], [np.inf] * 40, [np.nan] * 3, [1] * 50 + [np.inf], [np.nan] + [1] * 50):
        a = np.array(a, float)
        assert np.isnan(jxpr.evaluate("var(a), std(a), var(a[:,None], axis=0)[0]", {"a": a})).all(), a
    for a in ([1e200, -1e200], [0] * 40 + [1e170, 3e170], [1e160] * 20 + [-1e160]):
        a = np.array(a)
        assert np.isinf(jxpr.evaluate("var(a), var(a[:,None], axis=0)[0]", {"a": a})).all() and np.isinf(np.var(a)), a


def test_one_pass_for_mean_and_deviation():
    rng = np.random.default_rng(10)
    x = rng.normal(5, 3, (300, 200))
    for text, expected in (
        ("(x - mean(x))/std(x)", (x - x.mean()) / x.std()),
        ("(x - mean(x, axis=0))/std(x, axis=0)", (x - x.mean(0)) / x.std(0)),
        ("c = x.T - mean(x, axis=1); c/std(x, axis=1)", (x.T - x.mean(1)) / x.std(1)),
        ("std(x)/sqrt(size(x))", x.std() / np.sqrt(x.size)),
        ("max(var(x, axis=1)) - var(x - mean(x, axis=0))", x.var(1).max() - (x - x.mean(0)).var()),
        ("var(x, axis=0, where=x > mean(x))", np.var(x, axis=0, where=x > x.mean())),
    ):
        np.testing.assert_allclose(jxpr.evaluate(text, {"x": x}), expected, rtol=1e-12, atol=1e-13)


# ---- Kernels and threads --------------------------------------------------------------------------------------------


def test_one_program_for_all_sizes():
    """Empty arrays take another kernel; nothing else that a call's sizes decide shows."""
    rng = np.random.default_rng(11)
    for m, n in ((3, 4), (0, 4), (3, 0), (1, 4), (3, 1), (300, 700), (3, 4), (0, 0)):
        a = rng.integers(-9, 9, (m, n))
        mask = rng.random((m, n)) < 0.5
        text = "max(a, axis=0, initial=-3), min(a, initial=2, where=mask), var(a, axis=0), sum(a, where=mask[:1])"
        expected = (
            np.max(a, axis=0, initial=-3),
            np.min(a, initial=2, where=mask),
            np.var(a, axis=0),
            np.sum(a, where=mask[:1]) if m else None,
        )
        if m == 0:
            text, expected = text.rsplit(", sum", 1)[0], expected[:3]
        for got, e in zip(jxpr.evaluate(text, {"a": a, "mask": mask}), expected):
            np.testing.assert_allclose(got, e, rtol=1e-14)


@pytest.mark.parametrize("shape", [(1_200_000,), (1, 1_200_000), (1_200_000, 1), (1100, 1100), (3, 400_000)], ids=str)
def test_bits_do_not_depend_on_threads(shape, threads):
    rng = np.random.default_rng(12)
    a = rng.normal(3, 1, shape)
    a[rng.random(shape) < 0.01] = np.nan
    b, mask = np.nan_to_num(a), rng.random(shape) < 0.7
    texts = ["var(b)", "std(b, axis=0)", "var(b, axis=-1)", "nanvar(a)", "nanmean(a, axis=0)", "var(b, where=mask)"]
    texts += ["argmin(a)", "argmax(b, axis=0)", "argmin(b, axis=-1)", "ptp(b)", "nanmin(a, axis=-1)", "vecdot(b, b)"]
    texts += ["var(float32(b))", "mean(b, where=mask, axis=0)", "mean(b), var(b), std(b, axis=0)"]
    for text in texts:
        bits = set()
        for n in (1, 2, 5):
            threads(n)
            got = tuple_of(jxpr.evaluate(text, {"a": a, "b": b, "mask": mask}))
            bits.add(b"".join(np.asarray(g).tobytes() for g in got))
        assert len(bits) == 1, text
