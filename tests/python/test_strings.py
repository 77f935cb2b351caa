"""Strings against np.strings: every operation over random strings of many widths, layouts and scalars.

    JX_STRINGS=20000 pytest tests/python/test_strings.py    # so many rounds, each of a random operation
"""

import os
import random

import numpy as np
import pytest

import jxpr

WIDTHS = (0, 1, 2, 3, 4, 7, 8, 15, 16, 17, 31, 33, 64, 65)
ROUNDS = int(os.environ.get("JX_STRINGS", "600"))

LETTERS = {
    "S": [bytes([c]) for c in b"aaabbcAB \t\x00\x0019\xff\xe4.\x1c"],
    "U": list("aaabbcAB \t\x00\x0019äÄßσΣİŉǅ中²½٣\u2003\u0301'\U0001f600\U00010428"),
}
EMPTY = {"S": b"", "U": ""}


def text(rnd, kind, most):
    """A string of up to `most` characters, of few different ones."""
    letters = rnd.sample(LETTERS[kind], 4)
    return EMPTY[kind].join(rnd.choice(letters) for _ in range(rnd.choice((most, rnd.randint(0, most)))))


def array(rnd, kind, n, width):
    if width == 0:
        return np.ndarray((n,), kind + "0", b"")
    made = np.zeros(n, f"{kind}{width}")
    for i in range(n):
        made[i] = text(rnd, kind, width)
    return made


def layout(rnd, a):
    """The same elements, however they lie."""
    how = rnd.randrange(5)
    if how == 1:
        return a[::-1].copy()[::-1]
    if how == 2:
        return np.repeat(a, 3)[::3]
    if how == 3 and a.itemsize:  # at an odd address
        raw = np.zeros(a.nbytes + 1, "u1")
        odd = raw[1:].view(a.dtype) if a.nbytes else a
        odd[...] = a
        return odd
    if how == 4 and len(a) % 2 == 0:
        return np.asfortranarray(a.reshape(2, -1)).T.reshape(-1, order="A")
    return a


def part_of(rnd, a, kind):
    """Something that is likely to be found in elements of `a`."""
    if len(a) == 0:
        return text(rnd, kind, 3)
    of = a[rnd.randrange(len(a))]
    i, j = sorted((rnd.randint(0, len(of)), rnd.randint(0, len(of))))
    return type(EMPTY[kind])(of[i : min(j, i + rnd.choice((1, 2, 3, 64)))])


def same(program, operands, expected):
    got = jxpr.evaluate(program, operands)
    expected = np.asarray(expected)
    assert np.asarray(got).dtype == expected.dtype, (program, operands)
    assert np.shape(got) == expected.shape, (program, operands)
    assert np.array_equal(got, expected), (program, operands, got, expected)


ONE = "str_len lower upper strip lstrip rstrip isalpha isdigit isspace isalnum islower isupper istitle".split()
SEARCHES = "find rfind count startswith endswith".split()
COMPARISONS = {
    "==": np.equal,
    "!=": np.not_equal,
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
}


def numpy_width(a):
    """Of no characters, NumPy's own functions make one."""
    return a.astype(a.dtype.kind + "1") if a.itemsize == 0 else a


def one_round(seed):
    rnd = random.Random(seed)
    kind = rnd.choice("SU")
    n = rnd.choice((0, 1, 2, 7, 15, 16, 17, 31, 64, 65, 100, 129, 257))
    a = layout(rnd, array(rnd, kind, n, rnd.choice(WIDTHS)))
    b = layout(rnd, array(rnd, kind, n, rnd.choice(WIDTHS)))
    scalar = part_of(rnd, a, kind)
    second = rnd.choice(("scalar", "literal", "array"))
    y = b if second == "array" else scalar
    written = repr(scalar) if second == "literal" else "y"
    x, yn = numpy_width(a), numpy_width(np.asarray(y))
    operands = {"x": a, "y": y}
    what = rnd.randrange(6)
    if what == 0:
        op = rnd.choice(list(COMPARISONS))
        same(f"x {op} {written}", operands, COMPARISONS[op](x, yn))
        same(f"{written} {op} x", operands, COMPARISONS[op](yn, x))
    elif what == 1:
        name = rnd.choice(SEARCHES)
        same(f"{name}(x, {written})", operands, getattr(np.strings, name)(x, yn))
        same(f"contains(x, {written})", operands, np.strings.find(x, yn) >= 0)
    elif what == 2:
        name, start, end = rnd.choice(SEARCHES), rnd.randint(-5, 5), rnd.choice((None, rnd.randint(-5, 20)))
        expected = getattr(np.strings, name)(x, yn, start, end)
        same(f"{name}(x, {written}, {start}, {end})", operands, expected)
    elif what == 3:
        name = rnd.choice([*ONE, *(["isdecimal", "isnumeric"] if kind == "U" else [])])
        same(f"{name}(x)", operands, getattr(np.strings, name)(x))
    elif what == 4:
        name = rnd.choice(("strip", "lstrip", "rstrip"))
        same(f"{name}(x, {written})", operands, getattr(np.strings, name)(x, yn))
    else:
        same(f"x + {written}", operands, np.strings.add(x, yn))
        mask = np.arange(n) % 3 == 0
        same(f"where(m, x, {written})", {**operands, "m": mask}, np.where(mask, x, yn))
        same(f"sum(x == {written})", operands, np.sum(np.equal(x, yn)))


@pytest.mark.parametrize("start", range(0, ROUNDS, 50))
def test_operations(start):
    for seed in range(start, start + 50):
        try:
            one_round(seed)
        except BaseException:
            print("seed", seed)
            raise
