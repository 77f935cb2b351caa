"""Every operation of the table, with every dtype that it takes, in every layout and at the lengths where loops turn,
against NumPy: dtypes exactly, values to the last bit where they are exact, else within what both may be off.

The table of functions says what there is, every_forms.py how it is called, every_values.py with what, and NumPy what it takes
and gives (every_reference.py; on purpose different: numpy_differences.py). A case is a form, a dtype and a layout for each
operand, and is run at all lengths: 0, 1, around the lanes of a vector, beyond what a piece takes. Here are some of all
cases;

    python test_every_operation.py [SHARE [NAME...]]

runs SHARE cases of each form, or all, and counts.
"""

import collections
import itertools
import random
import sys

import numpy as np
import pytest

import every_reference
import jxpr
from every_forms import fits, forms
from every_reference import Refused
from every_values import BEYOND, DTYPES, INTEGERS, LENGTHS, contiguous, layouts, swapped, unaligned, values

SHAPES = {"A": lambda n: (n, 3), "B": lambda n: (n, 3), "R": lambda n: (3, n), "Q": lambda n: (1, n, 1)}


def indices(rng, shape, n):
    """In an array of n, from its end too."""
    dtype = rng.choice([d for d in INTEGERS if np.iinfo(d).max >= min(n, 127)])
    i = np.iinfo(dtype)
    return rng.integers(max(-n, i.min), min(n, i.max), shape).astype(dtype) if n else np.zeros(shape, dtype)


def bound(rng, form, letter, dtype, n):
    """A scalar: of ranges not too long, of dtypes with few numbers."""
    if form.name in ("arange", "linspace") and dtype.kind in "iuf":
        step = rng.choice([1, 2, 5] if dtype.kind == "u" else [1, 2, -1, -3])
        value = {"s": n % 20, "t": n % 7 + (20 if dtype.kind == "u" else 0), "u": step}[letter]
        return np.array([value]).astype(dtype)
    return values(rng, dtype, 1, form.tame)


def operand(rng, form, letter, dtype, layout, n):
    if letter in "stu":
        one = bound(rng, form, letter, dtype, n)
        return layout(one).reshape(()) if layout in (unaligned, swapped) else one[0]
    shape = SHAPES.get(letter, lambda n: (n,))(n)
    return layout(values(rng, dtype, int(np.prod(shape)), form.tame).reshape(shape))


def operands(rng, form, dtypes, layout, n):
    out = {k: operand(rng, form, k, d, way, n) for k, d, way in zip(form.swept, dtypes, layout)}
    others = {
        "n": lambda: n,
        "m": lambda: rng.random(n) < 0.6,
        "M": lambda: rng.random((n, 3)) < 0.6,
        "i": lambda: indices(rng, n, n),
        "j": lambda: indices(rng, (3, n), n),
    }
    return out | {k: others[k]() for k in form.letters if k in others}


def one(rng, f, form, dtypes, layout, n):
    """One evaluation: None where NumPy refuses and so do we, a text where something is wrong, else True."""
    names = operands(rng, form, dtypes, layout, n)
    try:
        wanted = every_reference.expected(form, {k: every_reference.native(v) for k, v in names.items()})
    except Refused:
        wanted = None
    try:
        got = jxpr.evaluate(form.text, names)
    except jxpr.Error as e:
        return None if wanted is None and e.status != "internal error" else e.message
    if wanted is None:
        return "not refused"
    return every_reference.difference(form, f, got, wanted, dtypes) or True


def cases(form):
    """(dtypes, layouts): of three operands, two have one dtype."""
    ways = layouts(len(form.swept))
    for dtypes in itertools.product(DTYPES, repeat=len(form.swept)):
        if len(dtypes) < 3 or len(set(dtypes)) < 3:
            yield from ((dtypes, way) for way in ways if fits(form, dtypes, [w.__name__ for w in way]))


def run(rnd, f, form, share):
    """So many cases that are not refused, or all: how many were compared, how many refused, and what is wrong."""
    count, wrong = collections.Counter(), []
    everything, taken = list(cases(form)), 0
    if share < len(everything):
        rnd.shuffle(everything)
    for tried, (dtypes, layout) in enumerate(everything):
        if taken == share or (tried > 20 * share and taken):
            break
        rng = np.random.default_rng(rnd.getrandbits(32))
        lengths = LENGTHS + BEYOND if all(way is contiguous for way in layout) else LENGTHS
        for n in lengths:
            answer = one(rng, f, form, dtypes, layout, n)
            count["refused" if answer is None else "compared" if answer is True else "wrong"] += 1
            if isinstance(answer, str):
                what = ", ".join(f"{k} {d.str} {way.__name__}" for k, d, way in zip(form.swept, dtypes, layout))
                wrong.append(f"{form.text} of {what}, {n} elements: {answer}")
            if answer is not True and n > 1:  # another length will not change it
                break
        taken += answer is True
    if not count["compared"]:
        wrong.append(f"{form.text}: both refuse all of it")
    return count, wrong


@pytest.mark.parametrize("part", range(6))
def test_a_part(part, capsys):
    rnd, total, wrong = random.Random(part), collections.Counter(), []
    for f, form, again in itertools.islice(forms(), part, None, 6):
        count, w = run(rnd, f, form, 1 if again else 2)
        total, wrong = total + count, wrong + w
    with capsys.disabled():
        print(f"\n{total['compared']} operations compared with NumPy, {total['refused']} refused by both")
    assert not wrong, "\n".join(wrong[:20])


if __name__ == "__main__":
    share = int(sys.argv[1]) if len(sys.argv) > 1 else 10**9
    total = collections.Counter()
    for f, form, again in forms():
        if sys.argv[2:] and form.name not in sys.argv[2:]:
            continue
        count, wrong = run(random.Random(form.text), f, form, max(share // 5, 1) if again else share)
        total += count
        counts = [count[k] for k in ("compared", "refused", "wrong")]
        print("{:28} {:8} compared {:8} refused {:6} wrong".format(form.text, *counts), *wrong[:3], sep="\n    ", flush=True)
    print(f"{total['compared']} compared, {total['refused']} refused by both, {total['wrong']} wrong")
    sys.exit(bool(total["wrong"]))
