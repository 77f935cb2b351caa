"""Short axes, and operands that repeat along them: what is computed in them is what NumPy computes.

`python tests/python/test_short_axes.py SECONDS [SEED]` goes on for that long; a seed is a test case.
"""

import random
import sys
import time

import numpy as np
import pytest

import jxpr
import random_arrays

DTYPES = "? i1 u1 i2 u2 i4 u4 i8 u8 f4 f8".split()
OUTER = (0, 1, 2, 3, 5, 8, 17, 33, 64, 100, 257, 1000)
NAMES = "abcd"
ELEMENTWISE = ("{0} + {1}", "{0} - {1}", "{0} * {1}", "maximum({0}, {1})", "minimum({0}, {1})", "where({0} < {1}, {0}, {1})",
               "{0} == {1}", "abs({0}) + {1}", "float64({0}) / 3 + {1}")


def extents(rnd):
    """Outer ones, then one or two short ones."""
    inner = [rnd.randint(1, 40)] if rnd.random() < 0.8 else [rnd.randint(1, 6), rnd.randint(1, 6)]
    if rnd.random() < 0.05:
        inner = [rnd.choice((62, 63, 64, 100, 256, 511, 512, 513))]
    elif rnd.random() < 0.1:  # next to where rows are folded in another way
        inner = [rnd.choice((23, 24, 39, 40, 47, 48, 55, 56, 63, 64, 65, 95, 96, 97, 255))]
    outer = [rnd.choice(OUTER) for _ in range(rnd.choice((1, 1, 1, 2, 2, 3)))]
    while np.prod(outer) * np.prod(inner) > 60_000:
        outer = [1 + n // 3 for n in outer]
    return [*outer, *inner]


def shape_of(rnd, full, inner):
    """Everything, what repeats, what is the same along the short axes, or any that broadcasts."""
    how = rnd.random()
    if how < 0.35:
        return full
    if how < 0.6:
        return full[-inner:]
    if how < 0.75:
        return [*full[:-inner], *[1] * inner]
    if how < 0.85:
        return [*full[:-1], 1]
    return list(random_arrays.broadcastable(rnd, full))


def operand(rnd, dtype, shape, tame):
    """Mostly without a gap; else in any strides."""
    rng = np.random.default_rng(rnd.getrandbits(32))
    x = random_arrays.values(rng, dtype, int(np.prod(shape))).reshape(shape)
    if tame and x.dtype.kind == "f":
        x = np.where(np.isfinite(x) & (abs(x) < 1e3) & (abs(x) > 1e-3), x, 1).astype(dtype)
    elif tame and x.dtype.itemsize > 1:
        x = x % 100
    return random_arrays.strided(rnd, x) if rnd.random() < 0.4 else x


def expression(rnd, operands, full):
    text = rnd.choice(list(operands))
    for name in operands:
        text = "(" + rnd.choice(ELEMENTWISE).format(*rnd.sample((text, name), 2)) + ")"
    if rnd.random() < 0.2:
        text += f" * {rnd.choice(list(operands))}"
    if rnd.random() < 0.2:  # an index along the innermost axis
        n, start, step = full[-1], rnd.randint(-3, 3), rnd.choice((1, 1, 2, -1))
        index = f"arange({n})" if rnd.random() < 0.6 else f"({start} + {step}*arange({n}))"
        text = "(" + rnd.choice(("{0} + {1}", "{0} == {1}", "{0} < {1}", "where({1} < 3, {0}, {1})")).format(text, index) + ")"
    return text


def reduction(rnd, text, rank):
    """Exact ones, so that the order does not matter; and of floats, sums."""
    axes = rnd.sample(range(rank), rnd.randint(1, min(2, rank)))
    axis = f"({', '.join(map(str, axes))},)" if len(axes) > 1 else str(axes[0] - (rank if rnd.random() < 0.5 else 0))
    name = rnd.choice(("sum", "max", "min", "any", "all", "mean", "var", "argmin", "argmax", "count_nonzero"))
    if name.startswith("arg"):
        axis = str(axes[0])
    keep = ", keepdims=True" if rnd.random() < 0.4 else ""
    return f"{name}({text}, axis={axis}{keep})"


def numpy_value(text, operands):
    names = {n: getattr(np, n) for n in "maximum minimum where abs arange float64 sum max min any all mean var argmin argmax count_nonzero".split()}
    with np.errstate(all="ignore"):
        return np.asarray(eval(text, names, operands))


def close(got, expected, about):
    assert got.dtype == expected.dtype and got.shape == expected.shape, about
    if expected.dtype == np.float32:
        np.testing.assert_allclose(got, expected, rtol=2e-4, atol=2e-2, err_msg=about)
    else:
        np.testing.assert_allclose(got, expected, rtol=1e-10, atol=1e-6, err_msg=about)


def check(seed):
    rnd = random.Random(seed)
    full = extents(rnd)
    inner = 2 if len(full) > 2 and rnd.random() < 0.25 else 1
    dtypes = rnd.sample(DTYPES[1:], 2) if rnd.random() < 0.3 else [rnd.choice(DTYPES[1:])]
    shapes = [full, *(shape_of(rnd, full, inner) for _ in range(rnd.randint(1, 3)))]
    folds = rnd.random() < 0.5
    operands = {n: operand(rnd, rnd.choice(dtypes), s, folds) for n, s in zip(NAMES, shapes)}
    text = expression(rnd, operands, full)
    if folds:
        inside = text
        text = reduction(rnd, text, len(full))
        if rnd.random() < 0.4 and "keepdims" in text and "arg" not in text:
            text = f"{inside} - {text}" if "bool" not in str(numpy_value(inside, operands).dtype) else text
    about = f"seed {seed}: {text} of {[(n, a.dtype.str, a.shape, a.strides) for n, a in operands.items()]}"
    try:
        expected = numpy_value(text, operands)
    except (TypeError, ValueError):  # max of nothing, - of bool
        with pytest.raises(jxpr.Error):
            jxpr.evaluate(text, operands)
        return
    results = []
    for threads in (1, 2):
        jxpr.set_threads(threads)
        results.append(np.asarray(jxpr.evaluate(text, operands)))
    assert random_arrays.same(results[1], results[0]) is None, about
    if folds:
        close(results[0], expected, about)
        return
    difference = random_arrays.same(results[0], expected)
    assert difference is None, f"{about}: {difference}"
    out = operands["a"]
    if out.dtype == expected.dtype and out.flags.writeable and out.shape == expected.shape and 0 not in out.strides:
        jxpr.evaluate(text, operands, out=out)
        assert random_arrays.same(out, expected) is None, about + ", in place"


@pytest.mark.parametrize("block", range(3))
def test_random_programs(block):
    for seed in range(20 * block, 20 * block + 20):
        check(seed)


PICKED = ("a*s[:,None]", "s[:,None] == arange({0})", "a + s[:,None]", "where(arange({0}) < s[:,None], a, s[:,None])",
          "maximum(a, s[:,None]) + a[0]", "a*s[:,None] + s[:,None]*arange({0})")


def check_picked(seed, points):
    """Many short rows, and what is the same in each: a column of their own array among others."""
    rnd = random.Random(seed)
    rng = np.random.default_rng(seed)
    columns, dtype = rnd.randint(1, 66), rnd.choice([*DTYPES, "f2", "c16"])
    rows, wide = rnd.randint(1, points // columns), columns + rnd.randint(0, 3)
    whole = rng.integers(0, 100, (rows, wide)).astype(dtype)
    a = whole[:, :columns] if rnd.random() < 0.5 else whole[:, wide - columns :]
    step = rnd.choice((1, 2, 3, -1, -2))
    s = whole[:, rnd.randrange(wide)] if rnd.random() < 0.5 else rng.integers(0, 100, 3 * rows).astype(dtype)[::step][:rows]
    text = rnd.choice([t for t in PICKED if dtype != "c16" or "<" not in t and "maximum" not in t]).format(columns)
    names = {"a": a, "s": s, "arange": np.arange, "where": np.where, "maximum": np.maximum}
    with np.errstate(all="ignore"):
        expected = eval(text, names)
    for threads in (1, 2, 3):
        jxpr.set_threads(threads)
        difference = random_arrays.same(jxpr.evaluate(text, {"a": a, "s": s}), expected)
        assert difference is None, f"seed {seed}, {threads} threads: {text} of {a.dtype} {a.shape} {s.strides}: {difference}"


def test_many_rows_pick_elements():
    for seed in range(12):
        check_picked(seed, 30_000)


def test_parts_read_tables_too():
    """A program that is compiled in parts."""
    a, v = np.linspace(-3, 3, 3000).reshape(1000, 3), np.array([0.5, -1.0, 2.0])
    terms = "+".join(f"sin(a*{i}+v)" for i in range(1, 40))
    expected = sum(np.sin(a * i + v) for i in range(1, 40))
    np.testing.assert_allclose(jxpr.evaluate(terms, {"a": a, "v": v}), expected, rtol=1e-12, atol=1e-12)
    b, w = a.reshape(10, 100, 3), np.arange(30.0).reshape(10, 1, 3)
    expected = sum(np.sin(b * i + w) for i in range(1, 40))
    np.testing.assert_allclose(
        jxpr.evaluate(terms, {"a": b, "v": w}), expected, rtol=1e-12, atol=1e-12)


def test_one_kernel_serves_all_short_periods():
    def compiled():
        return jxpr.stats()["compiles"]

    before = compiled()
    for n in (2, 3, 17, 512):
        a, v = np.arange(5.0 * n).reshape(5, n), np.arange(float(n))
        assert (jxpr.evaluate("a*7.125 - v", {"a": a, "v": v}) == a * 7.125 - v).all()
    assert compiled() == before + 1


if __name__ == "__main__":
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.randrange(1 << 30)
    first, end = seed, time.monotonic() + float(sys.argv[1])
    while time.monotonic() < end:
        check(seed)
        check_picked(seed, 200_000)
        seed += 1
    print(f"seeds {first} to {seed - 1}: {seed - first} cases, 0 wrong")
