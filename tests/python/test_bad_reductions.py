"""Reductions with nothing to reduce, axes that do not exist, results in the way of operands, ranks at the limit.

Each failure is an error that says what was found, and changes no array.
"""

import itertools

import numpy as np
import pytest

import jxpr
import random_arrays

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")

NAMES = ("sum", "prod", "min", "max", "mean", "any", "all", "count_nonzero")


def fails(text, arrays, cls, message, out=None):
    with pytest.raises(cls, match=message) as e:
        jxpr.evaluate(text, arrays, out=out)
    assert e.value.length > 0 or out is not None  # a span to put the caret under
    return e.value


# ---- Axes -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "axis, message",
    [
        ("2", "axis 2 is out of bounds for an array of rank 2"),
        ("-3", "axis -3 is out of bounds for an array of rank 2"),
        ("(0, 2)", "axis 2 is out of bounds for an array of rank 2"),
        ("(-1, 0, -3)", "axis -3 is out of bounds for an array of rank 2"),
        ("9223372036854775807", "axis 9223372036854775807 is out of bounds"),
        ("-9223372036854775808", "axis -9223372036854775808 is out of bounds"),
        ("(0, 0)", "duplicate axis"),
        ("(0, -2)", "duplicate axis"),
        ("(1, 0, -1)", "duplicate axis"),
    ],
)
def test_axes_that_do_not_exist_or_come_twice(name, axis, message):
    a = np.ones((3, 4))
    for text in ("{}(a, axis={})", "sum(a) + {}(a*2, {}, keepdims=True)", "t = {}(a, axis={}); a"):
        text = text.format(name, axis)
        e = fails(text, {"a": a}, jxpr.ProgramValueError, message)
        assert e.status == "shape error"


@pytest.mark.parametrize("text", ["max(sum(a, axis=1), axis=1)", "sum(min(a, axis=0), axis=-2)", "sum(a[0], axis=1)"])
def test_axes_that_a_reduction_took(text):
    fails(text, {"a": np.ones((3, 4))}, jxpr.ProgramValueError, "out of bounds for an array of rank 1")


@pytest.mark.parametrize("axis", ["1.0", "True", "n", "a", "'0'", "[0]", "(0, (1,))", "(None,)", "10**30", "0, 1"])
def test_axes_that_are_none(axis):
    with pytest.raises(jxpr.Error) as e:
        jxpr.evaluate(f"sum(a, axis={axis})", {"a": np.ones((3, 4)), "n": 0})
    assert e.value.length > 0 and e.value.status != "internal error"


# ---- Nothing --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["min", "max"])
@pytest.mark.parametrize(
    "argument, axis",
    [
        ("z", "None"),
        ("z", "0"),
        ("z*2 + 1", "0"),
        ("z.T", "1"),
        ("a[:0]", "0"),
        ("a[:, 4:]", "-1"),
        ("a[5:9] > 0", "None"),
        ("a[::-1][3:]", "0"),
        ("a[n:]", "(0, 1)"),
        ("a[:, None, :][:, :0]", "1"),
        ("z[:, :1] + a[:1]", "0"),
        ("arange(n - 3)", "0"),
        ("sum(z, axis=1)", "0"),
        ("sum(a[:, 4:], axis=0)", "0"),
        ("max(z, axis=1)", "0"),
        ("min(a[:0], axis=1, keepdims=True)", "None"),
    ],
)
def test_extremes_of_nothing(name, argument, axis):
    arrays = {"a": np.ones((3, 4)), "z": np.zeros((0, 4)), "n": 3}
    for text in ("{}", "a + {}", "sum({})", "max({})", "t = {}; a", "where(a > 0, a, {})", "a, {}"):
        text = text.format(f"{name}({argument}, axis={axis}, keepdims=True)")
        if text.startswith(("a +", "where")):
            text = text.replace(", keepdims=True", "")
        e = fails(text, arrays, jxpr.ProgramValueError, f"{name} of no elements")
        assert e.status == "value error"
        assert text[e.offset : e.offset + e.length].startswith((name, argument[:1]))


def test_a_kernel_for_something_is_none_for_nothing():
    for k in (3, 0, 2, 1, 0, 5):
        for text in ("max(a[:k])", "sum(min(a[:k], axis=0))", "a - max(a[:k], axis=0)", "min(sum(a[:k], axis=1))"):
            arrays = {"a": np.arange(20.0).reshape(5, 4), "k": k}
            if k == 0:
                fails(text, arrays, jxpr.ProgramValueError, "of no elements")
            else:
                b = arrays["a"][:k]
                values = (b.max(), b.min(0).sum(), arrays["a"] - b.max(0), b.sum(1).min())
                wanted = dict(zip(("max(a[", "sum(mi", "a - ma", "min(su"), values))[text[:6]]
                assert not random_arrays.same(jxpr.evaluate(text, arrays), wanted)


@pytest.mark.parametrize("rank", [1, 2, 3, 4])
def test_extents_of_0_in_every_place(rank):
    extents = (2, 3, 4, 5)
    axes = [axis for n in range(rank + 1) for axis in itertools.combinations(range(rank), n)]
    for empty in itertools.product((False, True), repeat=rank):
        shape = tuple(0 if none else e for none, e in zip(empty, extents))
        a = np.arange(np.prod(shape)).reshape(shape) % 3 - 1.0
        for axis in axes:
            spelled = f"axis=({''.join(f'{k},' for k in axis)})"
            some = all(shape[k] for k in axis)
            names = [n for n in NAMES if some or n not in ("min", "max")]
            got = jxpr.evaluate(", ".join(f"{n}(a, {spelled})" for n in names), {"a": a})
            for n, g in zip(names, got):
                assert not random_arrays.same(g, getattr(np, n)(a, axis=axis)), (n, shape, axis)
            if not some:
                for n in ("min", "max"):
                    # NumPy too minds only when something would have to be an extreme of nothing.
                    try:
                        expected = getattr(np, n)(a, axis=axis)
                    except ValueError:
                        fails(f"{n}(a, {spelled})", {"a": a}, jxpr.ProgramValueError, "of no elements")
                    else:
                        assert not random_arrays.same(jxpr.evaluate(f"{n}(a, {spelled})", {"a": a}), expected)


@pytest.mark.parametrize("shape", [(0, 4), (4, 0), (0, 0), (3, 0, 2), (0, 1, 5)], ids=str)
def test_nothing_within_larger_programs(shape):
    a = np.zeros(shape)
    for text, expected in (
        ("a - sum(a, axis=0)", a - a.sum(0)),
        ("sum(sum(a, axis=1)*2)", 0.0),
        ("a/sum(a, axis=-1, keepdims=True)", a),
        ("sum((a - mean(a, axis=0, keepdims=True))**2, axis=0)", np.zeros(shape[1:])),
        ("sum(a), count_nonzero(a, axis=0), all(a)", (0.0, np.count_nonzero(a, axis=0), np.True_)),
    ):
        got = jxpr.evaluate(text, {"a": a})
        for g, e in zip(got, expected) if isinstance(expected, tuple) else [(got, expected)]:
            assert not random_arrays.same(g, e), text


# ---- Ranks ----------------------------------------------------------------------------------------------------------


def test_rank_32_and_not_33():
    shape = [1] * 32
    shape[0], shape[15], shape[31] = 2, 3, 4
    a = np.arange(24.0).reshape(shape)
    text = "sum(a), max(a, axis=31), sum(a, axis=-32, keepdims=True), min(a - mean(a, axis=15), axis=0)"
    got = jxpr.evaluate(text, {"a": a})
    for g, e in zip(got, (a.sum(), a.max(31), a.sum(0, keepdims=True), (a - a.mean(15)).min(0))):
        assert not random_arrays.same(g, e)
    every = ", ".join(str(k) for k in range(32))
    assert jxpr.evaluate(f"sum(a, axis=({every}))", {"a": a}) == a.sum()
    for text in ("sum(a, axis=32)", "sum(a, axis=-33)", f"sum(a, axis=({every}, 32))"):
        fails(text, {"a": a}, jxpr.ProgramValueError, "out of bounds for an array of rank 32")
    for text in ("a[None]", "sum(a[None], axis=0)", "sum(a, axis=0, keepdims=True)[None]", "max(a[..., None]*a)"):
        fails(text, {"a": a}, jxpr.ProgramValueError, "rank 33 is more than 32")
    assert jxpr.evaluate("sum(a, axis=0)[None]", {"a": a}).ndim == 32


def test_arrays_of_rank_33():
    with pytest.raises(ValueError, match="'a' has rank 33, not 0 to 32"):
        jxpr.evaluate("sum(a)", {"a": np.ones((1,) * 33)})
    with pytest.raises(ValueError, match="'out' has rank 40, not 0 to 32"):
        jxpr.evaluate("sum(a)", {"a": np.ones(3)}, out=np.ones((1,) * 40))


# ---- Results over operands ------------------------------------------------------------------------------------------

SIZES = [(5, 7), (40, 65), (300, 400)]


def whole(rng, shape):
    """Small whole numbers, so that the order of a sum does not matter."""
    return rng.integers(-9, 10, shape).astype(float)


@pytest.mark.parametrize("m, n", SIZES)
@pytest.mark.parametrize(
    "text", ["sum(a, axis=0)", "max(a*b, axis=0)", "sum(a - min(a, axis=1, keepdims=True), axis=0)"]
)
def test_a_reduction_into_rows_of_its_operand(text, m, n):
    rng = np.random.default_rng(1)
    for place in range(6):
        memory = whole(rng, (m + 2, n + 2))
        out = [
            memory[0, :n],
            memory[1, 1:-1],
            memory[m // 2, 2:],
            memory[m, n:0:-1],
            memory[m + 1, :n],
            memory.reshape(-1)[n : 3 * n : 2],
        ][place]
        check_in_place(text, {"a": memory[1:-1, 1:-1], "b": whole(rng, n)}, out, memory)


@pytest.mark.parametrize("m, n", SIZES)
@pytest.mark.parametrize("text", ["sum(a, axis=1)", "min(a + b, axis=1)", "count_nonzero(a > sum(a, axis=0), axis=1)"])
def test_a_reduction_into_columns_of_its_operand(text, m, n):
    rng = np.random.default_rng(2)
    for place in range(5):
        memory = whole(rng, (m + 2, n + 2))
        out = [
            memory[1:-1, 1],
            memory[:-2, n // 2],
            memory[2:, n],
            memory[m:0:-1, 3],
            memory[1, 1 : m + 1] if m <= n else memory[2:, 0],
        ][place]
        check_in_place(text, {"a": memory[1:-1, 1:-1], "b": whole(rng, n)}, out, memory)


@pytest.mark.parametrize("m, n", SIZES)
@pytest.mark.parametrize(
    "text",
    [
        "a - max(a, axis=0)",
        "a + sum(a, axis=1, keepdims=True)",
        "(a - min(a))*count_nonzero(a)",
        "a[::-1] + sum(a[1:], axis=0)",
    ],
)
def test_an_operand_against_its_reductions_in_place(text, m, n):
    rng = np.random.default_rng(3)
    for i, j in itertools.product((0, 1, 2), repeat=2):
        for flip in (1, -1):
            memory = whole(rng, (m + 2, n + 2))
            out = memory[i : i + m, j : j + n][::flip]
            check_in_place(text, {"a": memory[1:-1, 1:-1]}, out, memory)


@pytest.mark.parametrize("m, n", SIZES)
def test_a_total_into_its_operand(m, n):
    rng = np.random.default_rng(4)
    for i, j in ((0, 0), (m - 1, n - 1), (m // 2, 3)):
        for text in ("sum(a)", "max(sum(abs(a), axis=1))", "max(a) - min(a)"):
            a = whole(rng, (m, n))
            check_in_place(text, {"a": a}, a[i, j, ...], a)


def check_in_place(text, arrays, out, memory):
    """`out` gets what it would get elsewhere, and `memory` is else as it was."""
    expected = jxpr.evaluate(text, {k: v.copy() for k, v in arrays.items()})
    beside = memory.copy()
    jxpr.evaluate(text, arrays, out=out)
    assert not random_arrays.same(out, expected if out.dtype == expected.dtype else expected.astype(out.dtype)), text
    out[...] = 0
    at = (out.__array_interface__["data"][0] - memory.__array_interface__["data"][0]) // 8
    steps = [s // 8 for s in out.strides]
    np.lib.stride_tricks.as_strided(beside.reshape(-1)[at:], out.shape, [8 * s for s in steps])[...] = 0
    assert not random_arrays.same(memory, beside), text


@pytest.mark.parametrize("m, n", [(7, 5), (65, 40), (400, 300)])
def test_several_results_over_operands(m, n):
    rng = np.random.default_rng(5)
    for outs in (
        lambda p, q: (p[:, 0], q[:, 0]),
        lambda p, q: (q[:m, 1] if m <= n else p[:, 1], q[:, 2]),
        lambda p, q: (p.reshape(-1)[:m], q.reshape(-1)[-n:]),
        lambda p, q: (p[::-1, 2], q[::-1, 0]),
    ):
        p, q = whole(rng, (m, 3)), whole(rng, (n, 3))
        text = "d = sum((p[:,None,:] - q)**2, axis=2); min(d, axis=1), min(d, axis=0)"
        expected = jxpr.evaluate(text, {"p": p.copy(), "q": q.copy()})
        out = outs(p, q)
        jxpr.evaluate(text, {"p": p, "q": q}, out=out)
        for g, e in zip(out, expected):
            assert not random_arrays.same(g, e)
    a = whole(rng, (m, n))
    expected = a * 2, (a * 2).sum(0), (a * 2).sum()
    memory = np.zeros((m + 1, n))
    memory[1:] = a
    b = np.zeros(n + 1)
    out = memory[:-1], memory[-1], b[n, ...]
    jxpr.evaluate("d = a*2; d, sum(d, axis=0), sum(d)", {"a": memory[1:]}, out=out)
    for g, e in zip((memory[:-1], memory[-1], b[n]), expected):
        assert not random_arrays.same(g, e)


# ---- Results that do not fit ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text, shape",
    [
        ("sum(a, axis=0)", (3,)),
        ("sum(a, axis=0)", (1, 4)),
        ("sum(a, axis=0)", ()),
        ("sum(a, axis=0, keepdims=True)", (4,)),
        ("sum(a, axis=1)", (4,)),
        ("sum(a)", (1,)),
        ("max(a, keepdims=True)", ()),
        ("a - sum(a, axis=0)", (4, 3)),
    ],
)
def test_results_of_the_wrong_shape(text, shape):
    a, out = np.ones((3, 4)), np.full(shape, -7.0)
    fails(text, {"a": a}, jxpr.ProgramValueError, "shape", out=out)
    assert (out == -7).all() and (a == 1).all()


@pytest.mark.parametrize(
    "text, dtype, out",
    [
        ("sum(a, axis=0)", "float64", "int64"),
        ("mean(a, axis=0)", "int64", "int64"),
        ("sum(a > 0, axis=0)", "float64", "bool"),
        ("any(a, axis=0)", "int64", None),
        ("count_nonzero(a, axis=0)", "float64", "bool"),
        ("max(a, axis=0)", "float32", "int32"),
    ],
)
def test_results_of_the_wrong_dtype(text, dtype, out):
    a = np.ones((3, 4), dtype)
    if out is None:  # any dtype holds a bool
        result = np.zeros(4, dtype)
        jxpr.evaluate(text, {"a": a}, out=result)
        assert result.tolist() == [1] * 4
        return
    result = np.full(4, 1).astype(out)
    with pytest.raises(jxpr.ProgramTypeError, match="cannot write"):
        jxpr.evaluate(text, {"a": a}, out=result)
    assert (result == 1).all()


def test_the_second_result_is_wrong_and_the_first_is_left_alone():
    a = np.ones((300, 400))
    first, second = np.full(400, -7.0), np.full(5, -7.0)
    fails("sum(a, axis=0), sum(a, axis=1)", {"a": a}, jxpr.ProgramValueError, "shape", out=(first, second))
    assert (first == -7).all() and (second == -7).all()
    second = np.full(300, -7.0)
    second.flags.writeable = False
    fails("sum(a, axis=0), sum(a, axis=1)", {"a": a}, jxpr.ProgramValueError, "read-only", out=(first, second))
    assert (first == -7).all()
    memory = np.full(600, -7.0)
    out = memory[:400], memory[300:]
    fails("sum(a, axis=0), sum(a, axis=1)", {"a": a}, jxpr.ProgramValueError, "overlap", out=out)
    assert (memory == -7).all()
