"""Given results: filled where they lie, aliases and overlaps as if there were none, errors that leave them alone."""

import random

import numpy as np
import pytest

import jxpr
import random_arrays


def test_returns_the_given_array():
    a, out = np.arange(5.0), np.empty(5)
    assert jxpr.evaluate("2*a", {"a": a}, out=out) is out
    assert out.tolist() == [0, 2, 4, 6, 8]


def test_a_scalar_result_fills_a_0d_array():
    out = np.empty(())
    assert jxpr.evaluate("sum(a)", {"a": np.arange(5.0)}, out=out) is out
    assert out == 10


def test_several_results():
    a, out = np.arange(5.0), (np.empty(5), np.empty((), np.float32), np.empty(5, bool))
    assert jxpr.evaluate("2*a, mean(a), a > 2", {"a": a}, out=out) == out
    assert out[0].tolist() == [0, 2, 4, 6, 8] and out[1] == 2 and out[2].tolist() == [False] * 3 + [True] * 2


@pytest.mark.parametrize("seed", range(60))
def test_any_strides(seed):
    rnd = random.Random(seed)
    shape = random_arrays.shape(rnd, rank=rnd.randint(0, 4), most=100_000)
    a, b = (random_arrays.array(rnd, "int64", shape) for _ in range(2))
    for dtype in ("int64", "float64"):
        out = random_arrays.strided(rnd, np.zeros(shape, dtype))
        while not out.flags.writeable or 0 in out.strides and out.size > 1:
            out = random_arrays.strided(rnd, np.zeros(shape, dtype))
        if not out.shape:
            out = np.zeros((), dtype)
        jxpr.evaluate("a*3 + b", {"a": a, "b": b}, out=out)
        with np.errstate(all="ignore"):
            assert not random_arrays.same(out, (a * 3 + b).astype(dtype))


@pytest.mark.parametrize("n", [5, 31, 33, 1000, 300_000])
def test_nothing_beside_the_result_is_touched(n):
    for step in (1, 2, -1, -3):
        memory = np.full(abs(step) * n + 200, -7.0)
        inside = memory[100:-100][::step]
        jxpr.evaluate("a + 1", {"a": np.arange(float(n))}, out=inside)
        assert not random_arrays.same(inside, np.arange(n) + 1.0)
        inside[...] = -7
        assert (memory == -7).all()


@pytest.mark.parametrize("length", [33, 1000, 5000])
@pytest.mark.parametrize("columns", [1, 33, 64, 513])
def test_reductions_into_strided_results(columns, length):
    a = np.random.default_rng(1).integers(-9, 9, (length, columns))
    for axis in (0, 1):
        expected = a.sum(axis)
        memory = np.zeros(3 * len(expected), np.int64)
        for out in (memory[::3], memory[::-3], memory[: len(expected)]):
            jxpr.evaluate(f"sum(a, axis={axis})", {"a": a}, out=out)
            assert not random_arrays.same(out, expected)


# ---- Casts ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("to", random_arrays.DTYPES, ids=str)
@pytest.mark.parametrize("source", random_arrays.DTYPES, ids=str)
def test_casts_within_the_kind_and_no_others(source, to):
    a = np.array([0, 1, 0, 1, 1, 0, 1] * 20, source)
    out = np.full(a.shape, 7).astype(to)
    before = out.copy()
    if np.can_cast(source, to, "same_kind"):
        jxpr.evaluate("a", {"a": a}, out=out)
        assert not random_arrays.same(out, a.astype(to))
    else:
        with pytest.raises(jxpr.ProgramTypeError, match="cannot write"):
            jxpr.evaluate("a", {"a": a}, out=out)
        assert not random_arrays.same(out, before)


def test_narrowing():
    out = np.empty(4, np.int32)
    jxpr.evaluate("a", {"a": np.array([1, 2**31, -1, 2**40 + 5])}, out=out)
    assert out.tolist() == [1, -(2**31), -1, 5]
    out = np.empty(3, np.float32)
    with np.errstate(over="ignore"):
        a = np.array([0.1, 1e300, 1e-50])
        jxpr.evaluate("a", {"a": a}, out=out)
        assert not random_arrays.same(out, a.astype(np.float32))


# ---- Aliases and overlaps -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("n", [3, 33, 1000, 200_000])
def test_the_result_is_an_operand(n):
    a, b = np.arange(float(n)), np.arange(float(n)) * 2
    expected = a * 2 + b
    jxpr.evaluate("2*a + b", {"a": a, "b": b}, out=a)
    assert not random_arrays.same(a, expected)


@pytest.mark.parametrize("n", [3, 33, 1000, 200_000])
@pytest.mark.parametrize(
    "text", ["a + 1", "a + b", "a[::-1] + a", "a - mean(a)", "a*sum(b)", "where(a > b, a, a[::-1])"]
)
def test_partial_overlap(text, n):
    rng = np.random.default_rng(2)
    for offset in (-5, -1, 0, 1, 2, 7, n // 2):
        for reverse in (False, True):
            memory = rng.integers(-99, 99, 3 * n).astype(float)
            a = memory[n : 2 * n]
            offset = min(max(offset, -n), n)
            out = memory[n + offset : n + offset + n][:: -1 if reverse else 1]
            b = rng.integers(-99, 99, n).astype(float)
            expected = jxpr.evaluate(text, {"a": a.copy(), "b": b})
            outside = np.ones(3 * n, bool)
            outside[n + offset : n + offset + n] = False
            before = memory[outside]
            jxpr.evaluate(text, {"a": a, "b": b}, out=out)
            assert not random_arrays.same(out, expected)
            assert (memory[outside] == before).all()


@pytest.mark.parametrize("n", [4, 40, 700])
@pytest.mark.parametrize(
    "text", ["a.T", "a + a.T", "a[::-1]", "a[:, ::-1]*2", "a - a[0]", "a - sum(a, axis=1, keepdims=True)"]
)
def test_in_place_of_another_view(text, n):
    a = np.random.default_rng(3).integers(-99, 99, (n, n)).astype(float)
    expected = jxpr.evaluate(text, {"a": a.copy()})
    for out in (a.copy(), a.copy().T, np.asfortranarray(a)):
        source = out if out.flags.c_contiguous else out.T
        want = jxpr.evaluate(text, {"a": source.copy()})
        jxpr.evaluate(text, {"a": source}, out=out)
        assert not random_arrays.same(out, want)
    assert expected.shape == (n, n)


def test_a_result_narrower_than_its_operand_in_the_same_place():
    a = np.arange(1000.0)
    out = a.view(np.float32)[:1000]
    expected = (a * 2).astype(np.float32)
    jxpr.evaluate("a*2", {"a": a}, out=out)
    assert not random_arrays.same(out, expected)


def test_two_results_over_their_operands():
    a, b = np.arange(1000.0), np.ones(1000)
    jxpr.evaluate("a + b, a - b", {"a": a, "b": b}, out=(a, b))
    assert (a == np.arange(1000) + 1).all() and (b == np.arange(1000) - 1).all()
    a, b = np.arange(1000.0), np.ones(1000)
    jxpr.evaluate("b, a", {"a": a, "b": b}, out=(a, b))
    assert (b == np.arange(1000)).all() and (a == 1).all()


# ---- Refusals -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("shape", [(4,), (6,), (1,), (), (5, 1), (1, 5), (0,)], ids=str)
def test_the_wrong_shape_is_an_error_and_leaves_it_alone(shape):
    out = np.full(shape, -7.0)
    with pytest.raises(jxpr.ProgramValueError, match="shape") as e:
        jxpr.evaluate("a + 1", {"a": np.arange(5.0)}, out=out)
    assert "5" in e.value.message
    assert (out == -7).all()


def test_failures_leave_results_alone():
    out = np.full(3, -7.0)
    for text, arrays in (("a + b", {"a": np.zeros(3), "b": np.zeros(2)}), ("a +", {"a": np.zeros(3)})):
        with pytest.raises(jxpr.Error):
            jxpr.evaluate(text, arrays, out=out)
        assert (out == -7).all()


def test_a_fault_met_while_running_leaves_a_fresh_result_unseen():
    with pytest.raises(jxpr.ProgramValueError, match="negative integer powers"):
        jxpr.evaluate("a**b", {"a": np.array([2, 2]), "b": np.array([1, -1])})


def test_a_readonly_result_is_refused():
    out = np.full(3, -7.0)
    out.flags.writeable = False
    with pytest.raises(jxpr.Error, match="read"):
        jxpr.evaluate("a + 1", {"a": np.zeros(3)}, out=out)
    assert (out == -7).all()


def test_results_that_overlap_each_other_are_refused():
    memory = np.full(10, -7.0)
    with pytest.raises(jxpr.Error, match="overlap"):
        jxpr.evaluate("a + 1, a + 2", {"a": np.zeros(5)}, out=(memory[:5], memory[4:9]))
    assert (memory == -7).all()
    jxpr.evaluate("a + 1, a + 2", {"a": np.zeros(5)}, out=(memory[::2], memory[1::2]))
    assert (memory[::2] == 1).all() and (memory[1::2] == 2).all()


def test_a_broadcast_result_is_refused():
    out = np.lib.stride_tricks.as_strided(np.zeros(1), (5,), (0,))
    with pytest.raises(jxpr.Error, match="overlap"):
        jxpr.evaluate("a + 1", {"a": np.zeros(5)}, out=out)


def test_wrong_numbers_and_kinds_of_results():
    a = np.zeros(3)
    with pytest.raises(ValueError, match="2 results"):
        jxpr.evaluate("a, a + 1", {"a": a}, out=np.zeros(3))
    with pytest.raises(TypeError, match="NumPy arrays"):
        jxpr.evaluate("a", {"a": a}, out=[0, 0, 0])


def test_a_kept_result_outlives_others():
    first = jxpr.evaluate("a + 1", {"a": np.zeros(1000)})
    kept = first[10:20]
    del first
    for _ in range(50):
        jxpr.evaluate("a + 2", {"a": np.zeros(1000)})
    assert (kept == 1).all()
