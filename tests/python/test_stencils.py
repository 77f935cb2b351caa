"""Stencils: expressions of an array's neighbours are what NumPy computes of them, whatever is read together.

`python tests/python/test_stencils.py SECONDS [SEED]` goes on for that long; a seed is a test case.
"""

import random
import re
import sys
import time

import numpy as np
import pytest

import jxpr
import random_arrays

DTYPES = "u1 i2 i4 i8 f4 f8 c8".split()


def neighbours(rnd, shape):
    """Index expressions of one shape: windows of a few elements along each axis, some in steps, also backwards."""
    reach = [rnd.choice((0, 1, 2, 2, 4)) if n > 4 else 0 for n in shape]
    steps = [rnd.choice((1, 1, 1, 1, 2, 3, 4)) for _ in shape]
    if rnd.random() < 0.1:
        steps[-1] = -rnd.choice((1, 2))
    count = [(n - r - 1) // abs(s) + 1 for n, r, s in zip(shape, reach, steps)]

    def index(n, c, step, offset):
        last = offset + (c - 1) * abs(step)
        if step > 0:
            return f"{offset}:{last + 1}:{step}" if step > 1 or rnd.random() < 0.5 else f"{offset}:{last + 1 - n or ''}"
        return f"{last}:{offset - 1 if offset else ''}:{step}"

    def one():
        return ",".join(index(n, c, s, rnd.randint(0, r)) for n, c, s, r in zip(shape, count, steps, reach))

    return [one() for _ in range(rnd.choice((2, 3, 5, 7, 9, 12, 25)))]


def expression(rnd, dtype, indices):
    terms = [f"{rnd.choice('ab' if rnd.random() < 0.2 else 'a')}[{i}]" for i in indices]
    if dtype == "u1" and rnd.random() < 0.5:
        terms = [f"float32({t})" for t in terms]
    text = terms[0]
    for t in terms[1:]:
        how = rnd.random()
        if how < 0.6:
            text = f"{text} {rnd.choice('+-')} {t}"
        elif how < 0.8:
            text = f"{text} + {t}*2"
        elif dtype.startswith("c"):
            text = f"({text})*0.5 + {t}"
        else:
            text = f"{rnd.choice(('maximum', 'minimum'))}({text}, {t})"
    if rnd.random() < 0.2:
        text = f"where(({text}) == 0, c, {text})" if not dtype.startswith("c") else text
    return text


def numpy_of(text, names):
    scope = {"maximum": np.maximum, "minimum": np.minimum, "where": np.where, "float32": lambda x: x.astype(np.float32)}
    with np.errstate(all="ignore"):
        return eval(text, scope, dict(names))


def operand(rnd, dtype, shape):
    rng = np.random.default_rng(rnd.getrandbits(32))
    x = rng.integers(0, 100, shape) / (4 if dtype[0] in "fc" else 1)
    x = x.astype(dtype)
    return random_arrays.strided(rnd, x) if rnd.random() < 0.3 else x


def check(seed):
    rnd = random.Random(seed)
    dtype, rank = rnd.choice(DTYPES), rnd.choice((1, 2, 2, 2, 3, 3, 4))
    shape = [rnd.choice((1, 2, 5, 7, 8, 9, 16, 17, 33, 40, 67, 130)) for _ in range(rank)]
    while np.prod(shape) > 40_000:
        shape[rnd.randrange(rank)] = 5
    if rnd.random() < 0.1:
        shape[-2:] = [rnd.choice((4, 9, 66)), rnd.choice((1000, 3001))]
    text = expression(rnd, dtype, neighbours(rnd, shape))
    names = {k: operand(rnd, dtype, shape) for k in "ab"}
    names["c"] = np.array(3, dtype)
    expected = numpy_of(text, names)
    used = {k: names[k] for k in set(re.findall(r"\b[abc]\b", text))}
    results = []
    for threads in (1, 3):
        jxpr.set_threads(threads)
        results.append(jxpr.evaluate(text, used))
    jxpr.set_threads(0)
    case = f"seed {seed}: {text} of {dtype} {shape}"
    assert results[0].dtype == expected.dtype, case
    np.testing.assert_array_equal(results[0], expected, err_msg=case)
    np.testing.assert_array_equal(results[1], results[0], err_msg=case)
    given = random_arrays.strided(rnd, np.zeros(expected.shape, expected.dtype))
    if given.flags.writeable:
        jxpr.evaluate(text, used, given)
        np.testing.assert_array_equal(given, expected, err_msg=case)
    # Into the array that is read.
    inside = tuple(slice(0, n) for n in expected.shape)
    if expected.dtype == names["a"].dtype and names["a"].flags.writeable and "a" in used:
        jxpr.evaluate(text, used, names["a"][inside])
        np.testing.assert_array_equal(names["a"][inside], expected, err_msg=case)


@pytest.mark.parametrize("part", range(4))
def test_random_stencils(part):
    seed = random.randrange(1 << 32)
    for i in range(10):
        check(seed + i)


def check_blocks(seed):
    """Folds of blocks that reshape() cuts out of axes, and programs of their elements."""
    rnd = random.Random(seed)
    dtype, rank = rnd.choice("u1 i2 i4 i8 f4 f8".split()), rnd.choice((1, 2, 2, 2, 3))
    parts = [rnd.choice((1, 2, 2, 2, 3, 4, 5)) for _ in range(rank)]
    blocks = [rnd.choice((1, 2, 5, 8, 17, 33, 40, 67, 130)) for _ in range(rank)]
    while np.prod(blocks) * np.prod(parts) > 60_000:
        blocks[rnd.randrange(rank)] = 3
    shape = [n * k for n, k in zip(blocks, parts)]
    cut = tuple(n for pair in zip(blocks, parts) for n in pair)
    a = operand(rnd, dtype, shape)
    x, axes = f"reshape(a, {cut})", tuple(range(1, 2 * rank, 2))
    if rnd.random() < 0.6:
        text = f"{rnd.choice(('mean', 'sum', 'max', 'min'))}({x}, axis={axes})"
    else:
        places = [",".join(f":,{rnd.randrange(k)}" for k in parts) for _ in range(rnd.choice((2, 3, 4, 8)))]
        start, step = rnd.choice((0, 0, 1)), rnd.choice((1, 1, 2, -1))
        text = " + ".join(f"x[{i}][..., {start if step > 0 else ''}::{step}]" for i in places)
        text = f"x = {x}; {text}"
    scope = {"mean": np.mean, "sum": np.sum, "max": np.max, "min": np.min, "reshape": np.reshape, "a": a}
    given, _, last = text.rpartition("; ")
    if given:
        scope["x"] = a.reshape(cut)
    expected = eval(last, scope)
    case = f"seed {seed}: {text} of {dtype} {shape}"
    for threads in (1, 3):
        jxpr.set_threads(threads)
        result = jxpr.evaluate(text, {"a": a})
        assert result.dtype == expected.dtype and result.shape == expected.shape, case
        np.testing.assert_allclose(result, expected, rtol=1e-6 if "mean" in text else 0, err_msg=case)
    jxpr.set_threads(0)


def test_random_blocks():
    seed = random.randrange(1 << 32)
    for i in range(30):
        check_blocks(seed + i)


@pytest.mark.parametrize("dtype", ["f4", "f8", "u1"])
def test_large_ones_that_bypass_the_cache(dtype):
    a = np.random.default_rng(1).integers(0, 50, (1500, 2203)).astype(dtype)
    for text in (
        "a[:-2,1:-1] + a[2:,1:-1] + a[1:-1,:-2] + a[1:-1,2:] + a[1:-1,1:-1] + a[:-2,:-2] + a[2:,2:] + a[2:,:-2]",
        "maximum(maximum(a[:-1:2,:-1:2], a[1::2,:-1:2]), maximum(a[:-1:2,1::2], a[1::2,1::2]))",
    ):
        np.testing.assert_array_equal(jxpr.evaluate(text, {"a": a}), numpy_of(text, {"a": a}))


def test_planes_that_outgrow_the_cache():
    """Pieces are slabs of them, which changes nothing."""
    a = np.random.default_rng(2).integers(0, 50, (24, 500, 601)).astype("f4")
    places = ":-2,1:-1,1:-1", "2:,1:-1,1:-1", "1:-1,:-2,1:-1", "1:-1,2:,1:-1", "1:-1,1:-1,2:"
    seven = " + ".join(f"a[{i}]" for i in places)
    for x in (a, a[::-1], a[:, ::-1, ::-1], a.reshape(4, 6, 500, 601)[1]):
        np.testing.assert_array_equal(jxpr.evaluate(seven, {"a": x}), numpy_of(seven, {"a": x}))
    batch = a[:12].reshape(2, 6, 500, 601)
    text = "a[:,2:,:-1] - a[:,:-2,1:] + a[:,1:-1,1:]"
    np.testing.assert_array_equal(jxpr.evaluate(text, {"a": batch}), numpy_of(text, {"a": batch}))


def test_pixels_of_several_rows():
    """Rows of a woven stage are those of two loops, which pieces have to know."""
    a = np.random.default_rng(3).integers(0, 50, (300, 500, 3)).astype("f8")
    for program, expected in (
        ("max(reshape(a, (150,2,250,2,3)), axis=(1,3))", a.reshape(150, 2, 250, 2, 3).max(axis=(1, 3))),
        ("a[2:,:-1,::-1] + a[:-2,1:]", a[2:, :-1, ::-1] + a[:-2, 1:]),
        ("a[2:,2:] + a[1:-1,1:-1] + a[:-2,:-2]", a[2:, 2:] + a[1:-1, 1:-1] + a[:-2, :-2]),
    ):
        np.testing.assert_array_equal(jxpr.evaluate(program, {"a": a}), expected)


if __name__ == "__main__":
    end = time.time() + float(sys.argv[1])
    number = int(sys.argv[2]) if len(sys.argv) > 2 else random.randrange(1 << 32)
    count = 0
    while time.time() < end:
        check(number + count)
        check_blocks(number + count)
        count += 1
    print(f"{count} programs from seed {number}, none wrong")
