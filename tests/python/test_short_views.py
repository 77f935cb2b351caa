"""Views and joins with short rows: what is read backwards, in steps or from the middle of rows, and put side by side.

`python tests/python/test_short_views.py SECONDS [SEED]` goes on for that long; a seed is a test case. Operands and results
end, or begin, at a page that cannot be touched, so a child runs the cases.
"""

import random
import subprocess
import sys
import time
import warnings

import numpy as np
import pytest

import jxpr
import random_arrays
from test_guard_pages import guarded

DTYPES = "? i1 u1 i2 u2 i4 u4 i8 u8 f2 f4 f8 c8 c16".split()
OUTER = (1, 2, 3, 5, 8, 17, 33, 64, 100, 257, 1000, 5000)
INNER = (1, 2, 2, 3, 3, 3, 4, 4, 5, 6, 7, 8, 9, 12, 15, 16, 17, 20, 31, 32, 33, 50, 63, 64, 65, 100, 127, 128, 129, 130, 200)
NAMES = "abcd"
ELEMENTWISE = ("{0} + {1}", "{0} * {1}", "where({0} == {1}, {0}, {1})", "({0} == {1})", "({0} + {1}) + {0}")
ONE = ("{0} + 1", "{0}*2 + {0}", "({0} == 1)", "float64(real({0}))/4", "{0}")


def axis_slice(rnd, long):
    """A slice that leaves something of an axis of `long` elements."""
    step = rnd.choice((1, 1, 1, -1, -1, 2, 2, -2, 3, 4, -3))
    how = rnd.random()
    if how < 0.5 or long < 3:
        return f"::{step}" if step != 1 else ":"
    if step < 0:
        return f"-2::{step}"
    return rnd.choice((f"1::{step}", f":-1:{step}", f"1:-1:{step}"))


def view(rnd, name, array):
    """A name with an index, or as it is."""
    how = rnd.random()
    if how < 0.15:
        return name
    if how < 0.35:
        return f"{name}[..., {axis_slice(rnd, array.shape[-1])}]"
    return f"{name}[{', '.join(axis_slice(rnd, n) for n in array.shape)}]"


def join(rnd, parts, rank):
    how = rnd.random()
    if how < 0.5:
        return f"concatenate(({', '.join(parts)},), axis={rnd.choice((-1, -1, -1, 0)) if rank > 1 else 0})"
    if how < 0.75:
        return f"stack(({', '.join(parts)},), axis={rnd.choice((-1, 0, rank - 1))})"
    return f"roll({parts[0]}, {rnd.randint(-3, 3)}, axis={rnd.choice((-1, 0))})"


def same_shape(rnd, operands, texts):
    """Those of the texts that have the shape of the first one."""
    values = [numpy_value(t, operands) for t in texts]
    return [t for t, v in zip(texts, values) if v.shape == values[0].shape]


def expression(rnd, operands):
    texts = same_shape(rnd, operands, [view(rnd, n, a) for n in operands for a in [operands[n]] for _ in range(2)])
    texts[1:] = rnd.sample(texts[1:], len(texts) - 1)
    texts = texts[: rnd.randint(1, 4)]
    if rnd.random() < 0.35:
        if rnd.random() < 0.5:
            texts = [rnd.choice(ONE[:2]).format(t) for t in texts]
        return join(rnd, texts, numpy_value(texts[0], operands).ndim)
    text = rnd.choice(ONE).format(texts[0])
    for t in texts[1:]:
        text = "(" + rnd.choice(ELEMENTWISE).format(text, t) + ")"
    # A product of float16 is not rounded before something is added.
    rounded = "*" in text and any(a.dtype == np.float16 for a in operands.values())
    if rnd.random() < 0.25 and "e" in operands and not rounded:
        last = numpy_value(text, operands).shape[-1]
        text = f"{text} + e[:{last}]"
    return text


def numpy_value(text, operands):
    names = {n: getattr(np, n) for n in "where float64 real concatenate stack roll".split()}
    with np.errstate(all="ignore"):
        return np.asarray(eval(text, names, operands))


def operand(rnd, dtype, shape):
    rng = np.random.default_rng(rnd.getrandbits(32))
    x = rng.integers(0, 100, shape)
    x = (x > 50 if dtype == "?" else x).astype(dtype)
    if dtype[0] == "c":
        x = (x + 1j * rng.integers(0, 100, shape)).astype(dtype)
    how = rnd.random()
    if how < 0.15:
        x = random_arrays.strided(rnd, x)
    elif how < 0.25:
        x = x[..., ::-1]
    return guarded(x, rnd.random() < 0.6)


def check(seed):
    rnd = random.Random(seed)
    outer = [rnd.choice(OUTER) for _ in range(rnd.choice((1, 1, 1, 2, 2, 3)))]
    inner = rnd.choice(INNER)
    while np.prod(outer) * inner > 60_000:
        outer = [1 + n // 3 for n in outer]
    dtypes = rnd.sample(DTYPES, 2) if rnd.random() < 0.2 else [rnd.choice(DTYPES)]
    operands = {n: operand(rnd, rnd.choice(dtypes), [*outer, inner]) for n in NAMES[: rnd.randint(1, 3)]}
    if rnd.random() < 0.3:
        operands["e"] = operand(rnd, rnd.choice(dtypes), [400])
    text = expression(rnd, operands)
    operands = {n: a for n, a in operands.items() if n in text.replace("concatenate", "").replace("axis", "").replace("where", "")}
    expected = numpy_value(text, operands).copy()
    about = f"seed {seed}: {text} of {[(n, a.dtype.str, a.shape, a.strides) for n, a in operands.items()]}"
    print(about, flush=True)
    for threads in (1, 2):
        jxpr.set_threads(threads)
        got = np.asarray(jxpr.evaluate(text, operands))
        assert random_arrays.same(got, expected) is None, (about, random_arrays.same(got, expected))
    out = np.zeros_like(expected)
    how = rnd.random()
    if how < 0.3:
        out = random_arrays.strided(rnd, out)
    elif how < 0.5 and out.ndim:
        out = np.zeros([*out.shape[:-1], 2 * out.shape[-1]], out.dtype)[..., :: rnd.choice((2, -2))]
    if out.flags.writeable and 0 not in out.strides:
        if out.size:
            out = guarded(out, rnd.random() < 0.6)
        jxpr.evaluate(text, operands, out=out)
        assert random_arrays.same(out, expected) is None, about + ", given"
    out = operands[next(iter(operands))]
    if out.dtype == expected.dtype and out.flags.writeable and out.shape == expected.shape and 0 not in out.strides:
        jxpr.evaluate(text, operands, out=out)
        assert random_arrays.same(out, expected) is None, about + ", in place"


@pytest.mark.parametrize("first", (0, 100, 200))
def test_random_programs(first):
    done = subprocess.run([sys.executable, __file__, "100", str(first), "100"], capture_output=True, text=True, timeout=280)
    last = done.stdout.strip().splitlines()[-1:]
    assert done.returncode == 0, (done.returncode, last, done.stderr[-2000:])


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    seconds, seed = float(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else random.randrange(1 << 30)
    end, most = time.time() + seconds, seed + (int(sys.argv[3]) if len(sys.argv) > 3 else 1 << 30)
    first = seed
    while time.time() < end and seed < most:
        check(seed)
        seed += 1
    print(seed - first, "cases")
