"""Strings against np.strings: every operation over random strings of many widths, layouts and scalars.

    JX_STRINGS=20000 pytest tests/python/test_strings.py    # so many rounds, each of a random operation
    test_strings.py FIRST COUNT                             # rounds whose arrays end where memory does
"""

import os
import random
import subprocess
import sys

import numpy as np
import pytest

import jxpr
from jxc_command import prints
from test_guard_pages import guarded

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


def layout(rnd, a, at_end=False):
    """The same elements, however they lie."""
    how = rnd.randrange(5)
    if at_end and a.nbytes:
        return guarded(a[::-1] if how == 1 else a, how < 4)
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


def one_round(seed, at_end=False):
    rnd = random.Random(seed)
    kind = rnd.choice("SU")
    n = rnd.choice((0, 1, 2, 7, 15, 16, 17, 31, 64, 65, 100, 129, 257))
    a = layout(rnd, array(rnd, kind, n, rnd.choice(WIDTHS)), at_end)
    b = layout(rnd, array(rnd, kind, n, rnd.choice(WIDTHS)), at_end)
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


def test_at_the_end_of_memory():
    """In a process of its own, which a fault kills."""
    done = subprocess.run([sys.executable, __file__, "5000", str(ROUNDS // 6)], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_what_is_given_and_what_is_made():
    a = np.array(["abc", "äö", ""])
    for width in (1, 2, 3, 7):
        out = np.full(6, "?" * width, f"U{width}")[::-2]
        jxpr.evaluate("a", {"a": a}, out=out)
        assert np.array_equal(out, a.astype(f"U{width}"))
    out = np.empty((2, 3), "S4").T
    jxpr.evaluate("a + b", {"a": np.array([b"x", b"yy", b"z"])[:, None], "b": np.array([b"12", b"3"])}, out=out)
    assert out.tolist() == [[b"x12", b"x3"], [b"yy12", b"yy3"], [b"z12", b"z3"]]
    with pytest.raises(jxpr.Error, match="cannot write str into a result of bytes"):
        jxpr.evaluate("a", {"a": a}, out=np.empty(3, "S4"))


def test_scalars():
    got = jxpr.evaluate("a == x, x + 'b', y", {"a": np.array(["x", "y"]), "x": "x", "y": np.bytes_(b"z")})
    assert got[0].tolist() == [True, False] and type(got[1]) is np.str_ and got[1] == "xb"
    assert type(got[2]) is np.bytes_ and got[2] == b"z"


def test_kept_and_read_again():
    """Strings that are stored between stages, and read through views."""
    a = np.array([f"{i:03}" for i in range(200)])
    got = jxpr.evaluate("u = a + 'x'; v = u[::-1] + u; w = v[1:] + v[:-1]; w == w[::-1], w", {"a": a})
    u = np.strings.add(a, "x")
    v = np.strings.add(u[::-1], u)
    w = np.strings.add(v[1:], v[:-1])
    assert np.array_equal(got[1], w) and np.array_equal(got[0], w == w[::-1])
    table = jxpr.evaluate("sum((upper(a)[None] == b[:, None]) & (n[:, None] > 3))", {"a": a, "b": a, "n": np.arange(200)})
    assert table == 196


def test_code_points_that_are_none():
    a = np.array([0x110005, 0xFFFFFFFF, 65, 0xD800], "u4").view("U2")
    upper, lower = jxpr.evaluate("upper(a), lower(a)", {"a": a})
    assert np.array_equal(upper.view("u4"), a.view("u4")) and lower.view("u4")[2] == 97
    assert not jxpr.evaluate("any(isalpha(a[:1])) or any(a == 'x') or any(a[:1] < a[:1])", {"a": a})


def test_long_strings():
    a = np.array(["x" * 5000 + "y", "y"])
    assert jxpr.evaluate("find(a, 'y')", {"a": a}).tolist() == [5000, 0]
    assert jxpr.evaluate("str_len(a)", {"a": a}).tolist() == [5001, 1]
    assert np.array_equal(jxpr.evaluate("where(a == 'y', a, a[::-1])", {"a": a}), np.array(["y", "y"]))
    with pytest.raises(jxpr.Error, match="this makes strings of 40008 bytes"):
        jxpr.evaluate("a + a", {"a": a})


@pytest.mark.parametrize(
    "a",
    [
        np.array(["abc", "it's", "a\"b'c", "\n\t\\", "äöü", "\0x", "", "\u2028", "\U0001f600"]),
        np.array([b"abc", b"it's", b"\xff\0z", b""]),
        np.array(["w" * (7 * i % 30) for i in range(60)]).reshape(3, 20),
        np.arange(2000).astype("U"),
        np.array("alone"),
        np.array(b"alone"),
        np.empty((0, 3), "U5"),
    ],
    ids=range(7),
)
def test_jxc_reads_prints_and_writes(a, tmp_path):
    np.save(tmp_path / "a.npy", a)
    assert prints("-e", "a", f"a={tmp_path}/a.npy") == f"{a}\n"
    assert prints("-e", "a.T", f"a={tmp_path}/a.npy") == f"{a.T}\n"
    prints("-e", "a + a", f"a={tmp_path}/a.npy", "-o", tmp_path / "b.npy")
    expected = np.strings.add(a, a)
    np.save(tmp_path / "expected.npy", expected)
    assert (tmp_path / "b.npy").read_bytes() == (tmp_path / "expected.npy").read_bytes()


if __name__ == "__main__":
    for seed in range(int(sys.argv[1]), int(sys.argv[1]) + int(sys.argv[2])):
        print("seed", seed, flush=True)
        one_round(seed, True)
