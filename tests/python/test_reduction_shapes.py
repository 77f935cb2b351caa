"""Every reduction over every boundary shape of two axes: none, one, and around what vectors and blocks of rows hold.

Values are small whole numbers, so every result is exact in every dtype. Sizes compile nothing, so each test walks
through all shapes with a few kernels.
"""

import itertools

import numpy as np
import pytest

import jxpr
import random_arrays

ROWS = (0, 1, 2, 3, 7, 8, 9, 15, 16, 17, 33)
COLUMNS = (0, 1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 511, 512, 513)
SHAPES = [(m, n) for m in ROWS for n in COLUMNS]

# Lying in memory in any way.
LAYOUTS = {
    "C": np.ascontiguousarray,
    "Fortran": np.asfortranarray,
    "reversed": lambda a: np.ascontiguousarray(a[::-1, ::-1])[::-1, ::-1],
    "columns apart": lambda a: np.repeat(a, 2, axis=1)[:, ::2],
}

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")


def matrix(rng, shape, dtype):
    return rng.integers(-50, 51, shape).astype(dtype) if dtype != "bool" else rng.random(shape) < 0.5


def odd(rng, shape):
    """Whole numbers without a zero, whose sign could go either way."""
    return 2.0 * rng.integers(-50, 50, shape) + 1


def factors(rng, shape, dtype):
    """Their product is a small power of two, in any order."""
    a = rng.choice((-1, 1), shape)
    a[rng.random(shape) < 0.005] = 2
    return a.astype(dtype)


def check(text, arrays, expected, hint):
    got = jxpr.evaluate(text, arrays)
    got = got if isinstance(got, tuple) else (got,)
    assert len(got) == len(expected)
    for i, (g, e) in enumerate(zip(got, expected)):
        wrong = random_arrays.same(g, e)
        assert not wrong, (text, i, hint, wrong)


@pytest.mark.parametrize(
    "dtype, layout",
    [("float64", "C"), ("float64", "Fortran"), ("float32", "C"), ("int32", "reversed"), ("bool", "columns apart")],
)
def test_every_reduction(dtype, layout):
    rng = np.random.default_rng(1)
    others = ("sum", "mean", "any", "all", "count_nonzero")
    texts = {
        axis: f"min(a, axis={axis}), max(a, axis={axis}), prod(p, axis={axis}), "
        + ", ".join(f"{name}(a, axis={axis})" for name in others)
        for axis in (0, 1, None)
    }
    for shape in SHAPES:
        a, p = (LAYOUTS[layout](make(rng, shape, dtype)) for make in (matrix, factors))
        arrays = {"a": a, "p": p}
        for axis, text in texts.items():
            expected = [np.prod(p, axis)] + [getattr(np, name)(a, axis) for name in others]
            if a.size if axis is None else shape[axis]:
                expected = [np.min(a, axis), np.max(a, axis), *expected]
            else:
                text = text[text.index("prod") :]
            check(text, arrays, expected, shape)
        if a.size:
            check(
                "min(a, axis=0), min(a, axis=1), max(a, axis=1), max(a, axis=0)",
                arrays,
                [a.min(0), a.min(1), a.max(1), a.max(0)],
                shape,
            )


@pytest.mark.parametrize("name", ["min", "max"])
def test_extremes_of_nothing(name):
    """Over an axis without elements, an error, unless no result would need one."""
    for shape in [(0, 3), (3, 0), (0, 0), (0, 1), (1, 0), (513, 0), (0, 513)]:
        for axis in (0, 1, None):
            a, text = np.zeros(shape), f"{name}(a, axis={axis})"
            try:
                expected = getattr(np, name)(a, axis)
            except ValueError:
                with pytest.raises(jxpr.ProgramValueError, match="no elements"):
                    jxpr.evaluate(text, {"a": a})
            else:
                assert jxpr.evaluate(text, {"a": a}).shape == expected.shape == (0,)


@pytest.mark.parametrize("dtype", ["float64", "float32", "int32"])
def test_one_pass_over_both_axes(dtype):
    """Of an expression that is no array: rows beside vectors of columns."""
    rng = np.random.default_rng(2)
    for m, n in SHAPES:
        x, y = (rng.integers(-50, 51, k).astype(dtype) for k in (m, n))
        d = np.abs(x[:, None] - y)
        text, expected = "sum(d, axis=0), sum(d, axis=1), sum(d)", [d.sum(0), d.sum(1), d.sum()]
        if d.size:
            text += ", min(d, axis=0), min(d, axis=1), max(d, axis=1), d"
            expected += [d.min(0), d.min(1), d.max(1), d]
        check("d = abs(x[:,None] - y); " + text, {"x": x, "y": y}, expected, (m, n))


@pytest.mark.parametrize("dtype, layout", [("float64", "C"), ("float64", "Fortran"), ("float32", "C")])
@pytest.mark.parametrize("k", [2, 3])
def test_distances_of_points(k, dtype, layout):
    rng = np.random.default_rng(3)
    text = "d = sum((L[:,None,:] - R)**2, axis=2); min(d, axis=1), min(d, axis=0), max(min(d, axis=0)), d"
    for m, n in SHAPES:
        left, right = (LAYOUTS[layout](matrix(rng, (e, k), dtype)) for e in (m, n))
        if m and n:
            d = ((left[:, None, :] - right) ** 2).sum(2)
            check(text, {"L": left, "R": right}, [d.min(1), d.min(0), d.min(0).max(), d], (m, n))


@pytest.mark.parametrize("dtype, layout", [("float64", "C"), ("int32", "Fortran")])
def test_nested(dtype, layout):
    rng = np.random.default_rng(4)
    for shape in SHAPES:
        a = LAYOUTS[layout](matrix(rng, shape, dtype))
        if not a.size:
            continue
        rows, columns = a.sum(1, keepdims=True), a.sum(0)
        check("max(sum(abs(a), axis=1)), min(sum(a, axis=0))", {"a": a}, [np.abs(a).sum(1).max(), columns.min()], shape)
        check(
            "c = a - min(a, axis=0); c, sum(c, axis=1), sum(c*sum(a, axis=1, keepdims=True), axis=0)",
            {"a": a},
            [a - a.min(0), (a - a.min(0)).sum(1), ((a - a.min(0)) * rows).sum(0)],
            shape,
        )
        check("a + sum(a, axis=0) + max(a, axis=1, keepdims=True)", {"a": a}, [a + columns + a.max(1)[:, None]], shape)


# What an element costs, and what of it varies along few axes, decides how rows are grouped. Exact all the same: z is 0.
EXPRESSIONS = ("a", "cos(a*z)*a", "a*b - z", "where(a > w, a, b)")


@pytest.mark.parametrize("shape", [(16, 11, 40), (5, 9, 3, 17)], ids=str)
@pytest.mark.parametrize("text", EXPRESSIONS)
def test_all_axes_of_several(text, shape):
    """Every set of axes, operands lying in several orders: reduced loops outside, between and inside kept ones."""
    rng = np.random.default_rng(7)
    rank = len(shape)
    subsets = [s for k in range(1, rank + 1) for s in itertools.combinations(range(rank), k)]
    for turn, order in enumerate((range(rank), range(rank)[::-1], [*range(1, rank), 0])):
        a = np.ascontiguousarray(odd(rng, shape).transpose(order)).transpose(np.argsort(order))
        b, z, w = odd(rng, shape), np.zeros(shape[-1]), odd(rng, (shape[0],) + (1,) * (rank - 1))
        x = dict(zip(EXPRESSIONS, (a, a, a * b, np.where(a > w, a, b))))[text]
        arrays = {"a": a, "b": b, "z": z, "w": w}
        sums = ", ".join(f"sum(x, axis={axis})" for axis in subsets)
        check(f"x = {text}; {sums}", arrays, [x.sum(axis) for axis in subsets], order)
        for axis in subsets[turn::3]:
            several = f"x = {text}; max(x, axis={axis}), sum(x, axis={axis}, keepdims=True) + x"
            check(several, arrays, [x.max(axis), x.sum(axis, keepdims=True) + x], order)


@pytest.mark.parametrize("shape", [(3, 40, 5), (16, 3, 33, 4)], ids=str)
def test_results_and_temporaries_that_lie_otherwise(shape):
    """Loops are merged only where everything allows it: given results, and what a later stage reads, too."""
    rng = np.random.default_rng(9)
    rank = len(shape)
    pairs = list(itertools.combinations([s for k in range(1, rank) for s in itertools.combinations(range(rank), k)], 2))
    for turn, order in enumerate(list(itertools.permutations(range(rank)))[:: 1 if rank == 3 else 5]):
        a = np.ascontiguousarray(odd(rng, shape).transpose(order)).transpose(np.argsort(order))
        for first, second in pairs[turn % 3 :: 3 if rank == 3 else 13]:
            text, expected = f"sum(a, axis={first}), max(a, axis={second})", (a.sum(first), a.max(second))
            memory = [np.full(e.size + 40, -7.0) for e in expected]
            out = tuple(m[20:-20].reshape(e.shape) for m, e in zip(memory, expected))
            jxpr.evaluate(text, {"a": a}, out=out)
            for m, o, e in zip(memory, out, expected):
                assert not random_arrays.same(o, e), (order, text)
                assert (m[:20] == -7).all() and (m[-20:] == -7).all(), (order, text)
            m = a.max(second, keepdims=True)
            text = f"m = max(a, axis={second}, keepdims=True); sum(a, axis={first}), sum(m, axis=-1), sum(a - m)"
            check(text, {"a": a}, [a.sum(first), m.sum(-1), (a - m).sum()], order)


@pytest.mark.parametrize("dtype", ["float64", "float32", "int32"])
def test_many_folds_of_different_arguments(dtype):
    """More than registers hold; dear sums along one axis and the other; NaN met by each."""
    rng = np.random.default_rng(8)
    for m, n in ((16, 40), (9, 33), (40, 3), (3, 513)):
        a, b, c = (matrix(rng, (m, n), dtype) + 0 for _ in range(3))
        arrays = {"a": a, "b": b, "c": c}
        x = [a + b, b - c, a - c, np.maximum(a, b), np.minimum(b, c)]
        texts = ["a + b", "b - c", "a - c", "maximum(a, b)", "minimum(b, c)"]
        for axes in ((1, 1, 1), (0, 1, None), (1, 0, 0), (None, None, 1)):
            folds = [(name, t, v, axes[i % 3]) for i, (t, v) in enumerate(zip(texts, x)) for name in ("min", "max")]
            text = ", ".join(f"{name}({t}, axis={axis})" for name, t, v, axis in folds)
            check(text, arrays, [getattr(np, name)(v, axis) for name, t, v, axis in folds], (m, n))
        zero, dear = np.zeros(n), "exp(abs(a*z))*cos(a*z)*a"
        text = f"x = {dear}; sum(x, axis=0), sum(x, axis=1), mean(x), min(x, axis=1)"
        f = a.astype(np.result_type(a, zero))
        check(text, {"a": a, "z": zero}, [f.sum(0), f.sum(1), f.mean(), f.min(1)], (m, n))
        if dtype != "int32":
            a[0, n - 1], b[m - 1, 0], c[m // 2, n // 2] = np.nan, np.nan, np.nan
            text = ", ".join(f"min({v}, axis={k})" for v in "abc" for k in (0, 1))
            text += ", nanmin(a), nanmax(b, axis=1), max(c)"
            expected = [v.min(k) for v in (a, b, c) for k in (0, 1)] + [np.nanmin(a), np.nanmax(b, 1), np.max(c)]
            check(text, arrays, expected, (m, n))


# ---- NaN, infinities and zeros in each place of a tile --------------------------------------------------------------

TILE = (17, 35)


def places(shape):
    return [(i, j) for i in range(shape[0]) for j in range(shape[1])]


@pytest.mark.parametrize("text", ["a", "abs(a)", "a*b"])
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_nan_stays_in_its_row_and_column(dtype, layout, text):
    whole = f"d = {text}; min(d, axis=0), min(d, axis=1), max(d, axis=0), max(d, axis=1), min(d), max(d)"
    a = np.random.default_rng(5).integers(0, 99, TILE).astype(dtype)
    kept = [a.min(0), a.min(1), a.max(0), a.max(1)]
    a, b = LAYOUTS[layout](a), np.ones((TILE[0], 1), dtype)
    for i, j in places(TILE):
        before, a[i, j] = a[i, j], np.nan
        *sides, least, most = jxpr.evaluate(whole, {"a": a, "b": b})
        assert np.isnan(least) and np.isnan(most)
        for got, without, k in zip(sides, kept, (j, i, j, i)):
            expected = without.copy()
            expected[k] = np.nan
            assert not random_arrays.same(got, expected), (i, j)
        a[i, j] = before


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_infinities_and_zeros_in_each_place(dtype, layout):
    text = "min(a, axis=0), min(a, axis=1), max(a, axis=0), max(a, axis=1), sum(a, axis=0), sum(a, axis=1), sum(a)"
    counts = "any(z, axis=0), any(z, axis=1), count_nonzero(z, axis=0), count_nonzero(z, axis=1), all(z, axis=1)"
    a = LAYOUTS[layout](np.random.default_rng(6).integers(1, 99, TILE).astype(dtype))
    z = LAYOUTS[layout](np.full(TILE, -0.0, dtype))
    for i, j in places(TILE)[:: 1 if layout == "C" else 7]:
        for value in (np.inf, -np.inf):
            before, a[i, j] = a[i, j], value
            expected = [f(a, axis) for f in (np.min, np.max, np.sum) for axis in (0, 1)] + [np.sum(a)]
            check(text, {"a": a}, expected, (i, j, value))
            a[i, j] = before
        for value in (np.nan, 1e-40, -np.inf):  # anything but a zero is true
            z[i, j] = value
            expected = [f(z, axis) for f in (np.any, np.count_nonzero) for axis in (0, 1)] + [np.all(z, 1)]
            check(counts, {"z": z}, expected, (i, j, value))
            z[i, j] = -0.0


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_negative_zeros(dtype, layout):
    """They stay in extremes and odd products, and leave sums."""
    for shape in [(1, 1), (1, 9), (9, 1), *(s for s in SHAPES[::9] if min(s) > 1)]:
        z = LAYOUTS[layout](np.full(shape, -0.0, dtype))
        expected = [f(z, axis) for f in (np.min, np.max, np.sum, np.mean, np.prod) for axis in (0, 1)]
        text = ", ".join(f"{name}(z, axis={axis})" for name in ("min", "max", "sum", "mean", "prod") for axis in (0, 1))
        check(text, {"z": z}, expected, shape)
