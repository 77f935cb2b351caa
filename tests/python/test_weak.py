"""Python's numbers in programs, against Python's and NumPy's own arithmetic.

`python test_weak.py FIRST COUNT` runs other seeds and reports how many programs were compared.
"""

import random
import sys
import warnings

import numpy as np
import pytest

import jxpr
import weak_programs

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")


def same(got, expected):
    got = np.asarray(got)
    if got.dtype != expected.dtype or got.shape != expected.shape:
        return f"{got.dtype} {got.shape}, expected {expected.dtype} {expected.shape}"
    if got.dtype.kind != "f":
        return None if np.array_equal(got, expected) else f"{got!r}, expected {expected!r}"
    nan = np.isnan(expected)
    equal = np.array_equal(got[~nan], expected[~nan]) and np.array_equal(np.isnan(got), nan)
    equal = equal and np.array_equal(np.signbit(got[~nan]), np.signbit(expected[~nan]))
    return None if equal else f"{got!r}, expected {expected!r}"


def compared(tree, operands):
    """None when the program is beyond what is compared, "" when it is right, else what is wrong."""
    text = weak_programs.text(tree)
    try:
        expected = weak_programs.evaluate(tree, operands)
    except weak_programs.Skip:
        return None
    except weak_programs.Failure:
        expected = None
    try:
        wrong = same(jxpr.evaluate(text, operands), expected) if expected is not None else None
        if expected is None:
            wrong = f"{jxpr.evaluate(text, operands)!r}, expected an error"
    except jxpr.Error as e:
        known = isinstance(e, (ValueError, TypeError)) and "internal" not in e.status
        wrong = None if expected is None and known else f"{e}\nexpected {expected!r}"
    return f"{text}\n  {operands}\n  {wrong}" if wrong else ""


def run(first, count):
    """How many programs were compared, how many of them are errors, and what was wrong."""
    done, wrong = 0, []
    for seed in range(first, first + count):
        maker = weak_programs.Maker(random.Random(seed))
        tree = maker.program()
        # The same text again, with other numbers: most run the kernel that is there.
        for operands in (maker.operands, maker.others(), maker.others()):
            found = compared(tree, operands)
            done += found is not None
            if found:
                wrong.append(f"seed {seed}: {found}")
    return done, wrong


def test_random_programs():
    done, wrong = run(0, 300)
    assert not wrong, "\n\n".join(wrong[:5])
    assert done > 500


if __name__ == "__main__":
    warnings.simplefilter("ignore", RuntimeWarning)
    first, count = (int(x) for x in sys.argv[1:3])
    done, wrong = run(first, count)
    print("\n\n".join(wrong[:20]))
    print(f"{count} programs, {done} evaluations compared, {len(wrong)} wrong")
    sys.exit(bool(wrong))
