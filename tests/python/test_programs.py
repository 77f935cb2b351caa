"""Random programs against NumPy: dtypes, shapes and bits of everything exact.

Hypothesis finds and shrinks; a loop over fixed seeds covers more, and reaches sizes that are cut into pieces.
`python test_programs.py FIRST COUNT` runs other seeds.
"""

import random
import sys
import warnings

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import jxpr
import random_arrays
import random_programs

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")


def difference(rnd, maker=random_programs.Maker, **limits):
    """What is wrong with one random program, or None."""
    text, arrays, expected = maker(rnd, **limits).program()
    try:
        got = jxpr.evaluate(text, arrays)
    except jxpr.Error as e:
        wrong = str(e)
    else:
        got = (got,) if len(expected) == 1 else got
        wrong = next(filter(None, map(random_arrays.same, got, expected)), None)
    if wrong:
        layouts = [
            f"  {n} = {a!r}" if not isinstance(a, np.ndarray) else f"  {n}: {a.dtype} {a.shape} {a.strides}"
            for n, a in arrays.items()
        ]
        return "\n".join([wrong, text, *layouts])
    return None


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.randoms(use_true_random=False))
def test_found_by_hypothesis(rnd):
    assert (wrong := difference(rnd, most=200)) is None, wrong


@pytest.mark.parametrize(
    "first, count, limits",
    [
        (0, 700, {}),
        (10_000, 200, {"most": 600, "size": 16}),
        (20_000, 150, {"most": 1_000_000, "size": 6}),
        (30_000, 150, {"most": 3, "size": 4}),
    ],
    ids=["ordinary", "long", "large", "tiny"],
)
def test_of_fixed_seeds(first, count, limits):
    wrong = [f"seed {s}: {w}" for s in range(first, first + count) if (w := difference(random.Random(s), **limits))]
    assert not wrong, "\n\n".join(wrong[:5])


def test_a_long_sum_of_many_terms():
    a = np.arange(40.0)
    assert not random_arrays.same(jxpr.evaluate("+".join(["a"] * 3000), {"a": a}), a * 3000)


def test_many_names_and_results():
    arrays = {f"x{i}": np.arange(7.0) + i for i in range(60)}
    text = ", ".join(f"x{i}*x{(7 * i) % 60}" for i in range(60))
    for i, got in enumerate(jxpr.evaluate(text, arrays)):
        assert not random_arrays.same(got, arrays[f"x{i}"] * arrays[f"x{(7 * i) % 60}"])


def test_a_chain_of_reductions():
    a = np.random.default_rng(1).integers(-5, 6, (6, 5, 4, 3)).astype(float)
    text, expected = "a", a
    for axis in (3, 1, 0, 0):
        text = f"max({text} - sum({text}, axis={axis}, keepdims=True), axis={axis})"
        expected = np.max(expected - np.sum(expected, axis=axis, keepdims=True), axis=axis)
    assert not random_arrays.same(jxpr.evaluate(text, {"a": a}), expected)


def test_rank_32():
    shape = [1] * 32
    shape[3], shape[17], shape[31] = 2, 3, 5
    a = np.arange(30).reshape(shape)
    got = jxpr.evaluate("a + a.T, sum(a, axis=(3, 31)), a[..., ::-1]", {"a": a})
    for g, e in zip(got, (a + a.T, a.sum((3, 31)), a[..., ::-1])):
        assert not random_arrays.same(g, e)


@pytest.mark.parametrize(
    "text, function",
    [
        ("2*a + 3*b", lambda a, b: 2 * a + 3 * b),
        ("where(a > b, a, b)[::-1]", lambda a, b: np.where(a > b, a, b)[::-1]),
        ("(a[2:] - 2*a[1:-1] + a[:-2])*b[1:-1]", lambda a, b: (a[2:] - 2 * a[1:-1] + a[:-2]) * b[1:-1]),
        ("max(a), min(b), count_nonzero(a > b)", lambda a, b: (a.max(), b.min(), np.count_nonzero(a > b))),
        ("a > 0.5 and not b <= a", lambda a, b: (a > 0.5) & ~(b <= a)),
    ],
)
def test_ten_million_elements(text, function):
    rng = np.random.default_rng(2)
    a, b = rng.random(10_000_001), rng.random(10_000_001)
    got, expected = jxpr.evaluate(text, {"a": a, "b": b}), function(a, b)
    for g, e in zip(got, expected) if isinstance(expected, tuple) else [(got, expected)]:
        assert not random_arrays.same(g, e)


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    first, count = (int(x) for x in sys.argv[1:3])
    for seed in range(first, first + count):
        if found := difference(random.Random(seed), most=random.Random(seed).choice((3, 200, 4000, 4000, 300_000))):
            print(f"seed {seed}: {found}\n", flush=True)
