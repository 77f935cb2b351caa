"""Kernels touch nothing outside the arrays: operands and results end, or begin, at a page that cannot be touched.

A fault kills the process, so that a child runs the programs: `python test_guard_pages.py FIRST COUNT`, and with a third
argument those of random_reductions.
"""

import ctypes
import mmap
import random
import subprocess
import sys
import warnings

import numpy as np
import pytest

import jxpr
import random_arrays
import random_programs
import random_reductions

PAGE, PROT_NONE = mmap.PAGESIZE, 0
libc = ctypes.CDLL(None, use_errno=True)
libc.mprotect.argtypes = ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int


def guarded(a, at_end):
    """A copy of `a` with its strides, whose last byte (or first) is the last before (first after) a forbidden page."""
    low, high = np.lib.array_utils.byte_bounds(a)
    size = high - low
    pages = -(-size // PAGE) or 1
    memory = mmap.mmap(-1, (pages + 2) * PAGE)
    base = ctypes.addressof(ctypes.c_char.from_buffer(memory))
    start = PAGE + (pages * PAGE - size if at_end else 0)
    memory[start : start + size] = ctypes.string_at(low, size)
    for page in (base, base + (pages + 1) * PAGE):
        if libc.mprotect(page, PAGE, PROT_NONE):
            raise OSError(ctypes.get_errno(), "mprotect")
    return np.ndarray(a.shape, a.dtype, memory, start + (a.ctypes.data - low), a.strides)


def program(rnd, reductions):
    """A text, its operands, arrays like its results, and what says how a result differs from the i-th."""
    if not reductions:
        text, arrays, expected = random_programs.Maker(rnd, most=rnd.choice((50, 4000, 4000, 200_000))).program()
        like = [np.zeros_like(e) for e in expected]
        return text, arrays, like, lambda got, i: random_arrays.same(got, expected[i])
    full = tuple(max(e, 1) for e in random_arrays.shape(rnd, most=rnd.choice((50, 4000, 4000, 200_000))))
    text, arrays, expected = random_reductions.Maker(rnd, full).program()
    like = [np.zeros(v.shape, v.dtype) for v in expected]
    return text, arrays, like, lambda got, i: random_reductions.far(got, expected[i])


def run(first, count, reductions):
    for seed in range(first, first + count):
        rnd = random.Random(seed)
        text, arrays, like, wrong = program(rnd, reductions)
        operands = {
            n: guarded(a, rnd.random() < 0.7) if isinstance(a, np.ndarray) and a.size else a for n, a in arrays.items()
        }
        print(seed, repr(text), flush=True)  # the last line tells what failed
        got = jxpr.evaluate(text, operands)
        out = tuple(guarded(e, rnd.random() < 0.7) if e.size else e for e in like)
        jxpr.evaluate(text, operands, out=tuple(map(np.asarray, out)))
        for i, results in enumerate(zip(got if len(like) > 1 else (got,), out)):
            for r in results:
                assert not wrong(r, i), wrong(r, i)


@pytest.mark.parametrize("arguments", [["0", "400"], ["0", "200", "reductions"]], ids=["all", "reductions"])
def test_nothing_outside_the_arrays_is_touched(arguments):
    done = subprocess.run([sys.executable, __file__, *arguments], capture_output=True, text=True, timeout=280)
    last = done.stdout.strip().splitlines()[-1:]
    assert done.returncode == 0, (done.returncode, last, done.stderr[-2000:])


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    run(*map(int, sys.argv[1:3]), len(sys.argv) > 3)
