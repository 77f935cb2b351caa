"""What a condition selects, folded, against NumPy: a[m] of any dtype and rank, and expressions over it.

Every value comes from a seed. JXPR_SELECTIONS=N runs all programs on N arrays instead of the few of a suite.
"""

import os

import numpy as np
import pytest

import jxpr
import random_arrays

SEEDS = int(os.environ.get("JXPR_SELECTIONS", 1))
FEW = "JXPR_SELECTIONS" not in os.environ
REDUCTIONS = (
    "sum prod min max mean var std any all count_nonzero argmin argmax ptp nansum nanprod nanmin nanmax nanmean nanvar "
    "nanstd"
).split()
NAMES = {n: getattr(np, n) for n in [*REDUCTIONS, *"size sqrt where clip maximum isnan abs".split()]}

# Of a and b with a mask m of their own shape, or one of rows or of columns.
ARGUMENTS = ("a[m]", "a[a > b]", "a[m] + b[m]", "where(a[m] > b[m], a[m], b[m])", "a[rows]", "a[:, columns]", "a[::-1][m]")

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")


def same(text, operands, rtol=1e-12):
    try:
        want = eval(text, NAMES, operands)
    except (ValueError, IndexError, TypeError) as e:
        with pytest.raises(type(e)):
            jxpr.evaluate(text, operands)
        return
    got = jxpr.evaluate(text, operands)
    assert np.shape(got) == np.shape(want) and np.asarray(got).dtype == np.asarray(want).dtype, text
    np.testing.assert_allclose(got, want, rtol=rtol, atol=0, err_msg=text)


def arrays(seed, shape, dtype):
    rng = np.random.default_rng(seed)
    size = int(np.prod(shape))

    def make():
        if np.dtype(dtype).kind == "f":
            return (rng.integers(-8, 9, size) / 4 + 3).astype(dtype).reshape(shape)
        return random_arrays.values(rng, dtype, size).reshape(shape) % np.dtype(dtype).type(100 if dtype != "?" else 1)

    def mask(*extents):
        return rng.random(extents) < rng.choice((0.05, 0.5, 0.95))

    operands = {"a": make(), "b": make(), "m": mask(*shape), "rows": mask(shape[0]), "columns": mask(shape[-1])}
    if dtype == "?":
        operands |= {"a": rng.random(shape) < 0.5, "b": rng.random(shape) < 0.5}
    return operands


@pytest.mark.parametrize("seed", range(SEEDS))
@pytest.mark.parametrize("dtype", ("f8", "f4", "i8", "u8", "i4", "i2", "u1", "?"))
@pytest.mark.parametrize("reduction", REDUCTIONS)
def test_reductions(reduction, dtype, seed):
    shape = ((6, 33), (17, 5), (1, 700), (40, 1), (3, 4))[(seed + len(reduction)) % 5]
    operands = arrays(seed, shape, dtype)
    rtol = 1e-6 if dtype == "f4" else 1e-12
    first = (len(reduction) + ord(dtype[0])) % len(ARGUMENTS)
    for argument in ARGUMENTS[first:][:2] if FEW else ARGUMENTS:
        if dtype in ("?", "u1", "u8") and argument == "a[m] + b[m]":
            continue  # overflows, or is no sum
        if reduction in ("ptp",) and dtype == "?":
            continue
        same(f"{reduction}({argument})", operands, rtol)
    same(f"{reduction}(a[rows], axis=0)", operands, rtol)
    same(f"{reduction}(a[:, columns], axis=1, keepdims=True)", operands, rtol)


@pytest.mark.parametrize("n", (0, 1, 7, 8, 9, 15, 16, 17, 33, 5000, 700_001))
def test_lengths(n):
    x = np.random.default_rng(n).normal(size=n)
    for reduction in REDUCTIONS:
        same(f"{reduction}(x[x > 0])", {"x": x}, 1e-11)
    same("sum(x[::2][x[::2] > 0])", {"x": x}, 1e-11)


def test_nothing_selected():
    x = np.arange(10.0)
    for reduction, text in {
        "min": "min of no elements: the condition selects none",
        "argmax": "attempt to get argmax of an empty sequence",
        "ptp": "ptp of no elements",
    }.items():
        with pytest.raises(ValueError, match=text):
            jxpr.evaluate(f"{reduction}(x[x > 10])", {"x": x})
    assert jxpr.evaluate("sum(x[x > 10])", {"x": x}) == 0
    assert jxpr.evaluate("min(x[x > 10], initial=7.0)", {"x": x}) == 7


def test_only_what_is_selected_fails():
    k = np.arange(-3, 5)
    same("sum(2**k[k >= 0])", {"k": k})
    same("sum(k[k[k >= 0]])", {"k": k})
    with pytest.raises(ValueError):
        jxpr.evaluate("sum(int64(2)**k[k > -2])", {"k": k})


@pytest.mark.parametrize(
    "text",
    (
        "sum(a[m])/size(a[m])",
        "sum((a[m] - mean(a[m]))**2)",
        "max(sum(a[rows], axis=1))",
        "sum(a[rows]*a[0], axis=0)",
        "mean(sqrt(a[a > 0]))",
        "sum(a[m], where=b[m] > 3)",
        "sum(clip(a[m], 2, 3)) + count_nonzero(isnan(a[m]))",
        "sum(a[m], keepdims=True)",
        "sum(a[None, m], axis=1)",
        "sum(a[..., columns])",
        "sum(a[1:, columns])",
        "sum(a[rows] + a[:1])",
    ),
)
def test_programs(text):
    same(text, arrays(5, (6, 33), "f8"), 1e-11)


@pytest.mark.parametrize(
    "text, error",
    (
        ("sum(a[m] + b[~m])", "could not be broadcast together with shapes .selected,. and .selected,."),
        ("sum(a[m] + b)", "could not be broadcast together with shapes .selected,. and .6,33."),
        ("a[m][arange(2)]", "an array of integers is no index of what a condition selects"),
        ("sum(a[rows].T)", "an index or a view of what a condition selects is not"),
        ("sum(a[0, columns])", "a condition and integers are no indices together; index twice"),
        ("sum(a[rows, columns])", "two conditions are no indices together; combine them"),
        ("sum(a[columns])", "boolean index did not match indexed array along axis 0; size of axis is 6 but size"),
        ("sum(a[True])", "a condition of rank 0 is no index"),
        ("arange(size(a[m]))", "must be known before any element is"),
    ),
)
def test_errors(text, error):
    with pytest.raises(jxpr.Error, match=error):
        jxpr.evaluate(text, arrays(5, (6, 33), "f8"))


# ---- Results ----

RESULTS = (
    "a[m]", "a[a > b]", "a[m]*2 + b[m]", "a[rows]", "a[:, columns]", "a[rows]*a[0]", "a.T[m.T]", "a[::-1][rows]",
    "sum(a, axis=1)[rows]", "sum(a[rows], axis=1)", "max(a[:, columns], axis=0)", "m[m]", "a[1:, columns] > 2", "(a - a[:1])[m]",
)  # fmt: skip


@pytest.mark.parametrize("seed", range(SEEDS))
@pytest.mark.parametrize("dtype", ("f8", "f4", "i8", "u8", "i4", "i2", "u1", "?"))
def test_results(dtype, seed):
    for shape in ((6, 33), (1, 70_000), (300, 500)):
        operands = arrays(seed, shape, dtype)
        for text in RESULTS[ord(dtype[0]) % 3 :: 3] if FEW else RESULTS:
            if dtype == "?" and " - " in text or dtype[0] == "u" and text.startswith("sum"):
                continue
            if dtype == "f4" and "sum" in text:
                continue  # summed in another order
            want = eval(text, NAMES, operands)
            got = jxpr.evaluate(text, operands)
            np.testing.assert_array_equal(got, want, strict=True, err_msg=text)
            out = np.empty_like(want)
            jxpr.evaluate(text, operands, out=out)
            np.testing.assert_array_equal(out, want, err_msg=text)


@pytest.mark.parametrize("n", (0, 1, 7, 8, 9, 63, 64, 65, 127, 128, 129, 32767, 32768, 32769, 100_001))
@pytest.mark.parametrize("dtype", random_arrays.DTYPES)
def test_result_lengths(n, dtype):
    rng = np.random.default_rng(n)
    x = random_arrays.values(rng, dtype, n)
    for share in (0, 0.01, 0.5, 0.99, 1):
        m = rng.random(n) < share
        np.testing.assert_array_equal(jxpr.evaluate("x[m]", {"x": x, "m": m}), x[m], strict=True)


def test_given_of_another_size():
    x = np.arange(10.0)
    out, other = np.full(3, -1.0), np.full(10, -1.0)
    with pytest.raises(ValueError, match=r"result 2 has shape \(3,\), expected \(4,\)"):
        jxpr.evaluate("x*2, x[x > 5]", {"x": x}, out=(other, out))
    assert (out == -1).all() and (other == -1).all()


def test_given_on_operand():
    x = np.arange(100_000.0)
    want = x[x % 3 > 0]
    out = x[: want.size]
    jxpr.evaluate("x[x % 3 > 0]", {"x": x}, out=out)
    np.testing.assert_array_equal(out, want)
    strided = np.zeros(2 * want.size)
    x = np.arange(100_000.0)
    jxpr.evaluate("x[x % 3 > 0]", {"x": x}, out=strided[::2])
    np.testing.assert_array_equal(strided[::2], want)


def test_several():
    operands = arrays(3, (40, 50), "f8")
    text = "a[m], a + b, b[m]*2, sum(a[m]), a[rows]"
    for got, want in zip(jxpr.evaluate(text, operands), eval(text, NAMES, operands)):
        np.testing.assert_allclose(got, want, rtol=1e-14)


# ---- What is selected, indexed again ----

TWICE = (
    "x[x > 0][0]", "x[x > 0][-1]", "x[x > 0][2:9]", "x[x > 0][-5:]", "x[x > 0][:-3:2]", "x[x > 0][-7:-2:3]", "x[x > 0][:0]",
    "x[x > 0][x[x > 0] > 1]", "x[x > 0][3:][:4]", "x[x > 0][x[x > 0] > 1][2:]", "x[x > 0][k]", "x[x > 0][k:]", "x[x > 0][-k:7]",
    "x[x > 0][1:9]*2 + x[x > 0][1:9]", "sum(x[x > 0][2:])", "max(x[x > 0][x[x > 0] < 1])", "size(x[x > 0][::3])",
    "x[x > 0][-1000:1000]", "g[m][3]", "g[m][-2, ::-1]", "g[m][2:9:2, 1]", "g[m][..., 0]", "g[m][None]", "g[m][1:, None, 2]",
    "g[:, :, c][..., 1]", "g[:, :, c][0, 1:, :-1]", "g[:, r][1]", "g[m][g[m] > 0]", "g[m][g[m][:, 0] > 0]", "g[r2][:, 2, 0]",
    "g[m][:, 1][g[m][:, 1] > 0]", "sum(g[m][:, 1:])", "g[r2][g[r2][:, 0, 0] > 0]", "max(g[m][1:4], axis=0)",
)  # fmt: skip


@pytest.mark.parametrize("text", TWICE)
@pytest.mark.parametrize("n", (40, 70_003))
def test_twice(text, n):
    rng = np.random.default_rng(n)
    operands = {"x": rng.standard_normal(n), "g": rng.standard_normal((5, 7, 3)), "k": 2}
    operands |= {"m": rng.random((5, 7)) < 0.6, "c": np.array([True, False, True]), "r": rng.random(7) < 0.7}
    operands |= {"r2": rng.random(5) < 0.8}
    if n < 100 or "x" in text:
        same(text, operands, 1e-11)


def test_twice_out_of_bounds():
    x = np.arange(10.0)
    for k in (4, 9, -5):
        with pytest.raises(IndexError, match=f"index {k} is out of bounds for axis 0"):
            jxpr.evaluate("x[x > 5][k]", {"x": x, "k": np.arange(k, k + 1)[0]})
    with pytest.raises(IndexError):
        jxpr.evaluate("x[x > 99][0]", {"x": x})
