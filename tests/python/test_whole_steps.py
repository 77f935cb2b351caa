"""Cheap elementwise programs and folds of sizes around whole turns of steps, beside NumPy: every place in a line that
operands and results may begin at, every dtype; the same bits wherever they lie, on any number of threads.

`python test_whole_steps.py FIRST COUNT` runs other seeds.
"""

import random
import re
import sys

import numpy as np
import pytest

import jxpr

FLOATS = np.float64, np.float32
INTEGERS = np.int8, np.uint8, np.int16, np.int32, np.int64
MAPS = {
    "2*a + 3*b": lambda a, b: 2 * a + 3 * b,
    "a < b": lambda a, b: a < b,
    "where(a > b, a, b)": lambda a, b: np.where(a > b, a, b),
    "clip(a, 2, 40)": lambda a, b: np.clip(a, 2, 40),
    "float32(a)*float32(0.5)": lambda a, b: a.astype(np.float32) * np.float32(0.5),
    "a == b": lambda a, b: a == b,
}
FOLDS = {
    "max(a)": lambda a, b: a.max(),
    "min(b)": lambda a, b: b.min(),
    "argmax(a)": lambda a, b: a.argmax(),
    "argmin(a + b)": lambda a, b: (a + b).argmin(),
    "max(abs(a - b))": lambda a, b: np.abs(a - b).max(),
    "count_nonzero(a > b)": lambda a, b: np.count_nonzero(a > b),
}


@pytest.fixture(autouse=True)
def threads():
    before = jxpr.set_threads(2)
    yield
    jxpr.set_threads(before)


def sizes(rng):
    """Around a step, turns of one to four of them, and pieces; of 8 to 64 lanes."""
    near = rng.choice((1, 8, 16, 64, 128, 256, 512, 1024, 4096, 30_000, 100_000))
    return max(1, near * rng.choice((1, 1, 2, 3)) + rng.randint(-20, 20))


def placed(rng, x):
    """The same values, so many bytes behind the beginning of a line."""
    room = np.zeros(x.nbytes + 128, np.uint8)
    at = -room.ctypes.data % 64 + rng.choice((0, 1, 4, 8, 16, 16, 32, 63))
    y = room[at : at + x.nbytes].view(x.dtype)
    y[:] = x
    return y


def same(got, expected):
    return np.array_equal(got, expected, equal_nan=np.asarray(expected).dtype.kind == "f")


def check(seed):
    rng = random.Random(seed)
    n, dtype = sizes(rng), rng.choice(FLOATS + INTEGERS)
    values = np.random.default_rng(seed)
    a, b = (values.integers(0, 60, n).astype(dtype) for _ in "ab")
    if dtype in FLOATS and rng.random() < 0.3:
        a[rng.randrange(n)] = rng.choice((np.nan, np.inf, -np.inf))
    for program, numpy in [*MAPS.items(), *FOLDS.items()]:
        expected = numpy(a, b)
        for _ in range(3):
            names = {k: placed(rng, v) for k, v in (("a", a), ("b", b)) if re.search(rf"\b{k}\b", program)}
            jxpr.set_threads(rng.choice((1, 2, 3)))
            out = placed(rng, np.zeros(n, expected.dtype)) if program in MAPS and rng.random() < 0.7 else None
            got = jxpr.evaluate(program, names, out) if out is not None else jxpr.evaluate(program, names)
            assert same(got, expected), f"seed {seed}: {program} of {n} {dtype.__name__}: {got} {expected}"


@pytest.mark.parametrize("seed", range(40))
def test_whole_steps(seed):
    check(seed)


if __name__ == "__main__":
    for seed in range(int(sys.argv[1]), int(sys.argv[1]) + int(sys.argv[2])):
        check(seed)
    print("all as NumPy's")
