"""Rewrites of the graph keep the bits: reductions over a few elements, and monotone functions out of min and max."""

import itertools
import random

import numpy as np
import pytest

import jxpr
import random_arrays

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")
FEW = range(1, 9)
TINY = 2.0**-1074


def compiles():
    return jxpr.stats()["compiles"]


# ---- Few elements ---------------------------------------------------------------------------------------------------


def folded(a, axis, step):
    """The slices along `axis`, one after the other."""
    slices = [a.take(i, axis) for i in range(a.shape[axis])]
    out = slices[0]
    for x in slices[1:]:
        out = step(out, x)
    return out


def total(a, axis, step):
    """A sum or product as the language has it: integers in 64 bits, float32 rounded at the end."""
    wide = a.astype({"b": np.int64, "i": np.int64, "u": np.uint64, "f": np.float64}[a.dtype.kind])
    out = folded(wide, axis, step)
    if step is np.add:
        out = out + 0
    return out.astype(np.float32) if a.dtype == np.float32 else out


def extreme(a, axis, beyond):
    if a.dtype == bool:
        return folded(a, axis, np.logical_and if beyond is np.less else np.logical_or)
    return folded(a, axis, lambda sofar, x: np.where(beyond(x, sofar) | (x != x), x, sofar))


def mean(a, axis):
    out = total(a.astype(np.float64), axis, np.add) / np.float64(a.shape[axis])
    return out.astype(np.float32) if a.dtype == np.float32 else out


def variance(a, axis):
    """As NumPy's: the mean first, then the distances to it."""
    wide = a.astype(np.float64)
    middle = folded(wide, axis, np.add) / np.float64(a.shape[axis])
    return folded((wide - np.expand_dims(middle, axis)) ** 2, axis, np.add) / np.float64(a.shape[axis])


def rounded(x, a):
    return x.astype(np.float32) if a.dtype == np.float32 else x


EXPECTED = {
    "sum": lambda a, axis: total(a, axis, np.add),
    "prod": lambda a, axis: total(a, axis, np.multiply),
    "min": lambda a, axis: extreme(a, axis, np.less),
    "max": lambda a, axis: extreme(a, axis, np.greater),
    "mean": mean,
    "any": lambda a, axis: folded(a != 0, axis, np.logical_or),
    "all": lambda a, axis: folded(a != 0, axis, np.logical_and),
    "count_nonzero": lambda a, axis: total(a != 0, axis, np.add),
    "argmin": np.argmin,
    "argmax": np.argmax,
}
SPREAD = {
    "var": lambda a, axis: rounded(variance(a, axis), a),
    "std": lambda a, axis: rounded(np.sqrt(variance(a, axis)), a),
}


def overflows(got, want):
    """All is the same but what is not finite in NumPy; whether that may be finite is test_overflow.py's subject."""
    finite = np.isfinite(want)
    return not finite.all() and not random_arrays.same(np.where(finite, got, 0), np.where(finite, want, 0))


def check(text, arrays, values, axis, functions=EXPECTED):
    """Reductions of `text`, whose elements are `values`, along one axis."""
    program = ", ".join(f"{f}({text}, axis={axis})" for f in functions)
    for f, got in zip(functions, jxpr.evaluate(program, arrays)):
        want = functions[f](values, axis)
        wrong = random_arrays.same(got, want)
        if wrong and f in ("sum", "mean", "var", "std") and overflows(got, want):
            continue
        assert not wrong, f"{f}({text}, axis={axis}) of {values.dtype} {values.shape}: {wrong}"


@pytest.mark.parametrize("dtype", random_arrays.DTYPES, ids=str)
def test_every_axis_of_few_elements(dtype):
    rnd = random.Random(str(dtype))
    for few, rest in itertools.product(FEW, ((37,), (5, 70))):
        for axis in range(len(rest) + 1):
            shape = (*rest[:axis], few, *rest[axis:])
            for _ in range(3):
                a = random_arrays.array(rnd, dtype, shape)
                check("a", {"a": a}, a, axis, EXPECTED | SPREAD)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_every_place_of_a_special_value(dtype):
    """One of them among ordinary ones; the loop over the long axis has every lane meet it."""
    for few, special in itertools.product((2, 3, 8), (np.nan, np.inf, -np.inf, -0.0)):
        for place in range(few):
            a = np.arange(1, 40 * few + 1, dtype=dtype).reshape(40, few)
            a[:, place] = special
            check("a", {"a": a}, a, 1, EXPECTED | SPREAD)
            check("a", {"a": np.asfortranarray(a)}, a, 1, EXPECTED | SPREAD)


@pytest.mark.parametrize("few", FEW)
def test_negative_zeros(few):
    for shape, axis in (((33, few), 1), ((few, 33), 0)):
        for dtype in ("float32", "float64"):
            a = np.full(shape, -0.0, dtype)
            check("a", {"a": a}, a, axis)
            check("a*a", {"a": a}, a * a, axis)
            check("a - abs(a)", {"a": a}, a, axis)
            check("float32(b + 0.0)", {"b": np.full(shape, -TINY)}, np.full(shape, np.float32(-0.0)), axis)
            check("abs(a)", {"a": a}, abs(a), axis)
            check("sqrt(a)", {"a": a}, a, axis)
            check("where(a > 0, a*a, a)", {"a": a}, a, axis)
            check("minimum(a*a, a)", {"a": a}, np.where(a * a < a, a * a, a), axis)


ARGUMENTS = [
    ("x[:,None,:] * y[None,:,:]", lambda x, y: x[:, None] * y[None]),
    ("(x[:,None,:] - y)**2", lambda x, y: (x[:, None] - y) ** 2),
    ("abs(y[None] - x[:,None])", lambda x, y: abs(y[None] - x[:, None])),
    ("where(x[:,None] > y, arange(size(x, 1)), -y)", lambda x, y: np.where(x[:, None] > y, np.arange(x.shape[1]), -y)),
    ("float32(x)[:,None,::-1] + y", lambda x, y: x.astype(np.float32)[:, None, ::-1] + y),
    ("contains(str(arange(98, 98 + shape(y, 1))), '9') & (x[:,None] == x[:,None])",
     lambda x, y: np.array(["9" in str(98 + k) for k in range(y.shape[1])]) & np.full((len(x), 1, 1), True)),
    ("x[::-2,None] - (y.T*1.5).T[3:]", lambda x, y: x[::-2, None] - (y * 1.5)[3:]),
    ("max(x, axis=0) + y[:,None]", lambda x, y: x.max(0) + y[:, None]),
    ("x[:,None]*0 + sqrt(y*y)", lambda x, y: x[:, None] * 0 + np.sqrt(y * y)),
]  # fmt: skip


@pytest.mark.parametrize("text, values", ARGUMENTS, ids=[t for t, _ in ARGUMENTS])
def test_arguments(text, values):
    rnd = random.Random(text)
    for few in (2, 3, 5, 8):
        x = random_arrays.strided(rnd, np.random.default_rng(few).normal(size=(11, few)))
        y = random_arrays.strided(rnd, np.random.default_rng(few).normal(size=(23, few)))
        check(text, {"x": x, "y": y}, values(x, y), 2)


def test_places_of_equal_extremes():
    for few in FEW:
        rng = np.random.default_rng(few)
        for dtype in random_arrays.DTYPES:
            a = rng.integers(0, 2, (300, few)).astype(dtype)
            if a.dtype.kind == "f":
                a[rng.random(a.shape) < 0.3] = np.nan
                a[rng.random(a.shape) < 0.1] = -0.0
            b = np.ascontiguousarray(a.T)
            got = jxpr.evaluate("argmin(a, axis=1), argmax(a, 1), argmin(b, axis=0), argmax(b, 0)", {"a": a, "b": b})
            for g, e in zip(got, (np.argmin(a, 1), np.argmax(a, 1), np.argmin(b, 0), np.argmax(b, 0))):
                assert not random_arrays.same(g, e), (few, dtype)


@pytest.mark.parametrize("dtype", ["int32", "float32", "float64"])
def test_where_and_the_numbers_that_are_left(dtype):
    rng = np.random.default_rng(2)
    for few in FEW:
        a = rng.integers(-9, 10, (200, few)).astype(dtype)
        if a.dtype.kind == "f":
            a[rng.random(a.shape) < 0.2] = np.nan
        t = rng.random(a.shape) < 0.7
        for text, expected in (
            ("sum(a, axis=1, where=t)", np.sum(a, axis=1, where=t)),
            ("prod(a, axis=1, where=t, dtype='float64')", np.prod(a, axis=1, where=t, dtype=np.float64)),
            ("max(a, axis=1, where=t, initial=-5)", np.max(a, axis=1, where=t, initial=-5)),
            ("any(a, axis=1, where=t)", np.any(a != 0, axis=1, where=t)),
            ("mean(a, axis=1, where=t)", np.mean(a, axis=1, where=t)),
            ("nansum(a, axis=1)", np.nansum(a, axis=1)),
            ("nanmin(a, axis=1)", np.nanmin(a, axis=1)),
            ("nanmax(a, axis=1)", np.nanmax(a, axis=1)),
            ("ptp(a, axis=1)", np.ptp(a, axis=1)),
        ):
            wrong = random_arrays.same(jxpr.evaluate(text, {"a": a, "t": t}) + 0, np.asarray(expected) + 0)
            assert not wrong, f"{text}, {few}: {wrong}"
        for text, expected in (
            ("var(a, axis=1, where=t)", np.var(a.astype(float), axis=1, where=t)),
            ("std(a, axis=1, where=t, ddof=1)", np.std(a.astype(float), axis=1, where=t, ddof=1)),
            ("nanvar(a, axis=1)", np.nanvar(a.astype(float), axis=1)),
            ("nanstd(a, axis=1, ddof=1)", np.nanstd(a.astype(float), axis=1, ddof=1)),
        ):
            tolerance = 1e-6 if dtype == "float32" else 1e-14
            np.testing.assert_allclose(jxpr.evaluate(text, {"a": a, "t": t}), expected, rtol=tolerance, err_msg=text)


def test_several_axes_of_which_some_are_short():
    rng = np.random.default_rng(1)
    x, y = rng.integers(-9, 10, (2, 40, 3)).astype(float)
    a = rng.integers(-9, 10, (2, 30, 2, 2)).astype(np.float32)
    b = a.transpose(1, 0, 2, 3).reshape(30, 8)
    d = (x[:, None] - y) ** 2
    for text, expected in (
        ("sum(d)", d.sum()),
        ("sum(d, axis=(0, 2))", d.sum((0, 2))),
        ("max(d, axis=(1, 2), keepdims=True)", d.max((1, 2), keepdims=True)),
        ("count_nonzero(d > 9, axis=(2, 0))", np.count_nonzero(d > 9, (2, 0))),
        ("mean(float32(d), axis=(0, 2))", d.astype(np.float32).mean((0, 2))),
        ("prod(d > 0, axis=(1, 2))", (d > 0).prod((1, 2))),
        ("sum(a, axis=(0, 2, 3))", a.sum((0, 2, 3))),
        ("min(a, axis=(0, 2))", a.min((0, 2))),
        ("sum(sum(a, axis=(2, 3))*a[:,:,0,0], axis=0)", (a.sum((2, 3)) * a[:, :, 0, 0]).sum(0)),
        ("sum(sum(sum(sum(a, 3), 2), 0), 0)", a.sum()),
        ("var(a, axis=(0, 2, 3))", b.astype(float).var(1).astype(np.float32)),
        ("argmax(transpose(a, (1, 0, 2, 3))[:,0], axis=1)", a[0].argmax(1)),
    ):
        text = f"d = (x[:,None] - y)**2; {text}"
        arrays = {"x": x, "y": y, "a": a}
        assert not random_arrays.same(jxpr.evaluate(text, arrays), expected), text


def test_random_programs_of_distances():
    """Norms of differences of points of few coordinates, and reductions of those."""
    rnd = random.Random(9)
    for _ in range(60):
        few = rnd.choice(FEW)
        rng = np.random.default_rng(rnd.getrandbits(32))
        x = random_arrays.strided(rnd, rng.integers(-9, 10, (rnd.randint(1, 40), few)).astype(float))
        y = random_arrays.strided(rnd, rng.integers(-9, 10, (rnd.randint(1, 70), few)).astype(float))
        inner, outer, axis = rnd.choice(("sum", "max", "min")), rnd.choice(("sum", "max", "min")), rnd.choice((0, 1))
        norm, f = rnd.choice((("abs({})", np.abs), ("({})**2", np.square), ("{}", np.positive)))
        text = f"{outer}({inner}({norm.format('x[:,None] - y')}, axis=2), axis={axis})"
        expected = getattr(np, outer)(getattr(np, inner)(f(x[:, None] - y), axis=2), axis=axis)
        assert not random_arrays.same(jxpr.evaluate(text, {"x": x, "y": y}) + 0, expected + 0), text


# ---- Kernels --------------------------------------------------------------------------------------------------------


def test_each_short_extent_has_a_kernel_and_all_others_share_a_few():
    """One for rows too short to run in lanes, one for the others; with AVX-512, two more for what lies between, each of
    them for a few rows and for many."""
    before = compiles()
    for n, few in itertools.product((100, 17, 2), range(2, 9)):
        assert not random_arrays.same(jxpr.evaluate("sum(p*p, axis=1)", {"p": np.ones((n, few))}), np.full(n, few * 1.0))
    assert compiles() == before + 7
    for n, many in itertools.product((100, 17, 2), (9, 10, 23)):
        jxpr.evaluate("sum(p*p, axis=1)", {"p": np.ones((n, many))})
    assert compiles() <= before + 9
    for n, many in itertools.product((100, 17, 2), (24, 30, 39, 64, 100, 1000)):
        jxpr.evaluate("sum(p*p, axis=1)", {"p": np.ones((n, many))})
    others = compiles()
    assert others <= before + 13
    for n in (100, 17, 2):
        assert jxpr.evaluate("sum(p*p, axis=1)", {"p": np.ones((n, 0))}).tolist() == [0] * n
    assert compiles() == others + 1


@pytest.mark.parametrize("text", ["sum(q)", "max(q)", "sum(exp(q), axis=1)", "sum(sin(q)*q, axis=0)", "mean(q**2)"])
def test_what_is_not_unrolled_has_one_kernel(text):
    jxpr.evaluate(text, {"q": np.ones((3, 4))})
    before = compiles()
    for shape in ((2, 2), (4, 3), (5, 8), (100, 3)):
        jxpr.evaluate(text, {"q": np.ones(shape)})
    assert compiles() == before
    for shape in ((9, 9), (4, 23)):
        jxpr.evaluate(text, {"q": np.ones(shape)})
    assert compiles() <= before + (text == "sum(exp(q), axis=1)")  # with AVX-512, rows of 9 end together


def test_sizes_of_point_sets_compile_nothing():
    """Coordinates are unrolled, points are not, however few they are."""
    for difference in ("L[:,None,:] - R[None,:,:]", "L[:,None,:] * R[None,:,:]"):
        text = f"d = sqrt(sum(({difference})**2, axis=2)); maximum(mean(min(d, axis=1)), mean(min(d, axis=0)))"
        jxpr.evaluate(text, {"L": np.ones((100, 3)), "R": np.ones((50, 3))})
        before = compiles()
        for n, m in ((2, 2), (2, 50), (7, 3), (100, 8), (1000, 9)):
            rng = np.random.default_rng(n)
            left, right = rng.random((2, max(n, m), 3))
            left, right = left[:n], right[:m]
            d = np.sqrt(((left[:, None] - right if "-" in difference else left[:, None] * right) ** 2).sum(2))
            got = jxpr.evaluate(text, {"L": left, "R": right})
            np.testing.assert_allclose(got, max(d.min(1).mean(), d.min(0).mean()), rtol=1e-14)
        assert compiles() == before


# ---- Monotone functions ---------------------------------------------------------------------------------------------

POOLS = {
    "ordinary": [1.0, 2.0, 0.25, 3.5, 7.0, 1e3, 0.1],
    "both signs": [1.0, -2.0, 0.25, -3.5, 7.0, -1e3, 0.1, -0.1],
    "zeros": [0.0, -0.0],
    "zeros and more": [0.0, -0.0, 1.0, 3.0],
    "zeros and less": [0.0, -0.0, -1.0, -0.5],
    "around zero": [0.0, -0.0, TINY, -TINY, 0.4, -0.4, 1e-40, -1e-40, 1e-310, -1e-310],
    "least": [TINY, -TINY],
    "least of float32": [2.0**-149, -(2.0**-149)],
    "halves": [-1.5, -1.0, -0.5, -0.0, 0.0, 0.5, 1.0, 1.5, 2.5],
    "large": [1e308, -1e308, 1.7e308, 3e38, -3e38, 1.0],
    "infinite": [np.inf, 1.0, 2.0, -0.0],
    "both infinite": [np.inf, -np.inf, 1.0],
    "not a number": [np.nan, 1.0, -1.0, 0.0],
    "neighbours": [1.0, 1.0 + 2.0**-52, 1.0 - 2.0**-53, 1e15 + 0.125, 1e15],
}
FUNCTIONS = [
    *("-x", "sqrt(x)", "sqrt(abs(x))", "sqrt(x*x)", "-sqrt(-x)", "float64(x)", "floor(x)", "floor(x + 0.0)", "ceil(x)"),
    *("ceil(abs(x))", "rint(x)", "rint(x*x)", "abs(x)", "abs(sqrt(x))", "x*x", "sqrt(x)**2", "abs(x)**2", "x + 1"),
    *("1 + x", "x + 0.0", "x - 0.0", "0.0 - x", "(-0.0) - x", "x - 1", "1 - x", "x + 1e300", "x*3", "-3*x", "x*0.3"),
    *("x*x*0.3", "abs(x)*-0.3", "abs(x)*1e-300", "x*1e300", "x/0.7", "x/3", "x/-0.5", "abs(x)/3", "abs(x)/-7", "x*0"),
    *("x + inf", "x*inf", "x - nan", "float64(float32(x))", "sqrt(abs(x) + 0.0)", "1 - sqrt(2 - x*x)", "exp(x)"),
    *("sqrt(maximum(x, 0.5))", "sqrt(where(x > 0, x, 2))", "sqrt(maximum(x, x*x))", "sqrt(1/sqrt(x))", "sqrt(abs(x)/(x*x))", "1/x"),
    *("sqrt(expm1(abs(x)))", "sqrt(log1p(x*x))", "sqrt(tanh(abs(x)))", "floor(expm1(x) + 0.0)", "ceil(tanh(abs(x)))"),
    *("sqrt(exp2(x))", "sqrt(cosh(x))", "ceil(arccosh(x))", "sqrt(sinh(abs(x)))", "ceil(arcsinh(abs(x)))", "floor(arctanh(x*x))"),
]  # fmt: skip


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("function", FUNCTIONS)
def test_monotone_functions(function, dtype):
    """As of an array that holds the function's values. Both are folded in the same order, so that zeros of both signs
    are told apart in the same way."""
    for name, pool in POOLS.items():
        for seed, shape in enumerate(((1,), (2,), (50,), (1000,), (20, 30))):
            x = np.random.default_rng(seed).choice(np.array(pool), shape).astype(dtype)
            y = jxpr.evaluate(function, {"x": x})
            for axis in range(len(shape)):
                got = jxpr.evaluate(f"min({function}, axis={axis}), max({function}, axis={axis})", {"x": x})
                expected = jxpr.evaluate(f"min(y, axis={axis}), max(y, axis={axis})", {"y": y})
                for g, e in zip(got, expected):
                    assert not (wrong := random_arrays.same(g, e)), f"{name}, {shape}: {wrong}"


@pytest.mark.parametrize("function", ["-(i*1)", "i + 1", "1 - i", "i*2", "i*i", "abs(i)", "float32(i)", "i*1.0", "sqrt(i)",
                                      "int64(i)", "int32(i)", "sqrt(i*i)", "-float64(i)", "i/3"])  # fmt: skip
@pytest.mark.parametrize("dtype", ["int32", "int64", "bool"])
def test_functions_of_integers(function, dtype):
    """They wrap, and large ones round."""
    for n in (1, 2, 5, 100, 1000):
        i = random_arrays.values(np.random.default_rng(n), dtype, n)
        y = jxpr.evaluate(function, {"i": i})
        for got, e in zip(jxpr.evaluate(f"min({function}), max({function})", {"i": i}), (np.min(y), np.max(y))):
            assert not random_arrays.same(got, e), n


def test_random_chains_of_functions():
    rnd = random.Random(4)
    steps = ["-{}", "sqrt({})", "abs({})", "({} + 1)", "({} - 0.5)", "(2 - {})", "{}*3", "{}*-0.25", "{}/0.3", "({})**2",
             "floor({})", "float64({})", "maximum({}, 0)", "{}*s", "({} + 0.0)"]  # fmt: skip
    for _ in range(120):
        function = "x"
        for _ in range(rnd.randint(1, 5)):
            function = f"({rnd.choice(steps).format(function)})"
        pool = np.array(POOLS[rnd.choice(sorted(POOLS))])
        shape = rnd.choice(((100,), (40, 30), (33, 5)))
        rng = np.random.default_rng(rnd.getrandbits(32))
        arrays = {"x": rng.choice(pool, shape).astype(rnd.choice(("float32", "float64"))), "s": rnd.choice((2.0, -1.0))}
        y = jxpr.evaluate(function, arrays)
        axis = rnd.choice((0, len(shape) - 1))
        got = jxpr.evaluate(f"min({function}, axis={axis}), max({function}, axis={axis})", arrays)
        for g, e in zip(got, jxpr.evaluate(f"min(y, axis={axis}), max(y, axis={axis})", {"y": y})):
            # Of zeros of both signs any may be kept.
            assert not (wrong := random_arrays.same(g + 0, e + 0)), f"{function}: {wrong}"


def test_errors_name_the_function_that_was_written():
    for text, function in (("min(-a)", "min"), ("max(1 - sqrt(a), axis=0)", "max"), ("min(a*-2, axis=1)", "min")):
        with pytest.raises(jxpr.Error, match=f"{function} of no elements"):
            jxpr.evaluate(text, {"a": np.zeros((0, 0))})


def test_roots_are_taken_of_the_extremes_alone():
    """The roots of what is stored are not those of the minima."""
    rng = np.random.default_rng(3)
    a = rng.random((300, 200))
    d, least, most = jxpr.evaluate("d = sqrt(a); d, min(d, axis=0), max(sqrt(a*a), axis=1)", {"a": a})
    assert not random_arrays.same(d, np.sqrt(a))
    assert not random_arrays.same(least, np.sqrt(a).min(0))
    assert not random_arrays.same(most, np.sqrt(a * a).max(1))
