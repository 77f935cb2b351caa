"""Errors as Python sees them: classes, attributes, limits. Messages and carets are in tests/cases."""

import pickle

import numpy as np
import pytest

import jxpr

A = {"a": np.zeros((3, 2)), "b": np.zeros(3), "i": np.arange(3), "z": np.zeros((0, 2))}


@pytest.mark.parametrize(
    "text, cls, builtin, status",
    [
        ("", jxpr.ProgramSyntaxError, ValueError, "syntax error"),
        ("  # nothing", jxpr.ProgramSyntaxError, ValueError, "syntax error"),
        ("\n;\n", jxpr.ProgramSyntaxError, ValueError, "syntax error"),
        ("a b", jxpr.ProgramSyntaxError, ValueError, "syntax error"),
        ("a +", jxpr.ProgramSyntaxError, ValueError, "incomplete input"),
        ("x + 1", jxpr.ProgramNameError, NameError, "unknown name"),
        ("sine(a)", jxpr.ProgramNameError, NameError, "unknown name"),
        ("sin(a, a)", jxpr.ProgramTypeError, TypeError, "type error"),
        ("~a", jxpr.ProgramTypeError, TypeError, "type error"),
        ("a + b", jxpr.ProgramValueError, ValueError, "shape error"),
        ("sum(a, axis=2)", jxpr.ProgramValueError, ValueError, "shape error"),
        ("sum(a, axis=2)", jxpr.ProgramIndexError, IndexError, "shape error"),
        ("a[5]", jxpr.ProgramValueError, ValueError, "shape error"),
        ("a[5]", jxpr.ProgramIndexError, IndexError, "shape error"),
        ("min(z)", jxpr.ProgramValueError, ValueError, "value error"),
        ("i**-1", jxpr.ProgramValueError, ValueError, "value error"),
        ("int32(i) + 2**40", jxpr.ProgramValueError, ValueError, "value error"),
        ("a[::0]", jxpr.ProgramValueError, ValueError, "value error"),
        ("a[i + 1]", jxpr.ProgramIndexError, IndexError, "shape error"),
    ],
)
def test_classes(text, cls, builtin, status):
    with pytest.raises(cls) as e:
        jxpr.evaluate(text, A)
    assert isinstance(e.value, (jxpr.Error, builtin)) and isinstance(e.value, builtin)
    assert e.value.status == status
    assert str(e.value).startswith(f"error: {e.value.message}\n")
    sent = pickle.loads(pickle.dumps(e.value))
    assert type(sent) is type(e.value) and str(sent) == str(e.value) and vars(sent) == vars(e.value)


def test_attributes():
    with pytest.raises(jxpr.Error) as e:
        jxpr.evaluate("x = 1\ny = a + b\ny", A)
    assert (e.value.offset, e.value.length, e.value.line, e.value.column) == (10, 5, 2, 5)
    assert e.value.message == "operands could not be broadcast together with shapes (3,2) and (3,)"
    assert str(e.value) == f"error: {e.value.message}\n  y = a + b\n      ~~^~~\n"


def test_a_failed_call_leaves_the_next_ones_alone():
    for _ in range(3):
        with pytest.raises(jxpr.Error):
            jxpr.evaluate("a + b", A)
        assert jxpr.evaluate("sum(i)", A) == 3


def test_the_shape_at_hand_decides():
    """A kernel that fits one call must not answer for another whose shapes are wrong."""
    for _ in range(2):
        assert jxpr.evaluate("x + y", {"x": np.ones(4), "y": np.ones(4)}).sum() == 8
        with pytest.raises(jxpr.ProgramValueError, match=r"\(4,\) and \(5,\)"):
            jxpr.evaluate("x + y", {"x": np.ones(4), "y": np.ones(5)})
        assert jxpr.evaluate("x[n]", {"x": np.arange(4.0), "n": 3}) == 3
        with pytest.raises(jxpr.ProgramValueError, match="index 4 is out of bounds"):
            jxpr.evaluate("x[n]", {"x": np.arange(4.0), "n": 4})
        assert jxpr.evaluate("max(x)", {"x": np.arange(4.0)}) == 3
        with pytest.raises(jxpr.ProgramValueError, match="no elements"):
            jxpr.evaluate("max(x)", {"x": np.zeros(0)})
        assert jxpr.evaluate("i + n", {"i": np.ones(1, np.int32), "n": 5}) == [6]
        with pytest.raises(jxpr.ProgramValueError, match="3000000000 is out of bounds for int32"):
            jxpr.evaluate("i + n", {"i": np.ones(1, np.int32), "n": 3000000000})
        assert jxpr.evaluate("x**n", {"x": np.arange(4), "n": 2}).tolist() == [0, 1, 4, 9]
        with pytest.raises(jxpr.ProgramValueError, match="negative integer powers"):
            jxpr.evaluate("x**n", {"x": np.arange(4), "n": -2})


def test_negative_exponents_among_elements():
    for n in (1, 40, 100_000):
        exponents = np.ones(n, np.int64)
        assert jxpr.evaluate("3**k", {"k": exponents}).tolist() == [3] * n
        for place in (0, n // 2, n - 1):
            exponents[:] = 1
            exponents[place] = -1
            with pytest.raises(jxpr.ProgramValueError, match="negative integer powers"):
                jxpr.evaluate("3**k", {"k": exponents})


def test_the_place_of_a_negative_exponent():
    """An element decides; the kernel may be one that another text made."""
    one, bad = np.ones(100_000, np.int64), np.ones(100_000, np.int64)
    bad[77_777] = -1
    texts = ["x**y + z**w", "a**b  +  a**c", "first = a**b; first + a**c"]
    for text, names in zip(texts, ("xyzw", "abac", "abac")):
        for given, places in (((one, one), None), ((bad, one), 0), ((one, bad), 1), ((bad, bad), 0)):
            operands = dict(zip(names, (one, given[0], one, given[1])))
            if places is None:
                assert jxpr.evaluate(text, operands).tolist() == [2] * 100_000
                continue
            power = [text.index("**"), text.rindex("**")][places]
            for threads in (1, 4):
                before = jxpr.set_threads(threads)
                with pytest.raises(jxpr.ProgramValueError, match="negative integer powers") as e:
                    jxpr.evaluate(text, operands)
                jxpr.set_threads(before)
                assert (e.value.offset, e.value.length) == (power - 1, 4)
                assert str(e.value).splitlines()[2] == "  " + " " * (power - 1) + "~^~~"


def test_the_place_of_the_hundredth_negative_exponent():
    """What a kernel reports has room for 62 powers; those behind them share a bit, and the first of them is shown."""
    text = " + ".join(f"a**(p - {k})" for k in range(100))
    for first, shown in ((0, 0), (1, 1), (62, 62), (63, 62), (99, 62)):
        with pytest.raises(jxpr.ProgramValueError) as e:
            jxpr.evaluate(text, {"a": np.ones(9, np.int64), "p": np.full(9, first - 1)})
        assert text[e.value.offset :].startswith(f"a**(p - {shown})")


def test_too_long():
    with pytest.raises(jxpr.ProgramValueError) as e:
        jxpr.evaluate("1 +" * 400_000 + "1", {})
    assert e.value.status == "limit exceeded"


def test_too_deep():
    for text in (
        "(" * 100_000 + "a" + ")" * 100_000,
        "-" * 100_000 + "a",
        "abs(" * 50_000 + "a" + ")" * 50_000,
        "a" + "[0" * 50_000 + "]" * 50_000,
        "2**" * 50_000 + "2",
    ):
        with pytest.raises(jxpr.Error) as e:
            jxpr.evaluate(text, A)
        assert e.value.status == "limit exceeded", text[:10]


def test_deep_enough():
    assert jxpr.evaluate("(" * 90 + "i" + ")" * 90, A).tolist() == [0, 1, 2]
    assert jxpr.evaluate("-" * 90 + "i", A).tolist() == [0, 1, 2]


def test_too_many_dimensions():
    with pytest.raises(jxpr.Error, match="32"):
        jxpr.evaluate("b[" + "None," * 32 + "]", A)


def test_results_too_large_to_allocate():
    with pytest.raises(jxpr.Error) as e:
        jxpr.evaluate("a[:, None] + a[None, :]", {"a": np.broadcast_to(np.zeros(1), (2**30,))})
    assert e.value.status in ("out of memory", "limit exceeded")
    with pytest.raises(jxpr.Error) as e:
        jxpr.evaluate("a[:, None, None] + a[:, None] + a", {"a": np.broadcast_to(np.zeros(1), (2**30,))})
    assert e.value.status in ("out of memory", "limit exceeded")


def test_operands_that_jx_does_not_know():
    for bad in (None, {}, object(), np.array(["a"], np.dtypes.StringDType()), np.zeros(2, "V3")):
        with pytest.raises(jxpr.ProgramTypeError, match="'x'"):
            jxpr.evaluate("x", {"x": bad})
    with pytest.raises(OverflowError):
        jxpr.evaluate("x", {"x": 2**63})


def test_operands_that_are_not_arrays():
    assert jxpr.evaluate("x + y", {"x": [1, 2], "y": (0.5, 1)}).tolist() == [1.5, 3]
    assert jxpr.evaluate("x", {"x": True}).dtype == bool
    assert jxpr.evaluate("f*x", {"f": np.ones(1, np.float32), "x": 3}).dtype == np.float32
    assert jxpr.evaluate("f*x", {"f": np.ones(1, np.float32), "x": np.float64(3)}).dtype == np.float64


def test_text_that_is_no_program():
    for text in ("\0", "a\0", "a \x7f", "a\u00a0+ 1", "\ufeffa", "a +\r\nb", "'\\ud800'"):
        try:
            jxpr.evaluate(text, A)
        except jxpr.Error as e:
            assert e.status in ("syntax error", "incomplete input", "shape error", "not supported")
