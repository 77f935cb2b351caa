"""Arrays of the other byte order, and at any address: read where they are, in results given as well.

Every program gives the bits that it gives of the same elements in the machine's order, and that NumPy gives where the
program is one that copies or compares.
"""

import random
import sys

import numpy as np
import pytest

import jxc_command
import jxpr
import random_arrays

FOREIGN = ">" if sys.byteorder == "little" else "<"
DTYPES = (*random_arrays.DTYPES, np.dtype("f2"))
SHAPES = ((), (1,), (7,), (513,), (17, 33), (2, 0, 3), (5, 3, 129))
PROGRAMS = (
    "a, where(a < b, a, b), a[..., ::-1] + b, a.T",
    "sum(a), max(b), mean(a), sum(a, axis=-1), min(b, axis=0), argmax(a, axis=0)",
    "x = a[..., 1:] != a[..., :-1]; count_nonzero(x), float64(a)*k, k + b",
)


def foreign(a):
    return a.astype(a.dtype.newbyteorder(FOREIGN))


def native(x):
    """In the machine's order, and the same strides: sums are folded as memory lies."""
    low, high = np.lib.array_utils.byte_bounds(x) if x.size else (0, 0)
    memory = np.zeros(high - low + 1, np.uint8)
    start = x.__array_interface__["data"][0] - low if x.size else 0
    y = np.ndarray(x.shape, x.dtype.newbyteorder("="), memory.data, start, x.strides)
    y[...] = x
    return y


def same(got, expected):
    got, expected = np.asarray(got), np.asarray(expected)
    if not got.dtype.isnative:
        got = got.astype(expected.dtype)
    assert got.dtype == expected.dtype and got.shape == expected.shape
    assert np.ascontiguousarray(got).tobytes() == np.ascontiguousarray(expected).tobytes()


def evaluate(text, names, **options):
    """All results; what is refused is the message."""
    try:
        results = jxpr.evaluate(text, names, **options)
    except jxpr.Error as error:
        return error.message
    return results if isinstance(results, tuple) else (results,)


@pytest.mark.parametrize("dtype", DTYPES, ids=str)
def test_programs(dtype):
    rnd = random.Random(f"swapped {dtype}")
    for shape in SHAPES:
        swapped = [random_arrays.strided(rnd, foreign(random_arrays.array(rnd, dtype, shape))) for _ in "ab"]
        a, b = (native(x) for x in swapped)
        k = random_arrays.array(rnd, dtype, ())
        for text in PROGRAMS if len(shape) else ("a, a + b, sum(a), k*a",):
            expected = evaluate(text, {"a": a, "b": b, "k": k})
            for names in ({"a": swapped[0], "b": b, "k": k}, {"a": swapped[0], "b": swapped[1], "k": foreign(k)}):
                got = evaluate(text, names)
                if isinstance(expected, str):
                    assert got == expected
                    continue
                for x, y in zip(got, expected, strict=True):
                    assert np.asarray(x).dtype.isnative
                    same(x, y)


@pytest.mark.parametrize("dtype", DTYPES, ids=str)
def test_given_results(dtype):
    rnd = random.Random(f"given {dtype}")
    for shape in SHAPES:
        a = random_arrays.array(rnd, dtype, shape)
        for out in (foreign(np.zeros(shape, dtype)), random_arrays.strided(rnd, foreign(np.zeros(shape, dtype)))):
            if 0 in out.strides or not out.flags.writeable:
                continue
            jxpr.evaluate("where(a == a, a, a)", {"a": foreign(a)}, out=out)
            same(out, a)
            jxpr.evaluate("where(a == a, a, a)", {"a": a}, out=out)
            same(out, a)
            if len(shape) and shape[-1] > 1:  # over what it reads, exactly and not
                jxpr.evaluate("a | a" if dtype.kind == "b" else "a*1", {"a": out}, out=out)
                same(out, a)
                expected = np.concatenate([a[..., 1:], a[..., :1]], axis=-1)
                jxpr.evaluate("a[..., 1:]", {"a": out}, out=out[..., :-1])
                same(out[..., :-1], expected[..., :-1])


@pytest.mark.parametrize("dtype", DTYPES, ids=str)
def test_any_address_and_stride(dtype):
    """Odd ones, of operands and results."""
    n, step = 203, dtype.itemsize + 3
    rng = np.random.default_rng(9)
    for offset in range(1, 2 * dtype.itemsize + 1, 2):
        for stride in (dtype.itemsize, step, -step):
            raw, to = np.zeros((2, step * (n + 2)), np.uint8)
            start = offset + (step * (n - 1) if stride < 0 else 0)
            x, y = (np.ndarray((n,), dtype, memory.data, start, (stride,)) for memory in (raw, to))
            x[...] = random_arrays.values(rng, dtype, n)
            copy = x.copy()
            same(jxpr.evaluate("a", {"a": x}), copy)
            same(jxpr.evaluate("max(a), a != a[::-1]", {"a": x})[1], copy != copy[::-1])
            jxpr.evaluate("a[::-1]", {"a": x}, out=y)
            same(y, copy[::-1])


@pytest.mark.parametrize("width", [1, 3, 4, 17, 300])
def test_strings(width):
    """Of operands, what is gathered of them, and given results; operations that are emitted and those of the helper."""
    rnd, rng = random.Random(f"text {width}"), np.random.default_rng(width)
    letters = np.array(list("ab\xdf\u03a3\U0001f600"), "U1")
    for shape in ((), (1,), (9,), (5, 33)):
        a = rng.choice(letters, (*shape, width)).view(f"U{width}").reshape(shape)
        for x in (foreign(a), random_arrays.strided(rnd, foreign(a))):
            text = "a, a == b, find(a, 'a'), upper(a) + '!', a < b[..., ::-1]" if shape else "a, a == b"
            got = jxpr.evaluate(text, {"a": x, "b": a})
            b = x.astype(a.dtype, order="C")
            same(got[0], b)
            same(got[1], b == a)
            if shape:
                same(got[2], np.strings.find(b, "a"))
                same(got[3], np.strings.add(np.strings.upper(b), "!"))
                same(got[4], b < a[..., ::-1])
        for out in (foreign(np.zeros(shape, a.dtype)), foreign(np.full(shape, "zzzzz", "U5"))):
            jxpr.evaluate("a", {"a": a}, out=out)
            same(out.astype(out.dtype.newbyteorder("=")), a.astype(out.dtype.newbyteorder("=")))
            jxpr.evaluate("a[..., ::-1]" if shape else "a", {"a": out.copy()}, out=out)
    table = foreign(np.array(["x", "yy", "zzz"]))
    i = np.array([2, 0, -1, 1])
    same(jxpr.evaluate("t[i]", {"t": table, "i": i}), table[i].astype("U3"))
    same(jxpr.evaluate("t[t != 'yy']", {"t": table}), np.array(["x", "zzz"]))


def test_scalars_that_set_sizes():
    for dtype in ("i2", "u4", "i8", "u8"):
        n = np.array(5, FOREIGN + dtype)
        assert jxpr.evaluate("arange(n)", {"n": n}).tolist() == [0, 1, 2, 3, 4]
        assert jxpr.evaluate("a[n - 3:]", {"n": n, "a": np.arange(7)}).tolist() == [2, 3, 4, 5, 6]
    x = np.array(0.5, FOREIGN + "f8")
    assert jxpr.evaluate("arange(0, 2, x)", {"x": x}).tolist() == [0, 0.5, 1, 1.5]


def test_an_order_is_another_kernel():
    """Not the one of the same program and the other order."""
    a = np.arange(300.0)
    for _ in range(2):
        same(jxpr.evaluate("a + 7.25", {"a": a}), a + 7.25)
        same(jxpr.evaluate("a + 7.25", {"a": foreign(a)}), a + 7.25)


@pytest.mark.parametrize("dtype", [d for d in DTYPES if d.kind != "b"], ids=str)
def test_files(dtype, tmp_path):
    a = np.arange(24).reshape(4, 6).astype(dtype)
    np.save(tmp_path / "a.npy", foreign(a))
    np.save(tmp_path / "f.npy", foreign(np.asfortranarray(a)))
    np.save(tmp_path / "n.npy", foreign(np.array(3, dtype)))
    jxc_command.prints("-e", "a + f*n", "a=a.npy", "f=f.npy", "n=n.npy", "-o", "out.npy", cwd=tmp_path)
    same(np.load(tmp_path / "out.npy"), a + a * np.array(3, dtype))


WORDS = np.array(["", "a", "ab", "aé", "ÿ\U0001f600x", "abcabc", "zz "])
STRINGS = {
    "a": lambda a, b: a,
    "a[::-2]": lambda a, b: a[::-2],
    "a == b": lambda a, b: a == b,
    "a < b": lambda a, b: a < b,
    "find(a, 'b')": lambda a, b: np.strings.find(a, "b"),
    "upper(a)": lambda a, b: np.strings.upper(a),
    "a + b": np.strings.add,
    "str_len(a)": lambda a, b: np.strings.str_len(a),
    "a[a > 'a']": lambda a, b: a[a > "a"],
    "concatenate((a, b))": lambda a, b: np.concatenate((a, b)),
    "a[i]": lambda a, b: a[np.arange(len(a)) // 2],
}


@pytest.mark.parametrize("text", STRINGS)
def test_operations_of_strings(text):
    """Their characters are swapped, in operands and in results given."""
    rng = np.random.default_rng(len(text))
    for n in (0, 1, 7, 64, 65, 5000):
        width = int(rng.integers(1, 9))
        a, b = (WORDS[rng.integers(0, len(WORDS), n)].astype(f"U{w}") for w in (width, 6))
        expected = STRINGS[text](a, b)
        names = {"a": foreign(a)[::-1][::-1], "b": b, "i": np.arange(n) // 2}
        same(jxpr.evaluate(text, names), expected)
        if expected.dtype.kind == "U":
            out = np.zeros(expected.shape, f"{FOREIGN}U{expected.dtype.itemsize // 4 + 2}")
            jxpr.evaluate(text, names, out=out)
            same(out.astype(expected.dtype), expected)


def test_strings_in_files(tmp_path):
    np.save(tmp_path / "a.npy", foreign(WORDS))
    shown = jxc_command.prints("-e", "upper(a) == 'AB'", f"a={tmp_path / 'a.npy'}")
    assert shown.split() == ["[False", "False", "True", "False", "False", "False", "False]"]
